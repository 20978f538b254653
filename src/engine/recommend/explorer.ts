import type { RecommendColumns } from "../read/copies";
import { codeOf, size } from "../read/vocabulary";
import type { Answering } from "./answering";
import type { ListJob } from "./bulk/listMaker";
import { Catalogue } from "./catalogue";
import { excludedProducts } from "./exclusion";
import { sharesGiven, usersLike } from "./lists/attributes";
import { Candidates } from "./lists/candidates";
import { productsOf } from "./lists/interest";
import { type Asked, listView, type Person } from "./lists/view";
import type { GivenRating } from "./models/types";
import { reasonsFor } from "./reasons";
import {
  type Attributes,
  type BulkQuestion,
  type CustomerAnswer,
  type CustomerMatch,
  type ExclusionReport,
  type Explained,
  type ListOptions,
  type Members,
  type NewCustomerAnswer,
  type NewRating,
  type Reasons,
  RecommendError,
  type UserSearch,
} from "./types";
import { UserFinder } from "./users";

/** Answers who would be recommended what, from a Dataset and the latest copy of a model's weights. */
export class RecommendExplorer {
  readonly catalogue: Catalogue;
  readonly users: UserFinder;
  /** Users and products that are looked among; null for all. */
  members: Members | null = null;
  private answering: Answering | null = null;
  private other: Answering | null = null;
  private listed: Uint8Array | null = null;

  constructor(columns: RecommendColumns) {
    this.catalogue = new Catalogue(columns);
    this.users = new UserFinder(columns, this.catalogue.index);
  }

  /** Answer with this model from now on. */
  setModel(answering: Answering): void {
    this.answering = answering;
  }

  /** Show this model's lists beside the answers from now on; null for none. */
  setOther(answering: Answering | null): void {
    this.other = answering;
  }

  /** Leave these products out from now on. */
  setExclusion(text: string): ExclusionReport {
    const { listed, report } = excludedProducts(this.catalogue.columns.products, text);
    this.listed = listed;
    return report;
  }

  findUsers(search: UserSearch): { matches: CustomerMatch[]; total: number } {
    return this.users.find(search, this.members?.users ?? null);
  }

  /**
   * The user's history and what the model would show them. A model that ranks by history reads only what of it is in its
   * training part: it was judged by that.
   * Throws RecommendError for an unknown user and before the first model.
   */
  customer(id: string, options: ListOptions): CustomerAnswer {
    const user = this.userOf(id);
    const asked = this.asked(user, this.present());
    const ratings = this.catalogue.ratingsOf(user);
    const person = { who: `"${id}"`, ratings, trained: asked.intervals?.trained[user] ?? 0 };
    const other = this.other && this.asked(user, this.other);
    return {
      id,
      known: asked.state.isKnown,
      history: this.catalogue.history(user),
      ...this.view(person, asked, other, options),
    };
  }

  /**
   * What the model would show somebody who gave these ratings and has these attributes, without training.
   * Throws RecommendError for an unknown product and before the first model.
   */
  newCustomer(ratings: readonly NewRating[], options: ListOptions, attributes: Attributes = {}): NewCustomerAnswer {
    const given = this.catalogue.givenBy(ratings);
    const asked = this.foldedIn(given, attributes, this.present());
    const person = { who: "this customer", ratings: given, trained: productsOf(given).length };
    const other = this.other && this.foldedIn(given, attributes, this.other);
    return {
      isFallback: !asked.state.isKnown,
      byAttributes: asked.shares !== undefined || this.isReadIn(attributes, asked),
      ...this.view(person, asked, other, options),
    };
  }

  /** Throws RecommendError for an unknown user or product and before the first model. */
  reasons(of: Explained, productId: string): Reasons {
    const { catalogue } = this;
    const answering = this.present();
    const product = catalogue.productOf(productId);
    if ("user" in of) {
      const user = this.userOf(of.user);
      return reasonsFor(catalogue, this.asked(user, answering), catalogue.ratingsOf(user), product, { user });
    }
    const given = catalogue.givenBy(of.ratings);
    const like = usersLike(catalogue.columns, of.attributes ?? {});
    return reasonsFor(catalogue, this.foldedIn(given, of.attributes ?? {}, answering), given, product, { like });
  }

  /** Whose lists are written, and what they are made of, as things stand now: a model that comes later changes nothing. */
  bulk({ segment, list }: BulkQuestion): { making: ListJob; users: Int32Array } {
    const { catalogue, members } = this;
    const inSegment = segment && this.users.usersOf(segment);
    const users = Int32Array.from({ length: size(catalogue.columns.users) }, (_, user) => user).filter(
      (user) => members?.users[user] !== 0 && inSegment?.[user] !== 0,
    );
    const making = { catalogue, answering: this.present(), candidates: this.candidates(list), options: list };
    return { making, users };
  }

  /** What may stand in lists under these options. */
  private candidates(options: ListOptions): Candidates {
    const limits = { listed: this.listed, among: this.members?.products ?? null };
    return new Candidates(this.catalogue.columns, this.catalogue.index, options, limits);
  }

  /** The model that answers. Throws RecommendError before the first. */
  private present(): Answering {
    if (!this.answering) throw new RecommendError("There is no trained model yet. Train one first.");
    return this.answering;
  }

  private view(person: Person, asked: Asked, other: Asked | null, options: ListOptions) {
    return listView(this.catalogue, person, asked, other, this.candidates(options), options);
  }

  private asked(user: number, answering: Answering): Asked {
    const history = answering.interest?.historyOf(user) ?? [];
    return { ...answering, state: answering.model.userOf(user), history, trained: user };
  }

  private foldedIn(given: readonly GivenRating[], attributes: Attributes, answering: Answering): Asked {
    const { columns } = this.catalogue;
    const state = answering.model.foldIn(given, { like: usersLike(columns, attributes) });
    const { interest } = answering;
    const shares = (interest && sharesGiven(columns, attributes, interest.itemItem.shares)) ?? undefined;
    return { ...answering, state, history: productsOf(given), shares };
  }

  /** Whether the rating model tells somebody of these attributes from others of whom nothing else is known. */
  private isReadIn(attributes: Attributes, { model }: Answering): boolean {
    const like = usersLike(this.catalogue.columns, attributes);
    const other = model.foldIn([]).vector;
    return model.foldIn([], { like }).vector.some((value, at) => value !== other[at]);
  }

  private userOf(id: string): number {
    const user = codeOf(this.catalogue.columns.users, id);
    if (user >= 0) return user;
    const search = { query: id, limit: 3, by: "activity", seed: 0, segment: null } as const;
    const near = this.findUsers(search).matches.map((match) => match.id);
    const hint = near.length > 0 ? ` Similar ids: ${near.join(", ")}.` : "";
    throw new RecommendError(`There is no user "${id}" in this file.${hint}`);
  }
}
