import { beforeEach, describe, expect, test, vi } from "vitest";
import { saveFile } from "../../../src/features/studio/saveFile";
import { settle } from "./fakeWorkers";
import { afterFirstEpoch, afterOneRun, openOther } from "./recommendVisit";

vi.mock("../../../src/features/studio/saveFile", () => ({ saveFile: vi.fn() }));
beforeEach(() => vi.mocked(saveFile).mockClear());

const ARCHIVE = new Blob(["archive"], { type: "application/zip" });

describe("an archive for other programs", () => {
  test("is made of the selected run's packed weights and result, and saved under the names of data and model", async () => {
    const { data, state } = await afterOneRun();
    const { result } = state().runs[0];
    const file = `shop-${result!.run.model}.zip`;
    void state().saveExport("model");
    await settle();
    const [call] = data.calls("exportModel");
    expect(call!.input.run.model).toBeInstanceOf(Blob);
    expect(call!.input.run.result).toBe(result);
    expect(call!.input.only).toEqual({});
    await data.answer("exportModel", ARCHIVE);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(ARCHIVE, file);
    expect(state().exporting).toBeNull();
    expect(state().exported).toEqual({ kind: "model", file, bytes: 7 });
  });

  test("tells how far it is, and one is made at a time", async () => {
    const { data, state } = await afterOneRun();
    void state().saveExport("elsewhere");
    await settle();
    expect(state().exporting).toEqual({ kind: "elsewhere", progress: null });
    const progress = { phase: "collecting", done: 1, total: 3 } as const;
    data.progress("exportElsewhere", progress);
    expect(state().exporting).toEqual({ kind: "elsewhere", progress });
    void state().saveExport("embeddings");
    await settle();
    expect(data.calls("exportEmbeddings")).toEqual([]);
    await data.answer("exportElsewhere", ARCHIVE);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(ARCHIVE, "shop-elsewhere.zip");
  });

  test("that is cancelled is not saved, and the worker is told", async () => {
    const { data, state } = await afterOneRun();
    void state().saveExport("embeddings");
    await settle();
    state().cancelExport();
    await settle();
    expect(state().exporting).toBeNull();
    expect(data.cancelled()).toEqual([data.calls("exportEmbeddings")[0].id]);
    await data.answer("exportEmbeddings", ARCHIVE);
    expect(saveFile).not.toHaveBeenCalled();
    expect(state().exportError).toBeNull();
  });

  test("of data that give way to others is given up", async () => {
    const all = await afterOneRun();
    void all.state().saveExport("model");
    await settle();
    await openOther(all);
    expect(all.state().exporting).toBeNull();
    await all.data.answer("exportModel", ARCHIVE);
    expect(saveFile).not.toHaveBeenCalled();
    expect(all.state().exported).toBeNull();
  });

  test("that cannot be made is said in a sentence, until it is dismissed or tried again", async () => {
    const { data, state } = await afterOneRun();
    void state().saveExport("elsewhere");
    await settle();
    const why = "It would be larger than 4 GB, which no ZIP archive can hold.";
    await data.fail("exportElsewhere", "RangeError", why);
    // The ratings are read again, in case the worker had lost them.
    await data.fail("read", "ReadError", why);
    expect(state().exportError).toEqual({ kind: "elsewhere", message: why });
    expect(state().exporting).toBeNull();
    state().dismissExportError();
    expect(state().exportError).toBeNull();
  });
});

describe("without a finished run", () => {
  test("a folder to go on with elsewhere has the settings as they are set, and no weights", async () => {
    const { data, state } = await afterFirstEpoch();
    state().setSettings({ model: "collabnn", seed: 9 });
    void state().saveExport("elsewhere");
    await settle();
    const [call] = data.calls("exportElsewhere");
    expect(call!.input.run).toBeNull();
    expect(call!.input.settings).toMatchObject({ model: "collabnn", seed: 9 });
  });

  test("there are no weights and no embeddings to save", async () => {
    const { data, state } = await afterFirstEpoch();
    await state().saveExport("model");
    await state().saveExport("embeddings");
    expect([...data.calls("exportModel"), ...data.calls("exportEmbeddings")]).toEqual([]);
  });
});

describe("a model that is dropped", () => {
  const dropped = (...names: string[]) => ({
    kind: "files" as const,
    files: names.map((name) => new File(["x"], name)),
  });

  test("as its four files is opened as one, and offered to the open ratings", async () => {
    const { data, state } = await afterOneRun();
    const names = ["model.safetensors", "users.json", "products.json", "config.json"];
    void state().openSource(dropped(...names));
    await settle();
    await data.answer("recognize", "model");
    const [call] = data.calls("openModel");
    expect(call!.input.files.map(({ name }) => name)).toEqual(names);
    const foreign = {
      ...{ name: "shop.csv", run: null, settings: state().settings, only: {}, model: new Blob() },
      ...{ dataset: null, vocabularies: null, began: null },
    };
    await data.answer("openModel", foreign);
    expect(state().screen).toBe("train");
    expect(state().reading).toBeNull();
    expect(data.calls("startFrom")[0].input.earlier).toEqual(foreign);
  });

  test("as an archive that cannot be used is refused in the worker's words, and the data stay", async () => {
    const { data, state } = await afterOneRun();
    const before = state().data;
    void state().openSource(dropped("model.zip"));
    await settle();
    await data.answer("recognize", "model");
    await data.fail("openModel", "ReadError", "users.json in model.zip cannot be used: it is no JSON.");
    await data.fail("preview", "ReadError", "No table.");
    expect(state().readError?.message).toBe("users.json in model.zip cannot be used: it is no JSON.");
    expect(state().data).toBe(before);
  });
});
