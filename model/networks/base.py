"""What all networks have in common: parameters that are found and exchanged, a fingerprint, and how the zoo keeps them."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from model.fixed_point import rounded
from model.parameters import parameters_of, with_parameters
from model.trace import Array, Provenance, Trace
from model.training import Network
from model.vocabulary import Vocabulary

__all__ = ["NETWORKS", "UNTRAINED", "Model", "Shapes", "Unwritten", "fingerprint"]

UNTRAINED = Provenance(
    model="untrained", task="none", score=0.0, score_name="held-out accuracy", score_count=0, fingerprint="", seed=0
)
Shapes = Mapping[str, tuple[int, ...]]
NETWORKS: dict[str, type["Model"]] = {}
"""Every kind of network, by the kind of its traces; a class is in it as soon as it is defined."""


class Unwritten(np.random.Generator):
    """Where the weights of a network come from that are to be exchanged: zeros of any shape, which take no memory.

    A file says itself how large its network is; before that has been compared with what it holds, no room is made for it.
    """

    def __init__(self) -> None:
        super().__init__(np.random.PCG64(0))

    def uniform(self, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
        """Return zeros of a shape."""
        return np.broadcast_to(0.0, size)

    def normal(self, loc: Any = 0.0, scale: Any = 1.0, size: Any = None) -> Any:
        """Return zeros of a shape."""
        return np.broadcast_to(0.0, size)


class Model(ABC):
    """A network that can be trained, saved, and run on a text; a frozen dataclass with its ``provenance`` among the fields.

    ``kind`` is that of its traces. Its parameters are its arrays and those of its parts. Its ``address`` is its name in the zoo,
    or its file, if it comes from there.
    """

    kind: ClassVar[str]

    if TYPE_CHECKING:  # fields or properties of every network

        @property
        def provenance(self) -> Provenance:
            """Where it comes from."""

        @property
        def vocabulary(self) -> Vocabulary:
            """The words that it reads."""

        @property
        def address(self) -> str:
            """How it is called on the command line."""

    def __init_subclass__(cls) -> None:
        """Make the new kind known to the zoo."""
        NETWORKS[cls.kind] = cls

    @property
    def cell_kind(self) -> str:
        """The kind of cell that reads, as its traces name it; empty where there is none to name."""
        return ""

    @property
    def parameters(self) -> dict[str, Array]:
        """Everything that training changes, by name; what a part holds is called ``part.name``."""
        return parameters_of(self)

    def with_parameters(self, parameters: Mapping[str, Array]) -> Self:
        """Return the same network with other weights, be they arrays or what a tape watches."""
        return with_parameters(self, parameters)

    def halved(self) -> Self:
        """Return the same network with its weights rounded to what float16 holds: a file of such takes a quarter of the room."""
        return self.with_parameters({name: each.astype(np.float16).astype(np.float64) for name, each in self.parameters.items()})

    def fixed(self, share: float) -> Self:
        """Return the same network with its weights in :mod:`~model.fixed_point`: a file of such takes an eighth of the room.

        Their steps are at most a ``share`` of what is usual in each array.
        """
        return self.with_parameters({name: rounded(each, share) for name, each in self.parameters.items()})

    def at(self, address: str) -> Self:
        """Return the same network with this :attr:`address`, or itself if its kind keeps none."""
        if "address" not in {each.name for each in fields(self)}:  # type: ignore[arg-type]  # a dataclass, as every network is
            return self
        return replace(self, address=address)  # type: ignore[type-var]

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of the weights."""
        return fingerprint(self)

    @abstractmethod
    def run(self, text: str) -> Trace:
        """Run on ``text`` and return everything that was computed.

        Raises :class:`~model.errors.UsageError` if the text holds no word, or too many unknown ones.
        """

    def run_for(self, text: str, needs: Collection[str]) -> Trace:
        """Run on ``text``, with those arrays that are computed only where somebody ``needs`` them, by their names."""
        return self.run(text)

    @abstractmethod
    def describe(self) -> dict[str, Any]:
        """Return what the parameters don't tell, as plain JSON values."""

    @classmethod
    @abstractmethod
    def blank(cls, header: Mapping[str, Any], shapes: Shapes) -> Self:
        """Return a network as ``header`` describes it, with any weights, of the sizes that a file's ``shapes`` suggest.

        The caller compares all shapes and puts the weights in, so they should come from :class:`Unwritten`. No axis of ``shapes``
        is empty. Raises :class:`~model.errors.WeightsError` for what this version does not know or what cannot be,
        :class:`~model.errors.TraceError` for an entry of another type, KeyError for one that is missing.
        """


def fingerprint(network: "Network[Any] | Model") -> str:
    """Return 12 hexadecimal digits of the SHA-256 of all weights: names, shapes and bytes, in order of the names."""
    digest = sha256()
    for name, array in sorted(network.parameters.items()):
        digest.update(f"{name} {array.shape} ".encode())
        digest.update(np.ascontiguousarray(array, dtype="<f8").data)
    return digest.hexdigest()[:12]
