"""The command `train`: a table of one's own becomes weights that films take, or one sentence says why not."""

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

from model import recipes, zoo
from model.cells import CELLS
from model.networks import Reader, Translator
from model.recipes import TASKS, Request, Trained, reviews, rounds, translation
from model.trace import Trace
from model.training import Check, Progress

Run = Callable[..., Result]
WHO = {"i": "मी", "we": "आम्ही", "they": "ते"}
WHOM = {"dogs": "कुत्रे", "water": "पाणी", "light": "प्रकाश", "bread": "भाकरी", "trees": "झाडे", "songs": "गाणी", "books": "पुस्तके"}
WHAT = {"see": "पाहतो", "want": "मागतो", "hear": "ऐकतो"}


def marathi() -> str:
    """Return 63 pairs in which the verb goes to the end."""
    rows = product(WHO.items(), WHAT.items(), WHOM.items())
    return "".join(f"{who[0]} {what[0]} {whom[0]}.\t{who[1]} {whom[1]} {what[1]}\n" for who, what, whom in rows)


def said(done: Result) -> list[str]:
    """Return the lines on standard error, but for how far it was now and then, and how long it will take."""
    passing = re.compile(r"(reading|encoding|learning): [\d,]+ of |It will take about ")
    return [line for line in done.stderr.splitlines() if not passing.match(line)]


@pytest.fixture
def table(run: Run) -> Path:
    Path("pairs.tsv").write_text(marathi(), encoding="utf-8")
    return Path("pairs.tsv")


def outcome(reader: Reader, interrupted: bool = False) -> Trained:
    """Return what a training returns, without training."""
    counts = {"train_count": 200, "dev_count": 20, "held_out": 40}
    best = Check(2, 0.5, 0.9)
    return Trained(network=reader, accuracy=0.875, **counts, losses=(1.0, 0.5), best=best, interrupted=interrupted)


def test_training_prints_the_score_and_saves_the_weights(run: Run, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def trained(request: Request) -> Trained:
        asked.append((request.seed, request.data))
        return outcome(reader)

    monkeypatch.setitem(TASKS, "reviews", replace(TASKS["reviews"], train=trained))
    done = run("train", "reviews", "--seed", "3", "-o", "own.safetensors")
    assert (done.exit_code, done.stdout) == (0, "own.safetensors\n")
    assert done.stderr == "held-out accuracy 0.875 on 40 texts\n"
    assert run("train", "reviews", "-o", "own.safetensors").exit_code == 0
    assert asked == [(3, None), (None, None)]
    assert zoo.load("own.safetensors").fingerprint == reader.fingerprint
    assert run("audit", "lstm_sentence", "--model", "own.safetensors", "--text", "good").exit_code == 0


def test_pairs_in_any_script_become_a_translator_that_films_take(run: Run, table: Path) -> None:
    done = run("train", "translation", "--data", str(table), "--seed", "1", "-o", "new/mine.safetensors")
    assert (done.exit_code, done.stdout) == (0, "new/mine.safetensors\n")
    found, parts, score, advice = said(done)
    assert found == "pairs.tsv has 63 pairs, parted by tabs."
    assert parts == "It learns from 51 pairs, chooses its best moment by 6 others, and is judged by another 6."
    assert re.fullmatch(r"held-out exact match [01]\.\d{3} on 6 sentences; looking up .+ gives 0\.\d{3}.*", score)
    assert advice.startswith("51 pairs are few: expect sentences of their kind")
    audited = run("audit", "alignment", "--model", "new/mine.safetensors", "--text", "We want bread!")
    assert audited.exit_code == 0, audited.stderr
    assert run("trace", "new/mine.safetensors", "--text", "We want bread!", "-o", "t.npz").exit_code == 0
    trace: Any = Trace.load(Path("t.npz"))
    assert trace.translation == ("आम्ही", "भाकरी", "मागतो")
    assert trace.provenance.seed == 1
    assert run("audit", "context_vector", "--trace", "t.npz").exit_code == 0


def test_without_data_the_bundled_pairs_are_learned(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def trained(*arguments: Any, **_: Any) -> Any:
        asked.append(arguments)
        raise zoo.UsageError("Enough.")

    monkeypatch.setattr(translation, "train_bundled", trained)
    assert run("train", "translation", "--seed", "5", "-o", "m.safetensors").stderr == "Error: Enough.\n"
    assert run("train", "translation", "-o", "m.safetensors").exit_code == 1
    assert asked == [("english_french", 5), ("english_french", None)]
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("at", "kept"), [(0, 0), (200, 200)])
def test_an_interrupt_saves_the_best_so_far(at: int, kept: int, run: Run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train = TASKS["translation"].train

    def interrupted(request: Request) -> Any:
        def stop(told: Progress) -> None:
            request.progress(told)
            if told.stage == "learning" and told.step >= at:
                raise KeyboardInterrupt

        return train(replace(request, progress=stop))

    monkeypatch.setitem(TASKS, "translation", replace(TASKS["translation"], train=interrupted))
    done = run("train", "translation", "--data", str(table), "-o", "mine.safetensors")
    assert (done.exit_code, done.stdout) == (0, "mine.safetensors\n")
    assert f"Interrupted after {kept} steps: the best weights so far are kept.\n" in done.stderr
    assert isinstance(zoo.load("mine.safetensors"), Translator)


def test_an_interrupt_before_the_first_check_keeps_what_was_learned(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_for, pair_batches = translation.plan_for, rounds.pair_batches

    def few(*arguments: Any) -> Any:
        for number, batch in enumerate(pair_batches(*arguments)):
            if number == 90:
                raise KeyboardInterrupt
            yield batch

    monkeypatch.setattr(translation, "plan_for", lambda pairs: replace(plan_for(pairs), check=300))
    monkeypatch.setattr(rounds, "pair_batches", few)
    trained = recipes.train(task="translation", data=table)
    assert trained.interrupted
    assert trained.best.step == len(trained.losses) == 90


def test_a_table_as_people_have_them_is_learned(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"gut": "ja", "Gut so": "Ja", "übel": "nein"}
    rows = [f"{word} {thing};{label}" for thing in "abcdefghijkl" for word, label in words.items()]
    Path("t.csv").write_text("\n".join(["Satz;Urteil", *rows, "a;b;c", '"Gut" z;ja', "gut a;nein"]), encoding="utf-8")
    plan_for = reviews.plan_for
    monkeypatch.setattr(reviews, "plan_for", lambda examples: replace(plan_for(examples), steps=3))
    asked = ["--text-column", "satz", "--label-column", "Urteil", "--skip-bad-rows"]
    done = run("train", "reviews", "--data", "t.csv", *asked, "-o", "m.safetensors")
    assert done.exit_code == 0, done.stderr
    *found, score = said(done)
    assert found == [
        "Left out 1 of 39 rows: line 38: 3 fields instead of 2 (a text with semicolons needs quotation marks).",
        "Quotation marks that do not match are taken as they stand in line 39.",
        "t.csv has 38 texts, parted by semicolons, with 2 labels: 'ja' 25; 'nein' 13.",
        "Labels that differ only in case or space are taken as one: 'Ja' as 'ja'.",
        "1 text has more than one label, which nothing can learn: 'gut a' in line 2 ('ja') and 40 ('nein').",
        "It learns from 26 texts, chooses its best moment by 6 others, and is judged by another 6.",
    ]
    assert re.fullmatch(r"held-out accuracy .* on 6 texts; always saying 'ja' gives 0\.\d{3}.*", score)
    network = zoo.load("m.safetensors")
    assert isinstance(network, Reader)
    assert network.labels == ("ja", "nein")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are UTF-8")
def test_a_file_whose_name_is_no_utf_8_is_learned_from(run: Run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_for = translation.plan_for
    monkeypatch.setattr(translation, "plan_for", lambda pairs: replace(plan_for(pairs), steps=3))
    odd = os.fsdecode(b"caf\xe9.tsv")
    table.rename(odd)
    done = run("train", "translation", "--data", odd, "-o", "m.safetensors")
    assert done.exit_code == 0, done.stderr
    assert zoo.load("m.safetensors").provenance.model == r"caf\xe9"


def test_languages_are_named(run: Run, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_for = translation.plan_for
    monkeypatch.setattr(translation, "plan_for", lambda pairs: replace(plan_for(pairs), steps=3))
    table.write_text("Klingon\tMarathi\n" + marathi(), encoding="utf-8")
    done = run("train", "translation", "--data", str(table), "--languages", "Klingon, Marathi", "-o", "m.safetensors")
    assert done.exit_code == 0, done.stderr
    assert said(done)[0] == "Line 1 of pairs.tsv is left out as a header: it names 'Klingon' and 'Marathi'."
    network = zoo.load("m.safetensors")
    assert isinstance(network, Translator)
    assert network.languages == ("Klingon", "Marathi")


@pytest.mark.parametrize("cell", CELLS)
def test_a_reader_is_trained_with_any_cell(cell: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        f"{word} {thing},{label}" for thing in "abcdefghijkl" for word, label in (("good", "yes"), ("bad", "no"), ("so", "no"))
    ]
    Path("t.csv").write_text("\n".join(["text,label", *rows]), encoding="utf-8")
    plan_for = reviews.plan_for
    monkeypatch.setattr(reviews, "plan_for", lambda examples: replace(plan_for(examples), steps=30))
    done = run("train", "reviews", "--data", "t.csv", "--cell", cell, "-o", "m.safetensors")
    assert done.exit_code == 0, done.stderr
    network = zoo.load("m.safetensors")
    assert isinstance(network, Reader)
    assert network.cell.kind == cell
    assert network.provenance.notes.startswith("trained with a gate penalty of 1" if CELLS[cell].idle else "trained without")
    assert run("trace", "m.safetensors", "--text", "good a", "-o", "t.npz").exit_code == 0
    assert all(identity.holds for identity in Trace.load(Path("t.npz")).identities())
    filmed = run("audit", "lstm_gates", "--trace", "t.npz")
    refused = "" if cell == "lstm" else f"Error: lstm_gates shows lstm cells; t.npz is of {cell} cells: film it with "
    assert filmed.stderr.startswith(refused) if refused else not filmed.stderr


def test_the_help_tells_every_task_and_cell(run: Run) -> None:
    helped = " ".join(run("train", "--help").stdout.split())
    assert f"TASK is one of {', '.join(TASKS)}." in helped
    assert f"[{'|'.join(CELLS)}]" in helped
    assert all((f"For `{name}`, --data is {task.data}." in helped) == bool(task.data) for name, task in TASKS.items())
    assert helped.count("take no --data") == 1


@pytest.mark.parametrize("arguments", [["poems"], ["reviews", "--cell", "lstn"]])
def test_an_unknown_task_or_cell_is_a_misuse(arguments: list[str], run: Run) -> None:
    done = run("train", *arguments, "-o", "m.safetensors")
    assert done.exit_code == 2
    assert f"'{arguments[-1]}' is not one of '" in done.stderr


OUTPUT = ["-o", "m.safetensors"]
FAILURES: dict[str, tuple[list[str], str]] = {
    "a cell for a translator": (["translation", "--cell", "gru", *OUTPUT], "cannot be trained with --cell gru"),
    "missing table": (["reviews", "--data", "no.csv", *OUTPUT], "no file no.csv"),
    "garbage table": (["reviews", "--data", "garbage", *OUTPUT], "garbage is not UTF-8 text"),
    "missing pairs": (["translation", "--data", "no.tsv", *OUTPUT], "no file no.tsv"),
    "garbage pairs": (["translation", "--data", "garbage", *OUTPUT], "garbage is not UTF-8 text, see its line"),
    "no pairs": (["translation", "--data", "empty.tsv", *OUTPUT], "empty.tsv has no rows"),
    "bad pairs": (["translation", "--data", "bad.tsv", *OUTPUT], "line 2: there is no tab"),
    "utf-16 table": (["reviews", "--data", "wide.csv", *OUTPUT], "wide.csv is UTF-16 text"),
    "a long line": (["reviews", "--data", "line.csv", *OUTPUT], "line 2: it has 2,000,002 characters"),
    "arabic labels": (
        ["reviews", "--data", "label.csv", "-o", "m.safetensors"],
        "draw Arabic",
    ),
    "arabic texts": (["reviews", "--data", "arabic.csv", *OUTPUT], "draw Arabic"),
    "a chinese name": (["reviews", "--data", "好.csv", *OUTPUT], "draw Chinese"),
    "chinese pairs": (["translation", "--data", "chinese.tsv", *OUTPUT], "draw Chinese"),
    "a hebrew language": (
        ["translation", "--data", "pairs.tsv", "--languages", "a,עברית", "-o", "m.safetensors"],
        "draw Hebrew",
    ),
    "one language": (["translation", "--data", "pairs.tsv", "--languages", "a", *OUTPUT], "takes two names"),
    "a column for pairs": (
        ["translation", "--data", "pairs.tsv", "--text-column", "a", "-o", "m.safetensors"],
        "--text-column: it",
    ),
    "languages of a table": (
        ["reviews", "--data", "line.csv", "--languages", "a,b", "-o", "m.safetensors"],
        "with --languages: it",
    ),
    "a column of nothing": (
        ["reviews", "--text-column", "a", "-o", "m.safetensors"],
        "--text-column is about a file of your own",
    ),
    "the data as output": (
        ["reviews", "--data", "好.csv", "-o", "./好.csv"],
        "好.csv holds your own data: give",
    ),
    "folder below a file": (["translation", "--data", "pairs.tsv", "-o", "bad.tsv/m.safetensors"], "written to bad.tsv"),
}


GOOD = "text,label\n" + "".join(f"word {number},{number % 2}\n" for number in range(30))
ODD = {
    "wide.csv": GOOD,
    "line.csv": f"text,label\n{'x' * 2_000_000},a\n",
    "label.csv": GOOD.replace(",1\n", ",جيد\n"),
    "arabic.csv": GOOD.replace("word", "كلمة"),
    "好.csv": GOOD,
    "chinese.tsv": "".join(f"word {number}\t词 {number}\n" for number in range(40)),
}
"""Files that cannot be learned from, or whose models no film could show."""


@pytest.mark.parametrize("case", FAILURES)
@pytest.mark.usefixtures("table")
def test_what_cannot_work_is_one_sentence_and_trains_nothing(case: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def train(*_: Any) -> Any:
        raise AssertionError("it trains")

    monkeypatch.setattr(reviews, "train_reader", train)
    monkeypatch.setattr(translation, "train_pairs", train)
    Path("garbage").write_bytes(np.arange(256, dtype=np.uint8).tobytes())
    Path("empty.tsv").touch()
    Path("bad.tsv").write_text("good\tbon\nno tab\n", encoding="utf-8")
    for name, text in ODD.items():
        Path(name).write_text(text, encoding="utf-16" if name == "wide.csv" else "utf-8")
    before = sorted(Path().rglob("*"))
    arguments, needle = FAILURES[case]
    done = run("train", *arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    *_, error = done.stderr.splitlines()
    assert re.fullmatch(r"Error: .{,292}\.", error)
    assert needle in error
    assert sorted(Path().rglob("*")) == before


def test_a_folder_as_output_is_a_misuse(run: Run, table: Path) -> None:
    Path("folder").mkdir()
    done = run("train", "translation", "--data", str(table), "-o", "folder")
    assert done.exit_code == 2
    assert "'folder' is a directory" in done.stderr
