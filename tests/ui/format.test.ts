import { expect, test } from "vitest";
import { deviceName, shortRenderer } from "../../src/ui/device";
import {
  formatAmount,
  formatBytes,
  formatCount,
  formatDate,
  formatDuration,
  formatNumber,
  formatRate,
  formatRmse,
  formatShare,
} from "../../src/ui/format";

/** No-break spaces as plain ones, to read the expectations. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("counts are exact, with separators", () => {
  expect(formatCount(1292954)).toBe("1,292,954");
  expect(plain(formatAmount(1, "rating"))).toBe("1 rating");
  expect(plain(formatAmount(0, "rating"))).toBe("0 ratings");
});

test("other numbers have three significant figures", () => {
  expect(formatNumber(0.0031234)).toBe("0.00312");
  expect(formatNumber(4.0751)).toBe("4.08");
  expect(formatNumber(1292954)).toBe("1,290,000");
  expect(formatNumber(null)).toBe("–");
  expect(formatNumber(Number.NaN)).toBe("–");
});

test("errors have four decimals, so that runs can be compared", () => {
  expect(formatRmse(1.28)).toBe("1.2800");
  expect(formatRmse(null)).toBe("–");
});

test("a share is never rounded to all or to nothing", () => {
  expect(plain(formatShare(0.1346))).toBe("13.5 %");
  expect(plain(formatShare(1))).toBe("100 %");
  expect(plain(formatShare(0))).toBe("0 %");
  expect(plain(formatShare(0.99999))).toBe("over 99.9 %");
  expect(plain(formatShare(0.0000117))).toBe("under 0.1 %");
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [86_400_000, "86.4 MB"],
  [2.5e9, "2.5 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(plain(formatBytes(bytes))).toBe(text);
});

test.each([
  [0.4213, "0.42 s"],
  [12.4, "12 s"],
  [59.6, "1 min"],
  [185, "3 min 5 s"],
  [7800, "2 h 10 min"],
  [Number.POSITIVE_INFINITY, "–"],
])("%d seconds are %s", (seconds, text) => {
  expect(plain(formatDuration(seconds))).toBe(text);
});

test("speeds and days have their units", () => {
  expect(formatRate(480123)).toBe("480,000/s");
  expect(plain(formatDate(929232000))).toBe("13 Jun 1999");
});

test.each([
  ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)", "SwiftShader"],
  ["ANGLE (Intel, Mesa Intel(R) Iris(R) Xe Graphics (TGL GT2), OpenGL 4.6)", "Intel Iris Xe Graphics"],
  ["ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)", "NVIDIA GeForce RTX 3060"],
  ["ANGLE (Apple, ANGLE Metal Renderer: Apple M1 Pro, Unspecified Version)", "Apple M1 Pro"],
  ["Mali-G78", "Mali-G78"],
])("the renderer %s is called %s", (renderer, name) => {
  expect(shortRenderer(renderer)).toBe(name);
});

test("a device says what computes and on which chip", () => {
  expect(deviceName({ name: "webgl", renderer: "Mali-G78" })).toBe("WebGL · Mali-G78");
  expect(deviceName({ name: "wasm", renderer: null })).toBe("WebAssembly · CPU");
});
