import { beforeEach, expect, test } from "vitest";
import { Progress } from "../../scripts/job/progress";

let time: number;
let lines: string[];
let progress: Progress;
beforeEach(() => {
  time = 0;
  lines = [];
  progress = new Progress(
    (line) => lines.push(line),
    () => time,
  );
});

test("a status is told once, however often it is reported", () => {
  progress.report("Reading");
  time = 2000;
  progress.report("Reading");
  progress.flush();
  expect(lines).toEqual(["Reading"]);
});

test("at most two lines a second are told, and always the newest", () => {
  for (time = 0; time < 2000; time += 100) progress.report(`step ${time}`);
  expect(lines).toEqual(["step 0", "step 500", "step 1000", "step 1500"]);
});

test("the last status is told at the end, even within half a second of another", () => {
  progress.report("Training");
  time = 100;
  progress.report("Training finished");
  progress.flush();
  expect(lines).toEqual(["Training", "Training finished"]);
});
