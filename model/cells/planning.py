"""What a step of a cell does, laid out for a whole text: the same operations on the same numbers, with less around them.

On arrays as short as a state NumPy takes longer to make room for a result, and Python to ask for it, than the sum itself takes.
So a step is taken once on a tape, and what it did there is planned: every quantity has an array with a row for each step,
results are written where they are read next, what is weighed lies side by side with what it is weighed with, and gates that come
of one product are squashed together. Nothing here knows an equation: a plan is made of the step, and does what that does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from model.gradients import Tape
from model.parameters import parameters_of, with_parameters

__all__ = ["WORDS", "Always", "Before", "Given", "Place", "Plan", "Room", "Source", "planned"]

PLAIN: Mapping[str, Callable[..., Any]] = {"_add": np.add, "_subtract": np.subtract, "_multiply": np.multiply}
SIGMOID, TANH = "sigmoid", "tanh"
HALF = 0.5


class Operation(NamedTuple):
    """A line of a tape: the function by its name, what it gave, and of what."""

    name: str
    output: Any
    arguments: tuple[Any, ...]


class Room(NamedTuple):
    """An array with a row of this ``width`` for each step: of equal ``parts``, or of parts that are not equal if that is 0.

    One that the next step reads has a ``first`` row more, for the state before the first word.
    """

    width: int
    parts: int = 1
    first: bool = False


class Place(NamedTuple):
    """Columns of a room, by its number; what is ``later`` is written a row below, where the next step reads it."""

    room: int
    start: int
    stop: int
    later: bool = False


class Given(NamedTuple):
    """A parameter by its number, or what keys take out of it; as a ``matrix`` it is what a row is multiplied with."""

    number: int
    keys: tuple[Any, ...] = ()
    matrix: bool = False


class Before(NamedTuple):
    """A state before the step, by its number."""

    number: int


class Always(NamedTuple):
    """Numbers that are the same at every step."""

    values: tuple[float, ...]


WORDS = "words"
"""What is read."""
Source = Place | Given | Before | Always | str
"""Where an operand is."""


Move = tuple[Callable[..., Any], tuple[Source, ...]]
"""What is done: a function, its operands, and where its result goes."""


class Plan(NamedTuple):
    """What is done at every step.

    ``follow`` does it: it takes the rows of all that ``moves``, one iterable each, and then all that ``stays``. ``words`` and
    ``states`` are filled in before, by the number of the state; ``after`` is where states are made, and ``fields`` where those of
    the ``step`` are.
    """

    rooms: tuple[Room, ...]
    follow: Callable[..., None]
    moves: tuple[Source, ...]
    stays: tuple[Source, ...]
    words: tuple[Place, ...]
    states: tuple[tuple[int, Place], ...]
    after: tuple[Place, ...]
    fields: tuple[Place, ...]
    step: Any


class UnplannedError(Exception):
    """A step does something of which a plan knows nothing."""


def written(moves: Iterable[Move], moving: Mapping[str, str], staying: Mapping[str, str]) -> Callable[..., None]:
    """Return a function that does these moves row by row, of what is called so: a program of a line for each of them."""
    names = {**moving, **staying}
    lines = [f"        {function.__name__}({', '.join(names[repr(each)] for each in operands)})" for function, operands in moves]
    head = f"def follow(rows, {', '.join(staying.values())}):\n    for {', '.join(moving.values())}, in zip(*rows):\n"
    used: tuple[Any, ...] = (*PLAIN.values(), np.dot, np.tanh, np.positive)
    program: dict[str, Any] = {each.__name__: each for each in used}
    exec(head + "\n".join(lines), program)  # every name in it was made here
    made: Callable[..., None] = program["follow"]
    return made


def planned(cell: Any, word: Any, state: Any) -> Plan | None:
    """Return the plan of a cell's step, which reads arrays of these shapes; None if it does what no plan is made for."""
    try:
        with np.errstate(all="ignore"):  # it is about what is done, and not about what comes of it
            return _Planner(cell, word, state).plan()
    except (UnplannedError, TypeError, AttributeError):
        return None


class _Planner:
    """Finds a place for everything that a step makes."""

    def __init__(self, cell: Any, word: Any, state: Any) -> None:
        tape = Tape()
        own = tape.watch(parameters_of(cell))
        self.word = tape.watch({WORDS: np.zeros_like(word)})[WORDS]
        before = tape.watch(state._asdict())
        watching = with_parameters(cell, own)
        self.made = watching.step(self.word, type(state)(**before))
        self.after = [id(each) for each in watching.state(self.made)]
        self.before = {id(each): number for number, each in enumerate(before.values())}
        self.operations = [Operation(name, output, arguments) for output, arguments, _, _, name in tape.lines]
        self.rooms: list[Room] = []
        self.moves: list[Move] = []
        self.words: list[Place] = []
        self.states: list[tuple[int, Place]] = []
        self.claims: dict[int, Place] = {}
        self.stacks: dict[int, Place] = {}
        self.copies: dict[int, list[tuple[int, Place]]] = {}
        self.blocks = {id(each.output): each.output for each in self.named("affine") if each.output.value.ndim > 1}
        self.together = dict(self._squashed_together())
        self.found: dict[int, Source] = {id(each): Given(number) for number, each in enumerate(own.values())}
        self.found |= {id(self.word): WORDS} | {each: Before(number) for each, number in self.before.items()}

    def named(self, *names: str) -> Iterator[Operation]:
        """Yield the operations with one of these names."""
        return (each for each in self.operations if each.name in names)

    def plan(self) -> Plan:
        """Return the plan."""
        self._stack()
        for operation in self.operations:
            if id(operation.output) not in self.found:
                self._place(operation)
        sources = {repr(source): source for _, operands in self.moves for source in operands}  # a slice has no hash
        stay = {each: source for each, source in sources.items() if isinstance(source, Given | Always)}
        move = {each: source for each, source in sources.items() if each not in stay}
        moving, staying = (
            {each: f"{letter}{number}" for number, each in enumerate(own)} for letter, own in (("r", move), ("s", stay))
        )
        return Plan(
            tuple(self.rooms),
            written(self.moves, moving, staying),
            tuple(move.values()),
            tuple(stay.values()),
            tuple(self.words),
            tuple(self.states),
            tuple(self._made(self.after)),
            tuple(self._made(list(map(id, self.made)), once=True)),
            type(self.made),
        )

    def _made(self, whose: list[int], once: bool = False) -> Iterator[Place]:
        """Yield where quantities are that the step made; each is to be its own array if there is ``once`` of it."""
        for each in whose:
            place = self.found.get(each)
            if not isinstance(place, Place) or each in self.before or (once and whose.count(each) > 1):
                raise UnplannedError
            yield place

    def _squashed_together(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield each squashed quantity with its product and its number there, of products of which all parts are squashed."""
        parts = {
            id(each.output): (id(each.arguments[0]), each.arguments[1])
            for each in self.named("_item")
            if id(each.arguments[0]) in self.blocks
        }
        squashes = [each for each in self.named(SIGMOID, TANH) if id(each.arguments[0]) in parts]
        whole = {product: set(range(len(output.value))) for product, output in self.blocks.items()}
        for each in squashes:
            product, number = parts[id(each.arguments[0])]
            same = [parts[id(other.arguments[0])] for other in squashes]
            if same.count((product, number)) == 1 and {own for of, own in same if of == product} == whole[product]:
                yield id(each.output), (product, number)

    def _stack(self) -> None:
        """Make a room for each stack, in which what is stacked comes to be."""
        single = {id(each.output) for each in self.named(*PLAIN, SIGMOID, TANH)} - {*self.together}
        for operation in self.named("concatenate"):
            room, start = len(self.rooms), 0
            width, first = operation.output.value.size, False
            for part in operation.arguments:
                place = Place(room, start, start + part.value.size)
                start = place.stop
                number = self.before.get(id(part))
                made = id(part) if number is None else self.after[number]
                if part is self.word:
                    self.words.append(place)
                elif made not in single or made in self.claims:
                    self.copies.setdefault(room, []).append((id(part), place))
                elif number is None:
                    self.claims[made] = place
                else:
                    first, self.claims[made], self.found[id(part)] = True, place._replace(later=True), place
                    self.states.append((number, place))
            self.rooms.append(Room(width, 0, first))
            self.stacks[id(operation.output)] = Place(room, 0, width)

    def _place(self, operation: Operation) -> None:
        """Find a place for what an operation makes, and note what is done there."""
        name, output, arguments = operation
        if name == "_item":
            self.found[id(output)] = self._part(*arguments)
        elif name == "concatenate":
            self.found[id(output)] = stack = self.stacks[id(output)]
            self.moves += [(np.positive, (self.found[part], place)) for part, place in self.copies.get(stack.room, ())]
        elif name == "affine":
            self.found[id(output)] = self._weighed(output, *arguments)
        elif id(output) in self.together:
            self._squash_together(self.together[id(output)][0])
        elif name in PLAIN:
            self._do(PLAIN[name], output, *(self._source(each, output.value.shape) for each in arguments))
        elif name in (SIGMOID, TANH):
            self._squash(name, output, self._source(arguments[0], output.value.shape))
        else:
            raise UnplannedError

    def _part(self, whole: Any, key: Any) -> Source:
        source = self._at(whole)
        if isinstance(source, Given):
            return source._replace(keys=(*source.keys, key))
        if id(whole) not in self.blocks or type(key) is not int or not isinstance(source, Place):
            raise UnplannedError
        count, size = whole.value.shape
        return Place(source.room, key % count * size, (key % count + 1) * size)

    def _weighed(self, output: Any, weight: Any, x: Any, bias: Any) -> Place:
        """Return where a product comes to be, with all of its blocks side by side."""
        matrix, vector = self._at(weight), self._at(bias)
        if not isinstance(matrix, Given) or not isinstance(vector, Given):
            raise UnplannedError
        place = self._room(output.value.size, len(output.value) if output.value.ndim > 1 else 1)
        self.moves.append((np.dot, (self._at(x), matrix._replace(matrix=True), place)))
        self.moves.append((np.add, (place, vector, place)))
        return place

    def _squash_together(self, product: int) -> None:
        """Squash all parts of a product at once by their tanh; a gate is halved before, and halved and raised after."""
        made = {number: each for each, (of, number) in self.together.items() if of == product}
        names = {id(each.output): each.name for each in self.named(SIGMOID, TANH)}
        value, source = self.blocks[product].value, self.found[product]
        place = self._room(value.size, len(value))
        gates = [names[made[number]] == SIGMOID for number in range(len(value)) for _ in range(value.shape[-1])]
        self._tanh(source, place, [HALF if gate else 1.0 for gate in gates], [HALF if gate else 0.0 for gate in gates])
        for number, each in made.items():
            self.found[each] = Place(place.room, number * value.shape[-1], (number + 1) * value.shape[-1])

    def _squash(self, name: str, output: Any, source: Source) -> None:
        place = self._own(output)
        halves = [HALF if name == SIGMOID else 1.0] * output.value.size
        self._tanh(source, place, halves, [HALF if name == SIGMOID else 0.0] * output.value.size)

    def _tanh(self, source: Source, place: Place, scale: list[float], raised: list[float]) -> None:
        if not any(raised):
            self.moves.append((np.tanh, (source, place)))
            return
        scaled, more = Always(tuple(scale)), Always(tuple(raised))
        self.moves.append((np.multiply, (source, scaled, place)))
        self.moves.append((np.tanh, (place, place)))
        self.moves.append((np.multiply, (place, scaled, place)))
        self.moves.append((np.add, (place, more, place)))

    def _do(self, function: Callable[..., Any], output: Any, *sources: Source) -> None:
        self.moves.append((function, (*sources, self._own(output))))

    def _own(self, output: Any) -> Place:
        """Return where a quantity comes to be: in the stack that it is part of, or in a room of its own."""
        place = self.claims.get(id(output)) or self._room(output.value.size)
        self.found[id(output)] = place
        return place

    def _room(self, width: int, parts: int = 1) -> Place:
        self.rooms.append(Room(width, parts))
        return Place(len(self.rooms) - 1, 0, width)

    def _source(self, argument: Any, shape: tuple[int, ...]) -> Source:
        """Return where an operand is, or a number as often as a result has entries."""
        if isinstance(argument, float | int) and len(shape) == 1:
            return Always((float(argument),) * shape[0])
        if argument.shape != shape or len(shape) != 1:
            raise UnplannedError
        return self._at(argument)

    def _at(self, argument: Any) -> Source:
        """Return where something is that a step was given, or made."""
        if id(argument) not in self.found:
            raise UnplannedError
        return self.found[id(argument)]
