import { size } from "../../read/vocabulary";
import type { Answering } from "../answering";
import type { Catalogue } from "../catalogue";
import type { UserState } from "../models/types";
import { topN } from "../topN";
import type { ListOptions, ListView, Recommendation } from "../types";
import type { Candidates, Choice } from "./candidates";
import { nothingLeft } from "./nothingLeft";
import { listOf } from "./order";

/** Somebody as one of the models sees them. */
export interface Asked extends Answering {
  state: UserState;
}

/** Somebody who wants a list. */
export interface Person {
  /** For a sentence. */
  who: string;
  rated: ReadonlySet<number>;
  /** Ratings that training has of them. */
  trained: number;
}

/** What a model would show somebody, beside what is popular and what another model would show. */
export function listView(
  catalogue: Catalogue,
  person: Person,
  asked: Asked,
  other: Asked | null,
  candidates: Candidates,
  options: ListOptions,
): ListView {
  const { columns, index } = catalogue;
  const choice = candidates.without(person.rated);
  const popular = topN(index.productRatings, options.count, choice.allows);
  const isPopular = new Set(popular);
  const describe = ({ products, logits, answering }: Answer): Recommendation[] =>
    products.map((product) =>
      catalogue.describe(answering, product, logits[product], person.trained, isPopular.has(product)),
    );
  const answer = answerOf(catalogue, asked, choice, options);
  const recommendations = describe(answer);
  return {
    kind: asked.model.kind,
    recommendations,
    popular: describe({ ...answer, products: popular }),
    overlap: answer.products.filter((product) => isPopular.has(product)).length,
    excluded: choice.excluded(),
    nothingLeft: recommendations.length > 0 ? null : nothingLeft(choice, person.who, columns.feedback),
    other: other && {
      kind: other.model.kind,
      recommendations: describe(answerOf(catalogue, other, choice, options)),
    },
  };
}

interface Answer {
  answering: Answering;
  products: number[];
  logits: Float32Array;
}

function answerOf({ columns, index }: Catalogue, asked: Asked, choice: Choice, options: ListOptions): Answer {
  const logits = asked.model.logits(asked.state);
  const known = { ratings: index.productRatings, users: size(columns.users) };
  return { answering: asked, logits, products: listOf(asked.model, logits, choice.allows, options, known) };
}
