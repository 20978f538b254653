import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useStore } from "../../../src/features/studio/store";
import { isOutOfDate } from "../../../src/features/train/RateFinder";
import type { RateSearchState } from "../../../src/features/train/store/runsState";
import { TrainScreen } from "../../../src/features/train/TrainScreen";
import { defaultsOf } from "../../../src/models/registry";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { finishedRun, loadedData } from "../fixtures";

const initial = useStore.getInitialState();
const settings = defaultsOf("hybrid");

beforeEach(() => {
  useStore.setState({ ...initial, data: loadedData(), settings }, true);
});

function search(change: Partial<RateSearchState> = {}): RateSearchState {
  return { settings, step: 0, steps: 0, points: [], result: null, error: null, ...change };
}

const FOUND = {
  rates: new Float32Array([1e-4, 1e-3, 1e-2]),
  losses: new Float32Array([1.3, 1.2, 1.1]),
  suggestion: 0.005234,
  note: "The loss falls fastest at 0.0052.",
};

describe("the learning-rate finder", () => {
  it("begins a search, shows its steps and ends it on request, with one button in one place", async () => {
    const [findRate, cancelFindRate] = [vi.fn(async () => {}), vi.fn()];
    useStore.setState({ findRate, cancelFindRate });
    renderUi(<TrainScreen />);
    await userEvent.click(screen.getByTestId("find-rate"));
    expect(findRate).toHaveBeenCalledOnce();
    const points = [{ rate: 1e-4, loss: 1.3 }];
    act(() => useStore.setState({ rateSearch: search({ step: 12, steps: 100, points }) }));
    expect(screen.getByText("Step 12 of 100")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByTestId("cancel-find-rate"));
    await userEvent.keyboard("{Enter}");
    expect(cancelFindRate).toHaveBeenCalledOnce();
  });

  it("says what it found and takes the rate over", async () => {
    useStore.setState({ rateSearch: search({ result: FOUND }) });
    const { container } = renderUi(<TrainScreen />);
    expect(screen.getByText(FOUND.note)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Use 0.0052" }));
    expect(useStore.getState().settings.learningRate).toBe(0.0052);
    expect(screen.getByTestId<HTMLInputElement>("knob-learningRate").value).toBe("0.0052");
    expect(screen.getByTestId("use-rate").textContent).toBe("0.0052 is in use");
  });

  it("leaves nothing typed behind that would hide a rate set from elsewhere", async () => {
    useStore.setState({ rateSearch: search({ result: FOUND }) });
    renderUi(<TrainScreen />);
    await userEvent.click(screen.getByRole("button", { name: "Use 0.0052" }));
    act(() => useStore.getState().setSettings({ learningRate: 0.02 }));
    expect(screen.getByTestId<HTMLInputElement>("knob-learningRate").value).toBe("0.02");
  });

  it("offers nothing where the curve shows no rate", () => {
    const note = "The loss never falls: the model has nothing to learn from these ratings.";
    useStore.setState({ rateSearch: search({ result: { ...FOUND, suggestion: null, note } }) });
    renderUi(<TrainScreen />);
    expect(screen.getByText(note)).toBeTruthy();
    expect(screen.queryByTestId("use-rate")).toBeNull();
  });

  it("says why a search failed", () => {
    useStore.setState({ rateSearch: search({ error: "The browser took the graphics card away." }) });
    renderUi(<TrainScreen />);
    expect(screen.getByRole("alert").textContent).toContain("The browser took the graphics card away.");
  });

  it("waits while a run goes on, and says so", () => {
    const run = { ...finishedRun(), status: "running", phase: "training", result: null } as const;
    useStore.setState({ runs: [run], selectedRun: 1 });
    renderUi(<TrainScreen />);
    expect(screen.getByTestId<HTMLButtonElement>("find-rate").disabled).toBe(true);
    expect(screen.getByText(/^Find waits until the run has ended/)).toBeTruthy();
  });

  it("is not for a model that predicts no ratings", () => {
    useStore.setState({ settings: defaultsOf("pooled-history") });
    renderUi(<TrainScreen />);
    expect(screen.getByTestId<HTMLButtonElement>("find-rate").disabled).toBe(true);
    expect(screen.getByText("Find is for models that predict ratings.")).toBeTruthy();
  });

  it("takes a rate for out of date once what it was found with has changed", () => {
    expect(isOutOfDate(settings, { ...settings, learningRate: 0.03, patience: 4 })).toBe(false);
    expect(isOutOfDate(settings, { ...settings, batchSize: 64 })).toBe(true);
  });

  it("takes the epochs into account where the pull of the priors follows from them", () => {
    const bias = defaultsOf("dot-product-bias");
    expect(isOutOfDate(settings, { ...settings, epochs: settings.epochs + 1 })).toBe(true);
    expect(isOutOfDate(bias, { ...bias, epochs: bias.epochs + 1 })).toBe(false);
  });
});
