import { gzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../src/engine/read/archives/openFile";
import { bytesOfBlob } from "../../../src/engine/read/bytes/source";
import { readRatings } from "../../../src/engine/read/reading/read";
import { blobFile, file, refusalOf } from "./reading";

const MB = 1024 ** 2;
const ROW = "user01,item01,3\nuser02,item02,4\n";
const TEXT = `user,item,rating\n${ROW.repeat(MB / ROW.length)}`;
const PIECE = 96 * 1024;
const GONE = /^ratings\.csv could not be read: it was changed, moved or locked since it was opened\./;

/** A file on a disk that is read in pieces: after so many something happens to it, which every later read meets. */
class ChangingBlob extends Blob {
  reads = 0;

  constructor(
    private readonly content: Uint8Array,
    private readonly readsBefore: number,
    private readonly becomes: "gone" | "shorter",
  ) {
    super([Uint8Array.from(content)]);
  }

  override slice(start = 0, end = this.size): Blob {
    const part = super.slice(start, end);
    const bytes = Uint8Array.from(this.content.subarray(start, end));
    part.stream = () => this.streamOf(bytes);
    part.arrayBuffer = async () => {
      if (!this.changes()) return bytes.buffer;
      if (this.becomes === "gone") throw notReadable();
      return bytes.buffer.slice(0, Math.max(0, bytes.length - 1));
    };
    return part;
  }

  private streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
    let at = 0;
    const pull = (controller: ReadableByteStreamController) => {
      const isChanged = this.changes();
      if (isChanged && this.becomes === "gone") return controller.error(notReadable());
      if (isChanged || at === bytes.length) {
        controller.close();
        controller.byobRequest?.respond(0);
        return;
      }
      controller.enqueue(bytes.slice(at, at + PIECE));
      at = Math.min(at + PIECE, bytes.length);
    };
    return new ReadableStream({ type: "bytes", pull }) as ReadableStream<Uint8Array<ArrayBuffer>>;
  }

  private changes(): boolean {
    this.reads++;
    return this.reads > this.readsBefore;
  }
}

const notReadable = () => new DOMException("The file could not be read.", "NotReadableError");
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("a file that is not what it was when it was opened", () => {
  const reads = [0, 1, 2, 5, 12];

  it.each(reads)("is refused when it is gone after %d reads", async (before) => {
    const blob = new ChangingBlob(utf8(TEXT), before, "gone");
    expect(await refusalOf(readRatings(bytesOfBlob("ratings.csv", blob)))).toMatch(GONE);
    expect(blob.reads).toBeGreaterThan(before);
  });

  it.each(reads)("is refused when it is shorter after %d reads", async (before) => {
    const blob = new ChangingBlob(utf8(TEXT), before, "shorter");
    expect(await refusalOf(readRatings(bytesOfBlob("ratings.csv", blob)))).toMatch(GONE);
  });

  it("is read where nothing happens to it", async () => {
    const blob = new ChangingBlob(utf8(TEXT), Number.POSITIVE_INFINITY, "gone");
    expect((await readRatings(bytesOfBlob("ratings.csv", blob))).report.read).toBe(TEXT.split("\n").length - 2);
  });

  it("is named when it is one of several, of ratings or of details", async () => {
    const whole = blobFile("user,item,rating\na,x,1\nb,y,2\n", "whole.csv");
    const ratings = bytesOfBlob("ratings.csv", new ChangingBlob(utf8("user,item,rating\na,x,1\n"), 1, "gone"));
    expect(await refusalOf(readRatings([whole, ratings]))).toMatch(GONE);
    const details = bytesOfBlob("ratings.csv", new ChangingBlob(utf8("item,title\nx,Lamp\n"), 1, "gone"));
    expect(await refusalOf(readRatings([whole, details]))).toMatch(GONE);
  });

  const packed: [string, Uint8Array][] = [
    ["gzip", gzipSync(utf8(TEXT))],
    ["ZIP", zipSync({ "a.csv": utf8(TEXT) })],
  ];

  const readChanging = async (bytes: Uint8Array, before: number, then: "gone" | "shorter") =>
    readRatings(await openFile("ratings.csv", new ChangingBlob(bytes, before, then)));
  const readsNeeded = async (bytes: Uint8Array) => {
    const blob = new ChangingBlob(bytes, Number.POSITIVE_INFINITY, "gone");
    await readRatings(await openFile("ratings.csv", blob));
    return blob.reads;
  };

  it.each(packed)("is refused when it is packed and gone after any number of reads: %s", async (_, bytes) => {
    const needed = await readsNeeded(bytes);
    expect(needed).toBeGreaterThan(2);
    for (let before = 0; before < needed; before++) {
      expect(await refusalOf(readChanging(bytes, before, "gone"))).toMatch(GONE);
    }
  });

  /** @param harmless reads at the end that only find that nothing is left. */
  const refusedShorter = async (bytes: Uint8Array, harmless: number) => {
    const needed = (await readsNeeded(bytes)) - harmless;
    for (let before = 0; before < needed; before++) {
      expect(await refusalOf(readChanging(bytes, before, "shorter"))).toMatch(/could not be read|damaged or cut short/);
    }
  };

  it("is refused when it is packed and shorter after any number of reads: gzip", () => refusedShorter(packed[0][1], 0));
  it("is refused when it is packed and shorter after any number of reads: ZIP", () => refusedShorter(packed[1][1], 1));

  it("passes on what a source of another kind says", async () => {
    const source = {
      ...file(TEXT),
      async *open() {
        yield { bytes: utf8("user,item,rating\n"), bytesRead: 17 };
        throw new TypeError("The network is down.");
      },
    };
    await expect(readRatings(source)).rejects.toThrow("The network is down.");
  });
});
