import { beforeEach, describe, expect, test, vi } from "vitest";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import { saveFile } from "../../../src/features/studio/saveFile";
import { customer, settle } from "./fakeWorkers";
import { afterOneRun, afterTwoRuns, openOther } from "./recommendVisit";

vi.mock("../../../src/features/studio/saveFile", () => ({ saveFile: vi.fn() }));
beforeEach(() => vi.mocked(saveFile).mockClear());

const ESTIMATE = { users: 3, lists: 2, seconds: 90, bytes: 4000 };
const CSV = { csv: new Blob(["user,rank\r\n"]), users: 3, without: 1, lines: 20 };

describe("lists in bulk", () => {
  test("are estimated first where that is asked for, and written only when asked for", async () => {
    const { recommend, state } = await afterOneRun();
    const segment = { role: "userGender" as const, value: "F" };
    void state().estimateBulk(segment);
    await settle();
    expect(state().bulk).toMatchObject({ status: "estimating", run: 1, question: { segment, list: DEFAULT_LIST } });
    await recommend.answer("bulkEstimate", ESTIMATE);
    expect(state().bulk).toMatchObject({ status: "estimated", estimate: ESTIMATE });
    expect(recommend.calls("bulk")).toEqual([]);
    void state().saveBulk(segment);
    await settle();
    expect(recommend.calls("bulk")).toMatchObject([{ input: { segment, list: DEFAULT_LIST } }]);
    expect(state().bulk).toMatchObject({ status: "writing", estimate: ESTIMATE });
  });

  test("tell how far they are, and are saved as a file named after the data", async () => {
    const { recommend, state } = await afterOneRun();
    void state().saveBulk();
    await settle();
    expect(state().bulk).toMatchObject({ status: "writing", estimate: null, progress: null });
    const progress = { users: 1, total: 3, perSecond: 10, secondsLeft: 0.2 };
    recommend.progress("bulk", progress);
    expect(state().bulk?.progress).toEqual(progress);
    await recommend.answer("bulk", CSV);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(CSV.csv, "shop-recommendations.csv");
    expect(state().bulk).toMatchObject({
      status: "saved",
      saved: { file: "shop-recommendations.csv", bytes: 11, users: 3, without: 1, lines: 20 },
    });
  });

  test("leave the worker free for other questions, and go on when another run is looked at", async () => {
    const { recommend, state } = await afterTwoRuns();
    void state().saveBulk();
    await settle();
    void state().openCustomer("bert");
    await settle();
    await recommend.answer("customer", customer("bert"));
    expect(state().customer?.id).toBe("bert");
    state().selectRun(1);
    await settle();
    expect(state().bulk).toMatchObject({ status: "writing", run: 2 });
    await recommend.answer("bulk", CSV);
    expect(state().bulk?.status).toBe("saved");
  });

  test("stop when asked to, and with other data, without a file", async () => {
    const all = await afterOneRun();
    const { recommend, state } = all;
    void state().saveBulk();
    await settle();
    state().closeBulk();
    await settle();
    expect(state().bulk).toBeNull();
    expect(recommend.cancelled()).toEqual([recommend.calls("bulk")[0].id]);
    await recommend.answer("bulk", CSV);
    void state().saveBulk();
    await settle();
    await openOther(all);
    expect(recommend.cancelled()).toHaveLength(2);
    expect(state().bulk).toBeNull();
    expect(saveFile).not.toHaveBeenCalled();
  });

  test("estimated for another list or run are estimated anew", async () => {
    const { recommend, state } = await afterTwoRuns();
    void state().estimateBulk();
    await settle();
    await recommend.answer("bulkEstimate", ESTIMATE);
    state().setList({ count: 5 });
    void state().saveBulk();
    await settle();
    expect(state().bulk).toMatchObject({ status: "writing", estimate: null });
    state().closeBulk();
    void state().estimateBulk();
    await settle();
    state().selectRun(1);
    expect(state().bulk).toBeNull();
  });

  test("that fail say why", async () => {
    const { recommend, state } = await afterOneRun();
    void state().saveBulk();
    await settle();
    await recommend.fail("bulk", "RecommendError", "There is no trained model yet. Train one first.");
    expect(state().bulk).toMatchObject({ status: "failed", error: "There is no trained model yet. Train one first." });
    void state().saveBulk();
    await settle();
    await recommend.die("out of memory");
    expect(state().bulk).toMatchObject({
      status: "failed",
      error: "The recommendation worker stopped: out of memory.",
    });
    expect(state().explorerModel).toBeNull();
  });
});
