import { Button, Select } from "@mantine/core";
import { ChevronRight, RotateCcw } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { type RunSettings, SETTINGS } from "../../domain/settings";
import type { SplitMethod } from "../../domain/split";
import { defaultsOf, modelOf } from "../../models/registry";
import { Card } from "../../ui/Card";
import { useStore } from "../studio/store";
import { BACKENDS, RANKER_CHOICES, SCHEDULE_CHOICES, splitChoices, splitOf } from "./choices";
import { ModelDiagram } from "./diagram/ModelDiagram";
import { HINT } from "./hint";
import { KnobInput } from "./KnobInput";
import { changedFrom, LEARNING_RATE } from "./knobs";
import { ModelChoice } from "./ModelChoice";
import { RateFinder } from "./RateFinder";
import styles from "./SettingsPanel.module.css";
import { SideChoice } from "./SideChoice";
import type { KnobField, Knobs } from "./useKnobs";

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value | null;
  choices: { value: Value; label: string; hint: string }[];
  problem?: string | null;
  onChange(value: Value): void;
  testId: string;
}

/** A setting with a few values, the hint of the chosen one under it. */
function Choice<Value extends string>({ label, value, choices, problem, onChange, testId }: ChoiceProps<Value>) {
  return (
    <Select
      className={styles.wide}
      styles={HINT}
      label={label}
      description={choices.find((choice) => choice.value === value)?.hint}
      error={problem}
      data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      value={value}
      onChange={(next) => next && onChange(next)}
      inputWrapperOrder={["label", "input", "error", "description"]}
      data-testid={testId}
    />
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.knobs}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </div>
  );
}

/** Settings that stand under Advanced, beside the knobs there. */
const ADVANCED_CHOICES: (keyof RunSettings)[] = ["schedule", "backend"];

/** What is rarely changed: out of sight until asked for, or until something there is to be mended. */
function Advanced({ fields, changed }: { fields: KnobField[]; changed: readonly (keyof RunSettings)[] }) {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const { unread } = modelOf(settings.model);
  const mine = [...fields.map(({ knob }) => knob.key), ...ADVANCED_CHOICES];
  const count = changed.filter((key) => mine.includes(key)).length;
  const [isOpen, setOpen] = useState(false);
  const isBad = fields.some(({ problem }) => problem !== null);
  return (
    <details
      className={styles.advanced}
      open={isOpen || isBad}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid="advanced"
    >
      <summary>
        <ChevronRight size={16} aria-hidden />
        Advanced
        {count > 0 && <span className={styles.changed}>{count} changed</span>}
      </summary>
      <div className={styles.knobs}>
        {fields.map((field) => (
          <KnobInput key={field.knob.key} field={field} />
        ))}
        {!unread.includes("schedule") && (
          <Choice
            label={SETTINGS.schedule.label}
            value={settings.schedule}
            choices={SCHEDULE_CHOICES}
            onChange={(schedule) => setSettings({ schedule })}
            testId="schedule"
          />
        )}
        {!unread.includes("backend") && (
          <Choice
            label={SETTINGS.backend.label}
            value={settings.backend}
            choices={BACKENDS}
            onChange={(backend) => setSettings({ backend })}
            testId="backend"
          />
        )}
      </div>
    </details>
  );
}

/** The model and every setting of the next Run. */
export function SettingsPanel({ knobs }: { knobs: Knobs }) {
  const settings = useStore((state) => state.settings);
  const data = useStore((state) => state.data);
  const setSettings = useStore((state) => state.setSettings);
  const form = useRef<HTMLDivElement>(null);
  const defaults = defaultsOf(settings.model);
  const { unread } = modelOf(settings.model);
  const changed = changedFrom(defaults, settings);
  const { groups, splitProblem, discard } = knobs;
  const splits = splitChoices(data, settings);
  const split = splitOf(settings, data);

  function chooseSplit(chosen: SplitMethod) {
    // What would be taken anyway is no choice: the next file may bring a split of its own.
    setSettings({ split: chosen === splitOf({ split: "auto" }, data) ? "auto" : chosen });
  }

  function reset() {
    discard();
    setSettings(defaults);
    // The button goes: the focus stays with the form.
    form.current?.focus();
  }

  return (
    <>
      <Card title="Model">
        <ModelChoice />
        <ModelDiagram settings={settings} summary={data?.summary ?? null} />
      </Card>
      <Card
        title="Settings"
        actions={
          changed.length > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<RotateCcw size={14} aria-hidden />}
              onClick={reset}
              aria-label="Reset to defaults"
              title="Reset to the model’s defaults"
              data-testid="reset-settings"
            >
              Reset
            </Button>
          )
        }
      >
        <div ref={form} tabIndex={-1} style={{ outline: "none" }}>
          <Group title="Size">
            {groups.size.map((field) => (
              <KnobInput key={field.knob.key} field={field} />
            ))}
            <SideChoice />
          </Group>
          {!unread.includes("ranker") && (
            <Group title="Lists">
              <Choice
                label={SETTINGS.ranker.label}
                value={settings.ranker}
                choices={RANKER_CHOICES}
                onChange={(ranker) => setSettings({ ranker })}
                testId="ranker"
              />
            </Group>
          )}
          <Group title="Training">
            {groups.training.map((field) =>
              field.knob === LEARNING_RATE ? (
                <RateFinder key={field.knob.key} field={field} ready={knobs.bad.length === 0} />
              ) : (
                <KnobInput key={field.knob.key} field={field} />
              ),
            )}
          </Group>
          <Group title="Measuring">
            <Choice
              label={SETTINGS.split.label}
              value={splits.some(({ value }) => value === split) ? split : null}
              choices={splits}
              problem={splitProblem}
              onChange={chooseSplit}
              testId="split"
            />
            {groups.measured.map((field) => (
              <KnobInput key={field.knob.key} field={field} className={styles.wide} />
            ))}
          </Group>
          <Advanced fields={groups.advanced} changed={changed} />
        </div>
      </Card>
    </>
  );
}
