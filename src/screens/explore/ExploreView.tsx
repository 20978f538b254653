import type { SegmentRole } from "../../engine/dataset/types";
import type { Overview } from "../../engine/eda/types";
import { Grid } from "../../ui/Grid";
import { DistributionCard } from "./DistributionCard";
import styles from "./ExploreView.module.css";
import { SegmentCard } from "./SegmentCard";
import { SEGMENT_TEXTS } from "./segments";
import { missingSentence } from "./sentences";
import { TimeCard } from "./TimeCard";

const ORDER: SegmentRole[] = ["userGender", "productGender", "category", "brand"];

/** One card for each thing that the file tells; a line about what it does not. */
export function ExploreView({ overview, width }: { overview: Overview; width?: number }) {
  const { ratings, overTime, segments } = overview;
  const missing = [
    ...(overTime ? [] : ["a column with times"]),
    ...ORDER.filter((role) => !segments[role]).map((role) => SEGMENT_TEXTS[role].missing),
  ];
  return (
    <>
      <Grid>
        <DistributionCard overview={overview} span={overTime ? 5 : 12} width={width} />
        {overTime && <TimeCard overTime={overTime} ratings={ratings} span={7} width={width} />}
        {ORDER.map((role) => {
          const values = segments[role];
          return (
            values && <SegmentCard key={role} role={role} values={values} ratings={ratings} span={6} width={width} />
          );
        })}
      </Grid>
      {missing.length > 0 && <p className={styles.missing}>{missingSentence(missing)}</p>}
    </>
  );
}
