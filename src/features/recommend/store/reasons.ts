import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { Newest } from "../../studio/newest";
import type { Asking } from "./asking";
import type { ReasonsState, RecommendSlice } from "./recommendState";

export interface ReasonsConnection {
  actions: Pick<RecommendSlice, "explain" | "closeReasons">;
  /** Answer again for the product that is explained, of either kind of customer or of this one alone. */
  refresh(of?: ReasonsState["of"]): Promise<void>;
  /** Close, and drop the answer that is awaited. */
  close(): void;
}

/** Why one product is in a list. */
export function connectReasons({ get, set }: Context, asking: Asking): ReasonsConnection {
  const questions = new Newest();

  async function ask(): Promise<void> {
    const { reasons, customer, newCustomer } = get();
    if (!reasons || (reasons.of === "customer" && !customer)) return;
    const signal = questions.begin();
    const ratings = newCustomer.ratings.map(({ product, rating }) => ({ product, rating }));
    const of = reasons.of === "customer" ? { user: customer!.id } : { ratings, attributes: newCustomer.attributes };
    const show = (change: Pick<NonNullable<RecommendSlice["reasons"]>, "answer" | "error">) => {
      if (!signal.aborted) set({ reasons: { ...reasons, ...change } });
    };
    try {
      show({ answer: await asking.ask("reasons", { of, product: reasons.product }), error: null });
    } catch (error) {
      asking.note(error);
      show({ answer: null, error: sentence(error) });
    }
  }

  function close(): void {
    questions.drop();
    if (get().reasons) set({ reasons: null });
  }

  return {
    actions: {
      async explain(product, of = "customer") {
        set({ reasons: { of, product, answer: null, error: null } });
        await ask();
      },
      closeReasons: close,
    },
    async refresh(of) {
      if (!of || get().reasons?.of === of) await ask();
    },
    close,
  };
}
