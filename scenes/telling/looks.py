"""What captions say of where words looked: of weights that a model computed, and of such as were given."""

__all__ = ["Said", "SaidOfGiven"]


class Said:
    """What captions say of weights that a model computed as it wrote."""

    question = "Where did the model look when it wrote “{words}”?"
    rows = "It wrote word by word, and every word gets a row of its own."
    first = "“{word:short}” looked at “{source:short}”: {weight}. "
    flow = "The more a word was looked at, the more colour its cell has."
    back = "Now watch: from word to word, the model looks further left."
    after = "After that it goes on through the rest of the sentence."
    stretch = "Every weight with a number becomes a thread, as wide as the weight."
    facing = "Follow the widest thread up from a {target} word: it ends where that word looked most."
    single = "Follow the thread up from a {target} word: it ends where that word looked."
    threads = "The same weights as threads: each is as wide as its weight."
    some = "There is room for some of the threads: those around the words in question."
    crossing = "“{words}” looked backwards, so the threads cross."
    spread = "“{word:short}” spread its look the most: “{source:short}” got only {weight} of it."
    sharp = "Every word looked at one word almost alone; the least sure was “{word:short}”: {weight}."
    straight = "Each word looked at least as far right as the one before: the order is the same."
    vague = "Here no word looks clearly backwards: where the order turns, the weights are small."
    looked = "looked"
    alone = "All look at one word, as there is no other one."


class SaidOfGiven(Said):
    """What they say of weights that were given: nobody knows what for, whether anything was written, and in which language."""

    question = "Where does “{words}” look?"
    rows = "Every word that looks gets a row of its own."
    first = "“{word:short}” looks at “{source:short}”: {weight}. "
    flow = "The more a word is looked at, the more colour its cell has."
    back = "Now watch: row after row, the look goes further back."
    facing = "Follow the widest thread up from a word: it ends where that word looks most."
    single = "Follow the thread up from a word: it ends where that word looks."
    crossing = "“{words}” looks backwards, so the threads cross."
    straight = "Each word looks at least as far right as the one before: the order is the same."
    looked = "looks"
    sharp = "Every word looks at one word almost alone; the least so “{word:short}”: {weight}."
    spread = "“{word:short}” spreads its look the most: “{source:short}” gets only {weight} of it."
