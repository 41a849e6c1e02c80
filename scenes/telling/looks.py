"""What captions say of where words looked: of weights that a model computed, and of such as were given."""

__all__ = ["Said", "SaidOfGiven"]


class Said:
    """What captions say of weights that a model computed as it wrote."""

    question = "Where did the model look when it wrote “{words}”?"
    rows = "Each written word gets a row of its own."
    first = "“{word:short}” looked at “{source:short}”: {weight}."
    flow = "A larger weight gives its cell more colour."
    others = "The other rows follow."
    stairs = "So far the order is the same: a staircase."
    back = "Then the order turns: step by step, the model looks further left."
    both = "“{words}” both looked at “{source_0:short}”."
    every = "“{words}” all looked at “{source_0:short}”."
    stretch = "Larger weights become threads from each {target} word to where it looked."
    threads = "The same weights as threads: each is as wide as its weight."
    some = "There is room for some of the threads: those around the words in question."
    turned_at = "It looked at “{words}” from right to left."
    turned = "For these words it looked from right to left."
    cross = "So the threads cross."
    spread = "“{word:short}” spread its look the most: “{source:short}” got {weight} of it."
    sharp = "Every word looked at one word almost alone; the least sure was “{word:short}”: {weight}."
    alike = "“{word:short}” looked at all words alike: {weight} for each."
    evenly = "No word looked at one of them more than at others."
    straight = "Each word looked at least as far right as the one before."
    vague = "No word looks clearly backwards: where the order turns, weights are small."
    looked = "“{word:short}” looked at “{source:short}”."
    most = "“{word:short}” looked most at “{source:short}”: {weight}."
    alone = "All look at one word, as there is no other one."


class SaidOfGiven(Said):
    """What they say of weights that were given: nobody knows what for, whether anything was written, and in which language."""

    question = "Where does “{words}” look?"
    rows = "Each word that looks gets a row of its own."
    first = "“{word:short}” looks at “{source:short}”: {weight}."
    back = "Then the order turns: row after row, the look goes further left."
    stretch = "Larger weights become threads from each word to where it looks."
    both = "“{words}” both look at “{source_0:short}”."
    every = "“{words}” all look at “{source_0:short}”."
    turned_at = "They look at “{words}” from right to left."
    turned = "These words look from right to left."
    alike = "“{word:short}” looks at all words alike: {weight} for each."
    evenly = "No word looks at one of them more than at others."
    straight = "Each word looks at least as far right as the one before."
    looked = "“{word:short}” looks at “{source:short}”."
    most = "“{word:short}” looks most at “{source:short}”: {weight}."
    sharp = "Every word looks at one word almost alone; the least so “{word:short}”: {weight}."
    spread = "“{word:short}” spreads its look the most: “{source:short}” gets {weight} of it."
