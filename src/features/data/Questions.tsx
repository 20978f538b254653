import { Button } from "@mantine/core";
import type { ReadOptions, ReadReport } from "../../engine/read/types";
import { Notice } from "../../ui/Notice";
import styles from "./Questions.module.css";
import { type Question, questionsOf } from "./questions";

interface Props {
  report: ReadReport;
  disabled: boolean;
  onAnswer(change: ReadOptions): void;
}

/** What the file does not say and only its owner can: asked until it is answered. */
export function Questions({ report, disabled, onAnswer }: Props) {
  return questionsOf(report).map(({ id, title, text, answers }: Question) => (
    <section key={id} aria-label={title} data-testid={`question-${id}`}>
      <Notice
        title={title}
        actions={answers.map(({ label, change }) => (
          <Button key={label} variant="default" size="xs" disabled={disabled} onClick={() => onAnswer(change)}>
            {label}
          </Button>
        ))}
      >
        <p className={styles.text}>{text}</p>
      </Notice>
    </section>
  ));
}
