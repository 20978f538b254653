import { expect, test } from "vitest";
import { openGlDevice } from "../../src/backends/webgl/device";
import { assertTrains } from "../../src/models/dot-product/selfTest";

test("a device that computes passes its test run", async () => {
  await expect(assertTrains(openGlDevice())).resolves.toBeUndefined();
});

test("a device that draws nothing is found out", async () => {
  const idle = Object.create(openGlDevice(), { draw: { value: () => {} } });
  await expect(assertTrains(idle)).rejects.toThrow(/wrong losses: 0, 0, 0/);
});
