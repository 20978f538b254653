import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";

interface Props extends Omit<NumberInputProps, "value" | "onChange" | "onBlur" | "min"> {
  count: number;
  onCount(count: number): void;
}

/** A field for a whole number from 1 on; while it is empty the number stays as it is. */
export function CountInput({ count, onCount, ...more }: Props) {
  const [draft, setDraft] = useState<number | string>(count);
  return (
    <NumberInput
      size="xs"
      min={1}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      {...more}
      value={draft}
      onChange={(value) => {
        setDraft(value);
        if (typeof value === "number" && value >= 1) onCount(value);
      }}
      onBlur={() => setDraft(count)}
    />
  );
}
