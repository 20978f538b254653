import { expect, test } from "vitest";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import { customer, settle, snapshot, trained } from "./fakeWorkers";
import { afterFirstEpoch } from "./recommendVisit";

test("the most active customer is shown unasked as soon as there is a model", async () => {
  const { recommend, state } = await afterFirstEpoch();
  expect(state().explorerModel).toMatchObject({ epoch: 1, final: false });
  expect(recommend.calls("customer")).toMatchObject([{ input: { user: "anna", list: DEFAULT_LIST } }]);
  await recommend.answer("customer", customer("anna"));
  expect(state().customer?.id).toBe("anna");
});

test("the customer in view is answered anew after each epoch", async () => {
  const { recommend, train, state } = await afterFirstEpoch();
  await recommend.answer("customer", customer("anna", "lamp"));
  train.progress("train", { type: "weights", epoch: 2, model: snapshot() });
  await settle();
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna", "radio"));
  expect(state().explorerModel?.epoch).toBe(2);
  expect(state().customer?.recommendations[0]?.product).toBe("radio");
});

test("the reply about a customer is dropped when another was opened meanwhile", async () => {
  const { recommend, state } = await afterFirstEpoch();
  void state().openCustomer("bert");
  await recommend.answer("customer", customer("anna"));
  expect(state().customer).toBeNull();
  expect(state().customerPending).toBe(true);
  await recommend.answer("customer", customer("bert"));
  expect(state()).toMatchObject({ customer: { id: "bert" }, customerPending: false });
});

test("the report holds the customers whom a person opened with the final model, and no others", async () => {
  const { recommend, train, state, done } = await afterFirstEpoch();
  await recommend.answer("customer", customer("anna"));
  await train.answer("train", trained());
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  expect(state().opened).toEqual({});
  void state().openCustomer("bert");
  await settle();
  await recommend.answer("customer", customer("bert", "radio"));
  expect(state().opened).toEqual({ bert: [{ product: "radio", title: "", predicted: 4.5 }] });
});

test("an unknown customer gets a sentence, and the one in view stays", async () => {
  const { recommend, state } = await afterFirstEpoch();
  await recommend.answer("customer", customer("anna"));
  void state().openCustomer("nobody");
  await settle();
  await recommend.fail("customer", "RecommendError", "No user has the id nobody.");
  expect(state()).toMatchObject({ recommendError: "No user has the id nobody.", customer: { id: "anna" } });
  void state().setList({ count: 5 });
  await settle();
  expect(recommend.calls("customer").at(-1)?.input).toEqual({ user: "anna", list: { ...DEFAULT_LIST, count: 5 } });
});

test("an earlier run can be selected, and the explorer answers with its model again", async () => {
  const { recommend, train, store, state, done } = await afterFirstEpoch();
  await recommend.answer("customer", customer("anna"));
  await train.answer("train", trained());
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  const [first] = state().runs;
  void state().train();
  await settle();
  expect(state().selectedRun).not.toBe(first?.id);
  store.getState().selectRun(first?.id ?? 0);
  await settle();
  await recommend.answer("model", null);
  expect(state().explorerModel).toEqual({ run: first?.id, epoch: 1, final: true });
});

test("a search keeps only the reply to what was typed last", async () => {
  const { recommend, state } = await afterFirstEpoch();
  void state().search("b");
  await settle();
  void state().search("be");
  await settle();
  await recommend.answer("findUsers", { matches: [{ id: "bo", ratings: 1 }], total: 1 });
  await recommend.answer("findUsers", { matches: [{ id: "bert", ratings: 1 }], total: 1 });
  expect(state().matches.map(({ id }) => id)).toEqual(["bert"]);
});
