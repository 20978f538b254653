import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { useStore } from "../../../src/features/studio/store";
import { TrainScreen } from "../../../src/features/train/TrainScreen";
import { defaultsOf } from "../../../src/models/registry";
import { renderUi } from "../../setup/render";
import { loadedData } from "../fixtures";

beforeEach(() => {
  useStore.setState({ ...useStore.getInitialState(), data: loadedData() }, true);
});

describe("the settings of the next run", () => {
  it("leaves out the widths of layers that would run into one another", () => {
    const collabnn = defaultsOf("collabnn");
    useStore.setState({ settings: { ...collabnn, hidden: [100, 50] } });
    const { unmount } = renderUi(<TrainScreen />);
    expect(screen.getByText("100")).toBeTruthy();
    unmount();
    useStore.setState({ settings: { ...collabnn, hidden: [4096, 4096, 4096, 4096, 4096] } });
    renderUi(<TrainScreen />);
    expect(screen.queryByText("4096")).toBeNull();
  });

  it("offers each model the knobs that it uses, and the side features that the file has", () => {
    const data = loadedData();
    data.summary.segments = {
      brand: { name: null, values: 9, known: 1 },
      userGender: { name: null, values: 2, known: 0.1 },
    };
    useStore.setState({ data, settings: defaultsOf("hybrid") });
    renderUi(<TrainScreen />);
    const shown = (id: string) => screen.queryByTestId(id) !== null;
    expect(["knob-hidden", "knob-dropout", "side-brand", "side-year", "side-category"].map(shown)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(screen.getByTestId<HTMLInputElement>("side-userGender").checked).toBe(false);
    act(() => useStore.setState({ settings: defaultsOf("pooled-history") }));
    expect(["knob-hidden", "knob-dropout", "knob-range", "side-brand", "side-year"].map(shown)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    act(() => useStore.setState({ settings: defaultsOf("dot-product") }));
    expect(["knob-hidden", "knob-range", "side-brand"].map(shown)).toEqual([false, true, false]);
  });

  it("offers other segments by their columns' names, off until they are switched on", () => {
    const data = loadedData();
    data.summary.segments = {
      userGender: { name: "sex", values: 2, known: 1 },
      productGroup: { name: "price-band", values: 4, known: 1 },
      userGroup: { name: "age_group", values: 7, known: 1 },
    };
    useStore.setState({ data, settings: defaultsOf("hybrid") });
    renderUi(<TrainScreen />);
    expect(screen.getByLabelText<HTMLInputElement>("Price band").checked).toBe(false);
    expect(screen.getByLabelText<HTMLInputElement>("Age group").checked).toBe(false);
    expect(screen.getByText(/^Gender and age group are off until you switch them on/)).toBeTruthy();
    act(() => useStore.setState({ settings: { ...defaultsOf("hybrid"), sides: ["productGroup", "userGroup"] } }));
    expect(screen.getByRole("img", { name: /of user with age group and of product with price band/ })).toBeTruthy();
    act(() => useStore.setState({ settings: defaultsOf("pooled-history") }));
    expect(screen.queryByLabelText("Price band")).toBeTruthy();
    expect(screen.queryByLabelText("Age group")).toBeNull();
  });

  it("ticks a side feature by keyboard, and takes everything back to the model's defaults", async () => {
    const data = loadedData();
    data.summary.segments = { userGender: { name: null, values: 2, known: 0.1 } };
    useStore.setState({ data, settings: defaultsOf("hybrid") });
    renderUi(<TrainScreen />);
    expect(screen.queryByTestId("reset-settings")).toBeNull();
    screen.getByTestId("side-userGender").focus();
    await userEvent.keyboard(" ");
    expect(useStore.getState().settings.sides).toContain("userGender");
    await userEvent.click(screen.getByRole("button", { name: "Reset to defaults" }));
    expect(useStore.getState().settings).toEqual(defaultsOf("hybrid"));
    expect(screen.queryByTestId("reset-settings")).toBeNull();
  });

  it("opens Advanced where something there is to be mended", async () => {
    renderUi(<TrainScreen />);
    const advanced = screen.getByTestId<HTMLDetailsElement>("advanced");
    expect(advanced.open).toBe(false);
    const field = screen.getByLabelText("Weight decay");
    await userEvent.clear(field);
    expect(advanced.open).toBe(true);
    expect(screen.getByText("To mend before the next run: Weight decay.")).toBeTruthy();
  });
});
