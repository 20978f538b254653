import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { reportDocument } from "../../../src/screens/report/document";
import { ReportScreen } from "../../../src/screens/report/ReportScreen";
import { saveFile } from "../../../src/store/saveFile";
import { useStore } from "../../../src/store/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { finishedRun, loadedData, runResult } from "../fixtures";

vi.mock(import("../../../src/store/saveFile"), () => ({ saveFile: vi.fn() }));

/** A Blob's text; jsdom's Blob cannot tell it by itself. */
function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });
}

const opened = { u7: [{ product: "B2", predicted: 4.512 }] };

beforeEach(() => {
  vi.mocked(saveFile).mockClear();
  const state = { data: loadedData(), runs: [finishedRun()], selectedRun: 1, opened };
  useStore.setState({ ...useStore.getInitialState(), ...state }, true);
});

describe("the Report screen", () => {
  it("saves the document of the run in view as JSON", async () => {
    renderUi(<ReportScreen />);
    await userEvent.click(screen.getByTestId("save-json"));
    const [content, name] = vi.mocked(saveFile).mock.calls[0]!;
    expect(name).toBe("electronics-report.json");
    expect(JSON.parse(await textOf(content))).toEqual(reportDocument(loadedData(), runResult(), opened));
  });

  it("saves the opened lists as CSV", async () => {
    renderUi(<ReportScreen />);
    await userEvent.click(screen.getByTestId("save-csv"));
    const [content, name] = vi.mocked(saveFile).mock.calls[0]!;
    expect(name).toBe("electronics-recommendations.csv");
    expect(await textOf(content)).toContain('"u7",1,"B2",4.5120');
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
