import { Button, Checkbox, MultiSelect, NumberInput, Slider } from "@mantine/core";
import { SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { LIST_FILTERS } from "../../../domain/roles";
import { DEFAULT_LIST, type ListOptions } from "../../../engine/recommend/types";
import { isRanking } from "../../../models/registry";
import { nounOf } from "../../../ui/feedback";
import { segmentName } from "../../../ui/segmentName";
import type { State } from "../../studio/state";
import { useStore } from "../../studio/store";
import { Exclusion } from "./Exclusion";
import styles from "./ListControls.module.css";

/** Values offered while nothing is typed: a thousand brands would take long to draw. */
const MOST_OFFERED = 200;

/** True where the list is ordered and filtered as it is by default. */
function isPlain({ count: _, ...list }: ListOptions): boolean {
  const { count: __, ...plain } = DEFAULT_LIST;
  return JSON.stringify(list) === JSON.stringify(plain);
}

/** What may stand in the lists, and what they are ordered by; put away until asked for. */
export function ListControls() {
  const list = useStore((state) => state.list);
  const setList = useStore((state) => state.setList);
  const exclusion = useStore((state) => state.exclusion);
  const [open, setOpen] = useState(false);
  const id = useId();
  const isChanged = !isPlain(list) || exclusion !== null;
  return (
    <div className={styles.controls}>
      <div className={styles.line}>
        <Button
          size="xs"
          variant="default"
          leftSection={<SlidersHorizontal size={14} aria-hidden />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {isChanged ? "Filters and order, changed" : "Filters and order"}
        </Button>
        {!isPlain(list) && (
          <Button size="xs" variant="subtle" onClick={() => setList({ ...DEFAULT_LIST, count: list.count })}>
            Back to the plain list
          </Button>
        )}
      </div>
      <div id={id} hidden={!open}>
        {open && <Panel />}
      </div>
    </div>
  );
}

/** Whether lists are ordered by a ranking model beside the rating model: a finished Run has one where it was asked for. */
function selectHasRanker({ explorerModel, runs }: State): boolean {
  const settings = runs.find(({ id }) => id === explorerModel?.run)?.settings;
  return (
    explorerModel?.final === true && settings !== undefined && settings.ranker !== "none" && !isRanking(settings.model)
  );
}

function Panel() {
  const list = useStore((state) => state.list);
  const setList = useStore((state) => state.setList);
  const labels = useStore((state) => state.survey?.labels);
  const summary = useStore((state) => state.data?.summary ?? null);
  const hasRanker = useStore(selectHasRanker);
  const { many } = nounOf(summary?.feedback ?? "explicit");
  return (
    <div className={styles.panel}>
      {LIST_FILTERS.map(([role, field]) => {
        const values = labels?.[role];
        return (
          values && (
            <MultiSelect
              key={role}
              size="xs"
              label={segmentName(role, summary)}
              placeholder={list[field].length > 0 ? undefined : "All"}
              data={values.map((value) => ({ value: value === "" ? UNKNOWN : value, label: value || "Unknown" }))}
              limit={MOST_OFFERED}
              value={list[field].map((value) => value || UNKNOWN)}
              onChange={(chosen) => setList({ [field]: chosen.map((value) => (value === UNKNOWN ? "" : value)) })}
              searchable
              clearable
              hidePickedOptions
            />
          )
        );
      })}
      <NumberInput
        size="xs"
        label={`At least so many ${many}`}
        min={0}
        max={1_000_000}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={list.minimumRatings}
        onChange={(value) => typeof value === "number" && setList({ minimumRatings: value })}
      />
      <Checkbox
        size="xs"
        className={styles.again}
        label="Show again what they had"
        description="For what is bought again and again: nothing is left out because they have it."
        checked={list.again}
        onChange={(event) => setList({ again: event.currentTarget.checked })}
        data-testid="again"
      />
      {hasRanker && (
        <Dial
          label="Likely or predicted rating"
          ends={["Likely", "Predicted rating"]}
          hint="Likely is what they take and like; a well rated product that hardly anybody takes is seldom taken."
          step={0.25}
          value={list.towardsRating}
          onValue={(towardsRating) => setList({ towardsRating })}
        />
      )}
      <Dial
        label="Sure bets or discoveries"
        ends={["Sure bets", "Discoveries"]}
        hint="Discoveries are little known products among those that score well."
        value={list.novelty}
        onValue={(novelty) => setList({ novelty })}
      />
      <Dial
        label="Alike or varied"
        ends={["Best alone", "Varied"]}
        hint="Varied lists leave out what is like a better product above it."
        value={list.diversity}
        onValue={(diversity) => setList({ diversity })}
      />
      <Exclusion />
    </div>
  );
}

/** Stands for the empty value, which a select takes for none. */
const UNKNOWN = "\u0000unknown";

interface DialProps {
  label: string;
  ends: [low: string, high: string];
  hint: string;
  step?: number;
  value: number;
  onValue(value: number): void;
}

/** A choice between two ends, from 0 to 1. */
function Dial({ label, ends, hint, step = 0.1, value, onValue }: DialProps) {
  return (
    <div className={styles.dial}>
      <span className={styles.dialLabel} title={hint}>
        {label}
      </span>
      <Slider
        size="sm"
        min={0}
        max={1}
        step={step}
        value={value}
        onChange={onValue}
        thumbLabel={label}
        label={(at) => `${Math.round(100 * at)} %`}
      />
      <span className={styles.ends}>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </span>
    </div>
  );
}
