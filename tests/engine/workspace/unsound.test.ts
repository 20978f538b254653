import { beforeAll, describe, expect, test } from "vitest";
import { smallWorkspace } from "./smallWorkspace";
import { open, refusal, rezipped, withJson, withPacked } from "./tampering";

let file: Blob;
beforeAll(async () => {
  ({ file } = await smallWorkspace([{ model: "hybrid" }, { model: "pooled-history" }], true));
}, 60_000);

const MANIFEST = "workspace.json";
const DATASET = "dataset.safetensors";
const RECORD = "runs/1/run.json";
const MODEL = "runs/1/model.safetensors";

const NO = null as unknown;

describe("a manifest", () => {
  test.each<[string, (manifest: Record<string, unknown>) => unknown, RegExp]>([
    ["that is no JSON", () => "{", /it is no JSON/],
    ["with a run that is a path", (m) => ({ ...m, runs: ["../1"] }), /runs\.0 is not/],
    ["with a run that is no whole number", (m) => ({ ...m, runs: [1.5] }), /runs\.0 is not/],
    ["with a run twice", (m) => ({ ...m, runs: [1, 1] }), /it lists a run twice/],
    ["with a run that is not there", (m) => ({ ...m, runs: [1, 9] }), /has no runs\/9\/run\.json/],
    ["with endlessly many runs", (m) => ({ ...m, runs: Array.from({ length: 5000 }, (_, i) => i + 1) }), /runs is not/],
    ["that selects a run that is not there", (m) => ({ ...m, selectedRun: 7 }), /it selects a run/],
    ["with a time that is none", (m) => ({ ...m, saved: "yesterday" }), /saved is not/],
    [
      "with an endless name",
      (m) => ({ ...m, dataset: { ...(m.dataset as object), name: "x".repeat(2e5) } }),
      /name is/,
    ],
    [
      "with settings that are none",
      (m) => ({ ...m, settings: { ...(m.settings as object), epochs: "5" } }),
      /epochs is/,
    ],
    ["without a number", (m) => ({ ...m, settings: { ...(m.settings as object), dropout: NO } }), /dropout is not/],
    ["of other ratings", (m) => ({ ...m, dataset: { ...(m.dataset as object), ratings: 5 } }), /it holds 675 ratings/],
    ["of other customers", (m) => ({ ...m, dataset: { ...(m.dataset as object), users: 5 } }), /or other ids/],
    ["of no version", (m) => ({ ...m, version: "1" }), /version is not/],
  ])("%s is refused", async (_, change, sentence) => {
    expect(await refusal(await withJson(file, MANIFEST, change))).toMatch(sentence);
  });

  test("that reaches for the prototypes changes nothing", async () => {
    const hostile = await withJson(file, MANIFEST, (manifest) =>
      JSON.stringify(manifest).replace("{", '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'),
    );
    const { manifest } = await open(hostile);
    expect(Object.keys(manifest)).not.toContain("__proto__");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a dataset", () => {
  test.each<[string, (kept: { dataset: Record<string, never> }) => unknown, RegExp]>([
    [
      "with a column too short",
      ({ dataset: d }) => put(d, "user", (d.user as Int32Array).slice(1) as never),
      /different lengths/,
    ],
    ["with a user whom it does not list", ({ dataset: d }) => set(d.user, 3, 60), /of a user whom it does not list/],
    ["with a code below 0", ({ dataset: d }) => set(d.product, 3, -1), /of a product that it does not list/],
    ["with a rating that is no number", ({ dataset: d }) => set(d.rating, 5, Number.NaN), /a rating is no number/],
    [
      "with an infinite rating",
      ({ dataset: d }) => set(d.rating, 5, Number.POSITIVE_INFINITY),
      /a rating is no number/,
    ],
    ["with a time beyond all calendars", ({ dataset: d }) => set(d.time, 5, 1e15), /a time is beyond/],
    ["with an infinite time", ({ dataset: d }) => set(d.time, 5, Number.NEGATIVE_INFINITY), /a time is beyond/],
    ["with offsets that fall", ({ dataset: d }) => set(at(d.users, "offsets"), 4, 0), /do not follow one another/],
    ["with offsets beyond its texts", ({ dataset: d }) => set(at(d.users, "offsets"), 60, 1e9), /do not follow/],
    [
      "with a brand that has no text",
      ({ dataset: d }) => set(at(at(d.segments, "brand"), "codes"), 0, 99),
      /without a text/,
    ],
    ["whose ratings are texts", ({ dataset: d }) => put(d, "rating", ["5"] as never), /rating is not/],
    ["whose users are of another kind", ({ dataset: d }) => put(d, "user", new Float32Array(675) as never), /user is/],
    ["without ratings", ({ dataset: d }) => put(d, "size", 0 as never), /size is not/],
    ["with titles of other products", ({ dataset: d }) => put(d, "titles", d.users), /titles are not those/],
    ["with rejected records that do not fit", (k) => set(at(at(k, "rejections"), "reasons"), 0, 77), /do not fit/],
    ["with a report that counts in words", (k) => put(at(k, "report"), "read", "many" as never), /report\.read is not/],
    [
      "with a role that there is not",
      (k) => put(at(at(at(k, "report"), "columns"), "0"), "role", "x" as never),
      /role is/,
    ],
  ])("%s is refused", async (_, change, sentence) => {
    const refused = await refusal(await withPacked(file, DATASET, (kept) => void change(kept)));
    expect(refused).toMatch(sentence);
    expect(refused).toMatch(/^dataset\.safetensors in small\.collabnn cannot be used: .* Data that were open/);
  });
});

describe("a run", () => {
  test.each<[string, (record: Record<string, never>) => unknown, RegExp]>([
    ["of another number", (r) => put(r, "id", 2 as never), /it is another run's/],
    [
      "of a model that there is not",
      (r) => put(at(r, "settings"), "model", "magic" as never),
      /settings\.model is not/,
    ],
    ["that finished without a result", (r) => put(r, "result", null as never), /its result is not that/],
    [
      "whose result is another model's",
      (r) => put(at(at(r, "result"), "run"), "model", "collabnn" as never),
      /its result/,
    ],
    ["whose best epoch there is not", (r) => put(r, "bestEpoch", 9 as never), /its result is not that/],
    ["whose epochs skip one", (r) => put(at(at(r, "epochs"), "1"), "epoch", 5 as never), /do not follow one another/],
    ["with a metric in words", (r) => put(at(at(r, "result"), "test"), "rmse", "low" as never), /rmse is not/],
    ["that was tested on more than it says", (r) => put(at(at(r, "result"), "test"), "n", 5 as never), /its result/],
    ["with a state that a file cannot be in", (r) => put(r, "status", "running" as never), /status is not/],
  ])("%s is refused", async (_, change, sentence) => {
    const refused = await refusal(await withJson(file, RECORD, (record) => void change(record)));
    expect(refused).toMatch(sentence);
    expect(refused).toMatch(/^runs\/1\/run\.json in small\.collabnn cannot be used: /);
  });

  test.each<[string, string, (value: Record<string, never>) => unknown, RegExp]>([
    [
      "weights of other customers",
      MODEL,
      (m) => put(m, "userRows", new Int32Array(59) as never),
      /or not these ratings/,
    ],
    ["a row beyond the table", MODEL, (m) => set(m.userRows, 0, 1e6), /do not fit one another/],
    ["a row below 0", MODEL, (m) => set(m.productRows, 0, -1), /do not fit one another/],
    ["a width that does not fit", MODEL, (m) => put(m, "width", 5 as never), /do not fit one another/],
    ["a weight that is no number", MODEL, (m) => set(m.users, 6, Number.NaN), /a weight is no number/],
    ["more factors than its rows have", MODEL, (m) => put(m, "factors", 90 as never), /do not fit one another/],
    ["a range that ends before it begins", MODEL, (m) => put(m, "range", [5, 1] as never), /range of predictions/],
    ["features beyond their table", MODEL, (m) => put(at(m, "hybrid"), "stranger", 1e6 as never), /do not fit/],
    ["another model's weights", MODEL, (m) => put(m, "model", "collabnn" as never), /do not fit one another/],
    ["a network that it has not", MODEL, (m) => put(m, "hidden", [4] as never), /do not fit one another/],
    ["prediction intervals with a gap", MODEL, leaveOut, /leave some customers out/],
    [
      "a history that does not fit",
      "runs/2/model.safetensors",
      (m) => set(at(m, "pooled").starts, 3, 1e6),
      /do not fit/,
    ],
    ["predictions of no rating", "runs/1/trace.safetensors", (t) => set(t.part, 0, 900), /ratings that there are not/],
    [
      "fewer predictions",
      "runs/1/trace.safetensors",
      (t) => put(t, "predicted", new Float32Array(3) as never),
      /one pred/,
    ],
    [
      "a checkpoint of no epoch",
      "runs/3/checkpoint.safetensors",
      (c) => put(c, "epochs", [] as never),
      /its best epoch/,
    ],
    [
      "a checkpoint without weights",
      "runs/3/checkpoint.safetensors",
      (c) => put(c, "state", {} as never),
      /state is not/,
    ],
  ])("with %s is refused", async (_, name, change, sentence) => {
    expect(await refusal(await withPacked(file, name, (value) => void change(value)))).toMatch(sentence);
  });

  test("with losses that end within a number is refused", async () => {
    const odd = await rezipped(file, (files) => {
      files["runs/1/losses.f32"] = new Uint8Array(7);
    });
    expect(await refusal(odd)).toContain(
      "runs/1/losses.f32 in small.collabnn cannot be used: it ends within a number.",
    );
  });
});

test("a packed file whose JSON is none, nests endlessly, or asks for one array again and again is refused", async () => {
  const header = (value: string) => {
    const described = { __metadata__: { value }, a: { dtype: "U8", shape: [8], data_offsets: [0, 8] } };
    const text = new TextEncoder().encode(JSON.stringify(described));
    const length = new DataView(new ArrayBuffer(8));
    length.setUint32(0, text.length, true);
    return new Blob([length, text, new Uint8Array(8)]).bytes();
  };
  const array = '{"$tensor":"a"}';
  for (const [value, sentence] of [
    ["{", /its value is no JSON/],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, /its value nests too deeply/],
    [`[${array},${array}]`, /its tensor a has two places/],
    ['{"$tensor":"b"}', /it has no tensor named b/],
  ] as const) {
    const hostile = await rezipped(file, async (files) => {
      files[DATASET] = await header(value);
    });
    expect(await refusal(hostile)).toMatch(sentence);
  }
});

type Plain = Record<string, never>;

function at(value: unknown, key: string): Plain {
  return (value as Record<string, Plain>)[key];
}

function put(value: Plain, key: string, to: never): void {
  value[key] = to;
}

function set(values: unknown, index: number, to: number): void {
  (values as Float64Array)[index] = to;
}

function leaveOut(model: Plain): void {
  const groups = at(at(model, "intervals"), "table").groups as unknown as { from: number }[];
  groups[0].from = 1;
}
