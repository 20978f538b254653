/** Member of a blend: a ridge regression on averages, each taken without the rating that is learnt from. */
export const MODEL = "averages";
export const LABEL = "Averages";
