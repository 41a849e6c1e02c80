"""Whole networks: they read, they answer, and they hand back a trace of all that they computed."""

from model.networks.base import fingerprint
from model.networks.reader import Reader, ReaderBatch
from model.networks.translator import Sizes, Translator, bound

__all__ = ["Reader", "ReaderBatch", "Sizes", "Translator", "bound", "fingerprint"]
