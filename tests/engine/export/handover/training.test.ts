import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { MODEL_FILES } from "../../../../src/domain/fileNames";
import type { ModelName, RunSettings } from "../../../../src/domain/settings";
import { elsewhereArchive } from "../../../../src/engine/export/handover/archive";
import { openModel } from "../../../../src/engine/export/openModel";
import type { Dataset } from "../../../../src/engine/read/types";
import { codeOf } from "../../../../src/engine/read/vocabulary";
import { createModel } from "../../../../src/engine/recommend/models/createModel";
import { defaultsOf } from "../../../../src/models/registry";
import { exportedRun, oddDataset, plainly, unzipped } from "../exportedRun";
import { inFolder, runPython, TORCH } from "./python";

let dataset: Dataset;
beforeAll(async () => {
  dataset = await oddDataset(6000, 200, 60);
});

const sides: RunSettings["sides"] = ["brand", "category", "userGender", "year"];
const settingsOf = (model: ModelName): RunSettings => ({
  ...defaultsOf(model),
  backend: "wasm",
  sides,
  hidden: model === "collabnn" ? [20] : [],
  minimumRatings: 25,
});

/** The folder of a Run, to train in. */
async function folderOf(settings: RunSettings) {
  const { exported } = await exportedRun(dataset, settings);
  const archive = await elsewhereArchive({ dataset, rows: () => null }, exported, settings, plainly, () => {});
  return { files: await unzipped(archive), ours: exported.result.test.rmse! };
}

/** Test RMSE of what the processes with these environments train, and what they wrote as it opens here. */
async function trained(folder: string, environments: readonly NodeJS.ProcessEnv[] = [{}]) {
  const processes = environments.map((environment) =>
    promisify(execFile)(TORCH!, ["train.py", "train", "--out", "new"], {
      cwd: folder,
      env: { ...process.env, OMP_NUM_THREADS: "1", PYTHONDONTWRITEBYTECODE: "1", ...environment },
    }),
  );
  const [{ stdout }] = await Promise.all(processes);
  const written = Object.values(MODEL_FILES).map((name) => ({
    name,
    content: new Blob([readFileSync(join(folder, "new", name))]),
  }));
  const opened = await openModel(written, plainly.signal);
  return { rmse: JSON.parse(stdout).test as number, opened };
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe.skipIf(TORCH === null)("PyTorch's training by the exported recipe", () => {
  test.each(["dot-product", "dot-product-bias", "collabnn", "hybrid"] as const)(
    "of %s comes to about our test error, and what it writes opens here with the same predictions",
    async (model) => {
      const { files, ours } = await folderOf(settingsOf(model));
      await inFolder(files, async (folder) => {
        const { rmse, opened } = await trained(folder);
        // Five times what other random numbers change, of either.
        expect(Math.abs(rmse - ours)).toBeLessThan(0.02);
        const asked = runPython(TORCH!, folder, ["train.py", "recommend", "u50", "--model", "new", "--count", "60"]);
        const said = [...asked.matchAll(/,([0-9.]+)\r\n/g)].map(([, value]) => Number(value));
        const rowModel = createModel(opened.model);
        const here = [...rowModel.logits(rowModel.userOf(codeOf(opened.users, "u50")))].map((logit) =>
          rowModel.ratingOf(logit),
        );
        expect(said.length).toBeGreaterThan(10);
        for (const value of said) {
          const nearest = here.reduce((least, rating) => Math.min(least, Math.abs(rating - value)), 1);
          expect(nearest).toBeLessThan(1e-4);
        }
      });
    },
  );
});

describe.skipIf(TORCH === null)("several processes", () => {
  test("as torchrun starts them come to what one comes to: each takes its share of the same batches", async () => {
    const { files } = await folderOf({ ...settingsOf("hybrid"), epochs: 10 });
    await inFolder(files, async (folder) => {
      const alone = await trained(folder);
      const port = String(await freePort());
      const common = { WORLD_SIZE: "2", MASTER_ADDR: "127.0.0.1", MASTER_PORT: port };
      const together = await trained(
        folder,
        ["0", "1"].map((rank) => ({ ...common, RANK: rank, LOCAL_RANK: rank })),
      );
      expect(Math.abs(alone.rmse - together.rmse)).toBeLessThan(1e-3);
      together.opened.model.users.forEach((value, i) => {
        expect(Math.abs(value - alone.opened.model.users[i])).toBeLessThan(0.05);
      });
    });
  });
});
