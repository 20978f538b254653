import { ActionIcon, Button } from "@mantine/core";
import { Check, ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { ReadOptions, ReadReport } from "../../engine/read/types";
import { formatCount } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import styles from "./Questions.module.css";
import { openQuestions } from "./questions";

interface Props {
  report: ReadReport;
  disabled: boolean;
  onAnswer(change: ReadOptions): void;
}

/** What the file does not say and only its owner can: one question in sight at a time, until all are answered. */
export function Questions({ report, disabled, onAnswer }: Props) {
  const questions = openQuestions(report);
  const [place, setPlace] = useState(0);
  const [hasAnswered, setHasAnswered] = useState(false);
  const isWaiting = useRef(false);
  const title = useRef<HTMLSpanElement>(null);
  const titleId = useId();

  // The pressed button is gone once the file has been read with it: the keyboard goes on at what stands there now.
  useEffect(() => {
    if (disabled || !isWaiting.current) return;
    isWaiting.current = false;
    if (document.activeElement === document.body || document.activeElement === null) title.current?.focus();
  }, [report, disabled]);

  if (questions.length === 0) {
    if (!hasAnswered) return null;
    return (
      <Notice kind="success">
        <span ref={title} tabIndex={-1}>
          Every question about this file is answered. Answers can be changed under “How was it read?”.
        </span>
      </Notice>
    );
  }
  // An answered question leaves the list, so that the next one takes its place.
  const at = place < questions.length ? place : 0;
  const { id, question, answers, default: assumed } = questions[at];

  function answer(change: ReadOptions) {
    isWaiting.current = true;
    setHasAnswered(true);
    onAnswer(change);
  }

  return (
    <section aria-label="Questions about the file" data-testid={`question-${id}`}>
      <Notice
        title={
          <span ref={title} id={titleId} tabIndex={-1} className={styles.title}>
            {question}
          </span>
        }
      >
        <p className={styles.text}>The file does not say. Your answer is remembered for files with the same columns.</p>
        <div className={styles.foot}>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that repeats the title. */}
          <div role="group" aria-labelledby={titleId} className={styles.answers}>
            {answers.map(({ label, change }, i) => (
              <Button
                key={label}
                variant="default"
                size="xs"
                disabled={disabled}
                leftSection={i === assumed ? <Check size={14} aria-hidden /> : undefined}
                classNames={{ root: styles.answer, label: styles.label }}
                onClick={() => answer(change)}
              >
                {label}
                {i === assumed && <span className={styles.assumed}> (assumed for now)</span>}
              </Button>
            ))}
          </div>
          {questions.length > 1 && (
            <nav aria-label="Open questions" className={styles.pager}>
              <ActionIcon
                variant="default"
                aria-label="Previous question"
                disabled={at === 0}
                onClick={() => setPlace(at - 1)}
              >
                <ChevronLeft size={16} aria-hidden />
              </ActionIcon>
              <span className={styles.place} aria-live="polite">
                {formatCount(at + 1)} of {formatCount(questions.length)}
              </span>
              <ActionIcon
                variant="default"
                aria-label="Next question"
                disabled={at === questions.length - 1}
                onClick={() => setPlace(at + 1)}
              >
                <ChevronRight size={16} aria-hidden />
              </ActionIcon>
            </nav>
          )}
        </div>
      </Notice>
    </section>
  );
}
