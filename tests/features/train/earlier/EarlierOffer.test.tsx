import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { useStore } from "../../../../src/features/studio/store";
import { EarlierLine } from "../../../../src/features/train/earlier/EarlierLine";
import { EarlierOffer } from "../../../../src/features/train/earlier/EarlierOffer";
import type { OfferedModel as Offer } from "../../../../src/features/train/store/earlierState";
import { accessibilityFaults, renderUi } from "../../../setup/render";
import { finishedRun, loadedData } from "../../fixtures";

const OFFER: Offer = {
  name: "shop-may.csv",
  run: 3,
  model: "hybrid",
  overlap: { users: 1310, knownUsers: 1204, products: 251, knownProducts: 240 },
  refusals: { scored: null, continued: null },
  suggested: { epochs: 50, learningRate: 0.1 },
};

const initial = useStore.getInitialState();
const continueEarlier = vi.fn(async () => {});
const scoreEarlier = vi.fn(async () => {});
const dismissEarlier = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  const actions = { continueEarlier, scoreEarlier, dismissEarlier };
  useStore.setState({ ...initial, ...actions, data: loadedData(), earlierOffer: OFFER }, true);
});

it("says what is known, and continues with the length and rate that were typed", async () => {
  const { container } = renderUi(<EarlierOffer />);
  expect(container.textContent).toContain("Run 3 (Hybrid) on shop-may.csv can go on with this file");
  expect(container.textContent).toMatch(/1,204 of 1,310\susers and 240 of 251\sproducts are known to it\./);
  const epochs = screen.getByLabelText("Epochs");
  await userEvent.clear(epochs);
  expect(screen.getByTestId<HTMLButtonElement>("continue-earlier").disabled).toBe(true);
  await userEvent.type(epochs, "12");
  await userEvent.click(screen.getByTestId("continue-earlier"));
  expect(continueEarlier).toHaveBeenCalledWith({ epochs: 12, learningRate: 0.1 });
  await userEvent.click(screen.getByTestId("score-earlier"));
  expect(scoreEarlier).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByLabelText("Dismiss"));
  expect(dismissEarlier).toHaveBeenCalledOnce();
  expect(await accessibilityFaults(container)).toEqual([]);
});

it("waits while a run is going", () => {
  useStore.setState({ runs: [{ ...finishedRun(), status: "stopping" }] });
  renderUi(<EarlierOffer />);
  for (const button of ["continue-earlier", "score-earlier"]) {
    expect(screen.getByTestId<HTMLButtonElement>(button).disabled).toBe(true);
  }
});

it("offers nothing of a model that knows nothing of the file, and says so", () => {
  const overlap = { ...OFFER.overlap, knownUsers: 0, knownProducts: 0 };
  useStore.setState({ earlierOffer: { ...OFFER, overlap } });
  const { container } = renderUi(<EarlierOffer />);
  expect(container.textContent).toMatch(/None of this file’s 1,310\susers and 251\sproducts were there/);
  expect(screen.queryByTestId("score-earlier")).toBeNull();
  expect(screen.queryByTestId("continue-earlier")).toBeNull();
  const line = renderUi(<EarlierLine />);
  expect(line.container.textContent).not.toContain("shop-may.csv");
});

it("says why a model can be scored alone", () => {
  const continued = "It reads brand, and this file has none.";
  useStore.setState({ earlierOffer: { ...OFFER, run: null, name: "als.zip", refusals: { scored: null, continued } } });
  const { container } = renderUi(<EarlierOffer />);
  expect(container.textContent).toContain("The Hybrid model from als.zip can be scored on this file");
  expect(container.textContent).toContain(continued);
  expect(screen.queryByTestId("continue-earlier")).toBeNull();
  expect(screen.getByTestId("score-earlier")).toBeTruthy();
});

it("says what went wrong when it was tried", () => {
  useStore.setState({ earlierError: "The model’s file is damaged." });
  renderUi(<EarlierOffer />);
  expect(screen.getByRole("alert").textContent).toContain("The model’s file is damaged.");
});

it("leads from the Data screen to Train", async () => {
  renderUi(<EarlierLine />);
  await userEvent.click(screen.getByTestId("earlier-to-train"));
  expect(useStore.getState().screen).toBe("train");
});
