import { Radio, Select, TextInput } from "@mantine/core";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { BACKENDS, MODELS, splitChoices } from "./choices";
import { ModelDiagram } from "./ModelDiagram";
import styles from "./SettingsPanel.module.css";
import type { KnobField, useKnobs } from "./useKnobs";

/** Hints at the size of the page's other small text; Mantine's own are 11 px. */
const HINT = { description: { fontSize: 12, lineHeight: "16px" } };

function ModelChoice() {
  const model = useStore((state) => state.settings.model);
  const setSettings = useStore((state) => state.setSettings);
  return (
    <Radio.Group aria-label="Model" value={model} onChange={(value) => setSettings({ model: value as typeof model })}>
      <div className={styles.models}>
        {MODELS.map(({ value, label, hint }) => (
          <Radio
            key={value}
            value={value}
            label={label}
            description={hint}
            size="sm"
            styles={HINT}
            data-testid={`model-${value}`}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

function KnobInput({ field }: { field: KnobField }) {
  const { knob, text, problem, change, leave } = field;
  return (
    <TextInput
      size="sm"
      label={knob.label}
      description={knob.hint}
      error={problem}
      styles={HINT}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
      autoComplete="off"
      spellCheck={false}
      inputWrapperOrder={["label", "input", "error", "description"]}
      data-testid={`knob-${knob.key}`}
    />
  );
}

/** The model and every setting of the next Run. */
export function SettingsPanel({ fields, splitProblem }: Omit<ReturnType<typeof useKnobs>, "ready">) {
  const settings = useStore((state) => state.settings);
  const data = useStore((state) => state.data);
  const setSettings = useStore((state) => state.setSettings);
  const splits = splitChoices(data);
  const backend = BACKENDS.find(({ value }) => value === settings.backend)!;
  return (
    <>
      <Card title="Model">
        <ModelChoice />
        <ModelDiagram settings={settings} />
      </Card>
      <Card title="Settings">
        <div className={styles.knobs}>
          {fields.map((field) => (
            <KnobInput key={field.knob.key} field={field} />
          ))}
          <Select
            className={styles.wide}
            styles={HINT}
            label="Split"
            description={splits.find(({ value }) => value === settings.split)?.hint}
            error={splitProblem}
            data={splits}
            value={splits.some(({ value }) => value === settings.split) ? settings.split : null}
            onChange={(split) => split && setSettings({ split })}
            inputWrapperOrder={["label", "input", "error", "description"]}
            data-testid="split"
          />
          <Select
            className={styles.wide}
            styles={HINT}
            label="Device"
            description={backend.hint}
            data={BACKENDS}
            value={settings.backend}
            onChange={(value) => value && setSettings({ backend: value })}
            inputWrapperOrder={["label", "input", "error", "description"]}
            data-testid="backend"
          />
        </div>
      </Card>
    </>
  );
}
