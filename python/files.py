"""The files that the scripts share with CollabNN Studio: weights, ids, config and ratings. Needs numpy alone.

A model is a folder of four files:

    model.safetensors   every table and layer under a plain name, and each id's row in its table
    users.json          ids of the users: id i has row users.row[i]; row 0 stands for an id that training did not know
    products.json       the same of products
    config.json         the model, how a prediction is computed, and the settings that it was trained with
"""
import array
import csv
import json
import os
import struct

import numpy

FORMAT, VERSION = "collabnn-model", 1
DTYPES = {"F64": "<f8", "F32": "<f4", "I32": "<i4", "U32": "<u4", "U16": "<u2", "U8": "|u1"}
PARTS = ("train", "validation", "test")


def read_safetensors(path):
    """Tensors by name (https://huggingface.co/docs/safetensors)."""
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
    # The widest numbers come first, so that every tensor begins where its numbers may.
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].dtype.itemsize, item[0]))
    header, end = {"__metadata__": {"format": FORMAT}}, 0
    for name, values in ordered:
        start, end = end, end + values.nbytes
        header[name] = {"dtype": names[values.dtype], "shape": list(values.shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, values in ordered:
            file.write(numpy.ascontiguousarray(values).tobytes())


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def read_model(folder):
    """Config, tensors, and the ids of users and of products."""
    path = lambda name: os.path.join(folder, name)
    config = read_json(path("config.json"))
    if config.get("format") != FORMAT or config.get("version", 0) > VERSION:
        raise SystemExit(f"{path('config.json')} describes no model that can be read here.")
    tensors = read_safetensors(path("model.safetensors"))
    return config, tensors, read_json(path("users.json")), read_json(path("products.json"))


def write_model(folder, config, tensors, users, products):
    """Tensors of any numbers; ids whose rows are users.row and products.row, or 1, 2, ... where there are none."""
    os.makedirs(folder, exist_ok=True)
    path = lambda name: os.path.join(folder, name)
    tensors = dict(tensors)
    for side, ids in (("users", users), ("products", products)):
        if side + ".row" not in tensors:
            tensors[side + ".row"] = numpy.arange(1, len(ids) + 1)
    kinds = lambda values: "<i4" if values.dtype.kind in "iu" else "<f4"
    write_safetensors(path("model.safetensors"), {name: v.astype(kinds(v)) for name, v in tensors.items()})
    whole = {"format": FORMAT, "version": VERSION, **config}
    for name, content in (("users", users), ("products", products), ("config", whole)):
        with open(path(name + ".json"), "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1 if name == "config" else None)


class Texts:
    """A column of texts: a code for each rating, and the text of each code."""

    def __init__(self):
        self.texts, self.known, self.growing = [], {}, array.array("i")

    def add(self, text):
        code = self.known.get(text)
        if code is None:
            code = self.known[text] = len(self.texts)
            self.texts.append(text)
        self.growing.append(code)

    @property
    def codes(self):
        return numpy.array(self.growing, numpy.int64)


class Ratings:
    """ratings.csv in columns: `texts` by name, `rating` and `time` (seconds since 1970, NaN where unknown) as numbers."""

    def __init__(self, path):
        self.texts, rating, time = {}, array.array("d"), array.array("d")
        with open(path, newline="", encoding="utf-8") as file:
            lines = csv.reader(file)
            head = next(lines)
            columns = [None if name in ("rating", "time") else self.texts.setdefault(name, Texts()) for name in head]
            for line in lines:
                for name, column, field in zip(head, columns, line):
                    if column is not None:
                        column.add(field)
                    elif name == "rating":
                        rating.append(float(field))
                    else:
                        time.append(float(field) if field else numpy.nan)
        self.rating = numpy.array(rating, numpy.float32)
        self.time = numpy.array(time, numpy.float64) if "time" in head else numpy.full(len(rating), numpy.nan)

    def part(self, name):
        """Indices of the ratings of a part."""
        column = self.texts["split"]
        return numpy.flatnonzero(column.codes == column.known.get(name, -1))

    @property
    def years(self):
        """Year of each rating (UTC), 0 where unknown."""
        known = ~numpy.isnan(self.time)
        years = numpy.zeros(len(self.time), numpy.int64)
        seconds = numpy.floor(self.time[known]).astype("datetime64[s]")
        years[known] = seconds.astype("datetime64[Y]").astype(numpy.int64) + 1970
        return years
