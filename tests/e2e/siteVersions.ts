import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The version that a built site's page names. */
export function versionOf(folder: string): string {
  const [, version] =
    /<meta name="version" content="([^"]+)"/.exec(readFileSync(join(folder, "index.html"), "utf8")) ?? [];
  if (!version) throw new Error("The page names no version.");
  return version;
}

/** Change the text of every file of a folder that holds text. */
function rewrite(folder: string, change: (text: string) => string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(html|js|css)$/.test(name)) continue;
    const path = join(folder, name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
}

/** Replace what a folder holds by a built site. */
export function deploy(site: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(site, folder, { recursive: true });
}

/** Make a built site the next version of itself: another name for each file whose name stands for its content. */
export function makeNextVersion(folder: string): void {
  const assets = readdirSync(join(folder, "assets"));
  const version = versionOf(folder);
  const next = version.replace(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
  for (const name of assets) renameSync(join(folder, "assets", name), join(folder, "assets", `next-${name}`));
  rewrite(folder, (text) =>
    assets.reduce((changed, name) => changed.replaceAll(name, `next-${name}`), text.replaceAll(version, next)),
  );
}
