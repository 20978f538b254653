import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { ROOT } from "./root";

export interface ProgramResult {
  /** Exit code; 1 when the program could not be started or was ended by a signal. */
  code: number;
  /** What it wrote on stdout and stderr, in order of arrival; empty unless `output` is "capture". */
  output: string;
}

export interface RunOptions {
  /** "capture" collects the output, "inherit" passes it on, "stderr" passes all of it on to stderr. */
  output?: "capture" | "inherit" | "stderr";
  env?: Record<string, string>;
}

/** Run a program of node_modules/.bin, or of PATH, in the repository's root. Never rejects. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<ProgramResult> {
  const { output = "capture", env } = options;
  const sink = { capture: "pipe", inherit: "inherit", stderr: process.stderr } as const;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env, PATH: [join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter) },
      stdio: ["ignore", sink[output], sink[output]],
      // npm's launchers are .cmd files on Windows, which only a shell can start.
      shell: process.platform === "win32",
    });
    let text = "";
    const collect = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ code: 1, output: `${text}${program}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: text }));
  });
}
