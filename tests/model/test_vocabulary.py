"""Words: what belongs to one, and what happens to those that nobody knows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UsageError
from model.vocabulary import UNKNOWN, Manner, Vocabulary
from model.words import is_name_or_number, look_up_form, words_of

VOCABULARY = Vocabulary((UNKNOWN, "don't", "good", "great", "not", "very", "élan"))


def invisible(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or (words_of(f"a{sign}") == ("a",) and unicodedata.category(sign).startswith("M"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amazing! This, too.", ("Amazing", "This", "too")),
        ("I don't; you don’t", ("I", "don't", "you", "don’t")),
        ("'quoted' rock'n'roll boys'", ("quoted", "rock'n'roll", "boys")),
        ("well-made (10/10) - E-Mail, что-то धीरे-धीरे", ("well-made", "10/10", "E-Mail", "что-то", "धीरे-धीरे")),
        ("don`t don´t 'don‘t'", ("don`t", "don´t", "don‘t")),
        ("3.5 of 5/5. At 10:30, 1,000.50 or 1. 2", ("3.5", "of", "5/5", "At", "10:30", "1,000.50", "or", "1", "2")),
        ("(a.b+c@ex-ample.co.uk), hm@x", ("a.b+c@ex-ample.co.uk", "hm", "x")),
        ("See https://foo.org/a/b?x=1#y. www.bar.de!", ("See", "https://foo.org/a/b?x=1#y", "www.bar.de")),
        ("amazon.com/dp/1; so good.But", ("amazon.com/dp/1", "so", "good", "But")),
        ("so\N{SOFT HYPHEN}ft ze\N{ZERO WIDTH SPACE}ro \N{ZERO WIDTH NO-BREAK SPACE}bom", ("soft", "zero", "bom")),
        (
            "Straße λόγος İstanbul Їжак क्\N{ZERO WIDTH JOINER}ष",
            ("Straße", "λόγος", "İstanbul", "Їжак", "क्\N{ZERO WIDTH JOINER}ष"),
        ),
        ("cafe\N{COMBINING ACUTE ACCENT} Élan", ("café", "Élan")),
        ("snake_case <unknown>", ("snake", "case", "unknown")),
        ("आज दिन अच्छा है।", ("आज", "दिन", "अच्छा", "है")),
        ("good 👍🏽 ❤️ 👩‍👧 1️⃣", ("good", "1")),
        ("... !? 👍 ''", ()),
        ("", ()),
    ],
)
def test_words_of(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@given(st.text())
def test_words_hold_no_space_and_read_the_same_again(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert all(word and not any(map(str.isspace, word)) for word in words)
    assert UNKNOWN not in words


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("good 👍🏽 ❤️ 👩‍👧, 👍🏽 and good", ("👍🏽", "❤️", "👩‍👧")),
        ("5$ + 3° at a.b+c@x.org, https://x.org/?a=1 👍", ("$", "+", "°", "a.b+c@x.org", "https://x.org/?a=1", "👍")),
        ("“Don`t”, she said – no… (1️⃣ क्\N{ZERO WIDTH JOINER}ष so\N{SOFT HYPHEN}ft)\n", ()),
    ],
)
def test_what_is_left_out_is_known(text: str, signs: tuple[str, ...]) -> None:
    assert VOCABULARY.left_out(text) == signs


@given(st.text())
def test_every_letter_of_a_text_is_in_a_word(text: str) -> None:
    seen = "".join(sign for sign in text if not invisible(sign))
    letters = [sign for sign in unicodedata.normalize("NFC", seen) if sign.isalnum()]
    assert [sign for word in words_of(text) for sign in word if sign.isalnum()] == letters


@given(st.text(min_size=1))
def test_composed_and_decomposed_are_one_word(word: str) -> None:
    assert look_up_form(unicodedata.normalize("NFD", word)) == look_up_form(unicodedata.normalize("NFC", word))


@pytest.mark.parametrize("typed", ["Don't", "don’t", "DON'T", "don`t", "donʼt", "do\N{ZERO WIDTH NON-JOINER}n't"])
def test_look_up_ignores_case_and_the_kind_of_apostrophe(typed: str) -> None:
    assert VOCABULARY.encode([typed]).tolist() == [1]


def test_unknown_words_are_row_zero_and_words_stay_as_typed() -> None:
    words, rows, forms = VOCABULARY.read("Not VERY zork")
    assert words == ("Not", "VERY", "zork")
    assert rows.tolist() == [4, 5, 0]
    assert forms == ("", "", "")


def test_an_unknown_word_with_hyphens_is_read_as_several_that_are_known() -> None:
    assert VOCABULARY.read("not-good very-zork good")[0] == ("not", "good", "very-zork", "good")


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("it costs $20.", ("it", "costs", "20", "$"), ("", "", "", "dollars")),
        ("€1,000.50, 20 €", ("1,000.50", "€", "20", "€"), ("", "euros", "", "euros")),
        ("20 costs & 20%", ("20", "costs", "&", "20", "%"), ("", "", "and", "", "percent")),
        ("it costs £20", ("it", "costs", "20"), ("", "", "")),
        ("it costs 20 $20k US$ A&B $x", ("it", "costs", "20", "20k", "US", "A", "B", "x"), ("",) * 8),
    ],
)
def test_a_sign_is_read_as_the_word_it_means_where_that_is_known(
    text: str, words: tuple[str, ...], forms: tuple[str, ...]
) -> None:
    known = Vocabulary((UNKNOWN, "1,000.50", "20", "and", "costs", "dollars", "euros", "it", "percent"))
    assert words == (read := known.read(f"it it it it it it it it {text}", Manner(language="English"))).words[8:]
    assert read.forms[8:] == forms
    assert not set(known.left_out(text, read.words)) & set(words)
    assert not any(known.read(f"it it it it it it it it {text}", Manner(language="Tlön")).forms)


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("5km 5 km 2.5km, 7km", ("5", "km", "5", "km", "2.5", "km", "7", "km"), ("", "kilometers") * 4),
        (
            "5km. 5pm 5P.M. 5zork 5k",
            ("5", "km", "5", "pm", "5", "P.M", "5zork", "5k"),
            ("", "kilometers", "", "", "", "pm", "", ""),
        ),
        (
            "Dr. Good, 2nd 5 °C 5°",
            ("Dr", "Good", "2nd", "5", "°C", "5", "°"),
            ("doctor", "", "second", "", "degrees", "", "degrees"),
        ),
        (
            "5 p.m. the U.S.A. e.g. 5 km.a good.A",
            ("5", "p.m", "the", "U.S.A", "e.g", "5", "km", "a", "good", "A"),
            ("", "pm") + ("",) * 4 + ("kilometers", "", "", ""),
        ),
    ],
)
def test_an_abbreviation_is_read_as_the_word_it_means_where_that_is_known(
    text: str, words: tuple[str, ...], forms: tuple[str, ...]
) -> None:
    known = Vocabulary((UNKNOWN, "5", "a", "degrees", "doctor", "good", "it", "kilometers", "pm", "second", "the"))
    read = known.read(f"{'it ' * 20}{text}", Manner(language="English"))
    assert (read.words[20:], read.forms[20:]) == (words, forms)
    assert known.left_out(text, read.words) == ()
    assert not any(known.read(f"{'it ' * 20}{text}", Manner(language="Tlön")).forms)


def test_an_unknown_word_with_accents_is_read_without_them() -> None:
    known = Vocabulary((UNKNOWN, "cafe", "élan", "मैं"))
    assert known.read("Café cafe\N{COMBINING ACUTE ACCENT} elan élan").forms == ("cafe", "cafe", "", "")
    assert known.read("cafe cafe म").forms == ("", "", "")
    assert known.read("the CAFÉS cafe cafe", Manner(language="English")).forms == ("", "cafe", "", "")


def test_a_third_unknown_is_read_and_more_is_refused_with_near_matches() -> None:
    assert VOCABULARY.read("good zork not")[1].tolist() == [2, 0, 4]
    with pytest.raises(UsageError, match=r"^This .* seen goood \(did you mean good\?\), zork\.$"):
        VOCABULARY.read("goood zork zork not not")


def test_many_unknown_words_are_counted_and_the_reader_is_named() -> None:
    with pytest.raises(UsageError, match=r"^Max \(a boy\) knows too few .* seen aa, bb, cc, dd, ee, ff and 2 more\.$"):
        VOCABULARY.read("aa bb cc dd ee ff gg hh", Manner(title="Max (a boy)"))


def test_an_address_is_left_out_unless_it_is_known_or_copied() -> None:
    text = "not good www.example.com/a?id=12345 http://x.y a@x.org"
    assert VOCABULARY.read(text).words == ("not", "good")
    assert VOCABULARY.left_out(text, ("not", "good")) == ("www.example.com/a?id=12345", "http://x.y", "a@x.org")
    assert VOCABULARY.read(text, Manner(copies=True)).words == ("not", "good", "www.example.com/a?id=12345")
    known = Vocabulary((*VOCABULARY.words, "a@x.org"))
    assert known.read(text).words == ("not", "good", "a@x.org")
    assert "a@x.org" not in known.left_out(text, known.read(text).words)
    with pytest.raises(UsageError, match="There is no word in"):
        VOCABULARY.read("http://x.y")


@pytest.mark.parametrize(
    ("title", "called"),
    [("reviews_rnn (reviews: negative, neutral or positive)", "reviews_rnn"), ("m" * 60, "m" * 20 + "…" + "m" * 19)],
)
def test_what_is_in_brackets_behind_a_title_is_said_whole_or_not_at_all(title: str, called: str) -> None:
    with pytest.raises(UsageError, match=f"^{called} knows too few of these words"):
        VOCABULARY.read("aa bb", Manner(title=title))


@pytest.mark.parametrize(
    ("address", "shown"), [("max", "max"), ("my max.safetensors", "'my max.safetensors'"), ("m" * 200, "FILE")]
)
def test_a_refusal_says_how_to_see_the_words_that_are_known(address: str, shown: str) -> None:
    manner = Manner(title="Max the boy who read everything twice", address=address)
    with pytest.raises(UsageError, match=rf"ff and 2 more\. It knows 6 words: `list --words {shown}` shows them\.$") as error:
        VOCABULARY.read("aa bb cc dd ee ff gg hh", manner)
    assert len(str(error.value)) < 300
    with pytest.raises(UsageError) as error:
        VOCABULARY.read(" ".join(letter * 70 for letter in "abcdefgh"), manner)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Anna", True),
        ("ZORBLAX", True),
        ("1987", True),
        ("3.5", True),
        ("B52", True),
        ("Anna's", True),
        ("Élan", True),
        ("१९८७", True),
        ("I", False),
        ("I'm", False),
        ("I’ve", False),
        ("zork", False),
        ("iPhone", False),
        ("आज", False),
    ],
)
def test_what_a_name_or_a_number_is(word: str, found: bool) -> None:
    assert is_name_or_number(word) == found


def test_what_can_be_copied_does_not_count_as_unknown_if_a_word_is_known() -> None:
    assert VOCABULARY.read("Anna 1987 not", Manner(copies=True)).rows.tolist() == [0, 0, 4]
    for text, manner in [("Anna 1987 not", Manner()), ("Anna 1987", Manner(copies=True)), ("Anna zork not", Manner())]:
        with pytest.raises(UsageError, match="knows too few"):
            VOCABULARY.read(text, manner)


NUMBERS = Vocabulary((UNKNOWN, "12", "1234", "1999", "2010", "3.5", "4995", "9", "paris", "१९९०"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2077", "2010"),
        ("2004", "1999"),  # of two as near the smaller
        ("1,234", "1234"),
        ("1.234.567", "1234"),  # no known number has so many figures
        ("9" * 5000, "4995"),
        ("3.6", "3.5"),
        ("8", "9"),
        ("77.25", "12"),
        ("१९९१", "१९९०"),
        ("10:47", ""),
        ("1.2.2077", ""),
        ("5/6", ""),
        ("1990s", ""),
        ("12", ""),
    ],
)
def test_an_unknown_number_is_read_as_the_nearest_of_as_many_figures(typed: str, read: str) -> None:
    found = NUMBERS.read(f"paris {typed}", Manner(copies=True))
    assert found.forms[1] == read
    assert NUMBERS.words[found.rows[1]] == (read or (typed if typed == "12" else UNKNOWN))


def test_a_number_is_read_as_another_one_only_where_it_can_be_copied_and_one_is_known() -> None:
    assert not any(NUMBERS.read("paris paris 2077").forms)
    assert not any(VOCABULARY.read("not 2077", Manner(copies=True)).forms)


def test_another_form_is_read_where_the_language_has_such() -> None:
    known = Vocabulary((UNKNOWN, "Rain", "not", "sign", "well"))
    words, rows, forms = known.read("Rains not signing well-signed", Manner(language="English"))
    assert words == ("Rains", "not", "signing", "well-signed")
    assert rows.tolist() == [1, 2, 3, 0]
    assert forms == ("Rain", "", "sign", "")
    assert known.read("not not signing", Manner(language="German")).rows.tolist() == [2, 2, 0]


def test_all_words_are_listed_in_alphabetical_order() -> None:
    assert Vocabulary((UNKNOWN, "b", "A", "C", "a")).alphabet == ("A", "a", "b", "C")


def test_strangers_are_introduced_with_what_is_spelt_much_like_them() -> None:
    assert VOCABULARY.introduce(["GREET", "dont", "god", "nto", "Élans"]) == (
        "GREET (did you mean great?)",
        "dont (did you mean don't?)",
        "god (did you mean good?)",
        "nto",
        "Élans (did you mean élan?)",
    )


def test_of_many_strangers_only_some_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr("model.vocabulary.near_matches", lambda word, choices, **about: compared.append(word) or " (so)")
    strangers = [f"zork{number}" for number in range(3_000)]
    introduced = VOCABULARY.introduce(strangers)
    assert introduced[9:11] == ("zork9 (so)", "zork10")
    assert len(introduced) == 3_000
    assert compared == strangers[:10]


@pytest.mark.parametrize("text", ["", "  ", "?!", "👍"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        VOCABULARY.read(text)


def test_rare_words_train_the_unknown_word() -> None:
    sentences = [("a", "B"), ("b", "c")]
    assert Vocabulary.of(sentences).words == (UNKNOWN, "b")
    assert Vocabulary.of(sentences, at_least=1).words == (UNKNOWN, "a", "b", "c")


def test_words_are_read_by_their_form_and_known_by_their_most_frequent_spelling() -> None:
    known = Vocabulary.of([("Die", "Straße", "die"), ("die", "Straße", "STRASSE")])
    assert known.words == (UNKNOWN, "die", "Straße")
    assert known.encode(["DIE", "strasse", "Straße"]).tolist() == [1, 2, 2]
    assert known.introduce(["Strase"]) == ("Strase (did you mean Straße?)",)


def test_words_are_written_in_every_frequent_spelling() -> None:
    sentences = [("Die", "Straße", "die", "λόγος"), ("die", "Straße", "Die", "λόγος"), ("DIE", "Hund", "hund")]
    written = Vocabulary.written(sentences)
    assert written.words == (UNKNOWN, "die", "Die", "hund", "Straße", "λόγος")
    assert written.encode(["Die", "die", "DIE", "Hund", "λόγος"]).tolist() == [2, 1, 1, 3, 5]


@pytest.mark.parametrize("words", [("a",), (UNKNOWN, "a", "a"), ()])
def test_a_vocabulary_that_is_none_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="starts with"):
        Vocabulary(words)


def test_many_signs_in_a_row_are_gone_through_once() -> None:
    """Signs that an address may hold, again and again, and none: it took time that grew with the square of their number."""
    for sign in "+.-@/:_":
        assert len("".join(words_of(f"{sign}1" * 20_000))) >= 20_000


def test_of_too_many_words_the_most_frequent_are_kept() -> None:
    sentences = [["b", "a", "B", "c", "c", "c", "d"], ["A", "a", "b", "d", "e"]]
    assert Vocabulary.of(sentences, 2, 2).words == (UNKNOWN, "a", "b")
    assert Vocabulary.of(sentences, 1, 9).words == (UNKNOWN, "a", "b", "c", "d", "e")
    assert Vocabulary.written([["a", "a", "a", "A", "A", "b", "b", "b", "B", "c"]], 2, 2).words == (UNKNOWN, "a", "b")
    assert Vocabulary.written([["a", "a", "A", "A", "b", "c", "c"]], 2, 3).words == (UNKNOWN, "a", "A", "c")
