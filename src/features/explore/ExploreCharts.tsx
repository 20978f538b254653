import { memo } from "react";
import { isGroup, missingColumn, rolesAt, SEGMENT_ROLES } from "../../domain/roles";
import { Grid } from "../../ui/Grid";
import { FindingsCard } from "./bias/FindingsCard";
import { chartsOf, inLines, isDistributed, type PlacedChart } from "./charts";
import { missingSentence } from "./chartWords";
import styles from "./ExploreScreen.module.css";
import type { Look } from "./look";

/** Segments that a file is asked for where it lacks them; the groups can be anything. */
const WANTED = rolesAt("charts").filter((role) => !isGroup(role));

interface Props {
  look: Look;
  /** Of each chart, in pixels; as wide as its place without it. */
  width?: number;
}

/** One card for each thing that the file tells; a line about what it does not. */
export const ExploreCharts = memo(function ExploreCharts({ look, width }: Props) {
  const [first = [], ...lines] = inLines(chartsOf(look));
  const cards = (line: readonly PlacedChart[]) =>
    line.map(({ chart: { id, Card }, span }) => (
      <Card key={id} look={look} width={width} span={span} isFirst={id === first[0]?.chart.id} />
    ));
  return (
    <>
      <Grid>
        {cards(first)}
        <FindingsCard look={look} span={12} />
        {lines.flatMap(cards)}
      </Grid>
      <Missing look={look} />
    </>
  );
});

function Missing({ look }: { look: Look }) {
  const { survey } = look;
  const missing = [
    ...(isDistributed(look) ? [] : ["a column with how often a product was chosen"]),
    ...(survey.periods ? [] : ["a column with times"]),
    ...WANTED.filter((role) => !survey.labels[role]).map(missingColumn),
    ...(SEGMENT_ROLES.some((role) => survey.labels[role]) ? [] : ["a column with another segment, such as age group"]),
  ];
  return missing.length > 0 && <p className={styles.missing}>{missingSentence(missing)}</p>;
}
