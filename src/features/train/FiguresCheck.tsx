import { Notice } from "../../ui/Notice";
import { checkSentence } from "../keep/checkSentence";
import { useStore } from "../studio/store";

/** Of a Run from a workspace file: whether its stored weights give its stored figures. */
export function FiguresCheck({ run, className }: { run: number; className?: string | undefined }) {
  const check = useStore((state) => state.runChecks[run]);
  if (!check) return null;
  const sentence = `This run comes from a workspace file: ${checkSentence(check)}`;
  return check.status === "different" ? (
    <Notice kind="error">{sentence}</Notice>
  ) : (
    <p className={className}>{sentence}</p>
  );
}
