/** Hints at the size of the page's other small text; Mantine's own are 11 px. */
export const HINT = { description: { fontSize: 12, lineHeight: "16px" } };
