import { LABEL_TEXT } from "../look";
import { shorten } from "./words";

interface Props {
  name: string;
  room: number;
  y: number;
  /** Of a row that is left out. */
  muted?: boolean;
  strong?: boolean;
}

/** The name at a row's left, cut to its room; the whole of it when pointed at. */
export function RowName({ name, room, y, muted, strong }: Props) {
  const shown = shorten(name, room);
  return (
    <text {...LABEL_TEXT} y={y} fill={muted ? "var(--muted)" : LABEL_TEXT.fill} fontWeight={strong ? 600 : undefined}>
      {shown !== name && <title>{name}</title>}
      {shown}
    </text>
  );
}
