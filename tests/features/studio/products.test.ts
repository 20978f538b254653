import { expect, test } from "vitest";
import { biasLists, likely, productView } from "../recommend/product/fixtures";
import { settle, studio } from "./fakeWorkers";

/** A model answers, and the most rated product is asked about. */
async function looking() {
  const all = studio();
  await all.open("shop.csv");
  all.store.setState({ explorerModel: { run: 1, epoch: 1, final: false } });
  const state = () => all.store.getState();
  void state().refreshProduct();
  await settle();
  await all.recommend.answer("findProducts", { matches: [{ id: "lamp", title: "", ratings: 3 }], total: 1 });
  return { ...all, state };
}

function view(id: string) {
  const { facts, ...rest } = productView();
  return { ...rest, facts: { ...facts, id } };
}

test("the most rated product is shown unasked, what takes longer after it", async () => {
  const { recommend, state } = await looking();
  expect(recommend.calls("product")).toMatchObject([{ input: { product: "lamp" } }]);
  await recommend.answer("product", view("lamp"));
  expect(state()).toMatchObject({ product: { facts: { id: "lamp" } }, likelyUsers: null });
  await recommend.answer("biases", biasLists());
  await recommend.answer("likelyUsers", likely());
  expect(state().likelyUsers?.users).toHaveLength(1);
  await recommend.answer("segmentChoices", {});
  await recommend.answer("audience", null);
  expect(state()).toMatchObject({ biases: { found: { of: 40 } }, newProduct: { audience: { found: null } } });
});

test("a product that is opened ends what was asked about another, and shows the Products tab", async () => {
  const { recommend, state } = await looking();
  await recommend.answer("product", view("lamp"));
  await recommend.answer("biases", biasLists());
  void state().openProduct("radio");
  await settle();
  expect(state()).toMatchObject({ screen: "recommend", tab: "products", productPending: true });
  expect(recommend.cancelled()).toHaveLength(1);
  expect(recommend.calls("product").at(-1)?.input.product).toBe("radio");
});

test("an unknown product gets a sentence, and the one in view stays", async () => {
  const { recommend, state } = await looking();
  await recommend.answer("product", view("lamp"));
  void state().openProduct("nothing");
  await settle();
  const calls = recommend.calls("product").length;
  expect(calls).toBe(2);
  await recommend.fail("product", "RecommendError", 'There is no product "nothing" in this file');
  expect(state()).toMatchObject({
    productError: 'There is no product "nothing" in this file.',
    productPending: false,
    product: { facts: { id: "lamp" } },
  });
});

test("answers about data that were replaced are dropped", async () => {
  const { recommend, state, open } = await looking();
  await open("other.csv");
  expect(state().product).toBeNull();
  expect(recommend.cancelled().length).toBeGreaterThan(0);
});

test("a worker that is lost is said where Recommend says it, with the way on", async () => {
  const { recommend, state } = await looking();
  await recommend.die("out of memory");
  expect(state().explorerModel).toBeNull();
  expect(state().recommendError).toContain("out of memory");
});
