import { useComputedColorScheme, useMantineTheme } from "@mantine/core";
import { useElementSize, useMergedRef, useReducedMotion } from "@mantine/hooks";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { MapGroups } from "../../../engine/recommend/map/types";
import type { MapFrame } from "../store/mapState";
import { huesOf, pointHues } from "./hues";
import { Stage } from "./stage";

interface Scene {
  frame: MapFrame;
  groups: MapGroups;
  states: Uint8Array;
  /** Another set of points is shown when this changes: they are brought into view. */
  fitKey: string;
}

/** A Stage on the page's canvas that shows the scene. */
export function useStage({ frame, groups, states, fitKey }: Scene) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize();
  const ref = useMergedRef(host, size.ref);
  const [stage, setStage] = useState<Stage | null>(null);
  /** Grows when the canvas lost its GPU and another one takes its place. */
  const [canvases, setCanvases] = useState(0);
  const scheme = useComputedColorScheme("light");
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const { respectReducedMotion } = useMantineTheme();

  // Another canvas is another stage.
  useLayoutEffect(() => {
    if (!host.current || !canvas.current) return;
    const made = new Stage(host.current, canvas.current, () => setCanvases((count) => count + 1));
    setStage(made);
    return () => made.dispose();
  }, [canvases]);

  const { xy } = frame.picture;
  const glides = !(still && respectReducedMotion);
  useEffect(() => stage?.setPositions(xy, glides), [stage, xy, glides]);
  useEffect(() => {
    if (groups.groups.length === states.length) stage?.setLooks(groups.groups, states);
  }, [stage, groups, states]);
  const hues = useMemo(() => huesOf(groups, scheme), [groups, scheme]);
  useEffect(() => stage?.setHues(pointHues(hues)), [stage, hues]);
  useEffect(() => stage?.resize(size.width, size.height), [stage, size.width, size.height]);
  useEffect(() => stage?.fitAll(), [stage, fitKey]);

  return { ref, canvas, canvasKey: canvases, stage, hues };
}
