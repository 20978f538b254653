import { memo, type ReactNode } from "react";
import { isGroup, missingColumn, rolesAt, SEGMENT_ROLES, type SideRole } from "../../domain/roles";
import { Grid } from "../../ui/Grid";
import { BiasCard } from "./bias/BiasCard";
import { BiasYearsCard } from "./bias/BiasYearsCard";
import { MeansCard } from "./bias/MeansCard";
import { BoxesCard } from "./boxes/BoxesCard";
import { YearsCard } from "./boxes/YearsCard";
import { missingSentence } from "./chartWords";
import { ActivityCard, DistributionCard, ErrorsCard, TimeCard } from "./counts/cards";
import { hasCounts } from "./counts/words";
import styles from "./ExploreScreen.module.css";
import type { Look } from "./look";
import { SegmentCard } from "./segment/SegmentCard";

/** Charts of segments in this order, two beside each other. */
const SEGMENT_ORDER = rolesAt("charts");
/** Those that a file is asked for where it lacks them; the groups can be anything. */
const WANTED = SEGMENT_ORDER.filter((role) => !isGroup(role));

interface Props {
  look: Look;
  /** Of each chart, in pixels; as wide as its place without it. */
  width?: number;
}

/** One card for each thing that the file tells; a line about what it does not. */
export const ExploreCharts = memo(function ExploreCharts({ look, width }: Props) {
  const { survey, selection, feedback } = look;
  const segments = SEGMENT_ORDER.filter((role) => survey.labels[role]);
  const distributed = feedback === "explicit" || hasCounts(survey);
  const shared = { look, width };
  const over = [
    ...(survey.periods ? [<TimeCard key="time" {...shared} span={distributed ? 7 : 12} />] : []),
    ...(distributed ? [<DistributionCard key="distribution" {...shared} span={survey.periods ? 5 : 12} />] : []),
  ];
  return (
    <>
      <Grid>
        {inPairs(segments).map(([role, span]) => (
          <SegmentCard key={role} {...shared} by={role} span={span} />
        ))}
        {survey.boxes && selection.boxes && <BoxesCard {...shared} span={12} />}
        {selection.years && <YearsCard {...shared} width={width} span={12} />}
        {over as ReactNode}
        <ActivityCard {...shared} of="users" span={6} />
        <ActivityCard {...shared} of="products" span={6} />
        {selection.errors && <ErrorsCard {...shared} span={12} />}
        {survey.bias && selection.bias && <BiasCard {...shared} span={6} />}
        {survey.bias && selection.bias && survey.labels.year && <BiasYearsCard {...shared} span={6} />}
        {survey.bias && selection.bias?.anova && <MeansCard {...shared} span={12} />}
      </Grid>
      <Missing look={look} distributed={distributed} />
    </>
  );
});

/** The last of an odd number has a line of its own. */
function inPairs(roles: readonly SideRole[]): [SideRole, number][] {
  return roles.map((role, i) => [role, i === roles.length - 1 && i % 2 === 0 ? 12 : 6]);
}

function Missing({ look, distributed }: { look: Look; distributed: boolean }) {
  const { survey } = look;
  const missing = [
    ...(distributed ? [] : ["a column with how often a product was chosen"]),
    ...(survey.periods ? [] : ["a column with times"]),
    ...WANTED.filter((role) => !survey.labels[role]).map(missingColumn),
    ...(SEGMENT_ROLES.some((role) => survey.labels[role]) ? [] : ["a column with another segment, such as age group"]),
  ];
  return missing.length > 0 && <p className={styles.missing}>{missingSentence(missing)}</p>;
}
