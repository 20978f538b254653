import type { RankLine } from "../../../charts/svg/RankLines";
import { formatAmount } from "../../../ui/format";
import type { EpochList } from "../store/recommendState";

interface Listed {
  product: string;
  title: string;
}

/** "7 of 10 products are in both lists; the first 3 are the same." */
export function sharedSentence(a: readonly Listed[], b: readonly Listed[]): string {
  const other = new Set(b.map(({ product }) => product));
  const shared = a.filter(({ product }) => other.has(product)).length;
  const same = a.findIndex(({ product }, i) => b[i]?.product !== product);
  const first = same < 0 ? a.length : same;
  const depth = Math.max(a.length, b.length);
  if (shared === 0) return `None of the ${depth} products is in both lists.`;
  const start = first > 0 ? ` The first ${first === 1 ? "is" : `${first} are`} the same.` : "";
  return `${shared} of ${formatAmount(depth, "product")} ${shared === 1 ? "is" : "are"} in both lists.${start}`;
}

/** A line for each product that was ever in the list, best of the last list first. */
export function rankLines(epochs: readonly EpochList[]): RankLine[] {
  const last = epochs.at(-1)?.products ?? [];
  const places = new Map(last.map(({ product }, i) => [product, i]));
  const titles = new Map(
    epochs.flatMap(({ products }) => products.map(({ product, title }) => [product, title || product])),
  );
  const rankIn = ({ products }: EpochList, product: string) => {
    const place = products.findIndex((listed) => listed.product === product);
    return place < 0 ? null : place + 1;
  };
  return [...titles]
    .map(([product, label]) => ({
      key: product,
      label,
      ranks: epochs.map((list) => rankIn(list, product)),
      isLast: places.has(product),
    }))
    .sort(
      (a, b) => (places.get(a.key) ?? Number.POSITIVE_INFINITY) - (places.get(b.key) ?? Number.POSITIVE_INFINITY) || 0,
    );
}

/** How far the list settled: when its present first product came first, and how much of it the last epoch changed. */
export function epochsSentence(epochs: readonly EpochList[]): string {
  const [last, before] = [epochs.at(-1), epochs.at(-2)];
  if (!last || !before) return "One epoch has answered so far: there is nothing to compare it with yet.";
  const earlier = new Set(before.products.map(({ product }) => product));
  const fresh = last.products.filter(({ product }) => !earlier.has(product)).length;
  const changed =
    fresh === 0 ? "none of its products is new" : `${fresh} of its products ${fresh === 1 ? "is" : "are"} new`;
  return `Over ${formatAmount(epochs.length, "list")}, one an epoch: in the last, ${changed}.`;
}

/** "Epoch 3", "best epoch 5". */
export function epochName({ epoch, final }: Pick<EpochList, "epoch" | "final">): string {
  return final ? `best (${epoch})` : String(epoch);
}
