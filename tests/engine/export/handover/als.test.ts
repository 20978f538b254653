import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SCRIPTS } from "../../../../src/engine/export/handover/scripts";
import { openModel } from "../../../../src/engine/export/openModel";
import { createModel, ratingsOf } from "../../../../src/engine/recommend/models/createModel";
import { plainly } from "../exportedRun";
import { inFolder, NUMPY, runPython } from "./python";

const WRITE = `
import als
users = [("ann", [1.0, 2.0], 0.25), ('b "2"', [-1.0, 0.5], -0.5)]
products = [("x", [0.5, 0.0], 0.1), ("y", [0.0, -1.0], 0.0), ("=z", [1.0, 1.0], -0.25)]
config = {"trainedOn": "ratings.csv", "factors": 2, "range": [1, 5], "settings": None}
als.write_factors("als-model", config, users, products, 3.5, [0.2, 0.2, 5.0])
`;

describe.skipIf(NUMPY === null)("the scripts", () => {
  test("are whole: each is sent along, and is Python", async () => {
    const own = readdirSync("python").filter((name) => name.endsWith(".py"));
    expect(Object.keys(SCRIPTS).sort()).toEqual(own.sort());
    await inFolder({ ...SCRIPTS }, (folder) => {
      for (const name of own) {
        runPython(NUMPY!, folder, ["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", name]);
      }
    });
  });

  test("write the factors of Spark so that they open here, as what ALS means by them", async () => {
    const files = await inFolder({ ...SCRIPTS }, (folder) => {
      runPython(NUMPY!, folder, ["-c", WRITE]);
      const written = join(folder, "als-model");
      return readdirSync(written).map((name) => ({ name, content: new Blob([readFileSync(join(written, name))]) }));
    });
    const opened = await openModel(files, plainly.signal);
    expect(opened.model.linear).toEqual({ offset: 3.5, userPull: Float64Array.of(0.2, 0.2, 5) });
    const model = createModel(opened.model);
    // 3.5 + 0.25 + 0.1 + 0.5; 3.5 + 0.25 − 2; 3.5 + 0.25 − 0.25 + 3 held at 5
    const expected = [4.35, 1.75, 5];
    ratingsOf(model, 0).forEach((rating, product) => {
      expect(rating).toBeCloseTo(expected[product], 5);
    });
    expect(model.ratingOf(model.logits(model.foldIn([]))[2])).toBeCloseTo(3.25, 5);
  });
});
