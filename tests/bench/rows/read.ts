import { statSync } from "node:fs";
import { fullSampleFile, LARGE_RATINGS, largeFile } from "../fullSample";
import type { BenchPage } from "../openPage";
import type { Bench, Figure, Row } from "../row";
import { figure, MEASUREMENTS, median, milliseconds } from "../statistics";

const PEERS = ["PapaParse", "uDSV"] as const;
const PREVIEW_MS = 300;

interface Round {
  ready: number;
  preview: number;
  readers: number;
  serial: number;
  peers: number[];
}

/** Everything once, one after the other, so that a busy machine slows all. */
async function round(page: BenchPage): Promise<Round> {
  const { readyMs, previewMs, readers } = await page.call("page", "read", null);
  const serial = await page.call("serial", "time", null);
  const peers: number[] = [];
  for (const reader of PEERS) peers.push((await page.call("peer", "time", { reader })).ms);
  return { ready: readyMs, preview: previewMs, readers, serial: serial.ms, peers };
}

async function speed({ openPage, tell }: Bench, file: string): Promise<Figure[]> {
  const page = await openPage();
  await page.setFile(file);
  await page.call("page", "loadPeer", null);
  const rounds: Round[] = [];
  for (let i = 0; i < MEASUREMENTS; i++) {
    rounds.push(await round(page));
    const { ready, serial, peers } = rounds[i];
    tell(
      `ready ${milliseconds(ready)}, one reader ${milliseconds(serial)}, peers ${peers.map(milliseconds).join(", ")}`,
    );
  }
  await page.close();
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const papa = ({ peers }: Round) => peers[0];
  const udsv = ({ peers }: Round) => peers[1];
  const sides = (ours: number, theirs: number) => `Sides: ${milliseconds(ours)} and ${milliseconds(theirs)}.`;
  const ratio = (
    what: string,
    asked: string,
    most: number,
    ours: (r: Round) => number,
    theirs: typeof papa,
  ): Figure => {
    const value = of((r) => ours(r) / theirs(r));
    return {
      what,
      figure: `${figure(value)}×`,
      asked,
      reached: asked ? value <= most : null,
      note: sides(of(ours), of(theirs)),
    };
  };
  const previewMs = of(({ preview }) => preview);
  return [
    ratio("one reader ÷ bare PapaParse", "≤ 1.2×", 1.2, (r) => r.serial, papa),
    ratio(`drop to Dataset ready, ${rounds[0].readers} readers ÷ bare PapaParse`, "< 1×", 1, (r) => r.ready, papa),
    ratio("one reader ÷ bare uDSV", "", 0, (r) => r.serial, udsv),
    ratio(`drop to Dataset ready, ${rounds[0].readers} readers ÷ bare uDSV`, "", 0, (r) => r.ready, udsv),
    {
      what: "drop to first records shown",
      figure: milliseconds(previewMs),
      asked: `≤ ${PREVIEW_MS} ms`,
      reached: previewMs <= PREVIEW_MS,
      note: "At any size: only the file's first megabyte is looked at.",
    },
  ];
}

/** Memory that one reading takes in a browser that has read nothing before. */
async function memory({ openPage }: Bench, file: string): Promise<Figure> {
  const page = await openPage();
  await page.setFile(file);
  const before = await page.memory();
  await page.call("page", "read", null);
  const after = await page.memory();
  await page.close();
  const size = statSync(file).size;
  const what = "peak memory of the tab while reading ÷ the file's size";
  if (!before || !after)
    return { what, figure: "not measured", asked: "< 3×", reached: null, note: "Only Linux tells." };
  const megabytes = (bytes: number) => `${figure(bytes / 1e6)} MB`;
  return {
    what,
    figure: `${figure(after.tab / size)}×`,
    asked: "< 3×",
    reached: after.tab < 3 * size,
    note: `${megabytes(after.tab)} at the peak, ${megabytes(before.tab)} of it before the file was opened; file ${megabytes(size)}.`,
  };
}

async function large({ openPage }: Bench): Promise<Figure> {
  const file = await largeFile();
  const page = await openPage();
  await page.setFile(file);
  const { ratings, readyMs } = await page.call("page", "read", null);
  const peak = await page.memory();
  await page.close();
  const size = statSync(file).size;
  return {
    what: `${LARGE_RATINGS.toLocaleString("en")} records: ratings accepted`,
    figure: ratings.toLocaleString("en"),
    asked: "read, or refused with a number",
    reached: ratings > 0,
    note:
      `${figure(size / 1e6)} MB in ${figure(readyMs / 1000)} s` +
      `${peak ? `, ${figure(peak.tab / 1e9)} GB of memory at the peak` : ""}. The others repeat a user and a product.`,
  };
}

/** Reading the full-size sample, beside other readers that only count its rows. */
export const readRow: Row = {
  name: "read",
  title: "Reading the full-size sample: 1,292,954 records, 114 MB, beside readers that only count rows",
  async run(bench) {
    const file = await fullSampleFile();
    const figures = [...(await speed(bench, file)), await memory(bench, file), await large(bench)];
    return { figures, details: [], broken: [] };
  },
};
