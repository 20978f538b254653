import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { announcement } from "../../../src/features/frame/Announcer";
import { markOf } from "../../../src/features/frame/mark";
import { runSentence } from "../../../src/features/frame/progress";
import { useStore } from "../../../src/features/studio/store";
import { interruptedSentence, phaseWords } from "../../../src/features/train/sentences";
import type { RunState } from "../../../src/features/train/store/runState";
import { TrainScreen } from "../../../src/features/train/TrainScreen";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { epoch, finishedRun, loadedData } from "../fixtures";

const initial = useStore.getInitialState();

/** A Run of 50 epochs that was interrupted after so many. */
function interrupted(epochs: number): RunState {
  const run = finishedRun(2);
  return {
    ...run,
    status: "interrupted",
    settings: { ...run.settings, epochs: 50 },
    plan: { ...run.plan!, steps: 50 * run.plan!.stepsPerEpoch },
    epochs: Array.from({ length: epochs }, (_, i) => epoch(i + 1, 1.5, 1.2)),
    bestEpoch: epochs > 0 ? 1 : null,
    progress: null,
    result: null,
  };
}

function show(...runs: RunState[]): void {
  useStore.setState({ runs, selectedRun: runs.at(-1)?.id ?? null });
}

beforeEach(() => {
  useStore.setState({ ...initial, data: loadedData() }, true);
});

test("an interrupted run says where it was, and goes on or goes", async () => {
  const [resume, discard] = [vi.fn(async () => {}), vi.fn()];
  useStore.setState({ resumeRun: resume, discardRun: discard });
  show(finishedRun(1), interrupted(11));
  const { container } = renderUi(<TrainScreen />);
  expect(screen.getByText("Run 2 was interrupted in epoch 12 of 50")).toBeTruthy();
  expect(screen.getByTestId("run-2").parentElement?.textContent).toContain("Interrupted in epoch 12 of 50");
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Resume" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(resume).toHaveBeenCalledWith(2);
  expect(discard).toHaveBeenCalledWith(2);
});

test("it waits while another run goes on", () => {
  const active = { ...finishedRun(3), status: "running", result: null } as const;
  show(active, interrupted(11));
  renderUi(<TrainScreen />);
  expect(screen.getByTestId<HTMLButtonElement>("resume-run").disabled).toBe(true);
});

test("a discarded run can be brought back", async () => {
  const undo = vi.fn();
  show(finishedRun(1));
  useStore.setState({ undoDiscard: undo });
  renderUi(<TrainScreen />);
  expect(screen.queryByTestId("undo-discard")).toBeNull();
  act(() => useStore.setState({ discarded: interrupted(11) }));
  expect(screen.getByText("Run 2 was discarded.")).toBeTruthy();
  await userEvent.click(screen.getByTestId("undo-discard"));
  expect(undo).toHaveBeenCalledOnce();
});

test("its words, wherever they stand", () => {
  const run = interrupted(11);
  show(run);
  const state = useStore.getState();
  expect(phaseWords(run)).toBe("Interrupted in epoch 12 of 50");
  expect(runSentence(run)).toBe("Interrupted in epoch 12 of 50");
  expect(announcement(state)).toBe("Run 2 was interrupted in epoch 12 of 50");
  expect(markOf(state, "train")).toBe("interrupted");
  expect(runSentence(interrupted(50))).toBe("Interrupted in epoch 50 of 50");
  expect(interruptedSentence(11)).toContain("goes on from the last epoch that was kept");
  expect(interruptedSentence(0)).toContain("begins again, to the same end");
  expect(interruptedSentence(11, true)).toMatch(/^It may still be training in the other tab\. It goes on/);
});

test("a finished run that came back is not said to have finished just now", () => {
  show(finishedRun(2));
  expect(announcement(useStore.getState())).toBe("Training finished: test RMSE 1.0800");
  show({ ...finishedRun(2), isRestored: true });
  expect(announcement(useStore.getState())).toBe("Run 2: test RMSE 1.0800");
});
