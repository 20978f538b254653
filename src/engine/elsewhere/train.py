"""The model of this folder in PyTorch: asked, measured, or trained anew by the same recipe.

    python3 train.py evaluate                       errors of model/ on the test part of ratings.csv
    python3 train.py predict USER PRODUCT [YEAR]    one predicted rating (a score, of pooled-history)
    python3 train.py scores USER                    all products for a user, best first
    python3 train.py train [--out DIR] [--epochs N] train by the settings of config.json, write the model to DIR (trained/)
    torchrun --nproc_per_node 4 train.py train      the same on several processes, each on its share of every batch

Needs torch and numpy. The recipe: AdamW with decoupled decay (betas 0.95 -> 0.85 -> 0.95 over the cycle, 0.99; epsilon
1e-5 * 64 / batch), debiased by the current momentum, one-cycle learning rate, embeddings from a normal of sigma 0.01 cut
at two sigma, mean squared error through a sigmoid onto the range, the best epoch by the validation part. Every row moves
at every step (dense decay), as it does in the studio, where missed steps are taken when a row is next read. `hybrid` is
trained as a variational posterior: see `hybrid_loss`. pooled-history can be asked, not trained, here.
"""
import argparse
import collections
import csv
import datetime
import json
import math
import os
import struct
import sys

import numpy
import torch
from torch import distributed, nn

HERE = os.path.dirname(os.path.abspath(__file__))
DTYPES = {"F64": "<f8", "F32": "<f4", "I32": "<i4", "U32": "<u4", "U16": "<u2", "U8": "u1"}
BETA2, EPSILON, REFERENCE_BATCH = 0.99, 1e-5, 64
WARM_UP, MOMENTA = 0.25, (0.95, 0.85)
# hybrid
UNIT, NETWORK_RATE, TELLING, LEAST_PRIOR, PRIOR_WARM_UP = 4, 0.05, 5, 1e-5, 0.6
START_MEAN, START_SIDE_MEAN, START_VARIANCE, START_SIDE_VARIANCE = 0.3, 0.1, 0.02, 0.01
BIAS_PRIOR, SIDE_BIAS_PRIOR, STRANGER_ROW = 0.2, 0.1, 1
OF_USER = ("stranger", "userGender", "userGroup", "year")


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: numpy.frombuffer(data[slice(*entry["data_offsets"])], DTYPES[entry["dtype"]]).reshape(entry["shape"])
        for name, entry in header.items()
    }


def write_safetensors(path, tensors):
    names = {numpy.dtype(dtype): name for name, dtype in DTYPES.items()}
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].dtype.itemsize, item[0]))
    header, end = {"__metadata__": {"format": "collabnn-model"}}, 0
    for name, values in ordered:
        start, end = end, end + values.nbytes
        header[name] = {"dtype": names[values.dtype], "shape": list(values.shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, values in ordered:
            file.write(numpy.ascontiguousarray(values).tobytes())


def read_json(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def layer_inputs(config):
    count = 2 + len(config.get("features", [])) if config["model"] == "hybrid" else 2
    return count * config["factors"]


class Network(nn.Module):
    """A row is the factors, then the bias where the model has one; row 0 is an id or value that training did not know."""

    def __init__(self, config, user_rows, product_rows, feature_rows=0):
        super().__init__()
        self.config, self.factors = config, config["factors"]
        self.has_bias = config["model"] in ("dot-product-bias", "hybrid")
        self.has_dot = config["model"] != "collabnn"
        self.of_user = sum(feature["of"] == "user" for feature in config.get("features", []))
        columns = self.factors + self.has_bias
        rows = {"users": user_rows, "products": product_rows, "features": feature_rows}
        self.tables = nn.ParameterDict({name: nn.Parameter(torch.zeros(n, columns)) for name, n in rows.items() if n})
        widths = [layer_inputs(config), *config["hidden"], 1]
        has_layers = config["model"] == "collabnn" or (config["model"] == "hybrid" and config["hidden"])
        pairs = zip(widths, widths[1:]) if has_layers else []
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in pairs])
        self.dropout = 0.0

    def rows_of(self, users, products, features):
        rows = [self.tables["users"][users], self.tables["products"][products]]
        return rows + ([self.tables["features"][column] for column in features.T] if "features" in self.tables else [])

    def composites(self, rows):
        split = 2 + self.of_user
        return sum(rows[2:split], rows[0]), sum(rows[split:], rows[1])

    def score(self, rows):
        """[batch], before the range."""
        who, what = self.composites(rows)
        k = self.factors
        score = torch.full((len(who),), float(self.config.get("offset") or 0), device=who.device)
        if self.has_bias:
            score = score + who[:, k] + what[:, k]
        if self.has_dot:
            score = score + (who[:, :k] * what[:, :k]).sum(1)
        if len(self.layers):
            x = torch.cat([part[:, :k] for part in (who, what, *rows[2:])], 1)
            for i, layer in enumerate(self.layers):
                x = layer(x)
                if i + 1 < len(self.layers):
                    x = nn.functional.dropout(torch.relu(x), self.dropout, self.training)
            score = score + x.squeeze(1)
        return score

    def rating(self, score):
        low, high = self.config["range"]
        if self.config.get("link") == "identity":
            return score.clamp(low, high)
        return low + (high - low) * torch.sigmoid(score)

    def forward(self, users, products, features):
        return self.rating(self.score(self.rows_of(users, products, features)))


class Model:
    """An exported model: ids and years in, ratings out."""

    def __init__(self, folder):
        self.config = read_json(folder, "config.json")
        self.tensors = read_safetensors(os.path.join(folder, "model.safetensors"))
        self.users = {id: code for code, id in enumerate(read_json(folder, "users.json"))}
        self.products = {id: code for code, id in enumerate(read_json(folder, "products.json"))}
        if self.config["model"] == "pooled-history":
            return
        t = self.tensors
        self.network = Network(self.config, len(t["users.embedding"]), len(t["products.embedding"]),
                               len(t.get("features.embedding", ())))
        for name, table in self.network.tables.items():
            parts = [t[name + ".embedding"]] + ([t[name + ".bias"][:, None]] if self.network.has_bias else [])
            table.data = torch.from_numpy(numpy.concatenate(parts, 1).astype("f4"))
        for i, layer in enumerate(self.network.layers):
            layer.weight.data = torch.from_numpy(t[f"layers.{i}.weight"].copy())
            layer.bias.data = torch.from_numpy(t[f"layers.{i}.bias"].copy())
        self.network.eval()

    def row(self, side, code):
        return 0 if code is None else int(self.tensors[side + ".row"][code])

    def features_of(self, user, product, year):
        rows = []
        for i, feature in enumerate(self.config.get("features", [])):
            code = user if feature["of"] == "user" else product
            if feature["role"] == "year":
                rows.append(self.year_row(year, feature["row"]))
            elif code is None:
                rows.append(self.config["stranger"] if feature["role"] == "stranger" else 0)
            else:
                rows.append(int(self.tensors[f"features.{i}.row"][code]))
        return rows

    def year_row(self, year, newest_row):
        years = self.config.get("years") or {}
        if year == "unknown":
            return 0
        if year is None or (years and int(year) > max(map(int, years))):
            return newest_row
        return years.get(str(year), 0)

    @torch.no_grad()
    def predict(self, pairs):
        """Ratings of (user, product, year) by id; a year of None is the newest, "unknown" none."""
        codes = [(self.users.get(u), self.products.get(p), year) for u, p, year in pairs]
        users = torch.tensor([self.row("users", u) for u, _, _ in codes], dtype=torch.long)
        products = torch.tensor([self.row("products", p) for _, p, _ in codes], dtype=torch.long)
        features = torch.tensor([self.features_of(*of) for of in codes], dtype=torch.long).reshape(len(codes), -1)
        return self.network(users, products, features).tolist()

    def history_scores(self, products):
        """Scores of all products by code after a history of product ids, of pooled-history."""
        t, n = self.tensors, len(products)
        rows = [self.row("products", self.products.get(p)) for p in products]
        scale = math.sqrt(min(n, self.config["longest"])) / n if n else 0
        vector = scale * t["products.input"][rows].sum(0) if n else numpy.zeros(self.config["factors"], "f4")
        return (t["products.output"] @ vector + t["products.prior"])[t["products.row"]]


def year_of(text):
    return datetime.datetime.fromtimestamp(float(text), datetime.timezone.utc).year if text else None


def read_ratings(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rmse(predicted, actual):
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(predicted, actual)) / max(1, len(actual)))


def evaluate(folder):
    model = Model(folder)
    ratings = [r for r in read_ratings(os.path.join(HERE, "ratings.csv")) if r["split"] == "test"]
    if model.config["model"] == "pooled-history":
        sys.exit("pooled-history predicts no ratings: ask it for the scores of a user.")
    pairs = [(r["user"], r["product"], year_of(r["time"]) or "unknown") for r in ratings]
    print(json.dumps({"n": len(pairs), "rmse": rmse(model.predict(pairs), [float(r["rating"]) for r in ratings])}))


def scores(folder, user):
    model = Model(folder)
    if model.config["model"] == "pooled-history":
        rows = read_ratings(os.path.join(HERE, "ratings.csv"))
        history = [r["product"] for r in rows if r["user"] == user and r["split"] == "train"]
        values = model.history_scores(history)
    else:
        values = model.predict([(user, product, None) for product in model.products])
    for value, product in sorted(zip(map(float, values), model.products), key=lambda pair: -pair[0]):
        print(f"{value:.4f}\t{product}")


# ---- training ----


def cosine(start, end, position):
    return start + (end - start) * (1 - math.cos(math.pi * position)) / 2


def schedule(settings, done):
    rate = settings["learningRate"]
    if settings["schedule"] == "constant":
        return rate, 0.9
    if done < WARM_UP:
        return cosine(rate / 25, rate, done / WARM_UP), cosine(*MOMENTA, done / WARM_UP)
    position = (done - WARM_UP) / (1 - WARM_UP)
    return cosine(rate, rate / 1e5, position), cosine(*reversed(MOMENTA), position)


class Adam:
    """AdamW by groups of (parameter, share of the rate, decays, first row that learns)."""

    def __init__(self, groups, batch):
        self.groups, self.steps = groups, 0
        self.means = [torch.zeros_like(p) for p, *_ in groups]
        self.squares = [torch.zeros_like(p) for p, *_ in groups]
        self.epsilon = EPSILON * REFERENCE_BATCH / max(batch, REFERENCE_BATCH)

    @torch.no_grad()
    def step(self, rate, momentum, decay):
        self.steps += 1
        debias1, debias2 = 1 - momentum**self.steps, 1 - BETA2**self.steps
        for (p, share, decays, first), mean, square in zip(self.groups, self.means, self.squares):
            if distributed.is_initialized():
                distributed.all_reduce(p.grad)
            p.grad[:first] = 0
            if decays:
                p.mul_(1 - share * rate * decay)
            mean.mul_(momentum).add_(p.grad, alpha=1 - momentum)
            square.mul_(BETA2).addcmul_(p.grad, p.grad, value=1 - BETA2)
            p.addcdiv_(mean, (square / debias2).sqrt_().add_(self.epsilon), value=-share * rate / debias1)
            p.grad = None


class Data:
    """Ratings in rows: ids and values of the training part are numbered from 1, everything else is row 0."""

    def __init__(self, ratings, settings):
        self.settings = settings
        train = [r for r in ratings if r["split"] == "train"]
        self.users, self.products = ({}, {})
        for r in train:
            self.users.setdefault(r["user"], len(self.users) + 1)
            self.products.setdefault(r["product"], len(self.products) + 1)
        self.mean = sum(float(r["rating"]) for r in train) / len(train)
        self.features, self.values = [], {}
        self.user_counts = collections.Counter(self.users[r["user"]] for r in train)
        if settings["model"] == "hybrid":
            self.number_features(ratings, train)
        self.parts = {part: self.columns([r for r in ratings if r["split"] == part]) for part in
                      ("train", "validation", "test")}

    def number_features(self, ratings, train):
        known = [role for role in self.settings["sides"] if role == "year" or role in ratings[0]]
        if "year" in known and len({year_of(r["time"]) for r in ratings} - {None}) < 2:
            known.remove("year")
        order = [r for r in known if r in OF_USER] + [r for r in known if r not in OF_USER]
        self.majorities = {role: majority(ratings, role) for role in order if role != "year"}
        self.features = [{"role": "stranger", "of": "user"}]
        self.features += [{"role": role, "of": "user" if role in OF_USER else "product"} for role in order]
        next_row = STRANGER_ROW + 1
        self.first_rows = [STRANGER_ROW, next_row]
        for role in order:
            seen = sorted({self.value(r, role) for r in train} - {"", None})
            self.values[role] = {value: next_row + i for i, value in enumerate(seen)}
            next_row += len(seen)
            self.first_rows.append(next_row)
        years = self.values.get("year", {})
        self.newest = max(years) if years else None

    def value(self, r, role):
        if role == "year":
            return year_of(r["time"])
        return self.majorities[role].get(r["user" if role in OF_USER else "product"], "")

    def feature_rows(self, r, user_row):
        rows = []
        for feature in self.features:
            role = feature["role"]
            if role == "stranger":
                rows.append(STRANGER_ROW if user_row == 0 and self.has_rare else 0)
                continue
            value = self.value(r, role)
            if role == "year" and value is not None and self.newest is not None:
                value = min(value, self.newest)
            rows.append(self.values[role].get(value, 0))
        return rows

    @property
    def has_rare(self):
        return any(n < self.settings["minimumRatings"] for n in self.user_counts.values())

    def columns(self, ratings):
        users = [self.users.get(r["user"], 0) for r in ratings]
        rows = [self.feature_rows(r, u) for r, u in zip(ratings, users)]
        return (
            torch.tensor(users, dtype=torch.long),
            torch.tensor([self.products.get(r["product"], 0) for r in ratings], dtype=torch.long),
            torch.tensor(rows, dtype=torch.long).reshape(len(ratings), len(self.features)),
            torch.tensor([float(r["rating"]) for r in ratings]),
        )


def majority(ratings, role):
    """The most frequent value of each id; of equally frequent ones that which comes last."""
    counts, last = collections.defaultdict(collections.Counter), {}
    key = "user" if role in OF_USER else "product"
    for i, r in enumerate(ratings):
        if r[role]:
            counts[r[key]][r[role]] += 1
            last[r[key], r[role]] = i
    return {id: max(c, key=lambda value: (c[value], last[id, value])) for id, c in counts.items()}


def damped_biases(data):
    """Biases of users and products, each damped by so many ratings of the mean as validation finds best."""
    users, products, _, ratings = data.parts["train"]
    best = None
    for damping in (1, 2, 5, 10, 25, 50):
        of_product = damped(products, ratings - data.mean, len(data.products) + 1, damping)
        of_user = damped(users, ratings - data.mean - of_product[products], len(data.users) + 1, damping)
        v_users, v_products, _, actual = data.parts["validation"]
        error = ((data.mean + of_user[v_users] + of_product[v_products] - actual) ** 2).mean()
        if best is None or error < best[0]:
            best = (error, of_user, of_product)
    return best[1:]


def damped(rows, values, count, damping):
    sums = torch.zeros(count).index_add_(0, rows, values)
    counts = torch.zeros(count).index_add_(0, rows, torch.ones(len(rows)))
    biases = sums / (counts + damping)
    biases[0] = 0
    return biases


def start_reference(network, generator):
    for table in network.tables.values():
        nn.init.trunc_normal_(table, std=0.01, a=-0.02, b=0.02)
        table.data[0] = 0
    return generator


def start_hybrid(network, data, config):
    """Means at the damped biases through the inverse sigmoid, and small random factors."""
    low, high = config["range"]

    def score_of(rating):
        share = ((rating - low) / (high - low)).clamp(0.02, 0.98)
        return torch.log(share / (1 - share))

    of_user, of_product = damped_biases(data)
    offset = score_of(torch.tensor(data.mean))
    config["offset"] = offset.item()
    k = config["factors"]
    for name, mean in (("users", START_MEAN), ("products", START_MEAN), ("features", START_SIDE_MEAN)):
        table = network.tables[name].data
        table[1:, :k] = mean * torch.randn(len(table) - 1, k)
    network.tables["users"].data[1:, k] = (score_of(data.mean + of_user) - offset)[1:]
    network.tables["products"].data[1:, k] = (score_of(data.mean + of_product) - offset)[1:]
    if len(network.layers):
        nn.init.zeros_(network.layers[-1].weight)
        nn.init.zeros_(network.layers[-1].bias)
    users, products, _, ratings = data.parts["train"]
    return ((ratings - data.mean - of_user[users] - of_product[products]) ** 2).mean().item()


class Posterior(nn.Module):
    """`hybrid`: log-variances beside the means (divided by UNIT, so that a step of Adam moves them further), and priors."""

    def __init__(self, network, data, noise, steps):
        super().__init__()
        self.network, self.data, self.noise, self.steps = network, data, noise, steps
        start = {"users": START_VARIANCE, "products": START_VARIANCE, "features": START_SIDE_VARIANCE}
        self.spreads = nn.ParameterDict(
            {name: nn.Parameter(torch.full_like(table, math.log(start[name]) / UNIT)) for name, table in
             network.tables.items()}
        )
        for spread in self.spreads.values():
            spread.data[0] = -30 / UNIT
        users, products, features, _ = data.parts["train"]
        rare = torch.tensor([0] + [int(data.user_counts[row] < data.settings["minimumRatings"]) for row in
                                   range(1, len(data.users) + 1)])
        self.rare = rare.bool()
        counts = [torch.bincount(users, minlength=len(network.tables["users"])),
                  torch.bincount(products, minlength=len(network.tables["products"]))]
        flat = torch.bincount(features.flatten(), minlength=len(network.tables["features"]))
        flat[STRANGER_ROW] += math.ceil(int(self.rare[users].sum()) / 2)
        self.counts = [*counts, flat]
        for count in self.counts:
            count[0] = 0
        k, kinds = network.factors, 2 + len(data.features)
        precisions = torch.empty(kinds, k + 1)
        for kind in range(kinds):
            mean, bias = (START_SIDE_MEAN, SIDE_BIAS_PRIOR) if kind > 1 else (START_MEAN, BIAS_PRIOR)
            precisions[kind, :k], precisions[kind, k] = 1 / (4 * mean * mean), 1 / bias
        self.precisions = precisions

    def pulls(self, kind, rows):
        count = self.counts[min(kind, 2)][rows]
        return torch.where(count > 0, 1.0 / count.clamp(min=1), torch.zeros(()))

    def loss(self, users, products, features, ratings, share, step):
        """Squared error, what the score's variance costs, and each row's divergence from its prior over its ratings."""
        network, k = self.network, self.network.factors
        rows = network.rows_of(users, products, features)
        indices = [users, products, *features.T]
        names = ["users", "products"] + ["features"] * len(features.T)
        variances = [torch.exp(UNIT * self.spreads[name][index]) for name, index in zip(names, indices)]
        who, what = network.composites(rows)
        v_who, v_what = network.composites(variances)
        part = torch.sigmoid(network.score(rows))
        low, high = network.config["range"]
        error = ((low + (high - low) * part - ratings) ** 2).sum() * share
        spread = (who[:, :k] ** 2 * v_what[:, :k] + v_who[:, :k] * what[:, :k] ** 2 + v_who[:, :k] * v_what[:, :k]).sum(1)
        spread = spread + v_who[:, k] + v_what[:, k]
        slope = ((part - part**2) * (high - low)).detach()
        penalty = (slope**2 * spread).sum() * share
        divergence = sum(
            ((((mean**2 + variance) * self.precisions[kind] - variance.log()).sum(1)) * self.pulls(kind, index)).sum()
            for kind, (mean, variance, index) in enumerate(zip(rows, variances, indices))
        ) * 0.5 * share
        scale = 2 * self.noise * min(1, (step + 1) / (PRIOR_WARM_UP * self.steps + 1))
        return error + penalty + scale * divergence, (error + penalty).item()

    @torch.no_grad()
    def estimate(self, noise, step):
        """Noise and, once they pull in full, priors from the rows that can tell (empirical Bayes)."""
        self.noise = noise
        if step < PRIOR_WARM_UP * self.steps:
            return
        kinds = [("users", self.counts[0], 1, None), ("products", self.counts[1], 1, None)]
        firsts = self.data.first_rows
        kinds += [("features", self.counts[2], a, b) for a, b in zip(firsts, firsts[1:])]
        for kind, (name, counts, start, end) in enumerate(kinds):
            counts = counts[start:end]
            telling = counts >= (TELLING if (counts >= TELLING).any() else 1)
            if telling.any():
                mean, spread = self.network.tables[name][start:end][telling], self.spreads[name][start:end][telling]
                self.precisions[kind] = 1 / (mean**2 + torch.exp(UNIT * spread)).mean(0).clamp(min=LEAST_PRIOR)


@torch.no_grad()
def measure(network, part):
    users, products, features, ratings = part
    predicted = torch.cat([network(u, p, f) for u, p, f in zip(*(c.split(65536) for c in (users, products, features)))])
    return math.sqrt(((predicted - ratings).double() ** 2).mean().item())


def train(out, epochs):
    parallel = "RANK" in os.environ
    if parallel:
        distributed.init_process_group("gloo")
    rank, world = (distributed.get_rank(), distributed.get_world_size()) if parallel else (0, 1)
    settings = dict(read_json(HERE, "config.json")["settings"])
    settings["epochs"] = epochs or settings["epochs"]
    name = settings["model"]
    if name == "pooled-history":
        sys.exit("pooled-history can be asked, not trained, here.")
    torch.manual_seed(settings["seed"])
    data = Data(read_ratings(os.path.join(HERE, "ratings.csv")), settings)
    config = {
        "format": "collabnn-model", "version": 1, "model": name, "trainedOn": "ratings.csv",
        "factors": settings["factors"], "range": settings["range"], "link": "sigmoid", "formula": "see docs",
        "hidden": settings["hidden"] if name in ("collabnn", "hybrid") else [], "settings": settings,
    }
    if name == "hybrid":
        config["features"] = [{**feature, "row": None} for feature in data.features]
    feature_rows = data.first_rows[-1] if name == "hybrid" else 0
    network = Network(config, len(data.users) + 1, len(data.products) + 1, feature_rows)
    users, products, features, ratings = data.parts["train"]
    batch = min(settings["batchSize"], len(ratings))
    steps_an_epoch = math.ceil(len(ratings) / batch)
    steps = steps_an_epoch * settings["epochs"]
    decays = name != "hybrid"
    groups = [(table, 1, decays, 1) for table in network.tables.values()]
    share = 1 if decays else NETWORK_RATE
    for layer in network.layers:
        groups += [(layer.weight, share, True, 0), (layer.bias, share, False, 0)]
    posterior = None
    if name == "hybrid":
        posterior = Posterior(network, data, start_hybrid(network, data, config), steps)
        groups += [(spread, 1, False, 1) for spread in posterior.spreads.values()]
        network.dropout = settings["dropout"]
    else:
        start_reference(network, None)
    if parallel:
        for parameter, *_ in groups:
            distributed.broadcast(parameter.data, 0)
    adam = Adam(groups, batch)
    best = (math.inf, None, 0)
    for epoch in range(settings["epochs"]):
        network.train()
        order, total = torch.randperm(len(ratings)), 0.0
        if parallel:
            distributed.broadcast(order, 0)
        masked = torch.rand(len(ratings)) < 0.5
        for index, chosen in enumerate(order.split(batch)):
            step = epoch * steps_an_epoch + index
            mine = chosen[rank::world]
            of_users, of_features = users[mine], features[mine].clone()
            if posterior:
                # Half of the ratings of users with few pass for a stranger's.
                strangers = posterior.rare[of_users] & masked[mine]
                of_users = torch.where(strangers, torch.zeros_like(of_users), of_users)
                of_features[strangers, 0] = STRANGER_ROW
                loss, noise = posterior.loss(of_users, products[mine], of_features, ratings[mine], 1 / len(chosen), step)
                total += noise
            else:
                loss = ((network(of_users, products[mine], of_features) - ratings[mine]) ** 2).sum() / len(chosen)
            loss.backward()
            rate, momentum = schedule(settings, step / steps)
            adam.step(rate, momentum, settings["weightDecay"])
        if posterior:
            noise = torch.tensor(total)
            if parallel:
                distributed.all_reduce(noise)
            posterior.estimate(noise.item() / steps_an_epoch, (epoch + 1) * steps_an_epoch)
        network.eval()
        validation = measure(network, data.parts["validation"]) if len(data.parts["validation"][3]) else -epoch
        if rank == 0:
            print(f"epoch {epoch + 1} of {settings['epochs']}: validation RMSE {validation:.4f}", file=sys.stderr)
        if validation < best[0]:
            best = (validation, {key: value.clone() for key, value in network.state_dict().items()}, epoch + 1)
    network.load_state_dict(best[1])
    if rank == 0:
        write(out, network, data, config, posterior)
        test = measure(network, data.parts["test"]) if len(data.parts["test"][3]) else None
        print(json.dumps({"validation": best[0], "test": test, "bestEpoch": best[2], "model": out}))


def write(out, network, data, config, posterior):
    os.makedirs(out, exist_ok=True)
    users, products, k = ["", *data.users], ["", *data.products], config["factors"]
    tensors = {"users.row": numpy.arange(1, len(users), dtype="<i4"), "products.row":
               numpy.arange(1, len(products), dtype="<i4")}
    for name, table in network.tables.items():
        values = table.detach().numpy()
        tensors[name + ".embedding"] = values[:, :k].astype("<f4")
        if network.has_bias:
            tensors[name + ".bias"] = values[:, k].astype("<f4")
    for i, layer in enumerate(network.layers):
        tensors[f"layers.{i}.weight"] = layer.weight.detach().numpy()
        tensors[f"layers.{i}.bias"] = layer.bias.detach().numpy()
    if posterior:
        config.update(stranger=STRANGER_ROW if data.has_rare else 0, years=data.values.get("year", {}),
                      userPull=(posterior.noise * posterior.precisions[0]).tolist())
        for i, feature in enumerate(config["features"]):
            role = feature["role"]
            if role == "year":
                feature["row"] = data.values["year"][data.newest]
            else:
                ids = users[1:] if feature["of"] == "user" else products[1:]
                values, rows = data.majorities.get(role, {}), data.values.get(role, {})
                tensors[f"features.{i}.row"] = numpy.array([rows.get(values.get(id, ""), 0) for id in ids], "<i4")
    write_safetensors(os.path.join(out, "model.safetensors"), tensors)
    for name, content in (("users", users[1:]), ("products", products[1:]), ("config", config)):
        with open(os.path.join(out, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(content, file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["evaluate", "predict", "scores", "train"])
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--model", default=os.path.join(HERE, "model"))
    parser.add_argument("--out", default=os.path.join(HERE, "trained"))
    parser.add_argument("--epochs", type=int)
    given = parser.parse_args()
    if given.what == "train":
        train(given.out, given.epochs)
    elif given.what == "evaluate":
        evaluate(given.model)
    elif given.what == "scores":
        scores(given.model, given.ids[0])
    else:
        user, product, *year = given.ids
        print(Model(given.model).predict([(user, product, year[0] if year else None)])[0])


if __name__ == "__main__":
    main()
