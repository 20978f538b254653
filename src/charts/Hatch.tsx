/** The pattern that marks what is not known; put it into the chart's svg. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} fill="var(--ground)" />
        <line x1={0} y1={0} x2={0} y2={6} stroke="var(--unknown)" strokeWidth={2} />
      </pattern>
    </defs>
  );
}
