import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { elsewhereArchive } from "../../../../src/engine/export/handover/archive";
import { ratingsCsv } from "../../../../src/engine/export/handover/ratingsCsv";
import { openFile } from "../../../../src/engine/read/archives/openFile";
import { forTraining } from "../../../../src/engine/read/copies";
import { readRatings } from "../../../../src/engine/read/reading/read";
import type { Dataset } from "../../../../src/engine/read/types";
import { packTexts, textOf } from "../../../../src/engine/read/vocabulary";
import { splitRatings } from "../../../../src/engine/train/split";
import { defaultsOf } from "../../../../src/models/registry";
import { exportedRun, oddDataset, plainly, quickSettings, textOfFile, unzipped, wellFormed } from "../exportedRun";

type Line = Record<string, string>;

/** By another reader of CSV than ours. */
function linesOf(text: string): Line[] {
  const { data, errors } = Papa.parse<Line>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

/** A Dataset of two columns of ids and a segment, all ratings 3. */
function datasetOf(users: readonly string[], values: readonly string[]): Dataset {
  const count = users.length;
  const codes = Int32Array.from(users, (_, code) => code);
  return {
    name: "any.csv",
    feedback: "explicit",
    bytes: 0,
    size: count,
    users: packTexts(users),
    products: packTexts(["p"]),
    user: codes,
    product: new Int32Array(count),
    rating: new Float32Array(count).fill(3),
    time: null,
    segments: { brand: { codes: codes.map((code) => code + 1), vocabulary: packTexts(["", ...values]) } },
    split: null,
    titles: null,
  };
}

describe("the ratings that go along", () => {
  test("are those of the Run in file order, with the part that the Run had them in", async () => {
    const dataset = await oddDataset(600, 50, 20);
    const settings = quickSettings("dot-product-bias", { seed: 9, epochs: 1 });
    const { exported } = await exportedRun(dataset, settings);
    const archive = await elsewhereArchive({ dataset, rows: () => null }, exported, settings, plainly, () => {});
    const lines = linesOf(textOfFile(await unzipped(archive), "ratings.csv"));
    const { train, validation, test: tests } = splitRatings(forTraining(dataset), settings);
    const part = new Map<number, string>();
    for (const [name, indices] of Object.entries({ train, validation, test: tests })) {
      for (const i of indices) part.set(i, name);
    }
    expect(lines).toHaveLength(dataset.size);
    lines.forEach((line, i) => {
      const time = dataset.time![i];
      expect(line).toEqual({
        user: textOf(dataset.users, dataset.user[i]),
        product: textOf(dataset.products, dataset.product[i]),
        rating: String(dataset.rating[i]),
        time: Number.isNaN(time) ? "" : String(time),
        split: part.get(i),
        brand: textOf(dataset.segments.brand!.vocabulary, dataset.segments.brand!.codes[i]),
        category: textOf(dataset.segments.category!.vocabulary, dataset.segments.category!.codes[i]),
        userGender: textOf(dataset.segments.userGender!.vocabulary, dataset.segments.userGender!.codes[i]),
      });
    });
  });

  test("are only those that the Run's filter lets through, split among themselves", async () => {
    const dataset = await oddDataset(600, 50, 20);
    const even = Int32Array.from({ length: Math.floor(dataset.size / 2) }, (_, i) => 2 * i);
    const settings = { ...defaultsOf("dot-product"), only: "even", factors: 4 };
    const source = { dataset, rows: (only: string) => (only === "even" ? even : null) };
    const archive = await elsewhereArchive(source, null, settings, plainly, () => {});
    const lines = linesOf(textOfFile(await unzipped(archive), "ratings.csv"));
    expect(lines.map(({ user }) => user)).toEqual(Array.from(even, (i) => textOf(dataset.users, dataset.user[i])));
    const { test: tests } = splitRatings(forTraining(dataset, even), settings);
    expect(lines.flatMap(({ split }, i) => (split === "test" ? [i] : []))).toEqual([...tests]);
  });

  test("come with any text in them, whatever it holds", async () => {
    const texts = fc.uniqueArray(fc.string({ unit: "binary", minLength: 1 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (users) => {
        const dataset = datasetOf(users, users);
        const parts = new Uint8Array(users.length);
        const csv = await ratingsCsv(dataset, parts, ["brand"], plainly.breathe, () => {});
        const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await csv.arrayBuffer());
        // A line end that the reader is not told it would guess, from the first one that it meets.
        const { data } = Papa.parse<string[]>(text, { newline: "\r\n", skipEmptyLines: true });
        const expected = users.map(wellFormed);
        expect(data.slice(1)).toEqual(expected.map((id) => [id, "p", "3", "train", id]));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  test("have numbers with no more digits than they need, which read as the same float", async () => {
    const ratings = [4.1, 0.1, 3, 2.5, 1 / 3, 1e-7, 16777216, 0.30000001192092896];
    const dataset = { ...datasetOf(ratings.map(String), []), rating: Float32Array.from(ratings), segments: {} };
    const csv = await ratingsCsv(dataset, new Uint8Array(ratings.length), [], plainly.breathe, () => {});
    const written = linesOf(await csv.text()).map(({ rating }) => rating);
    expect(written.slice(0, 4)).toEqual(["4.1", "0.1", "3", "2.5"]);
    written.forEach((text, i) => {
      expect(Math.fround(Number(text))).toBe(Math.fround(ratings[i]));
    });
  });

  test("are read here again as they were", async () => {
    const dataset = await oddDataset(600, 50, 20);
    const archive = await elsewhereArchive(
      { dataset, rows: () => null },
      null,
      quickSettings("hybrid"),
      plainly,
      () => {},
    );
    // The archive itself is dropped: of a folder to go on elsewhere the ratings are the table.
    const again = (await readRatings(await openFile("odd-elsewhere.zip", archive))).dataset;
    expect(again.size).toBe(dataset.size);
    expect([...again.rating]).toEqual([...dataset.rating]);
    expect(Object.keys(again.segments).sort()).toEqual(Object.keys(dataset.segments).sort());
    expect(again.split).not.toBeNull();
  });
});

test("without a finished Run the settings go along with what was automatic worked out, and no weights", async () => {
  const dataset = await oddDataset(600, 50, 20);
  const settings = quickSettings("hybrid", { factors: "auto" });
  const archive = await elsewhereArchive({ dataset, rows: () => null }, null, settings, plainly, () => {});
  const files = await unzipped(archive);
  expect(Object.keys(files).filter((name) => name.startsWith("model/"))).toEqual([]);
  const { settings: resolved } = JSON.parse(textOfFile(files, "config.json"));
  // Ratings from 1 to 5 in steps of 1.
  expect(resolved.range).toEqual([0.5, 5.5]);
  expect(resolved.relevantFrom).toBe(4);
  expect(Number.isInteger(resolved.factors) && Number.isInteger(resolved.batchSize)).toBe(true);
  expect(textOfFile(files, "README.md")).not.toContain("evaluate   #");
});

test("a cancelled archive is given up while its ratings are written", async () => {
  const dataset = await oddDataset(600, 50, 20);
  const breathe = async () => {
    throw new Error("cancelled");
  };
  const making = { breathe, signal: plainly.signal };
  const source = { dataset, rows: () => null };
  const archive = elsewhereArchive(source, null, quickSettings("dot-product"), making, () => {});
  await expect(archive).rejects.toThrow("cancelled");
});
