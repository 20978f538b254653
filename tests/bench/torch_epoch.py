"""One epoch of the bench's models in PyTorch, as fast as it goes with sparse gradients.

    python3 torch_epoch.py RATINGS.csv

Reads the reference columns, says {"version", "threads", "train"} on stdout, then answers each line of stdin,
{"model", "threads", "factors", "hidden", "batchSize"}, with {"ratingsPerSecond"}: training alone, on batches that
were shuffled and cut beforehand. Embeddings are sparse and trained by SparseAdam (which knows no weight decay), the
dense layers by AdamW. A row's bias is one more column of its embedding: measured, that is faster than a table apart.
"""
import csv
import json
import sys
import time

import torch
from torch import nn

LOW, HIGH = 0.5, 5.5
HELD_OUT = 0.2
WARM_UP_STEPS = 3


class DotProductBias(nn.Module):
    def __init__(self, users, products, factors, hidden):
        super().__init__()
        self.factors = factors
        self.users = nn.Embedding(users, factors + 1, sparse=True)
        self.products = nn.Embedding(products, factors + 1, sparse=True)

    def forward(self, users, products):
        user, product = self.users(users), self.products(products)
        interaction = (user[:, : self.factors] * product[:, : self.factors]).sum(1)
        return interaction + user[:, self.factors] + product[:, self.factors]

    def tables(self):
        return [self.users.weight, self.products.weight]

    def layers(self):
        return []


class CollabNN(nn.Module):
    def __init__(self, users, products, factors, hidden):
        super().__init__()
        self.users = nn.Embedding(users, factors, sparse=True)
        self.products = nn.Embedding(products, factors, sparse=True)
        widths = [2 * factors, *hidden]
        layers = [part for a, b in zip(widths, widths[1:]) for part in (nn.Linear(a, b), nn.ReLU())]
        self.dense = nn.Sequential(*layers, nn.Linear(widths[-1], 1))

    def forward(self, users, products):
        return self.dense(torch.cat([self.users(users), self.products(products)], 1)).squeeze(1)

    def tables(self):
        return [self.users.weight, self.products.weight]

    def layers(self):
        return list(self.dense.parameters())


MODELS = {"dot-product-bias": DotProductBias, "collabnn": CollabNN}


def read_training_part(path):
    """Rows of users and products, numbered from 1 in the training part, and ratings: 80 % of the file at random."""
    with open(path, newline="", encoding="utf-8") as file:
        records = [(row["user_id"], row["item_id"], float(row["rating"])) for row in csv.DictReader(file)]
    chosen = torch.randperm(len(records))[2 * int(len(records) * HELD_OUT / 2) :].tolist()
    users, products = {}, {}
    rows = [
        (users.setdefault(records[i][0], len(users) + 1), products.setdefault(records[i][1], len(products) + 1))
        for i in chosen
    ]
    pairs = torch.tensor(rows)
    ratings = torch.tensor([records[i][2] for i in chosen])
    return pairs[:, 0].contiguous(), pairs[:, 1].contiguous(), ratings, len(users) + 1, len(products) + 1


def train_epoch(data, model, threads, factors, hidden, batchSize):
    users, products, ratings, user_rows, product_rows = data
    torch.set_num_threads(threads)
    network = MODELS[model](user_rows, product_rows, factors, hidden)
    for table in network.tables():
        nn.init.trunc_normal_(table, std=0.01, a=-0.02, b=0.02)
    optimisers = [torch.optim.SparseAdam(network.tables(), lr=1e-3)]
    if network.layers():
        optimisers.append(torch.optim.AdamW(network.layers(), lr=1e-3))
    batches = list(zip(*(column.split(batchSize) for column in (users, products, ratings))))

    def step(batch):
        rows, columns, values = batch
        predicted = torch.sigmoid(network(rows, columns)) * (HIGH - LOW) + LOW
        loss = nn.functional.mse_loss(predicted, values)
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()

    for batch in batches[:WARM_UP_STEPS]:
        step(batch)
    start = time.perf_counter()
    for batch in batches:
        step(batch)
    return {"ratingsPerSecond": len(ratings) / (time.perf_counter() - start)}


def main(path):
    torch.manual_seed(42)
    torch.set_flush_denormal(True)
    data = read_training_part(path)
    hello = {"version": torch.__version__, "train": len(data[2])}
    print(json.dumps(hello), flush=True)
    for line in sys.stdin:
        print(json.dumps(train_epoch(data, **json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
