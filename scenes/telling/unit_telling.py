"""One unit of a memory told word by word: what each word does with it, what that pushes, and whether all others let it."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING

from manim import Animation, VMobject

from model.trace.turning import SHAPERS, Deed, deeds_of
from scenes.mobjects.motion import Vanish
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.column_story import ColumnStory
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import pointed
from scenes.telling.pace import LEAD
from scenes.telling.turn_picks import Picks
from scenes.telling.unit_words import UnitWords

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["LONGEST", "UnitTelling"]

GLANCE = 0.7
"""How long a thing is pointed at, in seconds, if there is time to do it again."""
QUICK, LONGEST = 0.42, 1.6
"""How long a word takes that goes by without a caption, and how long all of a run do at most, in seconds."""
TOLD, COMES = 2.3, 0.9
"""How long a word takes at least that is told in one caption, and how long a bar does that comes, in seconds."""
TELLS, COMING = 0.75, 0.35
"""Which part of its caption such a word takes, or what the others push after it, if that is longer."""
SHOWN = 4.4
"""For how long what comes of the main word of a unit is told at least, in seconds."""


class UnitTelling(Film):
    """What a film has that tells units of a memory word by word, beside what every film of a reader has.

    Its ``story`` is that of the first unit; a frame, the ``marker``, is ``moved`` from word to word.
    """

    story: ColumnStory
    marker: Box
    moved: Callable[[int, float], list[Animation]]

    @cached_property
    def picks(self) -> Picks:
        """Which units and words are told of: the unit of the brief, or the one that turned the verdict, and what goes with it."""
        return Picks(self.trace, self.brief.unit)

    def sweep(self, things: Sequence[VMobject], run_time: float) -> None:
        """Let some things be pointed at one after the other, and again if there is time: none so slowly that it is not seen."""
        times = max(1, round(run_time / (GLANCE * len(things))))
        for _ in range(times):
            self.play(*pointed(things, run_time / times))

    def dwell(self, things: Sequence[VMobject], until: float) -> None:
        """Let some things be pointed at until a time, if that is not near."""
        if until - self.time >= GLANCE / 2:
            self.sweep(things, until - self.time)

    def tell(self, story: ColumnStory, *, short: bool = False) -> None:
        """Tell the stream of a unit from the first word on of which something is said, and runs of others."""
        deeds, events, words = deeds_of(self.trace, story.unit), self.picks.events(story.unit), self.words_of(story)
        main = words.main(events)
        if not short and main == events[0] > 0:
            with self.beat(words.before(main), *self.moved(main - 1, LEAD), **self.deed_fields(deeds[main], story)) as room:
                until = self.time + room
                self.play(story.felt(main - 1, 1.8))
                self.dwell(story.pushes.lately(), until)
        for time, until in zip(events, [*events[1:], self.count], strict=True):
            rest = deeds[time + 1 : until]
            ends = bool(rest) and until == self.count and (short or words.ends_apart(time, brief=len(events) >= SHAPERS))
            passing = rest[:-1] if ends else rest
            if short and (ends or len(events) > 1):
                self.tell_in_short(deeds[time], story, words.writing(deeds[time]), passing)
            elif short:
                self.tell_in_two(deeds[time], story, words.writing(deeds[time]), passing)
            elif time in (main, events[0]):
                said = words.saying(deeds[time]) if time == main else words.weighing(deeds[time])
                self.tell_in_two(deeds[time], story, said, passing)
            else:
                said = words.leading(deeds[time]) if time < main else words.saying(deeds[time])
                self.tell_in_short(deeds[time], story, said, passing)
            if ends:
                self.tell_in_short(rest[-1], story, words.at_the_end(time), [])

    def go_by(self, run: Sequence[Deed], story: ColumnStory) -> None:
        """Let words go by of which nothing is said, and the frame of the one that was told before them."""
        if run:
            self.later(*([Vanish(self.marker, run_time=self.theme.quick)] if self.marker in self.mobjects else []))
            self.perform([story.run(run, min(QUICK * len(run), LONGEST))])

    def tell_in_two(self, deed: Deed, story: ColumnStory, said: str, after: Sequence[Deed]) -> None:
        """Tell what one word does with the unit and how that pushes a verdict, and then whether the others let it."""
        fields, time, words = self.deed_fields(deed, story), deed.time, self.words_of(story)
        main = story is self.story and time == words.main(self.picks.events(story.unit))
        with self.beat(said, *self.moved(time, LEAD), **fields) as room:
            long = max(room, 2.1)
            self.perform(story.told_of(*deed, 0.55 * long))
            if led := story.led(time, 0.15 * long):
                self.play(*led)
            self.play(story.pushes.pushed(time, 0.3 * long))
        said = words.feeling(time, [each.time for each in after])
        pulse = pointed([story.pushes.own()], LEAD)
        with self.moment() if main else nullcontext(), self.beat(said, *pulse, **fields) as room:
            until = self.time + (max(room, SHOWN) if main else room)
            self.play(story.pushes.against(time, max(COMES, COMING * (until - self.time))))
            self.play(story.pushes.chances.came(time, COMES))
            self.go_by(after, story)
            self.dwell(story.pushes.lately(), until)
            if main:
                self.mark_poster()

    def tell_in_short(self, deed: Deed, story: ColumnStory, said: str, after: Sequence[Deed]) -> None:
        """Tell in one beat what a word does with the unit and what comes of it; others go by ``after`` it."""
        with self.beat(said, *self.moved(deed.time, LEAD), **self.deed_fields(deed, story)) as room:
            until = self.time + room
            long = max(TOLD, TELLS * room)
            self.perform(story.told_of(*deed, 0.4 * long))
            if led := story.led(deed.time, 0.15 * long):
                self.play(*led)
            self.play(story.felt(deed.time, 0.45 * long))
            self.go_by(after, story)
            self.dwell(story.pushes.lately(), until)

    def words_of(self, story: ColumnStory) -> UnitWords:
        """Return what is said of the unit of a story."""
        return UnitWords(self.trace, unit=story.unit, label=story.label, shown=self.picks.shown)

    def deed_fields(self, deed: Deed, story: ColumnStory) -> dict[str, Reading]:
        """Return the fields of :meth:`words_of`, cast for a word and a unit."""
        words = self.words_of(story)
        for axis, roles in words.roles(deed.time).items():
            self.cast(axis, **roles)
        return words.fields(deed.time, self.value)
