"""Does a sentence fit into one vector? An encoder reads it into its last state, from which a decoder writes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from manim import Animation, AnimationGroup, VMobject

from model.trace import END
from scenes.mobjects.areas import Area
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, Travel, sent
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.block import Block
from scenes.mobjects.sets.chain import Chain, Layout
from scenes.mobjects.text import Label, within
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire
from scenes.telling.pace import LEAD
from scenes.telling.translation import TranslationFilm

READS = Layout(-6.7, 6.55, 1.98, 2.7, start=False)
WRITES = Layout(-6.7, 6.7, -1.58, -2.28, start=True)
BLOCK = Area(-5.5, 5.1, -0.8, 1.28)
SAID = 1.42  # the height of what is said above the block
DOOR, FOLDED = 0.35, 0.5  # how large a vector is where it goes into a cell, and where it leaves the block
RIPPLE = 0.12
COMPUTED, WRITTEN = ("strip",), ("strip", "share", "word", "gloss")  # what is not there before it is computed
AT_ONCE = 8  # words read or written under one caption
GOING_ON = ("Each written word is fed back in, until the end is written.", "So it goes on, a word a step.")
SAYINGS = (
    "Each word changes all {units:0} numbers; there are never more of them.",
    "Word by word the same {units:0} numbers are written over.",
)
SMALL = 0.55  # how large a word is where it goes into a cell
WAVE = 4.2  # seconds in which all is lit again
SLOW, BRISK, QUICK = 2.0, 1.5, 1.2  # seconds for a step: the first, the second, the others


def at_last(time: float) -> float:
    """Return how far something is that happens only in the last moment."""
    return max(0.0, time - 0.9) / 0.1


class EncoderDecoder(TranslationFilm):
    """The encoder above, the decoder below, and between them all that one knows from the other: a vector."""

    title = "Encoder-decoder"
    needs = ("decoder_hidden", "probabilities")
    model = "english_marathi_plain"
    needs_attention, needs_summary = False, True
    text: ClassVar[str] = "rahul is a good boy"

    def construct(self) -> None:
        self.set_the_stage()
        self.ask()
        self.admit_strangers(*self.unknown_words())
        self.read_the_sentence()
        with self.moment():
            self.let_go()
            self.hand_over()
        self.write_the_translation()
        self.conclude()

    @property
    def length(self) -> int:
        """How many words are read."""
        return len(self.trace.source_tokens)

    # -- the stage -------------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show what will have happened: both sentences, all states, and the one vector between them."""
        self.act("the question")
        theme = self.theme
        self.reads = Chain(self.length, READS, theme=theme, colour="source")
        self.writes = Chain(self.count, WRITES, theme=theme, colour="target")
        self.reads.first, self.writes.first = self.length - self.reads.room, self.count - self.writes.room
        self.read_rows = {step: self.reading_row(step) for step in range(self.reads.first, self.length)}
        self.write_rows = {step: self.writing_row(step) for step in range(self.writes.first, self.count)}
        self.block = self.numbers(self.length - 1)
        self.start = self.starting_row()
        self.looking: list[Wire] = []
        self.said = self.under_the_block()
        self.bridge = [self.down_to_the_block(self.length - 1), self.down_to_the_decoder()]
        for step, row in self.read_rows.items():
            self.add(*(each for name, each in row.items() if name != "strip" or step == self.length - 1))
        for row in self.write_rows.values():
            self.add(*row.values())
        shown = [] if self.writes.first else [*self.start.values(), self.bridge[1]]
        self.add(
            *shown, self.bridge[0], self.block, self.said, legends(self.frame.legend, theme=theme, keys={"values": "signed"})
        )

    def reading_row(self, step: int) -> dict[str, Any]:
        """Return the things of a step of the encoder, at their places."""
        chain, known = self.reads, self.trace.source_known[step]
        chip = chain.word(self.value("source_tokens", step), step, known=known)
        row: dict[str, Any] = {"slot": chain.slot(step), "wire": chain.read_wire(step, chip), "out": chain.out_of_cell(step)}
        if step > chain.first:
            row["before"] = chain.into_cell(step)
        return row | {"strip": chain.strip(step, self.read("forward_hidden", step)), "cell": chain.cell(step), "word": chip}

    def writing_row(self, step: int) -> dict[str, Any]:
        """Return the things of a step of the decoder, at their places."""
        chain, last = self.writes, step == self.count - 1
        ends = last and self.trace.target_tokens[step] == END
        chip = chain.word(self.chosen(step), step, colour="muted" if ends else "")
        row: dict[str, Any] = {"slot": chain.slot(step), "wire": chain.write_wire(step, chip), "out": chain.out_of_cell(step)}
        row["place"] = chain.place_of(chip)
        if step > chain.first or not chain.first:
            row["before"] = chain.into_cell(step)
        if not (last or chain.must_scroll(step + 1)):
            row["feed"] = chain.feed_wire(step + 1, chip)
        row |= {"strip": chain.strip(step, self.read("decoder_hidden", step)), "cell": chain.cell(step), "word": chip}
        row["share"] = chain.beside_wire(self.value("chosen_probabilities", step), step)
        if step < len(self.glosses) and self.glosses[step].text:
            row["gloss"] = chain.below(self.glosses[step], step)
        return row

    def starting_row(self) -> dict[str, Any]:
        """Return what the decoder starts from: its first state, and the sign that stands for no word yet."""
        chain = self.writes
        strip = chain.strip(-1, self.read("decoder_initial_hidden"))
        strip.frame.set_stroke(self.theme.colour("source"))
        chip = chain.word(self.value("previous_tokens", 0), -1, colour="muted")
        return {"strip": strip, "word": chip, "feed": chain.feed_wire(0, chip)}

    def numbers(self, step: int) -> Block:
        """Return the numbers of the state after a word, as many as there is room for; -1 is the state before the first."""
        values = self.read("encoder_initial_hidden") if step < 0 else self.read("forward_hidden", step)
        return Block(values, BLOCK, theme=self.theme, colour="source")

    def under_the_block(self, word: int | None = None) -> Label:
        """Return what is said under the block: what its numbers are; ``word`` is the one that was read last, -1 if none was."""
        fields = {"units": self.value("sizes.state")}
        those = "{units:0} number{units:s}" if self.block.whole else "the largest of {units:0} numbers"
        if word is None:
            said = phrase(f"all that the decoder knows of the sentence: {those}", **fields)
        elif word < 0:
            said = phrase(f"the state before the first word: {those}", **fields)
        else:
            said = phrase(f"the state after “{{word:short}}”: {those}", **fields, word=self.value("source_tokens", word))
        label = within(said, theme=self.theme, size=self.theme.label, room=BLOCK.width)
        return label.sit_amid(BLOCK.x, self.block.get_bottom()[1] - 0.24)

    def down_to_the_block(self, step: int) -> Wire:
        """Return the wire from a state of the encoder to the block in which its numbers are read."""
        (x, y), edge = self.reads.strip_at(step), float(self.block.get_right()[0])
        foot = y - Chain.TALL / 2 - 0.04
        points = [(x, BLOCK.y), (edge, BLOCK.y)] if x > edge else [(x, float(self.block.get_top()[1]))]
        return Wire((x, foot), *points, theme=self.theme, colour="source")

    def down_to_the_decoder(self) -> Wire:
        """Return the wire from the block to the decoder's first state."""
        x, y = self.writes.strip_at(-1)
        head = y + Chain.TALL / 2 + 0.04
        return Wire((float(self.block.get_left()[0]), BLOCK.y), (x, BLOCK.y), (x, head), theme=self.theme, colour="source")

    def unknown_words(self) -> list[Chip]:
        """Return the words in view that the model does not know."""
        known = self.trace.source_known
        return [row["word"] for step, row in self.read_rows.items() if not known[step]]

    # -- the question ----------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask whether a sentence fits into a vector, and take back all that was computed."""
        units = self.value("sizes.state")
        glow = Light(self.block.frame, self.theme, run_time=LEAD)
        with self.beat("Does a whole sentence fit into {units:0} number{units:s}?", glow, units=units) as room:
            self.take_back(max(room, 2.0))

    def take_back(self, run_time: float) -> None:
        """Let all go that was computed, the last first; words and cells stay, those to be written dimmed."""
        half, dim = run_time / 2, self.theme.dimmed
        rows = list(reversed(self.write_rows.values()))
        turns = [
            AnimationGroup(*(Vanish(each) if name in WRITTEN else Shade(each, dim) for name, each in row.items())) for row in rows
        ]
        self.play(AnimationGroup(*turns, lag_ratio=0.3, run_time=half))
        there = set(map(id, self.mobjects))
        things = [self.start["strip"], *self.bridge, self.said, self.read_rows[self.length - 1]["strip"]]
        quiet = [Shade(self.start[name], dim, run_time=half) for name in ("word", "feed")]
        calm = [Shade(row[name], dim, run_time=half) for row in self.read_rows.values() for name in ("word", "cell")]
        leaving = [Vanish(each, run_time=half / 2) for each in things if id(each) in there]
        old, self.block, self.said = self.block, self.numbers(-1), self.under_the_block(-1)
        empty = Reveal(self.block, self.block.cells, lag=RIPPLE, run_time=half)
        self.play(
            *leaving,
            empty,
            Vanish(old, rate_func=at_last, run_time=half),
            Appear(self.said),
            *(each for each in [*quiet, *calm] if id(each.mobject) in there),
        )
        self.make_anew()
        moves = [*self.rewind_reading(), *self.rewind_writing()]
        if moves:
            self.play(*moves)

    def make_anew(self) -> None:
        """Make what was taken back again, to come out when it is computed."""
        for step, row in self.read_rows.items():
            row["strip"] = self.reads.strip(step, self.read("forward_hidden", step))
        for step, row in self.write_rows.items():
            row |= {name: each for name, each in self.writing_row(step).items() if name in WRITTEN}
        self.start["strip"] = self.starting_row()["strip"]
        self.bridge = [self.down_to_the_block(self.length - 1), self.down_to_the_decoder()]

    # -- the encoder -----------------------------------------------------------------------------------------------------

    def read_the_sentence(self) -> None:
        """Read word by word: the first slowly, the others accelerating; the block always shows the newest state."""
        self.act("reading")
        with self.beat("Each word goes into the same small network, with the state so far.", *self.lit(0)) as room:
            self.read_word(0, max(room, SLOW))
        steps = range(1, self.length)
        for start in range(1, self.length, AT_ONCE):
            some = steps[start - 1 : start - 1 + AT_ONCE]
            said = SAYINGS[min(start // AT_ONCE, 1)]
            with self.beat(said, *self.lit(start), units=self.value("sizes.state")) as room:
                for step in some:
                    self.read_word(step, max(room / len(some), BRISK if step == 1 else QUICK))

    def rewind_reading(self) -> list[Animation]:
        """Return animations that put the first words into view, if the last ones are there."""
        if not self.reads.first:
            return []
        gone = self.present(self.read_rows.values())
        self.reads.first = 0
        self.read_rows = {step: self.reading_row(step) for step in range(self.reads.room)}
        kept = [row[name] for row in self.read_rows.values() for name in row if name not in COMPUTED]
        return self.swapped(gone, kept)

    def swapped(self, gone: list[Any], coming: list[Any]) -> list[Animation]:
        """Return animations in which some things take the place of others, dimmed."""
        dimmed(coming, self.theme.dimmed)
        quick = self.theme.quick
        return [*(Vanish(each, run_time=quick) for each in gone), *(Appear(each, run_time=quick) for each in coming)]

    def present(self, rows: Iterable[dict[str, Any]]) -> list[Any]:
        """Return those things of some steps that are on screen, alone or within what is played with them."""
        there = {id(each) for top in self.mobjects for each in top.get_family()}
        return [each for row in rows for each in row.values() if id(each) in there]

    def read_word(self, step: int, seconds: float) -> None:
        """Read one word: it and the state before go into the cell, a new state comes out, and its numbers fill the block."""
        if self.reads.must_scroll(step):
            self.scroll_reading(step, seconds * 0.3)
        row, before = self.read_rows[step], self.read_rows.get(step - 1)
        x, y = self.reads.cell_at(step)
        going = [sent(row["word"].word, self.reads.word_at(step), (x, y), end=SMALL, run_time=seconds * 0.35)]
        if before is not None:
            going.append(sent(before["strip"], self.reads.strip_at(step - 1), (x, y), end=DOOR, run_time=seconds * 0.35))
        self.under(row["cell"], [*(move.mobject for move in going), row["word"]])
        self.play(*self.lit(step), *going)
        coming = Travel(row["strip"], Path((x, y), self.reads.strip_at(step)), start=DOOR, run_time=seconds * 0.25)
        self.under(row["cell"], [row["strip"]])
        quiet = [] if before is None else self.let_down(before, seconds * 0.25)
        self.play(Light(row["cell"][0], self.theme, run_time=seconds * 0.25), coming, *quiet)
        self.show_numbers(step, seconds * 0.4)

    def lit(self, step: int) -> list[Animation]:
        """Return animations that light a word and the cell that reads it, if they are in view."""
        row = self.read_rows.get(step, {})
        return [Shade(row[name], 1, run_time=self.theme.quick) for name in ("word", "cell") if row]

    def under(self, cell: VMobject, things: list[Any]) -> None:
        """Let things be drawn under a cell, into which or out of which they go."""
        self.add(*things, cell)

    def let_down(self, row: dict[str, Any], run_time: float) -> list[Animation]:
        """Return animations that dim a step whose state was passed on."""
        return [Shade(row[name], self.theme.dimmed, run_time=run_time) for name in ("word", "cell", "strip", "out", "wire")]

    def show_numbers(self, step: int, seconds: float) -> None:
        """Let a copy of a state go down to the block, where its numbers are written over those before."""
        strip, wire = self.read_rows[step]["strip"], self.down_to_the_block(step)
        self.remove(*self.looking, self.said)
        self.looking, self.said = [wire], self.under_the_block(step)
        down = sent(strip, self.reads.strip_at(step), *self.way_in(step), end=FOLDED, run_time=seconds * 0.5)
        self.under(self.block, [down.mobject])
        self.play(Extend(wire, run_time=seconds * 0.3), down)
        old, self.block = self.block, self.numbers(step)
        written_over = Reveal(self.block, self.block.cells, lag=RIPPLE, run_time=seconds * 0.5)
        self.play(written_over, Vanish(old, rate_func=at_last, run_time=seconds * 0.5), Appear(self.said, run_time=seconds * 0.3))

    def way_in(self, step: int) -> list[Point]:
        """Return the points of the way from a state into the block, under which it ends."""
        x, edge, half = self.reads.middle(step), float(self.block.get_right()[0]), self.reads.wide / 2
        return [(x, BLOCK.y), (edge - half, BLOCK.y)] if x > edge else [(x, float(self.block.get_top()[1]) - Chain.TALL)]

    def scroll_reading(self, step: int, seconds: float) -> None:
        """Move all steps on by one, the first out of sight, and bring the next into view."""
        seen = [self.present([self.read_rows[each]]) for each in sorted(self.read_rows)]
        self.remove(*self.looking)
        self.looking = []
        moves = self.reads.scroll(seen, seconds)
        del self.read_rows[step - self.reads.room]
        self.read_rows[step] = row = self.reading_row(step)
        new = [row[name] for name in row if name not in COMPUTED]
        dimmed(new, self.theme.dimmed)
        self.play(*moves)
        self.play(*(Appear(each, run_time=seconds / 2) for each in new))

    # -- the one vector --------------------------------------------------------------------------------------------------

    def let_go(self) -> None:
        """Let everything that was read go but the last state."""
        self.act("one vector")
        self.remove(self.said)
        self.said = self.under_the_block()
        coming = Appear(self.said, run_time=LEAD), Light(self.block.frame, self.theme, run_time=LEAD)
        with self.beat("The other states are let go: only the last one is handed over.", *coming) as room:
            rows = list(self.read_rows.values())
            drained = [Grow(row["strip"], "left", leaves=True) for row in rows[:-1]]
            calm = [Shade(rows[-1][name], self.theme.dimmed) for name in ("word", "cell", "wire", "out")]
            self.play(AnimationGroup(*drained, AnimationGroup(*calm), lag_ratio=0.7, run_time=room))

    def hand_over(self) -> None:
        """Send the vector on: folded into a strip again, it becomes the decoder's first state."""
        units = self.value("sizes.state")
        these = "this number" if units.value == 1 else "these {units:0} numbers"
        way = Extend(self.bridge[1], run_time=LEAD)
        with self.beat(f"The decoder gets {these}; it never sees the words.", way, units=units) as room:
            seconds, strip = max(room, 2.4), self.start["strip"]
            x, y = self.writes.strip_at(-1)
            inside = float(self.block.get_left()[0]) + strip.width / 2
            self.under(self.block, [strip])
            self.play(Travel(strip, Path((inside, BLOCK.y), (x, BLOCK.y), (x, y)), start=FOLDED, run_time=seconds))

    # -- the decoder -----------------------------------------------------------------------------------------------------

    def write_the_translation(self) -> None:
        """Write word by word: the first slowly, the others at a run, each fed back."""
        self.act("writing")
        calm: list[Animation] = [Shade(self.start[name], 1, run_time=self.theme.quick) for name in ("word", "feed")]
        calm.append(Light(self.start["strip"].frame, self.theme, run_time=LEAD))
        with self.beat("The most probable of {count:0} words is written.", *calm, count=self.value("sizes.word")) as room:
            self.write_word(0, max(room, SLOW))
        self.tell_the_copy(0)
        for start in range(1, self.count, AT_ONCE):
            some = range(start, min(start + AT_ONCE, self.count))
            before = self.write_rows[start - 1]
            glow = [Light(each, self.theme, run_time=LEAD) for each in (before["word"].box, before["strip"].frame)]
            with self.beat(GOING_ON[min(start // AT_ONCE, 1)], *glow) as room:
                for step in some:
                    self.write_word(step, max(room / len(some), BRISK))
            for step in some:
                self.tell_the_copy(step)
        if self.trace.target_tokens[-1] != END:
            last = self.write_rows[self.count - 1]["word"]
            with self.beat("Here it was stopped: it had not written its end.", Light(last, self.theme, run_time=LEAD)) as room:
                self.play(Light(last, self.theme, run_time=room))

    def rewind_writing(self) -> list[Animation]:
        """Return animations that put the first words to be written into view, if the last ones are there."""
        if not self.writes.first:
            return []
        gone = self.present(self.write_rows.values())
        self.writes.first = 0
        self.write_rows = {step: self.writing_row(step) for step in range(self.writes.room)}
        self.start, self.bridge[1] = self.starting_row(), self.down_to_the_decoder()
        kept = [row[name] for row in self.write_rows.values() for name in row if name not in WRITTEN]
        kept += [self.start["word"], self.start["feed"]]
        return self.swapped(gone, kept)

    def write_word(self, step: int, seconds: float) -> None:
        """Write one word: the word before and the state go into the cell, a new state comes out, and from it the word."""
        if self.writes.must_scroll(step):
            self.scroll_writing(step, seconds * 0.3)
        row, before = self.write_rows[step], self.write_rows.get(step - 1, self.start)
        x, y = self.writes.cell_at(step)
        feed = [self.writes.word_at(step - 1), *self.writes.feed_path(step, before["word"])[1:]]
        going = [
            sent(before["word"].word, *feed, end=SMALL, run_time=seconds * 0.35),
            sent(before["strip"], self.writes.strip_at(step - 1), (x, y), end=DOOR, run_time=seconds * 0.35),
        ]
        lit = [Shade(each, 1, run_time=seconds * 0.15) for each in (before["word"], before["feed"], row["cell"], row["before"])]
        self.under(row["cell"], [*(move.mobject for move in going), before["word"]])
        self.play(*lit, *going)
        coming = Travel(row["strip"], Path((x, y), self.writes.strip_at(step)), start=DOOR, run_time=seconds * 0.3)
        self.under(row["cell"], [row["strip"]])
        quiet = [Shade(before["strip"], self.theme.dimmed, run_time=seconds * 0.3)] if step else []
        self.play(Light(row["cell"][0], self.theme, run_time=seconds * 0.3), coming, *quiet)
        word, at = row["word"], self.writes.word_at(step)
        self.under(row["strip"], [word])
        out = Travel(word, Path(self.writes.strip_at(step), at), start=DOOR, run_time=seconds * 0.25)
        self.play(out, Shade(row["wire"], 1, run_time=seconds * 0.15))
        self.play(*(Appear(row[name], run_time=seconds * 0.1) for name in ("share", "gloss") if name in row))

    def scroll_writing(self, step: int, seconds: float) -> None:
        """Move all steps on by one, the first out of sight, and bring the next into view."""
        first = self.writes.first == 0
        seen = [self.present([self.write_rows[each]]) for each in sorted(self.write_rows)]
        if first:
            seen[0] += [*self.start.values(), self.bridge[1]]
        moves = self.writes.scroll(seen, seconds)
        del self.write_rows[step - self.writes.room]
        self.write_rows[step] = row = self.writing_row(step)
        before = self.write_rows[step - 1]
        before["feed"] = self.writes.feed_wire(step, before["word"])
        new = [before["feed"], *(row[name] for name in row if name not in WRITTEN)]
        dimmed(new, self.theme.dimmed)
        self.play(*moves)
        self.play(*(Appear(each, run_time=seconds / 2) for each in new))

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Light everything again while light runs down the ways, and say how far one vector reaches."""
        self.act("the answer")
        seen = self.present(
            [*self.read_rows.values(), *self.write_rows.values(), self.start, {"block": self.block, "said": self.said}]
        )
        ways = [self.bridge[1], *(row[name] for row in self.write_rows.values() for name in ("wire", "feed") if name in row)]
        along = self.present([{str(number): way for number, way in enumerate([*self.looking, *ways])}])
        lit = [
            AnimationGroup(*(Shade(each, 1) for each in seen), lag_ratio=0.1, run_time=WAVE),
            AnimationGroup(*(Light(each, self.theme) for each in [self.block.frame, *along]), lag_ratio=0.4, run_time=WAVE),
        ]
        units, share = self.value("sizes.state"), self.value("provenance.score")
        said = "It knew {units:0} number{units:s}; {share} of unseen sentences come out exactly right."
        self.end(said, *lit, units=units, share=share)
