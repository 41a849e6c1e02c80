"""What a film says of how far a translation can be trusted, and of the order of its words: captions, each with its readings."""

from collections.abc import Callable

from model.trace.word_order import Order
from scenes.mobjects.reading import Caption, Reading, telling

__all__ = ["of_a_guess", "of_the_order"]

Value = Callable[..., Reading]


def of_a_guess(value: Value) -> Caption:
    """Return what is said of the probability of all that was written where it is small, with what had to carry the sentence."""
    share = value("confidence")
    fields = {"count": value("sizes.source"), "units": value("sizes.state"), "share": share}
    said = "{count:0} word{count:s} went into {units:0} number{units:s}; the model gives its translation "
    return f"{said}only {{share:{telling(float(share.value))}}}.", fields


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
