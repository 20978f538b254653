import type { Handlers } from "../serve";
import type { CustomerCalls } from "./customerCalls";
import type { Session } from "./session";

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
    findUsers: ({ query, limit }) => session.open().findUsers(query, limit),
    customer: ({ user, count }) => session.open().customer(user, count),
  };
}
