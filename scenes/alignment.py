"""Where each written word looked: the map of weights grows row by row, and its cells stretch into threads."""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from manim import Animation, VGroup
from manim.utils.rate_functions import linear, there_and_back

from model.trace import AttentionTrace
from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.legend import WidthLegend, legends
from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish
from scenes.mobjects.moves import glide
from scenes.mobjects.reading import Phrase, Reading, joined, phrase
from scenes.mobjects.sets.asking import Asking
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.sets.loom import around
from scenes.mobjects.sets.tags import Tag
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import phrases_of
from scenes.mobjects.values import Patch, Swatch, Well
from scenes.mobjects.weaving import Kindle, Rate, Rearrange, Stretch, accelerating, edges, held, window
from scenes.telling.looking import Looking
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.strangers import remarks_on
from scenes.telling.translation import TranslationFilm

FOOT = 0.14  # room below the lower row
LAG, ONE_BY_ONE = 0.08, 0.5  # when the next cell of a row sets out, in parts of the time that one takes; of the first row
SLID, AT_ONCE = 0.35, 0.12  # the part of the time of a row in which its word comes into focus; of the first, which is there
CLIMB = 1.6  # seconds in which words go to other places, or light at the end, at the least
CLEARED, COME = 0.12, 0.55  # the parts of that time in which the rest of the map goes, and in which words leave it
WOVEN, APART = 4.4, 1.2  # seconds in which cells become threads, at the most, and words then go apart, at the least
SEEN = 4.3  # seconds that threads are seen to grow, or to light, at the least
PAUSE = 0.9  # seconds in which is pointed at where words looked, at the least
LEAST_STILL = 1.0  # seconds in which nothing moves at the end


class Alignment(TranslationFilm):
    """The map of all weights, a row for every written word, which becomes threads between two rows of words."""

    title = "Attention: where each word looked"
    also = (AttentionTrace,)
    longest = 40
    most_units, most_written = None, 33
    text: ClassVar[str] = "the agreement on the european economic area was signed in 1992"

    def construct(self) -> None:
        self.looking = Looking(self)
        self.lay()
        self.ask()
        self.name_strangers()
        self.act("the map")
        self.prepare_map()
        if len(self.steps) == 1:
            self.tell_one()
        else:
            if self.whole:
                self.open_the_map()
                self.write_first()
            else:
                self.open_and_write()
            self.write_on()
            self.stretch()
            self.answer()
        self.result()

    # -- the first picture ---------------------------------------------------------------------------------------------

    def lay(self) -> None:
        """Show both sentences, as they are in print; of long ones the part around the words that are asked about."""
        self.act("the question")
        self.steps = self.trace.written_steps
        copied = [self.copied(step) for step in range(len(self.trace.written_tokens))]
        written = phrases_of(self.read("written_tokens"), copied)
        self.phrases = targets = [written[step] for step in self.steps]
        asked = [self.steps.index(step) for step in self.looking.group]
        sources = phrases_of(self.read("source_tokens"))
        looks = [self.looked_at(step) for step in self.looking.group]
        area = self.frame.stage.inset(bottom=FOOT)
        meanings = [self.glosses[step] for step in self.steps] if self.glosses else []
        weights = self.read("weights")
        self.loom = loom = around(asked, looks, sources, targets, weights, area, theme=self.theme, glosses=meanings)
        self.whole = loom.mapped
        self.known = [self.trace.source_known[column] for column in loom.columns]
        loom.lay(self.known)
        self.add(*loom.sources, *loom.targets)
        there = [row for row, look in zip(asked, looks, strict=True) if row in loom.rows and look in loom.columns]
        self.asked = [loom.rows.index(row) for row in there]
        self.lit = [loom.targets[row] for row in self.asked]
        self.in_focus = list(self.lit)
        for tag in self.lit:
            tag.light(1.0)

    def ask(self) -> None:
        """Ask the question: dots lead from it to all the words that may have been looked at."""
        names, fields = self.looking.named(self.looking.group)
        self.looking.cast(fields)
        self.asking = Asking(self.loom, self.lit, theme=self.theme)
        self.add(self.asking.mark, *self.asking.ways)
        said = self.looking.said.question.replace("{words}", names)
        with self.beat(said, **fields) as room:
            self.play(*self.asking.wonder(max(room, 2.4)))

    def focus_on(self, tags: Sequence[Tag]) -> list[Animation]:
        """Return animations in which these chips come into focus, and all others rest."""
        before, self.in_focus = self.in_focus, list(tags)
        new = [(tag, held((0.0, 1.0))) for tag in tags if tag not in before]
        return edges([*new, *((tag, held(None, (0.0, 1.0))) for tag in before if tag not in tags)], self.theme.quick)

    def name_strangers(self) -> None:
        """Say in beats which words the model does not know, and what became of them; their chips light."""
        for caption, fields in remarks_on(self.brief.traces, self.value):
            meant = self.spoken_of(caption, fields)
            strange = [
                tag for tag, column in zip(self.loom.sources, self.loom.columns, strict=True) if column in meant
            ] or self.loom.sources
            with self.beat(caption, *self.flash(strange, LEAD), **fields) as room:
                self.play(*self.flash(strange, max(room, 1.0) / 2))
                self.play(*self.flash(strange, max(room, 1.0) / 2), *self.asking.run(max(room, 1.0) / 2))

    def flash(self, tags: Sequence[Tag], run_time: float) -> list[Animation]:
        """Return animations in which chips light and rest again; those in focus stay so."""
        return edges([(tag, there_and_back) for tag in tags if tag not in self.in_focus], run_time)

    # -- the map -------------------------------------------------------------------------------------------------------

    def prepare_map(self) -> None:
        """Make the rows of the map, and, where there is no room for chips, its frame and small words."""
        if not self.whole:
            words, place, known = self.read("source_tokens"), self.frame.stage, self.trace.source_known
            copies = any(self.trace.copied)
            told = {"known": known, "copies": copies, "written": self.phrases}
            self.grid = AlignmentMap(words, len(self.steps), place, theme=self.theme, **told)
        self.cells = [self.row(row) for row in range(len(self.steps))]
        self.rows = [VGroup(*cells) for cells in self.cells]
        self.rules = self.loom.rules() if self.whole else VGroup()
        self.labels: list[Label] = []
        self.colours = legends(self.frame.legend, theme=self.theme, keys={"weight": "weight"})

    def open_the_map(self) -> None:
        """Let the map open: every written word gets a row of its own."""
        with self.beat(self.looking.said.rows, *self.asking.leave(LEAD)) as room:
            self.climb(max(room, CLIMB))

    def climb(self, lasts: float) -> None:
        """Let words go to the heads of their rows; where there is no room for chips, they give way to small words."""
        theme, loom = self.theme, self.loom
        if self.whole:
            self.later(*self.focus_on([]))
            rules = Reveal(self.rules, [*self.rules], lag=0.5, run_time=lasts)
            self.play(Rearrange(loom, loom.map, climbing=True, run_time=lasts), rules)
        else:
            self.in_focus = []
            self.play(*(Vanish(tag, run_time=theme.quick) for tag in (*loom.sources, *loom.targets)))
            self.play(Reveal(self.grid, self.grid.heads, lag=0.5, run_time=lasts - theme.quick))

    def row(self, row: int) -> list[Swatch]:
        """Return the cells of a row of the map."""
        if self.whole:
            return self.loom.row(row)
        return self.grid.row(row, self.read("weights").row(self.steps[row]), least=self.loom.SHOWN)

    def write_first(self) -> None:
        """Write the first word, and say what its row means."""
        said, fields = self.looking.first()
        with self.beat(said, *self.turn_to(0), **fields) as room:
            self.later(Appear(self.colours, run_time=self.theme.quick))
            self.write_row(0, max(room, 2.5))

    def turn_to(self, row: int) -> list[Animation]:
        """Return animations in which a written word comes into focus, and all others rest."""
        return self.focus_on([self.loom.targets[row]]) if self.whole else []

    def write_on(self) -> None:
        """Write the other words, faster and faster; slowly those that look backwards."""
        said, count, back = self.looking.said, len(self.steps), [self.steps.index(step) for step in self.trace.reversed_run]
        start, end = (back[0], back[-1] + 1) if back else (count, count)
        looks = [self.main(row) for row in range(start)]
        steps_down = bool(back) and len(looks) > 2 and all(before < after for before, after in pairwise(looks))
        if not back:
            self.write_rest(range(1, count), said.flow)
            return
        self.flow(range(1, start), said.stairs if steps_down else said.flow)
        self.act("the turn")
        rows = range(max(start, 1), end)
        with self.beat(said.back, *self.turn_to(rows[0])) as room:
            lasts = min(max(room, 1.2 * len(rows)), 7.0) / len(rows)
            for row in rows:
                self.write_row(row, lasts)
        self.write_rest(range(end, count), said.flow if steps_down or start <= 1 else said.others)

    def write_rest(self, rows: range, said: str) -> None:
        """Write the last words; where some that follow each other looked at one word, this is said when they are there."""
        same = self.looking.same([self.steps[row] for row in rows])
        last = self.steps.index(same[-1]) + 1 if same else rows.stop
        self.flow(range(rows.start, last), said)
        if same:
            self.tell_of_one(range(last - len(same), last), range(last, rows.stop))

    def tell_of_one(self, same: range, after: range) -> None:
        """Say of some words that they looked at one, while other rows go dim for a moment, and write those ``after`` them."""
        said, fields = self.looking.sharing([self.steps[row] for row in same])
        others = [cell for row in range(same.stop) if row not in same for cell in self.cells[row]]
        tags = [*(self.loom.targets[row] for row in same), self.loom.sources[self.main(same[0])]] if self.whole else []
        with self.beat(said, *self.focus_on(tags), **fields) as room:
            lasts = min(0.6 * len(after), 5.0)
            long = max(room - lasts, PAUSE)
            dim = [Shade(each, self.theme.dimmed, rate_func=there_and_back, run_time=long) for each in others]
            self.play(*(dim or pointed([self.cells[row][self.main(row)] for row in same], long)))
            if after and self.in_focus:
                self.play(*self.focus_on([]))
            self.run_on(after, lasts)

    def write_row(self, row: int, run_time: float) -> None:
        """Write one word: its cells come in, after the word that it looked at most has come into focus."""
        lights = self.lights(row, 0.0, 1.0, None)
        tried = self.tried(row) if row == 0 else []
        self.play(*self.writing(row, 0.0, 1.0, run_time), *edges([*lights, *tried], run_time))
        self.in_focus = list(dict.fromkeys([*self.in_focus, *(tag for tag, _ in lights)]))

    def flow(self, rows: range, said: str) -> None:
        """Write words one after the other, faster and faster."""
        if not rows:
            return
        with self.beat(said, *self.turn_to(rows[0])) as room:
            self.run_on(rows, min(max(room, 0.55 * len(rows)), 7.0))

    def run_on(self, rows: range, lasts: float) -> None:
        """Write words one after the other, faster and faster; each rests again when the next one comes."""
        if not rows:
            return
        spans = [(0.94 * start, 0.94 * end) for start, end in accelerating(len(rows))]
        falls = [(end, min(end + 0.06, 1.0)) for _, end in spans]
        lights: list[tuple[Tag, Rate]] = []
        kept = falls[-1]
        for number in reversed(range(len(rows))):
            row = rows[number]
            follows = number + 1 < len(rows) and self.main(row) == self.main(row + 1)
            kept = kept if follows else falls[number]  # while the next word looks there too, it stays in focus
            lights += self.lights(row, *spans[number], falls[number], kept)
        moves = [each for row, span in zip(rows, spans, strict=True) for each in self.writing(row, *span, lasts)]
        self.play(*moves, *edges(lights, lasts))
        self.in_focus = []

    def main(self, row: int) -> int:
        """Return the index of the source word that the word of a row looked at most."""
        return self.looked_at(self.steps[row])

    def lights(
        self, row: int, start: float, end: float, fall: tuple[float, float] | None, kept: tuple[float, float] | None = None
    ) -> list[tuple[Tag, Rate]]:
        """Return how far a written word, and the one that it looked at most, are in focus while the row comes in.

        The one that was looked at is before its cell comes; in the first row light then goes on. They ``fall`` then, the latter
        when it is ``kept`` no longer.
        """
        if not self.whole:
            return []
        tag, source = self.loom.targets[row], self.loom.sources[self.main(row)]
        comes, lasts = self.due(row, self.main(row), start, end)
        rise = None if tag in self.in_focus else (start, start + 0.2 * (end - start))
        lit = None if source in self.in_focus else (comes - 0.6 * self.slid(row) * (end - start), comes)
        passes = None if row else (comes, comes + lasts / 2)
        return [(tag, held(rise, fall)), (source, held(lit, kept or fall or passes))]

    def tried(self, row: int) -> list[tuple[Tag, Rate]]:
        """Return how far words are in focus that could be looked at, one by one; light ends where the word looked most."""
        spans = [(tag, *self.due(row, source, 0.0, 1.0)) for source, tag in enumerate(self.loom.sources)] if self.whole else []
        lights = [(tag, held((comes - lasts / 2, comes), (comes, comes + lasts / 2))) for tag, comes, lasts in spans]
        return [*lights, (self.loom.sources[self.main(row)], held((1.0 - spans[-1][2] / 2, 1.0)))] if spans else []

    def due(self, row: int, source: int, start: float, end: float) -> tuple[float, float]:
        """Return when a cell begins to come, and for how long, while its row does between two parts of the run time."""
        shown, lag = start + self.slid(row) * (end - start), self.lag(row)
        lasts = (end - shown) / (1 + lag * (len(self.cells[row]) - 1))
        return shown + lasts * lag * source, lasts

    def slid(self, row: int) -> float:
        """Return the part of the time of a row in which its word comes into focus: the first has come before."""
        return AT_ONCE if self.whole and row == 0 else SLID

    def lag(self, row: int) -> float:
        """Return when the next cell of a row sets out, in parts of the time that one takes: of the first they come one by one."""
        return ONE_BY_ONE if self.whole and row == 0 else LAG

    def writing(self, row: int, start: float, end: float, run_time: float) -> list[Animation]:
        """Return animations in which the cells of a row come in from left to right, where words are small after its word."""
        shown = start + self.slid(row) * (end - start)
        cells = Reveal(
            self.rows[row], self.cells[row], lag=self.lag(row), rate_func=window(shown, end, linear), run_time=run_time
        )
        if not self.whole:
            label = self.grid.label(self.written(self.steps[row]), self.steps[row], copied=self.copied(self.steps[row]))
            self.labels.append(label)
            due = {
                source: self.due(row, source, start, end) for source in ([self.main(row)] if row else range(len(self.cells[row])))
            }
            spans = {source: (comes, end if row else comes + lasts) for source, (comes, lasts) in due.items()}
            return [Appear(label, rate_func=window(start, shown), run_time=run_time), cells, *self.grid.told(spans, run_time)]
        return [cells]

    def open_and_write(self) -> None:
        """Let the map open, and write the first word, in one beat."""
        said, fields = self.looking.first()
        with self.beat(said, *self.asking.leave(LEAD), **fields) as room:
            self.climb(CLIMB)
            self.later(Appear(self.colours, run_time=self.theme.quick))
            self.write_row(0, max(room - CLIMB, 2.0))

    def tell_one(self) -> None:
        """Tell of a single written word: its row in one beat, and its threads in another."""
        self.open_and_write()
        self.act("threads")
        with self.moment():
            if self.whole:
                self.stretch_cells()
            else:
                self.thread_some()

    # -- the threads ---------------------------------------------------------------------------------------------------

    def stretch(self) -> None:
        """Let every cell become a thread, and both sentences face each other."""
        self.act("threads")
        if self.whole:
            self.stretch_cells()
        else:
            self.thread_some()

    def stretch_cells(self) -> None:
        """Let the cells reach up to the words that were looked at, and then both sentences face each other."""
        count = len(self.steps)
        fields = {} if self.looking.given else {"target": self.value("target_language")}
        gone = Vanish(self.colours, run_time=self.theme.quick)
        with self.beat(self.looking.said.stretch, *self.focus_on([]), gone, **fields) as room:
            lasts = min(max(1.5 + 0.25 * count, room - APART), WOVEN)
            self.weave(range(count), lasts)
            self.play(Rearrange(self.loom, self.loom.print, self.loom.threads, run_time=max(room - lasts, APART)))

    def weave(self, rows: range, run_time: float, *also: Animation) -> None:
        """Let the cells of rows become threads: those of the lowest row leave first, and they grow from the first word on.

        The key to widths comes.
        """
        loom, spans = self.loom, accelerating(len(rows), overlap=4.0)
        moves: list[Animation] = []
        woven: list[Patch | Well] = []
        for row, (start, end), last in zip(rows, spans, reversed(spans), strict=True):
            patches = {
                source: self.cells[loom.rows[row]][loom.columns[source]].patch
                for target, source, _ in loom.threads
                if target == row
            }
            comes = CLEARED + (COME - CLEARED) * last[0], CLEARED + (COME - CLEARED) * last[1]
            grows = COME + (1 - COME) * start, COME + (1 - COME) * end
            moves.append(Stretch(loom, row, patches, comes=comes, grows=grows, run_time=run_time))
            woven += patches.values()
        rest = [leaf for row in rows for cell in self.cells[loom.rows[row]] for leaf in leaves_of(cell) if leaf not in woven]
        gone = Vanish(VGroup(self.rules, *rest), rate_func=window(0.0, CLEARED), run_time=run_time)
        self.remove(*self.rows)
        self.add(gone.mobject, loom.fabric)
        self.play(*moves, gone, *also, Appear(self.widths(), run_time=self.theme.quick))

    def widths(self) -> WidthLegend:
        """Return the key to the widths of threads, where keys are."""
        key = WidthLegend("weight", self.loom.unit, theme=self.theme)
        return key.shift((self.frame.legend.right - key.get_right()[0], self.frame.legend.y, 0))

    def thread_some(self) -> None:
        """Let the map go but for the cells that become threads, between as many words as there is room for."""
        theme, loom = self.theme, self.loom
        some = len(loom.rows) < len(self.steps) or len(loom.columns) < len(self.trace.source_tokens)
        woven = {(loom.rows[row], loom.columns[source]) for row, source, _ in loom.threads}
        left = [
            leaf
            for row, cells in enumerate(self.cells)
            for column, cell in enumerate(cells)
            for leaf in leaves_of(cell)
            if (row, column) not in woven or leaf is not cell.patch
        ]
        with self.beat(
            self.looking.said.some if some else self.looking.said.threads,
            Vanish(VGroup(self.grid, *self.labels, *left, self.colours), run_time=theme.beat),
        ) as room:
            self.remove(*self.rows)
            self.add(*(self.cells[row][column].patch for row, column in sorted(woven)))
            self.put_chips()
            chips = [Appear(tag, run_time=theme.quick) for tag in (*loom.sources, *loom.targets)]
            self.remove(*(self.cells[row][column].patch for row, column in woven))
            self.weave(range(len(loom.rows)), min(max(room, SEEN), 6.0), *chips)

    def put_chips(self) -> None:
        """Make the chips of the words that there is room for; they hide what is left of the map behind them."""
        loom = self.loom
        loom.lay(self.known)
        self.lit = [loom.targets[row] for row in self.asked]
        for tag in (*loom.sources, *loom.targets):
            set_fill(tag.box, 1.0)

    # -- the answer ----------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Let light run up the threads that the question is about, and say where they lead."""
        self.act("the answer")
        with self.moment():
            self.light(*(self.looking.turning() if self.trace.reversed_run else self.looking.spreading()))

    def light(self, said: str, fields: dict[str, Reading]) -> None:
        """Let light run up the threads of the words in question; the words that they looked at most light when it is there."""
        loom = self.loom
        self.looking.cast(fields)
        with self.beat(said, *self.focus_on(self.lit), **fields) as room:
            lasts = min(max(room, 0.9 * len(self.asked), SEEN), 7.0) / len(self.asked)
            for row in self.asked:
                source = loom.sources[loom.columns.index(self.main(loom.rows[row]))]
                lit = [] if source in self.in_focus else edges([(source, held((0.6, 1.0)))], lasts)
                self.play(*self.kindled(row, lasts), *lit)
                self.in_focus.append(source)
            self.mark_poster()

    def kindled(self, row: int, run_time: float, start: float = 0.0, end: float = 1.0) -> list[Animation]:
        """Return animations in which light runs up the threads of a written word, between two parts of the run time."""
        threads = [thread for number, _, thread in self.loom.threads if number == row]
        return [Kindle(thread, self.theme, rate_func=window(start, end, glide), run_time=run_time) for thread in threads]

    def result(self) -> None:
        """Say what comes of it, and what this is worth; light runs up threads again, or up all, word after word."""
        self._one_line = True
        said, fields = self.looking.outcome()
        self.looking.cast(fields)
        lasts = max(reading_time(phrase(said, **fields)) - LEAST_STILL, CLIMB)
        in_order = not fields and not self.trace.reversed_run
        rows = range(len(self.loom.rows)) if in_order else self.asked
        spans = accelerating(len(rows), overlap=2.0) if in_order else [(0.0, 1.0)] * len(rows)
        lights = [light for row, span in zip(rows, spans, strict=True) for light in self.kindled(row, lasts, *span)]
        self.end(said, *lights, **fields)

    def weakness(self) -> Phrase | None:
        """Return how often this model's looks are wrong, if that was measured, and how improbable it finds its translation."""
        doubt = super().weakness()
        if getattr(self.trace, "alignment_error", None) is None:
            return doubt
        error = phrase("alignment error {error:3}", error=self.value("alignment_error"))
        return joined(" · ", error, doubt) if doubt else error
