import { ActionIcon, Tooltip } from "@mantine/core";
import { Lasso, Maximize, Minus, Plus, ScanSearch } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useState } from "react";
import type { Place } from "../../../charts/points/lasso";
import type { MapName } from "../../../engine/recommend/map/types";
import { MapOverlay } from "./MapOverlay";
import styles from "./MapStage.module.css";
import { MapTip } from "./MapTip";
import type { useStage } from "./useStage";

interface Props {
  drawn: ReturnType<typeof useStage>;
  /** The map in a sentence, for those who cannot see it. */
  label: string;
  /** Places of points among those drawn; -1 for none. */
  selected: number;
  selectedLabel: string;
  neighbours: readonly number[];
  /** Of a point: its name as far as it is known; asks for it where it is not. */
  nameOf(point: number): MapName | undefined;
  askName(point: number): void;
  describe(name: MapName): string;
  onSelect(point: number): void;
  onPick(points: number[]): void;
}

const PAN = 60;
const ZOOM = 1.4;
/** A press that moves less is a click. */
const CLICK = 4;

/** The points, to be zoomed, moved, pointed at and drawn around. */
export function MapStage({ drawn, label, selected, neighbours, onSelect, onPick, ...names }: Props) {
  const { ref, canvas, canvasKey, stage } = drawn;
  const [hovered, setHovered] = useState(-1);
  const [lasso, setLasso] = useState<Place[] | null>(null);
  const [isLassoing, setLassoing] = useState(false);
  const [pressed, setPressed] = useState<Place | null>(null);
  const helpId = useId();
  const { askName } = names;

  useEffect(() => {
    if (stage) stage.lassoing = isLassoing;
  }, [stage, isLassoing]);
  useEffect(() => {
    if (hovered >= 0) askName(hovered);
  }, [hovered, askName]);

  if (stage && stage.kind === null) return <p className={styles.none}>This browser cannot draw the map.</p>;

  function placeOf(event: PointerEvent<HTMLElement>): Place {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    const place = placeOf(event);
    setPressed(place);
    if (!isLassoing && !event.shiftKey) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setLasso([place]);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const place = placeOf(event);
    if (lasso) setLasso([...lasso, place]);
    else if (stage && event.buttons === 0) setHovered(stage.hit(...place));
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    const place = placeOf(event);
    const isClick = pressed !== null && Math.hypot(place[0] - pressed[0], place[1] - pressed[1]) < CLICK;
    if (stage && isClick) onSelect(stage.hit(...place, event.pointerType === "mouse" ? undefined : 24));
    else if (stage && lasso && lasso.length > 2) {
      onPick(stage.inside(lasso));
      setLassoing(false);
    }
    setLasso(null);
    setPressed(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!stage || event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => stage.panBy(PAN, 0),
      ArrowRight: () => stage.panBy(-PAN, 0),
      ArrowUp: () => stage.panBy(0, PAN),
      ArrowDown: () => stage.panBy(0, -PAN),
      "+": () => stage.zoomBy(ZOOM),
      "=": () => stage.zoomBy(ZOOM),
      "-": () => stage.zoomBy(1 / ZOOM),
      "0": () => stage.fitAll(),
      Enter: () => {
        const { width, height } = event.currentTarget.getBoundingClientRect();
        onSelect(stage.hit(width / 2, height / 2, Math.max(width, height)));
      },
      Escape: () => onSelect(-1),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  return (
    <div className={styles.frame}>
      <div
        ref={ref}
        className={styles.stage}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        aria-label="Map"
        aria-describedby={helpId}
        data-lasso={isLassoing || undefined}
        data-testid="map-stage"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => setHovered(-1)}
        onKeyDown={onKeyDown}
      >
        <canvas key={canvasKey} ref={canvas} className={styles.canvas} role="img" aria-label={label} />
        {stage && (
          <MapOverlay
            stage={stage}
            hovered={hovered}
            selected={selected}
            label={names.selectedLabel}
            neighbours={neighbours}
            lasso={lasso}
          />
        )}
        {stage && hovered >= 0 && !lasso && (
          <MapTip stage={stage} point={hovered} name={names.nameOf(hovered)} describe={names.describe} />
        )}
      </div>
      <p id={helpId} className="hidden">
        Arrow keys move the map, plus and minus zoom, 0 shows all, Enter chooses the point nearest to the middle, Escape
        lets go of it.
      </p>
      <div className={styles.tools}>
        <Tool label="Zoom in (+)" icon={Plus} onClick={() => stage?.zoomBy(ZOOM)} />
        <Tool label="Zoom out (−)" icon={Minus} onClick={() => stage?.zoomBy(1 / ZOOM)} />
        <Tool label="Show all (0)" icon={Maximize} onClick={() => stage?.fitAll()} />
        <Tool
          label="Draw around points (Shift and drag)"
          icon={Lasso}
          isPressed={isLassoing}
          onClick={() => setLassoing(!isLassoing)}
        />
        <Tool label="Choose all points in view" icon={ScanSearch} onClick={() => stage && onPick(stage.inView())} />
      </div>
    </div>
  );
}

interface ToolProps {
  label: string;
  icon: typeof Plus;
  /** Of a tool that is on or off. */
  isPressed?: boolean;
  onClick(): void;
}

function Tool({ label, icon: Icon, isPressed, onClick }: ToolProps) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon
        variant={isPressed ? "filled" : "default"}
        size={32}
        aria-label={label}
        aria-pressed={isPressed}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
