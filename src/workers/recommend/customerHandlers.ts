import type { Handlers } from "../serve";
import type { CustomerCalls } from "./customerCalls";
import type { Session } from "./session";

function comes(): never {
  throw new Error("This is not answered yet.");
}

export function customerHandlers(session: Session): Handlers<CustomerCalls> {
  return {
    load({ columns }) {
      session.load(columns);
      return null;
    },
    model({ model }) {
      session.setModel(model);
      return null;
    },
    otherModel({ model }) {
      session.setOther(model);
      return null;
    },
    among({ members }) {
      session.open().members = members;
      return null;
    },
    setExclusion: ({ text }) => session.open().setExclusion(text),
    findUsers: (search) => session.open().findUsers(search),
    customer: ({ user, list }) => session.open().customer(user, list),
    newCustomer: ({ ratings, list }) => session.open().newCustomer(ratings, list),
    reasons: ({ of, product }) => session.open().reasons(of, product),
    bulk: comes,
    bulkEstimate: comes,
  };
}
