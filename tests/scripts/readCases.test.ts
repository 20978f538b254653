import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ReadDocument, readDocument } from "../../scripts/read/document";

/** Inputs that lie beside a checkout where its makers keep them; they are not part of it. */
const FOLDER = "../shared/cases/reading";

interface Case {
  file: string;
  accepted: string;
  users: string;
  products: string;
  min: string;
  max: string;
  details: string;
  feedback: string;
  also: string;
  must_match: string;
  sample: string;
  extra: string;
}

function cases(): Case[] {
  const [header = "", ...rows] = readFileSync(`${FOLDER}/EXPECTED.tsv`, "utf8").trimEnd().split("\n");
  const names = header.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((value, i) => [names[i]!, value])) as never);
}

/** Read the case; the sentence where it is refused. */
function outcome({ file, details }: Case): Promise<ReadDocument | string> {
  const paths = [file, ...(details === "-" ? [] : [details])].map((name) => `${FOLDER}/${name}`);
  return readDocument(paths, []).catch((error: Error) => error.message);
}

const number = (text: string) => (text === "-" || text === "?" ? null : Number(text));

function check(expected: Case, read: ReadDocument): void {
  const told = { accepted: read.accepted, users: read.users, products: read.products };
  const { accepted, users, products } = expected;
  expect(told).toEqual({ accepted: number(accepted), users: number(users), products: number(products) });
  const [low, high] = [number(expected.min), number(expected.max)];
  if (low !== null) expect(read.scale).toEqual([low, high]);
  if (expected.feedback !== "either") expect(read.feedback).toBe(expected.feedback);
  const [user, product, rating] = expected.sample.split(" / ");
  const first = read.first.map((row) => [row.user, row.product, String(row.rating)]);
  if (product?.startsWith("(")) expect(first.map(([u, , r]) => [u, r])).toContainEqual([user, rating]);
  else if (rating === undefined) expect(first.map(([u, p]) => [u, p])).toContainEqual([user, product]);
  else if (product === "B00IOY8X05 (or AVp5)") expect(first).toContainEqual([user, "B00IOY8X05", rating]);
  else expect(first).toContainEqual([user, product, rating]);
  const span = /time (\S+)\.\.([\d-]+)/.exec(`${expected.extra} ${expected.also}`);
  if (span) expect(read.timeSpan?.map((time) => time.slice(0, 10))).toEqual([span[1], span[2]]);
  if (/titles of all 6/.test(expected.extra)) expect(read.titled).toBe(6);
}

describe.skipIf(!existsSync(FOLDER))("the inputs that people really have are read rightly", () => {
  it.each(existsSync(FOLDER) ? cases() : [])("$file", async (expected) => {
    const read = await outcome(expected);
    if (expected.accepted === "refuse") {
      expect(read).toBeTypeOf("string");
      expect(read).toMatch(new RegExp(expected.must_match, "i"));
    } else if (typeof read === "string") {
      expect.soft(read).toBe("");
    } else check(expected, read);
  });
});
