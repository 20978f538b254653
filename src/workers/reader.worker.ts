import { readStretch } from "../engine/read/reading/stretch";
import { buffersOf } from "./buffers";
import type { ReaderCalls } from "./protocol";
import { serve } from "./serve";

serve<ReaderCalls>(self, {
  async read({ request }, { progress, signal, transferResult }) {
    const result = await readStretch(request, progress, signal);
    transferResult(buffersOf(result));
    return result;
  },
});
