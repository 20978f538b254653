import { describe, expect, test } from "vitest";
import type { Reasons } from "../../../src/engine/recommend/types";
import { customer, settle, snapshot } from "./fakeWorkers";
import { afterOneRun, afterTwoRuns } from "./recommendVisit";

const reasonsFor = (product: string, logit = 1): Reasons => ({
  product,
  title: "",
  kind: "rating",
  unit: "logits",
  interest: null,
  terms: [{ name: "mean", value: logit }],
  logit,
  predicted: 4,
  ratings: 0,
  pulls: [],
});

describe("reasons", () => {
  test("are those of one product at a time, for the customer in view", async () => {
    const { recommend, state } = await afterOneRun();
    void state().explain("lamp");
    await settle();
    expect(recommend.calls("reasons")).toMatchObject([{ input: { of: { user: "anna" }, product: "lamp" } }]);
    expect(state().reasons).toEqual({ of: "customer", product: "lamp", answer: null, error: null });
    void state().explain("radio");
    await settle();
    await recommend.answer("reasons", reasonsFor("lamp"));
    expect(state().reasons).toMatchObject({ product: "radio", answer: null });
    await recommend.answer("reasons", reasonsFor("radio"));
    expect(state().reasons).toMatchObject({ product: "radio", answer: { product: "radio" } });
  });

  test("of the new customer follow their ratings", async () => {
    const { recommend, state } = await afterOneRun();
    state().rateProduct({ product: "lamp", title: "" }, 4);
    void state().explain("radio", "new customer");
    await settle();
    await recommend.answer("reasons", reasonsFor("radio"));
    state().rateProduct({ product: "phone", title: "" }, 2);
    await settle();
    expect(recommend.calls("reasons").at(-1)?.input).toEqual({
      of: {
        ratings: [
          { product: "lamp", rating: 4 },
          { product: "phone", rating: 2 },
        ],
        attributes: {},
      },
      product: "radio",
    });
    expect(state().reasons?.answer?.logit).toBe(1);
    await recommend.answer("reasons", reasonsFor("radio", 2));
    expect(state().reasons?.answer?.logit).toBe(2);
  });

  test("are given again after an epoch", async () => {
    const { recommend, train, state } = await afterOneRun();
    void state().explain("lamp");
    await settle();
    await recommend.answer("reasons", reasonsFor("lamp"));
    void state().train();
    await settle();
    train.progress("train", { type: "weights", epoch: 1, model: snapshot() });
    await settle();
    await recommend.answer("model", null);
    await recommend.answer("customer", customer("anna"));
    await recommend.answer("reasons", reasonsFor("lamp", 3));
    expect(state().reasons?.answer?.logit).toBe(3);
  });

  test("close when asked to, with another customer and with another run", async () => {
    const { recommend, state } = await afterTwoRuns();
    void state().explain("lamp");
    await settle();
    state().closeReasons();
    await recommend.answer("reasons", reasonsFor("lamp"));
    expect(state().reasons).toBeNull();
    void state().explain("lamp");
    void state().openCustomer("bert");
    expect(state().reasons).toBeNull();
    void state().explain("lamp");
    state().selectRun(state().runs[0].id);
    expect(state().reasons).toBeNull();
  });

  test("that cannot be given say why", async () => {
    const { recommend, state } = await afterOneRun();
    void state().explain("sofa");
    await settle();
    await recommend.fail("reasons", "RecommendError", 'There is no product "sofa" in this file.');
    expect(state().reasons).toMatchObject({ answer: null, error: 'There is no product "sofa" in this file.' });
  });
});
