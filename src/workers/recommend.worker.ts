import { Explorer } from "../engine/recommend/explorer";
import { RecommendError } from "../engine/recommend/types";
import type { RecommendCalls } from "./protocol";
import { serve } from "./serve";

let explorer: Explorer | null = null;

function open(): Explorer {
  if (!explorer) throw new RecommendError("There are no ratings yet. Open a file first.");
  return explorer;
}

serve<RecommendCalls>(self, {
  load({ columns }) {
    explorer = new Explorer(columns);
    return null;
  },
  model({ model }) {
    open().setModel(model);
    return null;
  },
  among({ members }) {
    open().setMembers(members);
    return null;
  },
  findUsers({ query, limit }) {
    return open().findUsers(query, limit);
  },
  customer({ user, count }) {
    return open().customer(user, count);
  },
});
