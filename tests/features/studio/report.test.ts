import { expect, test } from "vitest";
import type { ExampleProgress } from "../../../src/features/report/store/reportState";
import type { RecommendCalls } from "../../../src/workers/protocol";
import { customer, listOf, outcome, settle, studio } from "./fakeWorkers";
import { afterOneRun } from "./recommendVisit";

type Studio = Awaited<ReturnType<typeof afterOneRun>>;

const none = () => {};

const reasons = (product: string): RecommendCalls["reasons"]["result"] => ({
  product,
  title: "",
  kind: "rating",
  unit: "logits",
  interest: null,
  terms: [],
  logit: 1,
  predicted: 4,
  ratings: 0,
  pulls: [],
});

/** Answer what is asked about one customer. */
async function answerFor({ recommend }: Studio, user: string, product: string): Promise<void> {
  await recommend.answer("customer", customer(user, product));
  await recommend.answer("reasons", reasons(product));
}

async function answerNewcomer({ recommend }: Studio): Promise<void> {
  await recommend.answer("newCustomer", { ...listOf("phone"), isFallback: true, byAttributes: false });
  await recommend.answer("reasons", reasons("phone"));
}

test("a report shows the customers who were opened, and a new one, each with reasons for all of a list of five", async () => {
  const visit = await afterOneRun();
  const { recommend, state } = visit;
  void state().openCustomer("anna");
  await settle();
  await recommend.answer("customer", customer("anna"));
  const searches = recommend.calls("findUsers").length;
  const told: ExampleProgress[] = [];
  const done = state().examplesForReport(new AbortController().signal, (progress) => told.push(progress));
  await settle();
  expect(recommend.calls("customer").at(-1)?.input).toEqual({ user: "anna", list: { ...state().list, count: 5 } });
  await answerFor(visit, "anna", "radio");
  expect(recommend.calls("newCustomer").at(-1)?.input).toMatchObject({ ratings: [] });
  await answerNewcomer(visit);
  const examples = await done;
  expect(examples.map(({ kind, user, reasons }) => [kind, user, reasons.map(({ product }) => product)])).toEqual([
    ["opened", "anna", ["radio"]],
    ["new", null, ["phone"]],
  ]);
  expect(recommend.calls("reasons").map(({ input }) => input.of)).toEqual([{ user: "anna" }, { ratings: [] }]);
  expect(recommend.calls("findUsers")).toHaveLength(searches);
  expect(told).toEqual([
    { done: 0, total: 2 },
    { done: 1, total: 2 },
  ]);
});

test("where nobody was opened, it picks the most active, one as active as most, and one with a single rating", async () => {
  const visit = await afterOneRun();
  const { recommend, state, store } = visit;
  const { data } = state();
  const { summary } = data!;
  store.setState({
    data: { ...data!, summary: { ...summary, perUser: { ...summary.perUser, median: 4, ninthDecile: 9 } } },
  });
  const done = state().examplesForReport(new AbortController().signal, none);
  await settle();
  await recommend.answer("findUsers", { matches: [{ id: "mona", ratings: 30 }], total: 900 });
  const drawn = [7, 1, 3, 1, 5].map((ratings, i) => ({ id: `drawn ${i}`, ratings }));
  await recommend.answer("findUsers", { matches: drawn, total: 900 });
  expect(
    recommend
      .calls("findUsers")
      .slice(-2)
      .map(({ input }) => input),
  ).toMatchObject([
    { by: "activity", limit: 1 },
    { by: "random", limit: 200, seed: 1 },
  ]);
  // 3 and 5 are both as near to 4; the first that was drawn is taken.
  for (const user of ["mona", "drawn 2", "drawn 1"]) await answerFor(visit, user, "radio");
  await answerNewcomer(visit);
  const examples = await done;
  expect(examples.map(({ kind, user }) => [kind, user])).toEqual([
    ["most active", "mona"],
    ["typical", "drawn 2"],
    ["one rating", "drawn 1"],
    ["new", null],
  ]);
});

test("where most rated once, one who is more active than most stands beside them", async () => {
  const visit = await afterOneRun();
  const { recommend, state, store } = visit;
  const { data } = state();
  const { summary } = data!;
  store.setState({
    data: { ...data!, summary: { ...summary, perUser: { ...summary.perUser, median: 1, ninthDecile: 3 } } },
  });
  const done = state().examplesForReport(new AbortController().signal, none);
  await settle();
  await recommend.answer("findUsers", { matches: [{ id: "mona", ratings: 30 }], total: 900 });
  const drawn = [1, 3, 1].map((ratings, i) => ({ id: `drawn ${i}`, ratings }));
  await recommend.answer("findUsers", { matches: drawn, total: 900 });
  for (const user of ["mona", "drawn 1", "drawn 0"]) await answerFor(visit, user, "radio");
  await answerNewcomer(visit);
  expect((await done).map(({ kind, user }) => [kind, user])).toEqual([
    ["most active", "mona"],
    ["regular", "drawn 1"],
    ["typical", "drawn 0"],
    ["new", null],
  ]);
});

test("a report that is given up asks no more, and what it asked is taken back", async () => {
  const { recommend, state } = await afterOneRun();
  const job = new AbortController();
  const done = state().examplesForReport(job.signal, none);
  await settle();
  const before = recommend.cancelled().length;
  job.abort();
  await expect(done).rejects.toBe(job.signal.reason);
  expect(recommend.cancelled()).toHaveLength(before + 1);
  expect(state().explorerModel).toMatchObject({ final: true });
});

test("after its worker was lost, the model is given to it once more before anybody is looked up", async () => {
  const visit = await afterOneRun();
  const { data, recommend, state } = visit;
  const failed = state().examplesForReport(new AbortController().signal, none);
  failed.catch(none);
  await settle();
  await recommend.die("out of memory");
  await expect(failed).rejects.toThrow("out of memory");
  expect(state().explorerModel).toBeNull();
  const done = state().examplesForReport(new AbortController().signal, none);
  await settle();
  const { forTraining, forRecommending } = outcome("shop.csv");
  await data.answer("columns", { forTraining, forRecommending });
  await recommend.answer("load", null);
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await recommend.answer("findUsers", { matches: [], total: 0 });
  await recommend.answer("findUsers", { matches: [], total: 0 });
  await answerNewcomer(visit);
  expect((await done).map(({ kind }) => kind)).toEqual(["new"]);
});

test("a run whose model is not there has no examples, and a sentence says so", async () => {
  const { recommend, store, open } = studio();
  await open("shop.csv");
  const asking = store.getState().examplesForReport(new AbortController().signal, none);
  await settle();
  await recommend.answer("findUsers", { matches: [], total: 0 });
  await expect(asking).rejects.toThrow(/model of the selected run cannot be asked now/);
});

test("the charts are those that Explore has; looked through anew only where it has none", async () => {
  const { data, state, store } = await afterOneRun();
  const asked = data.calls("survey").length;
  const { signal } = new AbortController();
  expect(await state().surveyForReport(signal)).toBe(state().survey);
  expect(data.calls("survey")).toHaveLength(asked);
  const survey = state().survey!;
  store.setState({ survey: null });
  const done = state().surveyForReport(signal);
  await settle();
  await data.answer("survey", survey);
  expect(await done).toEqual(survey);
});
