import { Blob as NodeBlob } from "node:buffer";
import { vi } from "vitest";
import type { RunRecord, WorkspaceManifest } from "../../../src/engine/workspace/types";
import type { Calls } from "../../../src/workers/call";
import type { DataCalls, RecommendCalls, StoredCheckpoint, TrainCalls } from "../../../src/workers/protocol";
import { selection, survey } from "../studio/explored";
import { customer, epochRecord, type FakeWorker, outcome, studio, textSource, trained } from "../studio/fakeWorkers";
import type { HeldFiles } from "./heldFiles";
import { TabClaims } from "./tabClaims";

/** jsdom's own Blobs cannot be read. */
export function useReadableBlobs(): void {
  vi.stubGlobal("Blob", NodeBlob);
}

export function checkpoint(text = "checkpoint"): StoredCheckpoint {
  return { epochs: [epochRecord(1)], bestEpoch: 1, packed: new Blob([text]) };
}

/** A tab of a browser whose disk is this, with data and recommendation worker that answer by themselves. */
export function tab(disk: HeldFiles | null) {
  const claims = new TabClaims();
  const host = {
    openStorage: async () => disk,
    wasStorageUsed: async () => disk !== null,
    openClaims: () => claims,
    writesPerSecond: 50,
  };
  const all = studio(host);
  const { data, train, recommend, store } = all;
  const file = { name: "shop.csv", isSame: true, isDamaged: false };
  const pilots = [
    pilot<DataCalls>(data, {
      read: () => outcome(file.name),
      packed: () => new Blob([`packed ${file.name}`]),
      survey: () => survey(),
      explore: () => selection(),
      predictions: () => null,
      isSameDataset: () => file.isSame,
      checkKept: ({ manifest, records }) => ({
        manifest: manifest as WorkspaceManifest,
        records: records as RunRecord[],
      }),
    }),
    pilot<TrainCalls>(train, { load: () => null, openTrace: () => trained().trace, control: () => null }),
    pilot<RecommendCalls>(recommend, {
      load: () => null,
      findUsers: () => ({ matches: [], total: 0 }),
      model: () => null,
      customer: () => customer("anna"),
    }),
  ];
  store.getState().startAutosave();
  return {
    ...all,
    state: store.getState,
    /** Read a file to its end. */
    async openFile(name = "shop.csv") {
      file.name = name;
      await store.getState().openSource(textSource(name));
    },
    /** Whether what is kept under the name of an opened file holds the same ratings. */
    setSame(isSame: boolean) {
      file.isSame = isSame;
    },
    /** As when a tab is closed: its claims end, and it does nothing any more. */
    close() {
      for (const stop of pilots) stop();
      claims.close();
    },
  };
}

export type Tab = ReturnType<typeof tab>;

type Answers<C extends Calls> = { [Name in keyof C]?: (input: C[Name]["input"]) => C[Name]["result"] };

/** Answers each call of these names as soon as it was made, until it is told to stop. */
function pilot<C extends Calls>(worker: FakeWorker<C>, answers: Answers<C>): () => void {
  const answered = new Map<string, number>();
  const timer = setInterval(() => {
    for (const name of Object.keys(answers) as (keyof C & string)[]) {
      const calls = worker.calls(name);
      const count = answered.get(name) ?? 0;
      if (calls.length <= count) continue;
      answered.set(name, count + 1);
      void worker.answer(name, answers[name]!(calls[count]!.input));
    }
  }, 1);
  return () => clearInterval(timer);
}

/** Wait until it holds. */
export function until<Value>(look: () => Value): Promise<Value> {
  return vi.waitFor(() => look(), { timeout: 4000, interval: 5 });
}
