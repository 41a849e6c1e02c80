"""What films say of a word that is left out: how much of what it changed is left in each of two networks, and why."""

from functools import cached_property
from typing import TYPE_CHECKING

from scenes.mobjects.arithmetic import adding, multiplying
from scenes.mobjects.reading import Caption, Reading
from scenes.mobjects.sets.omission_lanes import percents
from scenes.telling.bands import GONE, HELD, LITTLE

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm
    from scenes.telling.two_networks import TwoNetworks

    class Film(TwoNetworks, ReaderFilm):
        """What films are that say this."""
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["STEPS", "OmissionWords"]

HUNDRED, MOST = 100.0, 1
"""All of something, in percent; with how many decimals percentages are printed at most, where their parts are to add up."""
STEPS, MEANS, NEAR = (2, 3), (2, 3, 4), 1.0
"""With how many decimals the factors of steps may be printed, and their mean; how far the former may miss the last digit."""
PARTS = "kept", "made", "left"
"""What is left of a difference, after both of its parts."""


class OmissionWords(Film):
    """What a film says of a word that is left out of a text, the ``word``, that two networks read."""

    if TYPE_CHECKING:

        @property
        def word(self) -> int:
            """The index of the word that is left out."""

        def followed(self) -> Reading:
            """Return that word."""

        def carries(self, of: int) -> bool:
            """Tell whether the cell of a network carries its state, by a gate."""

        def weighed(self, of: int) -> bool:
            """Tell whether it is known what the weights of a plain cell make of a difference."""

    def left(self, of: int) -> Reading:
        """Return how much of what the word changed is left at the end in a network, in percent."""
        return self.value("percents_left", self.last, self.word, of=of)

    @cached_property
    def decimals(self) -> int:
        """With how many decimals percentages of both networks are printed: the parts of a difference are to add up."""
        fewest = max(percents(self.left(of)) for of in self.both())
        parts = [[self.share(f"percents_{key}", of) for key in PARTS] for of in self.both() if self.carries(of)]
        return adding(parts, range(fewest, MOST + 1))

    def share(self, key: str, of: int) -> float:
        """Return what a trace says of the word after the last one."""
        return float(self.networks[of].lookup(key)[self.last, self.word])

    def printed(self, key: str, of: int) -> float:
        """Return the same in percent, as it is printed."""
        return round(self.share(f"percents_{key}", of), self.decimals)

    def steps(self, of: int) -> list[float]:
        """Return what is left of a difference at each later word, of what was left at the one before."""
        return [float(each) for each in self.networks[of].lookup("effect_factors")[self.word + 1 :, self.word]]

    def step_places(self, of: int) -> int:
        """Return with how many decimals these are printed: as printed they make what is left."""
        return multiplying([HUNDRED, *self.steps(of)], self.printed("left", of), self.decimals, STEPS, NEAR) or STEPS[-1]

    def arrived(self) -> Caption:
        """Return what is said of the difference at the end: how much is left of it, or how large it has grown."""
        grew = [self.printed("left", of) > HUNDRED for of in self.both()]
        fields = {name: self.left(of) for of, name in enumerate(("one", "other"))}
        one, other = (f"{{{name}:{self.decimals}}} %" for name in fields)
        if all(grew):
            return f"At the end it has grown to {one} in the {self.name(0)}, and to {other} in the {self.name(1)}.", fields
        if not any(grew):
            return f"At the end, {one} of it is left in the {self.name(0)}, and {other} in the {self.name(1)}.", fields
        small, large = (1, 0) if grew[0] else (0, 1)
        said = f"At the end {(one, other)[small]} is left in the {self.name(small)}"
        return f"{said}; in the {self.name(large)} it grew to {(one, other)[large]}.", fields

    def all_steps(self, of: int) -> Caption:
        """Return what is said of all steps of a plain cell: what one is on average, and what all of them come to, as printed."""
        fields = {
            name: self.value(key, self.word, of=of) for name, key in (("mean", "mean_effect_factors"), ("after", "words_after"))
        }
        left, after = self.printed("left", of), int(float(fields["after"].value))
        means = [HUNDRED, *[float(fields["mean"].value)] * after]
        places = self.step_places(of) if after == 1 else multiplying(means, left, self.decimals, MEANS)
        fields["left"] = self.left(of)
        comes = f"it has grown to {{left:{self.decimals}}} %" if left > HUNDRED else f"{{left:{self.decimals}}} % is left"
        if after == 1:
            return f"That is × {{mean:{places}}}: {comes}.", {name: fields[name] for name in ("mean", "left")}
        if places is None:
            return f"Step after step: {{after:0}} words later {comes}.", {name: fields[name] for name in ("after", "left")}
        return f"On average a step is × {{mean:{places}}}: {{after:0}} words later {comes}.", fields

    def anew(self, of: int) -> str:
        """Return what is said of how a plain cell makes its state."""
        said = f"The {self.name(of)} makes h anew"
        if not self.weighed(of):
            return f"{said}: nothing of the difference is carried on as it was."
        gain = float(self.networks[of].lookup("mean_weighed_factors")[self.word])
        do = "stretch the difference, tanh squeezes it" if gain > 1 else "and tanh both shrink the difference"
        return f"{said}: weights {do}."

    def much_made(self, of: int) -> str:
        """Return how much later words made of a difference: a number where it makes what is left of what is kept, as printed."""
        kept, made, left = (self.printed(key, of) for key in PARTS)
        if not made:
            return "adds next to nothing"
        if round(kept + made - left, self.decimals):
            return "adds the rest" if made > 0 else "takes some away"
        return f"{'adds' if made > 0 else 'takes away'} {{made:|{self.decimals}}} %"

    def knowing(self) -> list[int]:
        """Return the networks that still know the word."""
        return [of for of in self.both() if self.printed("left", of) >= HELD]

    def reply(self) -> str:
        """Return who still knows the word, as briefly as can be."""
        knows = self.knowing()
        if self.word == self.last:
            return f"Both: it is the {'last' if self.last else 'only'} word."
        if len(knows) == 1:
            return f"The {self.name(knows[0])}."
        gone = all(self.printed("left", of) < GONE for of in self.both())
        return "Both." if knows else "Neither." if gone else "Neither, quite."

    def answer(self) -> str:
        """Return who still knows the word, as the figures say it."""
        knows, word = self.knowing(), "“{word:short}”"
        left = [self.printed("left", of) for of in self.both()]
        gone = [of for of in self.both() if left[of] < GONE]
        if self.word == self.last:
            return f"{word} is the {'last' if self.last else 'only'} word: both have just read it."
        if len(knows) == 2 or len(gone) == 2:
            return f"{'Both still know' if knows else 'Neither still knows'} {word} at the end."
        if not knows and not gone:
            part = "Little" if max(left) < LITTLE else "Less than half"
            return f"{part} of {word} is left, in the one and in the other."
        of = (knows or gone)[0]
        least = left[1 - of]
        other = "has forgotten it" if least < GONE else "holds little of it" if least < LITTLE else "knows less than half of it"
        return f"The {self.name(of)} {'still knows' if knows else 'has forgotten'} {word}; the {self.name(1 - of)} {other}."
