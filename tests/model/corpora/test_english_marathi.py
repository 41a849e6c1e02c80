"""Everyday English and its Marathi: the forms of Marathi, how sentences are put together, and their gold alignments."""

import re
import unicodedata
from functools import cache

import numpy as np
import pytest

from model.corpora.english_marathi import grammar, lexicon
from model.corpora.english_marathi.agreement import Agreement, adjective, how
from model.corpora.english_marathi.clauses import Slots, arranged, clause, copula
from model.corpora.english_marathi.lexicon import ADJECTIVES, NOUNS, VERBS, Noun, Verb, noun, nouns, words
from model.corpora.english_marathi.nominals import IT, PRONOUNS, Nominal, genitive, named, noun_phrase, pronoun_phrase
from model.corpora.everyday.english import with_an
from model.corpora.everyday.pieces import Phrase, unit
from model.corpora.pairs import SentencePair, aligned

DATIVE = "dative"


@cache
def written() -> tuple[SentencePair, ...]:
    rng = np.random.default_rng(11)
    return tuple(grammar.write_pair(rng) for _ in range(8_000))


def who(english: str) -> Nominal:
    """Return a pronoun, a name or "the" with a noun, as somebody."""
    for each in (*PRONOUNS, IT):
        if each.english[0] == english:
            return pronoun_phrase(each)
    for kind, gender in (("man", "m"), ("woman", "f")):
        if english in words(kind):
            return named(english, words(kind)[english], gender)
    return thing(english)


def thing(english: str, determiner: str = "the") -> Nominal:
    """Return a noun as it is in the singular, or in the plural if that is how it is written."""
    rng = np.random.default_rng(0)
    for each in NOUNS:
        if english == each.english[0]:
            return noun_phrase(rng, each, determiner=determiner, plain=True)
        if english == each.english[1]:
            return noun_phrase(rng, each, determiner=determiner, plain=True, many=1.0)
    raise KeyError(english)


def verb(english: str) -> Verb:
    return next(each for each in VERBS if each.english[0] == english)


def said(phrase: Phrase) -> tuple[str, str]:
    return " ".join(token.word for token in with_an(phrase.read)), " ".join(token.word for token in phrase.written)


@pytest.mark.parametrize(
    ("english", "forms"),
    [
        ("boy", "मुलगा मुला मुलगे मुलां"),
        ("brother", "भाऊ भावा भाऊ भावां"),
        ("sister", "बहीण बहिणी बहिणी बहिणीं"),
        ("student", "विद्यार्थी विद्यार्थ्या विद्यार्थी विद्यार्थ्यां"),
        ("mango", "आंबा आंब्या आंबे आंब्यां"),
        ("mirror", "आरसा आरशा आरसे आरशां"),
        ("camera", "कॅमेरा कॅमेऱ्या कॅमेरे कॅमेऱ्यां"),
        ("dog", "कुत्रा कुत्र्या कुत्रे कुत्र्यां"),
        ("house", "घर घरा घरे घरां"),
        ("song", "गाणे गाण्या गाणी गाण्यां"),
        ("school", "शाळा शाळे शाळा शाळां"),
        ("river", "नदी नदी नद्या नद्यां"),
        ("knife", "सुरी सुरी सुऱ्या सुऱ्यां"),
        ("friend", "मित्र मित्रा मित्र मित्रां"),
        ("wall", "भिंत भिंती भिंती भिंतीं"),
    ],
)
def test_nouns(english: str, forms: str) -> None:
    chosen: Noun = noun(english)
    assert [chosen.alone[0], chosen.oblique[0], chosen.alone[1], chosen.oblique[1]] == forms.split()


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("चांगला", "चांगला चांगली चांगले चांगले चांगल्या चांगली चांगल्या"),
        ("पांढरा", "पांढरा पांढरी पांढरे पांढरे पांढऱ्या पांढरी पांढऱ्या"),
        ("सुंदर", "सुंदर सुंदर सुंदर सुंदर सुंदर सुंदर सुंदर"),
    ],
)
def test_adjectives_agree(word: str, forms: str) -> None:
    alone = [adjective(word, Agreement(3, gender, plural)) for plural in (False, True) for gender in "mfn"]
    assert [*alone, adjective(word, Agreement(), oblique=True)] == forms.split()


def test_how_has_a_sound_of_its_own_before_some_endings() -> None:
    forms = [how(Agreement(3, gender, plural)) for plural in (False, True) for gender in "mfn"]
    assert forms == ["कसा", "कशी", "कसे", "कसे", "कशा", "कशी"]


@pytest.mark.parametrize(
    ("english", "forms"),
    [
        ("read", "वाचतो वाचत वाचल वाचायला वाचू वाच वाचेन वाचशील वाचेल वाचू वाचतील"),
        ("write", "लिहितो लिहीत लिहिल लिहायला लिहू लिही लिहीन लिहिशील लिहील लिहू लिहितील"),
        ("see", "पाहतो पाहत पाहिल पाहायला पाहू पाहा पाहीन पाहशील पाहील पाहू पाहतील"),
        ("eat", "खातो खात खाल्ल खायला खाऊ खा खाईन खाशील खाईल खाऊ खातील"),
        ("drink", "पितो पीत प्यायल प्यायला पिऊ पी पिईन पिशील पिईल पिऊ पितील"),
        ("take", "घेतो घेत घेतल घ्यायला घेऊ घे घेईन घेशील घेईल घेऊ घेतील"),
        ("work", "करतो करत केल करायला करू कर करेन करशील करेल करू करतील"),
        ("get up", "उठतो उठत उठल उठायला उठू ऊठ उठेन उठशील उठेल उठू उठतील"),
    ],
)
def test_verbs(english: str, forms: str) -> None:
    each = verb(english)
    made = [f"{each.habit}तो", each.doing, each.past, f"{each.infinitive}ला", each.can, each.imperative, *each.future]
    assert made == forms.split()


@pytest.mark.parametrize(
    ("tense", "pairs"),
    [
        ("present", "मी वाचतो|तू वाचतोस|तो वाचतो|ती वाचते|आम्ही वाचतो|ते वाचतात"),
        ("progressive", "मी वाचत आहे|तू वाचत आहेस|तो वाचत आहे|ती वाचत आहे|आम्ही वाचत आहोत|ते वाचत आहेत"),
        ("was", "मी वाचत होतो|तू वाचत होतास|तो वाचत होता|ती वाचत होती|आम्ही वाचत होतो|ते वाचत होते"),
        ("past", "मी ते वाचले|तू ते वाचलेस|त्याने ते वाचले|तिने ते वाचले|आम्ही ते वाचले|त्यांनी ते वाचले"),
        ("perfect", "मी ते वाचले आहे|तू ते वाचले आहेस|त्याने ते वाचले आहे|तिने ते वाचले आहे|आम्ही ते वाचले आहे|त्यांनी ते वाचले आहे"),
        ("future", "मी वाचेन|तू वाचशील|तो वाचेल|ती वाचेल|आम्ही वाचू|ते वाचतील"),
        ("going to", "मी वाचणार आहे|तू वाचणार आहेस|तो वाचणार आहे|ती वाचणार आहे|आम्ही वाचणार आहोत|ते वाचणार आहेत"),
        ("can", "मी वाचू शकतो|तू वाचू शकतोस|तो वाचू शकतो|ती वाचू शकते|आम्ही वाचू शकतो|ते वाचू शकतात"),
        ("wants to", "मला वाचायचे आहे|तुला वाचायचे आहे|त्याला वाचायचे आहे|तिला वाचायचे आहे|आम्हाला वाचायचे आहे|त्यांना वाचायचे आहे"),
        ("has to", "मला वाचावे लागते|तुला वाचावे लागते|त्याला वाचावे लागते|तिला वाचावे लागते|आम्हाला वाचावे लागते|त्यांना वाचावे लागते"),
    ],
)
def test_every_person_in_every_tense(tense: str, pairs: str) -> None:
    what = who("it") if "ते " in pairs.split("|")[0] else None
    made = [said(clause(pronoun_phrase(each), verb("read"), tense, what))[1] for each in PRONOUNS]
    assert made == pairs.split("|")


@pytest.mark.parametrize(
    ("doer", "done", "tense", "what", "denied", "english", "marathi"),
    [
        ("rahul", "read", "past", "book", False, "rahul read the book", "राहुलने पुस्तक वाचले"),
        ("rahul", "read", "past", "books", True, "rahul did not read the books", "राहुलने पुस्तके वाचली नाहीत"),
        ("you", "read", "past", "story", False, "you read the story", "तू गोष्ट वाचलीस"),
        ("you", "read", "past", "story", True, "you did not read the story", "तू गोष्ट वाचली नाहीस"),
        ("you", "read", "perfect", "books", False, "you have read the books", "तू पुस्तके वाचली आहेस"),
        ("she", "see", "past", "boy", False, "she saw the boy", "तिने मुलाला पाहिले"),
        ("they", "help", "past", "girls", False, "they helped the girls", "त्यांनी मुलींना मदत केली"),
        ("i", "drink", "past", "tea", False, "i drank the tea", "मी चहा प्यायलो"),
        ("you", "drink", "past", "tea", False, "you drank the tea", "तू चहा प्यायलास"),
        ("she", "drink", "past", "water", True, "she did not drink the water", "ती पाणी प्यायली नाही"),
        ("you", "sleep", "past", "", True, "you did not sleep", "तू झोपला नाहीस"),
        ("i", "sleep", "perfect", "", False, "i have slept", "मी झोपलो आहे"),
        ("priya", "work", "past", "", False, "priya worked", "प्रियाने काम केले"),
        ("we", "think", "past", "", True, "we did not think", "आम्ही विचार केला नाही"),
        ("girl", "buy", "future", "mango", True, "the girl will not buy the mango", "मुलगी आंबा विकत घेणार नाही"),
        ("he", "wait for", "present", "train", False, "he waits for the train", "तो ट्रेनची वाट पाहतो"),
        ("she", "marry", "past", "he", False, "she married him", "तिने त्याच्याशी लग्न केले"),
        ("i", "eat", "wants to", "mango", False, "i want to eat the mango", "मला आंबा खायचा आहे"),
        ("i", "eat", "wants to", "mangoes", True, "i do not want to eat the mangoes", "मला आंबे खायचे नाहीत"),
        ("she", "write", "has to", "poem", False, "she has to write the poem", "तिला कविता लिहावी लागते"),
        ("she", "write", "has to", "letter", True, "she does not have to write the letter", "तिला पत्र लिहावे लागत नाही"),
        ("you", "read", "must", "story", False, "you must read the story", "तुला गोष्ट वाचायला हवी"),
        ("you", "go", "should", "", True, "you should not go", "तू जाऊ नयेस"),
        ("he", "sell", "should", "house", True, "he should not sell the house", "त्याने घर विकू नये"),
        ("boys", "swim", "can", "", True, "the boys can not swim", "मुलगे पोहू शकत नाहीत"),
        ("i", "come", "could", "", True, "i could not come", "मी येऊ शकलो नाही"),
        ("father", "come", "future", "", False, "the father will come", "वडील येतील"),
        ("they", "dance", "likes to", "", True, "they do not like to dance", "त्यांना नाचायला आवडत नाही"),
        ("i", "like", "present", "mangoes", False, "i like the mangoes", "मला आंबे आवडतात"),
        ("i", "like", "present", "you", False, "i like you", "मला तू आवडतोस"),
        ("she", "find", "past", "key", False, "she found the key", "तिला किल्ली सापडली"),
        ("you", "find", "past", "key", True, "you did not find the key", "तुला किल्ली सापडली नाही"),
    ],
)
def test_clauses(doer: str, done: str, tense: str, what: str, denied: bool, english: str, marathi: str) -> None:
    stems = {"go": "जा", "come": "ये", "like": "आवड", "find": "सापड"}
    spelt = {"go": "go/went/gone", "come": "come/came/come", "find": "find/found"}.get(done, done)
    chosen = lexicon.verb(spelt, stems[done], notes=DATIVE if done in ("like", "find") else "") if done in stems else verb(done)
    assert said(clause(who(doer), chosen, tense, who(what) if what else None, denied=denied)) == (english, marathi)


@pytest.mark.parametrize(
    ("doer", "tense", "english"),
    [
        ("i", "present", "do i sleep"),
        ("she", "past", "did she sleep"),
        ("they", "progressive", "are they sleeping"),
        ("he", "wants to", "does he want to sleep"),
        ("we", "has to", "do we have to sleep"),
    ],
)
def test_a_question_has_its_helping_word_first(doer: str, tense: str, english: str) -> None:
    assert said(clause(who(doer), verb("sleep"), tense, asked=True))[0] == english


@pytest.mark.parametrize(
    ("doer", "tense", "denied", "marathi"),
    [
        ("i", "is", False, "मी तिथे आहे"),
        ("we", "is", False, "आम्ही तिथे आहोत"),
        ("you", "was", True, "तू तिथे नव्हतास"),
        ("girls", "was", False, "मुली तिथे होत्या"),
        ("we", "will", True, "आम्ही तिथे नसू"),
        ("father", "was", False, "वडील तिथे होते"),
    ],
)
def test_to_be(doer: str, tense: str, denied: bool, marathi: str) -> None:
    there = Slots(object=unit("there", "तिथे", "adverb"))
    assert said(arranged(who(doer).alone, copula(who(doer), tense, denied=denied), there))[1] == marathi


@pytest.mark.parametrize(
    ("english", "determiner", "case", "before", "expected"),
    [
        ("house", "this", "त", "in", ("in this house", "या घरात")),
        ("friend", "my", "ला", "to", ("to my friend", "माझ्या मित्राला")),
        ("friends", "my", "ला", "to", ("to my friends", "माझ्या मित्रांना")),
        ("schools", "these", "त", "in", ("in these schools", "या शाळांत")),
        ("car", "our", "ने", "by", ("by our car", "आमच्या गाडीने")),
        ("daughter", "second", "साठी", "for", ("for the second daughter", "दुसऱ्या मुलीसाठी")),
    ],
)
def test_what_stands_before_a_case(english: str, determiner: str, case: str, before: str, expected: tuple[str, str]) -> None:
    assert said(thing(english, determiner).say(case, before)) == expected


def test_pronouns_have_forms_of_their_own() -> None:
    cases = ("ने", "ला", "चा", "ची", "साठी", "बरोबर")
    made = [" ".join(each.marathi(case) for case in cases) for each in (*PRONOUNS, IT)]
    assert made == [
        "मी मला माझा माझी माझ्यासाठी माझ्याबरोबर",
        "तू तुला तुझा तुझी तुझ्यासाठी तुझ्याबरोबर",
        "त्याने त्याला त्याचा त्याची त्याच्यासाठी त्याच्याबरोबर",
        "तिने तिला तिचा तिची तिच्यासाठी तिच्याबरोबर",
        "आम्ही आम्हाला आमचा आमची आमच्यासाठी आमच्याबरोबर",
        "त्यांनी त्यांना त्यांचा त्यांची त्यांच्यासाठी त्यांच्याबरोबर",
        "त्याने त्याला त्याचा त्याची त्याच्यासाठी त्याच्याबरोबर",
    ]
    assert said(named("priya", "प्रिया", "f").say(genitive(Agreement(3, "n")), "")) == ("priya", "प्रियाचे")


def test_every_kind_of_thing_that_is_asked_for_exists() -> None:
    spoken = {"tongue"}
    assert not [each.english[0] for each in VERBS if each.objects - spoken and not nouns(*each.objects)]
    known = frozenset().union(*(each.kinds for each in NOUNS)) | {"state"}
    assert not [each.english for each in ADJECTIVES if not each.kinds <= known]


def test_the_lexicon_is_as_large_as_promised() -> None:
    assert len({word for pair in written() for word in pair.source}) >= 900


def test_words_are_well_formed() -> None:
    forms = {word for pair in written() for word in pair.target}
    odd = re.compile("[ा-ौ][ा-ौ]|्$|््|^[ऀ-ः़ा-्]|[^ऀ-ॿ0-9]")
    assert [word for word in forms if odd.search(word)] == []
    assert all(unicodedata.normalize("NFC", word) == word for word in forms)


def test_every_kind_of_sentence_is_written() -> None:
    rng = np.random.default_rng(2)
    for kind in grammar.KINDS:
        assert all(kind(rng).read and kind(rng).written for _ in range(40)), kind


def test_the_same_sentence_is_said_in_one_way() -> None:
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    assert [pair for pair in written() if seen.setdefault(pair.source, pair.target) != pair.target] == []


def test_links_lead_from_a_form_to_its_word() -> None:
    pair = aligned(*clause(who("rahul"), verb("read"), "progressive", thing("book"), denied=True)[:2])
    assert pair.source == ("rahul", "is", "not", "reading", "the", "book")
    assert pair.target == ("राहुल", "पुस्तक", "वाचत", "नाही")
    assert pair.sure == {(0, 0), (1, 5), (2, 3), (3, 2)}
    assert pair.possible == pair.sure | {(3, 1)}


def test_a_preposition_is_possible_where_its_ending_is_written() -> None:
    pair = aligned(*thing("house").say("त", "in")[:2])
    assert (pair.target, pair.sure, pair.possible) == (("घरात",), {(0, 2)}, {(0, 0), (0, 2)})


def test_most_words_are_surely_of_one() -> None:
    links = sum(len(pair.sure) for pair in written())
    assert links >= 0.93 * sum(len(pair.target) for pair in written() if "का" not in pair.target[-1:])
