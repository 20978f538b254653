import { TextInput } from "@mantine/core";
import { HINT } from "../hint";
import type { Knob } from "../knobs";
import type { DraftField } from "./useLengthAndRate";

interface Props {
  knob: Knob;
  field: DraftField;
  hint: string;
}

/** A setting of the training that would be continued, as a small text field. */
export function ShortField({ knob, field, hint }: Props) {
  return (
    <TextInput
      size="xs"
      label={knob.label}
      description={hint}
      error={field.problem}
      styles={HINT}
      value={field.text}
      onChange={(event) => field.change(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
      inputWrapperOrder={["label", "input", "error", "description"]}
      data-testid={`earlier-${knob.key}`}
    />
  );
}
