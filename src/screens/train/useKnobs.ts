import { useState } from "react";
import { useStore } from "../../store/store";
import { splitProblem } from "./choices";
import { type Knob, knobsFor } from "./knobs";

export interface KnobField {
  knob: Knob;
  text: string;
  /** What to mend, in a sentence; null when the text is good. */
  problem: string | null;
  change(text: string): void;
  leave(): void;
}

/**
 * The text fields of the settings. A good text changes the settings at once; a bad one stays as typed, beside its
 * sentence, and the settings keep their last good value.
 */
export function useKnobs(): { fields: KnobField[]; splitProblem: string | null; ready: boolean } {
  const settings = useStore((state) => state.settings);
  const data = useStore((state) => state.data);
  const setSettings = useStore((state) => state.setSettings);
  const [drafts, setDrafts] = useState<Partial<Record<Knob["key"], string>>>({});
  const ratings = data?.summary ?? null;

  const fields = knobsFor(settings).map((knob): KnobField => {
    const text = drafts[knob.key] ?? knob.show(settings);
    const parsed = knob.parse(text, ratings);
    return {
      knob,
      text,
      problem: "problem" in parsed ? parsed.problem : null,
      change(next) {
        setDrafts((all) => ({ ...all, [knob.key]: next }));
        const outcome = knob.parse(next, ratings);
        if ("change" in outcome) setSettings(outcome.change);
      },
      // A good text gives way to the settings' own spelling: "5e-3" becomes "0.005".
      leave() {
        if ("change" in parsed) setDrafts(({ [knob.key]: _, ...others }) => others);
      },
    };
  });
  const split = splitProblem(settings, data);
  return { fields, splitProblem: split, ready: split === null && fields.every(({ problem }) => problem === null) };
}
