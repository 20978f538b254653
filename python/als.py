"""Alternating least squares in Spark MLlib, for ratings beyond one machine's memory.

    spark-submit --py-files files.py als.py                           reads ratings.csv beside it, writes als-model/
    spark-submit --py-files files.py als.py --ratings hdfs:///shop/ratings.csv --out als-model

Rating = mean + bias of the product + bias of the user + factors of the user . factors of the product: the biases are damped
means, as the studio's baseline has them, and ALS learns what they leave. The penalty is chosen by the validation part,
errors are measured on the test part. What is written opens in the studio, and train.py can ask it.

Of implicit feedback (what was chosen, not how it was rated) ALS learns preferences instead (Hu, Koren & Volinsky 2008):
an order of products that is no rating.

Needs Spark 3 or later with numpy. Only the factors and ids come to the driver; they are one file in the end.
"""
import argparse
import json
import os

import numpy

from files import read_json, write_model

HERE = os.path.dirname(os.path.abspath(__file__))
# Ratings by which a bias is drawn to 0.
DAMPING = 5


def factor_model(config, users, products, offset, user_pull):
    """Config and tensors of a plain factor model. `users` and `products` are (id, factors, bias) of each id."""
    tensors = {}
    for side, known in (("users", users), ("products", products)):
        factors = numpy.array([of_id for _, of_id, _ in known], numpy.float32).reshape(len(known), config["factors"])
        biases = numpy.array([bias for _, _, bias in known], numpy.float32)
        # Row 0 stands for an id that training did not know.
        tensors[side + ".embedding"] = numpy.pad(factors, [(1, 0), (0, 0)])
        tensors[side + ".bias"] = numpy.pad(biases, (1, 0))
    whole = {
        **config, "model": "dot-product-bias", "hidden": [], "link": "identity", "offset": offset, "userPull": user_pull,
        "formula": "rating = offset + users.bias[u] + products.bias[p] + users.embedding[u] . products.embedding[p], held "
        "within the range",
    }
    return whole, tensors


def write_factors(folder, config, users, products, offset, user_pull):
    whole, tensors = factor_model(config, users, products, offset, user_pull)
    write_model(folder, whole, tensors, [id for id, _, _ in users], [id for id, _, _ in products])


def read(spark, path):
    """Columns user, product, rating and split of ratings.csv; ids may hold anything, line ends too."""
    table = spark.read.csv(path, header=True, multiLine=True, quote='"', escape='"', encoding="UTF-8")
    return table.select("user", "product", table["rating"].cast("double").alias("rating"), "split")


def indexed(training, column):
    """Distinct ids of the training part with numbers from 1, as ALS needs them."""
    from pyspark.sql import Row

    pairs = training.select(column).distinct().rdd.map(lambda row: row[0]).zipWithIndex()
    return pairs.map(lambda pair: Row(**{column: pair[0], column + "_row": pair[1] + 1})).toDF()


def damped(training, column, value):
    """A bias for each id: the sum of what is left over the number of ratings and the damping."""
    from pyspark.sql import functions as F

    bias = (F.sum(value) / (F.count(value) + F.lit(float(DAMPING)))).alias(column + "_bias")
    return training.groupBy(column).agg(bias)


def with_biases(table, ids, biases):
    for column in ("user", "product"):
        table = table.join(ids[column], column, "left").join(biases[column], column, "left")
    return table.fillna({"user_row": 0, "product_row": 0, "user_bias": 0.0, "product_bias": 0.0})


def rmse(model, table, offset, limits):
    """Of all ratings, and of those whose user and product training knew; unknown ones are predicted by what is known."""
    from pyspark.sql import functions as F

    low, high = limits
    table = model.transform(table)
    is_known = (F.col("user_row") > 0) & (F.col("product_row") > 0)
    taste = F.when(is_known & ~F.isnan("prediction"), F.col("prediction")).otherwise(0.0)
    predicted = F.least(F.lit(high), F.greatest(F.lit(low), offset + F.col("user_bias") + F.col("product_bias") + taste))
    squares = table.select(((predicted - F.col("rating")) ** 2).alias("square"), is_known.alias("known"))
    root = lambda rows: rows.agg(F.sqrt(F.avg("square"))).first()[0]
    return {"rmse": root(squares), "knownRmse": root(squares.where("known")), "n": squares.count()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ratings", default="file://" + os.path.join(HERE, "ratings.csv"))
    parser.add_argument("--config", default=os.path.join(HERE, "config.json"))
    parser.add_argument("--out", default=os.path.join(HERE, "als-model"))
    parser.add_argument("--rank", type=int, help="factors, in place of those of config.json")
    parser.add_argument("--iterations", type=int, default=10)
    parser.add_argument("--penalty", type=float, nargs="*", default=[0.05, 0.1, 0.2, 0.4], help="values to choose from")
    parser.add_argument("--alpha", type=float, default=40.0, help="confidence in a choice, of implicit feedback")
    asked = parser.parse_args()

    from pyspark.ml.recommendation import ALS
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as F

    whole = read_json(asked.config)
    settings, is_implicit = whole["settings"], whole["feedback"] == "implicit"
    rank = asked.rank or settings["factors"]
    limits = [0.0, 1.0] if is_implicit else [float(end) for end in settings["range"]]
    spark = SparkSession.builder.appName("als").getOrCreate()
    ratings = read(spark, asked.ratings).cache()
    training = ratings.where(F.col("split") == "train")
    count = training.count()
    ids = {column: indexed(training, column).cache() for column in ("user", "product")}
    offset = 0.0 if is_implicit else training.agg(F.avg("rating")).first()[0]
    if is_implicit:
        biases = {c: ids[c].select(c, F.lit(0.0).alias(c + "_bias")) for c in ids}
    else:
        of_product = damped(training, "product", F.col("rating") - offset).cache()
        left = training.join(of_product, "product").withColumn("left", F.col("rating") - offset - F.col("product_bias"))
        biases = {"product": of_product, "user": damped(left, "user", F.col("left")).cache()}
    parts = {name: with_biases(ratings.where(F.col("split") == name), ids, biases).cache() for name in
             ("train", "validation", "test")}
    left = F.col("rating") - offset - F.col("user_bias") - F.col("product_bias")
    lessons = parts["train"].withColumn("left", left.cast("float")).cache()

    def fit(penalty):
        als = ALS(rank=rank, maxIter=asked.iterations, regParam=penalty, userCol="user_row", itemCol="product_row",
                  ratingCol="left", coldStartStrategy="nan", seed=settings["seed"], implicitPrefs=is_implicit,
                  alpha=asked.alpha)
        return als.fit(lessons)

    tried = []
    for penalty in asked.penalty[:1] if is_implicit else asked.penalty:
        model = fit(penalty)
        error = 0.0 if is_implicit else rmse(model, parts["validation"], offset, limits)["rmse"]
        # A validation part may be empty: the first penalty counts then.
        tried.append((float("inf") if error is None else error, len(tried), penalty, model))
        print(json.dumps({"penalty": penalty, "validation": error}))
    _, _, penalty, model = min(tried)
    if not is_implicit:
        print(json.dumps({"penalty": penalty, "test": rmse(model, parts["test"], offset, limits)}))

    def known(column, factors):
        rows = factors.withColumnRenamed("id", column + "_row")
        found = ids[column].join(rows, column + "_row").join(biases[column], column).orderBy(column + "_row")
        return [(row[column], row["features"], row[column + "_bias"]) for row in found.toLocalIterator()]

    users, products = known("user", model.userFactors), known("product", model.itemFactors)
    # ALS weighs its penalty by the ratings of a user; a new one is held as firmly as the typical one.
    typical = count / max(1, len(users))
    pull = [penalty * typical] * rank + [float(DAMPING)]
    config = {"trainedOn": "ratings.csv", "factors": rank, "range": limits, "settings": settings}
    write_factors(asked.out, config, users, products, offset, pull)
    print(json.dumps({"users": len(users), "products": len(products), "model": asked.out}))
    spark.stop()


if __name__ == "__main__":
    main()
