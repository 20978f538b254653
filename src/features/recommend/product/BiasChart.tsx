import { memo } from "react";
import { AXIS_TEXT, HAIRLINE, LABEL_TEXT } from "../../../charts/look";
import { extentOf, tickWriter, tightScale } from "../../../charts/scale";
import { SvgChart } from "../../../charts/svg/SvgChart";
import type { BiasLists } from "../../../engine/recommend/products/types";
import { formatAmount } from "../../../ui/format";

interface Props {
  found: BiasLists;
  /** Of the product in view; null where it is not among them. */
  mean: number | null;
  name: string;
  /** What the biases are in, in words. */
  unit: string;
  width?: number;
}

const HEIGHT = 240;
const LEFT = 44;
const FOOT = 36;
const TOP = 20;

/** Each product's bias over its mean rating: those above the others of their mean are better than it says. */
export const BiasChart = memo(function BiasChart({ found, mean, name, unit, width }: Props) {
  const { biases, means, place } = found;
  const values = (list: Float32Array) => Array.from(list, (value) => ({ value, interval: null }));
  const label = `Bias over mean rating of ${formatAmount(biases.length, "product")}.`;
  return (
    <SvgChart label={label} height={HEIGHT} width={width}>
      {(wide) => {
        const x = tightScale(extentOf(values(means), [mean]), Math.max(3, Math.floor(wide / 100)), LEFT + 6, wide - 8);
        const y = tightScale(extentOf(values(biases), [place?.bias ?? null]), 5, HEIGHT - FOOT - 4, TOP + 4);
        const [xWords, yWords] = [tickWriter(x.ticks), tickWriter(y.ticks)];
        const at = place && mean !== null ? { x: x.at(mean), y: y.at(place.bias) } : null;
        const isRight = at !== null && at.x > wide * 0.6;
        return (
          <>
            {y.ticks.map((tick) => (
              <g key={tick}>
                <line x1={LEFT} x2={wide} y1={y.at(tick)} y2={y.at(tick)} stroke={HAIRLINE} />
                <text {...AXIS_TEXT} x={LEFT - 8} y={y.at(tick) + 4} textAnchor="end">
                  {yWords(tick)}
                </text>
              </g>
            ))}
            {x.ticks.map((tick) => (
              <text key={tick} {...AXIS_TEXT} x={x.at(tick)} y={HEIGHT - FOOT + 16} textAnchor="middle">
                {xWords(tick)}
              </text>
            ))}
            <text {...AXIS_TEXT} x={0} y={12}>
              Bias, {unit}
            </text>
            <text {...AXIS_TEXT} x={wide} y={HEIGHT - 2} textAnchor="end">
              Mean rating
            </text>
            {Array.from(biases, (bias, i) => (
              <circle key={i} cx={x.at(means[i])} cy={y.at(bias)} r={2.5} fill="var(--behind)" fillOpacity={0.5} />
            ))}
            {at && (
              <>
                <circle cx={at.x} cy={at.y} r={6} fill="var(--ink)" stroke="var(--ground)" strokeWidth={1.5} />
                <text
                  {...LABEL_TEXT}
                  x={at.x + (isRight ? -12 : 12)}
                  y={at.y + 4}
                  textAnchor={isRight ? "end" : "start"}
                  fontWeight={600}
                  paintOrder="stroke"
                  stroke="var(--ground)"
                  strokeWidth={3}
                >
                  {name.length > 40 ? `${name.slice(0, 39)}…` : name}
                </text>
              </>
            )}
          </>
        );
      }}
    </SvgChart>
  );
});
