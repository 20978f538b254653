import { launchChromium, newVisit } from "../driver/browser";
import { type PeakMemory, peakMemory } from "./memory";
import type { BenchCalls } from "./page/protocol";

/** The bench page, in a browser of its own. */
export interface BenchPage {
  /** Ask one of its workers; rejects with the worker's own error. */
  call<W extends keyof BenchCalls, Name extends keyof BenchCalls[W] & string>(
    worker: W,
    name: Name,
    input: InputOf<BenchCalls[W][Name]>,
  ): Promise<ResultOf<BenchCalls[W][Name]>>;
  /** Put a file into the page's input. */
  setFile(path: string): Promise<void>;
  /** Peak memory of the browser so far. */
  memory(): Promise<PeakMemory | null>;
  /** Version of the browser. */
  version: string;
  close(): Promise<void>;
}

type InputOf<C> = C extends { input: infer Input } ? Input : never;
type ResultOf<C> = C extends { result: infer Result } ? Result : never;

export type OpenBenchPage = () => Promise<BenchPage>;

/** Opens the page at this address. */
export function benchPageAt(url: string): OpenBenchPage {
  return async () => {
    const browser = await launchChromium();
    const { page, lost } = await newVisit(browser);
    await page.goto(url);
    return {
      async call(worker, name, input) {
        const answer = page.evaluate(([to, what, value]) => window.bench(to, what, value), [
          worker,
          name,
          input,
        ] as const);
        return (await Promise.race([answer, lost])) as never;
      },
      setFile: (path) => page.locator("input").setInputFiles(path),
      memory: () => peakMemory(browser),
      version: browser.version(),
      close: () => browser.close(),
    };
  };
}
