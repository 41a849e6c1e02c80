"""What a film of one's own is made of, under names that stay: from a checkout and from an installed package alike.

A film is a class that inherits from :class:`ReaderFilm`, :class:`TranslationFilm` or, for a trace of one's own kind,
:class:`TraceScene`. It says its ``title`` and tells itself in ``construct``; ``render my.py:MyFilm`` makes it.
"""

from model.trace import Array, Axes, Equation, Estimate, Provenance, ReaderTrace, Trace, TranslationTrace
from scenes.mobjects.bars import Bar, Pillar, Shares
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.text import BOLD, MEDIUM, NORMAL, SEMIBOLD, Label, Numeral, Paragraph
from scenes.mobjects.theme import THEMES, Theme
from scenes.mobjects.tokens import Chip, row_of_chips
from scenes.mobjects.values import Matrix, Swatch, Vector
from scenes.telling.frame import Frame
from scenes.telling.reader import ReaderFilm
from scenes.telling.records import Brief
from scenes.telling.scene import TraceScene
from scenes.telling.translation import TranslationFilm

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
    "Equation",
    "Estimate",
    "Frame",
    "Label",
    "Matrix",
    "Numeral",
    "Paragraph",
    "Phrase",
    "Pillar",
    "Provenance",
    "ReaderFilm",
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
    "TranslationFilm",
    "TranslationTrace",
    "Vanish",
    "Vector",
    "phrase",
    "row_of_chips",
]
