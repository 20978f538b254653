import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { DropTarget } from "../../../src/features/frame/DropTarget";
import { useStore } from "../../../src/features/studio/store";
import { renderUi } from "../../setup/render";

const open = vi.fn(async () => {});
const files = [new File(["user,product,rating\n"], "ratings.csv"), new File(["product,title\n"], "products.csv")];

beforeEach(() => {
  open.mockClear();
  useStore.setState({ screen: "explore", openSource: open });
  renderUi(<DropTarget />);
});

/** Files as a browser that tells their number before they are dropped. */
const dragged = (...files: File[]) => ({ dataTransfer: { types: ["Files"], files, items: files } });

test("files dropped at once are opened at once, on the Data screen", () => {
  fireEvent.dragEnter(document.body, dragged(...files));
  expect(screen.getByText("Drop the files to read them together")).toBeTruthy();
  fireEvent.drop(document.body, dragged(...files));
  expect(screen.queryByText(/^Drop the/)).toBeNull();
  expect(open.mock.calls).toEqual([[{ kind: "files", files }]]);
  expect(useStore.getState().screen).toBe("data");
});

test("one file is spoken of as one, also where the browser does not tell how many there are", () => {
  fireEvent.dragEnter(document.body, { dataTransfer: { types: ["Files"], files: [] } });
  expect(screen.getByText("Drop the file to read it")).toBeTruthy();
});

test("what is no file is left to the browser", () => {
  const dataTransfer = { types: ["text/plain"], files: [] };
  fireEvent.dragEnter(document.body, { dataTransfer });
  expect(screen.queryByText(/^Drop the/)).toBeNull();
  fireEvent.drop(document.body, { dataTransfer });
  expect(open).not.toHaveBeenCalled();
  expect(useStore.getState().screen).toBe("explore");
});
