"""What the film of scores says of them and of the look that they make: of one word or several, of a look that stays or swings."""

from scenes.mobjects.sets.scoring import MANY

__all__ = ["answered", "asked", "counted_from", "looks", "mixes", "next_look"]


def asked(words: int, *, later: bool) -> str:
    """Return the question, of so many words read; ``later`` says whether something was written before."""
    kept = "The word left its h. " if words == 1 else "Each word left its h. " if words <= MANY else ""
    return kept + ("Where does the decoder look after “{word:short}”?" if later else "Where does the decoder look first?")


def counted_from(largest: float) -> str:
    """Return what is said as scores are counted from the largest: that this comes off each, or is added where it is negative."""
    does = "{m:2} comes off" if largest >= 0 else "{m:|2} is added to"
    return f"Only gaps count, so {does} every score: the largest is {{nought:0}}."


def looks(words: int) -> str:
    """Return what is said of the weights of so many words."""
    if words == 1:
        return "This weight is the look: the only word gets all of it."
    return "These weights are the look: each word gets its part."


def mixes(words: int) -> str:
    """Return what is said of the mix of so many words."""
    if words == 1:
        return "Its h flows down whole: the mix is that h itself."
    return "Each h flows down by its weight, and all make one mix."


def next_look(swings: bool) -> str:
    """Return what is said of the next look, that of a word which ``swings`` or stays nearly the same."""
    if swings:
        return "New state, other scores: now “{word:short}” gets {share:2}."
    return "Other scores, but nearly the same look: “{word:short}” gets {share:2}."


def answered(words: int, swings: bool | None) -> str:
    """Return the answer, of so many words read, after a next look that ``swings`` or not, or None if there was no next one."""
    if words == 1:
        return "The state s would decide, but here there is only one word to look at."
    if swings is None:
        return "The decoder’s state s decides where to look, word after word."
    if swings:
        return "The state decides: same words, same network; new state, new look."
    return "The state decides: new state, new scores, and nearly the same look."
