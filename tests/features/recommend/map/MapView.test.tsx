import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { MapView } from "../../../../src/features/recommend/map/MapView";
import { useStore } from "../../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../../setup/render";
import { finishedRun, loadedData } from "../../fixtures";
import { frame, groups, mapName, picture } from "./fixtures";

const initial = useStore.getInitialState();
const actions = {
  drawMap: vi.fn(async () => {}),
  cancelMap: vi.fn(),
  setMapLook: vi.fn(),
  setMapColour: vi.fn(),
  findOnMap: vi.fn(async (mapQuery: string) => useStore.setState({ mapQuery })),
  nameOnMap: vi.fn(),
  selectOnMap: vi.fn(async () => {}),
  openProduct: vi.fn(async () => {}),
};
const drawn = {
  data: loadedData(),
  runs: [finishedRun()],
  selectedRun: 1,
  explorerModel: { run: 1, epoch: 2, final: true },
  mapFrames: [frame(1), frame(2), frame(2, { final: true })],
  mapGroups: groups(),
  mapNames: new Map([0, 1, 2, 4, 7].map((code) => [code, mapName(code, code === 0 ? "Silvaro Echo" : "")])),
};

// jsdom draws nothing: what a canvas would show is tested in a browser.
HTMLCanvasElement.prototype.getContext = (() => null) as never;

beforeEach(() => {
  for (const action of Object.values(actions)) action.mockClear();
  useStore.setState({ ...initial, ...drawn, ...actions }, true);
});

describe("without a map", () => {
  it("says that there is no model yet", () => {
    useStore.setState({ explorerModel: null, runs: [], selectedRun: null, mapFrames: [] });
    renderUi(<MapView />);
    expect(screen.getByText("No model to ask yet")).toBeTruthy();
  });

  it("asks for one as soon as a model answers, and with every newer one", () => {
    useStore.setState({ mapFrames: [] });
    renderUi(<MapView />);
    expect(actions.drawMap).toHaveBeenCalledTimes(1);
  });

  it("says why there can be none, with the way on", async () => {
    useStore.setState({ mapFrames: [], mapError: "This file has no brands to draw." });
    const { container } = renderUi(<MapView />);
    expect(screen.getByTestId("map-error").textContent).toBe("This file has no brands to draw.");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(actions.drawMap).toHaveBeenLastCalledWith("anew");
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("says how far a UMAP is, and cancels it", async () => {
    useStore.setState({ mapFrames: [], mapProgress: 0.43, mapLook: { kind: "products", method: "umap" } });
    renderUi(<MapView />);
    expect(screen.getByTestId("map-progress").textContent?.replace("\u00a0", " ")).toContain("UMAP: 43 %");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(actions.cancelMap).toHaveBeenCalled();
  });
});

describe("a map", () => {
  it("is told in a sentence, and has a legend whose entries stand out when pressed", async () => {
    const { container } = renderUi(<MapView />);
    expect(screen.getByTestId("map-sentence").textContent).toContain("45");
    const legend = within(screen.getByTestId("map-legend"));
    const entry = legend.getByRole("button", { name: /Home Audio/ });
    await userEvent.click(entry);
    expect(entry.getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(entry);
    expect(entry.getAttribute("aria-pressed")).toBe("false");
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("goes back to earlier epochs by its slider", () => {
    renderUi(<MapView />);
    const slider = screen.getByRole("slider", { name: "Epoch" });
    expect(slider.getAttribute("aria-valuetext")).toBe("Best epoch, 2");
    fireEvent.keyDown(slider, { key: "Home" });
    expect(screen.getByRole("slider").getAttribute("aria-valuetext")).toBe("Epoch 1");
    expect(screen.getByTestId("map-film").textContent).toContain("Epoch 1");
  });

  it("shows another kind, layout or colour when asked", async () => {
    renderUi(<MapView />);
    await userEvent.click(screen.getByText("Users"));
    expect(actions.setMapLook).toHaveBeenLastCalledWith({ kind: "users" });
    await userEvent.click(screen.getByText("UMAP"));
    expect(actions.setMapLook).toHaveBeenLastCalledWith({ method: "umap" });
  });

  it("says when a UMAP is of an earlier epoch", async () => {
    useStore.setState({
      mapFrames: [frame(1, { picture: picture({ method: "umap" }) })],
      mapLook: { kind: "products", method: "umap" },
    });
    renderUi(<MapView />);
    await userEvent.click(screen.getByRole("button", { name: "Lay out again" }));
    expect(actions.drawMap).toHaveBeenLastCalledWith("anew");
  });

  it("finds points by search and chooses the first on Enter", async () => {
    useStore.setState({ mapMatches: [mapName(4), mapName(7)], mapMatchesTotal: 2 });
    renderUi(<MapView />);
    await userEvent.type(screen.getByTestId("map-search"), "B{Enter}");
    expect(actions.findOnMap).toHaveBeenCalledWith("B");
    expect(actions.selectOnMap).toHaveBeenLastCalledWith(4);
  });

  it("lists the neighbours of the chosen point, in the original space, with their cosines", async () => {
    useStore.setState({
      mapSelected: {
        code: 0,
        neighbours: [
          { ...mapName(4), cosine: 0.931, share: null },
          { ...mapName(7), cosine: -0.2, share: null },
        ],
      },
    });
    const { container } = renderUi(<MapView />);
    const chosen = within(screen.getByTestId("map-chosen"));
    expect(chosen.getByRole("heading", { name: "Silvaro Echo" })).toBeTruthy();
    expect(chosen.getByText(/all 16 factors/)).toBeTruthy();
    const list = chosen.getByRole("list", { name: "Nearest to Silvaro Echo" });
    expect(
      within(list)
        .getAllByRole("button")
        .map(({ textContent }) => textContent),
    ).toEqual([expect.stringContaining("0.931"), expect.stringContaining("−0.200")]);
    await userEvent.click(within(list).getAllByRole("button")[1]);
    expect(actions.selectOnMap).toHaveBeenLastCalledWith(7);
    await userEvent.click(chosen.getByRole("button", { name: "Open product" }));
    expect(actions.openProduct).toHaveBeenCalledWith("B0");
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
