import { cpus, loadavg, release, totalmem, type } from "node:os";
import { figure } from "./statistics";

/** What the figures were measured on, as lines of name and value. */
export function describeMachine(chromium: string, renderer: string | null): [string, string][] {
  const processors = cpus();
  return [
    ["Date", new Date().toISOString().slice(0, 10)],
    ["Processor", `${processors[0].model.trim()}, ${processors.length} cores`],
    ["Memory", `${figure(totalmem() / 2 ** 30)} GiB`],
    ["System", `${type()} ${release()}`],
    ["Browser", `Chromium ${chromium}, headless`],
    ["WebGL renderer", renderer ?? "none"],
    ["Node", process.version],
    ["Load average at the start", loadavg().map(figure).join(", ")],
  ];
}
