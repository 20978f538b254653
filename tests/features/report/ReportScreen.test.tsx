import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { reportDocument } from "../../../src/features/report/document";
import { ReportScreen } from "../../../src/features/report/ReportScreen";
import { saveFile } from "../../../src/features/studio/saveFile";
import { useStore } from "../../../src/features/studio/store";
import { datasetSummary } from "../../setup/reading";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { errors, finishedRun, loadedData, runResult } from "../fixtures";

vi.mock(import("../../../src/features/studio/saveFile"), () => ({ saveFile: vi.fn() }));

/** A Blob's text; jsdom's Blob cannot tell it by itself. */
function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });
}

const opened = { u7: [{ product: "B2", title: "", predicted: 4.512 }] };

beforeEach(() => {
  vi.mocked(saveFile).mockClear();
  const state = { data: loadedData(), runs: [finishedRun()], selectedRun: 1, opened };
  useStore.setState({ ...useStore.getInitialState(), ...state }, true);
});

describe("the Report screen", () => {
  it("saves the document of the run in view as JSON", async () => {
    renderUi(<ReportScreen />);
    await userEvent.click(screen.getByTestId("save-json"));
    const [content, name] = vi.mocked(saveFile).mock.calls[0];
    expect(name).toBe("electronics-report.json");
    expect(JSON.parse(await textOf(content))).toEqual(reportDocument(loadedData(), runResult(), opened));
  });

  it("saves the opened lists as CSV", async () => {
    renderUi(<ReportScreen />);
    await userEvent.click(screen.getByTestId("save-csv"));
    const [content, name] = vi.mocked(saveFile).mock.calls[0];
    expect(name).toBe("electronics-recommendations.csv");
    expect(await textOf(content)).toContain('"u7",1,"B2",4.5120');
  });

  it("tells the verdict with its interval, the lists' quality, for whom it works and where it is wrong", () => {
    renderUi(<ReportScreen />);
    expect(screen.getByTestId("verdict-ratings").textContent).toContain("Are its ratings good?");
    expect(screen.getByTestId("verdict").textContent).toMatch(/better than damped bias \(95.% interval 0.02/);
    const rowsOf = (caption: string) =>
      within(screen.getByRole("table", { name: caption }))
        .getAllByRole("row")
        .slice(1)
        .map((row) =>
          within(row)
            .getAllByRole("cell")
            .map((cell) => cell.textContent),
        );
    const lists = rowsOf("Quality of the ten best products");
    expect(lists.map(([name]) => name)).toEqual(["Dot product + bias", "popularity", "damped bias"]);
    expect(lists[0]).toContain("0.1200");
    expect(rowsOf("Errors for known and new users and products")[1].join(" ")).toMatch(/New users.*1\.2800.*12$/);
    expect(rowsOf("Errors in the largest segments")).toEqual([
      ["Brand", "Sonora", "1.02000.9700–1.0700", "+0.110 0.020 to 0.200", "60"],
    ]);
    expect(screen.getByText(/the user’s and the product’s gender go together/)).toBeTruthy();
  });

  it("calls recommended products by their titles, with the ids under them", () => {
    const titled = { product: "B2", title: "Desk <b>lamp</b>", predicted: 4.512 };
    useStore.setState({ opened: { u7: [titled, { product: "B3", title: "", predicted: 4 }] } });
    renderUi(<ReportScreen />);
    const [, ...rows] = within(screen.getByRole("table", { name: "Recommended to u7" })).getAllByRole("row");
    expect(rows.map((row) => row.textContent)).toEqual(["1Desk <b>lamp</b>B24.51", "2B34.00"]);
  });

  it("tells no errors of a run on a file without ratings", () => {
    const { test, baselines, ...result } = runResult();
    const none = errors(0, null, null);
    const ranked = {
      ...result,
      test: { ...test, ...none, known: none, new: none, knownProducts: none },
      baselines: baselines.filter(({ name }) => name === "popularity"),
    };
    const data = { ...loadedData(), summary: datasetSummary({ feedback: "implicit", ratingLow: 1, ratingHigh: 1 }) };
    useStore.setState({ data, runs: [{ ...finishedRun(), result: ranked }] });
    renderUi(<ReportScreen />);
    expect(screen.getByText("no ratings: what was chosen")).toBeTruthy();
    expect(screen.getAllByText(/100.interactions/)).toHaveLength(2);
    expect(screen.getByRole("table", { name: "Quality of the ten best products" })).toBeTruthy();
    expect(screen.queryByText("For whom does it work?")).toBeNull();
    expect(screen.queryByText("Where is it wrong?")).toBeNull();
  });

  it("measures a run that only ranks by its lists alone", () => {
    const { test, ...result } = runResult();
    const none = { rmse: null, mae: null, interval: null, maeInterval: null };
    const ranked = { ...result, test: { ...test, ...none, segments: [], biasTests: [] } };
    useStore.setState({ runs: [{ ...finishedRun(), result: ranked }] });
    renderUi(<ReportScreen />);
    expect(screen.getByRole("table", { name: "Quality of the ten best products" })).toBeTruthy();
    expect(screen.queryByText("For whom does it work?")).toBeNull();
    expect(screen.queryByText("Where is it wrong?")).toBeNull();
  });

  it("has nothing to save before a run has finished", () => {
    useStore.setState({ runs: [], selectedRun: null, opened: {} });
    renderUi(<ReportScreen />);
    expect(screen.getByTestId<HTMLButtonElement>("save-json").disabled).toBe(true);
    expect(screen.getByText("No finished run yet")).toBeTruthy();
  });

  it.each([
    ["of a finished run", {}],
    ["without a run", { runs: [], selectedRun: null, opened: {} }],
  ])("has accessible markup %s", async (_, state) => {
    useStore.setState(state);
    const { container } = renderUi(<ReportScreen />);
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
