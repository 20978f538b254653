import { Button } from "@mantine/core";
import { RateChart } from "../../charts/RateChart";
import type { RunSettings } from "../../domain/settings";
import { isRanking, modelOf } from "../../models/registry";
import { formatCount } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import { ProgressLine } from "../../ui/ProgressLine";
import { selectActiveRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { KnobInput } from "./KnobInput";
import { changedFrom } from "./knobs";
import styles from "./RateFinder.module.css";
import type { RateSearchState } from "./store/runsState";
import { useFeedback } from "./useFeedback";
import type { KnobField } from "./useKnobs";

/** Settings that have no say in how the loss answers to a rate. */
const IRRELEVANT: (keyof RunSettings)[] = ["learningRate", "patience", "schedule", "relevantFrom"];

/** How strongly a pull that grows over the Run pulls in a step follows from how many steps are planned. */
function isRelevant(key: keyof RunSettings, { model }: RunSettings): boolean {
  const definition = modelOf(model);
  if (key === "epochs") return definition.learns === "ratings" && definition.warmUp > 0;
  return !IRRELEVANT.includes(key);
}

/** True when the curve was found with settings that have changed since. */
export function isOutOfDate(found: RunSettings, now: RunSettings): boolean {
  return changedFrom(found, now).some((key) => isRelevant(key, now));
}

/** A suggested rate as it is offered and used: two significant figures. */
export function usableRate(rate: number): number {
  return Number(rate.toPrecision(2));
}

function pointsOf({ result, points }: RateSearchState): { rate: number; loss: number }[] {
  if (!result) return points;
  return Array.from(result.rates, (rate, i) => ({ rate, loss: result.losses[i] }));
}

/** The button of the field: it begins the search, and ends it. */
function FindButton({ ready }: { ready: boolean }) {
  const search = useStore((state) => state.rateSearch);
  const findRate = useStore((state) => state.findRate);
  const cancelFindRate = useStore((state) => state.cancelFindRate);
  const isSearching = search !== null && !search.result && !search.error;
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={!isSearching && !ready}
      onClick={() => (isSearching ? cancelFindRate() : void findRate())}
      data-testid={isSearching ? "cancel-find-rate" : "find-rate"}
    >
      {isSearching ? "Cancel" : "Find"}
    </Button>
  );
}

function Outcome({ search, field }: { search: RateSearchState; field: KnobField }) {
  const settings = useStore((state) => state.settings);
  const { result, step, steps } = search;
  const points = pointsOf(search);
  const suggestion = result?.suggestion ?? null;
  const rate = suggestion === null ? null : usableRate(suggestion);
  const progress = steps > 0 ? `Step ${formatCount(step)} of ${formatCount(steps)}` : "Preparing the model";
  const sentence = result?.note ?? progress;
  return (
    <div className={styles.panel} data-testid="rate-search">
      {!result && <ProgressLine label="Finding a learning rate" share={steps > 0 ? step / steps : null} />}
      <RateChart
        points={points}
        suggestion={suggestion}
        height={180}
        label={`Training loss against the learning rate. ${sentence}`}
      />
      <p className={styles.note}>{sentence}</p>
      {result && isOutOfDate(search.settings, settings) && (
        <p className={styles.note}>The settings have changed since: find again for a rate that fits them.</p>
      )}
      {rate !== null && (
        <Button
          size="xs"
          variant="default"
          disabled={settings.learningRate === rate}
          onClick={() => field.replace(String(rate))}
          data-testid="use-rate"
        >
          {settings.learningRate === rate ? `${rate} is in use` : `Use ${rate}`}
        </Button>
      )}
    </div>
  );
}

/** The learning rate, with a search for a good one. */
export function RateFinder({ field, ready }: { field: KnobField; ready: boolean }) {
  const hasData = useStore((state) => state.data !== null);
  const isTraining = useStore((state) => selectActiveRun(state) !== null);
  const search = useStore((state) => state.rateSearch);
  const ranks = useStore((state) => isRanking(state.settings.model));
  const feedback = useFeedback();
  const reason = ranks
    ? "Find is for models that predict ratings."
    : isTraining
      ? "Find waits until the run has ended: both train on the same device."
      : null;
  // Without ratings there is no model to search for.
  if (feedback === "implicit") return <KnobInput field={field} />;
  const found = reason ? field : { ...field, hint: `${field.hint} Find tries some out.` };
  return (
    <div className={styles.finder}>
      <KnobInput field={found} action={<FindButton ready={ready && hasData && reason === null} />} />
      {reason && <p className={styles.note}>{reason}</p>}
      {!ranks && search?.error && (
        <Notice kind="error" title="No learning rate was found">
          {search.error}
        </Notice>
      )}
      {!ranks && search && !search.error && <Outcome search={search} field={field} />}
    </div>
  );
}
