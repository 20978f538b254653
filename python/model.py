"""An exported model in PyTorch: ids in, ratings out. A blend and its averages are plain sums over such models."""
import math

import numpy
import torch
from torch import nn

from files import read_model


def layer_widths(config):
    """Inputs of the network, its hidden widths and its one output; none for a model without."""
    parts = {"collabnn": 2, "hybrid": 2 + len(config.get("features", []))}.get(config["model"])
    has_layers = config["model"] == "collabnn" or (config["model"] == "hybrid" and config["hidden"])
    return [parts * config["factors"], *config["hidden"], 1] if has_layers else []


class Network(nn.Module):
    """What has tables of rows. A row holds the factors, then the bias where the model has one."""

    def __init__(self, config, rows):
        """`rows` of each table by name: users, products and, of hybrid, features."""
        super().__init__()
        self.config, self.factors = config, config["factors"]
        self.has_bias = config["model"] in ("dot-product-bias", "hybrid", "bayesian")
        self.has_dot = config["model"] != "collabnn"
        self.of_user = sum(feature["of"] == "user" for feature in config.get("features", []))
        columns = self.factors + self.has_bias
        self.tables = nn.ParameterDict({name: nn.Parameter(torch.zeros(n, columns)) for name, n in rows.items()})
        widths = layer_widths(config)
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths, widths[1:])])
        self.dropout = 0.0

    def rows_of(self, users, products, features):
        """[batch, columns] each: of users, of products, then of each feature. `features` is [batch, features]."""
        rows = [self.tables["users"][users], self.tables["products"][products]]
        return rows + [self.tables["features"][column] for column in features.T]

    def sides(self, rows):
        """The rows of the user's side summed, and those of the product's: features of the user come first."""
        split = 2 + self.of_user
        return sum(rows[2:split], rows[0]), sum(rows[split:], rows[1])

    def score(self, rows):
        """[batch], before the range."""
        who, what = self.sides(rows)
        k = self.factors
        score = torch.full((len(who),), float(self.config.get("offset", 0)), device=who.device)
        if self.has_bias:
            score = score + who[:, k] + what[:, k]
        if self.has_dot:
            score = score + (who[:, :k] * what[:, :k]).sum(1)
        if len(self.layers):
            x = torch.cat([part[:, :k] for part in (who, what, *rows[2:])], 1)
            for layer in self.layers[:-1]:
                x = nn.functional.dropout(torch.relu(layer(x)), self.dropout, self.training)
            score = score + self.layers[-1](x).squeeze(1)
        return score

    def rating(self, score):
        low, high = self.config["range"]
        if self.config.get("link") == "identity":
            return score.clamp(low, high)
        return low + (high - low) * torch.sigmoid(score)

    def forward(self, users, products, features):
        return self.rating(self.score(self.rows_of(users, products, features)))

    def tensors(self):
        """By the names of the format."""
        found = {}
        for name, table in self.tables.items():
            values = table.detach().cpu().numpy()
            found[name + ".embedding"] = values[:, : self.factors]
            if self.has_bias:
                found[name + ".bias"] = values[:, self.factors]
        for i, layer in enumerate(self.layers):
            found[f"layers.{i}.weight"] = layer.weight.detach().cpu().numpy()
            found[f"layers.{i}.bias"] = layer.bias.detach().cpu().numpy()
        return found

    def load(self, tensors):
        for name, table in self.tables.items():
            parts = [tensors[name + ".embedding"]]
            if self.has_bias:
                parts.append(tensors[name + ".bias"][:, None])
            table.data = torch.from_numpy(numpy.concatenate(parts, 1).astype(numpy.float32))
        for i, layer in enumerate(self.layers):
            layer.weight.data = torch.from_numpy(tensors[f"layers.{i}.weight"].copy())
            layer.bias.data = torch.from_numpy(tensors[f"layers.{i}.bias"].copy())


KNOWN = ("blend", "averages", "bayesian", "hybrid", "collabnn", "dot-product", "dot-product-bias", "pooled-history")


class Model:
    """A model that is asked by id."""

    def __init__(self, folder):
        self.read(*read_model(folder))

    @classmethod
    def member(cls, *parts):
        """A member of a blend: a model of its own, with the ids of the blend."""
        model = cls.__new__(cls)
        model.read(*parts)
        return model

    def read(self, config, tensors, user_ids, product_ids):
        self.config, self.tensors, self.user_ids, self.product_ids = config, tensors, user_ids, product_ids
        name = config["model"]
        if name not in KNOWN:
            raise SystemExit(f"{name} cannot be asked here. Its tensors and their formula are in model/config.json.")
        self.users = {id: code for code, id in enumerate(self.user_ids)}
        self.products = {id: code for code, id in enumerate(self.product_ids)}
        self.ranks = name == "pooled-history"
        self.members = [
            (member["weight"], Model.member(member, under(tensors, f"members.{i}."), user_ids, product_ids))
            for i, member in enumerate(config.get("members", []))
        ]
        if name not in ("pooled-history", "blend", "averages"):
            tables = ("users", "products", "features") if self.config.get("features") else ("users", "products")
            self.network = Network(self.config, {name: len(self.tensors[name + ".embedding"]) for name in tables})
            self.network.load(self.tensors)
            self.network.eval()

    @torch.no_grad()
    def predict(self, users, products, years=None, times=None):
        """
        Ratings of pairs of ids; a year of None is the newest that training knew, 0 an unknown one. Times are in seconds,
        NaN where unknown: only a rating at a time is moved by a user's drift.
        """
        years = years if years is not None else [None] * len(users)
        if self.members:
            return self.held(sum(weight * model.predict(users, products, years, times) for weight, model in self.members))
        if self.config["model"] == "averages":
            return self.held(
                self.config["offset"]
                + self.averages("users", [self.users.get(id) for id in users], self.config["unknownUser"])
                + self.averages("products", [self.products.get(id) for id in products], self.config["unknownProduct"])
            )
        users = [self.users.get(id) for id in users]
        products = [self.products.get(id) for id in products]
        features = [
            [self.feature_row(i, feature, user if feature["of"] == "user" else product, year)
             for user, product, year in zip(users, products, years)]
            for i, feature in enumerate(self.config.get("features", []))
        ]
        rows = torch.tensor(features, dtype=torch.long).reshape(len(features), len(users)).T
        rows_of = self.network.rows_of(self.rows("users", users), self.rows("products", products), rows)
        score = self.network.score(rows_of)
        if times is not None and "users.drift" in self.tensors:
            score = score + torch.from_numpy(self.drifts(users, numpy.asarray(times, numpy.float64)))
        return self.network.rating(score).numpy()

    def held(self, ratings):
        low, high = self.config["range"]
        softness = self.config.get("softness")
        if softness is None:
            return numpy.clip(ratings, low, high)
        # ln(1 + e^x) without an overflow.
        above = lambda end: numpy.logaddexp(0, (ratings - end) / softness)
        return low + softness * (above(low) - above(high))

    def averages(self, side, codes, unknown):
        parts = self.tensors[side + ".average"]
        return numpy.array([unknown if code is None else parts[code] for code in codes])

    def drifts(self, codes, times):
        """What the score of each user's rating at a time is moved by."""
        known = numpy.array([code is not None for code in codes], bool) & ~numpy.isnan(times)
        rows = numpy.array([0 if code is None else code for code in codes])
        days = numpy.where(known, times - self.tensors["users.mean_date"][rows], 0) / 86400
        return (self.tensors["users.drift"][rows] * numpy.sign(days) * numpy.abs(days) ** 0.4 / 2).astype(numpy.float32)

    def rows(self, side, codes):
        row = self.tensors[side + ".row"]
        return torch.tensor([0 if code is None else int(row[code]) for code in codes], dtype=torch.long)

    def feature_row(self, i, feature, code, year):
        if feature["role"] == "year":
            return year_row(feature, year, "years" in self.config)
        if code is not None:
            return int(self.tensors[f"features.{i}.row"][code])
        return self.config["stranger"] if feature["role"] == "stranger" else 0

    def scores(self, history):
        """Of pooled-history: what all products, by code, are ordered by for a user who had these products, by id."""
        t = self.tensors
        rows = [int(t["products.row"][self.products[id]]) for id in set(history) if id in self.products]
        rows = [row for row in rows if row > 0]
        n = len(rows)
        vector = math.sqrt(min(n, self.config["longest"])) / n * t["products.input"][rows].sum(0) if n else 0
        by_row = (t["products.output"] * vector).sum(1) + t["products.prior"]
        return by_row[t["products.row"]]


def under(tensors, prefix):
    """Those of a part of the model."""
    return {name[len(prefix) :]: values for name, values in tensors.items() if name.startswith(prefix)}


def year_row(feature, year, holds_first=False):
    """A year after the newest that training knew counts as that one; where told, one before the first as the first."""
    years = {int(text): row for text, row in feature["values"].items()}
    if year is None or (years and int(year) > max(years)):
        return feature["row"]
    if holds_first and years and 0 < int(year) < min(years):
        return years[min(years)]
    return years.get(int(year), 0)
