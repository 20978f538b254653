"""The model of this folder in PyTorch: asked, measured, or trained anew by the same recipe.

    python3 train.py evaluate                   errors of the model on the test part of ratings.csv
    python3 train.py predict PAIRS.csv          predicted ratings of its columns user, product and, perhaps, year
    python3 train.py recommend USER             the best products for a user who did not rate them yet
    python3 train.py train --out trained        train by the settings of config.json, and write the model
    torchrun --nproc_per_node 4 train.py train  the same on several processes, each on its share of every batch

Needs torch and numpy. `--model` names the folder of the model that is asked, which is model/ unless it is said.
"""
import argparse
import csv
import json
import math
import os
import sys

import numpy
import torch
from torch import distributed, nn

from data import STRANGER_ROW, Data, damped_biases
from files import Ratings, read_json, write_model
from model import Model, Network
from posterior import NETWORK_RATE, PRIOR_WARM_UP, Posterior, start_hybrid
from recipe import AdamW, schedule

HERE = os.path.dirname(os.path.abspath(__file__))
# Ratings that are predicted at once.
CHUNK = 65536


def rmse(predicted, actual):
    return math.sqrt(((numpy.asarray(predicted, numpy.float64) - actual) ** 2).mean())


def evaluate(folder, ratings):
    model, part = Model(folder), ratings.part("test")
    if model.ranks:
        sys.exit("pooled-history predicts no ratings. Ask it to recommend.")
    ids = [[column.texts[code] for code in column.codes[part]] for column in map(ratings.texts.get, ("user", "product"))]
    predicted = model.predict(*ids, ratings.years[part], ratings.time[part])
    actual = ratings.rating[part]
    print(json.dumps({"n": len(part), "rmse": rmse(predicted, actual), "mae": float(abs(predicted - actual).mean())}))


def predict(folder, path):
    model = Model(folder)
    if model.ranks:
        sys.exit("pooled-history predicts no ratings. Ask it to recommend.")
    with open(path, newline="", encoding="utf-8") as file:
        asked = list(csv.DictReader(file))
    years = [int(row["year"]) if row.get("year") else None for row in asked]
    predicted = model.predict([row["user"] for row in asked], [row["product"] for row in asked], years)
    lines = csv.writer(sys.stdout)
    lines.writerow(["user", "product", "predicted"])
    lines.writerows([row["user"], row["product"], f"{value:.6f}"] for row, value in zip(asked, predicted))


def recommend(folder, ratings, user, count):
    model = Model(folder)
    users, products = ratings.texts["user"], ratings.texts["product"]
    own = users.codes == users.known.get(user, -1)
    trained = numpy.zeros(len(own), bool)
    trained[ratings.part("train")] = True
    rated = {products.texts[code] for code in products.codes[own]}
    if model.ranks:
        scores = model.scores([products.texts[code] for code in products.codes[own & trained]])
    else:
        scores = model.predict([user] * len(model.product_ids), model.product_ids)
    order = [code for code in numpy.argsort(-scores, kind="stable") if model.product_ids[code] not in rated]
    lines = csv.writer(sys.stdout)
    lines.writerow(["product", "score" if model.ranks else "predicted"])
    lines.writerows([model.product_ids[code], f"{scores[code]:.6f}"] for code in order[:count])


@torch.no_grad()
def measure(network, part):
    """RMSE; None of an empty part."""
    if len(part[3]) == 0:
        return None
    predicted = [network(u, p, f) for u, p, f in zip(*(column.split(CHUNK) for column in part[:3]))]
    return math.sqrt(((torch.cat(predicted) - part[3]).double() ** 2).mean().item())


class Processes:
    """One process, or those that torchrun started: each takes every so-manieth rating of a batch."""

    def __init__(self):
        self.several = "RANK" in os.environ
        local = int(os.environ.get("LOCAL_RANK", 0))
        self.device = torch.device("cuda", local) if torch.cuda.is_available() else torch.device("cpu")
        if self.several:
            distributed.init_process_group("nccl" if self.device.type == "cuda" else "gloo")
        self.rank = distributed.get_rank() if self.several else 0
        self.size = distributed.get_world_size() if self.several else 1

    def sum(self, value):
        if self.several:
            distributed.all_reduce(value)
        return value.item()


class Training:
    def __init__(self, ratings, settings, processes):
        self.settings, self.processes = settings, processes
        self.data = data = Data(ratings, settings)
        name, device = settings["model"], processes.device
        torch.manual_seed(settings["seed"])
        self.config = {
            "model": name, "trainedOn": "ratings.csv", "factors": settings["factors"], "range": settings["range"],
            "hidden": settings["hidden"] if name in ("collabnn", "hybrid") else [], "link": "sigmoid",
            "settings": settings,
        }
        rows = {"users": len(data.user_counts), "products": len(data.product_counts)}
        if name == "hybrid":
            described = [{key: f[key] for key in ("role", "of", "row", "values")} for f in data.features]
            self.config.update(features=described, stranger=data.stranger)
            rows["features"] = data.first_rows[-1]
        self.network = Network(self.config, rows)
        self.parts = {part: [column.to(device) for column in columns] for part, columns in data.parts.items()}
        size = len(data.training)
        self.batch = min(settings["batchSize"], size)
        self.steps_an_epoch = math.ceil(size / self.batch)
        self.steps = self.steps_an_epoch * settings["epochs"]
        self.start(device)

    def start(self, device):
        """Starting weights, and the optimiser: rows of hybrid do not decay, its priors hold them."""
        is_hybrid, network = self.settings["model"] == "hybrid", self.network
        self.posterior, noise = None, None
        if is_hybrid:
            mean, of_user, of_product = damped_biases(self.data)
            users, products, _, values = (column.numpy() for column in self.data.parts["train"])
            noise = float(((values - mean - of_user[users] - of_product[products]) ** 2).mean())
            self.config["offset"] = start_hybrid(network, mean, of_user, of_product)
        else:
            for table in network.tables.values():
                nn.init.trunc_normal_(table, std=0.01, a=-0.02, b=0.02)
                table.data[0] = 0
        network.to(device)
        groups = [(table, 1, not is_hybrid, 1) for table in network.tables.values()]
        for layer in network.layers:
            share = NETWORK_RATE if is_hybrid else 1
            groups += [(layer.weight, share, True, 0), (layer.bias, share, False, 0)]
        if is_hybrid:
            self.posterior = Posterior(network, self.data, noise, self.steps, device)
            groups += [(spread, 1, False, 1) for spread in self.posterior.spreads.values()]
            network.dropout = self.settings["dropout"]
        self.adam = AdamW(groups, self.batch)

    def epoch(self, number):
        """One pass over the training part, in an order that all processes share."""
        users, products, features, ratings = self.parts["train"]
        total = torch.zeros((), device=users.device)
        self.network.train()
        draw = torch.Generator().manual_seed(self.settings["seed"] + number)
        order = torch.randperm(len(ratings), generator=draw).to(users.device)
        masked = (torch.rand(len(ratings), generator=draw) < 0.5).to(users.device)
        for index, chosen in enumerate(order.split(self.batch)):
            mine, share = chosen[self.processes.rank :: self.processes.size], 1 / len(chosen)
            step = number * self.steps_an_epoch + index
            who, sides = users[mine], features[mine]
            if self.posterior:
                # Half of the ratings of users with few pass for a stranger's.
                strange = self.posterior.rare[who] & masked[mine]
                who, sides = torch.where(strange, torch.zeros_like(who), who), sides.clone()
                sides[strange, 0] = STRANGER_ROW
                loss, noise = self.posterior.loss(who, products[mine], sides, ratings[mine], share, step)
                total += noise
            else:
                loss = ((self.network(who, products[mine], sides) - ratings[mine]) ** 2).sum() * share
            loss.backward()
            rate, momentum = schedule(self.settings, step / self.steps)
            self.adam.step(rate, momentum, self.settings["weightDecay"])
        if self.posterior:
            noise = self.processes.sum(total) / self.steps_an_epoch
            self.posterior.estimate(noise, (number + 1) * self.steps_an_epoch)
        self.network.eval()

    def run(self):
        """Train; keep the best epoch by the validation part, the last where there is none."""
        epochs, patience = self.settings["epochs"], self.settings.get("patience")
        settled = math.ceil(PRIOR_WARM_UP * epochs) if self.posterior else 0
        best = None
        for number in range(epochs):
            self.epoch(number)
            validation = measure(self.network, self.parts["validation"])
            if self.processes.rank == 0:
                said = "" if validation is None else f": validation RMSE {validation:.4f}"
                print(f"epoch {number + 1} of {epochs}{said}", file=sys.stderr)
            if best is None or validation is None or validation < best["validation"]:
                state = {name: value.clone() for name, value in self.network.state_dict().items()}
                best = {"validation": validation, "epoch": number + 1, "state": state}
                if self.posterior:
                    self.config["userPull"] = self.posterior.user_pull
            if patience is not None and number + 1 - max(best["epoch"], settled) >= patience:
                break
        self.network.load_state_dict(best.pop("state"))
        return {"test": measure(self.network, self.parts["test"]), **best}

    def write(self, folder):
        texts, tensors = self.data.texts, {**self.network.tensors(), **self.data.row_tensors()}
        write_model(folder, self.config, tensors, texts["user"].texts, texts["product"].texts)


def train(ratings, out, change):
    settings = {**read_json(os.path.join(HERE, "config.json"))["settings"], **change}
    if settings["model"] in ("pooled-history", "blend", "bayesian", "item-item"):
        sys.exit(f"{settings['model']} cannot be trained here. Set another model in config.json, such as hybrid.")
    training = Training(ratings, settings, Processes())
    outcome = training.run()
    if training.processes.rank == 0:
        training.write(out)
        print(json.dumps({**outcome, "model": out}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["train", "evaluate", "predict", "recommend"])
    parser.add_argument("of", nargs="?", help="PAIRS.csv to predict, or the user to recommend to")
    parser.add_argument("--ratings", default=os.path.join(HERE, "ratings.csv"))
    parser.add_argument("--model", default=os.path.join(HERE, "model"))
    parser.add_argument("--out", default=os.path.join(HERE, "trained"))
    parser.add_argument("--count", type=int, default=10, help="products to recommend")
    parser.add_argument("--epochs", type=int, help="in place of those of config.json")
    asked = parser.parse_args()
    if asked.what in ("predict", "recommend") and not asked.of:
        parser.error(f"{asked.what} needs to know what of.")
    if asked.what == "predict":
        return predict(asked.model, asked.of)
    ratings = Ratings(asked.ratings)
    if asked.what == "train":
        train(ratings, asked.out, {"epochs": asked.epochs} if asked.epochs else {})
    elif asked.what == "evaluate":
        evaluate(asked.model, ratings)
    else:
        recommend(asked.model, ratings, asked.of, asked.count)


if __name__ == "__main__":
    main()
