import { type PointerEvent, useEffect, useRef, useState } from "react";
import { type BinRange, type BinScale, BrushDrag, type Grip, gripAt, type Phase, sameRange } from "./brushRange";

/** How near to an edge a pointer takes hold of it, in pixels; a finger is less exact. */
const REACH = { fine: 6, coarse: 14 };
/** A range that the owner has not taken over after so many milliseconds was refused. */
const ANSWER_MS = 1000;

/** A range shown ahead of the owner's. */
interface Ahead {
  range: BinRange | null;
  /** What was told on the way to it: the owner may come back late with these. */
  sent: readonly (BinRange | null)[];
}

interface Brush {
  /** The range to draw: the owner's, or the one that the pointer is ahead with. */
  shown: BinRange | null;
  dragging: boolean;
  /** What a press would take hold of, or has. */
  grip: Grip;
  /** Where the pointer is, in pixels of the chart; null when it is elsewhere. */
  pointer: number | null;
  /** Change the range at once, as a key does. */
  choose(range: BinRange | null): void;
  /** For the element that takes presses. */
  handlers: {
    onPointerDown(event: PointerEvent<SVGElement>): void;
    onPointerMove(event: PointerEvent<SVGElement>): void;
    onPointerUp(event: PointerEvent<SVGElement>): void;
    onPointerLeave(event: PointerEvent<SVGElement>): void;
    onPointerCancel(event: PointerEvent<SVGElement>): void;
    onLostPointerCapture(event: PointerEvent<SVGElement>): void;
  };
}

/** A pointer's place from the chart's left edge, in pixels. */
function placeOf({ currentTarget, clientX }: PointerEvent<SVGElement>): number {
  return clientX - (currentTarget.ownerSVGElement ?? currentTarget).getBoundingClientRect().left;
}

/** The range over an axis that a pointer draws, and where it hovers; without `onRange` it hovers only. */
export function useBrush(
  range: BinRange | null,
  scale: BinScale,
  onRange: ((range: [number, number] | null, phase: Phase) => void) | undefined,
): Brush {
  const [ahead, setAhead] = useState<Ahead | null>(null);
  const [dragging, setDragging] = useState(false);
  const [pointer, setPointer] = useState<number | null>(null);
  const [grip, setGrip] = useState<Grip>("new");
  const [seen, setSeen] = useState(range);
  const drag = useRef<{ of: BrushDrag; pointerId: number; release(): void } | null>(null);
  const listener = useRef(onRange);
  useEffect(() => {
    listener.current = onRange;
  });

  if (!sameRange(seen, range)) {
    setSeen(range);
    // Anything but an echo of what was told on the way is the owner's own decision.
    if (!dragging && ahead && !ahead.sent.some((told) => sameRange(told, range))) setAhead(null);
  }
  if (!dragging && ahead && sameRange(ahead.range, range)) setAhead(null);
  const isWaiting = !dragging && ahead !== null;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setAhead(null), ANSWER_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  useEffect(
    () => () => {
      drag.current?.of.drop();
      drag.current?.release();
    },
    [],
  );

  const shown = ahead ? ahead.range : range;
  const send = (next: BinRange | null, phase: Phase) => listener.current?.(next && [next[0], next[1]], phase);

  function finish(how: "end" | "cancel"): void {
    const ending = drag.current;
    if (!ending) return;
    drag.current = null;
    ending.release();
    setAhead({ range: ending.of[how](), sent: ending.of.sent });
    setDragging(false);
  }

  function start(event: PointerEvent<SVGElement>): void {
    if (!onRange || drag.current || event.button !== 0) return;
    const { currentTarget, pointerId } = event;
    const x = placeOf(event);
    const held = gripAt(x, shown, scale, event.pointerType === "touch" ? REACH.coarse : REACH.fine);
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.stopPropagation();
      finish("cancel");
    };
    // jsdom has no pointer capture.
    currentTarget.setPointerCapture?.(pointerId);
    window.addEventListener("keydown", onKey, true);
    const release = () => window.removeEventListener("keydown", onKey, true);
    drag.current = { of: new BrushDrag({ grip: held, x, before: shown, scale, send }), pointerId, release };
    setGrip(held);
    setDragging(true);
    setAhead({ range: shown, sent: [] });
  }

  function move(event: PointerEvent<SVGElement>): void {
    const x = placeOf(event);
    const current = drag.current;
    if (current && current.pointerId !== event.pointerId) return;
    setPointer(x);
    if (current) setAhead({ range: current.of.moveTo(x), sent: current.of.sent });
    else setGrip(gripAt(x, shown, scale, REACH.fine));
  }

  const ends = (how: "end" | "cancel") => (event: PointerEvent<SVGElement>) => {
    if (drag.current?.pointerId === event.pointerId) finish(how);
  };

  return {
    shown,
    dragging,
    grip,
    pointer,
    choose(next) {
      if (sameRange(next, shown)) return;
      setAhead({ range: next, sent: [] });
      send(next, "done");
    },
    handlers: {
      onPointerDown: start,
      onPointerMove: move,
      onPointerUp: ends("end"),
      onPointerLeave: () => setPointer(null),
      onPointerCancel: ends("cancel"),
      onLostPointerCapture: ends("cancel"),
    },
  };
}
