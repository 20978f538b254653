import { configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ReportScreen } from "../../../src/features/report/ReportScreen";
import { saveFile } from "../../../src/features/studio/saveFile";
import { useStore } from "../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { example, material, USERS } from "./file/material";

vi.mock(import("../../../src/features/studio/saveFile"), () => ({ saveFile: vi.fn() }));

function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });
}

// A machine under load is slow, not broken.
configure({ asyncUtilTimeout: 20_000 });

/** What the workers answer; a test says when, and whether. */
const survey = vi.fn();
const examples = vi.fn();

beforeEach(() => {
  vi.mocked(saveFile).mockClear();
  const { data, run, survey: found } = material();
  survey.mockReset().mockResolvedValue(found);
  examples.mockReset().mockResolvedValue([example(USERS[0]), example(null)]);
  const state = { data, runs: [run!], selectedRun: run!.id };
  const answers = { surveyForReport: survey, examplesForReport: examples };
  useStore.setState({ ...useStore.getInitialState(), ...state, ...answers }, true);
});

async function openDialog() {
  renderUi(<ReportScreen />);
  await userEvent.click(screen.getByTestId("save-report"));
  return screen.findByRole("dialog", { name: "Save report" });
}

const saveButton = () => screen.getByTestId<HTMLButtonElement>("save-report-file");

async function save() {
  await waitFor(() => expect(saveButton().disabled).toBe(false));
  await userEvent.click(saveButton());
  await waitFor(() => expect(saveFile).toHaveBeenCalled());
  const [page, name] = vi.mocked(saveFile).mock.calls[0];
  return { name, size: page.size, html: await textOf(page) };
}

describe("saving a report", () => {
  it("makes one HTML file of what was asked for, and says how large it is before and after", async () => {
    await openDialog();
    await userEvent.clear(screen.getByLabelText(/^Title/));
    await userEvent.type(screen.getByLabelText(/^Title/), "For the board");
    await userEvent.type(screen.getByLabelText("Remarks"), "Read the intervals.");
    await userEvent.click(screen.getByRole("checkbox", { name: "Glossary" }));
    expect(await screen.findByText(/^One HTML file, \d+.kB$/)).toBeTruthy();
    const { name, html } = await save();
    expect(name).toBe("electronics-report.html");
    expect(html.includes("<title>For the board</title>")).toBe(true);
    expect(html.includes("Read the intervals.")).toBe(true);
    expect(html.includes("What do the terms mean?")).toBe(false);
    expect(html.includes(USERS[0])).toBe(false);
    expect(await screen.findByText(/^Saved electronics-report\.html, \d+.kB\.$/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("shows user ids only to those who ask for them, with what that means", async () => {
    await openDialog();
    expect(screen.getByText("Customers are numbered, and no user id stands in the file.")).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox", { name: "Show user ids as the file has them" }));
    expect(screen.getByText(/Whoever gets the file reads the user ids/)).toBeTruthy();
    const { html } = await save();
    expect(html.includes(USERS[0])).toBe(true);
  });

  it("says how far it is, and is given up with the dialog", async () => {
    let signal: AbortSignal | undefined;
    examples.mockImplementation((given: AbortSignal, onProgress) => {
      signal = given;
      onProgress({ done: 1, total: 4 });
      return new Promise(() => {});
    });
    await openDialog();
    const progress = await screen.findByRole("progressbar", { name: "Looking up customer 2 of 4" });
    // A quarter of what gathering takes of the whole.
    expect(progress.getAttribute("aria-valuenow")).toBe("18");
    expect(saveButton().disabled).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(signal?.aborted).toBe(true));
    expect(saveFile).not.toHaveBeenCalled();
  });

  it("does without what could not be had, says why, and tries again", async () => {
    examples.mockRejectedValueOnce(new Error("The recommendation worker stopped."));
    await openDialog();
    const said = await screen.findByText(/Example recommendations are left out\. The recommendation worker stopped\./);
    expect(said).toBeTruthy();
    const part = () => screen.getByRole<HTMLInputElement>("checkbox", { name: "Example recommendations" });
    expect([part().disabled, part().checked]).toEqual([true, false]);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect([part().disabled, part().checked]).toEqual([false, true]));
    expect((await save()).html.includes("Customer 1")).toBe(true);
  });

  it("is of the data alone without a finished run", async () => {
    useStore.setState({ runs: [], selectedRun: null });
    await openDialog();
    expect(screen.getByText("Parts about a model need a finished run.")).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Test of the model" }).disabled).toBe(true);
    expect((await save()).html.includes("No model has been trained yet")).toBe(true);
    expect(examples).not.toHaveBeenCalled();
  });

  it("has accessible markup", async () => {
    const dialog = await openDialog();
    await screen.findByText(/^One HTML file/);
    // Mantine’s own header of the dialog is left to it.
    expect(await accessibilityFaults(dialog.querySelector("form")!)).toEqual([]);
  });
});
