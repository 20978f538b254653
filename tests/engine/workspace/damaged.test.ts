import { Zip, ZipPassThrough, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { archiveKind, openFile } from "../../../src/engine/read/archives/openFile";
import { smallWorkspace } from "./smallWorkspace";
import { blobOf, KEPT, NAME, open, refusal, rezipped, withJson } from "./tampering";

let file: Blob;
beforeAll(async () => {
  ({ file } = await smallWorkspace([{ model: "hybrid" }, { model: "pooled-history" }], true));
}, 60_000);

const MANIFEST = "workspace.json";
const DATASET = "dataset.safetensors";
const RECORD = "runs/1/run.json";
const MODEL = "runs/1/model.safetensors";

describe("an archive", () => {
  test("that is cut short anywhere is refused", async () => {
    const { size } = file;
    for (const end of [1, 4, 100, Math.floor(size / 2), size - 100, size - 1]) {
      expect(await refusal(file.slice(0, end))).toMatch(/^small\.collabnn is damaged or cut short: .* Data that were/);
    }
  });

  test("with a byte changed in each of its files is refused by its checksums", async () => {
    const bytes = await file.bytes();
    const text = new TextDecoder("latin1").decode(bytes);
    for (const name of [MANIFEST, DATASET, RECORD, MODEL]) {
      const changed = bytes.slice();
      changed[text.indexOf(name) + name.length + 40] ^= 0x10;
      expect(await refusal(blobOf(changed))).toMatch(/^small\.collabnn is damaged or cut short: /);
    }
  });

  test("that was made by a newer version says so", async () => {
    const newer = await withJson(file, MANIFEST, (manifest) => ({ ...manifest, version: 99, runs: "other", more: {} }));
    expect(await refusal(newer)).toBe(
      "small.collabnn was saved by a newer version of CollabNN Studio (layout 99; this one reads up to 1). " +
        `Open it with that version, or save it from there in an older layout. ${KEPT}`,
    );
  });

  test("of another program is refused as such", async () => {
    const foreign = blobOf(zipSync({ "workspace.json": new TextEncoder().encode('{"folders":[]}') }));
    expect(await refusal(foreign)).toMatch(/^small\.collabnn is a ZIP archive, but no workspace of CollabNN Studio\./);
    for (const text of ["null", "[]", '"x"', "5"]) {
      const other = await withJson(file, MANIFEST, () => text);
      expect(await refusal(other)).toMatch(/is a ZIP archive, but no workspace/);
    }
  });

  test.each([MANIFEST, DATASET, RECORD])("without %s is refused", async (name) => {
    const without = await rezipped(file, (files) => {
      delete files[name];
    });
    expect(await refusal(without)).toBe(
      `small.collabnn has no ${name}: it is no whole workspace. Save it again where it was made. ${KEPT}`,
    );
  });

  test("without the weights of a finished run is refused", async () => {
    const without = await rezipped(file, (files) => {
      delete files[MODEL];
    });
    expect(await refusal(without)).toContain(`${MODEL} in small.collabnn cannot be used: it is missing.`);
  });

  test("with files that no workspace has, wherever they would lie, opens as if they were not there", async () => {
    const more = await rezipped(file, (files) => {
      const names = ["../evil.json", "/etc/passwd", "C:\\evil.txt", "runs\\1\\run.json", "runs/1/../2/run.json"];
      for (const name of [...names, "runs/01/run.json", "runs/7/run.json", "RUNS/1/RUN.JSON", "notes.txt", ""]) {
        files[name] = new TextEncoder().encode("{}");
      }
    });
    expect((await open(more)).runs.map(({ record }) => record.id)).toEqual([1, 2, 3]);
  });

  test("with two files of one name is refused: which would count?", async () => {
    const chunks: Uint8Array[] = [];
    const zip = new Zip((_, chunk) => chunks.push(chunk));
    for (const text of ["{}", "[]"]) {
      const entry = new ZipPassThrough(MANIFEST);
      zip.add(entry);
      entry.push(new TextEncoder().encode(text), true);
    }
    zip.end();
    expect(await refusal(new Blob(chunks as BlobPart[]))).toMatch(/^small\.collabnn holds workspace\.json twice\./);
  });
});

/** Where the directory's entry of the first file stands. */
function firstEntry(zip: Uint8Array): number {
  return zip.findIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === 1 && zip[i + 3] === 2);
}

/** An archive whose directory says something else of its first file. */
function lying(place: number, value: number, width: 2 | 4): Blob {
  const zip = zipSync({ [MANIFEST]: new TextEncoder().encode("{}".padEnd(1000)) });
  const view = new DataView(zip.buffer, zip.byteOffset);
  const at = firstEntry(zip) + place;
  if (width === 2) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return blobOf(zip);
}

describe("an archive whose directory says of a file that it", () => {
  test.each([
    ["is encrypted", lying(8, 1, 2), /is encrypted\. Save the workspace without a password\./],
    ["is packed by another method", lying(10, 12, 2), /is packed in a way that cannot be read here/],
    ["is smaller than it is", lying(24, 10, 4), /workspace\.json is larger than it says/],
    ["is larger than it is", lying(24, 2000, 4), /workspace\.json is smaller than it says/],
    ["is more than anybody opens", lying(24, 0xffffffff, 4), /is far too large|more than 4 GB/],
    ["is packed into more than there is", lying(20, 5000, 4), /goes beyond its end/],
    ["lies elsewhere", lying(42, 7, 4), /is not where its directory says/],
  ])("%s is refused", async (_, archive, sentence) => {
    expect(await refusal(archive)).toMatch(sentence);
  });

  test("is small, and unpacks to 300 times as much, is refused while it unpacks", async () => {
    const bomb = zipSync({ [DATASET]: new Uint8Array(90 * 1024 ** 2) }, { level: 9 });
    const manifest = await rezipped(file, (files) => {
      for (const name of Object.keys(files)) if (name !== MANIFEST) delete files[name];
      files[DATASET] = new Uint8Array(90 * 1024 ** 2);
    });
    expect(manifest.size).toBeLessThan(2 * bomb.length + 10_000);
    expect(await refusal(manifest)).toMatch(/^small\.collabnn unpacks to more than 300 times its size/);
  });
});

describe("a workspace by name that does not begin as one", () => {
  test("is refused before it is read as a table", async () => {
    const opening = openFile(NAME, new Blob(["user,product,rating\n1,2,3\n"]));
    await expect(opening).rejects.toThrow(/^small\.collabnn does not begin as a workspace does/);
  });

  test("is refused when it is an archive of something else", async () => {
    const opening = openFile(NAME, blobOf(zipSync({ "ratings.csv": new Uint8Array(10) })));
    await expect(opening).rejects.toThrow(/^small\.collabnn is a ZIP archive without workspace\.json/);
  });
});

test("a workspace among the files that are opened is told from a table by what is in it", async () => {
  expect(await archiveKind("ratings.zip", file)).toBe("workspace");
  await expect(openFile("ratings.zip", file)).rejects.toThrow("ratings.zip is a workspace. Open it by itself");
});
