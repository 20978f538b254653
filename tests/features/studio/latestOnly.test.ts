import { expect, test } from "vitest";
import { latestOnly } from "../../../src/features/studio/latestOnly";

test("while the taker is busy only the newest value waits for it", async () => {
  const taken: number[] = [];
  const waiting: (() => void)[] = [];
  const offer = latestOnly((value: number) => {
    taken.push(value);
    return new Promise<void>((resolve) => waiting.push(resolve));
  });
  const next = async () => {
    waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  for (const value of [1, 2, 3]) offer(value);
  expect(taken).toEqual([1]);
  await next();
  expect(taken).toEqual([1, 3]);
  await next();
  offer(4);
  expect(taken).toEqual([1, 3, 4]);
});
