import { Radio } from "@mantine/core";
import type { ModelName } from "../../engine/training/types";
import { useStore } from "../../store/store";
import { OBJECTIVES } from "./choices";
import { HINT } from "./hint";
import styles from "./SettingsPanel.module.css";

/** Which model the next Run trains, by what it is trained for. */
export function ModelChoice() {
  const model = useStore((state) => state.settings.model);
  const setSettings = useStore((state) => state.setSettings);
  return (
    <Radio.Group aria-label="Model" value={model} onChange={(value) => setSettings({ model: value as ModelName })}>
      {OBJECTIVES.map(({ name, models }) => (
        <div key={name} className={styles.models}>
          <h3 className={styles.heading}>{name}</h3>
          {models.map(({ value, label, hint }) => (
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
      ))}
    </Radio.Group>
  );
}
