import { Select } from "@mantine/core";
import { memo } from "react";
import { TIME_UNITS, type TimeUnit, type Views } from "../../../engine/explore/types";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatNumber } from "../../../ui/format";
import { selectRun } from "../../studio/selectors";
import { useStore } from "../../studio/store";
import { countLine, countName, sumOf } from "../chartWords";
import type { Look } from "../look";
import { figure } from "../segment/values";
import { CountsCard } from "./CountsCard";
import { activitySentence, activityTitle, binLabel, distributionSentence, errorSentence, timeSentence } from "./words";

interface Props {
  look: Look;
  span?: number;
  width?: number;
}

/** How often each rating was given; of implicit feedback, how often a user chose the same product. */
export const DistributionCard = memo(function DistributionCard({ look, ...place }: Props) {
  const { survey, selection, feedback } = look;
  const isExplicit = feedback === "explicit";
  return (
    <CountsCard
      {...place}
      look={look}
      dimension="rating"
      question={isExplicit ? "How are the ratings distributed?" : "How often did a user choose the same product?"}
      sentence={distributionSentence(look)}
      n={countLine(feedback, sumOf(selection.distribution), survey.all.ratings)}
      bins={survey.bins}
      labels={survey.bins.map(binLabel)}
      all={survey.all.distribution}
      selected={selection.distribution}
      mark="columns"
      withShares
      xTitle={isExplicit ? "Rating" : "Times chosen"}
      yTitle={countName(feedback)}
    />
  );
});

const UNIT_NAMES: Record<Views["unit"], string> = {
  auto: "Automatic",
  day: "By day",
  week: "By week",
  month: "By month",
  year: "By year",
};

/** Periods of the time axis; those that would be too many are not offered. */
const UnitSelect = memo(function UnitSelect({ units }: { units: readonly TimeUnit[] }) {
  const unit = useStore((state) => state.views.unit);
  const setViews = useStore((state) => state.setViews);
  return (
    <Select
      size="xs"
      w={116}
      aria-label="Periods"
      data={(["auto", ...TIME_UNITS] as const).map((value) => ({
        value,
        label: UNIT_NAMES[value],
        disabled: value !== "auto" && !units.includes(value),
      }))}
      value={unit}
      onChange={(value) => setViews({ unit: value as Views["unit"] })}
    />
  );
});

/** When the ratings were given, or the products chosen. */
export const TimeCard = memo(function TimeCard({ look, ...place }: Props) {
  const { survey, selection, feedback } = look;
  const periods = survey.periods!;
  const { n, mean } = selection.periods!;
  const name = periods.unit.charAt(0).toUpperCase() + periods.unit.slice(1);
  return (
    <CountsCard
      {...place}
      look={look}
      dimension="time"
      question={feedback === "explicit" ? "When were the ratings given?" : "When were the interactions?"}
      sentence={timeSentence(look)}
      n={countLine(feedback, sumOf(n), survey.all.ratings)}
      bins={periods.bins}
      labels={periods.labels}
      all={survey.all.periods!.n}
      selected={n}
      mark="area"
      xTitle={name}
      yTitle={`${countName(feedback)} a ${periods.unit}`}
      moreColumns={
        feedback === "explicit"
          ? [
              {
                name: "Mean rating",
                numeric: true,
                cell: ({ bin }) => formatNumber(figure(mean, bin)),
                value: ({ bin }) => figure(mean, bin),
              },
            ]
          : []
      }
      actions={<UnitSelect units={periods.units} />}
    />
  );
});

/** How many users, or products, have how many ratings. */
export const ActivityCard = memo(function ActivityCard({ look, of, ...place }: Props & { of: "users" | "products" }) {
  const { survey, selection, feedback } = look;
  const { many } = nounOf(feedback);
  const dimension = of === "users" ? "userActivity" : "productActivity";
  const name = of === "users" ? "Users" : "Products";
  return (
    <CountsCard
      {...place}
      look={look}
      dimension={dimension}
      question={of === "users" ? `How many ${many} do users have?` : `How many ${many} do products have?`}
      sentence={activitySentence(look, of)}
      n={`n = ${formatAmount(sumOf(selection[dimension]), of.slice(0, -1))}`}
      bins={survey.activityBins}
      labels={survey.activityBins.map(binLabel)}
      all={survey.all[dimension]}
      selected={selection[dimension]}
      mark="points"
      scale="log"
      xTitle={activityTitle(of, feedback)}
      yTitle={`${name}, logarithmic`}
    />
  );
});

/** How far the Run in view is off on its test ratings; a brush shows where the large errors are. */
export const ErrorsCard = memo(function ErrorsCard({ look, ...place }: Props) {
  const run = useStore((state) => selectRun(state)?.id);
  const { survey, selection } = look;
  const errors = selection.errors!;
  return (
    <CountsCard
      {...place}
      look={look}
      dimension="error"
      question={`How far is run ${run} off?`}
      sentence={errorSentence(look, "rating units")}
      n={countLineOfTest(sumOf(errors.bins), survey.all.errors?.n ?? 0)}
      bins={survey.errorBins}
      labels={survey.errorBins.map(binLabel)}
      all={survey.all.errors?.bins ?? errors.bins}
      selected={errors.bins}
      mark="columns"
      xTitle="Absolute error, predicted against actual rating"
      yTitle="Test ratings"
    />
  );
});

function countLineOfTest(shown: number, all: number): string {
  const amount = formatAmount(all, "test rating");
  return shown === all ? `n = ${amount}` : `n = ${formatNumber(shown, 9)} of ${amount}`;
}
