"""How each context vector is built: scores, weights, encoder states scaled and added up, the word written."""

from typing import ClassVar

from manim import VGroup, VMobject

from scenes.mobjects.bars import Pillar
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Vanish
from scenes.mobjects.reading import Phrase, phrase, written
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.decoding import Decoding
from scenes.mobjects.text import Label, within
from scenes.telling.translation import TranslationFilm

MIDDLE = AttentionStage.FOOT + AttentionStage.TALL / 2
MAP_LEFT, MAP_FOOT, MAP_WORDS = 0.18, 3.05, 1.45  # what is left free of its area; the room for the words written
COPY_ROOM, COPY_BELOW = 2.1, 0.95  # how wide a copied word may be, its mark included; how far below the line of the decoder


class ContextVector(TranslationFilm):
    """Every output step: all pairs scored, softmax, each h scaled, the copies slide together into c, then s, y and back."""

    title = "Attention"
    caption_first = False
    needs = ("decoder_hidden",)
    text: ClassVar[str] = "the agreement on the european economic area was signed in 1992"

    def construct(self) -> None:
        self.set_the_stage()
        self.write_in_full()
        self.write_on()
        self.doubt()
        self.end_card(self.summary())

    # -- the stage -------------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the encoder's states over their words, the decoder, and an empty map."""
        self.act("context vector", self.where(0))
        words, theme = self.read("source_tokens"), self.theme
        known = self.trace.source_known
        self.stage = AttentionStage(words, self.read("encoder_hidden"), self.frame.left, theme=theme, known=known)
        place = self.frame.right.inset(left=MAP_LEFT, bottom=MAP_FOOT)
        copies = any(self.trace.copied)
        self.map = AlignmentMap(words, self.count, place, theme=theme, known=known, room=MAP_WORDS, copies=copies)
        self.asking = self.stage.state(self.read("previous_states", 0))
        self.decoding = Decoding(self.stage, MIDDLE, theme=theme)
        previous = self.decoding.read(self.value("previous_tokens", 0))
        self.add(self.stage, self.map, self.decoding.side, self.asking, previous, *self.letters())
        self.add(legends(self.frame.legend, theme=theme, keys={"values": "signed", "weight": "weight"}))
        with self.beat("Over each source word stands what the encoder made of it: h."):
            pass
        self.admit_strangers()

    def letters(self) -> list[VMobject]:
        """Return the letters of what stands on the stage all the time."""
        stage, side = self.stage, self.decoding.side
        beside = stage.x(0) - stage.pitch / 2 - 0.1
        return [
            stage.letter("encoder_hidden", beside, MIDDLE),
            stage.letter("previous_states", self.asking.get_left()[0] - 0.45, stage.STATE),
            self.decoding.letter("context", side.CONTEXT),
            self.decoding.letter("decoder_hidden", side.STATE),
        ]

    # -- a step ----------------------------------------------------------------------------------------------------------

    def write_in_full(self) -> None:
        """Write the first word with a beat for everything that happens."""
        look, slow = self.look(0), self.theme.slow
        with self.beat("One small network, the same for every word, scores the state s with each h."):
            self.score(0, slow)
        with self.beat("Softmax makes them weights that add up to one: {weight} for “{source:short}”.", **look):
            self.weigh(0, slow)
        with self.moment(), self.beat("Each h is scaled by its weight; the copies add up to the context c."):
            self.add_up(0, slow)
        says = "The decoder reads s, the word before and c; it writes “{word:short}”: {share}."
        with self.beat(says.replace("writes", "chooses") if self.copied(0) else says, **self.sure(0)):
            self.decode(0, slow)
            self.mark_poster()
        self.tell_the_copy(0)
        with self.beat("The weights become a row of the map; the new state asks next."):
            self.hand_on(0, slow)

    def write_on(self) -> None:
        """Write the second word briskly, and the others as a flow."""
        if self.count > 1:
            self.act("second word", self.where(1))
            with self.beat("Other weights, another c: now it looked at “{source:short}”, {weight}.", **self.look(1)):
                self.step(1, self.theme.beat)
        if self.count > 2:
            self.act("the rest", self.where(2))
            with self.beat("Every word that is written gets a context vector of its own."):
                for target in range(2, self.count):
                    self.rename(self.where(target))
                    self.step(target, self.theme.quick)

    def step(self, target: int, run_time: float) -> None:
        """Play one whole output step."""
        self.score(target, run_time)
        self.weigh(target, run_time)
        self.add_up(target, run_time)
        self.decode(target, run_time)
        self.hand_on(target, run_time)

    def score(self, target: int, run_time: float) -> None:
        """Let the state ask every encoder state, all at once; the scores come out."""
        sources = range(self.stage.count)
        self.questions = VGroup(*(self.stage.question(source) for source in sources))
        self.scores = VGroup(*(self.stage.score(self.value("scores", target, source), source) for source in sources))
        self.play(Appear(self.questions, run_time=self.theme.quick))
        asked = [self.asking.copy() for _ in sources]
        places = list(self.scores)
        flights = [Depart(copy, [copy], [place], run_time=run_time) for copy, place in zip(asked, places, strict=True)]
        self.play(*flights, Reveal(self.scores, places, wait=0.7, run_time=run_time))

    def weigh(self, target: int, run_time: float) -> None:
        """Let bars grow out of the scores and shrink until they add up to one."""
        stage, sources = self.stage, range(self.stage.count)
        weights = [self.value("weights", target, source) for source in sources]
        self.bars = [stage.bar(weight, source) for source, weight in enumerate(weights)]
        self.numbers = VGroup(*(stage.weight(weight, source) for source, weight in enumerate(weights)))
        tallest = max(float(weight.value) for weight in weights)
        before = [self.taller(bar, 1 / tallest) for bar in self.bars]
        pillars = VGroup(*self.bars)
        self.play(Arrive(pillars, self.bars, before, run_time=run_time), Appear(self.numbers, run_time=run_time))

    def taller(self, bar: Pillar, factor: float) -> VMobject:
        """Return a bar's place before the bars were made to add up to one: the highest as high as a weight of one."""
        place = bar.copy().stretch(factor, 1)
        place.move_to((bar.get_x(), self.stage.FLOOR + place.height / 2, 0))
        return place

    def add_up(self, target: int, run_time: float) -> None:
        """Scale every encoder state by its weight, and slide the copies together into the context vector."""
        self.play(*self.decoding.scale(self.read("weighted", target), run_time))
        self.play(*self.decoding.add_up(self.read("context", target), run_time))

    def decode(self, target: int, run_time: float) -> None:
        """Let s, the word before and c go into the decoder; the new state and the word come out."""
        self.play(*self.decoding.go_in(self.asking, run_time))
        self.share = Label(phrase("{share}", **self.sure(target)), theme=self.theme, size=self.theme.small, colour="muted")
        self.share.sit_amid(self.decoding.side.WORD, MIDDLE - 0.45)
        self.copy = VGroup(*([self.written_instead(target)] if self.copied(target) else []))
        coming = self.decoding.come_out(self.read("decoder_hidden", target), self.chosen(target), run_time)
        self.play(*coming, *(Appear(each, run_time=run_time) for each in (self.share, *self.copy)))

    def written_instead(self, target: int) -> Label:
        """Return the word that is copied in place of the one that the decoder chose, below that."""
        said, theme = written(self.written(target), copied=True), self.theme
        made = within(said, theme=theme, size=theme.small, room=COPY_ROOM, colour="target")
        return made.sit_amid(self.frame.right.right, MIDDLE - COPY_BELOW, 1)

    def hand_on(self, target: int, run_time: float) -> None:
        """Move the weights into the map; the new state goes where it will ask, the word where it will be read."""
        decoding, cells = self.decoding, self.map.row(target, self.read("weights", target))
        row, made = VGroup(*cells), [decoding.state, decoding.word]
        name = self.map.label(self.written(target), target, copied=self.copied(target))
        moves = [Arrive(row, cells, self.bars, run_time=run_time), Appear(name, run_time=run_time)]
        gone: list[VMobject] = [*self.bars, self.numbers, self.scores, self.questions, decoding.context, self.share, *self.copy]
        if target + 1 < self.count:
            gone += [self.asking, decoding.previous]
            self.asking = self.stage.state(self.read("previous_states", target + 1))
            previous = decoding.read(self.value("previous_tokens", target + 1))
            moves += [Arrive(self.asking, self.asking.cells, decoding.state.cells, run_time=run_time)]
            moves += [Arrive(previous, [previous], [decoding.word], run_time=run_time)]
        self.play(*moves, *(Vanish(each, run_time=self.theme.quick) for each in [*gone, *made]))

    def summary(self) -> Phrase:
        """Return what the end card says was seen."""
        count = self.value("sizes.target")
        return phrase("{count:0} output step{count:s}, each with a context vector of its own", count=count)
