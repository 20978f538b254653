import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { DataScreen } from "../../../src/features/data/DataScreen";
import { useStore } from "../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { outcome, textSource } from "../studio/fakeWorkers";

const open = vi.fn(async () => {});
beforeEach(() => {
  open.mockClear();
  const { summary, report, preview } = outcome("shop.csv");
  const data = { source: textSource("shop.csv"), isSample: false, summary, report, preview };
  useStore.setState({ data, reading: null, readError: null, screen: "data", openSource: open });
});

const file = new File(["user,product,rating\n"], "new.csv");

test("a picked file is opened", async () => {
  renderUi(<DataScreen />);
  await userEvent.upload(screen.getByTestId("file-input"), file);
  expect(open).toHaveBeenCalledWith({ kind: "files", files: [file] });
});

test("text pasted on the page is opened; text pasted into a field is the field's", async () => {
  renderUi(<DataScreen />);
  const clipboardData = { getData: () => "user,product,rating\nanna,lamp,5" };
  fireEvent.paste(screen.getByRole("combobox", { name: "Role of user" }), { clipboardData });
  expect(open).not.toHaveBeenCalled();
  fireEvent.paste(document.body, { clipboardData });
  expect(open).toHaveBeenCalledWith({ kind: "text", name: "Pasted text", text: "user,product,rating\nanna,lamp,5" });
});

test("ratings can be pasted into a dialog", async () => {
  renderUi(<DataScreen />);
  await userEvent.click(screen.getByRole("button", { name: "Paste text" }));
  const field = await screen.findByRole("textbox", { name: /One rating a line/ });
  fireEvent.change(field, { target: { value: "a,b,5" } });
  await userEvent.click(screen.getByRole("button", { name: "Read this text" }));
  expect(open).toHaveBeenCalledWith({ kind: "text", name: "Pasted text", text: "a,b,5" });
});

test("the screen keeps to the rules for keyboards and screen readers", async () => {
  const { container } = renderUi(<DataScreen />);
  expect(await accessibilityFaults(container)).toEqual([]);
});
