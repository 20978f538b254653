import { useState } from "react";
import { SETTINGS, type SettingGroup } from "../../domain/settings";
import { useStore } from "../studio/store";
import { splitOf, splitProblem } from "./choices";
import { hintOf, isUnused, type Knob, knobGroups } from "./knobs";
import { useFeedback } from "./useFeedback";

export interface KnobField {
  knob: Knob;
  hint: string;
  /** True where the settings give the knob nothing to do. */
  muted: boolean;
  text: string;
  /** What to mend, in a sentence; null when the text is good. */
  problem: string | null;
  change(text: string): void;
  leave(): void;
  /** Take over a good text that was not typed here, in place of what was. */
  replace(text: string): void;
}

export interface Knobs {
  groups: Record<SettingGroup, KnobField[]>;
  splitProblem: string | null;
  /** Labels of the settings that keep the next Run from starting. */
  bad: string[];
  /** Take every text back to the settings' own, after these were changed from elsewhere. */
  discard(): void;
}

/**
 * The text fields of the settings. A good text changes the settings at once; a bad one stays as typed, beside its
 * sentence, and the settings keep their last good value.
 */
export function useKnobs(): Knobs {
  const settings = useStore((state) => state.settings);
  const data = useStore((state) => state.data);
  const setSettings = useStore((state) => state.setSettings);
  const [drafts, setDrafts] = useState<Partial<Record<Knob["key"], string>>>({});
  const ratings = data?.summary ?? null;

  const field = (knob: Knob): KnobField => {
    const text = drafts[knob.key] ?? knob.show(settings);
    const parsed = knob.parse(text, ratings);
    const drop = () => setDrafts(({ [knob.key]: _, ...others }) => others);
    return {
      knob,
      hint: hintOf(knob, settings),
      muted: isUnused(knob.key, settings),
      text,
      problem: "problem" in parsed ? parsed.problem : null,
      change(next) {
        setDrafts((all) => ({ ...all, [knob.key]: next }));
        const outcome = knob.parse(next, ratings);
        if ("change" in outcome) setSettings(outcome.change);
      },
      // A good text gives way to the settings' own spelling: "5e-3" becomes "0.005".
      leave() {
        if ("change" in parsed) drop();
      },
      replace(next) {
        const outcome = knob.parse(next, ratings);
        if (!("change" in outcome)) return;
        drop();
        setSettings(outcome.change);
      },
    };
  };
  const asked = { ...settings, split: splitOf(settings, data) };
  const { size, training, measured, advanced } = knobGroups(asked, useFeedback());
  const groups = {
    size: size.map(field),
    training: training.map(field),
    measured: measured.map(field),
    advanced: advanced.map(field),
  };
  const split = splitProblem(settings, data);
  const bad = Object.values(groups)
    .flat()
    .filter(({ problem }) => problem !== null)
    .map(({ knob }) => knob.label);
  return {
    groups,
    splitProblem: split,
    bad: split === null ? bad : [...bad, SETTINGS.split.label],
    discard: () => setDrafts({}),
  };
}
