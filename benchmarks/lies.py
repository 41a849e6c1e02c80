"""Random lies between model and screen: which share does the audit see? ``python -m benchmarks.lies --seed 1 --count 2000``.

Films are told on several sentences. At random moments something on screen is altered as a faulty film would alter it, the
audit looks at that moment, and the lie is taken back: at the ends of plays what is shown, within plays how it moves. Lies about
traces and files in the cache are told beside them. A lie that changes no pixel and breaks no equation does not count. Run by
hand: ``--jobs`` films are told at once, which changes none of the lies.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from scenes.mobjects import fonts
from scenes.stage import worker
from scenes.stage.jobs import RenderJob

__all__: list[str] = []

fonts.prepare()  # before manim is imported, with the lies
OPEN = ExitStack()
"""What a process that tells films keeps open until it ends."""


def begin() -> Path:
    """Make manim ready in this process, for as long as it lives; return a folder for files."""
    return Path(
        OPEN.enter_context(worker.manim_for(RenderJob(scene="lstm_sentence", formats=(), folder=Path(), quality="480p15")))
    )


def tell(film: str, text: str, seed: tuple[int, ...], kinds: list[str]) -> list[Any]:
    """Tell a film, and lies of some kinds, each by chance from the seed; return the lies."""
    from benchmarks.lying.liar import SHARE, lies_of
    from scenes.telling.witness import faults

    return list(lies_of(film, text, np.random.default_rng(seed), SHARE, faults, kinds))


def main() -> None:
    """Tell lies and print the score of every kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--films", nargs="*", default=(), help="The films that are told, if not all.")
    parser.add_argument("--texts", type=int, help="On how many texts each film is told, at the most.")
    parser.add_argument("--jobs", type=int, default=1, help="How many films are told at once.")
    parser.add_argument("--missed", action="store_true", help="Print every lie that was not seen.")
    given = parser.parse_args()
    with OPEN:
        scratch = begin()
        from benchmarks.lying import filed
        from benchmarks.lying.liar import report, visual

        with ProcessPoolExecutor(given.jobs, mp_context=get_context("spawn"), initializer=begin) as pool:
            lies = visual(
                lambda *asked: pool.submit(tell, *asked).result, given.seed, given.count * 3 // 4, print, given.films, given.texts
            )
        if not given.films:
            lies += filed.lies(np.random.default_rng(given.seed), given.count // 4, scratch)
    scores = report(lies)
    for kind, score in sorted(scores.items(), key=lambda item: item[1].seen / item[1].told):
        print(f"{kind:28} {score.seen:5} of {score.told:5}  {score.seen / score.told:6.1%}")
    seen, every = sum(score.seen for score in scores.values()), len(lies)
    print(f"{'in all':28} {seen:5} of {every:5}  {seen / every:6.1%}")
    if given.missed:
        print("\n".join(f"{lie.kind}: {lie.film} at {lie.moment}: {lie.what}" for lie in lies if not lie.said))


if __name__ == "__main__":
    main()
