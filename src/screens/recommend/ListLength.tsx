import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useStore } from "../../store/store";

/** Longer lists than this help nobody and take long to draw. */
const LONGEST = 1000;

/** How many products the list holds; while the field is empty the list stays as it is. */
export function ListLength() {
  const topN = useStore((state) => state.topN);
  const setTopN = useStore((state) => state.setTopN);
  const [draft, setDraft] = useState<number | string>(topN);
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
        if (typeof value === "number" && value >= 1) setTopN(value);
      }}
      onBlur={() => setDraft(topN)}
      data-testid="top-n"
    />
  );
}
