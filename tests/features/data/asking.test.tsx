import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { ReadQuestion } from "../../../src/engine/read/types";
import { Alarms } from "../../../src/features/data/Alarms";
import { ChoicesCard } from "../../../src/features/data/ChoicesCard";
import { DataScreen } from "../../../src/features/data/DataScreen";
import { FitnessCard } from "../../../src/features/data/FitnessCard";
import { QualityCard } from "../../../src/features/data/QualityCard";
import { Questions } from "../../../src/features/data/Questions";
import { useStore } from "../../../src/features/studio/store";
import { readReport } from "../../setup/reading";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { outcome, textSource } from "../studio/fakeWorkers";
import { electronics } from "./fixtures";

const table: ReadQuestion = {
  id: "table",
  question: "Which way round does it lie?",
  answers: [
    { label: "A user a line", change: { table: "users-down" } },
    { label: "A product a line", change: { table: "products-down" } },
  ],
  default: 0,
};
const zero: ReadQuestion = {
  id: "zeroMeans",
  question: "Does 0 mean that none was given?",
  answers: [
    { label: "0 means none was given", change: { zeroMeans: "missing" } },
    { label: "0 is a rating", change: { zeroMeans: "rating" } },
  ],
  default: 0,
};

test("one question is in sight at a time, and one can go to the next and back", async () => {
  const report = readReport({ questions: [table, zero] });
  const { container } = renderUi(<Questions report={report} disabled={false} onAnswer={() => {}} />);
  expect(screen.getByText("1 of 2")).toBeTruthy();
  expect(screen.queryByText(zero.question)).toBeNull();
  expect(await accessibilityFaults(container)).toEqual([]);
  const back = screen.getByRole("button", { name: "Previous question" });
  expect((back as HTMLButtonElement).disabled).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "Next question" }));
  expect(screen.queryByText(table.question)).toBeNull();
  expect(screen.getByText("2 of 2")).toBeTruthy();
  await userEvent.click(back);
  expect(screen.getByText(table.question)).toBeTruthy();
});

test("the answer that counts for now comes first and is marked, and pressing another one reads with it", async () => {
  const answer = vi.fn();
  renderUi(<Questions report={readReport({ questions: [zero] })} disabled={false} onAnswer={answer} />);
  const answers = screen.getByRole("group", { name: zero.question }).querySelectorAll("button");
  expect([...answers].map(({ textContent }) => textContent)).toEqual([
    "0 means none was given (assumed for now)",
    "0 is a rating",
  ]);
  await userEvent.click(answers[1]);
  expect(answer).toHaveBeenCalledWith({ zeroMeans: "rating" });
});

test("once an answer has been read with, the keyboard is at the next question, and then at the end of them", async () => {
  const asked = readReport({ questions: [table, zero] });
  const { rerender } = renderUi(<Questions report={asked} disabled={false} onAnswer={() => {}} />);
  const press = async (name: RegExp, report: typeof asked) => {
    screen.getByRole("button", { name }).focus();
    await userEvent.keyboard("{Enter}");
    rerender(<Questions report={asked} disabled onAnswer={() => {}} />);
    (document.activeElement as HTMLElement).blur();
    rerender(<Questions report={report} disabled={false} onAnswer={() => {}} />);
  };
  await press(/A product a line/, { ...asked, options: { table: "products-down" } });
  expect(document.activeElement?.textContent).toBe(zero.question);
  expect(screen.queryByText(/ of /)).toBeNull();
  await press(/0 is a rating/, { ...asked, questions: [], options: { table: "products-down", zeroMeans: "rating" } });
  expect(document.activeElement?.textContent).toContain("Every question about this file is answered.");
});

test("what can hardly be right is said with where to look, and the keyboard is taken there", async () => {
  const report = readReport({ warnings: ["90 % are of one product: check it.", "The column date is left out."] });
  const { container } = renderUi(
    <>
      <Alarms report={report} />
      <ChoicesCard report={report} disabled={false} onChange={() => {}} onForget={() => {}} />
    </>,
  );
  expect(screen.getByText(/^2.things to look at before you train$/)).toBeTruthy();
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  // No alert: reading went on, and whoever waits for it is not to be stopped.
  expect(screen.queryByRole("alert")).toBeNull();
  expect(await accessibilityFaults(container)).toEqual([]);
  Element.prototype.scrollIntoView = vi.fn();
  await userEvent.click(screen.getByRole("button", { name: "Check how it was read" }));
  expect(document.activeElement?.textContent).toContain("How was it read?");
});

test("an answer can be changed where all choices stand", async () => {
  const change = vi.fn();
  const report = readReport({ questions: [table], options: { table: "users-down" } });
  renderUi(<ChoicesCard report={report} disabled={false} onChange={change} onForget={() => {}} />);
  await userEvent.click(screen.getByRole("combobox", { name: "The table lies" }));
  await userEvent.click(await screen.findByRole("option", { name: "A product a line" }));
  expect(change).toHaveBeenCalledWith({ table: "products-down" });
});

test("any sign can be typed as the one between fields", async () => {
  const change = vi.fn();
  renderUi(<ChoicesCard report={readReport()} disabled={false} onChange={change} onForget={() => {}} />);
  await userEvent.click(screen.getByRole("button", { name: "Another sign …" }));
  await userEvent.keyboard("~{Enter}");
  expect(change).toHaveBeenCalledWith({ delimiter: "~" });
});

test("what was passed over and what was mended is said beside the figures of reading", () => {
  const warnings = ["Each line of the file is in quotes: they were taken off."];
  renderUi(<QualityCard report={readReport({ passedOver: 4, warnings })} />);
  expect(screen.getByText(/^4.lines outside the table$/)).toBeTruthy();
  expect(screen.getByText(warnings[0])).toBeTruthy();
});

test("what the data are good for is told in two lines, of ratings and of lists", async () => {
  const { container } = renderUi(<FitnessCard summary={electronics} />);
  const answers = screen.getAllByRole("definition").map(({ textContent }) => textContent?.split(":")[0]);
  expect(answers).toEqual(["Partly", "No"]);
  expect(await accessibilityFaults(container)).toEqual([]);
});

const { summary, report, preview } = outcome("shop.csv");
beforeEach(() => {
  const data = { source: textSource("shop.csv"), isSample: false, summary, report, preview };
  useStore.setState({ data, reading: null, readError: null, screen: "data" });
});

test("after a file was opened there are two ways on", async () => {
  renderUi(<DataScreen />);
  await userEvent.click(screen.getByTestId("found-explore"));
  expect(useStore.getState().screen).toBe("explore");
  await userEvent.click(screen.getByTestId("found-train"));
  expect(useStore.getState().screen).toBe("train");
});

test("the file dialog hides no file, whatever its name ends in", () => {
  renderUi(<DataScreen />);
  expect(screen.getByTestId("file-input").getAttribute("accept")).toBeNull();
});
