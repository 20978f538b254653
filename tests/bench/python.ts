import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

const PYTHONS = ["python3", "/usr/bin/python3"];

/** A Python that has this module, or null. */
export function findPython(module: string): string | null {
  return PYTHONS.find((python) => spawnSync(python, ["-c", `import ${module}`]).status === 0) ?? null;
}

/** A script that says something on stdout when it is ready, then answers each line of stdin; all of it JSON. */
export class PythonPeer<Hello, Question, Answer> {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    readonly hello: Hello,
  ) {}

  /** Rejects when the script fails; it has then said why on stderr. */
  static async start<Hello, Question, Answer>(
    python: string,
    args: string[],
    environment: NodeJS.ProcessEnv,
  ): Promise<PythonPeer<Hello, Question, Answer>> {
    const child = spawn(python, args, { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...environment } });
    const reader: Interface = createInterface({ input: child.stdout });
    const lines = reader[Symbol.asyncIterator]();
    return new PythonPeer(child, lines, await readReply<Hello>(lines));
  }

  async ask(what: Question): Promise<Answer> {
    this.process.stdin!.write(`${JSON.stringify(what)}\n`);
    return readReply<Answer>(this.lines);
  }

  stop(): void {
    this.process.stdin!.end();
  }
}

async function readReply<Reply>(lines: AsyncIterator<string>): Promise<Reply> {
  const { value, done } = await lines.next();
  if (done) throw new Error("The Python side of the bench ended early.");
  return JSON.parse(value) as Reply;
}
