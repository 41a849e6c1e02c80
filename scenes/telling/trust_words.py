"""What a film says of how far a translation can be trusted, and of the order of its words: captions, each with its readings."""

from collections.abc import Callable

from model.trace.texts import FAINT, FAINTEST
from model.trace.word_order import Order
from scenes.mobjects.reading import Caption, Reading, telling

__all__ = ["of_a_guess", "of_a_share", "of_the_order"]

Value = Callable[..., Reading]


def of_a_share(share: float) -> str:
    """Return how a sentence says a probability, its field ``{share}``: a tiny one in words, any other one in figures."""
    return FAINT if share < FAINTEST else f"{{share:{telling(share)}}}"


def of_a_guess(value: Value) -> Caption:
    """Return what is said of the probability of all that was written where it is small, with what had to carry the sentence."""
    share = value("confidence")
    fields = {"count": value("sizes.source"), "units": value("sizes.state"), "share": share}
    said = "{count:0} word{count:s} went into {units:0} number{units:s}; the model gives its translation "
    size = float(share.value)
    return f"{said}{'only ' if size >= FAINTEST else ''}{of_a_share(size)}.", fields


def of_the_order(found: Order, value: Value) -> Caption:
    """Return what became of the order of words: which word moves, and which gets none of its own."""
    fields, parts = {"language": value("target_language")}, []
    if found.moved:
        parts.append(f"“{{moved:short}}” comes {found.where} in {{language}}")
        fields["moved"] = value("source_tokens", found.moved[0])
    if found.silent:
        fields["one"] = value("source_tokens", found.silent[0])
        several = len(found.silent) > 1
        one = "“{one:short}” gets no word of its own"
        some = f"{'others' if parts else 'Some words'}, such as “{{one:short}}”, get no word of their own"
        parts.append(some if several else one)
    return ", and ".join(parts) + (" in {language}." if not found.moved else "."), fields
