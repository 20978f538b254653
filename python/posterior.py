"""`hybrid` as it is trained: mean-field variational Bayes with priors that are estimated from the data.

Every row is a normal distribution with a variance for each column. The loss adds to the squared error what the score's
variance costs, and pulls each row towards the prior of its table by its Kullback-Leibler divergence, divided among the
row's ratings: regularisation is per rating, not per step. Priors (one variance for each column) and noise are estimated
again after each epoch. Only the means predict.
"""
import torch

# A row holds its log-variances divided by this: a step moves them so much further.
UNIT = 4
START_MEAN, START_SIDE_MEAN, START_VARIANCE, START_SIDE_VARIANCE = 0.3, 0.1, 0.02, 0.01
BIAS_PRIOR, SIDE_BIAS_PRIOR, LEAST_PRIOR = 0.2, 0.1, 1e-5
# Rows of fewer ratings say nothing about their prior, where any has so many.
TELLING = 5
# Share of the steps over which the priors' pull grows, and before which they are not estimated.
PRIOR_WARM_UP = 0.6
# The network learns at this share of the rate of the rows.
NETWORK_RATE = 0.05
# Starting biases keep this share of the range from its ends, where the sigmoid's inverse runs away.
MARGIN = 0.02


def start_hybrid(network, mean, of_user, of_product):
    """Means at the damped biases, brought through the range's inverse sigmoid. Gives the offset, the mean's score."""
    low, high = network.config["range"]

    def score_of(rating):
        share = ((torch.as_tensor(rating) - low) / (high - low)).clamp(MARGIN, 1 - MARGIN)
        return torch.log(share / (1 - share)).float()

    offset, k = score_of(mean), network.factors
    for name, size in (("users", START_MEAN), ("products", START_MEAN), ("features", START_SIDE_MEAN)):
        table = network.tables[name].data
        table[1:, :k] = size * torch.randn(len(table) - 1, k)
    for name, biases in (("users", of_user), ("products", of_product)):
        network.tables[name].data[1:, k] = (score_of(mean + biases) - offset)[1:]
    if len(network.layers):
        torch.nn.init.zeros_(network.layers[-1].weight)
        torch.nn.init.zeros_(network.layers[-1].bias)
    return offset.item()


class Posterior:
    def __init__(self, network, data, noise, steps, device):
        self.network, self.noise, self.steps, self.first_rows = network, noise, steps, data.first_rows
        counts = (data.user_counts, data.product_counts, data.feature_counts)
        self.counts = [torch.as_tensor(of_table, device=device) for of_table in counts]
        self.rare = torch.as_tensor(data.rare, device=device)
        columns, kinds = network.factors + 1, 1 + len(data.first_rows)
        self.spreads = {}
        for name, table in network.tables.items():
            start = START_SIDE_VARIANCE if name == "features" else START_VARIANCE
            spread = torch.full(table.shape, start, device=device).log() / UNIT
            spread[0] = -30 / UNIT  # what is unknown is nothing, for certain
            self.spreads[name] = spread.requires_grad_()
        # Of users, of products, then of each feature.
        self.precisions = torch.zeros(kinds, columns, device=device)
        for kind in range(kinds):
            mean, bias = (START_MEAN, BIAS_PRIOR) if kind < 2 else (START_SIDE_MEAN, SIDE_BIAS_PRIOR)
            self.precisions[kind] = 1 / (4 * mean * mean)
            self.precisions[kind, -1] = 1 / bias

    @property
    def user_pull(self):
        """What the prior pulls a user's means with, beside squared errors of ratings."""
        return (self.noise * self.precisions[0]).tolist()

    def loss(self, users, products, features, ratings, share, step):
        """What is minimised, and the part of it that measures the noise; a rating weighs `share`."""
        network, k = self.network, self.network.factors
        rows = network.rows_of(users, products, features)
        indices = [users, products, *features.T]
        names = ["users", "products"] + ["features"] * features.shape[1]
        variances = [torch.exp(UNIT * self.spreads[name][index]) for name, index in zip(names, indices)]
        who, what = network.sides(rows)
        v_who, v_what = network.sides(variances)
        low, high = network.config["range"]
        part = torch.sigmoid(network.score(rows))
        error = ((low + (high - low) * part - ratings) ** 2).sum() * share
        spread = (who[:, :k] ** 2 * v_what[:, :k] + v_who[:, :k] * what[:, :k] ** 2 + v_who[:, :k] * v_what[:, :k]).sum(1)
        slope = ((part - part**2) * (high - low)).detach()
        penalty = (slope**2 * (spread + v_who[:, k] + v_what[:, k])).sum() * share
        divergence = 0
        for kind, (mean, variance, index) in enumerate(zip(rows, variances, indices)):
            count = self.counts[min(kind, 2)][index]
            pull = torch.where(count > 0, 1 / count.clamp(min=1), torch.zeros_like(count, dtype=torch.float))
            whole = ((mean**2 + variance) * self.precisions[kind] - variance.log()).sum(1)
            divergence = divergence + 0.5 * share * (whole * pull).sum()
        scale = 2 * self.noise * min(1, (step + 1) / (PRIOR_WARM_UP * self.steps + 1))
        return error + penalty + scale * divergence, (error + penalty).detach()

    @torch.no_grad()
    def estimate(self, noise, step):
        """Noise after an epoch and, once they pull in full, the priors: mean of mean² + variance of the rows that tell."""
        self.noise = noise
        if step < PRIOR_WARM_UP * self.steps:
            return
        spans = [("users", 0, 1, None), ("products", 1, 1, None)]
        spans += [("features", 2, a, b) for a, b in zip(self.first_rows, self.first_rows[1:])]
        for kind, (name, table, start, end) in enumerate(spans):
            counts = self.counts[table][start:end]
            telling = counts >= (TELLING if (counts >= TELLING).any() else 1)
            if telling.any():
                mean, spread = self.network.tables[name][start:end][telling], self.spreads[name][start:end][telling]
                self.precisions[kind] = 1 / (mean**2 + torch.exp(UNIT * spread)).mean(0).clamp(min=LEAST_PRIOR)
