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
    among({ members }) {
      session.open().setMembers(members);
      return null;
    },
    findUsers: (search) => session.open().findUsers(search),
    customer: ({ user, list }) => session.open().customer(user, list),
    otherModel: comes,
    setExclusion: comes,
    newCustomer: comes,
    reasons: comes,
    bulk: comes,
    bulkEstimate: comes,
  };
}
