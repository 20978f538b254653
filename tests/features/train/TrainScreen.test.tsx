import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useStore } from "../../../src/features/studio/store";
import { applyEvent } from "../../../src/features/train/store/runState";
import { TrainScreen } from "../../../src/features/train/TrainScreen";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { epoch, finishedRun, loadedData } from "../fixtures";

const initial = useStore.getInitialState();

beforeEach(() => {
  useStore.setState({ ...initial, data: loadedData() }, true);
});

function runs(...list: ReturnType<typeof finishedRun>[]) {
  return { runs: list, selectedRun: list.at(-1)?.id ?? null };
}

/** Gives every element that asks for its size a width, which jsdom has not. */
function placesAreWide() {
  const contentRect = { width: 700, height: 300, top: 0, left: 0, x: 0, y: 0, right: 700, bottom: 300 };
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(private readonly tell: (entries: unknown[]) => void) {}
      observe(target: Element) {
        this.tell([{ target, contentRect, borderBoxSize: [{ inlineSize: 700, blockSize: 300 }] }]);
      }
      unobserve() {}
      disconnect() {}
    },
  );
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

  it("takes the split that the file brings, says what it holds, and leaves another to choose", async () => {
    const { summary, ...data } = loadedData();
    useStore.setState({ data: { ...data, summary: { ...summary, splitParts: [800, 0, 200] } } });
    renderUi(<TrainScreen />);
    expect(screen.getByTestId<HTMLInputElement>("split").value).toBe("The file's split column");
    const hint = "As the file says: 800 ratings train, 200 test. A tenth of the first is drawn to validate on.";
    expect(screen.getByText(hint)).toBeTruthy();
    expect(screen.queryByLabelText("Test part, %")).toBeNull();
    const choose = async (name: string) => {
      await userEvent.click(screen.getByTestId("split"));
      await userEvent.click(screen.getByRole("option", { name, hidden: true }));
    };
    await choose("Random 80/10/10");
    expect(useStore.getState().settings.split).toBe("random");
    await userEvent.clear(screen.getByLabelText("Test part, %"));
    await userEvent.type(screen.getByLabelText("Test part, %"), "20");
    expect(screen.getByTestId<HTMLInputElement>("split").value).toBe("Random 70/10/20");
    await choose("The file's split column");
    expect(useStore.getState().settings.split).toBe("auto");
  });

  it("shows the run's test errors among the baselines', with their intervals", () => {
    useStore.setState(runs(finishedRun()));
    renderUi(<TrainScreen />);
    const table = screen.getByRole("table", { name: "Errors on the test part, in stars" });
    const cells = within(table)
      .getAllByRole("row")
      .slice(1)
      .map((row) => within(row).getAllByRole("cell"));
    expect(cells.map(([name, , rmse]) => [name!.textContent, rmse!.textContent])).toEqual([
      ["Dot product + bias this run", "1.08001.0300–1.1300"],
      ["damped bias", "1.12001.0700–1.1700"],
      ["product mean", "1.20001.1500–1.2500"],
      ["global mean", "1.30001.2500–1.3500"],
    ]);
    expect(screen.getByTestId("verdict").textContent).toBe(
      "0.040\u00a0stars better than damped bias (95\u00a0% interval 0.020 to 0.060).",
    );
  });

  it.each([
    ["worse", "worse than damped bias"],
    ["no different", "no different from damped bias"],
    ["better", "better than damped bias"],
    ["too few", "too few test ratings to tell"],
  ] as const)("labels a run that is %s on the board, in its state and beside its verdict", (outcome, label) => {
    const run = finishedRun();
    run.result!.comparison = { ...run.result!.comparison!, outcome };
    useStore.setState(runs(run));
    renderUi(<TrainScreen />);
    expect(screen.getAllByText(label)).toHaveLength(3);
  });

  it("draws a blend's sampled member sweep by sweep: of the result, and before it as they come", () => {
    const sweeps = [2, 1.5, 1.2].map((trainLoss, i) => ({
      sweep: i + 1,
      trainLoss,
      validationLoss: 1.3,
      counts: i > 0,
    }));
    const run = finishedRun();
    const member = { model: "bayesian", label: "Bayesian factors", weight: 1, validationRmse: 1.1, testRmse: 1.1 };
    run.result!.run.members = [{ ...member, sweeps }];
    useStore.setState(runs(run));
    renderUi(<TrainScreen />);
    const drawn = screen.getByRole("region", { name: "Bayesian factors, sweep by sweep" });
    expect(drawn.textContent).toContain(
      "The mean of sweeps 2 to 3: training loss 1.2000, validation loss 1.3000 stars²",
    );
    const going = { ...finishedRun(), status: "running", phase: "sampling", result: null } as const;
    const record = { ...sweeps[2], sweep: 1, counts: false };
    const told = applyEvent(going, { type: "sweep", pass: 1, sweeps: 60, record });
    act(() => useStore.setState(runs(applyEvent(told, { type: "sweep", pass: 2, sweeps: 60, record }))));
    expect(drawn.textContent).toContain("Sweep 1, while the sampler settles.");
  });

  it("shows test figures of the selected run alone", () => {
    const [first, second] = [finishedRun(1), finishedRun(2)];
    first.result!.test = { ...first.result!.test, rmse: 0.7777 };
    useStore.setState(runs(first, second));
    renderUi(<TrainScreen />);
    expect(screen.queryByText(/0\.7777/)).toBeNull();
  });

  it("marks runs on another split, without ranking them", () => {
    const other = { ...finishedRun(1), settings: { ...finishedRun(1).settings, split: "time" as const } };
    useStore.setState(runs(other, finishedRun(2)));
    renderUi(<TrainScreen />);
    const apart = screen.getByRole("table", { name: "Runs measured on other ratings or users" });
    expect(within(apart).getByText(/^other split · By time/)).toBeTruthy();
    expect(within(apart).getByTestId("run-1")).toBeTruthy();
  });

  it("counts validation ratings under errors, not under rankings, which are over a sample of users", async () => {
    const finished = finishedRun(2);
    const ranker = { ...finished, settings: { ...finished.settings, model: "pooled-history" as const } };
    useStore.setState(runs(finishedRun(1), ranker));
    renderUi(<TrainScreen />);
    expect(screen.queryByText(/n = 100.validation ratings/)).toBeNull();
    await userEvent.click(screen.getByText("Rating error"));
    expect(screen.getByText(/n = 100.validation ratings/)).toBeTruthy();
  });

  it("shows errors by segment as a chart, as a table, and in words", async () => {
    const run = finishedRun();
    const [brands] = run.result!.test.segments;
    run.result!.test.segments.push({ ...brands!, by: "userGender" });
    useStore.setState(runs(run));
    placesAreWide();
    renderUi(<TrainScreen />);
    const card = within(screen.getByRole("region", { name: "Run 1 on the test part" }));
    expect(await card.findByRole("img", { name: /^Test error by brand\./ }, { timeout: 30_000 })).toBeTruthy();
    expect(card.getByText("Unknown")).toBeTruthy();
    expect(card.getByText(/^Errors depend on how the user’s and the product’s gender go together/)).toBeTruthy();
    await userEvent.click(card.getByTestId("segments-by"));
    await userEvent.click(screen.getByRole("option", { name: "User’s gender" }));
    await userEvent.click(within(card.getByRole("radiogroup", { name: /Where is it wrong/ })).getByText("Table"));
    const table = card.getByRole("table", { name: "Errors by the user’s gender" });
    expect(within(table).getAllByRole("row")).toHaveLength(3);
  });

  it("follows known and new users while the run goes on", () => {
    const epochs = [epoch(1, 1.5, 1.2), epoch(2, 1.2, 1.1)];
    const run = { ...finishedRun(), status: "running", phase: "training", result: null, epochs } as const;
    useStore.setState(runs(run));
    renderUi(<TrainScreen />);
    const figure = (label: string) => screen.getByText(label).parentElement?.querySelector("dd")?.textContent;
    expect(figure("RMSE, known users")).toBe("1.0500epoch 2");
    expect(figure("RMSE, new users")).toBe("1.3000epoch 2");
    expect(screen.getByText("The baselines are measured when the first run on this split ends.")).toBeTruthy();
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

  it("does not say that a run which failed at once is still to start", () => {
    const failed = { status: "failed", result: null, epochs: [], bestEpoch: null, error: "Too large." } as const;
    useStore.setState(runs({ ...finishedRun(), ...failed, epochs: [] }));
    renderUi(<TrainScreen />);
    expect(screen.getByTestId("loss-sentence").textContent).toBe("The run failed before its first epoch had ended.");
  });

  it.each([
    ["without data", { data: null }],
    ["before the first run", {}],
    ["while a run goes on", runs({ ...finishedRun(), status: "running", phase: "training", result: null })],
    ["with a failed run", runs({ ...finishedRun(), status: "failed", result: null, error: "The GPU was lost." })],
    [
      "with finished runs and network settings",
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
