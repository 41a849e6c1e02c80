"""The base of films of orders: networks that predict the next item, trained when the film is made, on items of anybody's."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from model.errors import TraceError, UsageError
from model.trace import Trace
from model.trace.order import OrderTrace
from scenes.mobjects.reading import Phrase, phrase
from scenes.telling.room import Room, require_room
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.story import Told

__all__ = ["OrderFilm"]


class OrderFilm(TraceScene):
    """A film of three networks, each in one round of the order that it has learned.

    The first, ``PLAIN``, predicts an order in which each item comes once. In the other order the second item comes again as the
    fourth; the network ``WITHOUT`` memory predicts that, and the one with ``MEMORY``. ``TWICE`` is when it comes.
    """

    trace_type = OrderTrace
    traces = 3
    one_text = False
    takes = ("items",)
    cell_kinds = ("rnn",)
    needs = ("weight", "bias")
    longest = 9
    most_units: ClassVar[int] = 4
    PLAIN, WITHOUT, MEMORY = range(3)
    TWICE = 1, 3

    @classmethod
    def made(cls, asked: Mapping[str, str], progress: Told | None = None) -> tuple[Trace, ...]:
        """Return what three networks compute that are trained on the items that were asked for, or on those of the recipe.

        Raises :class:`UsageError` for what is no order.
        """
        from model.recipes import next_item  # here, so that filming saved traces trains nothing

        items = next_item.items_of(asked["items"]) if "items" in asked else next_item.ITEMS
        return next_item.order_traces(items, progress)

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if there are too many units, or words that are no items."""
        super().check(brief)
        require_room(brief.trace, Room("unit", "hidden", cls.most_units), Room("item", "labels", 8))
        if brief.trace.lookup("unknown") or not np.isin(brief.trace.lookup("inputs"), (0.0, 1.0)).all():
            raise TraceError("This film shows items that are read one-hot, and some in this trace are not.")

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if the traces are not of three such networks."""
        super().admit(brief)
        plain, without, memory = (list(trace.given) for trace in brief.traces)
        if len({trace.lookup("labels") for trace in brief.traces}) > 1 or plain != list(brief.trace.lookup("labels")):
            raise UsageError(
                "This film tells of one order of items, the first trace is to read each of them once, in their order."
            )
        if without != memory or memory != [*plain[:3], plain[1], *plain[3:]]:
            raise UsageError("This film's second and third trace are to read the order in which the second item comes twice.")
        if any(np.any(trace.lookup("weighted_hidden")) for trace in brief.traces[: cls.MEMORY]):
            raise UsageError("This film's first two traces are to be of networks without memory: their weights for h are not 0.")

    @property
    def networks(self) -> tuple[Any, ...]:
        """The three traces, by ``PLAIN``, ``WITHOUT`` and ``MEMORY``."""
        return self.brief.traces

    def where(self, time: int) -> Phrase:
        """Return a step of the plain order as the header names it."""
        return phrase("item {number:0} of {count:0}", number=self.value("word_numbers", time), count=self.value("sizes.time"))
