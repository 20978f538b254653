import type { Feedback, SegmentRole } from "../../engine/dataset/types";
import type { Overview } from "../../engine/eda/types";
import { Grid } from "../../ui/Grid";
import { DistributionCard } from "./DistributionCard";
import styles from "./ExploreView.module.css";
import { SegmentCard } from "./SegmentCard";
import { SEGMENT_TEXTS } from "./segments";
import { hasCounts, missingSentence } from "./sentences";
import { TimeCard } from "./TimeCard";

const ORDER: SegmentRole[] = ["userGender", "productGender", "category", "brand"];

interface Props {
  overview: Overview;
  feedback: Feedback;
  /** Of each chart, in pixels; as wide as its place without it. */
  width?: number;
}

/** One card for each thing that the file tells; a line about what it does not. */
export function ExploreView({ overview, feedback, width }: Props) {
  const { ratings, overTime, segments } = overview;
  const shared = { ratings, feedback, width };
  const distributed = feedback === "explicit" || hasCounts(overview);
  const missing = [
    ...(distributed ? [] : ["a column with how often a product was chosen"]),
    ...(overTime ? [] : ["a column with times"]),
    ...ORDER.filter((role) => !segments[role]).map((role) => SEGMENT_TEXTS[role].missing),
  ];
  return (
    <>
      <Grid>
        {distributed && (
          <DistributionCard overview={overview} feedback={feedback} span={overTime ? 5 : 12} width={width} />
        )}
        {overTime && <TimeCard {...shared} overTime={overTime} span={distributed ? 7 : 12} />}
        {ORDER.map((role) => {
          const values = segments[role];
          return values && <SegmentCard key={role} {...shared} role={role} values={values} span={6} />;
        })}
      </Grid>
      {missing.length > 0 && <p className={styles.missing}>{missingSentence(missing)}</p>}
    </>
  );
}
