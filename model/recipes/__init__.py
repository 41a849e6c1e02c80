"""How the models are made: data, plan and seed in one call, so that the same call gives the same weights again.

A recipe is a module here, found by its file; it says in a :class:`Task` what can be trained from the command line.
"""

from importlib import import_module
from pkgutil import iter_modules

from model.recipes.base import TASKS, Guess, Request, Task, Trained, report, train

__all__ = ["TASKS", "Guess", "Request", "Task", "Trained", "report", "train"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
