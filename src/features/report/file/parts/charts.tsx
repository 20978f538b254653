import type { ReactElement } from "react";
import { rolesAt } from "../../../../domain/roles";
import { BiasCard } from "../../../explore/bias/BiasCard";
import { BiasYearsCard } from "../../../explore/bias/BiasYearsCard";
import { MeansCard } from "../../../explore/bias/MeansCard";
import { BoxesCard } from "../../../explore/boxes/BoxesCard";
import { YearsCard } from "../../../explore/boxes/YearsCard";
import { ActivityCard, DistributionCard, TimeCard } from "../../../explore/counts/cards";
import { hasCounts } from "../../../explore/counts/words";
import type { Look } from "../../../explore/look";
import { SegmentCard } from "../../../explore/segment/SegmentCard";

const SEGMENTS = rolesAt("charts");

/** Explore's charts of what the file has, each apart: a dozen of them take their time. */
export function charts(look: Look): ReactElement[] {
  const { survey, selection, feedback } = look;
  const shared = { look };
  const isDistributed = feedback === "explicit" || hasCounts(survey);
  return [
    ...SEGMENTS.filter((role) => survey.labels[role]).map((role) => <SegmentCard key={role} {...shared} by={role} />),
    isDistributed && <DistributionCard key="distribution" {...shared} />,
    survey.boxes && selection.boxes && <BoxesCard key="boxes" {...shared} />,
    selection.years && <YearsCard key="years" {...shared} />,
    survey.periods && <TimeCard key="time" {...shared} />,
    <ActivityCard key="users" {...shared} of="users" />,
    <ActivityCard key="products" {...shared} of="products" />,
    survey.bias && selection.bias && <BiasCard key="bias" {...shared} />,
    survey.bias && selection.bias && survey.labels.year && <BiasYearsCard key="bias by year" {...shared} />,
    survey.bias && selection.bias?.anova && <MeansCard key="means" {...shared} />,
  ].filter((card): card is ReactElement => Boolean(card));
}
