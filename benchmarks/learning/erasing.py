"""How many held-out reviews a bundled reader judges right while units of its state are erased by chance."""

from functools import cache

import numpy as np

from model import zoo
from model.corpora.reviews import PARTS, make_reviews
from model.networks import Reader, ReaderBatch
from model.networks.dropout import PLACES, dropped, masks_of
from model.trace.dropping import MASKS

__all__ = ["MASKS", "PLACES", "accuracy"]


@cache
def held_out() -> tuple[Reader, ReaderBatch]:
    """Return the bundled LSTM, and the reviews that are held out."""
    reader = zoo.load("reviews")
    if not isinstance(reader, Reader):
        raise TypeError("the bundled model reads no reviews")
    reviews = make_reviews(sizes=PARTS | {"train": 1}).test
    texts = [reader.encode(review.words) for review in reviews]
    return reader, ReaderBatch.of(texts, [reader.labels.index(review.label) for review in reviews])


def accuracy(place: str, mask: str, rate: float, seed: int) -> float:
    """Return the share of reviews judged right with masks of a kind, each review with its own."""
    reader, batch = held_out()
    units, (words, count) = reader.readout.weight.shape[1], batch.rows.shape
    masks = masks_of(words, units, count, rate=rate, seed=seed)[MASKS.index(mask)]
    states = dropped(reader.cell, reader.embedding[batch.rows], np.moveaxis(masks, 1, 0), place)
    hidden = states[batch.lengths - 1, np.arange(count), 0]
    return float(np.mean(reader.readout(hidden).argmax(axis=-1) == batch.targets))
