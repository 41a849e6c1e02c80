"""Does a sentence fit into one vector? An encoder reads it into its last state, from which alone a decoder writes."""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VMobject

from model.trace import END
from model.trace.word_order import arrived, busiest_unit, order_of
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Shade, Vanish
from scenes.mobjects.moves import Enter, Extend, Grow, Light, Path, Travel
from scenes.mobjects.passing import emitted
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.encoder_row import EncoderRow, Machine
from scenes.mobjects.sets.hundred import Hundred, answer_to, squares_of
from scenes.mobjects.sets.mosaic import Mosaic
from scenes.mobjects.sets.one_vector import Funnel, Strand, open_question
from scenes.mobjects.sets.writing_desk import Choice, Desk, Line
from scenes.mobjects.shifts import Slide, pointed
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire
from scenes.telling.pace import LEAD
from scenes.telling.translation import TranslationFilm
from scenes.telling.trust_words import of_a_guess, of_the_order
from scenes.telling.vector_words import changing, first_taken, left

HEADLINE, ASKED, OPEN = 2.75, 1.95, -0.38  # heights of the question, of the words below it, and of the vector below these
MIDDLE = EncoderRow.STATES  # the height of the one vector between two sentences
ROOM = 2.5, 1.35  # the room for that vector
WRITTEN = Area(-5.3, 6.6, -2.02, -2.02)  # the row of what is written
WHOLE = Area(-6.6, 6.6, -2.85, -1.6)  # all that is written, if it takes several rows
AT_ONCE = 8  # words read or written under one caption
READING, WRITING = 8.0, 10.0  # seconds for all words but the first, if there are many
SLOW, BRISK, AGAIN, STEP = 4.2, 1.6, 5.0, 2.7  # seconds for a word: the first read, others; the second written, others
COPY = 0.7  # the size of a word that goes into the encoder, as a share of that in its row
LOOKS = 2.6  # seconds at the least for what goes on at all words
WAVE, COUNTED = 3.8, 4.1  # seconds in which light runs through all of it at the end, and in which squares are counted
SAYINGS = (
    "From a word and the {units:0} number{units:s} before, the encoder makes {units:0} new one{units:s}.",
    "So it goes on, word by word, always with {units:0} number{units:s}.",
)


class EncoderDecoder(TranslationFilm):
    """The sentence above, its translation below, and between them all that one knows from the other: a vector."""

    title = "Encoder-decoder"
    needs = ("decoder_hidden", "probabilities")
    model = "english_marathi_plain"
    needs_attention, needs_summary = False, True
    text: ClassVar[str] = "rahul is a good boy"

    def construct(self) -> None:
        self.set_the_stage()
        self.ask()
        self.admit_strangers(*(chip for chip, known in zip(self.row.chips, self.trace.source_known, strict=True) if not known))
        self.read_the_sentence()
        self.follow_one_number()
        with self.moment():
            self.throw_away()
            self.hand_over()
        self.write_the_translation()
        self.admit_doubt()
        self.tell_the_order()
        self.conclude()

    @property
    def length(self) -> int:
        """How many words are read."""
        return len(self.trace.source_tokens)

    # -- the question ----------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the sentence, the one vector, of which all numbers are nought yet, and the place of the translation."""
        self.act("the question")
        theme, trace = self.theme, self.trace
        self.units = self.value("sizes.state")
        self.row = EncoderRow(
            self.read("source_tokens"), trace.source_known, int(self.units.value), self.language("source"), theme=theme
        )
        glosses = self.glosses
        said = [phrase("{word}", word=self.chosen(step)) for step in range(self.count)]
        self.line = Line(phrase("{word}", word=self.value("previous_tokens", 0)), said, glosses, WRITTEN, theme=theme)
        if self.ends:
            self.line.chips[-1].box.set_stroke(theme.muted)
        self.desk = Desk(self.row.grid, theme=theme)
        self.states: dict[int, Mosaic] = {-1: self.row.state(self.read("encoder_initial_hidden"), -1)}
        self.headline = Label("Does a whole sentence fit into one vector?", theme=theme, size=theme.title * 1.15, weight=BOLD)
        self.headline.sit_amid(0, HEADLINE)
        x = self.row.middle
        self.large = self.row.grid.scale_to(*ROOM)
        self.states[-1].scale(self.large).move_to((x, OPEN, 0))
        self.unknown = Label("?", theme=theme, size=theme.title * 1.6, weight=BOLD).sit_amid(x, OPEN)
        for each in (*self.row.chips, self.row.language):
            each.shift((0, ASKED - EncoderRow.WORDS, 0))
        target = settled(self.language("target"), theme=theme, size=theme.label, room=1.3, colour="muted")
        self.target = stays(target.sit_amid(WHOLE.left, WRITTEN.y, -1))
        self.mark = open_question((x, WRITTEN.y), theme=theme)
        self.size = self.beside_the_vector(OPEN)
        self.funnel = self.funnel_to(OPEN, [(x, float(self.mark.get_top()[1]))])
        keys = legends(self.frame.legend, theme=theme)
        self.add(self.headline, *self.row.chips, self.row.language, *self.funnel.parts, self.states[-1].frame)
        self.add(self.unknown, self.size, self.mark, self.target, keys)

    def language(self, side: str) -> Phrase:
        """Return the name of the language of a side: "source", which is read, or "target", which is written."""
        return phrase("{name}", name=self.value(f"{side}_language"))

    def beside_the_vector(self, y: float, says: str = "one vector: {units:0} number{units:s}", colour: str = "muted") -> Label:
        """Return what is said to the left of the one vector in the middle."""
        said = phrase(says, units=self.units) if "{" in says else says
        x = self.row.middle - self.large * self.row.grid.width / 2 - 0.25
        return Label(said, theme=self.theme, size=self.theme.label, colour=colour).sit_amid(x, y, 1)

    def funnel_to(self, y: float, written: list[Point]) -> Funnel:
        """Return dots from all words into the vector in the middle, and out of it to what is written."""
        words = [(float(chip.box.get_x()), float(chip.box.get_bottom()[1])) for chip in self.row.chips]
        x, half = self.row.middle, self.large * (self.row.grid.height / 2 + Mosaic.ROOM)
        return Funnel(words, (x, y + half), (x, y - half), written, theme=self.theme)

    def ask(self) -> None:
        """Ask whether a sentence fits into a vector, while light runs from one word after the other into it, and out of it."""
        says = "{units:0} number{units:s} must carry it from {one} to {other}."
        one, other = (self.value(f"{side}_language") for side in ("source", "target"))
        with self.beat(says, units=self.units, one=one, other=other) as room:
            self.play(*self.funnel.asked(self.states[-1].frame, self.row.chips, max(room, 2.6)))

    # -- the encoder -----------------------------------------------------------------------------------------------------

    def read_the_sentence(self) -> None:
        """Read word by word: the first slowly, the others at a run."""
        self.act("reading")
        fields = {"units": self.units}
        with self.beat(first_taken(self.length), **fields) as room:
            self.make_room(1.5)
            self.read_word(0, max(room - 1.5, SLOW - 1.5) / 0.72)  # it need not come from elsewhere
        each = min(BRISK, max(READING / self.length, 0.5))
        for start in range(1, self.length, AT_ONCE):
            some = range(start, min(start + AT_ONCE, self.length))
            with self.beat(SAYINGS[min(start // AT_ONCE, 1)], **fields) as room:
                for step in some:
                    self.read_word(step, max(room / len(some), each))

    def make_room(self, run_time: float) -> None:
        """Let the question go, the words go up and the zeros to the left, and bring the encoder."""
        row, theme, start = self.row, self.theme, self.states[-1]
        gone = [self.headline, self.size, self.unknown, *self.funnel.parts]
        noughts = Reveal(start.body, start.cells, window=(0.5, 1.0), run_time=2 * theme.quick)
        self.play(*(Vanish(each, run_time=theme.quick) for each in gone), noughts)
        moves: list[Animation] = []
        for thing in (*row.chips, row.language):
            x, y = float(thing.get_x()), float(thing.get_y())
            way = Path((x, y), (x, y + EncoderRow.WORDS - ASKED))
            moves.append(Slide(thing.shift((0, EncoderRow.WORDS - ASKED, 0)), way))
        (x, y), (to_x, to_y) = (row.middle, OPEN), row.at(-1)
        start.scale(1 / self.large).move_to((to_x, to_y, 0))
        moves.append(Slide(start, Path((x, y), (to_x, to_y)), start=self.large))
        self.machine, self.track = row.machine(0), row.track()
        self.add(self.track, start)
        coming = [Appear(each, window=(0.5, 1.0)) for each in (self.track, self.machine)]
        self.play(*moves, *coming, run_time=run_time - 2 * theme.quick)

    def read_word(self, step: int, seconds: float) -> None:
        """Read one word: it and the numbers before go into the encoder, new numbers come out of it."""
        row, theme, before, wire = self.row, self.theme, self.states[step - 1], self.row.before(step)
        if step:
            old = self.machine.at
            self.machine.shift((row.x(step) - old[0], 0, 0))
            self.machine.at = row.x(step), old[1]
            calm = [Shade(row.chips[step - 1], theme.dimmed), Vanish(self.before, window=(0.0, 0.4))]
            along = Slide(self.machine, Path(old, self.machine.at))
            self.play(along, *calm, run_time=seconds * 0.2)
        self.before: Wire = wire
        x, y = self.machine.at
        chip, lasts, size = row.chips[step], seconds * 0.4, row.small
        going = [
            emitted(chip, (x, float(chip.box.get_bottom()[1])), (x, y + Machine.HIGH / 2), start=COPY, run_time=lasts),
            emitted(before, *row.way_in(step), start=size, run_time=lasts),
        ]
        self.add(self.before, *(move.mobject for move in going), chip, before, self.machine.box, self.machine.sign)
        self.play(*going, Extend(self.before, run_time=lasts * 0.4))
        self.states[step] = new = row.state(self.read("forward_hidden", step), step)
        self.add(new, self.machine.box, self.machine.sign)
        way = Path((x, y - Machine.HIGH / 2), row.at(step))
        coming = Travel(new, way, start=Enter.SMALLEST, run_time=seconds * 0.32)
        self.play(Light(self.machine, theme, run_time=seconds * 0.32), coming)

    def follow_one_number(self) -> None:
        """Show one number after every word, which lights: the one that changes most in all."""
        self.act("one number")
        trace, row = self.trace, self.row
        values = np.vstack([trace.lookup("encoder_initial_hidden"), trace.lookup("forward_hidden")])
        unit = busiest_unit(values)
        first, others = self.read("encoder_initial_hidden"), [self.read("forward_hidden", each) for each in range(self.length)]
        self.told = told = [row.told(each, number - 1, unit) for number, each in enumerate([first, *others])]
        calm = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in (row.chips[-1], self.machine, self.before)]
        with self.beat(changing(self.length, int(self.units.value)), *calm, units=self.units) as room:
            lasts, turns = max(room, LOOKS), np.linspace(0.0, 1.0, len(told) + 1).tolist()
            come = [Appear(each, window=own, run_time=lasts) for each, own in zip(told, pairwise(turns), strict=True)]
            lit = [Shade(each, 1, window=own, run_time=lasts) for each, own in zip(row.chips, pairwise(turns[1:]), strict=True)]
            self.play(*lit, *come)

    # -- the one vector --------------------------------------------------------------------------------------------------

    def throw_away(self) -> None:
        """Let what was held after earlier words run out, one after the other, and its frame go; the last numbers stay."""
        self.act("one vector")
        earlier = [self.states[step] for step in range(-1, self.length - 1)]
        calm: list[Animation] = [Shade(chip, self.theme.dimmed, run_time=self.theme.quick) for chip in self.row.chips]
        calm += [Vanish(each, run_time=self.theme.quick) for each in (self.machine, self.before)]
        with self.beat(left(self.length, int(self.units.value)), *calm, units=self.units) as room:
            going = [
                AnimationGroup(Vanish(each.frame, window=(0.6, 1.0)), Grow(each.body, "bottom", leaves=True), Vanish(told))
                for each, told in zip(earlier, self.told, strict=False)
            ]
            self.play(AnimationGroup(*going, lag_ratio=0.75, run_time=max(room - LEAD / 2, LOOKS)))
            self.play(Light(self.states[self.length - 1], self.theme, run_time=LEAD / 2))

    def hand_over(self) -> None:
        """Send the last numbers to the decoder, which has nothing else."""
        desk, theme, last = self.desk, self.theme, self.states[self.length - 1]
        these = "this one" if self.units.value == 1 else "these {units:0}"
        says = f"The decoder gets just {these}. It never sees the {{language}} words."
        start, fields = self.row.at(self.length - 1), {"units": self.units, "language": self.value("source_language")}
        with self.beat(says, Vanish(self.told[-1], run_time=theme.quick), **fields) as room:
            self.given = desk.state(self.read("decoder_initial_hidden"), "source", desk.given)
            self.remove(last, last.body, last.frame)
            self.add(self.given)
            way = Path(start, desk.given)
            self.play(Travel(self.given, way, start=1 / desk.scale, there=True, run_time=max(room - 2 * LEAD, LOOKS)))
            self.play(Vanish(self.track, run_time=theme.quick), *(Appear(each, run_time=LEAD) for each in (desk.box, desk.name)))
            self.play(Extend(desk.gate, run_time=LEAD))

    # -- the decoder -----------------------------------------------------------------------------------------------------

    def write_the_translation(self) -> None:
        """Write word by word: the first in two beats, the others at a run, each fed back."""
        self.act("writing")
        line, desk, theme = self.line, self.desk, self.theme
        self.page, self.put_down = 0, list[VMobject]([line.lead])
        self.choice: Choice | None = None
        self.state: Mosaic
        fields = {"units": self.units}
        says = "The decoder takes {units:0} number{units:s} and a start sign, and gives {units:0} new one{units:s}."
        with self.beat(says, Appear(line.lead, run_time=LEAD), **fields) as room:
            self.take_in(0, 0.55 * max(room, 3.2))
            self.come_out(0, 0.35 * max(room, 3.2))
        says = "Each of {words:0} {language} words gets a probability; the largest wins."
        named = {"words": self.value("sizes.word"), "language": self.value("target_language")}
        with self.beat(says, Vanish(self.mark, run_time=theme.quick), **named) as room:
            self.choose(0, 0.5 * max(room, 3.0))
            self.write(0, 0.5 * max(room, 3.0))
        if self.count > 1:
            says = "The word and the {units:0} number{units:s} go back into the decoder."
            with self.beat(says, Extend(desk.loop, run_time=LEAD), **fields) as room:
                self.write_another(1, max(room, AGAIN))
        each = min(STEP, max(WRITING / self.count, 0.65))
        for start in range(2, self.count, AT_ONCE):
            some = range(start, min(start + AT_ONCE, self.count))
            ends = self.ends and some[-1] == self.count - 1
            with self.beat("So it goes on, until the end sign comes out." if ends else "So it goes on, a word a step.") as room:
                for step in some:
                    self.write_another(step, max(room / len(some), each))
        if not self.ends:
            last = self.line.chips[-1]
            with self.beat("Here it was stopped: it had not written its end sign.", Light(last, theme, run_time=LEAD)) as room:
                self.play(Light(last, theme, run_time=room))

    def write_another(self, step: int, seconds: float) -> None:
        """Write a word that is not the first: the one before goes in, and the numbers."""
        self.take_in(step, seconds * 0.38)
        self.come_out(step, seconds * 0.18)
        self.choose(step, seconds * 0.18)
        self.write(step, seconds * 0.26)

    @property
    def ends(self) -> bool:
        """Whether the last that is written is the sign of the end."""
        return bool(self.trace.target_tokens[-1] == END)

    def take_in(self, step: int, seconds: float) -> None:
        """Let the word before go into the decoder, and the state; what was chosen from goes, with the wire to it."""
        desk, line, quick = self.desk, self.line, seconds * 0.3
        chip = line.chips[step - 1] if step else line.lead
        old, way = (self.state, desk.back) if step else (self.given, desk.into)
        gone = [] if self.choice is None else [Vanish(self.choice, run_time=quick), Leave(desk.shows, run_time=quick)]
        wire, points = desk.feed(chip), desk.way_in(chip)
        word = emitted(chip, *points, run_time=seconds)
        state = emitted(old, *way, start=desk.small, run_time=seconds)
        self.add(wire, word.mobject, state.mobject, chip, old, desk.box, desk.name)
        self.play(*gone, Extend(wire, run_time=quick), word, state, Shade(old, self.theme.dimmed, run_time=seconds))
        self.feed, self.choice = wire, None

    def come_out(self, step: int, seconds: float) -> None:
        """Let the decoder light, and its new state come out."""
        desk = self.desk
        spent: list[Animation] = [Vanish(self.feed, run_time=seconds * 0.4)]
        if step:
            spent.append(Vanish(self.state, window=(0.6, 1.0), run_time=seconds))
        else:
            quick = self.theme.quick
            self.play(Extend(desk.out, run_time=quick), Shade(desk.gate, self.theme.dimmed, run_time=quick))
            spent.append(Shade(self.line.lead, self.theme.dimmed, run_time=quick))
        self.state = desk.state(self.read("decoder_hidden", step), "target", desk.at)
        self.add(self.state, desk.box, desk.name)
        coming = Travel(self.state, Path(desk.east, desk.at), start=Enter.SMALLEST, run_time=seconds)
        self.play(Light(desk.box, self.theme, run_time=seconds), coming, *spent)

    def choose(self, step: int, seconds: float) -> None:
        """Let the most probable words come in, each with a pillar as high as its probability."""
        words, shares = self.read("candidates", step), self.read("candidate_probabilities", step)
        written, known = self.trace.target_tokens[step], self.trace.candidates[step][: Choice.MOST]
        chosen = known.index(written) if written in known else 0
        self.choice = made = Choice(words, shares, chosen, Desk.WORDS, theme=self.theme)
        self.chosen_x = made.xs[chosen]
        self.play(Extend(self.desk.shows, run_time=seconds * 0.3), *made.coming(seconds))

    def write(self, step: int, seconds: float) -> None:
        """Let the word go from its pillar down to its place in the line, and its gloss come in."""
        line, chip = self.line, self.line.chips[step]
        if line.page_of(step) != self.page:
            self.page = line.page_of(step)
            self.turn_the_page(step, seconds * 0.3)
        x, y = line.at(step)
        lane = Desk.LANE - 0.1
        gloss = line.gloss(step)
        way = Path((self.chosen_x, lane), (x, lane), (x, y))
        self.play(Travel(chip, way, start=0.7, run_time=seconds * (1.0 if gloss is None else 0.7)))
        if gloss is not None:
            self.put_down.append(gloss)
            self.play(Appear(gloss, run_time=seconds * 0.3))
        self.put_down.append(chip)

    def turn_the_page(self, step: int, seconds: float) -> None:
        """Let what was written go, to make room for what follows."""
        self.play(*(Vanish(each, run_time=seconds) for each in self.put_down))
        self.put_down = []

    # -- the answer ------------------------------------------------------------------------------------------------------

    def admit_doubt(self) -> None:
        """Say so where the model gives all other translations together more than its own."""
        if float(self.trace.confidence) >= self.SURE:
            return
        self.act("how sure?")
        says, fields = of_a_guess(self.value)
        with self.beat(says, **fields) as room:
            lasts, written = max(room, LOOKS), [chip for chip in self.line.chips if chip in self.put_down]
            self.play(*self.leaving(0.25 * lasts, [self.given, self.state, self.desk.box, self.desk.name]))
            read, given = self.row.chips, [Shade(self.given, 1, window=(0.8, 1.0), run_time=0.4 * lasts)]
            come = zip(read, pairwise(np.linspace(0.0, 0.8, len(read) + 1).tolist()), strict=True)
            self.play(*(Shade(chip, 1, window=own, run_time=0.4 * lasts) for chip, own in come), *given)
            self.play(*pointed(written, 0.35 * lasts))

    strands: Sequence[Strand] = ()

    def tell_the_order(self) -> None:
        """Tell what became of the order of words, if the glosses say it: which word moves, and which has none of its own."""
        found = order_of(self.trace)
        if found is None or len(self.line.pages) > 1 or float(self.trace.confidence) < self.SURE:
            self.later(*self.leaving(), *self.end_sign_going())
            return
        self.act("the order of words")
        says, fields = of_the_order(found, self.value)
        self.cast("source", moved=found.moved[0] if found.moved else None, one=found.silent[0] if found.silent else None)
        strands = []
        for link in found.links:
            ends, colour = (self.row.chips[link[0]], self.line.chips[link[1]]), "focus" if link == found.moved else "muted"
            strands.append(Strand(*ends, theme=self.theme, colour=colour))
        with self.beat(says, *self.leaving(), *self.end_sign_going(), **fields) as room:
            turn = max(room, 2.6) / (len(strands) + 1)
            for link, strand in zip(found.links, strands, strict=True):
                lights = [Shade(self.row.chips[link[0]], 1, run_time=turn * 0.6)]
                self.play(strand.draw(turn), *lights, Light(self.line.chips[link[1]].box, self.theme, run_time=turn))
            if found.silent:
                self.play(*(Light(self.row.chips[source].box, self.theme, run_time=turn) for source in found.silent))
        self.strands = strands

    def leaving(self, run_time: float = 2 * LEAD, stay: Sequence[VMobject] = ()) -> list[Animation]:
        """Return the animation in which the decoder goes, if it is there, part by part from right to left; some may stay."""
        desk = self.desk
        things = [desk.shows, desk.loop, self.state, desk.out, desk.box, desk.name, desk.gate, self.given, self.line.lead]
        there = {id(each) for top in self.mobjects for each in top.get_family()} - set(map(id, stay))
        gone = ([] if self.choice is None else [self.choice]) + [each for each in things if id(each) in there]
        self.choice = None
        return [AnimationGroup(*map(Vanish, gone), lag_ratio=0.4, run_time=run_time)] if gone else []

    def end_sign_going(self) -> list[Animation]:
        """Return the animation in which the sign of the end goes, if it is there."""
        there = self.count > len(self.trace.written_steps) and self.line.chips[-1] in self.put_down
        return [Vanish(self.line.chips[-1], run_time=self.theme.quick)] if there else []

    def conclude(self) -> None:
        """Put the one vector between the two sentences again, and say how far it reaches."""
        self.act("the answer")
        at = self.row.middle, MIDDLE
        values, large = self.read("decoder_initial_hidden"), self.large
        vector = Mosaic(values, self.row.grid, at, theme=self.theme, colour="source", scale=large)
        written, gone = self.whole_translation()
        funnel = self.funnel_to(MIDDLE, [(float(chip.box.get_x()), float(chip.box.get_top()[1])) for chip in written])
        filled = Reveal(vector, vector.cells, lag=0.05, window=(0.1, Funnel.IN), run_time=WAVE)
        come = [filled, Appear(self.beside_the_vector(MIDDLE), run_time=LEAD)]
        lit = [Shade(chip, 1, run_time=LEAD) for chip in self.row.chips]
        if not gone:
            turns = zip(written, funnel.departures, strict=True)
            lit += [Shade(chip, 1, window=(max(end - 0.1, 0), end), run_time=WAVE) for chip, (_, end) in turns]
            gone = [Shade(chip, self.theme.dimmed, run_time=LEAD) for chip in written]
        strands = [AnimationGroup(*map(Vanish, self.strands), lag_ratio=0.4, run_time=2 * LEAD)] if self.strands else []
        says = "All of it had to go through {units:0} number{units:s}."
        with self.beat(says, *gone, *strands, units=self.units):
            self.play(*lit, *come, *funnel.run(WAVE, coming=True))
        self.end_with_the_score()

    def whole_translation(self) -> tuple[list[Chip], list[Animation]]:
        """Return the words nearest to the vector of all that was written, and animations that show it whole, if it is not."""
        words = self.trace.written_steps
        rows = self.line.whole(words, WHOLE) if len(self.line.pages) > 1 else []
        if not rows:
            return [self.line.chips[step] for step in self.line.pages[-1] if step in words], []
        coming = [Appear(chip, window=(0.5, 1.0), run_time=2 * self.theme.quick) for row in rows for chip in row]
        return rows[0], [*(Vanish(each, run_time=self.theme.quick) for each in [*self.put_down, self.target]), *coming]

    def end_with_the_score(self) -> None:
        """Say on how many new sentences it was tried and how many of a hundred come out right, if that was counted; else what."""
        score, name = self.value("provenance.score"), self.value("provenance.score_name")
        hits, hundred = self.value("provenance.of_a_hundred"), self.value("provenance.hundred")
        if "exact match" not in str(name.value) or not 0.5 < float(hits.value) < 99.5:
            self.end("What was measured on new sentences: {name} {share:3}.", name=name, share=score)
            return
        left, count = self.row.middle + self.large * self.row.grid.width / 2 + 0.5, self.value("provenance.score_count")
        each = squares_of(hundred, count, self.value("provenance.hundredth"))
        told = Hundred(hits, hundred, left, MIDDLE, each, "word for word", theme=self.theme)
        with self.beat("And others? We gave it {count:0} sentence{count:s} that it had never seen.", count=count) as room:
            self.play(*told.coming((0.0, 1.0), max(room, LOOKS)))
        sure = float(self.trace.confidence) >= self.SURE
        fits = sure and arrived(self.trace)
        answer = "This sentence fits;" if fits else f"{answer_to(hits)}:" if sure else "Here it is unsure;"
        shown = told.counting(COUNTED)
        if fits:
            shown.append(Appear(self.beside_the_vector(MIDDLE - 0.4, "this sentence fits", "target"), run_time=LEAD))
        self.end(f"{answer} of {{count:0}} new ones, {{hits:0}} % came out right word for word.", *shown, hits=hits, count=count)
