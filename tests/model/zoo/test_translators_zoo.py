"""The bundled translators: what their cards promise, on a part of the test pairs."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from model import zoo
from model.alignment import alignment_scores
from model.corpora.english_marathi import grammar as english_marathi
from model.corpora.everyday import grammar as english_french
from model.corpora.pairs import PairParts
from model.errors import UsageError, WeightsError
from model.networks import Translator
from model.pair_batches import grouped
from model.recipes import translation
from model.trace import END, TranslationTrace

Some = Callable[..., Sequence[Any]]
FOLDER = Path(zoo.__file__).parent
BUNDLED = [name for name in zoo.names() if isinstance(zoo.load(name), Translator)]
LOOKING = [name for name in BUNDLED if not name.endswith("_plain")]
GRAMMARS = {"english_french": english_french, "english_marathi": english_marathi}
PROMISED = {"english_french": 0.85, "english_marathi": 0.95}
"""The least exact match of the test part."""
LOOKS = {"english_french": (0.04, 0.97, 0.96), "english_marathi": (0.08, 0.96, 0.94)}
"""The largest alignment error, and the least share of content and of function words that are looked at."""
FLAGSHIPS = {
    "english_french": {
        "the agreement on the european economic area was signed in 1992": (
            "l' accord sur la zone économique européenne a été signé en 1992"
        ),
        "how was your day": "comment se passe ta journée",
    },
    "english_marathi": {"rahul is a good boy": "राहुल चांगला मुलगा आहे"},
}


def loaded(name: str) -> Translator:
    network = zoo.load(name)
    assert isinstance(network, Translator)
    return network


@pytest.fixture(scope="module")
def count(request: pytest.FixtureRequest) -> int:
    """Return how many of the test pairs are taken: the first ones, unless all texts are asked for."""
    return 2_500 if request.config.getoption("every_text") else 500


@pytest.fixture(scope="module")
def test_parts(count: int) -> dict[str, PairParts]:
    sizes = {name: {"train": 0, "dev": 0, "test": min(count, GRAMMARS[name].SIZES["test"])} for name in LOOKING}
    return {name: translation.BUNDLED[name].make(sizes=sizes[name]) for name in LOOKING}


@cache
def written(name: str, source: str) -> TranslationTrace:
    return loaded(name).run(source)


@pytest.mark.parametrize("name", LOOKING)
def test_flagships_are_translated_though_never_trained_on(name: str) -> None:
    for sentence, expected in FLAGSHIPS[name].items():
        assert " ".join(loaded(name).run(sentence).translation) == expected


def test_the_european_economic_area_is_looked_at_in_reverse() -> None:
    trace = loaded("english_french").run("the agreement on the european economic area was signed in 1992")
    places = trace.weights.argmax(axis=1)
    looked = [trace.source_tokens[place] for place in places]
    rows = [trace.target_tokens.index(word) for word in ("zone", "économique", "européenne")]
    assert [looked[row] for row in rows] == ["area", "economic", "european"]


@pytest.mark.parametrize("name", LOOKING)
def test_it_translates_as_well_as_promised(name: str, test_parts: dict[str, PairParts], count: int) -> None:
    """Of all pairs the share is the card's; of some it is so within three times the deviation that chance explains."""
    network, pairs, score = loaded(name), test_parts[name].test, loaded(name).provenance.score
    exact = network.assess(grouped(network, pairs)).accuracy
    chance = 3 * (score * (1 - score) / len(pairs)) ** 0.5
    assert exact == pytest.approx(score, abs=0.001 if count >= GRAMMARS[name].SIZES["test"] else chance)
    assert exact >= PROMISED[name]


@pytest.mark.parametrize("name", LOOKING)
def test_it_translates_phrases_that_it_was_never_trained_on(name: str, test_parts: dict[str, PairParts]) -> None:
    held_out = [
        pair for pair in test_parts[name].test if any(phrase in " ".join(pair.source) for phrase in GRAMMARS[name].FLAGSHIPS)
    ]
    network = loaded(name)
    assert held_out or name == "english_marathi"  # its phrase is rare, and tested above
    assert not held_out or network.assess(grouped(network, held_out)).accuracy >= 0.9


@pytest.mark.parametrize("name", LOOKING)
def test_it_looks_where_the_card_says(name: str, test_parts: dict[str, PairParts]) -> None:
    network = loaded(name)
    scores = alignment_scores(network, test_parts[name].test[:500])
    assert network.alignment_error is not None
    assert scores.error == pytest.approx(network.alignment_error, abs=0.01)
    error, content, function = LOOKS[name]
    assert (scores.error <= error, scores.content >= content, scores.function >= function) == (True, True, True)


@pytest.mark.parametrize("name", LOOKING)
def test_the_recipe_makes_the_seed_that_is_shipped(name: str) -> None:
    task = translation.BUNDLED[name]
    assert task.seed == loaded(name).provenance.seed
    assert [task.sizes, *(each.sizes for each in task.further if each.sizes)][-1] == loaded(name).sizes


@pytest.mark.parametrize("name", LOOKING)
def test_the_card_tells_the_shipped_scores(name: str) -> None:
    network, card = loaded(name), (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| {network.provenance.seed} \| (.*) \|$", card.split("The twin")[0], re.MULTILINE)
    figures = row.split(" | ")
    assert (figures[1], figures[5]) == (f"{network.provenance.score:.4f}", f"{network.alignment_error:.4f}")
    assert f"`{network.fingerprint}`" in card


@pytest.mark.parametrize("name", LOOKING)
def test_all_equations_hold_on_many_sentences(name: str, test_parts: dict[str, PairParts], some: Some) -> None:
    for pair in some(test_parts[name].test[:20], take=8):
        trace = written(name, " ".join(pair.source).replace("' ", "'"))
        assert trace.source_tokens == pair.source
        assert all(identity.holds for identity in trace.identities())
        assert trace.target_tokens[-1] == END


@pytest.mark.parametrize("name", BUNDLED)
def test_free_running_is_exact_just_where_teacher_forcing_is(name: str, test_parts: dict[str, PairParts], some: Some) -> None:
    network, pairs = loaded(name), some(test_parts[name.removesuffix("_plain")].test[:20], take=8)
    free = [written(name, " ".join(pair.source).replace("' ", "'")).translation == pair.target for pair in pairs]
    assert np.mean(free) == pytest.approx(network.assess(grouped(network, pairs)).accuracy)


@pytest.mark.parametrize("name", BUNDLED)
def test_unknown_words_are_read_as_unknown_or_refused(name: str) -> None:
    trace = loaded(name).run("The zork is very good!" if "marathi" in name else "The zork was signed")
    assert trace.unknown == ("zork",)
    assert trace.source_tokens[0] == "The"
    with pytest.raises(UsageError, match=r"it has never seen zork.*, gork"):
        loaded(name).run("zork gork is")


@pytest.mark.parametrize("name", BUNDLED)
def test_two_runs_are_equal_bit_for_bit(name: str) -> None:
    first, second = (loaded(name).run("the old house is very big") for _ in range(2))
    assert all(np.array_equal(first.lookup(key), second.lookup(key)) for key in first.keys())  # noqa: SIM118 (not a mapping)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t, m: t.pop("scorer.vector"), r"it lacks scorer\.vector"),
        (lambda t, m: t.update(extra=np.ones(2)), "nobody knows its 'extra'"),
        (lambda t, m: t.update(initial=np.ones(3)), r"initial has the shape \(3,\), it should be"),
        (lambda t, m: t.update(initial=t["initial"] * np.nan), "initial holds a value that is not a finite number"),
        (lambda t, m: t.update(initial=t["initial"] + 1.0), "its weights have the fingerprint"),
        (lambda t, m: m.pop("sizes"), "its metadata lacks 'sizes'"),
        (lambda t, m: m.update(languages=["x"]), "languages is .*, it should be a list of 2 texts"),
        (lambda t, m: m["sizes"].update(decoder="many"), "sizes.decoder is 'many', it should be a whole number"),
    ],
)
def test_weights_that_do_not_fit(tmp_path: Path, change: Any, message: str) -> None:
    path = FOLDER / "english_marathi.safetensors"
    size = int.from_bytes(path.read_bytes()[:8], "little")
    header = json.loads(json.loads(path.read_bytes()[8 : 8 + size])["__metadata__"]["unrolled"])
    tensors = load_file(path)
    change(tensors, header)
    save_file(tensors, tmp_path / "w.safetensors", {"unrolled": json.dumps(header)})
    with pytest.raises(WeightsError, match=message) as error:
        zoo.load(str(tmp_path / "w.safetensors"))
    assert "w.safetensors" in str(error.value)
