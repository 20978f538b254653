import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useStore } from "../studio/store";

/** Longer lists than this help nobody and take long to draw. */
const LONGEST = 1000;

/** How many products the list holds; while the field is empty the list stays as it is. */
export function ListLength() {
  const count = useStore((state) => state.list.count);
  const setList = useStore((state) => state.setList);
  const [draft, setDraft] = useState<number | string>(count);
  return (
    <NumberInput
      size="xs"
      w={92}
      leftSection="Top"
      leftSectionWidth={38}
      aria-label="Length of the list"
      min={1}
      max={LONGEST}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      value={draft}
      onChange={(value) => {
        setDraft(value);
        if (typeof value === "number" && value >= 1) setList({ count: value });
      }}
      onBlur={() => setDraft(count)}
      data-testid="top-n"
    />
  );
}
