"""What a film can tell of: which traces, how many, of what size; and what it tells of when nobody says otherwise."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from model.calling import page
from model.errors import TraceError, UsageError, clipped, counted
from model.trace import Study, Trace
from scenes.mobjects.fonts import require_letters
from scenes.telling.records import Brief

__all__ = ["Story", "Told"]

Told = Callable[[Any], None]
"""Is told how far a training is, in a :class:`~model.training.Progress`."""


class Story:
    """What a film says of itself.

    It sets ``title``, ``trace_type`` and ``cell_kinds``.
    ``needs`` names the arrays that it shows and that a trace may lack; a model computes those for it that it computes only where
    they are asked for. If that depends on the kind of cell, :meth:`needs_of` says which.
    ``model`` and ``text`` are what it films when nobody says otherwise, ``shapes`` the shapes of pictures that it is made for:
    names of frames. A story that tells of several traces of one text says of how many in ``traces``, and names as many
    ``models``; if they are of several texts, ``one_text`` is false. One whose text is no sentence says so in ``sentences``: of a
    text that several films are to tell of it is given none. So many ``companions`` may be given beside: further traces of
    the same text. One of a study names the file in ``saved``, if it has one of its own; one that shows studies beside its traces
    names their files in ``studies``. ``follows_a_word`` is true in one that
    tells one word in full, the brief's if it names one, ``follows_a_unit`` in one that tells of one unit; others refuse it.
    ``also`` has further types of traces that it can tell of. ``takes`` names options of its own, which others refuse: fields of a
    :class:`~scenes.stage.jobs.RenderJob`; they may decide of what it tells (:meth:`models_for`, :meth:`made`), and it finds them
    in its brief.
    """

    title: ClassVar[str]
    trace_type: ClassVar[type[Trace]]
    also: ClassVar[tuple[type[Trace], ...]] = ()
    cell_kinds: ClassVar[tuple[str, ...]] = ()
    traces: ClassVar[int] = 1
    companions: ClassVar[int] = 0
    one_text: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ()
    model: ClassVar[str]
    models: ClassVar[tuple[str, ...]] = ()
    saved: ClassVar[Path | None] = None
    studies: ClassVar[tuple[Path, ...]] = ()
    text: ClassVar[str]
    sentences: ClassVar[bool] = True
    longest: ClassVar[int] = 20  # words
    follows_a_word: ClassVar[bool] = False
    follows_a_unit: ClassVar[bool] = False
    shapes: ClassVar[tuple[str, ...]] = ("16:9",)
    takes: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def own_brief(cls) -> Brief:
        """Return what a story films when nobody says otherwise."""
        if cls.saved is not None:
            return Brief(Trace.load(cls.saved))
        traces = cls.made({})
        if not traces:
            from model import zoo  # here, so that filming a saved trace needs no model

            traces = tuple(cls.computed(zoo.load(name), cls.text) for name in cls.models_for({}))
        return Brief(traces[0], others=traces[1:], studies=cls.own_studies())

    @classmethod
    def own_studies(cls) -> tuple[Study, ...]:
        """Return the studies that it shows beside its traces, when nobody gives others."""
        return tuple(study for path in cls.studies if isinstance(study := Trace.load(path), Study))

    @classmethod
    def needs_of(cls, cell: str) -> tuple[str, ...]:
        """Return the names of the arrays that it needs of a trace with a kind of ``cell``, or of one without such ("")."""
        return cls.needs

    @classmethod
    def computed(cls, network: Any, text: str) -> Trace:
        """Return what a network computes of a text, with all that this film needs.

        Raises :class:`UsageError` if it cannot read the text.
        """
        trace: Trace = network.run_for(text, cls.needs_of(network.cell_kind))
        return trace

    @classmethod
    def models_for(cls, asked: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the models that compute what it tells of; ``asked`` has the options of its own that were given.

        Raises :class:`UsageError` for an option that is none.
        """
        return cls.models or ((cls.model,) if hasattr(cls, "model") else ())

    @classmethod
    def made(cls, asked: Mapping[str, str], progress: Told | None = None) -> tuple[Trace, ...]:
        """Return what it tells of, if that needs no model: made of the options of its own that were given; else nothing.

        ``progress`` is told how far a training is, if there is one. Raises :class:`UsageError` for an option of which nothing can
        be made.
        """
        return ()

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot tell of the brief's traces, each and together.

        Nor can it if there is a letter in a text of theirs that no font has.
        """
        told, most = len(brief.runs), cls.traces + cls.companions
        if not cls.traces <= told <= most:
            how_many = counted(cls.traces, "trace") if not cls.companions else f"{cls.traces} to {counted(most, 'trace')}"
            raise UsageError(f"This film tells of {how_many}, not of {told}.")
        texts = [" ".join(trace.given) for trace in brief.runs]
        if cls.one_text and len(set(texts)) > 1:
            raise UsageError(
                f"This film tells of one text, these are several: {'; '.join(f'“{clipped(text)}”' for text in texts[:3])}."
            )
        if brief.studies and len(brief.studies) != len(cls.studies):
            raise UsageError(f"This film shows {len(cls.studies) or 'no'} studies beside its traces, not {len(brief.studies)}.")
        for trace in brief.runs:
            cls.check(Brief(trace, brief.theme, brief.word, unit=brief.unit, asked=brief.asked))
            require_letters(*trace.shown)

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot show the one trace that the brief has."""
        trace = brief.trace
        if not isinstance(trace, (cls.trace_type, *cls.also)):
            this = trace.thing or f"a{'n' * (trace.kind[0] in 'aeiou')} {trace.kind} trace"
            raise TraceError(f"{cls.title} films {cls.trace_type.kind} traces, this is {this}.")
        kind = getattr(trace, "cell_kind", None)
        if cls.cell_kinds and kind not in cls.cell_kinds:
            raise TraceError(f"This film shows cells of kind {', '.join(cls.cell_kinds)}, the trace has {kind!r}.")
        absent = [key for key in cls.needs_of(kind or "") if key not in trace.keys()]  # noqa: SIM118 (not a mapping)
        if absent:
            how = f"write it with that array ({page('trace.md')})"
            raise TraceError(f"This film shows {absent[0]!r}, which this trace lacks: {how}.")
        words = len(trace.given)
        if words > cls.longest:
            raise UsageError(f"This film has room for {counted(cls.longest, 'word')}, the text has {words}: leave some out.")
        if brief.word is not None:
            cls.check_word(brief.word, trace)
        if brief.unit is not None:
            cls.check_unit(brief.unit, trace)

    @classmethod
    def check_word(cls, word: int, trace: Any) -> None:
        """Raise :class:`UsageError` if this film follows no word, or if a trace of its type has none with this index."""
        if not cls.follows_a_word:
            raise UsageError("This film does not follow one word: leave --word out.")
        count, said = cls.words_to_follow(trace)
        if not 0 <= word < count:
            raise UsageError(f"There is no word {clipped(str(word + 1))}: {said}, counted from 1.")

    @classmethod
    def check_unit(cls, unit: int, trace: Any) -> None:
        """Raise :class:`UsageError` if this film follows no unit, or if a trace of its type has none with this index."""
        if not cls.follows_a_unit:
            raise UsageError("This film does not follow one unit: leave --unit out.")
        count = len(trace.unit_numbers)
        if not 0 <= unit < count:
            raise UsageError(
                f"There is no unit {clipped(str(unit + 1))}: the model has {counted(count, 'unit')}, counted from 1."
            )

    @staticmethod
    def words_to_follow(trace: Any) -> tuple[int, str]:
        """Return of how many words a film may follow one, those of the text, and say it in words."""
        count = len(trace.given)
        return count, f"the text has {counted(count, 'word')}"
