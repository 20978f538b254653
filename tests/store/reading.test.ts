import { expect, test } from "vitest";
import { outcome, settle, studio, textSource } from "./fakeWorkers";

const progress = { bytesRead: 10, bytesTotal: 33, records: 1, recordsPerSecond: 100, secondsLeft: 1 };

test("a source is shown as being read, with its progress, and then as loaded", async () => {
  const { store, data } = studio();
  const done = store.getState().openSource(textSource("shop.csv"));
  expect(store.getState().reading).toEqual({ name: "shop.csv", progress: null });
  data.progress("read", progress);
  expect(store.getState().reading).toEqual({ name: "shop.csv", progress });
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
  void store.getState().retryReading({ 2: "rating" });
  expect(store.getState().readError).toBeNull();
  expect(data.calls("read")[1]?.input).toEqual({ source: textSource("shop.csv"), options: { roles: { 2: "rating" } } });
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

test("changing a role reads the same source again and keeps the roles chosen before", async () => {
  const { store, data, open } = studio();
  await open("shop.csv");
  void store.getState().setRoles({ 0: "ignore" });
  const read = outcome("shop.csv");
  read.report.columns[0] = { name: "user", role: "ignore", guessedFrom: "user" };
  await data.answer("read", read);
  void store.getState().setRoles({ 2: "time" });
  expect(data.calls("read").at(-1)?.input.options).toEqual({ roles: { 0: "ignore", 2: "time" } });
});
