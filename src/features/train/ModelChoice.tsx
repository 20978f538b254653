import { Radio } from "@mantine/core";
import type { ModelName } from "../../domain/settings";
import { isRanking } from "../../models/registry";
import { useStore } from "../studio/store";
import { modelLabel, OBJECTIVES } from "./choices";
import { HINT } from "./hint";
import styles from "./SettingsPanel.module.css";
import { useFeedback } from "./useFeedback";

/** The models that the loaded data can train: without ratings those alone that rank. */
function useObjectives(): typeof OBJECTIVES {
  const feedback = useFeedback();
  return OBJECTIVES.filter(({ models }) => feedback === "explicit" || models.every(({ value }) => isRanking(value)));
}

/** Why models that predict ratings are not offered, and which of them had to give way. */
function NoRatings() {
  const replaced = useStore((state) => state.replacedModel);
  const model = useStore((state) => state.settings.model);
  return (
    <div className={styles.models} data-testid="no-ratings">
      <h3 className={styles.heading}>Predict ratings</h3>
      <p className={styles.hint}>
        This file says what was chosen, not how it was rated: there is no rating to predict.
        {replaced &&
          ` ${modelLabel(model)} takes the place of ${modelLabel(replaced)} until data with ratings are opened.`}
      </p>
    </div>
  );
}

/** Which model the next Run trains, by what it is trained for. */
export function ModelChoice() {
  const model = useStore((state) => state.settings.model);
  const setSettings = useStore((state) => state.setSettings);
  const objectives = useObjectives();
  return (
    <Radio.Group aria-label="Model" value={model} onChange={(value) => setSettings({ model: value as ModelName })}>
      {objectives.map(({ name, models }) => (
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
      {objectives.length < OBJECTIVES.length && <NoRatings />}
    </Radio.Group>
  );
}
