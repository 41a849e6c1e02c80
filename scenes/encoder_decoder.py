"""Does a sentence fit into one vector? An encoder reads it into its last state, from which alone a decoder writes."""

from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from model.trace import END
from model.trace.word_order import busiest_unit, order_of, sharpest_step
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish
from scenes.mobjects.moves import Enter, Extend, Grow, Light, Path, Travel, sent
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, phrase
from scenes.mobjects.sets.encoder_row import EncoderRow, Machine
from scenes.mobjects.sets.hundred import Hundred, answer_to, squares_of
from scenes.mobjects.sets.mosaic import Mosaic
from scenes.mobjects.sets.one_vector import Funnel, Strand, open_question
from scenes.mobjects.sets.word_odds import WordOdds
from scenes.mobjects.sets.writing_desk import Choice, Desk, Line
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire
from scenes.telling.pace import LEAD
from scenes.telling.translation import TranslationFilm
from scenes.telling.trust_words import least_sure, of_all_words, of_the_least, of_the_order

HEADLINE, ASKED, OPEN = 2.75, 1.95, -0.38  # heights of the question, of the words below it, and of the vector below these
MIDDLE = EncoderRow.STATES  # the height of the one vector between two sentences
ROOM = 2.5, 1.35  # the room for that vector
WRITTEN = Area(-5.3, 6.6, -2.02, -2.02)  # the row of what is written
WHOLE = Area(-6.6, 6.6, -2.85, -1.6)  # all that is written, if it takes several rows
AT_ONCE = 8  # words read or written under one caption
READING, WRITING = 9.0, 13.0  # seconds for all words but the first, if there are many
SLOW, BRISK, STEP = 4.2, 1.2, 2.2  # seconds for a word: the first that is read; others read, and written
PRODUCT = 3.6  # seconds at the least in which all is multiplied
LOOKS = 2.6  # seconds at the least for what goes on at all words
WAVE, COUNTED = 3.8, 3.0  # seconds in which light runs through all of it at the end, and in which squares are counted
RUNS = "Each written word goes back in{so_on}.", "So it goes on, a word a step."
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
        self.tell_how_sure()
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

    def beside_the_vector(self, y: float) -> Label:
        """Return what is said to the left of the one vector in the middle."""
        said = phrase("one vector: {units:0} number{units:s}", units=self.units)
        x = self.row.middle - self.large * self.row.grid.width / 2 - 0.25
        return Label(said, theme=self.theme, size=self.theme.label, colour="muted").sit_amid(x, y, 1)

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
        says = "The encoder takes the first word and {units:0} zero{units:s}, and gives {units:0} new number{units:s}."
        with self.beat(says, **fields) as room:
            self.make_room(1.5)
            self.read_word(0, max(room - 1.5, SLOW - 1.5) / 0.72)  # it need not come from elsewhere
        each = min(BRISK, max(READING / self.length, 0.65))
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
            calm = [Shade(row.chips[step - 1], theme.dimmed), Vanish(self.before)]
            along = Slide(self.machine, Path(old, self.machine.at))
            self.play(along, *calm, run_time=seconds * 0.2)
        self.before: Wire = wire
        x, y = self.machine.at
        chip, lasts, size = row.chips[step], seconds * 0.4, row.small
        going = [
            sent(chip, (x, EncoderRow.WORDS), (x, y + Machine.HIGH / 2), run_time=lasts),
            sent(before, *row.way_in(step), start=size, run_time=lasts),
        ]
        self.add(self.before, *(move.mobject for move in going), chip, before, self.machine.box, self.machine.sign)
        self.play(*going, Extend(self.before, run_time=lasts * 0.4))
        self.states[step] = new = row.state(self.read("forward_hidden", step), step)
        self.add(new, self.machine.box, self.machine.sign)
        way = Path((x, y - Machine.HIGH / 2), row.at(step))
        coming = Travel(new, way, start=Enter.SMALLEST, run_time=seconds * 0.32)
        self.play(Light(self.machine, theme, run_time=seconds * 0.32), coming)

    def follow_one_number(self) -> None:
        """Show one number after every word: the one that changes most."""
        self.act("one number")
        trace, row = self.trace, self.row
        values = np.vstack([trace.lookup("encoder_initial_hidden"), trace.lookup("forward_hidden")])
        unit = busiest_unit(values)
        step = sharpest_step(values[:, unit])
        old, new = (self.value(key, step, unit) for key in ("forward_previous_hidden", "forward_hidden"))
        fields = {"word": self.value("source_tokens", step), "old": old, "new": new}
        which = "There is only one" if self.units.value == 1 else "Follow one number"
        says = f"{which}: “{{word:short}}” turns it from {{old:2}} to {{new:2}}."
        first, others = self.read("encoder_initial_hidden"), [self.read("forward_hidden", each) for each in range(self.length)]
        self.told = told = [row.told(each, number - 1, unit) for number, each in enumerate([first, *others])]
        calm = [Shade(row.chips[-1], self.theme.dimmed, run_time=LEAD)]
        calm += [Vanish(each, run_time=self.theme.quick) for each in (self.machine, self.before)]
        with self.beat(says, *calm, **fields) as room:
            self.play(Reveal(VGroup(*told), told, lag=0.8, run_time=max(room - LEAD, 0.8 * LOOKS)))
            self.play(Shade(row.chips[step], 1, run_time=self.theme.quick), Light(told[step + 1], self.theme, run_time=LEAD / 2))

    # -- the one vector --------------------------------------------------------------------------------------------------

    def throw_away(self) -> None:
        """Let what was held after earlier words run out, one after the other, and its frame go; the last numbers stay."""
        self.act("one vector")
        earlier = [self.states[step] for step in range(-1, self.length - 1)]
        lasts = "last" if self.units.value == 1 else "last {units:0}"
        calm = [Shade(chip, self.theme.dimmed, run_time=self.theme.quick) for chip in self.row.chips]
        calm.append(Vanish(self.track, run_time=self.theme.quick))
        says = f"The earlier numbers are thrown away. Only the {lasts} stay{'s' * (self.units.value == 1)}."
        with self.beat(says, *calm, units=self.units) as room:
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
        coming: list[Animation] = [Appear(each, run_time=LEAD) for each in (desk.box, desk.name)]
        coming.append(Vanish(self.told[-1], run_time=theme.quick))
        start = self.row.at(self.length - 1)
        bridge = desk.bridge(start, self.row.head)
        coming += [Extend(each, run_time=LEAD) for each in (bridge, desk.gate)]
        with self.beat(says, *coming, units=self.units, language=self.value("source_language")) as room:
            self.given = desk.state(self.read("decoder_initial_hidden"), "source", desk.given)
            self.remove(last, last.body, last.frame)
            self.add(self.given)
            self.play(
                Travel(self.given, Path(*desk.way_over(start)), start=1 / desk.scale, there=True, run_time=max(room, LOOKS))
            )
            self.play(Vanish(bridge, run_time=theme.quick))

    # -- the decoder -----------------------------------------------------------------------------------------------------

    def write_the_translation(self) -> None:
        """Write word by word: the first in two beats, the others at a run, each fed back."""
        self.act("writing")
        line, desk, theme = self.line, self.desk, self.theme
        self.page, self.put_down = 0, list[VMobject]([line.lead])
        self.choice: Choice | None = None
        old, new = (float(self.mark.get_x()), float(self.mark.get_y())), (Desk.WORDS.x, Desk.Y)
        opening: list[Animation] = [Slide(self.mark.move_to((*new, 0)), Path(old, new), run_time=LEAD)]
        opening.append(Appear(line.lead, run_time=theme.quick))
        them, own = ("it", "a number") if self.units.value == 1 else ("them", "numbers")
        with self.beat(f"The decoder turns {them} and a start sign into {own} of its own.", *opening) as room:
            self.take_in(0, 0.5 * max(room, 3.2))
            self.come_out(0, 0.35 * max(room, 3.2))
        says = "Each of {words:0} {language} words gets a probability; the largest wins."
        fields = {"words": self.value("sizes.word"), "language": self.value("target_language")}
        asked = Vanish(self.mark, run_time=theme.quick)
        with self.beat(says, asked, Extend(desk.shows, run_time=LEAD), **fields) as room:
            self.choose(0, 0.5 * max(room, 3.0))
            self.write(0, 0.5 * max(room, 3.0))
        each = min(STEP, max(WRITING / self.count, 0.8))
        for start in range(1, self.count, AT_ONCE):
            some = range(start, min(start + AT_ONCE, self.count))
            says = RUNS[min(start // AT_ONCE, 1)].replace("{so_on}", ", until the end sign comes out" * self.ends)
            with self.beat(says, *([Extend(desk.loop, run_time=LEAD)] if start == 1 else [])) as room:
                for step in some:
                    turn = max(room / len(some), each)
                    self.take_in(step, turn * 0.34)
                    self.come_out(step, turn * 0.2)
                    self.choose(step, turn * 0.18)
                    self.write(step, turn * 0.28)
        if not self.ends:
            last = self.line.chips[-1]
            with self.beat("Here it was stopped: it had not written its end sign.", Light(last, theme, run_time=LEAD)) as room:
                self.play(Light(last, theme, run_time=room))

    @property
    def ends(self) -> bool:
        """Whether the last that is written is the sign of the end."""
        return bool(self.trace.target_tokens[-1] == END)

    def take_in(self, step: int, seconds: float) -> None:
        """Let the word before go into the decoder, and the state, which leaves its place empty."""
        desk, line = self.desk, self.line
        chip = line.chips[step - 1] if step else line.lead
        gone = [] if self.choice is None else [Vanish(self.choice, run_time=seconds * 0.3)]
        wire, points = desk.feed(chip), desk.way_in(chip)
        word = sent(chip, (points[0][0], line.y), *points, run_time=seconds)
        if step:
            state = sent(self.state, desk.at, *desk.back, run_time=seconds)
            self.remove(self.state, self.state.body, self.state.frame)
        else:
            state = sent(self.given, *desk.into, start=desk.small, run_time=seconds)
        self.add(wire, word.mobject, state.mobject, chip, *([] if step else [self.given]), desk.box, desk.name)
        self.play(*gone, Extend(wire, run_time=seconds * 0.3), word, state)
        self.feed, self.choice = wire, None

    def come_out(self, step: int, seconds: float) -> None:
        """Let the decoder light, and its new state come out."""
        desk = self.desk
        self.state = desk.state(self.read("decoder_hidden", step), "target", desk.at)
        spent: list[Animation] = [Vanish(self.feed, run_time=seconds * 0.4)]
        if step == 0:
            quick = self.theme.quick
            self.play(
                Extend(desk.out, run_time=quick),
                *(Shade(each, self.theme.dimmed, run_time=quick) for each in (self.given, desk.gate)),
            )
            spent.append(Shade(self.line.lead, self.theme.dimmed, run_time=quick))
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
        self.play(*made.coming(seconds))

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

    def tell_how_sure(self) -> None:
        """Show how probable each word was when it was written, mark the least sure, and multiply all."""
        self.act("how sure?")
        least = least_sure(self.trace)
        chips, there = self.line.page_with(least, self.page), self.put_down
        turned: list[Animation] = [] if chips[least] in there else [Appear(each, run_time=LEAD) for each in chips.values()]
        if turned:
            turned += [Vanish(each, run_time=LEAD) for each in there]
            self.put_down = list(chips.values())
        odds = WordOdds(self.read("chosen_probabilities"), chips, self.value("confidence"), least=least, theme=self.theme)
        says, fields = of_the_least(self.trace, self.value, odds.places)
        with self.beat(says, *self.leaving(), *turned, **fields) as room:
            self.play(*odds.coming(max(room, LOOKS)))
            self.play(*odds.marking(LEAD), Light(chips[least].box, self.theme, run_time=LEAD))
        says, fields = of_all_words(self.trace, self.value, odds.places)
        with self.beat(says, *odds.again(LEAD), **fields) as room:
            self.perform(odds.multiplied(self.read("running_confidence"), self.value("confidence"), max(room - LEAD, PRODUCT)))
        self.later(*(Vanish(each, run_time=self.theme.quick) for each in odds.left))

    def tell_the_order(self) -> None:
        """Tell what became of the order of words, if the glosses say it: which word moves, and which has none of its own."""
        found = order_of(self.trace)
        if found is None or len(self.line.pages) > 1:
            self.later(*self.end_sign_going())
            return
        self.act("the order of words")
        says, fields = of_the_order(found, self.value)
        self.cast("source", moved=found.moved[0] if found.moved else None, one=found.silent[0] if found.silent else None)
        strands = []
        for link in found.links:
            ends, colour = (self.row.chips[link[0]], self.line.chips[link[1]]), "focus" if link == found.moved else "muted"
            strands.append(Strand(*ends, theme=self.theme, colour=colour))
        with self.beat(says, *self.end_sign_going(), **fields) as room:
            turn = max(room, 2.6) / (len(strands) + 1)
            for link, strand in zip(found.links, strands, strict=True):
                lights = [Shade(self.row.chips[link[0]], 1, run_time=turn * 0.6)]
                self.play(strand.draw(turn), *lights, Light(self.line.chips[link[1]].box, self.theme, run_time=turn))
            if found.silent:
                self.play(*(Light(self.row.chips[source].box, self.theme, run_time=turn) for source in found.silent))
        self.play(*(Vanish(each, run_time=self.theme.quick) for each in strands))

    def leaving(self) -> list[Animation]:
        """Return animations in which the decoder goes."""
        desk, quick = self.desk, self.theme.quick
        things = [desk.box, desk.name, desk.gate, desk.loop, desk.out, desk.shows, self.given, self.state, self.line.lead]
        there = {id(each) for top in self.mobjects for each in top.get_family()}
        things = [each for each in things if id(each) in there] + ([] if self.choice is None else [self.choice])
        return [Vanish(each, run_time=quick) for each in things]

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
            self.play(*(Shade(chip, self.theme.dimmed, run_time=self.theme.quick) for chip in written))
        self.end_with_the_score(*gone, *lit, *come, *funnel.run(WAVE, coming=True))

    def whole_translation(self) -> tuple[list[Chip], list[Animation]]:
        """Return the words nearest to the vector of all that was written, and animations that show it whole, if it is not."""
        words = self.trace.written_steps
        rows = self.line.whole(words, WHOLE) if len(self.line.pages) > 1 else []
        if not rows:
            return [self.line.chips[step] for step in self.line.pages[-1] if step in words], []
        coming = [Appear(chip, run_time=LEAD) for row in rows for chip in row]
        return rows[0], [*(Vanish(each, run_time=self.theme.quick) for each in [*self.put_down, self.target]), *coming]

    def end_with_the_score(self, *shown: Animation) -> None:
        """Say on how many new sentences it was tried and how many of a hundred come out right, if that was counted; else what."""
        score, name = self.value("provenance.score"), self.value("provenance.score_name")
        hits, hundred = self.value("provenance.of_a_hundred"), self.value("provenance.hundred")
        if "exact match" not in str(name.value) or not 0.5 < float(hits.value) < 99.5:
            self.end("What was measured on new sentences: {name} {share:3}.", *shown, name=name, share=score)
            return
        left, count = self.row.middle + self.large * self.row.grid.width / 2 + 0.5, self.value("provenance.score_count")
        each = squares_of(hundred, count, self.value("provenance.hundredth"))
        told = Hundred(hits, hundred, left, MIDDLE, each, theme=self.theme)
        says = "And other sentences? It has translated {count:0} that it had never seen."
        with self.beat(says, *shown, *told.coming((0.7, 1.0), WAVE), count=count):
            pass
        says = f"{answer_to(hits)}: {{hits:0}} % of {{count:0}} new sentences come out exactly right."
        self.end(says, *told.counting(COUNTED), hits=hits, count=count)
