import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ActivityTable } from "../../../src/features/data/ActivityTable";
import { ChoicesCard } from "../../../src/features/data/ChoicesCard";
import { FailedPanel } from "../../../src/features/data/FailedPanel";
import { PreviewTable } from "../../../src/features/data/PreviewTable";
import { QualityCard } from "../../../src/features/data/QualityCard";
import { ReadingPanel } from "../../../src/features/data/ReadingPanel";
import { RejectionsCard } from "../../../src/features/data/RejectionsCard";
import { SummaryCard } from "../../../src/features/data/SummaryCard";
import { previewOf, readReport } from "../../setup/reading";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { electronics, report } from "./fixtures";

const rows = [["anna", "lamp", "5", "good"]];
const preview = previewOf(report, rows);

test("a reading says what, how much, how fast and how long, and can be cancelled", async () => {
  const cancel = vi.fn();
  const progress = {
    bytesRead: 54_000_000,
    bytesTotal: 86_000_000,
    records: 812_000,
    recordsPerSecond: 480_000,
    secondsLeft: 1,
  };
  renderUi(<ReadingPanel reading={{ name: "electronics.csv", progress, preview }} onCancel={cancel} />);
  expect(
    screen.getByText("Reading electronics.csv: 812,000 of about 1,293,000 ratings, 480,000/s, 1 s left"),
  ).toBeTruthy();
  // Its first records are there to look at, their roles not yet to be changed.
  expect(screen.getByText("lamp")).toBeTruthy();
  expect(screen.queryByRole("combobox")).toBeNull();
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("63");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(cancel).toHaveBeenCalledOnce();
});

test("rejected records are shown by reason, the most frequent first, with line and text", async () => {
  const save = vi.fn();
  const { container } = renderUi(<RejectionsCard report={report} onSave={save} />);
  const [reasons, examples] = screen.getAllByRole("table");
  const order = within(reasons!)
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent?.replaceAll("\u00a0", " "));
  expect(order).toEqual(["rating is not a number770 %", "no user330 %"]);
  expect(within(examples!).getByText("anna;lamp;five")).toBeTruthy();
  expect(within(examples!).getByText("1,204")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Save rejected rows" }));
  expect(save).toHaveBeenCalledOnce();
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("records read are accounted for in words and figures", async () => {
  const { container } = renderUi(<QualityCard report={report} />);
  expect(screen.getByText("1,013 records read = 1,000 accepted + 10 rejected + 3 merged.")).toBeTruthy();
  expect(screen.getByText(/the last one counts/)).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("how a file was read is shown with how sure that is, and can be changed", async () => {
  const [change, forget] = [vi.fn(), vi.fn()];
  const { container } = renderUi(<ChoicesCard report={report} disabled={false} onChange={change} onForget={forget} />);
  const delimiter = screen.getByRole("combobox", { name: "Fields are separated by" });
  expect((delimiter as HTMLInputElement).value).toBe("Semicolon");
  expect(screen.getByText("Sure: every record has 4 fields")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Guess anew" })).toBeNull();
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(delimiter);
  await userEvent.click(await screen.findByRole("option", { name: "Tab" }));
  expect(change).toHaveBeenCalledWith({ delimiter: "\t" });
});

test("choices can be given up for guesses", async () => {
  const forget = vi.fn();
  const chosen = readReport({ options: { delimiter: ";" }, remembered: true });
  renderUi(<ChoicesCard report={chosen} disabled={false} onChange={() => {}} onForget={forget} />);
  expect(screen.getByText(/choices that you made for a file with the same columns/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Guess anew" }));
  expect(forget).toHaveBeenCalledOnce();
});

test("how active users and products are is told in figures", async () => {
  const { container } = renderUi(<ActivityTable summary={electronics} />);
  const [, users] = screen.getAllByRole("row");
  expect(users?.textContent?.replaceAll("\u00a0", " ")).toBe("Users1,157,6331.12114191 %0.2 %");
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("a table of ten thousand columns shows those in use and some others", () => {
  const columns = Array.from({ length: 10_000 }, (_, i) => ({
    name: `c${i}`,
    role: i === 9_000 ? ("user" as const) : ("ignore" as const),
    guessedFrom: "header" as const,
    confidence: "sure" as const,
  }));
  renderUi(<PreviewTable columns={columns} rows={[columns.map(({ name }) => name)]} />);
  expect(screen.getAllByRole("columnheader")).toHaveLength(40);
  expect(screen.getAllByText("c9000")).toHaveLength(2);
  expect(screen.getByText(/9,960.more columns not shown/)).toBeTruthy();
});

test("the figures of a file are shown with their unknowns", async () => {
  const { container } = renderUi(<SummaryCard summary={electronics} />);
  expect(screen.getByText("1,292,954")).toBeTruthy();
  expect(screen.getAllByText("1,157,633")).toBeTruthy();
  expect(screen.getByText("known for 13.5 %")).toBeTruthy();
  expect(screen.getByText("13 Jun 1999")).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("a column's role is shown with why it was guessed, and can be changed", async () => {
  const choose = vi.fn();
  const { container } = renderUi(<PreviewTable columns={report.columns} rows={rows} onRole={choose} />);
  const role = screen.getByRole("combobox", { name: "Role of note" });
  expect((role as HTMLInputElement).value).toBe("Not used");
  expect(screen.getByText("guessed from the header")).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(role);
  await userEvent.click(await screen.findByRole("option", { name: "Category" }));
  expect(choose).toHaveBeenCalledWith(3, "category");
});

test("a failed reading says why and offers other roles", async () => {
  const retry = vi.fn();
  const failure = { name: "shop.csv", message: "No column holds ratings.", preview, workerLost: false };
  const { container } = renderUi(
    <FailedPanel failure={failure} kept="demo.csv" onRetry={retry} onDismiss={() => {}} />,
  );
  expect(screen.getByRole("alert").textContent).toContain("No column holds ratings.");
  expect(await accessibilityFaults(container)).toEqual([]);
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  await userEvent.click(screen.getByRole("combobox", { name: "Role of note" }));
  await userEvent.click(await screen.findByRole("option", { name: "Rating" }));
  await userEvent.click(screen.getByRole("button", { name: "Read so" }));
  expect(retry).toHaveBeenCalledWith({ roles: { 2: "ignore", 3: "rating" } });
});

test("after the worker was lost it is said what is still open, and the same reading is offered again", async () => {
  const retry = vi.fn();
  const failure = { name: "shop.csv", message: "The data worker stopped.", preview: null, workerLost: true };
  renderUi(<FailedPanel failure={failure} kept="demo.csv" onRetry={retry} onDismiss={() => {}} />);
  expect(screen.getByRole("alert").textContent).toContain("The data worker stopped. demo.csv is still open.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledWith();
});
