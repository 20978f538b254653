import { Button, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Undo2, X } from "lucide-react";
import { memo } from "react";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatCount, formatRmse, formatShare } from "../../../ui/format";
import { useStore } from "../../studio/store";
import { chipWords, partWords } from "../filterWords";
import type { Look } from "../look";
import { filtered, filterForTraining, formatFilter } from "../store/filter";
import styles from "./FilterBar.module.css";

/** Which ratings all charts show: how many, by which filters, and what can be done with them. */
export function FilterBar({ look }: { look: Look }) {
  const { filter, change, summary } = look;
  const { errors } = look.selection;
  const parts = filtered(filter);
  return (
    <section className={styles.bar} aria-label="Filters" data-filtered={parts.length > 0 || undefined}>
      <div className={styles.line}>
        <Amount look={look} />
        <div className={styles.actions}>
          <Steps isFiltered={parts.length > 0} />
          <SendTo
            isEmpty={filtered(filterForTraining(filter)).length === 0 || look.selection.ratings === 0}
            hasErrors={filter.error !== undefined}
          />
        </div>
      </div>
      <div className={styles.line}>
        {parts.length > 0 ? (
          <ul className={styles.chips} aria-label="Filters in force">
            {parts.map((dimension) => (
              <li key={dimension} className={styles.chip} title={partWords(filter, dimension, summary)}>
                <span className={styles.text}>{chipWords(filter, dimension, summary)}</span>
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={`Remove the filter ${chipWords(filter, dimension, summary)}`}
                  onClick={() => change({ [dimension]: undefined })}
                >
                  <X size={14} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.hint}>Press a bar or drag over a chart: all other charts follow.</p>
        )}
        {errors && errors.rmse !== null && (
          <p className={styles.rmse}>
            {`RMSE ${formatRmse(errors.rmse)} over ${formatAmount(errors.n, "test rating")}`}
          </p>
        )}
      </div>
    </section>
  );
}

/** "12,345 of 41,200 ratings (30 %) by 9,876 users of 812 products" */
function Amount({ look }: { look: Look }) {
  const { selection, survey, feedback } = look;
  const { one } = nounOf(feedback);
  const all = survey.all.ratings;
  const isAll = selection.ratings === all;
  return (
    <p className={styles.amount}>
      <strong>
        {isAll ? `All ${formatAmount(all, one)}` : `${formatCount(selection.ratings)} of ${formatAmount(all, one)}`}
      </strong>
      {!isAll && ` (${formatShare(selection.ratings / all)})`}
      {` by ${formatAmount(selection.users, "user")} of ${formatAmount(selection.products, "product")}`}
    </p>
  );
}

/** One step back, or all. */
const Steps = memo(function Steps({ isFiltered }: { isFiltered: boolean }) {
  const hasPast = useStore((state) => state.pastFilters.length > 0);
  const undo = useStore((state) => state.undoFilter);
  const setFilter = useStore((state) => state.setFilter);
  useHotkeys([["mod+Z", undo]]);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Undo2 size={14} aria-hidden />}
        disabled={!hasPast}
        title="Ctrl Z, on a Mac ⌘ Z"
        onClick={undo}
      >
        Undo
      </Button>
      <Button size="compact-sm" variant="default" disabled={!isFiltered} onClick={() => setFilter({})}>
        Reset
      </Button>
    </>
  );
});

interface Sending {
  hint: string;
  isOff: boolean;
  onClick(): void;
  children: string;
}

/** Take the filter to another screen. */
const SendTo = memo(function SendTo({ isEmpty, hasErrors }: { isEmpty: boolean; hasErrors: boolean }) {
  const setSettings = useStore((state) => state.setSettings);
  const setScreen = useStore((state) => state.setScreen);
  const recommendAmong = useStore((state) => state.recommendAmong);
  const sent = () => filterForTraining(useStore.getState().filter);
  const why = hasErrors
    ? "The part on errors is left out: it belongs to a finished run."
    : "Set a filter that leaves some ratings first.";
  const hint = isEmpty || hasErrors ? why : null;
  return (
    <>
      <SendButton
        hint={hint ?? "Trains and measures on these ratings alone"}
        isOff={isEmpty}
        onClick={() => {
          setSettings({ only: formatFilter(sent()) });
          setScreen("train");
        }}
      >
        Train on these
      </SendButton>
      <SendButton
        hint={hint ?? "Only users and products with one of these ratings"}
        isOff={isEmpty}
        onClick={() => {
          void recommendAmong(sent());
          setScreen("recommend");
        }}
      >
        Recommend among these
      </SendButton>
    </>
  );
});

/** A button that says its hint also while it is off: a disabled one takes no focus. */
function SendButton({ hint, isOff, onClick, children }: Sending) {
  return (
    <Tooltip label={hint}>
      <Button
        size="compact-sm"
        variant="default"
        data-disabled={isOff || undefined}
        aria-disabled={isOff || undefined}
        onClick={() => {
          if (!isOff) onClick();
        }}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
