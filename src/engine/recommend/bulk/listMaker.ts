import { textField } from "../../../domain/csv";
import { size, textOf } from "../../read/vocabulary";
import type { Answering } from "../answering";
import type { Catalogue } from "../catalogue";
import type { Candidates } from "../lists/candidates";
import { listOf } from "../lists/order";
import { orderOf } from "../lists/view";
import type { UserState } from "../models/types";
import type { ListOptions } from "../types";
import { BlockScorer } from "./blockScorer";
import { InterestScorer } from "./interestScorer";
import { Sharing } from "./sharing";

/** Users whose directions' mean length is the typical one. */
const SAMPLE = 500;
/** Lines of lists of several users that are kept; beyond it they are made again. */
const MOST_KEPT = 1_000_000;

/** A user's list, as the ends of its lines: rank, product, title and predicted rating. */
export type Lines = readonly string[];

const NONE = new Int32Array(0);
const NOTHING: ReadonlySet<number> = new Set();

/** Somebody whose list is made. */
interface Person {
  user: number;
  state: UserState;
  /** What is not listed: the products that they have, unless those are asked for. */
  rated: ReadonlySet<number>;
  /** What the ranking model knows that they have. */
  history: Int32Array;
}

/** What lists are made of. */
export interface ListJob {
  catalogue: Catalogue;
  answering: Answering;
  candidates: Candidates;
  options: ListOptions;
}

/** Makes the lists of one user after the other, each different list once. */
export class ListMaker {
  /** Users whom it is worth to hand over at once. */
  readonly chunk: number;
  /** Lists made so far, those that were shared counted once. */
  made = 0;
  private readonly sharing: Sharing;
  private readonly kept = new Map<string, Lines>();
  private linesKept = 0;
  private factors: number | null = null;
  private readonly fields = new Map<number, string>();
  private readonly blocks: BlockScorer | null;
  private readonly byInterest: InterestScorer | null;

  constructor(private readonly making: ListJob) {
    const { answering, options } = making;
    this.sharing = new Sharing(answering.model);
    const isByScore = options.novelty === 0 && options.diversity === 0;
    this.blocks = isByScore ? this.blockScorer() : null;
    this.byInterest = isByScore && options.towardsRating === 0 ? this.interestScorer() : null;
    this.chunk = this.blocks ? 1024 : this.byInterest ? 64 : 1;
  }

  linesOf(users: Int32Array): Lines[] {
    const { answering, catalogue, options } = this.making;
    const lists: Lines[] = [];
    const missing: (Person & { at: number[]; key: string | null })[] = [];
    const waiting = new Map<string, number[]>();
    users.forEach((user, at) => {
      const state = answering.model.userOf(user);
      const rated = options.again ? NOTHING : catalogue.index.ratedBy(user);
      const history = answering.interest?.historyOf(user) ?? NONE;
      const key = this.sharing.keyOf(state, () => rated, history);
      const kept = key === null ? undefined : this.kept.get(key);
      const others = key === null ? undefined : waiting.get(key);
      if (kept) lists[at] = kept;
      else if (others) others.push(at);
      else {
        const places = [at];
        missing.push({ at: places, user, state, rated, history, key });
        if (key !== null) waiting.set(key, places);
      }
    });
    const made = this.make(missing);
    missing.forEach(({ at, key }, i) => {
      for (const place of at) lists[place] = made[i];
      if (key === null || this.linesKept >= MOST_KEPT) return;
      this.kept.set(key, made[i]);
      this.linesKept += made[i].length;
    });
    this.made += missing.length;
    return lists;
  }

  private make(people: readonly Person[]): Lines[] {
    const { blocks, byInterest, making } = this;
    const { answering, options, catalogue, candidates } = making;
    const { model } = answering;
    if (byInterest) {
      return people.map((person) => {
        const { codes, size: length } = byInterest.best(person, options.count);
        // Nothing is predicted by a model that ranks.
        const logitOf = model.kind === "rating" ? model.logitOf(person.state) : () => 0;
        return Array.from(codes.subarray(0, length), (product, place) => this.line(place, product, logitOf(product)));
      });
    }
    if (!blocks) {
      const known = { ratings: catalogue.index.productRatings, users: size(catalogue.columns.users) };
      return people.map(({ user, state, rated, history }) => {
        const logits = model.logits(state);
        const { order, scores } = orderOf({ ...answering, state, history, trained: user }, logits, options);
        const products = listOf(model, order, scores, candidates.without(rated).allows, options, known);
        return products.map((product, place) => this.line(place, product, logits[product]));
      });
    }
    const directions = people.map(({ state, rated }) => ({ direction: this.directionOf(state), rated }));
    return blocks.best(directions, options.count).map(({ codes: products, scores, size: length }, i) => {
      if (length === 0) return [];
      // What the block's score lacks is the same for all products.
      const terms = model.terms(people[i].state, products[0]);
      const rest = terms.reduce((sum, { value }) => sum + value, 0) - scores[0];
      return Array.from({ length }, (_, place) => this.line(place, products[place], scores[place] + rest));
    });
  }

  private line(place: number, product: number, logit: number): string {
    const { catalogue, answering } = this.making;
    const predicted = catalogue.predicted(answering.model, logit);
    return `,${place + 1},${this.field(product)},${predicted === null ? "" : predicted.toFixed(4)}\r\n`;
  }

  private field(product: number): string {
    const known = this.fields.get(product);
    if (known !== undefined) return known;
    const { columns } = this.making.catalogue;
    const field = `${textField(textOf(columns.products, product))},${textField(this.making.catalogue.title(product))}`;
    this.fields.set(product, field);
    return field;
  }

  /** Null where a network takes part in scores, or where WebAssembly has no SIMD: then users are scored one by one. */
  private blockScorer(): BlockScorer | null {
    const { answering, candidates, catalogue } = this.making;
    if (answering.rowWidth === null || answering.interest) return null;
    const users = size(catalogue.columns.users);
    const stride = Math.max(1, Math.floor(users / SAMPLE));
    let [sum, count] = [0, 0];
    for (let user = 0; user < users; user += stride, count++) {
      sum += Math.hypot(...this.directionOf(answering.model.userOf(user)));
    }
    try {
      return new BlockScorer(answering.model, candidates.codes(), sum / count);
    } catch {
      return null;
    }
  }

  /** Null where lists are not ordered by interest. */
  private interestScorer(): InterestScorer | null {
    const { answering, candidates } = this.making;
    return answering.interest && new InterestScorer(answering.model, answering.interest, candidates.codes());
  }

  /** The rows of a state, summed, without the bias. */
  private directionOf({ vector }: UserState): Float32Array {
    const { rowWidth } = this.making.answering;
    this.factors ??= this.making.answering.model.productFactors(0).length;
    const direction = vector.slice(0, this.factors);
    for (let from = rowWidth!; from < vector.length; from += rowWidth!) {
      for (let k = 0; k < direction.length; k++) direction[k] += vector[from + k];
    }
    return direction;
  }
}
