import { describe, expect, test } from "vitest";
import { DEFAULT_LIST, type NewCustomerAnswer } from "../../../src/engine/recommend/types";
import { customer, listOf, settle, snapshot, studio } from "./fakeWorkers";
import { afterOneRun, afterTwoRuns } from "./recommendVisit";

const LAMP = { product: "lamp", title: "Desk lamp" };
const RADIO = { product: "radio", title: "" };
const viewOf = (product: string, isFallback = false): NewCustomerAnswer => ({
  isFallback,
  byAttributes: false,
  ...listOf(product),
});

describe("a new customer", () => {
  test("is shown what everybody would be, with nothing rated", async () => {
    const { recommend, state } = await afterOneRun();
    expect(recommend.calls("newCustomer")).toEqual([]);
    state().openNewCustomer();
    await settle();
    expect(recommend.calls("newCustomer")).toMatchObject([{ input: { ratings: [], list: DEFAULT_LIST } }]);
    expect(state().newCustomer.pending).toBe(true);
    await recommend.answer("newCustomer", viewOf("phone", true));
    expect(state().newCustomer).toEqual({
      ratings: [],
      attributes: {},
      view: viewOf("phone", true),
      pending: false,
      error: null,
    });
  });

  test("is asked about once at a time, with the newest ratings last", async () => {
    const { recommend, state } = await afterOneRun();
    state().rateProduct(LAMP, 4);
    state().rateProduct(RADIO, 2);
    state().rateProduct(LAMP, 5);
    expect(state().newCustomer.ratings).toEqual([
      { ...LAMP, rating: 5 },
      { ...RADIO, rating: 2 },
    ]);
    await settle();
    expect(recommend.calls("newCustomer")).toHaveLength(1);
    await recommend.answer("newCustomer", viewOf("phone"));
    expect(state().newCustomer).toMatchObject({ pending: true, view: { recommendations: [{ product: "phone" }] } });
    expect(recommend.calls("newCustomer").at(-1)?.input.ratings).toEqual([
      { product: "lamp", rating: 5 },
      { product: "radio", rating: 2 },
    ]);
    await recommend.answer("newCustomer", viewOf("camera"));
    expect(state().newCustomer).toMatchObject({ pending: false, view: { recommendations: [{ product: "camera" }] } });
    expect(recommend.calls("newCustomer")).toHaveLength(2);
  });

  test("is asked about by attributes as well, which go with the ratings", async () => {
    const { recommend, state } = await afterOneRun();
    state().describeNewCustomer({ userGender: "Female" });
    state().describeNewCustomer({ userGroup: "30 to 39" });
    await settle();
    await recommend.answer("newCustomer", viewOf("phone", true));
    const attributes = { userGender: "Female", userGroup: "30 to 39" };
    expect(recommend.calls("newCustomer").at(-1)?.input).toMatchObject({ ratings: [], attributes });
    state().clearNewCustomer();
    expect(state().newCustomer.attributes).toEqual({});
  });

  test("takes ratings back, one or all", async () => {
    const { state } = await afterOneRun();
    state().rateProduct(LAMP, 4);
    state().rateProduct(RADIO, 2);
    state().unrateProduct("lamp");
    expect(state().newCustomer.ratings).toEqual([{ ...RADIO, rating: 2 }]);
    state().clearNewCustomer();
    expect(state().newCustomer.ratings).toEqual([]);
  });

  test("is answered again by each model and under each change of the list", async () => {
    const { recommend, train, state } = await afterOneRun();
    state().rateProduct(LAMP, 4);
    await settle();
    await recommend.answer("newCustomer", viewOf("phone"));
    state().setList({ count: 5 });
    await settle();
    await recommend.answer("newCustomer", viewOf("phone"));
    expect(recommend.calls("newCustomer").at(-1)?.input.list.count).toBe(5);
    await recommend.answer("customer", customer("anna"));
    void state().train();
    await settle();
    train.progress("train", { type: "weights", epoch: 1, model: snapshot() });
    await settle();
    await recommend.answer("model", null);
    await recommend.answer("newCustomer", viewOf("camera"));
    expect(state().newCustomer.view?.recommendations[0]?.product).toBe("camera");
  });

  test("gets no answer of a model that was left meanwhile", async () => {
    const { recommend, state } = await afterTwoRuns();
    state().rateProduct(LAMP, 4);
    await settle();
    state().selectRun(state().runs[0].id);
    await settle();
    await recommend.answer("model", null);
    await recommend.answer("newCustomer", viewOf("of the second run"));
    expect(state().newCustomer.view).toBeNull();
    await recommend.answer("newCustomer", viewOf("of the first run"));
    expect(state().newCustomer).toMatchObject({
      pending: false,
      view: { recommendations: [{ product: "of the first run" }] },
    });
  });

  test("waits for a model, and is forgotten with the data", async () => {
    const { recommend, store, open } = studio();
    await open("shop.csv");
    store.getState().rateProduct(LAMP, 4);
    await settle();
    expect(recommend.calls("newCustomer")).toEqual([]);
    expect(store.getState().newCustomer.pending).toBe(false);
    await open("other.csv");
    expect(store.getState().newCustomer.ratings).toEqual([]);
  });

  test("hears why there is no answer, and that a lost worker is to be asked again", async () => {
    const { recommend, state } = await afterOneRun();
    state().rateProduct(LAMP, 4);
    await settle();
    await recommend.fail("newCustomer", "RecommendError", 'There is no product "lamp" in this file.');
    expect(state().newCustomer).toMatchObject({ pending: false, error: 'There is no product "lamp" in this file.' });
    state().rateProduct(LAMP, 5);
    await settle();
    await recommend.die("out of memory");
    expect(state().explorerModel).toBeNull();
    expect(state().newCustomer).toMatchObject({
      pending: false,
      error: "The recommendation worker stopped: out of memory.",
    });
  });
});
