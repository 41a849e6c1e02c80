"""A liar: tells films, and at random moments lies about what is on screen, which the audit judges before they are taken back."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from benchmarks.lying import told
from benchmarks.lying.moving import Moves
from benchmarks.lying.places import changed, contents, differing, looks
from model import zoo
from scenes.stage import catalogue
from scenes.stage.drawing.parts import PartRenderer
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.witness import Witness

__all__ = ["SENTENCES", "SHARE", "Judge", "Lie", "Score", "lies_of", "report", "visual"]

SENTENCES = {
    "reviews": ("The food was not good but the service was wonderful", "good", "This phone is not bad at all"),
    "english_french": (
        "the agreement on the european economic area was signed in august 1992",
        "how was your day",
        "the cat sleeps",
    ),
    "english_marathi_plain": ("rahul is a good boy", "the boy is good"),
    "one_to_one": ("2 4 1", "5 2", "1 2 3 5"),
}
"""What the films are told on, by how the names of their models begin."""

OWN: dict[str, type[TraceScene]] = {"moves": Moves}
"""A film of our own, of which nothing but what moves is lied of."""
BATCH = 3
"""So many lies are tried at a moment."""
SHARE, ROUNDS = 0.25, 40
"""The part of all moments at which is lied in the first telling of each film; how often the films are told at the most."""


class Lie(NamedTuple):
    """A lie that was told: its kind, the film, when, the first thing that the audit said of it, or nothing, and what it was."""

    kind: str
    film: str
    moment: str
    said: str
    what: str = ""


class Score(NamedTuple):
    """How many lies of a kind were told, and how many were seen."""

    told: int
    seen: int


Tell = Callable[[str, str, tuple[int, ...], list[str]], Callable[[], list[Lie]]]
"""Begins to tell a film on a text, and lies of some kinds by chance from a seed; returns what waits for the lies."""
Judge = Callable[[Any, bool], list[str]]
"""Return what the audit says of a scene as it is now; ``within`` a play, or at its end."""


def texts_of(story: type[TraceScene]) -> tuple[str, ...]:
    """Return what a film is told on; one that makes what it tells of, and asks no model, tells what it tells by itself."""
    if story.made({}):
        return ("",)
    first = story.models_for({})[0]
    return next(texts for model, texts in SENTENCES.items() if first.startswith(model))


def briefed(story: type[TraceScene], text: str) -> Brief:
    """Return what a film tells of a text, or by itself."""
    if not text:
        return story.own_brief()
    first, *others = (zoo.load(name).run_for(text, story.needs) for name in story.models_for({}))
    return Brief(first, others=tuple(others))


def lies_of(film: str, text: str, rng: np.random.Generator, share: float, judge: Judge, kinds: list[str]) -> Iterator[Lie]:
    """Tell a film, and at a share of its moments some lies of these kinds: within plays, and at their ends, those that fit."""
    story = OWN.get(film) or catalogue.load(film)
    fitting = {within: [kind for kind in kinds if (kind in told.MOVING) == within] for within in (False, True)}
    found: list[Lie] = []

    def lie(scene: Any, within: bool) -> None:
        """Tell some lies at a share of the moments, each judged against what was said before it, and taken back."""
        if rng.random() > share or not fitting[within]:
            return
        honest = set(judge(scene, within))
        for kind in rng.choice(fitting[within], min(BATCH, len(fitting[within])), replace=False):
            before = looks(scene)
            undo = told.KINDS[kind](scene, rng)
            if undo is None:
                continue
            if not changed(before, scene):
                undo()
                continue
            said = [each for each in judge(scene, within) if each not in honest]
            after = {} if said else contents(scene)
            undo()
            moment = f"{float(scene.time):.2f}{' within' if within else ''}"
            found.append(Lie(kind, film, moment, *(said[:1] or ("", differing(contents(scene), after)))))

    class Lying(story):  # type: ignore[misc, valid-type]
        """The film, with somebody who lies wherever it is looked at."""

        def looked(self, moving: Any = None) -> None:
            """Lie, at the end of a play or within one."""
            lie(self, moving is not None)

    Lying.__name__ = story.__name__
    scene = Lying(brief=briefed(story, text), renderer=PartRenderer())
    scene.witness = Witness()  # who is never asked; without one, nobody looks within plays
    scene.render()
    yield from found


def visual(
    tell: Tell, seed: int, count: int, say: Callable[[str], None], only: Sequence[str] = (), texts: int | None = None
) -> list[Lie]:
    """Tell lies about what is shown until every kind was told its share of ``count``, or was not to be told any more.

    Chance is that of the film, the text and the round, so that it does not matter in which order they are told, or which others:
    ``only`` some, and on so many ``texts`` each at the most.
    """
    every = list(told.KINDS)
    each, lies = max(count // len(every), 1), list[Lie]()
    names = [name for name in (*(story.name for story in catalogue.stories()), *OWN) if not only or name in only]
    films = [(name, text) for name in names for text in texts_of(OWN.get(name) or catalogue.load(name))[:texts]]
    for round_ in range(ROUNDS):
        many = Counter(lie.kind for lie in lies)
        open_ = [kind for kind in every if many[kind] < each]
        where = {lie.film for lie in lies if lie.kind in open_}  # others have nothing to lie of in these ways
        telling = []
        for film, text in films if round_ == 0 else [pair for pair in films if pair[0] in where]:
            kinds = [kind for kind in open_ if film not in OWN or kind in told.MOVING]
            if kinds:
                telling.append(tell(film, text, (seed, round_, crc32(f"{film} {text}".encode())), kinds))
        for found in telling:
            lies += found()
        say(f"round {round_ + 1}: {len(lies)} lies")
    return lies


def report(lies: list[Lie]) -> dict[str, Score]:
    """Return how many lies of each kind were told and seen."""
    kinds = dict.fromkeys(lie.kind for lie in lies)
    return {
        kind: Score(sum(lie.kind == kind for lie in lies), sum(lie.kind == kind and bool(lie.said) for lie in lies))
        for kind in kinds
    }
