import asc from "assemblyscript/asc";

/** The module that carries the compiled kernels, so that every bundler, Node and a single file can load them. */
export const KERNELS_MODULE = "src/backends/wasm/kernels.wasm.ts";

/** The text of that module, compiled from kernels/ as it is now. Throws with the compiler's messages. */
export async function kernelsModule(): Promise<string> {
  const [plain, relaxed] = [await compile(false), await compile(true)];
  return `/** kernels/index.ts, compiled by \`npm run kernels\`: ${plain.length} bytes of WebAssembly as base64. */
export const KERNELS_BASE64 =
  "${toBase64(plain)}";

/** The same for browsers with relaxed SIMD: ${relaxed.length} bytes. */
export const RELAXED_KERNELS_BASE64 =
  "${toBase64(relaxed)}";
`;
}

function toBase64(binary: Uint8Array): string {
  return Buffer.from(binary).toString("base64");
}

/** See kernels/madd.ts for what `relaxed` allows. */
async function compile(relaxed: boolean): Promise<Uint8Array> {
  const written = new Map<string, Uint8Array>();
  const options = ["-O3", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert"];
  const build = relaxed ? ["--enable", "relaxed-simd", "--use", "RELAXED=1"] : ["--use", "RELAXED=0"];
  const { error, stderr } = await asc.main(["kernels/index.ts", "--outFile", "kernels.wasm", ...options, ...build], {
    writeFile: (name, contents) => {
      written.set(name, typeof contents === "string" ? new TextEncoder().encode(contents) : contents);
    },
  });
  const binary = written.get("kernels.wasm");
  if (error || !binary) throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
  return binary;
}
