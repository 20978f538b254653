import type * as v from "valibot";
import { expectTypeOf, test } from "vitest";
import type { PlacedTrace } from "../../../src/engine/evaluate/types";
import type { EarlierStart } from "../../../src/engine/train/earlier/types";
import type { Checkpoint } from "../../../src/engine/train/types";
import type { keptDataset } from "../../../src/engine/workspace/check/dataset";
import type { shape } from "../../../src/engine/workspace/check/model";
import type { manifest, runRecord } from "../../../src/engine/workspace/check/run";
import type { checkpointFor, earlierFor, traceFor } from "../../../src/engine/workspace/check/training";
import type { KeptDataset, RunRecord, WorkspaceManifest } from "../../../src/engine/workspace/types";
import type { ModelSnapshot } from "../../../src/models/snapshot";

/** The same fields everywhere, whether they may be left out or changed. */
type Fields<T> = T extends ArrayBufferView
  ? T
  : T extends readonly (infer Item)[]
    ? Fields<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T as number extends Key ? string : Key]-?: Fields<T[Key]> }
      : T;
type Output<Schema extends v.GenericSchema> = Fields<v.InferOutput<Schema>>;

// Compared by the compiler: a field that the engine gains and a schema does not know would be lost on opening.
test("each schema knows every field of the engine's type, and no other", () => {
  expectTypeOf<Output<typeof manifest>>().toEqualTypeOf<Fields<WorkspaceManifest>>();
  expectTypeOf<Output<typeof runRecord>>().toEqualTypeOf<Fields<RunRecord>>();
  expectTypeOf<Output<typeof keptDataset>>().toEqualTypeOf<Fields<KeptDataset>>();
  expectTypeOf<Output<typeof shape>>().toEqualTypeOf<Fields<ModelSnapshot>>();
  expectTypeOf<Output<ReturnType<typeof checkpointFor>>>().toEqualTypeOf<Fields<Checkpoint>>();
  expectTypeOf<Output<ReturnType<typeof traceFor>>>().toEqualTypeOf<Fields<PlacedTrace>>();
  expectTypeOf<Output<ReturnType<typeof earlierFor>>>().toEqualTypeOf<Fields<EarlierStart>>();
});
