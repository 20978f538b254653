import { memo } from "react";
import { BoxPlots } from "../../../charts/svg/BoxPlots";
import { MeanLine } from "../../../charts/svg/MeanLine";
import { ChartCard } from "../../../ui/ChartCard";
import { formatAmount, formatCount } from "../../../ui/format";
import { chartId } from "../chartIds";
import { countLine, nothingLeft, sumOf } from "../chartWords";
import type { Look } from "../look";
import { figure } from "../segment/values";
import { meanText } from "../segment/words";
import { type BoxRow, boxAt, boxColumns, nameOf, ratingDomain, SMALL, spokenBox } from "./figures";
import styles from "./YearsCard.module.css";

interface Props {
  look: Look;
  span?: number;
  /** Of each of the two charts, in pixels. */
  width?: number;
}

/** Ratings by year: box plots, and how the mean moved. */
export const YearsCard = memo(function YearsCard({ look, span, width }: Props) {
  const { survey, selection, feedback, filter, toggle } = look;
  const labels = survey.labels.year!;
  const years = [...labels.keys()].slice(1);
  const boxes = selection.years!;
  const question = "Did ratings change over the years?";
  const sentence = yearsSentence(look);
  const label = `${question} ${sentence}`;
  const isFaded = (code: number) => filter.year !== undefined && !filter.year.includes(labels[code]);
  return (
    <ChartCard<BoxRow>
      id={chartId("year")}
      title={question}
      sentence={sentence}
      n={countLine(feedback, sumOf(boxes.n.subarray(1)), survey.all.ratings)}
      span={span}
      chart={
        <div className={styles.charts}>
          <BoxPlots
            label={label}
            groups={years.map((code) => {
              const figures = boxAt(boxes, code);
              return {
                key: labels[code],
                label: labels[code],
                boxes: [
                  {
                    ...figures,
                    key: labels[code],
                    label: "",
                    meaning: "neutral",
                    nText: formatCount(figures.n),
                    faded: isFaded(code),
                    spoken: spokenBox([labels[code]], figures),
                  },
                ],
              };
            })}
            domain={ratingDomain(look)}
            yTitle="Rating"
            xTitle="Year"
            height={280}
            width={width}
            onPick={(year) => toggle("year", year)}
          />
          <MeanLine
            label={`The mean rating by year. ${sentence}`}
            points={years.map((code) => ({
              key: labels[code],
              label: labels[code],
              n: boxes.n[code],
              mean: boxes.mean[code],
              margin: boxes.margin[code],
              small: boxes.n[code] < SMALL,
              faded: isFaded(code),
              spoken: spokenBox([labels[code]], boxAt(boxes, code)),
            }))}
            behind={years.map((code) => figure(survey.all.years!.mean, code))}
            smallText={`hollow: fewer than ${SMALL} ratings`}
            yTitle="Mean rating, 95 % interval"
            xTitle="Year"
            height={280}
            width={width}
            onPick={(year) => toggle("year", year)}
          />
        </div>
      }
      figure={{
        ...look.figure(question),
        table: {
          rows: years.map((code) => ({ ...boxAt(boxes, code), group: nameOf(look, "year", code), box: "" })),
          rowKey: ({ group }) => group,
          columns: [{ name: "Year", cell: ({ group }) => group }, ...boxColumns()],
        },
      }}
    />
  );
});

/** The first and the last year with enough ratings, whether their intervals part, and which years are small. */
export function yearsSentence({ survey, selection, feedback }: Look): string {
  const labels = survey.labels.year!;
  const { n, mean, margin } = selection.years!;
  const years = [...labels.keys()].slice(1).filter((code) => n[code] > 0);
  if (years.length === 0) return nothingLeft(feedback);
  const sure = years.filter((code) => n[code] >= SMALL);
  const small = years.length - sure.length;
  const few = small > 0 ? ` ${formatAmount(small, "year has", "years have")} fewer than ${SMALL} ratings.` : "";
  const [first, last] = [sure[0], sure.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    return `No two years have ${SMALL} ratings to compare.${few}`;
  }
  const named = (code: number) => `${labels[code]} (${meanText({ mean: mean[code], margin: margin[code] })})`;
  const change = mean[last] - mean[first];
  const isClear = Math.abs(change) > margin[first] + margin[last];
  const moved = isClear ? (change > 0 ? "rose" : "fell") : "did not clearly change";
  const highest = sure.reduce((best, code) => (mean[code] > mean[best] ? code : best), first);
  return `The mean rating ${moved} from ${named(first)} to ${named(last)}; it was highest in ${named(highest)}.${few}`;
}
