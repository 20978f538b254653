import { findChromium } from "../../tests/driver/chromium";
import { type ProgramResult, run } from "./run";

async function succeeds(program: string, args: string[]): Promise<boolean> {
  return (await run(program, args)).code === 0;
}

/** How this user calls apt-get: as root, through a sudo that asks for no password, or not at all. */
async function aptGet(): Promise<string[] | null> {
  if (!(await succeeds("apt-get", ["--version"]))) return null;
  if (process.getuid?.() === 0) return ["apt-get"];
  return (await succeeds("sudo", ["-n", "true"])) ? ["sudo", "-n", "apt-get"] : null;
}

async function installDebianChromium(): Promise<boolean> {
  const command = await aptGet();
  if (!command) return false;
  console.log("No Chromium found: installing Debian's chromium with apt-get.");
  const [program = "", ...prefix] = command;
  const apt = (...args: string[]): Promise<ProgramResult> =>
    run(program, [...prefix, ...args], { env: { DEBIAN_FRONTEND: "noninteractive" } });
  await apt("update", "-q");
  const { code } = await apt("install", "-q", "-y", "--no-install-recommends", "chromium");
  return code === 0 && findChromium() !== null;
}

async function installPlaywrightChromium(): Promise<boolean> {
  console.log("No Chromium found: installing Playwright's.");
  const { code } = await run("playwright", ["install", "chromium"]);
  return code === 0 && findChromium() !== null;
}

/** See to it that there is a Chromium to test in. Gives null, or a line that says what a person has to do. */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()) return null;
  const named = process.env.CHROMIUM_PATH;
  if (named) return `CHROMIUM_PATH names no program: ${named}. Correct it, or unset it to have one found.`;
  if ((await installDebianChromium()) || (await installPlaywrightChromium())) return null;
  return "No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to its program file.";
}
