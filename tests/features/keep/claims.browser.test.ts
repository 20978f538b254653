import { expect, test } from "vitest";
import { type Claims, LockClaims } from "../../../src/features/keep/storage/claims";

/** Two tabs of the same browser; a lock is refused to whoever holds it already, so one page can stand for both. */
function tabs(): [Claims, Claims] {
  return [new LockClaims("test.", navigator.locks), new LockClaims("test.", navigator.locks)];
}

test("one tab at a time holds a name, and every tab sees that", async () => {
  const [one, other] = tabs();
  const claim = await one.claim("a");
  expect(claim).not.toBeNull();
  expect(await other.claim("a")).toBeNull();
  const second = await other.claim("b");
  expect([...(await one.held())].sort()).toEqual(["a", "b"]);
  claim?.release();
  await expect.poll(async () => [...(await other.held())]).toEqual(["b"]);
  const third = await other.claim("a");
  expect(third).not.toBeNull();
  second?.release();
  third?.release();
  await expect.poll(async () => [...(await other.held())]).toEqual([]);
});

test("a tab that is reloaded gets the name as soon as its old page has let go", async () => {
  const [old, fresh] = tabs();
  const claim = await old.claim("reloaded");
  const waiting = fresh.claim("reloaded", 5000);
  claim?.release();
  expect(await waiting).not.toBeNull();
  (await waiting)?.release();
});

test("a name that stays held is given up after a while", async () => {
  const [one, other] = tabs();
  const claim = await one.claim("stays");
  expect(await other.claim("stays", 50)).toBeNull();
  claim?.release();
});
