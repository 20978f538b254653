import { memo } from "react";
import { DotRows } from "../../../charts/svg/DotRows";
import { ChartCard } from "../../../ui/ChartCard";
import type { TableColumn } from "../../../ui/DataTable";
import { formatCount } from "../../../ui/format";
import { chartId } from "../chartIds";
import { countLine } from "../chartWords";
import { effectWord, intervalText, probability, pText } from "../effects";
import type { Look } from "../look";
import { bothOf, capital } from "./names";
import { chiSquareText, effectText } from "./words";
import { type BiasYear, biasYears, hasYears, YEARS_QUESTION, yearsTestSentence } from "./yearWords";

interface Props {
  look: Look;
  span?: number;
  /** Of the chart, in pixels. */
  width?: number;
}

/** Whether two segments go together in each year. Nothing where the file has no two years. */
export const BiasYearsCard = memo(function BiasYearsCard({ look, span, width }: Props) {
  if (!look.selection.bias || !hasYears(look)) return null;
  const { feedback, survey, summary, toggle } = look;
  const years = biasYears(look);
  const sentence = yearsTestSentence(look, years);
  const n = years.reduce((sum, year) => sum + year.n, 0);
  return (
    <ChartCard<BiasYear>
      id={chartId("biasByYear")}
      title={YEARS_QUESTION}
      sentence={sentence}
      n={countLine(feedback, n, survey.all.ratings)}
      span={span}
      chart={
        <DotRows
          label={`${YEARS_QUESTION} ${sentence}`}
          rows={years.map((year) => ({
            key: year.year,
            label: year.year,
            figures: [
              {
                value: year.test?.cramersV ?? null,
                interval: year.test?.interval ?? null,
                text: year.test ? effectText(year.test.cramersV) : "not testable",
              },
            ],
            n: formatCount(year.n),
            tone: "neutral",
            hollow: year.approximate,
            spoken: spokenYear(year),
          }))}
          panels={[
            {
              title: `Cramér’s V, 95\u00a0% interval${years.some(({ approximate }) => approximate) ? "; hollow: approximate" : ""}`,
              scale: "from zero",
              reference: look.selection.bias.test?.cramersV ?? null,
              referenceText: "all years",
            },
          ]}
          width={width}
          onPick={(year) => toggle("year", year)}
        />
      }
      figure={{
        ...look.figure(YEARS_QUESTION),
        table: {
          caption: `${capital(bothOf(survey.bias!.pair, summary))}, year by year`,
          rows: years,
          rowKey: ({ year }) => year,
          columns: COLUMNS,
        },
      }}
    />
  );
});

function spokenYear({ year, n, test, approximate }: BiasYear): string {
  if (!test) return `${year}: not testable, n = ${formatCount(n)}`;
  const size = `Cramér’s V ${effectText(test.cramersV)}, ${effectWord(test.cramersV)}, ${intervalText(test.interval, effectText)}`;
  return `${year}: ${size}, ${pText(test.p)}, n = ${formatCount(n)}${approximate ? ", approximate" : ""}`;
}

type Test = NonNullable<BiasYear["test"]>;

/** A figure of the test; a year without one has none. */
function testColumn(name: string, text: (test: Test) => string, of: (test: Test) => number): TableColumn<BiasYear> {
  return {
    name,
    numeric: true,
    cell: ({ test }) => (test ? text(test) : "–"),
    value: ({ test }) => (test ? of(test) : null),
  };
}

function remark({ test, approximate }: BiasYear): string {
  if (!test) return "not testable";
  return [...(approximate ? ["approximate"] : []), ...(test.isCorrected ? ["Yates-corrected"] : [])].join(", ");
}

const COLUMNS: TableColumn<BiasYear>[] = [
  { name: "Year", cell: ({ year }) => year },
  { name: "n", numeric: true, cell: ({ n }) => formatCount(n), value: ({ n }) => n },
  testColumn(
    "χ²",
    ({ chiSquare }) => chiSquareText(chiSquare),
    ({ chiSquare }) => chiSquare,
  ),
  testColumn(
    "Degrees",
    ({ degrees }) => formatCount(degrees),
    ({ degrees }) => degrees,
  ),
  testColumn(
    "p",
    ({ p }) => probability(p),
    ({ p }) => p,
  ),
  testColumn(
    "Cramér’s V",
    ({ cramersV }) => effectText(cramersV),
    ({ cramersV }) => cramersV,
  ),
  testColumn(
    "95 % from",
    ({ interval }) => effectText(interval[0]),
    ({ interval }) => interval[0],
  ),
  testColumn(
    "to",
    ({ interval }) => effectText(interval[1]),
    ({ interval }) => interval[1],
  ),
  { name: "Remark", cell: remark },
];
