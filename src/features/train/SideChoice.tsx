import { Checkbox } from "@mantine/core";
import { isGender, isGroup, isOfProduct, type SideRole } from "../../domain/roles";
import { SETTINGS } from "../../domain/settings";
import { modelOf } from "../../models/registry";
import { segmentName, segmentWord } from "../../ui/segmentName";
import { useStore } from "../studio/store";
import { sidesFor } from "./choices";
import { HINT } from "./hint";
import styles from "./SettingsPanel.module.css";

/** "Gender and age group are off until you switch them on: a model that reads them may repeat their bias." */
function offHint(words: readonly string[]): string {
  const text = words.join(" and ");
  const names = text.charAt(0).toUpperCase() + text.slice(1);
  return words.length === 1
    ? `${names} is off until you switch it on: a model that reads it may repeat its bias.`
    : `${names} are off until you switch them on: a model that reads them may repeat their bias.`;
}

/** Which columns beside the two ids the model may read; nothing for a model that reads none. */
export function SideChoice() {
  const data = useStore((state) => state.data);
  const model = useStore((state) => state.settings.model);
  const sides = useStore((state) => state.settings.sides);
  const setSettings = useStore((state) => state.setSettings);
  const offered = sidesFor(model, data);
  const toggle = (side: SideRole, on: boolean) =>
    setSettings({ sides: on ? [...sides, side] : sides.filter((other) => other !== side) });
  const summary = data?.summary ?? null;
  const offWords = [
    ...(offered.some(isGender) ? ["gender"] : []),
    ...offered.filter((side) => isGroup(side) && !isOfProduct(side)).map((side) => segmentWord(side, summary)),
  ];
  if (offered.length === 0 && modelOf(model).reads !== "all") return null;
  return (
    <fieldset className={styles.sides}>
      <legend className={styles.label}>{SETTINGS.sides.label}</legend>
      {offered.length === 0 && (
        <p className={styles.hint}>The file has no columns beside users, products and ratings.</p>
      )}
      {offered.map((side) => (
        <Checkbox
          key={side}
          size="sm"
          label={segmentName(side, summary)}
          checked={sides.includes(side)}
          onChange={(event) => toggle(side, event.currentTarget.checked)}
          styles={HINT}
          data-testid={`side-${side}`}
        />
      ))}
      {offWords.length > 0 && <p className={styles.hint}>{offHint(offWords)}</p>}
    </fieldset>
  );
}
