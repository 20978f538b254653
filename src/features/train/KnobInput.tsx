import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { HINT } from "./hint";
import type { KnobField } from "./useKnobs";

const QUIET = { color: "var(--muted)" };
const MUTED = { ...HINT, label: QUIET, input: QUIET };

interface Props {
  field: KnobField;
  className?: string;
  /** A button within the field, at its end. */
  action?: ReactNode;
}

/** One setting as a text field, its sentence under it. */
export function KnobInput({ field, className, action }: Props) {
  const { knob, hint, muted, text, problem, change, leave } = field;
  return (
    <TextInput
      size="sm"
      className={className}
      label={knob.label}
      description={hint}
      placeholder={knob.placeholder}
      error={problem}
      styles={muted ? MUTED : HINT}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={leave}
      autoComplete="off"
      spellCheck={false}
      inputWrapperOrder={["label", "input", "error", "description"]}
      rightSection={action}
      rightSectionWidth={action ? 76 : undefined}
      data-testid={`knob-${knob.key}`}
    />
  );
}
