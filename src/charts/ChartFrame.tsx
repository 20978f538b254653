import type { ReactElement } from "react";
import { ResponsiveContainer } from "recharts";

interface Props {
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  height: number;
  /** In pixels; without it the chart is as wide as its place. */
  width?: number;
  children: ReactElement;
}

/** Gives a chart its size and its name. */
export function ChartFrame({ label, height, width, children }: Props) {
  return (
    <div role="img" aria-label={label} style={{ height }}>
      <ResponsiveContainer width={width ?? "100%"} height={height}>
        {children}
      </ResponsiveContainer>
    </div>
  );
}
