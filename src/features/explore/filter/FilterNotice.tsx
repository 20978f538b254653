import { Button } from "@mantine/core";
import type { Filter } from "../../../engine/explore/types";
import type { DatasetSummary } from "../../../engine/read/types";
import { Notice } from "../../../ui/Notice";
import { filterWords } from "../filterWords";

interface Props {
  filter: Filter;
  summary: DatasetSummary;
  /** What is done with the ratings that pass, before the filter's words. */
  title: string;
  onClear(): void;
}

/** Says that a screen works with a part of the ratings, and which, with the way back to all of them. */
export function FilterNotice({ filter, summary, title, onClear }: Props) {
  const words = filterWords(filter, summary);
  if (words.length === 0) return null;
  return (
    <Notice
      title={title}
      actions={
        <Button size="xs" variant="default" onClick={onClear}>
          Use all ratings
        </Button>
      }
    >
      {words.join("; ")}
    </Notice>
  );
}
