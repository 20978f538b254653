import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { FADED_POINT, HIDDEN_POINT, PLAIN_POINT } from "../../../../src/charts/points/types";
import { useChoice } from "../../../../src/features/recommend/map/useChoice";
import { groups } from "./fixtures";

function choosing(key = "a") {
  return renderHook(({ of }) => useChoice(of, 5, groups()), { initialProps: { of: key } });
}

test("points drawn around stand out; shown alone, the others are gone", () => {
  const { result } = choosing();
  act(() => result.current.change({ picked: [0, 2] }));
  expect(Array.from(result.current.states)).toEqual([PLAIN_POINT, FADED_POINT, PLAIN_POINT, FADED_POINT, FADED_POINT]);
  act(() => result.current.change({ alone: new Set([0, 2]), picked: null }));
  expect(Array.from(result.current.states)).toEqual([
    PLAIN_POINT,
    HIDDEN_POINT,
    PLAIN_POINT,
    HIDDEN_POINT,
    HIDDEN_POINT,
  ]);
});

test("a group stands out", () => {
  const { result } = choosing();
  act(() => result.current.change({ group: 1 }));
  expect(Array.from(result.current.states)).toEqual([PLAIN_POINT, PLAIN_POINT, FADED_POINT, PLAIN_POINT, FADED_POINT]);
});

test("nothing is chosen of other points", () => {
  const { result, rerender } = choosing();
  act(() => result.current.change({ picked: [0] }));
  rerender({ of: "b" });
  expect(result.current.choice.picked).toBeNull();
  expect(Array.from(result.current.states)).toEqual([PLAIN_POINT, PLAIN_POINT, PLAIN_POINT, PLAIN_POINT, PLAIN_POINT]);
});
