import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { DataScreen } from "../../../src/features/data/DataScreen";
import { WorkspaceEntry } from "../../../src/features/report/exports/WorkspaceEntry";
import { useStore } from "../../../src/features/studio/store";
import { FiguresCheck } from "../../../src/features/train/FiguresCheck";
import { Leaderboard } from "../../../src/features/train/Leaderboard";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { finishedRun, loadedData } from "../fixtures";

const SAME = { status: "same" as const, figures: [{ metric: "rmse" as const, saved: 1.1, recomputed: 1.1 }] };
const DIFFERENT = { status: "different" as const, figures: [{ metric: "rmse" as const, saved: 1.1, recomputed: 1.3 }] };

beforeEach(() => {
  const source = { kind: "workspace" as const, name: "shop.csv", sample: null, dataset: new Blob() };
  const state = {
    data: { ...loadedData(), source },
    runs: [finishedRun()],
    selectedRun: 1,
    workspaceFile: { name: "shop.collabnn", saved: "2026-01-02T03:04:05.678Z", runs: 1 },
    runChecks: { 1: SAME },
  };
  useStore.setState({ ...useStore.getInitialState(), ...state }, true);
});

test("Data says which workspace is open and that its figures hold; how it was read is fixed, and why", async () => {
  const { container } = renderUi(<DataScreen />);
  expect(screen.getByText(/^shop\.collabnn is open: 1\srun, saved /)).toBeTruthy();
  expect(screen.getByText(/^Run 1: test RMSE 1\.1000, recomputed from the stored weights, as saved/)).toBeTruthy();
  expect(screen.getByText(/A workspace holds ratings as they were read, not the file itself/)).toBeTruthy();
  expect(screen.getByText(/to change a role, open the file again/)).toBeTruthy();
  for (const control of screen.getAllByRole<HTMLInputElement>("combobox")) expect(control.disabled).toBe(true);
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("a run whose figures are not those of its weights says so on Data, Train and Report, and stays", () => {
  useStore.setState({ runChecks: { 1: DIFFERENT } });
  renderUi(
    <>
      <DataScreen />
      <FiguresCheck run={1} />
      <Leaderboard run={finishedRun()} unit="stars" />
    </>,
  );
  const alerts = screen.getAllByRole("alert").map(({ textContent }) => textContent);
  expect(alerts).toHaveLength(2);
  for (const alert of alerts) expect(alert).toContain("do not rely on its figures");
  expect(screen.getByText(/its figures are not those of its weights/)).toBeTruthy();
});

test("Report saves the workspace, says how large it became, and lets saving be cancelled", async () => {
  const [saveWorkspace, cancelWorkspace] = [vi.fn(), vi.fn()];
  useStore.setState({ saveWorkspace, cancelWorkspace });
  const { container } = renderUi(
    <ul>
      <WorkspaceEntry />
    </ul>,
  );
  expect(screen.getByText(/^ZIP, with 1\srun$/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Save workspace" }));
  expect(saveWorkspace).toHaveBeenCalledOnce();
  useStore.setState({ savingWorkspace: { name: "shop.csv", done: 1, total: 2 } });
  await userEvent.click(await screen.findByRole("button", { name: "Cancel saving" }));
  expect(cancelWorkspace).toHaveBeenCalledOnce();
  useStore.setState({ savingWorkspace: null, savedWorkspace: { file: "shop.collabnn", bytes: 707_000 } });
  expect(await screen.findByText(/^Saved: 707\skB$/)).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
});
