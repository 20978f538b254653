import { expect, test } from "vitest";
import { Newest } from "../../../src/features/studio/newest";

test("the next question ends the one before, and only that", () => {
  const questions = new Newest();
  const first = questions.begin();
  const second = questions.begin();
  expect([first.aborted, second.aborted]).toEqual([true, false]);
  expect(questions.signal).toBe(second);
});

test("a question that is dropped has no answer, and the next is asked as ever", () => {
  const questions = new Newest();
  const dropped = questions.begin();
  questions.drop();
  expect(dropped.aborted).toBe(true);
  expect(questions.begin().aborted).toBe(false);
});

test("before the first question there is something to ask within", () => {
  expect(new Newest().signal.aborted).toBe(false);
});
