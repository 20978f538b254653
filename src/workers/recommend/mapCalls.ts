/** What the page asks about the map of products, users or brands. */
// biome-ignore lint/complexity/noBannedTypes: calls come to it
export type MapCalls = {};
