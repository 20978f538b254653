import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { TrainScreen } from "../../../src/screens/train/TrainScreen";
import { useStore } from "../../../src/store/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { finishedRun, loadedData } from "../fixtures";

const initial = useStore.getInitialState();

beforeEach(() => {
  useStore.setState({ ...initial, data: loadedData() }, true);
});

function runs(...list: ReturnType<typeof finishedRun>[]) {
  return { runs: list, selectedRun: list.at(-1)?.id ?? null };
}

describe("the Train screen", () => {
  it("starts a run with the Train button, which waits while one is going", async () => {
    const train = vi.fn(async () => {});
    useStore.setState({ train });
    renderUi(<TrainScreen />);
    await userEvent.click(screen.getByTestId("train"));
    expect(train).toHaveBeenCalledOnce();
    act(() => useStore.setState(runs({ ...finishedRun(), status: "running", phase: "training", result: null })));
    expect(screen.getByTestId<HTMLButtonElement>("train").disabled).toBe(true);
  });

  it("pauses, steps, resumes and stops by keyboard, the focus staying on the button that changes its word", async () => {
    const control = vi.fn(async () => {});
    const run = { ...finishedRun(), status: "running", phase: "training", result: null } as const;
    useStore.setState({ control, ...runs(run) });
    renderUi(<TrainScreen />);
    screen.getByTestId("pause").focus();
    await userEvent.keyboard("{Enter}");
    act(() => useStore.setState(runs({ ...run, status: "paused" })));
    expect(document.activeElement).toBe(screen.getByTestId("resume"));
    await userEvent.keyboard("{Enter}{Tab}{Enter}{Tab}{Enter}");
    expect(control.mock.calls.flat()).toEqual(["pause", "resume", "step", "stop"]);
  });

  it("keeps a bad setting as typed, says what to mend, and does not train with it", async () => {
    renderUi(<TrainScreen />);
    const epochs = screen.getByLabelText("Epochs");
    await userEvent.clear(epochs);
    await userEvent.type(epochs, "0");
    expect(screen.getByText("A whole number from 1 to 1,000.")).toBeTruthy();
    expect(screen.getByText("To mend before the next run: Epochs.")).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>("train").disabled).toBe(true);
    expect(useStore.getState().settings.epochs).toBe(initial.settings.epochs);
    await userEvent.type(epochs, "{Backspace}12");
    expect(useStore.getState().settings.epochs).toBe(12);
    expect(screen.getByTestId<HTMLButtonElement>("train").disabled).toBe(false);
  });

  it("refuses a split that the data do not allow", () => {
    useStore.setState({ settings: { ...initial.settings, split: "column" } });
    renderUi(<TrainScreen />);
    expect(screen.getByText("The data have no split column. Choose another split.")).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>("train").disabled).toBe(true);
  });

  it("ranks the run among the baselines by RMSE, to four decimals", () => {
    useStore.setState(runs(finishedRun()));
    renderUi(<TrainScreen />);
    const table = screen.getByRole("table", { name: "Errors on the test part, in stars" });
    const cells = within(table)
      .getAllByRole("row")
      .slice(1)
      .map((row) => within(row).getAllByRole("cell").slice(0, 2));
    expect(cells.map(([name, rmse]) => [name!.textContent, rmse!.textContent])).toEqual([
      ["Dot product + bias this run", "1.0800"],
      ["damped bias", "1.1200"],
      ["product mean", "1.2000"],
      ["global mean", "1.3000"],
    ]);
  });

  it("labels a run that is worse than a baseline", () => {
    const run = finishedRun();
    run.result!.test.rmse = 1.15;
    useStore.setState(runs(run));
    renderUi(<TrainScreen />);
    expect(screen.getByText("worse than damped bias")).toBeTruthy();
  });

  it("shows an earlier run when it is chosen", async () => {
    const selectRun = vi.fn();
    useStore.setState({ selectRun, ...runs(finishedRun(1), finishedRun(2)) });
    renderUi(<TrainScreen />);
    expect(screen.getByTestId("run-2").getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(screen.getByTestId("run-1"));
    expect(selectRun).toHaveBeenCalledWith(1);
  });

  it("says why a run failed and offers to train again", async () => {
    const train = vi.fn(async () => {});
    useStore.setState({
      train,
      ...runs({ ...finishedRun(), status: "failed", result: null, error: "The GPU was lost." }),
    });
    renderUi(<TrainScreen />);
    expect(within(screen.getByRole("alert")).getByText("The GPU was lost.")).toBeTruthy();
    await userEvent.click(screen.getByTestId("retry-train"));
    expect(train).toHaveBeenCalledOnce();
  });

  it.each([
    ["without data", { data: null }],
    ["before the first run", {}],
    [
      "with a finished run and network settings",
      {
        settings: { ...initial.settings, model: "collabnn" as const },
        ...runs(finishedRun(1), finishedRun(2)),
      },
    ],
  ])("has accessible markup %s", async (_, state) => {
    useStore.setState(state);
    const { container } = renderUi(<TrainScreen />);
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
