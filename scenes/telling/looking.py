"""What a film of weights says of words and where they looked: which words it asks about, and its sentences on them."""

from collections.abc import Sequence

from model.trace import AttentionTrace
from scenes.mobjects.reading import COPIED, Reading, phrase
from scenes.telling.looks import Said, SaidOfGiven
from scenes.telling.translation import TranslationFilm

__all__ = ["Looking"]

NAMED = 3  # so many words are named one by one; of more the first and the last
ALONE = 0.9  # a word with this weight or more is looked at almost alone


class Looking:
    """The words of a film of a translator, or of weights that were given, that asks where some written words looked."""

    def __init__(self, film: TranslationFilm) -> None:
        self._film, self._trace = film, film.trace

    @property
    def given(self) -> bool:
        """Whether the weights were given, and no model is known that looked."""
        return isinstance(self._trace, AttentionTrace)

    @property
    def said(self) -> type[Said]:
        """What captions say of such weights."""
        return SaidOfGiven if self.given else Said

    @property
    def group(self) -> tuple[int, ...]:
        """The written words that the film asks about: those that look backwards, or the one whose look is most spread."""
        return self._trace.reversed_run or (self._trace.most_spread,)

    def named(self, steps: Sequence[int], most: int = NAMED) -> tuple[str, dict[str, Reading]]:
        """Return how a caption names written words, and its fields: of more than ``most`` the first and the last."""
        told = list(steps) if len(steps) <= most else [steps[0], steps[-1]]
        fields = {f"word_{number}": self._film.written(step) for number, step in enumerate(told)}
        names = [f"{{word_{number}:short}}" + f" ({COPIED})" * self._film.copied(step) for number, step in enumerate(told)]
        return (" " if len(steps) <= most else " … ").join(names), fields

    def crossing(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of words that looked backwards, and its fields."""
        names, fields = self.named(self._trace.reversed_run)
        return self.said.crossing.replace("{words}", names), fields

    def spreading(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the word whose look is the most spread, and its fields."""
        step = self._trace.most_spread
        if len(self._trace.source_tokens) == 1:
            return self.said.alone, {}
        said = self.said.sharp if self._trace.weights[step].max() >= ALONE else self.said.spread
        return self._film.signed(said, step), self._film.look(step)

    def in_reverse(self) -> tuple[str, dict[str, Reading]] | None:
        """Return what is said of words that looked at words side by side, the last of these first, and its fields."""
        looks = [self._film.looked_at(step) for step in self.group]
        first, last = looks[0], looks[-1]
        if len(looks) < 2 or len(looks) > NAMED or looks != list(range(first, last - 1, -1)):
            return None
        sources = {f"source_{number}": self._film.value("source_tokens", last + number) for number in range(len(looks))}
        read = " ".join(f"{{{name}:short}}" for name in sources)
        said = self.said.reverse.replace("{words}", read)
        return (said, sources) if self._film.fits(phrase(said, **sources)) else None

    def one_by_one(self) -> tuple[str, dict[str, Reading]]:
        """Return at which word each word in question looked most, of many the first and the last, and the fields of that."""
        steps = self.group if len(self.group) <= NAMED else (self.group[0], self.group[-1])
        most = "most " * (len(self.group) == 1 and len(self._trace.source_tokens) > 1)
        looks: list[str] = []
        fields: dict[str, Reading] = {}
        for number, step in enumerate(steps):
            looked = self._film.look(step)
            fields |= {f"word_{number}": looked["word"], f"source_{number}": looked["source"]}
            verb = "" if number else f"{self.said.looked} {most}"
            looks.append(
                f"“{{word_{number}:short}}”{f' ({COPIED})' * self._film.copied(step)} {verb}at “{{source_{number}:short}}”"
            )
        if most:
            looks[0] += ": {weight}"
            fields["weight"] = self._film.look(steps[0])["weight"]
        return f"{(', ' if len(self.group) <= NAMED else ' … ').join(looks)}.", fields
