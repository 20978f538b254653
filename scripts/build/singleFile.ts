import { extname } from "node:path";
import type { Plugin } from "vite";
import { singleFilePolicy, withPolicy } from "./contentSecurity.ts";
import { kilobytes } from "./units.ts";

/** Most that the single file may weigh, in bytes. */
export const MOST_SINGLE_FILE = 4_000_000;

export const SINGLE_FILE = "collabnn.html";

const MIME_TYPES: Record<string, string> = { ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2" };

function dataUrl(name: string, content: string | Uint8Array): string {
  const type = MIME_TYPES[extname(name)];
  if (!type) throw new Error(`The single file cannot hold ${name}.`);
  return `data:${type};base64,${Buffer.from(content).toString("base64")}`;
}

/** The text of every script that stands in the page. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script);
}

/**
 * Finishes the single file, after its scripts and styles were inlined: what else the page names becomes data: URLs, the
 * policy names its scripts, and the build fails when something is left outside or the file is too large.
 */
export function finishSingleFile(): Plugin {
  return {
    name: "finish-single-file",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") return this.error("There is no page to finish.");
        let html = String(page.source);
        for (const file of Object.values(bundle)) {
          if (file === page) continue;
          if (file.type === "asset") {
            html = html.replaceAll(`"./${file.fileName}"`, () => `"${dataUrl(file.fileName, file.source)}"`);
          }
          if (file.type === "chunk" || html.includes(file.fileName)) this.error(`${file.fileName} is left outside.`);
          delete bundle[file.fileName];
        }
        html = withPolicy(html, singleFilePolicy(inlineScripts(html)));
        delete bundle["index.html"];
        this.emitFile({ type: "asset", fileName: SINGLE_FILE, source: html });

        const bytes = Buffer.byteLength(html);
        const sentence = `${SINGLE_FILE}: ${kilobytes(bytes)} of ${kilobytes(MOST_SINGLE_FILE)} at most`;
        console.log(sentence);
        if (bytes > MOST_SINGLE_FILE) this.error(`${sentence}.`);
      },
    },
  };
}
