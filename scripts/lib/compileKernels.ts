import asc from "assemblyscript/asc";

/** The module that carries the compiled kernels, so that every bundler, Node and a single file can load them. */
export const KERNELS_MODULE = "src/engine/model/wasm/kernels.wasm.ts";

/** The text of that module, compiled from kernels/ as it is now. Throws with the compiler's messages. */
export async function kernelsModule(): Promise<string> {
  const binary = await compile();
  const base64 = Buffer.from(binary).toString("base64");
  return `/** kernels/index.ts, compiled by \`npm run kernels\`: ${binary.length} bytes of WebAssembly as base64. */
export const KERNELS_BASE64 =
  "${base64}";
`;
}

async function compile(): Promise<Uint8Array> {
  const written = new Map<string, Uint8Array>();
  const options = ["-O3", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert"];
  const { error, stderr } = await asc.main(["kernels/index.ts", "--outFile", "kernels.wasm", ...options], {
    writeFile: (name, contents) => {
      written.set(name, typeof contents === "string" ? new TextEncoder().encode(contents) : contents);
    },
  });
  const binary = written.get("kernels.wasm");
  if (error || !binary) throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
  return binary;
}
