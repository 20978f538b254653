import { beforeEach, expect, test } from "vitest";
import { rememberedChoices } from "../../../src/features/data/store/rememberedChoices";
import { outcome, settle, studio, textSource } from "./fakeWorkers";

beforeEach(() => localStorage.clear());

const progress = { bytesRead: 10, bytesTotal: 33, records: 1, recordsPerSecond: 100, secondsLeft: 1 };

test("a source is shown as being read, with its progress, and then as loaded", async () => {
  const { store, data } = studio();
  const done = store.getState().openSource(textSource("shop.csv"));
  expect(store.getState().reading).toEqual({ name: "shop.csv", progress: null, preview: null });
  const { preview } = outcome("shop.csv");
  data.progress("read", { type: "preview", preview });
  data.progress("read", { type: "progress", progress });
  expect(store.getState().reading).toEqual({ name: "shop.csv", progress, preview });
  await data.answer("read", outcome("shop.csv"));
  await done;
  expect(store.getState().reading).toBeNull();
  expect(store.getState().data).toMatchObject({ isSample: false, summary: { name: "shop.csv" } });
});

test("the columns move to the two workers that compute with them", async () => {
  const { store, data, train, recommend } = studio();
  void store.getState().openSource(textSource("shop.csv"));
  const read = outcome("shop.csv");
  await data.answer("read", read);
  expect(train.calls("load")).toMatchObject([{ input: { columns: read.forTraining } }]);
  expect(recommend.calls("load")).toMatchObject([{ input: { columns: read.forRecommending } }]);
  const { user, product, rating } = read.forTraining;
  expect(train.transferred[0]).toEqual([user.buffer, product.buffer, rating.buffer]);
  expect(recommend.transferred[0]).toHaveLength(7);
});

test("a reading that fails leaves the loaded data and says why, with the first records", async () => {
  const { store, data, open } = studio();
  await open("first.csv");
  const before = store.getState().data;
  const done = store.getState().openSource(textSource("second.csv"));
  await data.fail("read", "ReadError", "No column holds ratings.");
  const { preview } = outcome("second.csv");
  await data.answer("preview", preview);
  await done;
  expect(store.getState().data).toBe(before);
  expect(store.getState().reading).toBeNull();
  expect(store.getState().readError).toEqual({
    name: "second.csv",
    message: "No column holds ratings.",
    preview,
    workerLost: false,
  });
});

test("a failed source can be read again with the roles that a person chose", async () => {
  const { store, data } = studio();
  void store.getState().openSource(textSource("shop.csv"));
  await data.fail("read", "ReadError", "No column holds ratings.");
  await data.answer("preview", outcome("shop.csv").preview);
  void store.getState().retryReading({ roles: { 2: "rating" } });
  expect(store.getState().readError).toBeNull();
  expect(data.calls("read")[1]?.input).toMatchObject({
    source: textSource("shop.csv"),
    options: { roles: { 2: "rating" } },
  });
});

test("a data worker that is lost is said so, and the same reading can be tried again", async () => {
  const { store, data } = studio();
  const done = store.getState().openSource(textSource("shop.csv"));
  await data.die("out of memory");
  await done;
  expect(store.getState().readError).toMatchObject({
    message: "The data worker stopped: out of memory.",
    workerLost: true,
  });
  void store.getState().retryReading();
  await data.answer("read", outcome("shop.csv"));
  expect(store.getState().data?.summary.name).toBe("shop.csv");
});

test("a reading that is overtaken by another changes nothing when its reply comes late", async () => {
  const { store, data } = studio();
  void store.getState().openSource(textSource("slow.csv"));
  const [slow] = data.calls("read");
  void store.getState().openSource(textSource("fast.csv"));
  expect(data.cancelled()).toEqual([slow?.id]);
  await data.answer("read", outcome("slow.csv"));
  expect(store.getState().data).toBeNull();
  expect(store.getState().reading?.name).toBe("fast.csv");
  await data.answer("read", outcome("fast.csv"));
  expect(store.getState().data?.summary.name).toBe("fast.csv");
});

test("a cancelled reading leaves the loaded data", async () => {
  const { store, data, open } = studio();
  await open("first.csv");
  void store.getState().openSource(textSource("second.csv"));
  store.getState().cancelReading();
  await settle();
  expect(store.getState()).toMatchObject({ reading: null, readError: null, data: { summary: { name: "first.csv" } } });
  expect(data.cancelled()).toHaveLength(1);
});

test("a choice reads the same source again and keeps the choices made before", async () => {
  const { store, data, open } = studio();
  await open("shop.csv");
  void store.getState().reread({ roles: { 0: "ignore" } });
  const read = outcome("shop.csv");
  read.report.options = { roles: { 0: "ignore" } };
  await data.answer("read", read);
  void store.getState().reread({ roles: { 2: "time" }, zeroMeans: "missing" });
  expect(data.calls("read").at(-1)?.input.options).toEqual({
    roles: { 0: "ignore", 2: "time" },
    zeroMeans: "missing",
  });
});

test("choices are remembered for files with the same columns once a file was read with them, until they are forgotten", async () => {
  const { store, data, open } = studio();
  await open("shop.csv");
  const read = outcome("shop.csv");
  read.report.options = { zeroMeans: "missing" };
  void store.getState().reread({ zeroMeans: "missing" });
  expect(rememberedChoices()).toEqual({});
  await data.answer("read", read);
  const remembered = { [read.report.signature]: { zeroMeans: "missing" } };
  expect(rememberedChoices()).toEqual(remembered);
  void store.getState().openSource(textSource("next.csv"));
  expect(data.calls("read").at(-1)?.input).toMatchObject({ options: {}, remembered });
  await data.answer("read", outcome("next.csv"));
  void store.getState().forgetChoices();
  expect(data.calls("read").at(-1)?.input).toMatchObject({ source: textSource("next.csv"), remembered: {} });
});

test("product details that come after the ratings are joined to the files that are open", async () => {
  const { store, data } = studio();
  const [ratings, details] = [new File(["a"], "shop.csv"), new File(["b"], "products.csv")];
  void store.getState().openSource({ kind: "files", files: [ratings] });
  await data.answer("recognize", "ratings");
  await data.answer("read", outcome("shop.csv"));
  void store.getState().openSource({ kind: "files", files: [details] });
  await data.answer("recognize", "details");
  expect(data.calls("read").at(-1)?.input.source).toEqual({ kind: "files", files: [ratings, details] });
  expect(store.getState().readError).toBeNull();
});

test("product details without ratings in a file are refused, and the sample stays", async () => {
  const { store, data } = studio();
  void store.getState().openSample("demo");
  await data.answer("read", outcome("Demo sample"));
  void store.getState().openSource({ kind: "files", files: [new File(["b"], "products.csv")] });
  await data.answer("recognize", "details");
  await data.fail("read", "ReadError", "products.csv holds details of products.");
  await data.answer("preview", outcome("products.csv").preview);
  expect(store.getState().readError?.message).toBe("products.csv holds details of products.");
  expect(store.getState().data?.summary.name).toBe("Demo sample");
});
