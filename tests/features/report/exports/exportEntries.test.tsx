import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Exports } from "../../../../src/features/report/exports/Exports";
import { progressWords } from "../../../../src/features/report/exports/exportWords";
import { useStore } from "../../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../../setup/render";
import { material } from "../file/material";

const saveExport = vi.fn();
const cancelExport = vi.fn();
const { data, run } = material();

beforeEach(() => {
  saveExport.mockReset();
  cancelExport.mockReset();
  const state = { data, runs: [run!], selectedRun: run!.id, saveExport, cancelExport };
  useStore.setState({ ...useStore.getInitialState(), ...state }, true);
});

const show = () => renderUi(<Exports onReport={() => {}} />);
const button = (kind: string) => screen.getByTestId<HTMLButtonElement>(`save-${kind}`);

describe("what is saved for other programs", () => {
  it("is named with whom it is for, its format and its size, and made when it is asked for", async () => {
    const { container } = show();
    expect(screen.getByText(/^ZIP, about \d.*kB$/)).toBeTruthy();
    expect(screen.getByText(/^ZIP, .*ratings, with weights$/)).toBeTruthy();
    await userEvent.click(button("model"));
    await userEvent.click(button("embeddings"));
    await userEvent.click(button("elsewhere"));
    expect(saveExport.mock.calls).toEqual([["model"], ["embeddings"], ["elsewhere"]]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("says why there is nothing to save without a finished run, but for the ratings", () => {
    useStore.setState({ runs: [{ ...run!, result: null, status: "running" }] });
    show();
    expect(button("model").disabled).toBe(true);
    expect(button("embeddings").disabled).toBe(true);
    expect(button("elsewhere").disabled).toBe(false);
    expect(screen.getByText("ZIP, of a finished run")).toBeTruthy();
    expect(screen.getByText(/without weights: no run has finished$/)).toBeTruthy();
  });

  it("tells how far it is, can be cancelled, and lets the others wait", async () => {
    const progress = { phase: "collecting", done: 500, total: 2000 } as const;
    useStore.setState({ exporting: { kind: "elsewhere", progress } });
    const { container } = show();
    const line = screen.getByRole("progressbar", { name: "Continue elsewhere is being made" });
    expect(line.getAttribute("aria-valuenow")).toBe("25");
    expect(screen.getByText("Writing ratings: 500 of 2,000")).toBeTruthy();
    expect(button("model").disabled).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Cancel saving" }));
    expect(cancelExport).toHaveBeenCalledOnce();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("says what went wrong beside what it was, and what was saved", async () => {
    useStore.setState({
      exportError: { kind: "model", message: "It would be larger than 4 GB, which no ZIP archive can hold." },
      exported: { kind: "embeddings", file: "shop-embeddings.zip", bytes: 12_300 },
    });
    show();
    expect(screen.getByRole("alert").textContent).toContain("Weights could not be saved");
    expect(screen.getByText("Saved: 12.3 kB")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

it("progress is told in ratings while they are written, in bytes while they are packed", () => {
  expect(progressWords(null)).toBe("Collecting what goes in.");
  expect(progressWords({ phase: "packing", done: 1.5e6, total: 3e6 })).toBe("Packing: 1.5\u00a0MB of 3\u00a0MB");
});
