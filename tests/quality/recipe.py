"""The reference recipe in PyTorch: fastai's EmbeddingDotBias trained by fit_one_cycle, best epoch kept.

    python3 recipe.py RATINGS.csv LOW HIGH SEED

RATINGS.csv has lines part,user,product,rating: part is 0 train, 1 validation, 2 test; ids are whole numbers. LOW and
HIGH are the range of the sigmoid. Says {"version", "validation", "bestEpoch", "rmse", "seconds"} on stdout: the
validation RMSE of each epoch, and the test RMSE of the best. Ids that the training part lacks have a row of zeros.

Every row moves at every step, as in fastai.
"""
import json
import math
import sys
import time

import torch
from torch import nn

FACTORS = 32
BATCH, EPOCHS, RATE, DECAY = 64, 5, 5e-3, 0.1
BETA2, EPSILON = 0.99, 1e-5
WARM_UP, MOMENTA = 0.25, (0.95, 0.85)


class DotProductBias(nn.Module):
    def __init__(self, users, products, low, high):
        super().__init__()
        self.low, self.high = low, high
        tables = [(users, FACTORS), (products, FACTORS), (users, 1), (products, 1)]
        self.user, self.product, self.user_bias, self.product_bias = (
            nn.Embedding(rows, width, padding_idx=0) for rows, width in tables
        )
        for table in self.tables():
            nn.init.trunc_normal_(table.weight, std=0.01, a=-0.02, b=0.02)
            table.weight.data[0] = 0

    def tables(self):
        return [self.user, self.product, self.user_bias, self.product_bias]

    def forward(self, users, products):
        score = (self.user(users) * self.product(products)).sum(1, keepdim=True)
        score = (score + self.user_bias(users) + self.product_bias(products)).squeeze(1)
        return torch.sigmoid(score) * (self.high - self.low) + self.low


def cosine(start, end, position):
    return start + (end - start) * (1 - math.cos(math.pi * position)) / 2


def one_cycle(done):
    """Learning rate and momentum after the share `done` of the steps (fastai: combined_cos)."""
    if done < WARM_UP:
        position = done / WARM_UP
        return cosine(RATE / 25, RATE, position), cosine(*MOMENTA, position)
    position = (done - WARM_UP) / (1 - WARM_UP)
    return cosine(RATE, RATE / 1e5, position), cosine(*reversed(MOMENTA), position)


class Adam:
    """fastai's Adam with decoupled decay: debiased by the current momentum."""

    def __init__(self, parameters):
        self.parameters = list(parameters)
        self.means = [torch.zeros_like(p) for p in self.parameters]
        self.squares = [torch.zeros_like(p) for p in self.parameters]
        self.steps = 0

    @torch.no_grad()
    def step(self, rate, momentum):
        self.steps += 1
        debias1, debias2 = 1 - momentum**self.steps, 1 - BETA2**self.steps
        for p, mean, square in zip(self.parameters, self.means, self.squares):
            p.mul_(1 - rate * DECAY)
            mean.mul_(momentum).add_(p.grad, alpha=1 - momentum)
            square.mul_(BETA2).addcmul_(p.grad, p.grad, value=1 - BETA2)
            p.addcdiv_(mean, (square / debias2).sqrt_().add_(EPSILON), value=-rate / debias1)
            p.grad.zero_()


def read(path):
    """Rows of users and products, numbered from 1 in the training part, 0 elsewhere; ratings; for each part."""
    with open(path, encoding="utf-8") as file:
        records = [line.split(",") for line in file]
    users, products = {}, {}
    for part, user, product, _ in records:
        if part == "0":
            users.setdefault(user, len(users) + 1)
            products.setdefault(product, len(products) + 1)

    def of(part):
        rows = [(users.get(u, 0), products.get(p, 0), float(r)) for of, u, p, r in records if of == part]
        return (
            torch.tensor([row[0] for row in rows]),
            torch.tensor([row[1] for row in rows]),
            torch.tensor([row[2] for row in rows]),
        )

    return [of(part) for part in "012"], len(users) + 1, len(products) + 1


@torch.no_grad()
def rmse(model, part):
    users, products, ratings = part
    return math.sqrt(((model(users, products) - ratings).double() ** 2).mean().item())


def main(path, low, high, seed):
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    start = time.perf_counter()
    (train, validation, test), user_rows, product_rows = read(path)
    model = DotProductBias(user_rows, product_rows, low, high)
    adam = Adam(model.parameters())
    steps_an_epoch = math.ceil(len(train[2]) / BATCH)
    outcomes = []
    for epoch in range(EPOCHS):
        order = torch.randperm(len(train[2]))
        for step, batch in enumerate(order.split(BATCH)):
            users, products, ratings = (column[batch] for column in train)
            nn.functional.mse_loss(model(users, products), ratings).backward()
            rate, momentum = one_cycle((epoch * steps_an_epoch + step) / (EPOCHS * steps_an_epoch))
            adam.step(rate, momentum)
        outcomes.append((rmse(model, validation), rmse(model, test)))
    best = min(range(EPOCHS), key=lambda epoch: outcomes[epoch][0])
    answer = {
        "version": torch.__version__,
        "validation": [figure for figure, _ in outcomes],
        "bestEpoch": best + 1,
        "rmse": outcomes[best][1],
        "seconds": time.perf_counter() - start,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
