import { buildSite, isSiteFresh } from "../../scripts/lib/site";

/** Before the end-to-end tests: the site as it is in the sources now. */
export async function setup(): Promise<void> {
  if (isSiteFresh()) return;
  const { code, output } = await buildSite();
  if (code !== 0) throw new Error(`The site does not build:\n${output}`);
}
