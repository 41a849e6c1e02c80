"""How quantities are written and drawn: letters, equations, roles and scales, a file for each kind of cell.

``NOTATION["gru"]["candidate"]`` is what is known of one quantity. A file of this package with a ``NOTATION`` in it is found by
its name, which is that of a kind of cell or of trace.
"""

from importlib import import_module
from pkgutil import iter_modules

from scenes.mobjects.notation.quantities import Notation

__all__ = ["NOTATION"]


def _found() -> dict[str, Notation]:
    modules = {each.name: import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)}
    return {name: module.NOTATION for name, module in modules.items() if hasattr(module, "NOTATION")}


NOTATION: dict[str, Notation] = _found()
"""Every notation: of cells by their kind, of ``translation`` traces, and of ``attention``."""
