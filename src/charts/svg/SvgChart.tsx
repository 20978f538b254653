import { useElementSize } from "@mantine/hooks";
import { type ReactNode, useContext } from "react";
import { PrintedWidth } from "../../ui/printed";

interface Props {
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  height: number;
  /** In pixels; without it the chart is as wide as its place. */
  width?: number;
  /** `group` where there is something to operate in it. */
  role?: "img" | "group";
  /** Draws for the width in pixels. */
  children(width: number): ReactNode;
}

/** An svg that is as wide as its place. All of a chart is in it, so that it can be saved as it is seen. */
export function SvgChart({ label, height, width, role = "img", children }: Props) {
  const printed = useContext(PrintedWidth);
  const place = useElementSize();
  const wide = width ?? printed ?? place.width;
  // On paper it shrinks with its page.
  const frame = printed === null ? { role } : { role: "img", viewBox: `0 0 ${wide} ${height}` };
  return (
    <div ref={place.ref} style={printed === null ? { height } : undefined}>
      {wide > 0 && (
        <svg
          {...frame}
          data-drawing
          aria-label={label}
          width={wide}
          height={height}
          style={{ display: "block", overflow: "visible", fontVariantNumeric: "tabular-nums" }}
        >
          {children(wide)}
        </svg>
      )}
    </div>
  );
}
