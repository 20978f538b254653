import { deflateRawSync } from "node:zlib";
import type { Plugin } from "vite";

const RUNTIME = "/src/workers/packed.ts";

/**
 * For the single file: a worker's whole code, deflated, becomes a string in what starts it, since no file lies beside it.
 * Vite bundles the worker and inlines it as it stands; three quarters of that are saved here.
 */
export function packWorkers(): Plugin {
  return {
    name: "pack-workers",
    enforce: "pre",
    resolveId(source, importer, options) {
      return source.endsWith("?worker") ? this.resolve(`${source}&inline`, importer, options) : null;
    },
    transform: {
      order: "pre",
      filter: { id: /\?worker&inline$/ },
      handler(code, id) {
        const [, json] = /^const jsContent = (".*");$/m.exec(code) ?? [];
        if (!json) return this.error(`Vite inlines ${id} in a way that is not known here.`);
        const packed = deflateRawSync(JSON.parse(json) as string, { level: 9 }).toString("base64");
        return {
          code: `import { packedWorker } from "${RUNTIME}";\nexport default packedWorker("${packed}");`,
          map: { mappings: "" },
        };
      },
    },
  };
}
