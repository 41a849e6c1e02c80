"""The base of films of a translator: how they name a step, and what they say of a written word."""

from dataclasses import replace
from typing import ClassVar

from model.errors import TraceError, UsageError
from model.trace import TranslationTrace
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.telling.scene import Brief, TraceScene

__all__ = ["TranslationFilm"]


class TranslationFilm(TraceScene):
    """A film of a trace in which a sentence is read, and another one written word by word.

    ``needs_attention`` is false in a film that can be told of a model without attention; ``follows_a_word`` is true in one that
    tells one word in full, the brief's if it names one.
    """

    trace_type = TranslationTrace
    model = "english_french"
    longest = 15
    needs_attention: ClassVar[bool] = True
    follows_a_word: ClassVar[bool] = False
    SURE: ClassVar[float] = 0.5

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also for a trace without attention if the film needs it.

        The brief's word is one of those written.
        """
        if cls.needs_attention and isinstance(brief.trace, TranslationTrace) and brief.trace.attention is None:
            raise TraceError("This film shows attention, and the model of this trace has none.")
        super().check(replace(brief, word=None))
        if getattr(brief.trace, "bridge", "") == "constant" and getattr(brief.trace, "attention", None) is None:
            raise TraceError("In this trace nothing passes from encoder to decoder: film a model with a summary or attention.")
        if brief.word is not None and not cls.follows_a_word:
            raise UsageError("This film shows every word: leave --word out.")
        written = len(brief.trace.lookup("target_tokens"))
        if brief.word is not None and not 0 <= brief.word < written:
            raise UsageError(f"There is no word {brief.word + 1}: {written} were written, the end included, counted from 1.")

    @property
    def count(self) -> int:
        """How many words were written, the end included."""
        return len(self.trace.target_tokens)

    def where(self, target: int) -> Phrase:
        """Return an output step as the header names it."""
        numbers = {"number": self.value("target_numbers", target), "count": self.value("sizes.target")}
        return phrase("word {number:0} of {count:0}", **numbers)

    def written(self, target: int) -> Reading:
        """Return the word that was written at an output step."""
        return self.value("target_tokens", target)

    def sure(self, target: int) -> dict[str, Reading]:
        """Return the written word and its probability, as the fields of a caption."""
        return {"word": self.written(target), "share": self.value("chosen_probabilities", target)}

    def looked_at(self, target: int) -> int:
        """Return the index of the source word with the largest weight at an output step."""
        return int(self.trace.weights[target].argmax())

    def look(self, target: int) -> dict[str, Reading]:
        """Return the written word, the source word it looked at most and the weight of that, as the fields of a caption."""
        source = self.looked_at(target)
        return {
            "word": self.written(target),
            "source": self.value("source_tokens", source),
            "weight": self.value("weights", target, source),
        }

    def doubt(self) -> None:
        """Say so if the model finds its own translation improbable, and says how probable it finds it."""
        share = float(getattr(self.trace, "confidence", 1.0))
        if share < self.SURE:
            said = "{share}" if share >= 0.005 else "less than a hundredth"
            with self.beat(f"The model is unsure: it gives this translation {said}.", share=self.value("confidence")):
                pass
