"""The base of films of a translator: how they name a step, and what they say of a written word."""

from collections.abc import Mapping
from typing import Any, ClassVar

from model.errors import TraceError, counted
from model.trace import TranslationTrace
from scenes.mobjects.reading import COPIED, Phrase, Reading, phrase
from scenes.telling.room import Room, require_room
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.trust_words import of_a_share

__all__ = ["TranslationFilm"]

ORDINALS = "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"
"""Which one a source word is, of some that are the same."""


class TranslationFilm(TraceScene):
    """A film of a trace in which a sentence is read, and another one written word by word.

    ``needs_attention`` is false in a film that can be told of a model without attention, ``needs_summary`` true in one of models
    that hand one vector over, and nothing else. The word that one follows is one of
    those written. ``most_units`` is how many numbers a vector may have, ``most_written`` how many words may be written.
    """

    trace_type = TranslationTrace
    model = "english_french"
    longest = 15
    needs_attention: ClassVar[bool] = True
    needs_summary: ClassVar[bool] = False
    most_units: ClassVar[int | None] = 256
    most_written: ClassVar[int | None] = None
    SURE: ClassVar[float] = 0.5

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also for a trace without attention if the film needs it."""
        if cls.needs_attention and isinstance(brief.trace, TranslationTrace) and brief.trace.attention is None:
            raise TraceError("This film shows attention, and the model of this trace has none.")
        if cls.needs_summary and getattr(brief.trace, "attention", None) is not None:
            said = "This film is of models that hand one vector over, and in this one the decoder looks back at every state"
            raise TraceError(f"{said}: film it with context_vector.")
        super().check(brief)
        require_room(
            brief.trace,
            Room("written word", "target_tokens", cls.most_written, "film a shorter sentence"),
            Room("unit", "decoder_hidden", cls.most_units),
            Room("unit", "encoder_hidden", cls.most_units),
        )
        if getattr(brief.trace, "bridge", "") == "constant" and getattr(brief.trace, "attention", None) is None:
            raise TraceError("In this trace nothing passes from encoder to decoder: film a model with a summary or attention.")

    @staticmethod
    def words_to_follow(trace: Any) -> tuple[int, str]:
        """Return how many words were written, and say it in words."""
        count = len(trace.target_tokens)
        return count, f"{counted(count, 'word')} {'was' if count == 1 else 'were'} written, the end included"

    @property
    def count(self) -> int:
        """How many words were written, the end included."""
        return len(self.trace.target_tokens)

    def where(self, target: int) -> Phrase:
        """Return an output step as the header names it."""
        return phrase("word {number:0}", number=self.value("target_numbers", target))

    def written(self, target: int) -> Reading:
        """Return the word that is written at an output step: where another one is copied, that."""
        return self.value("written_tokens", target)

    def chosen(self, target: int) -> Reading:
        """Return the word that the read-out chose at an output step, and that the decoder is given next."""
        return self.value("target_tokens", target)

    @property
    def glosses(self) -> list[Phrase]:
        """What each of the written words means, for small type under it; empty where nobody knows, or where one is copied."""
        words = getattr(self.trace, "glosses", ())
        return [
            phrase("{gloss}", gloss=self.value("glosses", step)) if word and not self.copied(step) else Phrase("", "")
            for step, word in enumerate(words)
        ]

    def copied(self, target: int) -> bool:
        """Tell whether the word written at an output step is a copy."""
        return bool(self.trace.is_copy(target))

    def signed(self, said: str, target: int) -> str:
        """Return a caption about ``{word}``, the word written at an output step, that says so if it is a copy."""
        return said.replace("{word:short}”", f"{{word:short}}” ({COPIED})") if self.copied(target) else said

    def told_apart(self, said: str, fields: Mapping[str, Reading]) -> str:
        """Return a caption that says of each source word which comes several times which of them it is, if there is room."""
        words, fuller = [word.casefold() for word in self.trace.source_tokens], said
        for name, reading in fields.items():
            if reading.key == "source_tokens" and words.count(word := words[reading.index[0]]) > 1:
                said_as, before = f"“{{{name}:short}}”", words[: reading.index[0]].count(word)
                which = f"the {ORDINALS[before]} " if before < len(ORDINALS) else ""
                fuller = fuller.replace(said_as, f"{which}{said_as}")
        return fuller if self.fits(phrase(fuller, **fields)) else said

    def spoken_of(self, caption: str, fields: Mapping[str, Reading]) -> list[int]:
        """Return the indices of the source words of which a remark on words that the model does not know speaks."""
        said, of_all = {str(each.value) for each in fields.values()}, "hatched" in caption or "looked at most" in caption
        words = zip(self.trace.source_tokens, self.trace.source_known, strict=True)
        return [source for source, (word, known) in enumerate(words) if word in said or (of_all and not known)]

    def tell_the_copy(self, target: int) -> None:
        """Say in a beat, of a word that is copied, in the place of which other word it is written, and why."""
        if self.copied(target):
            said, fields = self.the_copy(target)
            with self.beat(said, **fields):
                pass

    def the_copy(self, target: int) -> tuple[str, dict[str, Reading]]:
        """Return the caption, and its fields, about a word that is copied."""
        place = self.trace.copied_from[target]
        fields = {"source": self.value("source_tokens", place), "word": self.chosen(target)}
        read = any(self.trace.source_read[place : place + 1])
        if read:
            fields["read"] = self.value("source_read", place)
        why = "is unknown: it is" if not read else "is read as “{read:short}”, and"
        return f"“{{source:short}}” {why} copied in place of “{{word:short}}”.", fields

    def sure(self, target: int) -> dict[str, Reading]:
        """Return the word that the read-out chose and its probability, as the fields of a caption."""
        return {"word": self.chosen(target), "share": self.value("chosen_probabilities", target)}

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

    def weakness(self) -> Phrase | None:
        """Return how probable the model finds its own translation, if it finds it improbable."""
        share = float(getattr(self.trace, "confidence", 1.0))
        if share >= self.SURE:
            return None
        what = "its own words" if any(self.trace.copied) else "this translation"
        return phrase(f"the model gives {what} {of_a_share(share)}", share=self.value("confidence"))
