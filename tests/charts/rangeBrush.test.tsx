import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { chart, nextFrame } from "./rangeFixture";

describe("a range drawn with the pointer", () => {
  it("snaps to the bins under the drag, in either direction, and is told once a frame and once at the end", () => {
    const { told, brush, down, move, up } = chart();
    down(2.2);
    for (const bin of [2.4, 3, 3.3, 4]) move(bin);
    expect(told).toEqual([]);
    expect(brush()).toEqual([2, 4]);
    nextFrame();
    expect(told).toEqual([[[2, 4], "moving"]]);
    move(4.1);
    nextFrame();
    expect(told).toHaveLength(1);
    move(0.8);
    up(0.8);
    nextFrame();
    expect(told.slice(1)).toEqual([[[1, 2], "done"]]);
    expect(brush()).toEqual([1, 2]);
  });

  it("ends at the plot's edges", () => {
    const { told, down, move, up } = chart();
    down(7);
    move(40);
    up(40);
    expect(told).toEqual([[[7, 9], "done"]]);
  });

  it("moves as a whole by its body, as far as there are bins", () => {
    const { told, down, move, up } = chart({ range: [2, 5] });
    down(3);
    move(5);
    up(5);
    expect(told).toEqual([[[4, 7], "done"]]);
  });

  it("is resized by an edge, which may pass the other", () => {
    const { told, down, move, up, again } = chart({ range: [2, 5] });
    down(5.5);
    move(7.5);
    up(7.5);
    again({ range: [2, 7] });
    down(1.5);
    move(9.5);
    up(9.5);
    expect(told).toEqual([
      [[2, 7], "done"],
      [[8, 9], "done"],
    ]);
  });

  it("is a bin alone after a click, and none after a click on it or outside", () => {
    const { told, down, up, again } = chart();
    const click = (bin: number) => {
      down(bin);
      up(bin);
    };
    click(3);
    again({ range: [3, 3] });
    click(3);
    again({ range: null });
    click(6);
    again({ range: [2, 6] });
    click(4);
    again({ range: [4, 4] });
    click(8);
    expect(told).toEqual([
      [[3, 3], "done"],
      [null, "done"],
      [[6, 6], "done"],
      [[4, 4], "done"],
      [null, "done"],
    ]);
  });

  it("is as before after Escape or a gesture that the browser took over, without a word if none was said", () => {
    const { told, brush, pad, down, move, up } = chart({ range: [2, 3] });
    down(7);
    move(9);
    fireEvent.keyDown(window, { key: "Escape" });
    up(9);
    expect(brush()).toEqual([2, 3]);
    expect(told).toEqual([]);
    down(7);
    move(9);
    nextFrame();
    fireEvent.pointerCancel(pad, { pointerId: 1 });
    expect(brush()).toEqual([2, 3]);
    expect(told).toEqual([
      [[7, 9], "moving"],
      [[2, 3], "done"],
    ]);
  });

  it("is not told when nothing changed", () => {
    const { told, down, move, up } = chart({ range: [2, 5] });
    down(3);
    move(3.3);
    nextFrame();
    move(3);
    up(3);
    expect(told).toEqual([]);
  });

  it("follows the pointer while the owner is late, and then the owner", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { brush, down, move, up, again } = chart();
    down(1);
    move(2);
    nextFrame();
    move(4);
    up(4);
    expect(brush()).toEqual([1, 4]);
    again({ range: [1, 2] });
    expect(brush()).toEqual([1, 4]);
    again({ range: [1, 4] });
    again({ range: null });
    expect(brush()).toBeNull();
  });

  it("gives way to an owner who refuses it", async () => {
    const { brush, down, up } = chart();
    down(1);
    up(1);
    expect(brush()).toEqual([1, 1]);
    await vi.waitFor(() => expect(brush()).toBeNull(), 3000);
  });

  it("is left to the first pointer and to its main button", () => {
    const { told, pad, down, move, up } = chart();
    fireEvent.pointerDown(pad, { clientX: 200, pointerId: 1, button: 2 });
    fireEvent.pointerUp(pad, { clientX: 200, pointerId: 1, button: 2 });
    expect(told).toEqual([]);
    down(2);
    fireEvent.pointerMove(pad, { clientX: 580, pointerId: 2 });
    fireEvent.pointerUp(pad, { clientX: 580, pointerId: 2 });
    move(3);
    up(3);
    expect(told).toEqual([[[2, 3], "done"]]);
  });
});
