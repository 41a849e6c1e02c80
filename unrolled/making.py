"""What a film of one's own is made of, under names that stay: from a checkout and from an installed package alike.

A film is a class that inherits from :class:`ReaderScene`, :class:`TranslationScene` or, for a trace of one's own kind,
:class:`TraceScene`. It says its ``title`` and tells itself in ``construct``; ``render my.py:MyFilm`` makes it.
"""

from model.trace import Array, Axes, Identity, Provenance, ReaderTrace, Trace, TranslationTrace
from scenes.mobjects.bars import Bar, Pillar, Shares
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.text import BOLD, MEDIUM, NORMAL, SEMIBOLD, Label, Numeral, Paragraph
from scenes.mobjects.theme import THEMES, Theme
from scenes.mobjects.tokens import Chip, row_of_chips
from scenes.mobjects.values import Matrix, Swatch, Vector
from scenes.telling.frame import Frame
from scenes.telling.reader import ReaderScene
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.translation import TranslationScene

__all__ = [
    "BOLD",
    "MEDIUM",
    "NORMAL",
    "SEMIBOLD",
    "THEMES",
    "Appear",
    "Array",
    "Arrive",
    "Axes",
    "Bar",
    "Brief",
    "Chip",
    "Depart",
    "Display",
    "Frame",
    "Identity",
    "Label",
    "Matrix",
    "Numeral",
    "Paragraph",
    "Phrase",
    "Pillar",
    "Provenance",
    "ReaderScene",
    "ReaderTrace",
    "Reading",
    "Readings",
    "Reveal",
    "Sentence",
    "Shade",
    "Shares",
    "Swatch",
    "Theme",
    "Trace",
    "TraceScene",
    "TranslationScene",
    "TranslationTrace",
    "Vanish",
    "Vector",
    "phrase",
    "row_of_chips",
]
