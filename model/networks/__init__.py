"""Whole networks: they read, they answer, and they hand back a trace of all that they computed; found by their files."""

from importlib import import_module
from pkgutil import iter_modules

from model.networks.base import NETWORKS, UNTRAINED, Model, fingerprint
from model.networks.reader import Reader, ReaderBatch
from model.networks.sizes import Sizes
from model.networks.translator import Translator, bound

__all__ = ["NETWORKS", "UNTRAINED", "Model", "Reader", "ReaderBatch", "Sizes", "Translator", "bound", "fingerprint"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
