import { customer, outcome, settle, snapshot, studio, textSource, trained } from "./fakeWorkers";

/** A Run that has told its weights after epoch 1, with nobody asked for yet. */
export async function afterFirstEpoch() {
  const all = studio();
  await all.open("shop.csv");
  const done = all.store.getState().train();
  await settle();
  all.train.progress("train", { type: "weights", epoch: 1, model: snapshot() });
  await settle();
  await all.recommend.answer("model", null);
  return { ...all, done, state: () => all.store.getState() };
}

/** A finished Run, and its list for anna in view. */
export async function afterOneRun() {
  const all = await afterFirstEpoch();
  const { recommend, train, done } = all;
  await recommend.answer("customer", customer("anna"));
  await train.answer("train", trained());
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  return all;
}

/** A second finished Run after it, which answers. */
export async function afterTwoRuns() {
  const all = await afterOneRun();
  const { recommend, train, state } = all;
  const done = state().train();
  await settle();
  await train.answer("train", trained());
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  return all;
}

/** Other data in place of those that were loaded. */
export async function openOther({ data, train, recommend, state }: Awaited<ReturnType<typeof afterFirstEpoch>>) {
  const done = state().openSource(textSource("other.csv"));
  await data.answer("read", outcome("other.csv"));
  await done;
  await train.answer("load", null);
  await recommend.answer("load", null);
}
