"""The base of every film: a trace, a theme, and a story told in acts and beats that remember what they showed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from manim import Animation, Mobject, Scene, VMobject, config

from model.errors import UsageError, brief, counted
from model.trace import axes_of
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Reading, Readings, fitting, phrase
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label, Paragraph
from scenes.mobjects.theme import Theme
from scenes.telling.frame import frame_for
from scenes.telling.misplacing import misplaced
from scenes.telling.moment import Moment
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD, LONGEST_CAPTION, is_short, reading_time, whole_frames
from scenes.telling.records import Act, Beat, Brief
from scenes.telling.seen import Look, shown
from scenes.telling.source import origin_of
from scenes.telling.story import Story
from scenes.telling.strangers import remarks_on
from scenes.telling.witness import Witness

__all__ = ["Act", "Beat", "Brief", "TraceScene"]

RISE = 0.22
"""From one line of origin to the next, in units."""
LEFT_BELOW = 0.03
"""How far a second line may go down from the place of a single one: all else goes up, and the last caption with it, in units."""
POINTS = 0.9
"""For about so many seconds it is pointed at a word that the model does not know."""


class TraceScene(Story, Scene):
    """A film of a trace: a story that tells itself in :meth:`construct` with :meth:`act`, :meth:`beat` and manim's ``play``."""

    def __init__(self, *args: Any, brief: Brief | None = None, **kwargs: Any) -> None:
        self.frame = frame_for(config.pixel_width, config.pixel_height)
        if self.frame.name not in self.shapes:
            raise UsageError(f"This film is made for pictures of {', '.join(self.shapes)}, not of {self.frame.name}.")
        given = brief or self.own_brief()
        self.brief = given if given.studies else replace(given, studies=self.own_studies())
        self.acts: list[Act] = []
        self.beats: list[Beat] = []
        self.witness: Witness | None = None
        self.poster_time = 0.0
        self.moment = Moment(lambda: self.time)
        self._poster_is_here = False
        self._pending: list[Any] = []
        self._one_line = False
        self._step: dict[str, int] = {}
        self.focus: dict[str, int] = {}
        self.roles: dict[str, dict[str, int]] = {}
        self._caption: Mobject | None = None
        self._header: Mobject | None = None
        self._title: Label | None = None
        self._rise = 0.0
        super().__init__(*args, **kwargs)
        self.renderer.camera.background_color = self.theme.ground  # type: ignore[union-attr]  # OpenGL is not used

    @property
    def theme(self) -> Theme:
        """The look of this film."""
        return self.brief.theme

    @property
    def trace(self) -> Any:
        """The trace that is filmed, or the first of several, of the story's own ``trace_type``."""
        return self.brief.trace

    @property
    def heading(self) -> str:
        """What the header begins with: the title."""
        return self.title

    @property
    def notation(self) -> Notation:
        """How the quantities of this film's trace are written and drawn; of several traces, those of the first."""
        return notation_of(self.trace)

    # -- readings ------------------------------------------------------------------------------------------------------

    def read(self, key: str, *index: int, of: int = 0) -> Readings:
        """Return the array called ``key``, or its part at ``index``, as readings that remember where they come from.

        ``of`` is the index of the trace, in a film of several.
        """
        array = np.asarray(self._source(of).lookup(key))
        try:
            return Readings(key, index, array[index] if index else array, of)
        except IndexError:
            raise misplaced(key, index, array) from None

    def value(self, key: str, *index: int, of: int = 0) -> Reading:
        """Return one value: a number, or a text, of the trace with the index ``of``."""
        found = value = self._source(of).lookup(key)
        try:
            for position in index:
                value = value[position]
            return Reading(key, index, str(value) if isinstance(value, str) else float(value), of)
        except (IndexError, TypeError, ValueError):
            raise misplaced(key, index, found) from None

    def _source(self, of: int) -> Any:
        """Return the trace with an index."""
        try:
            return self.brief.traces[of]
        except (IndexError, TypeError):
            count = counted(len(self.brief.traces), "trace")
            raise UsageError(f"This film tells of {count}, there is no {brief(of)}: of counts from 0.") from None

    # -- telling -------------------------------------------------------------------------------------------------------

    def act(self, title: str, where: Phrase | None = None) -> None:
        """Begin an act: a section of the film, named in the header after ``where`` (the step that is shown)."""
        self.next_section(title)
        self.acts.append(Act(title, self.time))
        self._put_header(where, softly=True)

    def rename(self, where: Phrase) -> None:
        """Name the step in the header anew, within the act; at once, so that a run of steps does not flicker."""
        self._require_act("step")
        self._put_header(where, softly=False)

    @contextmanager
    def beat(self, caption: str, *meanwhile: Animation, **fields: Reading) -> Iterator[float]:
        """Show a caption, its ``{fields}`` filled with readings, for as long as the block plays and reading takes.

        The caption comes first, and with it what is small enough to move ``meanwhile``. Yields how many seconds of motion reading
        leaves room for after that, over which what moves is to be stretched; it may take longer. Words are shortened if it had
        too many letters otherwise, or were too wide.
        """
        self._require_act("beat")
        new, start = self._new_caption(fitting(phrase(caption, **fields), self.fits)), self.time
        said = new.phrase
        if not is_short(said):
            raise ValueError(f"The caption {said.text!r} has {len(said.text)} characters, {LONGEST_CAPTION} is the limit.")
        self._replace("_caption", new)
        reading = reading_time(said)
        if meanwhile or self._pending:
            self.play(*meanwhile)
        if (left := start + LEAD - self.time) > 1 / config.frame_rate:
            self.wait(whole_frames(left))
        yield reading - LEAD - self.theme.still
        if self._pending:
            self.play()
        self.wait(whole_frames(max(start + reading - self.time, self.theme.still)))
        self._remember(start, said)
        if self._poster_is_here:
            self.poster_time, self._poster_is_here = float(self.time) - 1 / config.frame_rate, False

    def play(self, *animations: Any, **kwargs: Any) -> None:
        """Play animations, and with the first ones of a beat its new caption."""
        arriving, self._pending = self._pending, []
        super().play(*arriving, *animations, **kwargs)

    def play_all(self, plays: Iterable[Sequence[Animation]]) -> None:
        """Play what there is, one after the other."""
        for each in plays:
            if each:
                self.play(*each)

    def perform(self, plays: Iterable[Play]) -> None:
        """Play what a set asks for, one play after the other."""
        for each in plays:
            self.remove(*each.replaced)
            self.play(*each.animations)
            self.later(*each.then)

    def looked(self, moving: list[Mobject] | None = None) -> None:
        """Let the witness look, if there is one, at the end of a play, or within it at what is ``moving``; who tells it asks."""
        if self.witness is not None:
            self.witness.look(self, moving)

    def later(self, *animations: Any) -> None:
        """Let animations join the next ones that are played: for marks that need no moment of their own."""
        self._pending.extend(animations)

    @property
    def has_remarks(self) -> bool:
        """Whether words are unknown, or were read as another form: as that is to be said, asides are left out."""
        return any(True for _ in remarks_on(self.brief.traces, self.value))

    def admit_strangers(self, *words: VMobject) -> None:
        """Say in beats which words the model does not know, if there are any, and what became of them; point at ``words``.

        As often as there is time, for what goes dim slowly is not seen to do so.
        """
        for caption, fields in remarks_on(self.brief.traces, self.value):
            with self.beat(caption, **fields) as room:
                rounds = max(1, round(room / (len(words) * POINTS))) if words else 0
                for _ in range(rounds):
                    self.play(*pointed(words, room / rounds))

    def mark_poster(self) -> None:
        """Make the end of the present beat the moment that the poster shows."""
        self._poster_is_here = True

    def end(self, result: str, *shown: Animation, **fields: Reading) -> None:
        """Say the result in the last caption, and under it in one line where it comes from, with what weakens it."""
        said, area = self.origin(), self.frame.origin
        for size in (self.theme.small, self.theme.numeral):
            line = Paragraph(said, theme=self.theme, size=size, width=area.width, colour="muted")
            if len(line) == 1:
                break
        self._rise = max(RISE * (len(line) - 1) - LEFT_BELOW, 0.0)
        line.move_to((area.x, area.y + self._rise - RISE * (len(line) - 1) / 2, 0))
        self._one_line = True  # the line of origin is where a second one would be
        with self.beat(result, *shown, **fields):
            self.play(Appear(line, run_time=self.theme.quick))
            self.mark_poster()

    def origin(self) -> Phrase:
        """Return where the numbers come from, and what weakens them."""
        return origin_of(self.brief.traces, self.value, self.weakness())

    def weakness(self) -> Phrase | None:
        """Return what weakens the result, beside words that are unknown, if anything does."""
        return None

    def clear_stage(self) -> None:
        """Fade out everything but the header and the caption."""
        stay = {id(each) for each in (self._title, self._header, self._caption)}
        gone = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in stay]
        self.play(*(Vanish(each, run_time=self.theme.quick) for each in gone))

    # -- header, caption, memory ---------------------------------------------------------------------------------------

    @property
    def subject(self) -> dict[str, int]:
        """What is told of now: the step that the header names, and what the film follows; an index for each axis."""
        return self._step | self.focus

    def cast(self, axis: str, **roles: int | None) -> None:
        """Say of which word, unit or label (an ``axis``) fields of captions are from now on, by their names: "word", "last".

        The audit holds every caption to it. One that is None is played by nobody.
        """
        for name, index in roles.items():
            self.roles[name] = {each: at for each, at in self.roles.get(name, {}).items() if each != axis}
            self.roles[name] |= {} if index is None else {axis: index}

    def _require_act(self, what: str) -> None:
        if not self.acts:
            raise UsageError(f'{type(self).__name__} has a {what} in no act: begin one before, with self.act("...").')

    def _put_header(self, where: Phrase | None, *, softly: bool) -> None:
        self._step = self._named(where)
        if self._title is None:
            self._title = Label(self.heading, theme=self.theme, size=self.theme.title, weight=BOLD)
            self.add(stays(self._title.sit(self.frame.header.left, self.frame.header.bottom, -1)))
        act, place, joint = self.acts[-1].title, where or Phrase("", ""), "  ·  " if where else ""
        said = Phrase(place.text + joint + act, place.bare + joint + act, place.displays, place.starts)
        step = Label(said, theme=self.theme, size=self.theme.caption, colour="muted")
        step.sit(self._title.get_right()[0] + 0.35, self.frame.header.bottom, -1)
        self._replace("_header", stays(step), softly=softly)

    def _named(self, where: Phrase | None) -> dict[str, int]:
        """Return the axis and the index of the step that a header names first."""
        if where is None or not where.displays:
            return {}
        reading = where.displays[0].reading
        return dict(zip(axes_of(self.brief.traces[reading.of], reading.key), reading.index, strict=False))

    def fits(self, said: Phrase) -> bool:
        """Tell whether a caption has no more characters than one may have, and at the end of a film no more than a line."""
        return is_short(said) and not (self._one_line and len(self._new_caption(said)) > 1)

    def _new_caption(self, said: Phrase) -> Paragraph:
        caption = Paragraph(said, theme=self.theme, size=self.theme.caption, width=self.frame.width)
        caption.move_to((self.frame.caption.x, self.frame.caption.y + self._rise, 0))
        for line in caption:
            stays(line)
        return caption

    def _replace(self, slot: str, new: VMobject, *, softly: bool = True) -> None:
        """Take away what is in a slot at once; let the new one come in, with the next animation if ``softly``."""
        old = getattr(self, slot)
        setattr(self, slot, new)
        if old is not None:
            self.remove(old)
            self._pending = [each for each in self._pending if each.mobject is not old]
        if softly and old is not None:
            self._pending.append(Appear(new, run_time=self.theme.quick))
        else:
            self.add(new)  # what is first in its slot belongs to the first frame

    def _remember(self, start: float, said: Phrase) -> None:
        displays, unbound = shown(Look(self.mobjects))
        if said.unbound:
            unbound = (*unbound, said.text)
        self.beats.append(Beat(self.acts[-1].title, start, self.time, said.text, displays, unbound))
