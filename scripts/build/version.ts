import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Names the version of the built site: a digest of the page and of all files' names, which hold digests of their contents.
 * The page carries it as `<meta name="version">`; the service worker is told it once it is known.
 */
export class SiteVersion {
  private value = "";

  /** The version, once the site has been bundled. */
  get(): string {
    if (!this.value) throw new Error("The site has no version before it is bundled.");
    return this.value;
  }

  plugin(): Plugin {
    return {
      name: "site-version",
      apply: "build",
      enforce: "post",
      generateBundle: {
        order: "post",
        handler: (_, bundle) => {
          const page = bundle["index.html"];
          if (page?.type !== "asset") return;
          const html = String(page.source);
          const names = Object.keys(bundle).sort().join("\n");
          this.value = createHash("sha256").update(names).update(html).digest("hex").slice(0, 16);
          page.source = html.replace("</title>", `</title>\n    <meta name="version" content="${this.value}" />`);
        },
      },
    };
  }
}
