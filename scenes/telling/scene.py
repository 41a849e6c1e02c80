"""The base of every film: a trace, a theme, and a story told in acts and beats that remember what they showed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from manim import Mobject, Scene, VGroup, VMobject, config

from model.errors import TraceError, UsageError
from model.trace import Trace
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.text import BOLD, Label, Paragraph
from scenes.mobjects.theme import DARK, Theme
from scenes.telling.frame import Frame
from scenes.telling.seen import shown

__all__ = ["Act", "Beat", "Brief", "TraceScene"]

READING_SPEED = 17.0  # characters a second
SHORTEST_CAPTION = 1.5  # seconds
LONGEST_CAPTION = 90  # characters


@dataclass(frozen=True, slots=True)
class Brief:
    """What to film: a trace, a look and, where the film follows one word in full, its index (None: the film chooses)."""

    trace: Trace
    theme: Theme = DARK
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A part of a film with a name: a section, and a chapter of the file. ``start`` is in seconds."""

    title: str
    start: float


@dataclass(frozen=True, slots=True)
class Beat:
    """One caption and the picture at its end: seconds, the words, and all that is on screen then.

    ``displays`` are the readings shown; ``unbound`` are texts with digits that no reading accounts for.
    """

    act: str
    start: float
    end: float
    caption: str
    displays: tuple[Display, ...]
    unbound: tuple[str, ...]


class TraceScene(Scene):
    """A film of a trace.

    A story sets ``title``, ``trace_type`` and ``cell_kinds``, and tells itself in :meth:`construct` with :meth:`act`,
    :meth:`beat` and manim's ``play``. ``model`` and ``text`` are what it films when nobody says otherwise.
    """

    title: ClassVar[str]
    trace_type: ClassVar[type[Trace]]
    cell_kinds: ClassVar[tuple[str, ...]] = ()
    model: ClassVar[str]
    text: ClassVar[str]
    longest: ClassVar[int] = 20  # words
    frame: ClassVar[Frame] = Frame()

    def __init__(self, *args: Any, brief: Brief | None = None, **kwargs: Any) -> None:
        self.brief = brief or self._own_brief()
        self.acts: list[Act] = []
        self.beats: list[Beat] = []
        self.poster_time = 0.0
        self._poster_is_here = False
        self._pending: list[Any] = []
        self._caption: Mobject | None = None
        self._header: Mobject | None = None
        self._title: Label | None = None
        super().__init__(*args, **kwargs)
        self.renderer.camera.background_color = self.theme.ground  # type: ignore[union-attr]  # OpenGL is not used

    @classmethod
    def _own_brief(cls) -> Brief:
        from model import zoo  # here, so that filming a saved trace needs no model

        return Brief(zoo.load(cls.model).run(cls.text))

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot show what the brief asks for."""
        trace = brief.trace
        if not isinstance(trace, cls.trace_type):
            raise TraceError(f"{cls.title} films {cls.trace_type.kind} traces, this is a {trace.kind} trace.")
        kind = getattr(trace, "cell_kind", None)
        if cls.cell_kinds and kind not in cls.cell_kinds:
            raise TraceError(f"This film shows cells of kind {', '.join(cls.cell_kinds)}, the trace has {kind!r}.")
        words = len(trace.given)
        if words > cls.longest:
            raise UsageError(f"This film has room for {cls.longest} words, the text has {words}: leave some out.")
        if brief.word is not None and not 0 <= brief.word < words:
            raise UsageError(f"There is no word {brief.word + 1}: the text has {words} words, counted from 1.")

    @property
    def theme(self) -> Theme:
        """The look of this film."""
        return self.brief.theme

    @property
    def trace(self) -> Any:
        """The trace that is filmed, of the story's own ``trace_type``."""
        return self.brief.trace

    # -- readings ------------------------------------------------------------------------------------------------------

    def read(self, key: str, *index: int) -> Readings:
        """Return the array called ``key``, or its part at ``index``, as readings that remember where they come from."""
        values = self.trace.lookup(key)
        array = np.asarray(values)
        return Readings(key, index, array[index] if index else array)

    def value(self, key: str, *index: int) -> Reading:
        """Return one value: a number, or a text, of the trace."""
        value = self.trace.lookup(key)
        for position in index:
            value = value[position]
        return Reading(key, index, str(value) if isinstance(value, str) else float(value))

    # -- telling -------------------------------------------------------------------------------------------------------

    def act(self, title: str, where: Phrase | None = None) -> None:
        """Begin an act: a section of the film, named in the header after ``where`` (the step that is shown)."""
        self.next_section(title)
        self.acts.append(Act(title, self.time))
        self._put_header(where, softly=True)

    def rename(self, where: Phrase) -> None:
        """Name the step in the header anew, within the act; at once, so that a run of steps does not flicker."""
        self._put_header(where, softly=False)

    @contextmanager
    def beat(self, caption: str, **fields: Reading) -> Iterator[None]:
        """Show a caption, its ``{fields}`` filled with readings, for as long as the block plays and reading takes."""
        said, start = phrase(caption, **fields), self.time
        if len(said.text) > LONGEST_CAPTION:
            raise ValueError(f"The caption {said.text!r} has {len(said.text)} characters, {LONGEST_CAPTION} is the limit.")
        self._replace("_caption", self._new_caption(said))
        yield
        left = start + max(len(said.text) / READING_SPEED, SHORTEST_CAPTION) - self.time
        if self._pending:
            self.play()
        self.wait(_whole_frames(max(left, self.theme.still)))
        self._remember(start, said)
        if self._poster_is_here:
            self.poster_time, self._poster_is_here = float(self.time) - 1 / config.frame_rate, False

    def play(self, *animations: Any, **kwargs: Any) -> None:
        """Play animations, and with the first ones of a beat its new caption."""
        arriving, self._pending = self._pending, []
        super().play(*arriving, *animations, **kwargs)

    def later(self, *animations: Any) -> None:
        """Let animations join the next ones that are played: for marks that need no moment of their own."""
        self._pending.extend(animations)

    def admit_strangers(self) -> None:
        """Say in a beat which words the model does not know, if there are any: those that are hatched."""
        unknown = self.trace.unknown
        if unknown:
            said = "is hatched: it is" if len(unknown) == 1 else "and others are hatched:"
            with self.beat(f"“{{word:short}}” {said} unknown to the model.", word=self.value("unknown", 0)):
                pass

    def mark_poster(self) -> None:
        """Make the end of the present beat the moment that the poster shows."""
        self._poster_is_here = True

    def end_card(self, saw: Phrase) -> None:
        """Clear the stage and say, for a while, what was seen and which model computed it."""
        self.act("what you saw")
        source = self._source()
        with self.beat("Every number was computed by the model named here."):
            self.clear_stage()
            lines = VGroup(Paragraph(saw, theme=self.theme, size=self.theme.title, width=self.frame.width - 1), *source)
            lines.arrange(np.array([0.0, -1.0, 0.0]), buff=0.34).move_to((0, 0.2, 0))
            self.play(Appear(lines, run_time=self.theme.beat))
            self.wait(self.theme.card)

    def clear_stage(self) -> None:
        """Fade out everything but the header and the caption."""
        stay = {id(each) for each in (self._title, self._header, self._caption)}
        gone = [each for each in self.mobjects if isinstance(each, VMobject) and id(each) not in stay]
        self.play(*(Vanish(each, run_time=self.theme.quick) for each in gone))

    def _source(self) -> list[Paragraph]:
        """Return the lines that say where the numbers come from."""
        names = ("model", "task", "score", "score_name", "score_count", "fingerprint", "seed", "notes")
        fields = {name: self.value(f"provenance.{name}") for name in names}
        templates = [
            "{task}",
            "model {model}: {score_name} {score:3} on {score_count:0} examples",
            "weights {fingerprint}, seed {seed:0}" + (" · {notes}" if fields["notes"].value else ""),
        ]
        return [
            Paragraph(phrase(each, **fields), theme=self.theme, size=self.theme.label, width=self.frame.width - 1, colour="muted")
            for each in templates
        ]

    # -- header, caption, memory ---------------------------------------------------------------------------------------

    def _put_header(self, where: Phrase | None, *, softly: bool) -> None:
        if self._title is None:
            self._title = Label(self.title, theme=self.theme, size=self.theme.title, weight=BOLD)
            self.add(self._title.sit(self.frame.left, self.frame.header, -1))
        act, place, joint = self.acts[-1].title, where or Phrase("", ""), "  ·  " if where else ""
        said = Phrase(place.text + joint + act, place.bare + joint + act, place.displays)
        step = Label(said, theme=self.theme, size=self.theme.caption, colour="muted")
        self._replace("_header", step.sit(self._title.get_right()[0] + 0.35, self.frame.header, -1), softly=softly)

    def _new_caption(self, said: Phrase) -> Paragraph:
        caption = Paragraph(said, theme=self.theme, size=self.theme.caption, width=self.frame.width)
        caption.move_to((0, self.frame.caption, 0))
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
        displays, unbound = shown(self.mobjects)
        if said.unbound:
            unbound = (*unbound, said.text)
        self.beats.append(Beat(self.acts[-1].title, start, self.time, said.text, displays, unbound))


def _whole_frames(seconds: float) -> float:
    """Return a time to wait for that is not cut short: manim leaves out what is left of it after the last whole frame."""
    return float(np.ceil(seconds * config.frame_rate - 1e-6) + 1e-3) / config.frame_rate
