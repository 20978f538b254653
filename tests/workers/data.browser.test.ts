import { beforeEach, describe, expect, it } from "vitest";
import type { ReadProgress } from "../../src/engine/read/progress";
import { dataClient, WorkerFailure } from "../../src/workers/clients";
import type { RatingsSource } from "../../src/workers/protocol";

const SMALL = "user,item,rating,brand\nann,lamp,1,K\nben,lamp,5,K\nann,desk,4,\ncid,desk,none,\n=cmd,,2,\n";

const fileOf = (text: string, name = "ratings.csv"): RatingsSource => ({
  kind: "files",
  files: [new File([text], name)],
});
const read = (source: RatingsSource) => dataClient.call("read", { source, ...GUESSED });

/** A file that takes seconds to read. */
function longFile(): File {
  const rows = Array.from({ length: 50_000 }, (_, i) => `user ${i},product ${i % 997},${i % 5}\n`).join("");
  return new File(["user,item,rating\n", ...new Array<string>(40).fill(rows)], "long.csv");
}

/** Nothing is chosen and nothing remembered. */
const GUESSED = { options: {}, remembered: {} };

describe("the data worker", () => {
  beforeEach(() => dataClient.restart());

  it("reads a File and hands over the other workers' columns", async () => {
    const { summary, report, preview, forTraining, forRecommending } = await read(fileOf(SMALL));
    expect(summary).toMatchObject({ name: "ratings.csv", ratings: 3, users: 2, products: 2, bytes: SMALL.length });
    expect(report).toMatchObject({ read: 5, accepted: 3, rejected: 2, merged: 0 });
    expect(preview.rows[0]).toEqual(["ann", "lamp", "1", "K"]);
    expect(forTraining).toMatchObject({ size: 3, users: 2, products: 2, user: Int32Array.of(0, 1, 0) });
    expect(forRecommending.rating).toEqual(Float32Array.of(1, 5, 4));
    expect(forRecommending.productSegments.brand!.codes).toEqual(Int32Array.of(1, 0));
  });

  it("reads pasted text and the built-in sample through the same reader", async () => {
    const pasted = await read({ kind: "text", name: "pasted", text: SMALL });
    expect(pasted.summary).toMatchObject({ name: "pasted", ratings: 3 });
    const sample = await read({ kind: "sample", preset: "demo" });
    expect(sample.summary).toMatchObject({ name: "Demo sample", ratings: 40_000, users: 6_000, products: 600 });
  });

  it("previews without reading", async () => {
    const preview = await dataClient.call("preview", { source: { kind: "files", files: [longFile()] }, ...GUESSED });
    expect(preview.columns.map(({ role }) => role)).toEqual(["user", "product", "rating"]);
    expect(preview.rows[1]).toEqual(["user 1", "product 1", "1"]);
  });

  it("tells its progress until the end of the file", async () => {
    const events: ReadProgress[] = [];
    const file = longFile();
    await dataClient.call(
      "read",
      { source: { kind: "files", files: [file] }, ...GUESSED },
      { onProgress: (event) => event.type === "progress" && events.push(event.progress) },
    );
    expect(events.length).toBeGreaterThan(1);
    expect(events.at(-1)).toMatchObject({
      bytesRead: file.size,
      bytesTotal: file.size,
      records: 2_000_000,
      secondsLeft: 0,
    });
    const bytes = events.map(({ bytesRead }) => bytesRead);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
  });

  it("stops in the middle when cancelled, keeps the earlier Dataset, and answers the next call", async () => {
    await read(fileOf(SMALL));
    const controller = new AbortController();
    const file = longFile();
    let bytesRead = 0;
    const reading = dataClient.call(
      "read",
      { source: { kind: "files", files: [file] }, ...GUESSED },
      {
        signal: controller.signal,
        onProgress: (event) => {
          if (event.type === "preview") return;
          bytesRead = event.progress.bytesRead;
          controller.abort();
        },
      },
    );
    await expect(reading).rejects.toThrow(/abort/i);
    expect(bytesRead).toBeLessThan(file.size);
    const rejected = await dataClient.call("rejectedCsv", null);
    expect(await rejected.text()).toContain('5,3,no rating,"cid,desk,none,"');
  });

  it("says why a file cannot be read, and keeps the earlier Dataset", async () => {
    await read(fileOf(SMALL));
    const failure = await read(fileOf("%PDF-1.7", "ratings.pdf")).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerFailure);
    expect(failure).toMatchObject({
      name: "ReadError",
      message:
        "ratings.pdf is a PDF document, not a table of text. Export the table in it as CSV and drop that file. " +
        "Data that were open before stay open.",
    });
    const rejected = await (await dataClient.call("rejectedCsv", null)).text();
    expect(rejected).toBe(
      'line,column,reason,text\r\n5,3,no rating,"cid,desk,none,"\r\n6,2,no product,"\'=cmd,,2,"\r\n',
    );
  });

  it("saves a sample that reads as what the page opens", async () => {
    const events: { ratings: number; total: number }[] = [];
    const csv = await dataClient.call("sampleCsv", { preset: "demo" }, { onProgress: (event) => events.push(event) });
    expect(events.at(-1)).toEqual({ ratings: 40_000, total: 40_000 });
    const [saved, opened] = [
      await read({ kind: "files", files: [new File([csv], "saved.csv")] }),
      await read({ kind: "sample", preset: "demo" }),
    ];
    expect(saved.forTraining).toEqual(opened.forTraining);
  });
});
