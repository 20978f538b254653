/** What the page asks about products: what they are like, and who likes them. */
// biome-ignore lint/complexity/noBannedTypes: calls come to it
export type ProductCalls = {};
