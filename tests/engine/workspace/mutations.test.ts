import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS } from "../../../src/engine/explore/types";
import { forTraining } from "../../../src/engine/read/copies";
import { summarize } from "../../../src/engine/read/summary";
import { createModel, ratingsOf } from "../../../src/engine/recommend/models/createModel";
import { unpackDataset } from "../../../src/engine/workspace/datasetFile";
import { unpack } from "../../../src/engine/workspace/pack";
import { recompute } from "../../../src/engine/workspace/verify";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { smallWorkspace } from "./smallWorkspace";
import { blobOf, KEPT, open } from "./tampering";

let whole: Uint8Array;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  const { file } = await smallWorkspace([{ model: "hybrid" }, { model: "pooled-history" }], true);
  whole = await file.bytes();
  files = unzipSync(whole);
}, 60_000);

/** Bytes flipped, put in, or cut off, at places given as shares of the length. */
const mutation = fc.record({
  kind: fc.constantFrom("flip", "insert", "remove", "truncate"),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
});
type Mutation = { kind: "flip" | "insert" | "remove" | "truncate"; place: number; bytes: Uint8Array };

function mutated(content: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let bytes = [...content];
  for (const { kind, place, bytes: given } of mutations) {
    const at = Math.floor(place * bytes.length);
    if (kind === "truncate") bytes = bytes.slice(0, at);
    if (kind === "insert") bytes.splice(at, 0, ...given);
    if (kind === "remove") bytes.splice(at, given.length);
    if (kind === "flip") for (const [i, byte] of given.entries()) if (at + i < bytes.length) bytes[at + i] ^= byte;
  }
  return Uint8Array.from(bytes);
}

/** Opened, and everything that the page does with it done; or refused with a sentence. Whatever else happens is thrown. */
async function openedOrRefused(file: Blob): Promise<"opened" | "refused"> {
  const opened = await open(file).catch((error: Error) => {
    expect(error.name).toBe("ReadError");
    expect(error.message.endsWith(KEPT)).toBe(true);
    return null;
  });
  if (!opened) return "refused";
  const { dataset } = await unpackDataset(opened.dataset);
  summarize(dataset);
  const explorer = new Explorer(dataset);
  explorer.survey(FIRST_VIEWS);
  explorer.explore({ rating: [2, 4] });
  for (const { record, files } of opened.runs) {
    const packed = files.get("model");
    if (!packed || !record.result) continue;
    const snapshot = (await unpack(packed)) as ModelSnapshot;
    expect(ratingsOf(createModel(snapshot), 0)).toHaveLength(25);
    await recompute(forTraining(dataset), record.result.run.settings, snapshot, async () => {}).catch(
      (error: Error) => {
        expect(error.name).toBe("TrainingError");
      },
    );
  }
  return "opened";
}

test("an archive with any bytes changed is refused with a sentence or opens to something sound", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      await openedOrRefused(blobOf(mutated(whole, mutations as Mutation[])));
    }),
    { numRuns: 150 },
  );
});

test("and so is one whose files were changed before they were packed, so that every checksum is right", async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(files)),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (name, mutations) => {
        const changed = { ...files, [name]: mutated(files[name], mutations as Mutation[]) };
        outcomes.add(await openedOrRefused(blobOf(zipSync(changed, { level: 0 }))));
      },
    ),
    { numRuns: 250 },
  );
  // Some changes are of a single weight or letter.
  expect([...outcomes].sort()).toEqual(["opened", "refused"]);
});

test("and one of whose texts and numbers any was changed to another kind", async () => {
  const json = Object.keys(files).filter((name) => name.endsWith(".json"));
  const value = fc.oneof(fc.constantFrom(null, -1, 0.5, 1e308, "", "x", true, [], {}), fc.integer(), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...json), fc.nat(), value, async (name, nth, other) => {
      const parsed = JSON.parse(new TextDecoder().decode(files[name]));
      const places: [Record<string, unknown>, string][] = [];
      const collect = (within: Record<string, unknown>) => {
        for (const [key, part] of Object.entries(within)) {
          places.push([within, key]);
          if (typeof part === "object" && part !== null) collect(part as Record<string, unknown>);
        }
      };
      collect(parsed);
      const [within, key] = places[nth % places.length];
      within[key] = other;
      const changed = { ...files, [name]: new TextEncoder().encode(JSON.stringify(parsed)) };
      await openedOrRefused(blobOf(zipSync(changed, { level: 0 })));
    }),
    { numRuns: 250 },
  );
});
