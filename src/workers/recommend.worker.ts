import type { RecommendCalls } from "./protocol";
import { customerHandlers } from "./recommend/customerHandlers";
import { mapHandlers } from "./recommend/mapHandlers";
import { productHandlers } from "./recommend/productHandlers";
import { RecommendSession } from "./recommend/session";
import { serve } from "./serve";

const session = new RecommendSession();

serve<RecommendCalls>(self, {
  ...customerHandlers(session),
  ...productHandlers(session),
  ...mapHandlers(session),
});
