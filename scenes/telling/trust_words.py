"""What a film says of how far a translation can be trusted, and of the order of its words: captions, each with its readings."""

from collections.abc import Callable
from typing import Any

from model.trace.word_order import Order
from scenes.mobjects.reading import Caption, Reading, telling

__all__ = ["GUESS", "SURE", "least_sure", "of_all_words", "of_the_least", "of_the_order"]

SURE, GUESS = 0.9, 0.5
"""A word that was written with so much at least was sure, and one with less than the other had more against it than for it."""

Value = Callable[..., Reading]


def least_sure(trace: Any) -> int:
    """Return the step at which the word was written that had the smallest probability; of equal ones the first."""
    return int(min(trace.written_steps, key=lambda step: float(trace.chosen_probabilities[step])))


def of_the_least(trace: Any, value: Value, places: int) -> Caption:
    """Return what is said of the word of :func:`least_sure`, with so many decimals; that all were sure, where it was too."""
    step = least_sure(trace)
    fields = {"word": value("target_tokens", step), "share": value("chosen_probabilities", step)}
    share = float(fields["share"].value)
    number = f"{{share:{max(places, telling(share))}}}"
    if share >= SURE:
        return f"It was sure of every word: even “{{word:short}}” has {number}.", fields
    if share >= GUESS:
        return f"Its least sure word is “{{word:short}}”, with {number}.", fields
    return f"“{{word:short}}” is a guess: it has {number}, all other words together had more.", fields


def of_all_words(trace: Any, value: Value, places: int) -> Caption:
    """Return what is said of the probability of all that was written: where it is small, with what had to carry the sentence."""
    share = float(trace.confidence)
    fields, number = {"share": value("confidence")}, f"{{share:{max(places, telling(share))}}}"
    if share >= GUESS:
        return f"Multiplied, that is {number} for the whole translation.", fields
    fields |= {"count": value("sizes.source"), "units": value("sizes.state")}
    said = "{count:0} word{count:s} went into {units:0} number{units:s}; what came out gets "
    return f"{said}only {number} in all.", fields


def of_the_order(found: Order, value: Value) -> Caption:
    """Return what became of the order of words: which word moves, and which has none of its own."""
    fields, parts = {"language": value("target_language")}, []
    if found.moved:
        parts.append(f"“{{moved:short}}” comes {found.where} in {{language}}")
        fields["moved"] = value("source_tokens", found.moved[0])
    if found.silent:
        fields["one"] = value("source_tokens", found.silent[0])
        several = len(found.silent) > 1
        one = "“{one:short}” has no word of its own"
        parts.append("others, such as “{one:short}”, have no word of their own" if several else one)
    return ", and ".join(parts) + (" in {language}." if not found.moved else "."), fields
