"""Ratings in rows of a training: ids and values of the training part are numbered from 1, everything else is row 0."""
import numpy
import torch

from files import PARTS

STRANGER_ROW = 1
# Who rates, and when; the other features say what is rated.
OF_USER = ("userGender", "userGroup", "year")
DAMPINGS = (1, 2, 5, 10, 25, 50)


class Data:
    def __init__(self, ratings, settings):
        self.training = ratings.part("train")
        self.users, self.user_counts = number(ratings.texts["user"], self.training)
        self.products, self.product_counts = number(ratings.texts["product"], self.training)
        self.features, self.first_rows, self.rare = [], [STRANGER_ROW], None
        feature_rows = []
        if settings["model"] == "hybrid":
            feature_rows = self.number_features(ratings, settings)
        users = self.users[ratings.texts["user"].codes]
        products = self.products[ratings.texts["product"].codes]
        table = numpy.stack(feature_rows, 1) if feature_rows else numpy.zeros((len(users), 0), numpy.int64)
        # [n], [n], [n, features] and [n] of each part
        self.parts = {
            part: tuple(torch.from_numpy(column[ratings.part(part)]) for column in (users, products, table, ratings.rating))
            for part in PARTS
        }
        self.texts = ratings.texts

    def number_features(self, ratings, settings):
        """The rows of each rating, feature by feature: `stranger`, those of the user's side, those of the product's."""
        users = self.users[ratings.texts["user"].codes]
        self.rare = (self.user_counts > 0) & (self.user_counts < settings["minimumRatings"])
        # Without rare users nobody trains the stranger's row: an unknown user is then nothing but the features.
        self.stranger = STRANGER_ROW if self.rare.any() else 0
        self.add_feature("stranger", "user", {}, numpy.where(self.users == 0, self.stranger, 0))
        found = [numpy.where(users == 0, self.stranger, 0)]
        self.first_rows.append(STRANGER_ROW + 1)
        roles = [role for role in settings["sides"] if role in ratings.texts]
        years = ratings.years
        if "year" in settings["sides"] and len(numpy.unique(years[years > 0])) > 1:
            roles.append("year")
        for role in [r for r in roles if r in OF_USER] + [r for r in roles if r not in OF_USER]:
            found.append(self.number_years(years) if role == "year" else self.number_values(ratings, role))
        self.feature_counts = numpy.zeros(self.first_rows[-1], numpy.int64)
        for rows in found:
            self.feature_counts += numpy.bincount(rows[self.training], minlength=len(self.feature_counts))
        self.feature_counts[0] = 0
        # Half of the ratings of rare users pass for a stranger's.
        self.feature_counts[STRANGER_ROW] += -(-self.user_counts[self.rare].sum() // 2)
        return found

    def number_values(self, ratings, role):
        """One value for each id, that of most of its ratings."""
        side, texts = "user" if role in OF_USER else "product", ratings.texts[role]
        owners = ratings.texts[side].codes
        value = majority(owners, texts.codes, len(ratings.texts[side].texts), texts.known.get("", -1))
        seen = numpy.unique(value[owners[self.training]])
        rows = self.next_rows(len(texts.texts), seen[seen >= 0])
        of_id = numpy.where(value >= 0, rows[value], 0)
        self.add_feature(role, side, {text: int(rows[code]) for text, code in texts.known.items() if rows[code]}, of_id)
        return of_id[owners]

    def number_years(self, years):
        seen = numpy.unique(years[self.training])
        seen = seen[seen > 0]
        rows = self.next_rows(int(max(years.max(), 1)) + 1, seen)
        if len(seen):
            rows[seen[-1] :] = rows[seen[-1]]  # a year after the newest of training counts as that one
        self.add_feature("year", "user", {str(year): int(rows[year]) for year in seen.tolist()}, None)
        self.features[-1]["row"] = int(rows[seen[-1]]) if len(seen) else 0
        return rows[years]

    def next_rows(self, size, seen):
        """Rows of the values with these codes, in the order of the codes."""
        rows = numpy.zeros(size, numpy.int64)
        rows[seen] = self.first_rows[-1] + numpy.arange(len(seen))
        self.first_rows.append(self.first_rows[-1] + len(seen))
        return rows

    def add_feature(self, role, of, values, rows):
        self.features.append({"role": role, "of": of, "row": None, "values": values, "rows": rows})

    def row_tensors(self):
        """Row of each id, and of each id's features, by the names of the format."""
        found = {"users.row": self.users, "products.row": self.products}
        for i, feature in enumerate(self.features):
            if feature["rows"] is not None:
                found[f"features.{i}.row"] = feature["rows"]
        return found


def number(ids, training):
    """Row by code, in the order in which the codes first occur in the training part; ratings by row, none for row 0."""
    codes, first, counts = numpy.unique(ids.codes[training], return_index=True, return_counts=True)
    order = numpy.argsort(first)
    rows = numpy.zeros(len(ids.texts), numpy.int64)
    rows[codes[order]] = 1 + numpy.arange(len(codes))
    return rows, numpy.concatenate([[0], counts[order]])


def majority(owners, codes, ids, unknown):
    """The most frequent code of each id, of equally frequent ones that which comes last; -1 for an id without any."""
    known = numpy.flatnonzero(codes != unknown)
    size = int(codes.max()) + 1
    # Turned round, the first place of a pair is its last.
    pairs, places, counts = numpy.unique((owners * size + codes)[known[::-1]], return_index=True, return_counts=True)
    order = numpy.lexsort((-places, counts, pairs // size))
    value = numpy.full(ids, -1, numpy.int64)
    value[pairs[order] // size] = pairs[order] % size  # the last of an id in this order counts
    return value


def damped_biases(data):
    """Mean rating, and biases of users and products by row, each a mean damped by so many ratings as validation likes."""
    users, products, _, ratings = (column.numpy() for column in data.parts["train"])
    v_users, v_products, _, actual = (column.numpy() for column in data.parts["validation"])
    mean = float(ratings.astype(numpy.float64).mean())
    best = None
    for damping in DAMPINGS:
        of_product = damped(products, ratings - mean, data.product_counts, damping)
        of_user = damped(users, ratings - mean - of_product[products], data.user_counts, damping)
        squares = ((mean + of_user[v_users] + of_product[v_products] - actual) ** 2).sum()
        if best is None or squares < best[0]:
            best = (squares, of_user, of_product)
    return mean, best[1], best[2]


def damped(rows, residuals, counts, damping):
    sums = numpy.bincount(rows, residuals.astype(numpy.float64), minlength=len(counts))
    return numpy.where(counts > 0, sums / (counts + damping), 0)
