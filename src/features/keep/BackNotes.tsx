import { useEffect, useRef } from "react";
import { RailNote } from "../../ui/RailNote";
import { useStore } from "../studio/store";
import { isActive } from "../train/store/runState";
import { backSentences } from "./autosaveWords";

/** What came back from an earlier visit, until the person has read it or goes on: to another screen, or to a Run. */
export function BackNotes() {
  const screen = useStore((state) => state.screen);
  const back = useStore((state) => state.broughtBack);
  const isTraining = useStore((state) => state.runs.some(isActive));
  const dismiss = useStore((state) => state.dismissBroughtBack);
  const seenOn = useRef({ back, screen });
  useEffect(() => {
    if (seenOn.current.back === back && seenOn.current.screen !== screen) dismiss();
    seenOn.current = { back, screen };
  }, [back, screen, dismiss]);
  const sentences = back && !isTraining ? backSentences(back) : [];
  return (
    <>
      <div aria-live="polite" className="hidden">
        {sentences.join(" ")}
      </div>
      {sentences.length > 0 && (
        <RailNote title={back?.isSameFile ? "Kept before" : "Back again"} onDismiss={dismiss}>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </RailNote>
      )}
    </>
  );
}
