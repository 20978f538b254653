/** A term, what it means in plain words, and how a text uses it. */
interface Entry {
  term: string;
  meaning: string;
  used: RegExp;
}

const ENTRIES: readonly Entry[] = [
  {
    term: "80 % range of a prediction",
    meaning:
      "A range around a predicted rating that held the real one for eight of ten held-out ratings of users with as many ratings (a conformal interval).",
    used: /% range/,
  },
  {
    term: "95 % interval",
    meaning:
      "The range in which the true figure lies, as far as chance goes: done again with other users, 19 of 20 such ranges would hold it. Where the ranges of two figures overlap widely, the two cannot be told apart.",
    used: /95\s%\s?interval|95 % from/i,
  },
  {
    term: "Adjusted residual",
    meaning: "How far a count is from what chance would give, in standard deviations. Beyond ±2 it stands out.",
    used: /adjusted residual/i,
  },
  {
    term: "Analysis of variance (ANOVA), F",
    meaning:
      "A test of whether the means of several groups differ by more than chance. F compares the differences between groups with those within them.",
    used: /analysis of variance|anova|\bF\(/i,
  },
  {
    term: "Baseline",
    meaning:
      "Simple arithmetic that needs no training, on the same ratings. A model that does no better is not worth its trouble.",
    used: /baseline|simple arithmetic/i,
  },
  {
    term: "Batch",
    meaning: "The ratings that one step of training looks at together.",
    used: /\bbatch/i,
  },
  {
    term: "Bias (in a model)",
    meaning: "A learnt number for each user and each product: who rates high, and what is rated high.",
    used: /\bbiases\b|\+ bias|own level/i,
  },
  {
    term: "Bootstrap",
    meaning:
      "How the intervals are found: the test users are drawn anew with repeats, hundreds of times, and the figure is taken each time.",
    used: /bootstrap/i,
  },
  {
    term: "Box plot",
    meaning:
      "The box holds the middle half of the ratings (from the first quartile to the third), the line in it is the median, the diamond the mean; the whiskers reach to the furthest ratings that are not far outside.",
    used: /quartile/i,
  },
  { term: "Coverage", meaning: "Share of all products that are in anybody’s top 10.", used: /\bcoverage\b/i },
  {
    term: "Cramér’s V",
    meaning:
      "How strongly two divisions of the ratings go together, from 0 (not at all) to 1 (one tells the other). Below 0.1 is negligible, below 0.3 small, below 0.5 moderate.",
    used: /Cramér/,
  },
  {
    term: "Damped bias",
    meaning:
      "A baseline: mean rating, plus how high the product is rated, plus how high the user rates, each pulled towards 0 where there are few ratings.",
    used: /damped bias/i,
  },
  {
    term: "Dropout",
    meaning:
      "In training, a random share of a network’s parts is left out at each step, so that it does not learn by heart.",
    used: /\bdropout\b/i,
  },
  { term: "Early stopping", meaning: "Training ends when it no longer gets better.", used: /early stopping/i },
  {
    term: "EASE",
    meaning: "A baseline for the top 10: how strongly each product speaks for each other one, solved in one go.",
    used: /\bEASE\b/,
  },
  {
    term: "Embedding, factors",
    meaning:
      "A row of learnt numbers for each user and each product, as coordinates of tastes: users and products whose rows fit each other go together. Factors are how many numbers a row has.",
    used: /embedding|\bfactors\b|fit each other/i,
  },
  { term: "Epoch", meaning: "One pass of training over all ratings of the training part.", used: /\bepochs?\b/i },
  {
    term: "η², ω²",
    meaning: "Share of the ratings’ differences that a division explains. 0.01 is small, 0.06 medium, 0.14 large.",
    used: /[ηω]²/,
  },
  {
    term: "Global mean, product mean",
    meaning: "Baselines: the mean of all ratings for everything, and each product’s own mean.",
    used: /global mean|product mean/i,
  },
  {
    term: "Hit rate",
    meaning: "Share of users with at least one product in their top 10 that they liked in the test part.",
    used: /hit rate/i,
  },
  {
    term: "Hybrid",
    meaning:
      "A model of mean, biases, tastes and what is known of products and users (such as brand and category), started at the damped bias.",
    used: /\bhybrid\b/i,
  },
  {
    term: "iALS",
    meaning: "A baseline for the top 10: factors of who chose what, solved in turns for users and products.",
    used: /\biALS\b/,
  },
  {
    term: "Interaction (in a file without ratings)",
    meaning:
      "A record that a user chose a product, such as a purchase or a click. It does not say how the product was liked.",
    used: /\d\sinteractions?\b/i,
  },
  {
    term: "Item-kNN",
    meaning: "A baseline: predicts from how the user rated the products most alike.",
    used: /item-kNN/i,
  },
  {
    term: "Known, new user",
    meaning: "Known: with a rating in the training part. Of a new one the model knows nothing of their own.",
    used: /\bnew users?\b|\bknown users?\b|new customer/i,
  },
  {
    term: "Learning rate",
    meaning: "How large the steps of training are.",
    used: /learning rate/i,
  },
  {
    term: "Logarithmic scale",
    meaning: "An axis on which each step is ten times the one before, so that few and very many are seen together.",
    used: /logarithmic/i,
  },
  {
    term: "Loss",
    meaning: "What training makes small: for ratings the mean squared error (MSE), in the rating’s unit squared.",
    used: /\bloss\b/i,
  },
  {
    term: "MAE",
    meaning: "Mean absolute error: by how much predictions are off on average.",
    used: /\bMAE\b/,
  },
  {
    term: "NDCG@10",
    meaning:
      "How high the products that a user liked stand in their top 10: 1 is the best order, 0 none of them in the list.",
    used: /NDCG@10/,
  },
  {
    term: "Novelty",
    meaning: "How rarely the listed products were chosen, in bits: one more is half as often.",
    used: /\bnovelty\b/i,
  },
  {
    term: "Overfitting",
    meaning: "The model learns the training ratings by heart and does worse on others.",
    used: /overfitting/i,
  },
  {
    term: "p",
    meaning:
      "How likely chance alone would give so large a difference. Below 0.05 chance is no good explanation; that says nothing of how large the difference is.",
    used: /\bp\s[=<>]/,
  },
  {
    term: "Pooled history",
    meaning: "A model that learns which products go together, and orders products by what a user has chosen.",
    used: /pooled history/i,
  },
  {
    term: "Popularity",
    meaning: "A baseline for the top 10: the same most-rated products for everybody.",
    used: /\bpopularity\b/i,
  },
  {
    term: "Pull",
    meaning: "By how much a prediction would change without one of the user’s ratings.",
    used: /\bpulls?\b/i,
  },
  {
    term: "Recall@10",
    meaning: "Share of the products that a user liked which are in their top 10.",
    used: /recall@10/i,
  },
  {
    term: "RMSE",
    meaning:
      "Root mean squared error: by how much predictions are off, large errors counting more. In the unit of ratings; 0 is perfect.",
    used: /\bRMSE\b/,
  },
  {
    term: "RP3β",
    meaning:
      "A baseline for the top 10: random walks from a user over their products to other users and on to theirs, popular products held back.",
    used: /RP3β/,
  },
  {
    term: "Seed",
    meaning: "The number that all chance in a run follows from: same seed, same run.",
    used: /\bseed\b/i,
  },
  {
    term: "Side features",
    meaning: "What the file says of products and users beside their ids, such as brand and category.",
    used: /side features?/i,
  },
  {
    term: "Training, validation and test part",
    meaning:
      "The ratings are divided: the model learns from the first, the best epoch is chosen on the second, and the third is looked at once, at the end.",
    used: /(training|validation|test) part|test ratings?/i,
  },
  {
    term: "user-kNN",
    meaning: "A baseline for the top 10: what the users with the most alike choices have chosen.",
    used: /user-kNN/i,
  },
  {
    term: "Weight decay",
    meaning: "Pulls what is learnt towards 0, so that few ratings do not say too much.",
    used: /weight decay/i,
  },
  {
    term: "χ² (chi-squared)",
    meaning: "A test of whether two divisions of the ratings go together by more than chance.",
    used: /χ²/,
  },
];

export type GlossaryEntry = Omit<Entry, "used">;

/** The terms that a text uses, in the order of the alphabet. */
export function glossaryOf(text: string): GlossaryEntry[] {
  const plain = text.replaceAll("\u00a0", " ");
  return ENTRIES.filter(({ used }) => used.test(plain));
}
