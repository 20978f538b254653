import type { Context } from "../../studio/context";

/**
 * Open a model from elsewhere that was dropped: it is measured on the open ratings, as a Run. Rejects with a sentence when
 * it is not whole, or knows nothing of them.
 */
export function connectOpeningModel({ clients, get, set }: Context) {
  return async (files: readonly File[], signal: AbortSignal): Promise<void> => {
    const named = files.map((file) => ({ name: file.name, content: file }));
    const model = await clients.data.call("openModel", { files: named }, { signal });
    if (signal.aborted) return;
    set({ reading: null });
    get().setScreen("train");
    await get().openEarlier(model);
  };
}
