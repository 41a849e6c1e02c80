"""Lectures: their films, in their order, numbered, all of one sentence; and one's own."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import Result
from unwatched import tell

from model import zoo
from model.errors import UsageError
from scenes.stage import catalogue, lectures, planning, worker
from scenes.stage.jobs import RenderJob
from scenes.stage.lectures import Part
from scenes.telling.moment import LENGTH

ROOT = Path(__file__).parents[3]
FILMS = {story.name for story in catalogue.stories()}
OF_NO_TEXT = {"next_item", "lstm_peephole", "sequence_shapes", "long_range", "forget_bias"}
"""Films of the long lecture that read items of an order, and no text."""


@pytest.mark.parametrize(("name", "long"), [("recurrent", False), ("recurrent", True), ("attention", False)])
def test_a_lecture_has_each_film_once_and_all_are_there(name: str, long: bool) -> None:
    films = lectures.lecture(name, None, long).films
    assert len({str(part) for part in films}) == len(films)
    assert {part.film for part in films} <= FILMS
    assert lectures.lecture(name, None, long) is (lectures.LONG if long else lectures.LECTURES)[name]


def test_a_long_lecture_is_the_lecture_with_films_between() -> None:
    short, long = lectures.LECTURES["recurrent"], lectures.LONG["recurrent"]
    assert tuple(film for film in long.films if film in short.films) == short.films
    assert len(short.films) < len(long.films)
    assert short.text == long.text


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize(("name", "part"), [(name, part) for name, each in lectures.LONG.items() for part in each.films], ids=str)
def test_every_film_of_a_lecture_takes_its_text_and_its_cells(name: str, part: Part) -> None:
    """It is told of it where every film is told of an ordinary text; one that reads no text is given none."""
    options = lectures.fitting(catalogue.find(part.film), {"text": lectures.LONG[name].text}) | part.options
    assert (options["text"] is None) == (part.film in OF_NO_TEXT)
    brief = worker.briefing(RenderJob(scene=part.film, formats=(), folder=Path(), quality="480p15", **options))
    if part.film not in OF_NO_TEXT:
        assert " ".join(brief.trace.given) == lectures.LONG[name].text
    if part.cells:
        assert tuple(trace.lookup("cell_kind") for trace in brief.traces) == part.cells
    if part.model:
        assert brief.trace.provenance.model == part.model


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize(
    "part",
    dict.fromkeys(part for each in lectures.LONG.values() for part in each.films if part.film not in OF_NO_TEXT),
    ids=str,
)
def test_every_film_of_a_lecture_marks_a_moment_of_one_word_too(part: Part) -> None:
    """Else a lecture of that word would end in an error with ``--moment``."""
    job = RenderJob(scene=part.film, formats=(), folder=Path(), quality="480p15", text="good", moment=True, **part.options)
    moment = tell(catalogue.load(part.film), worker.briefing(job)).moment
    assert moment.start is not None
    assert LENGTH[0] <= moment.end - moment.start <= LENGTH[1]


def test_no_film_of_the_lecture_before_that_of_the_map_of_an_lstm_shows_one() -> None:
    films = lectures.LECTURES["recurrent"].films
    [overview] = [number for number, part in enumerate(films) if part.film == "lstm_overview"]
    [plain, gated] = [number for number, part in enumerate(films) if part.film == "vanishing_gradient"]
    assert plain < overview < gated
    assert (films[plain].cells, films[gated].cells) == (("rnn",), ("lstm",))
    for part in films[:overview]:
        story = catalogue.load(part.film)
        models = getattr(story, "models", ()) or (getattr(story, "model", ""),)
        assert part.cells == ("rnn",) or all(name in ("", "reviews_rnn") for name in models), part.film


def test_the_lecture_on_attention_begins_with_a_sentence_that_one_vector_is_too_little_for() -> None:
    """The translators of its first film and of the others learned from the same pairs; only that with attention gets it right."""
    first, *others = lectures.LECTURES["attention"].films
    plain, looking = zoo.load(first.model or ""), zoo.load(catalogue.load(others[0].film).model)
    assert {catalogue.load(part.film).model for part in others} == {"english_french"}
    assert plain.source.words == looking.source.words
    text = lectures.LECTURES["attention"].text or ""
    right = "l' accord sur la zone économique européenne a été signé en août 1992"
    assert " ".join(looking.run(text).translation) == right
    assert not {"accord", "zone", "européenne", "août", "1992"} & {*plain.run(text).translation}


class Row(NamedTuple):
    """A film of the table in docs/lectures.md: its places in the lecture, if it has one, and in the long one; what it needs."""

    place: str
    long: int
    film: str
    needs: tuple[str, ...]


def documented() -> list[Row]:
    """Return the rows of the table of what is shown before what."""
    pattern = r"^\| (\d*) ?\| (\d+) \| `([\w:+]+)` \| .* \| (.*)\|$"
    found = re.findall(pattern, (ROOT / "docs" / "lectures.md").read_text("utf-8"), re.MULTILINE)
    return [Row(place, int(long), film, tuple(re.findall(r"`([\w:+]+)`", needs))) for place, long, film, needs in found]


def test_the_table_of_the_lecture_has_its_films_in_their_order() -> None:
    rows = documented()
    assert [row.film for row in rows] == [*map(str, lectures.LONG["recurrent"].films)]
    assert [row.long for row in rows] == [*range(1, len(rows) + 1)]
    placed = [row for row in rows if row.place]
    assert [row.film for row in placed] == [*map(str, lectures.LECTURES["recurrent"].films)]
    assert [int(row.place) for row in placed] == [*range(1, len(placed) + 1)]


def test_what_a_film_needs_is_shown_before_it_in_the_long_lecture_and_in_the_lecture() -> None:
    rows = documented()
    for number, row in enumerate(rows):
        before = {each.film for each in rows[:number] if each.place or not row.place}
        assert {*row.needs} <= before, row.film
    assert sum(bool(row.needs) for row in rows) >= len(rows) - 2


TERMS = {
    "squashing": r"tanh|sigmoid|gates?|LSTMs?|weights?|sums?",
    "rnn_unrolled": r"W|x|t|h|b|vector|states?|cell|copies|units?|label|probability|softmax",
    "rnn_cell": r"verdict|bias|sums? a|row of weights|pushed",
    "vanishing_gradient:rnn": r"RNN|error|loss|p|gradient|rate",
    "lstm_overview": r"C|cell state|blocks of weights|σ|f|i|o",
    "lstm_gates": r"forget gate|input gate|candidate|output gate|swing",
    "lstm_sentence": r"exp",
    "vanishing_gradient:lstm": r"",
    "rnn_vs_lstm": r"plain RNN",
    "gru_gates": r"GRU|r|z|reset gate|update gate|et al",
}
"""The letters and terms of captions, by the film of the lecture that brings them in: none is in a caption of a film before."""


ANOTHER = "This phone is not bad at all"
"""A sentence of which captions are told that the lecture's own does not need."""


def captions(part: Part, text: str = lectures.LECTURES["recurrent"].text) -> str:
    """Return all captions of a film of the lecture, without the words of its sentence."""
    options = lectures.fitting(catalogue.find(part.film), {"text": text}) | part.options
    brief = worker.briefing(RenderJob(scene=part.film, formats=(), folder=Path(), quality="480p15", **options))
    return " ".join(re.sub("“.*?”", "", beat.caption) for beat in tell(catalogue.load(part.film), brief).beats)


@pytest.mark.usefixtures("manim_ready")
def test_no_letter_and_no_term_is_in_a_caption_before_the_film_of_the_lecture_that_brings_it_in() -> None:
    films = lectures.LECTURES["recurrent"].films
    assert [*TERMS] == [*map(str, films)]
    later = [each for terms in TERMS.values() for each in terms.split("|") if each]
    for part in films:
        said, own = captions(part), TERMS[str(part)].split("|")
        here = {each for each in later if re.search(rf"(?<!\w)(?:{each})(?!\w)", said, re.IGNORECASE if len(each) > 4 else 0)}
        assert {each for each in own if each} <= here, part  # so that the table stays true
        later = [each for each in later if each not in own]
        said += captions(part, ANOTHER)
        here = {each for each in later if re.search(rf"(?<!\w)(?:{each})(?!\w)", said, re.IGNORECASE if len(each) > 4 else 0)}
        assert here == set(), part


def test_a_lecture_of_ones_own_has_films_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.py"
    own.write_text('"""A film of my own."""\n', encoding="utf-8")
    assert lectures.lecture(None, f"lstm_sentence, alignment ,{own}:Mine") == (
        (Part("lstm_sentence"), Part("alignment"), Part(f"{own}:Mine")),
        None,
    )


def test_a_film_of_a_lecture_of_ones_own_is_told_of_the_cells_that_are_named_behind_it(tmp_path: Path) -> None:
    own = tmp_path / "mine.py"
    own.write_text('"""A film of my own."""\n', encoding="utf-8")
    said = f"vanishing_gradient:rnn,lstm_overview,vanishing_gradient,review_memory:rnn+lstm,{own}:Mine:gru,{own}:Mine"
    told = lectures.lecture(None, said).films
    assert ",".join(map(str, told)) == said
    assert [part.cells for part in told] == [("rnn",), (), (), ("rnn", "lstm"), ("gru",), ()]
    assert [part.film for part in told][-2:] == [f"{own}:Mine"] * 2


@pytest.mark.parametrize(
    ("name", "films", "said"),
    [
        ("recurent", None, r"There is no lecture “?'?recurent.*did you mean recurrent"),
        (None, None, "Name a lecture"),
        ("recurrent", "alignment", "--films makes a lecture of your own: leave 'recurrent' out, or --films"),
        (None, " , ", "takes names of films"),
        (None, "alignment,lstm_gates,alignment", "'?alignment'? is twice"),
        (None, "review_memory:gru,review_memory,review_memory:gru", "'?review_memory:gru'? is twice"),
        (None, "vanishing_gradient:rn", "vanishing_gradient cannot be told of the cell 'rn'.*did you mean rnn"),
        (None, "lstm_gates:gru", r"^lstm_gates cannot be told of the cell 'gru'; it shows lstm\.$"),
        (None, "vanishing_gradient:", "cannot be told of the cell"),
        (None, "vanishing_gradient:rnn+", "cannot be told of the cell"),
        (None, ":rnn", "There is no film"),
        (None, "lstm_gate", "did you mean"),
    ],
)
def test_what_is_no_lecture_is_refused_in_a_sentence(name: str | None, films: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        lectures.lecture(name, films)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ("--films", "lstm_sentence,lstm_gates"),
            "--long adds films to a lecture that has a name: name them with --films, and leave --long out.",
        ),
        (("attention",), "--long adds nothing to the lecture attention: leave it out."),
    ],
)
def test_a_long_lecture_that_there_is_not_is_refused(run: Callable[..., Result], asked: tuple[str, ...], said: str) -> None:
    done = run("lecture", *asked, "--long")
    assert done.exit_code == 1
    assert said in done.output


@pytest.mark.parametrize("long", [False, True])
def test_files_of_a_lecture_are_numbered_in_its_order_and_called_after_their_cells(tmp_path: Path, long: bool) -> None:
    told = lectures.lecture("recurrent", None, long)
    stories, own = [catalogue.find(part.film) for part in told.films], [part.options for part in told.films]
    jobs = planning.plan(planning.Intent(str(tmp_path / "talk"), (), numbered=True), stories, own, text=told.text, cells=()).jobs
    names = [job.path(".mp4").name for job in jobs]
    assert names == sorted(names)
    assert [job.cells for job in jobs] == [part.cells for part in told.films]
    some = ["01_squashing", "06_vanishing_gradient_rnn", "13_vanishing_gradient_lstm", "20_review_memory"]
    few = ["01_squashing", "04_vanishing_gradient_rnn", "08_vanishing_gradient_lstm", "10_gru_gates"]
    assert {f"{each}.mp4" for each in (some if long else few)} <= {*names}


def test_files_are_numbered_and_a_film_that_reads_nothing_is_given_nothing(tmp_path: Path) -> None:
    own = tmp_path / "silent.py"
    own.write_text(
        '"""A film that reads nothing."""\nfrom model.trace import Study\nfrom scenes.telling.scene import TraceScene\n\n\n'
        'class Silent(TraceScene):\n    title, trace_type = "Silent", Study\n',
        encoding="utf-8",
    )
    stories = [catalogue.find(each) for each in ("lstm_gates", str(own), "lstm_sentence")]
    jobs = planning.plan(planning.Intent(str(tmp_path / "talk"), (), numbered=True), stories, text="not good").jobs
    assert [str(job.path(".mp4").relative_to(tmp_path)) for job in jobs] == [
        f"talk/{each}.mp4" for each in ("01_lstm_gates", "02_silent", "03_lstm_sentence")
    ]
    assert [job.text for job in jobs] == ["not good", None, "not good"]
    with pytest.raises(UsageError, match=r"a\.gif is the name of one film"):
        planning.plan(planning.Intent(str(tmp_path / "a.gif"), (), numbered=True), stories[:1])
    [one] = planning.plan(planning.Intent(f"{tmp_path}/a.gif/", (), numbered=True), stories[:1]).jobs
    assert one.folder == tmp_path / "a.gif"


def test_a_lecture_is_made_in_one_call(run: Callable[..., Result]) -> None:
    done = run(
        "lecture", "--films", "review_memory,vanishing_gradient:rnn", "--text", "good", "-q", "480p15", "-f", "vtt", "-o", "talk"
    )
    assert done.exit_code == 0, done.output
    made = [path for path in done.stdout.split() if path.endswith(".vtt")]  # in the order of their ends
    assert sorted(made) == ["talk/01_review_memory.vtt", "talk/02_vanishing_gradient_rnn.vtt"]
    assert Path("talk/01_review_memory.vtt").read_text(encoding="utf-8").startswith("WEBVTT")
