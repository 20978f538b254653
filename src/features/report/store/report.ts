import type { CustomerMatch, Explained, ListOptions, ListView, Reasons } from "../../../engine/recommend/types";
import type { RecommendCalls } from "../../../workers/protocol";
import type { Context } from "../../studio/context";
import { isWorkerLost } from "../../studio/failures";
import type { ExampleKind, ReportExample, ReportSlice } from "./reportState";

/** Products of an example's list. */
const LIST_LENGTH = 5;
/** Customers who were opened: the last ones of more. */
const MOST_OPENED = 6;
/** Of whom the picked ones are drawn, always the same of one file. */
const DRAWN = { limit: 200, by: "random", seed: 1 } as const;

type Pick = [kind: ExampleKind, user: string];

/** What the report asks the workers for, beside what the page holds already. */
export function connectReport({ clients, columns, get, set }: Context): ReportSlice {
  /** Resolves once the recommendation worker answers with the selected Run's final model. */
  async function answering(): Promise<void> {
    const isReady = () => {
      const { explorerModel, selectedRun } = get();
      return explorerModel?.final === true && explorerModel.run === selectedRun;
    };
    if (!isReady()) await get().retryRecommend();
    if (!isReady()) throw new Error("The model of the selected run cannot be asked now. Wait a moment and try again.");
  }

  /** Of the drawn customers those whose number of ratings is nearest to what most have, or to what few have. */
  function pickedOf(mostActive: CustomerMatch | undefined, drawn: readonly CustomerMatch[]): Pick[] {
    const { median = 1, ninthDecile = 1 } = get().data?.summary.perUser ?? {};
    const picks = new Map<string, ExampleKind>();
    const add = (kind: ExampleKind, match: CustomerMatch | undefined) => {
      if (match && !picks.has(match.id)) picks.set(match.id, kind);
    };
    const nearest = (ratings: number) => {
      const distance = (match: CustomerMatch) => Math.abs(match.ratings - ratings);
      return drawn.toSorted((a, b) => distance(a) - distance(b))[0];
    };
    add("most active", mostActive);
    if (median <= 1) add("regular", nearest(ninthDecile));
    add("typical", nearest(median));
    add(
      "one rating",
      drawn.find(({ ratings }) => ratings === 1),
    );
    return [...picks].map(([user, kind]) => [kind, user]);
  }

  return {
    async surveyForReport(signal) {
      const { survey, views } = get();
      return survey ?? clients.data.call("survey", { views }, { signal });
    },

    async examplesForReport(signal, onProgress) {
      const ask = <Name extends keyof RecommendCalls & string>(name: Name, input: RecommendCalls[Name]["input"]) =>
        clients.recommend.call(name, input, { signal });
      const list: ListOptions = { ...get().list, count: LIST_LENGTH };

      async function picks(): Promise<Pick[]> {
        const opened = Object.keys(get().opened).slice(-MOST_OPENED);
        if (opened.length > 0) return opened.map((user) => ["opened", user]);
        const everybody = { query: "", segment: null };
        const active = await ask("findUsers", { ...everybody, limit: 1, by: "activity", seed: 1 });
        const drawn = await ask("findUsers", { ...everybody, ...DRAWN });
        return pickedOf(active.matches[0], drawn.matches);
      }

      async function reasonsOf(of: Explained, { recommendations }: ListView): Promise<Reasons[]> {
        const reasons: Reasons[] = [];
        for (const { product } of recommendations) reasons.push(await ask("reasons", { of, product }));
        return reasons;
      }

      async function exampleOf([kind, user]: Pick): Promise<ReportExample> {
        const { id: _, known, history, ...view } = await ask("customer", { user, list });
        return { kind, user, known, history, list: view, reasons: await reasonsOf({ user }, view) };
      }

      async function newcomer(): Promise<ReportExample> {
        const view = await ask("newCustomer", { ratings: [], list });
        const reasons = await reasonsOf({ ratings: [] }, view);
        return { kind: "new", user: null, known: false, history: [], list: view, reasons };
      }

      try {
        await answering();
        const chosen = await picks();
        const examples: ReportExample[] = [];
        const total = chosen.length + 1;
        for (const pick of chosen) {
          onProgress({ done: examples.length, total });
          examples.push(await exampleOf(pick));
        }
        onProgress({ done: examples.length, total });
        return [...examples, await newcomer()];
      } catch (error) {
        columns.noteFailure("recommend", error);
        if (isWorkerLost(error)) set({ explorerModel: null });
        throw error;
      }
    },
  };
}
