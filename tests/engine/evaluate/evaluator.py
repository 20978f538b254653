"""Figures of lists, plainly counted. Reads a JSON file, writes a JSON object; the standard library alone.

The file: products (how many), training ([user, product] pairs), relevant ({user: [products]}) of the users who are measured
and scores ({user: [score of each product]}).
"""

import json
import math
import sys


def ranked(scores, owned):
    order = sorted(range(len(scores)), key=lambda product: (-scores[product], product))
    return [product for product in order if product not in owned]


def dcg(hits):
    return sum(1 / math.log(rank + 1, 2) for rank in hits)


def figures_at(k, lists, relevant):
    sums = dict.fromkeys(("ndcg", "recall", "precision", "map", "mrr", "hitRate"), 0.0)
    for user, full in lists.items():
        wanted = relevant[user]
        hits = [rank for rank, product in enumerate(full[:k], 1) if product in wanted]
        most = min(k, len(wanted))
        sums["ndcg"] += dcg(hits) / dcg(range(1, most + 1))
        sums["recall"] += len(hits) / len(wanted)
        sums["precision"] += len(hits) / k
        sums["map"] += sum(sum(1 for other in hits if other <= rank) / rank for rank in hits) / most
        sums["mrr"] += 1 / hits[0] if hits else 0
        sums["hitRate"] += 1 if hits else 0
    return {"k": k, **{name: value / len(lists) for name, value in sums.items()}}


def overlap(tens):
    longest = max(len(ten) for ten in tens)
    pairs = [(a, b) for at, a in enumerate(tens) for b in tens[:at]]
    return sum(len(set(a) & set(b)) / longest for a, b in pairs) / len(pairs)


def gini(counts):
    """Half the mean absolute difference of two products' counts, relative to their mean."""
    n = len(counts)
    differences = sum(abs(a - b) for a in counts for b in counts)
    return differences / (2 * n * n * (sum(counts) / n))


def main(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    products = data["products"]
    pairs = {(user, product) for user, product in data["training"]}
    owned = {}
    for user, product in pairs:
        owned.setdefault(str(user), set()).add(product)
    raters = [sum(1 for _, product in pairs if product == each) for each in range(products)]
    relevant = {user: set(wanted) for user, wanted in data["relevant"].items()}
    lists = {user: ranked(data["scores"][user], owned.get(user, set())) for user in relevant}
    tens = [full[:10] for full in lists.values()]
    places = [product for ten in tens for product in ten]
    bits = [-math.log((raters[product] or 0.5) / len(owned), 2) for product in places]
    sets = [tuple(sorted(ten)) for ten in tens]
    print(
        json.dumps(
            {
                "n": len(lists),
                "at": [figures_at(k, lists, relevant) for k in (5, 10, 20)],
                "coverage": len(set(places)) / products,
                "novelty": sum(bits) / len(bits),
                "gini": gini([places.count(product) for product in range(products)]),
                "overlap": overlap(tens),
                "commonest": max(sets.count(each) for each in sets) / len(sets),
            }
        )
    )


main(sys.argv[1])
