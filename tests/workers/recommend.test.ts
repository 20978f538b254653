import { describe, expect, test } from "vitest";
import type { RecommendColumns } from "../../src/engine/read/copies";
import { packTexts } from "../../src/engine/read/vocabulary";
import { DEFAULT_LIST } from "../../src/engine/recommend/types";
import type { ModelSnapshot } from "../../src/models/snapshot";
import type { Reply, Request } from "../../src/workers/call";
import type { RecommendCalls } from "../../src/workers/protocol";
import type { CustomerCalls } from "../../src/workers/recommend/customerCalls";
import { customerHandlers } from "../../src/workers/recommend/customerHandlers";
import { RecommendSession } from "../../src/workers/recommend/session";
import { serve } from "../../src/workers/serve";

const USERS = 3000;
const PRODUCTS = 400;

/** Everybody rated one product; the model has a network, so that users are scored one by one. */
const columns: RecommendColumns = {
  feedback: "explicit",
  size: USERS,
  users: packTexts(Array.from({ length: USERS }, (_, u) => `u${u}`)),
  products: packTexts(Array.from({ length: PRODUCTS }, (_, p) => `p${p}`)),
  user: Int32Array.from({ length: USERS }, (_, u) => u),
  product: Int32Array.from({ length: USERS }, (_, u) => u % PRODUCTS),
  rating: Float32Array.from({ length: USERS }, (_, u) => 1 + (u % 5)),
  time: null,
  titles: null,
  productSegments: {},
  userSegments: {},
};
const rows = (count: number) => Int32Array.from({ length: count }, (_, code) => code + 1);
const values = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i));
const model: ModelSnapshot = {
  model: "collabnn",
  factors: 4,
  hidden: [64, 32],
  range: [0.5, 5.5],
  userRows: rows(USERS),
  productRows: rows(PRODUCTS),
  width: 4,
  users: values(4 * (USERS + 1)),
  products: values(4 * (PRODUCTS + 1)),
  dense: [
    ["a", [8, 64]],
    ["b", [64]],
    ["c", [64, 32]],
    ["d", [32]],
    ["e", [32, 1]],
    ["f", [1]],
  ].map(([name, shape]) => ({
    name: name as string,
    shape: shape as number[],
    values: values((shape as number[]).reduce((a, b) => a * b, 1)),
  })),
};

/** A worker's end of the line: what it posts, and what is asked of it. */
function line() {
  const replies: Reply[] = [];
  const port = {
    postMessage: (reply: Reply) => void replies.push(reply),
    onmessage: null as ((event: MessageEvent) => void) | null,
  };
  serve<CustomerCalls>(port, customerHandlers(new RecommendSession()));
  const post = (data: Request) => port.onmessage!({ data } as MessageEvent);
  let id = 0;
  const ask = <Name extends keyof CustomerCalls>(name: Name, input: RecommendCalls[Name]["input"]) => {
    post({ id: ++id, type: "call", name, input });
    return id;
  };
  const answers = (to: number) => replies.filter((reply) => reply.id === to && reply.type !== "progress");
  const until = async (isMet: () => boolean) => {
    while (!isMet()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { replies, post, ask, answers, until };
}

async function opened() {
  const all = line();
  const ids = [all.ask("load", { columns }), all.ask("model", { model })];
  await all.until(() => ids.every((id) => all.answers(id).length === 1));
  return all;
}

describe("while lists are written in bulk", () => {
  test("other questions are answered", async () => {
    const { ask, answers, until, replies } = await opened();
    const bulk = ask("bulk", { segment: null, list: DEFAULT_LIST });
    const progress = () => replies.filter((reply) => reply.id === bulk && reply.type === "progress").length;
    await until(() => progress() > 0);
    const customer = ask("customer", { user: "u7", list: DEFAULT_LIST });
    await until(() => answers(customer).length > 0);
    expect(answers(bulk)).toEqual([]);
    await until(() => answers(bulk).length > 0);
    expect(answers(bulk)).toMatchObject([{ type: "result", result: { users: USERS, lines: 10 * USERS } }]);
  });

  test("a cancelled file ends early, without an answer", async () => {
    const { ask, answers, until, replies, post } = await opened();
    const bulk = ask("bulk", { segment: null, list: DEFAULT_LIST });
    await until(() => replies.some((reply) => reply.id === bulk));
    post({ id: bulk, type: "cancel" });
    const after = replies.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(answers(bulk)).toEqual([]);
    expect(replies).toHaveLength(after);
  });
});

test("before a file and before a model there are sentences", async () => {
  const { ask, answers, until } = line();
  const early = ask("customer", { user: "u7", list: DEFAULT_LIST });
  const load = ask("load", { columns });
  const first = ask("newCustomer", { ratings: [], list: DEFAULT_LIST });
  await until(() => [early, load, first].every((id) => answers(id).length > 0));
  expect(answers(early)).toMatchObject([{ failure: { message: "There are no ratings yet. Open a file first." } }]);
  expect(answers(first)).toMatchObject([{ failure: { message: "There is no trained model yet. Train one first." } }]);
});

test("a model that is compared with, and an exclusion, outlast a change of the model", async () => {
  const { ask, answers, until } = await opened();
  ask("otherModel", { model });
  ask("setExclusion", { text: "p1,p2" });
  ask("model", { model: { ...model, users: model.users.map((value) => -value) } });
  const customer = ask("customer", { user: "u7", list: { ...DEFAULT_LIST, count: PRODUCTS } });
  await until(() => answers(customer).length > 0);
  const [reply] = answers(customer);
  const view = (reply as Extract<Reply, { type: "result" }>).result as CustomerCalls["customer"]["result"];
  expect(view.excluded).toEqual({ rated: 1, listed: 2, filtered: 0 });
  expect(view.recommendations).toHaveLength(PRODUCTS - 3);
  expect(view.other?.recommendations).toHaveLength(PRODUCTS - 3);
  expect(view.other?.recommendations[0]).not.toEqual(view.recommendations[0]);
});
