import Papa from "papaparse";
import { type BaseParse, inferSchema, initParser } from "udsv";
import { serve } from "../../../src/workers/serve";
import type { PeerCalls } from "./protocol";

/** Readers that go through a text without any work on its rows. */
const READERS: Record<string, (text: string) => number> = {
  // A row at a time: all at once takes half as long again, and a gigabyte of memory.
  PapaParse(text) {
    let rows = 0;
    Papa.parse(text, {
      step: () => {
        rows++;
      },
    });
    return rows;
  },
  uDSV(text) {
    const parser = initParser(inferSchema(text));
    let rows = 0;
    parser.chunk<string[]>(text, parser.stringArrs as BaseParse<string[]>, () => {
      rows++;
    });
    parser.end();
    return rows;
  },
};

let text = "";

serve<PeerCalls>(self, {
  async load({ file }) {
    text = await file.text();
    return null;
  },
  time({ reader }) {
    const start = performance.now();
    const rows = READERS[reader](text);
    return { ms: performance.now() - start, rows };
  },
});
