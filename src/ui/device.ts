import type { BackendName } from "../domain/names";

const NAMES: Record<BackendName, string> = { webgl: "WebGL", wasm: "WebAssembly", cpu: "JavaScript" };

/** The chip's own name within a WebGL renderer string such as "ANGLE (Intel, Mesa Intel(R) Iris(R) Xe (TGL), OpenGL)". */
export function shortRenderer(renderer: string): string {
  if (/swiftshader/i.test(renderer)) return "SwiftShader";
  if (/llvmpipe/i.test(renderer)) return "llvmpipe";
  const inside = /^ANGLE \((.*)\)$/.exec(renderer)?.[1];
  const chip = inside?.split(", ")[1] ?? renderer;
  return chip
    .replace(/\((?:R|TM)\)/gi, "")
    .replace(/^(?:Mesa|ANGLE Metal Renderer:)\s*/i, "")
    .replace(/\s+(?:Direct3D|D3D|OpenGL|Vulkan)\S*.*$/i, "")
    .replace(/\s*\([^)]*\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A device in words for a chip: "WebGL · Intel Iris Xe", "WebAssembly · CPU". */
export function deviceName(device: { name: BackendName; renderer: string | null }): string {
  return `${NAMES[device.name]} · ${device.renderer ? shortRenderer(device.renderer) : "CPU"}`;
}
