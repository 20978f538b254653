import { estimateLists, writeLists } from "../../engine/recommend/bulk/writeLists";
import type { Handlers } from "../serve";
import type { CustomerCalls } from "./customerCalls";
import { breatheUntil } from "./explorers";
import type { RecommendSession } from "./session";

export function customerHandlers(session: RecommendSession): Handlers<CustomerCalls> {
  return {
    load({ columns }) {
      session.load(columns);
      return null;
    },
    async model({ model }) {
      await session.setModel(model);
      return null;
    },
    async otherModel({ model }) {
      await session.setOther(model);
      return null;
    },
    among({ members }) {
      session.open().members = members;
      return null;
    },
    setExclusion: ({ text }) => session.open().setExclusion(text),
    findUsers: (search) => session.open().findUsers(search),
    customer: ({ user, list }) => session.open().customer(user, list),
    newCustomer: ({ ratings, attributes, list }) => session.open().newCustomer(ratings, list, attributes),
    reasons: ({ of, product }) => session.open().reasons(of, product),
    bulk(question, { signal, progress }) {
      const { making, users } = session.open().bulk(question);
      return writeLists(making, users, breatheUntil(signal), progress);
    },
    bulkEstimate(question, { signal }) {
      const { making, users } = session.open().bulk(question);
      return estimateLists(making, users, breatheUntil(signal));
    },
  };
}
