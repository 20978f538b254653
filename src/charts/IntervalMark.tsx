import { type Domain, type Estimate, percentTo } from "./scale";
import { Dot, type DotTone } from "./svg/Dot";

interface Props extends Estimate {
  domain: Domain;
  /** A value to compare with: a dashed line across. */
  reference?: number | null;
  tone: DotTone;
}

const HEIGHT = 20;

/** A figure with its interval in a cell of a table, on a scale shared with the cells above and below. */
export function IntervalMark({ domain, reference, tone, ...figure }: Props) {
  const at = percentTo(domain);
  return (
    <svg width="100%" height={HEIGHT} aria-hidden="true" style={{ display: "block", overflow: "visible" }}>
      {reference != null && (
        <line x1={at(reference)} x2={at(reference)} y1={0} y2={HEIGHT} stroke="var(--behind)" strokeDasharray="3 3" />
      )}
      <Dot {...figure} at={at} y={HEIGHT / 2} tone={tone} />
    </svg>
  );
}
