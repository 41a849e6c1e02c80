"""What a film of encoder and decoder says of the numbers that a sentence becomes: of one word or several, one number or many."""

__all__ = ["changing", "first_taken", "left"]


def first_taken(words: int) -> str:
    """Return what is said of the first of so many words."""
    word = "the first word" if words > 1 else "the word"
    return f"The encoder takes {word} and {{units:0}} zero{{units:s}}, and gives {{units:0}} new number{{units:s}}."


def changing(words: int, units: int) -> str:
    """Return what is said of the one number that is followed through so many words."""
    which = "There is only one number" if units == 1 else "Of the {units:0}, this number changes most"
    return f"{which}: {'each' if words > 1 else 'the'} word gives it a new value."


def left(words: int, units: int) -> str:
    """Return what is said when nothing stays but the numbers after the last of so many words."""
    if words == 1:
        return "The {units:0} zeros are thrown away. Only the new {units:0} stay." if units > 1 else "Only the new number stays."
    return f"The earlier numbers are thrown away. Only the last {'{units:0} stay' if units > 1 else 'stays'}."
