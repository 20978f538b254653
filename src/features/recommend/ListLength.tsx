import { CountInput } from "../../ui/CountInput";
import { useStore } from "../studio/store";

/** Longer lists than this help nobody and take long to draw. */
const LONGEST = 1000;

/** How many products the list holds. */
export function ListLength() {
  const count = useStore((state) => state.list.count);
  const setList = useStore((state) => state.setList);
  return (
    <CountInput
      count={count}
      onCount={(next) => setList({ count: next })}
      w={92}
      leftSection="Top"
      leftSectionWidth={38}
      aria-label="Length of the list"
      max={LONGEST}
      data-testid="top-n"
    />
  );
}
