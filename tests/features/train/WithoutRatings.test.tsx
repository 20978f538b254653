import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { BaselineName, ErrorFigures } from "../../../src/engine/evaluate/types";
import type { RunResult } from "../../../src/engine/train/types";
import type { LoadedData } from "../../../src/features/data/store/dataState";
import { useStore } from "../../../src/features/studio/store";
import type { RunState } from "../../../src/features/train/store/runState";
import { fitSettings } from "../../../src/features/train/store/settingsSlice";
import { TrainScreen } from "../../../src/features/train/TrainScreen";
import { defaultsOf } from "../../../src/models/registry";
import { datasetSummary } from "../../setup/reading";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { baseline, errors, finishedRun, loadedData, ranking } from "../fixtures";

const initial = useStore.getInitialState();

function played(): LoadedData {
  const summary = datasetSummary({ name: "plays.csv", feedback: "implicit", ratingHigh: 40, ratingMean: 2.5 });
  return { ...loadedData(), summary };
}

beforeEach(() => {
  useStore.setState({ ...initial, data: played(), ...fitSettings(initial, "implicit") }, true);
});

function noErrors(n: number): ErrorFigures {
  return errors(n, null, null);
}

function chosen(ndcg10: number) {
  return { ...ranking(ndcg10), relevantFrom: 1 };
}

function ranked(name: BaselineName, ndcg10: number) {
  const note = "The file has no ratings to predict, so it only ranks.";
  return { ...baseline(name, null, null), ranking: chosen(ndcg10), validationRanking: chosen(ndcg10 + 0.01), note };
}

/** A finished Run on choices, better than popularity. */
function rankingRun(id = 1): RunState {
  const run = finishedRun(id);
  const settings = { ...defaultsOf("pooled-history"), seed: 7 };
  const epochs = [1, 2].map((epoch) => ({
    epoch,
    trainLoss: 6 - epoch,
    validationLoss: 6.5 - epoch,
    validationRmse: null,
    validationKnown: null,
    validationNew: null,
    validationNdcg10: 0.05 * epoch,
    ms: 40,
  }));
  return {
    ...run,
    settings,
    epochs,
    result: {
      ...run.result!,
      run: { ...run.result!.run, model: "pooled-history", settings, epochs },
      validation: noErrors(100),
      validationRanking: chosen(0.1),
      test: {
        ...noErrors(100),
        known: noErrors(88),
        new: noErrors(12),
        knownProducts: noErrors(100),
        newProducts: noErrors(0),
        ranking: chosen(0.09),
        ratingOrder: null,
        segments: [],
        biasTests: [],
      },
      baselines: [ranked("popularity", 0.04), ranked("item-kNN", 0.06), ranked("EASE", 0.05)],
      comparison: {
        baseline: "item-kNN",
        metric: "ndcg10",
        difference: 0.03,
        interval: [0.01, 0.05],
        outcome: "better",
      },
    },
  };
}

function showRuns(...runs: RunState[]) {
  useStore.setState({ runs, selectedRun: runs.at(-1)?.id ?? null });
  return renderUi(<TrainScreen />);
}

/** Cells of a table's rows, by their text. */
function cellsOf(name: string): (string | null)[][] {
  return within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    );
}

describe("the Train screen on data without ratings", () => {
  it("offers the models that rank alone, and says why and in whose place", () => {
    renderUi(<TrainScreen />);
    const models = screen.getAllByTestId<HTMLInputElement>(/^model-/);
    expect(models.map(({ value, checked }) => [value, checked])).toEqual([
      ["item-item", true],
      ["pooled-history", false],
    ]);
    expect(screen.getByTestId("no-ratings").textContent).toBe(
      "Predict ratings" +
        "This file says what was chosen, not how it was rated: there is no rating to predict. " +
        "Item to item takes the place of Blend until data with ratings are opened.",
    );
    expect(screen.getByTestId<HTMLButtonElement>("train").disabled).toBe(false);
  });

  it("names no model that it replaced where one that ranks was chosen before", () => {
    useStore.setState({ replacedModel: null });
    renderUi(<TrainScreen />);
    expect(screen.getByTestId("no-ratings").textContent).toMatch(/there is no rating to predict\.$/);
  });

  it("offers all models again with rated data", () => {
    useStore.setState({ data: loadedData(), ...fitSettings(useStore.getState(), "explicit") });
    renderUi(<TrainScreen />);
    expect(screen.getByTestId<HTMLInputElement>("model-blend").checked).toBe(true);
    expect(screen.queryByTestId("no-ratings")).toBeNull();
    expect(screen.getByTestId("knob-relevantFrom")).toBeTruthy();
    expect(screen.getByTestId("find-rate")).toBeTruthy();
  });

  it("has no knobs for ratings, and calls nothing changed that it chose itself", () => {
    renderUi(<TrainScreen />);
    for (const id of ["knob-relevantFrom", "knob-range", "find-rate", "reset-settings"]) {
      expect(screen.queryByTestId(id)).toBeNull();
    }
    expect(screen.queryByTestId("knob-learningRate")).toBeNull();
    fireEvent.click(screen.getByTestId("model-pooled-history"));
    expect(screen.getByTestId("knob-learningRate")).toBeTruthy();
  });

  it("ranks runs and baselines by NDCG@10, with no other board to choose", () => {
    showRuns(rankingRun());
    const board = cellsOf("Runs and baselines, ranked on validation NDCG@10");
    expect(board.map(([rank, name, , figure]) => [rank, name?.slice(0, 10), figure?.slice(0, 6)])).toEqual([
      ["1", "Run 1 · Po", "0.1000"],
      ["2", "item-kNN", "0.0700"],
      ["3", "EASE", "0.0600"],
      ["4", "popularity", "0.0500"],
    ]);
    expect(screen.queryByRole("radiogroup", { name: "Ranked by" })).toBeNull();
  });

  it("measures the run by its lists, beside the baselines that rank", () => {
    showRuns(rankingRun());
    const rows = cellsOf("Quality of the ten best products");
    expect(rows.map(([name]) => name)).toEqual(["Pooled history", "item-kNN", "EASE", "popularity"]);
    expect(screen.getByTestId("verdict").textContent).toBe(
      "NDCG@10 is 0.030 better than that of item-kNN (95\u00a0% interval 0.010 to 0.050).",
    );
    expect(
      screen.getByText(
        "n = 60 users with a test interaction; lists are out of all products, without those chosen in training.",
      ),
    ).toBeTruthy();
  });

  it("counts interactions", () => {
    const rival: RunResult["rivals"][number] = {
      run: 1,
      metric: "ndcg10",
      difference: 0,
      interval: [-0.01, 0.01],
      outcome: "no different",
    };
    const run = rankingRun(2);
    const { unmount } = showRuns({ ...rankingRun(1), settings: { ...run.settings, seed: 8 } }, run);
    expect(screen.getByText("n = 800 training interactions, 100 validation interactions")).toBeTruthy();
    expect(screen.getByText("Measured on other interactions or users, so not ranked with these")).toBeTruthy();
    unmount();
    run.result!.rivals = [rival];
    showRuns(run);
    expect(screen.getByText(/against each earlier one, on the same test interactions/)).toBeTruthy();
  });

  it("says how it splits in the same words", () => {
    for (const [split, hint] of [
      ["random", "Trains, validates and tests on interactions drawn with the seed."],
      [
        "leave-last-out",
        "Tests each user’s last interaction, validates on the one before; users with one interaction train only. It leaks: later interactions of other users train.",
      ],
    ] as const) {
      useStore.setState(({ settings }) => ({ settings: { ...settings, split } }));
      const { unmount } = renderUi(<TrainScreen />);
      expect(screen.getByText(hint)).toBeTruthy();
      unmount();
    }
  });

  it("draws what was chosen", () => {
    renderUi(<TrainScreen />);
    expect(screen.getByRole("img", { name: /the products that a user has chosen add up/ })).toBeTruthy();
    fireEvent.click(screen.getByTestId("model-pooled-history"));
    expect(screen.getByRole("img", { name: /of the products that a user has chosen, pooled/ })).toBeTruthy();
    expect(screen.getByText("chosen")).toBeTruthy();
  });

  it.each([
    ["before the first run", () => renderUi(<TrainScreen />)],
    ["while the first epoch trains", () => showRuns({ ...rankingRun(), status: "running", result: null, epochs: [] })],
    ["while a run goes on", () => showRuns({ ...rankingRun(), status: "running", result: null })],
    ["with finished runs", () => showRuns(rankingRun(1), rankingRun(2))],
  ])("speaks of no ratings, stars, RMSE or MAE %s, but where it says that there are none", async (_, show) => {
    const { container } = show();
    screen.getByTestId("no-ratings").remove();
    for (const chart of screen.queryAllByText("Table")) await userEvent.click(chart);
    const labels = [...container.querySelectorAll("[aria-label]")].map((element) => element.getAttribute("aria-label"));
    const said = [container.textContent, ...labels].join(" ");
    expect(said).toContain("Pooled history");
    expect(said.match(/.{0,40}(\brat(ed|ings?)\b|\bstars?\b|RMSE|MAE).{0,40}/gi)).toBeNull();
  });

  it("has no RMSE in the table of epochs even without a validation part", async () => {
    const run = rankingRun();
    const epochs = run.epochs.map((epoch) => ({ ...epoch, validationLoss: null, validationNdcg10: null }));
    showRuns({ ...run, epochs });
    await userEvent.click(within(screen.getByRole("radiogroup", { name: /Is the loss falling/ })).getByText("Table"));
    const table = screen.getByRole("table", { name: "Losses by epoch" });
    expect(
      within(table)
        .getAllByRole("columnheader")
        .map((head) => head.textContent),
    ).toEqual(["Epoch", "Training loss", "Validation loss", "Validation NDCG@10", "Time"]);
  });

  it("has accessible markup", async () => {
    const { container } = showRuns(rankingRun(1), rankingRun(2));
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
