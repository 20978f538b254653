import { isActive } from "../../store/runState";
import { useStore } from "../../store/store";
import { RailNote } from "../RailNote";
import { backSentences } from "./keptWords";

/** What came back from an earlier visit, until it was read or a Run begins. */
export function KeptNotes() {
  const back = useStore((state) => state.broughtBack);
  const isTraining = useStore((state) => state.runs.some(isActive));
  const dismiss = useStore((state) => state.dismissBroughtBack);
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
