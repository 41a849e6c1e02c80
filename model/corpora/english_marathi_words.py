"""The words of the English-Marathi corpus, with what Marathi grammar needs to know of them."""

from typing import NamedTuple

__all__ = [
    "ADJECTIVES",
    "ADVERBS",
    "DEGREES",
    "MOVES",
    "NAMES",
    "PEOPLE",
    "PLACES",
    "PRONOUNS",
    "THINGS",
    "TIMES",
    "VERBS",
    "Adjective",
    "Noun",
    "Person",
    "Verb",
]

HABITS = {"m": "तो", "f": "ते", "p": "तात", "i": "तो", "you": "तोस", "we": "तो"}
FUTURES = {"m": "ेल", "f": "ेल", "p": "तील", "i": "ेन", "you": "शील", "we": "ू"}
"""The endings of a verb for he, she, they, I, you, we."""


class Noun(NamedTuple):
    """A noun in both languages and its gender: m, f or n."""

    english: str
    marathi: str
    gender: str


class Adjective(NamedTuple):
    """An adjective; one that ends in -ा agrees: चांगला, चांगली, चांगले, चांगले (plural)."""

    english: str
    marathi: str

    def agreeing(self, gender: str) -> str:
        """Return the form for m, f, n, or p (plural)."""
        if not self.marathi.endswith("ा"):
            return self.marathi
        return self.marathi[:-1] + {"m": "ा", "f": "ी", "n": "े", "p": "े"}[gender]


class Person(NamedTuple):
    """Whom a verb agrees with: English and Marathi pronoun, and the key of the verb's endings."""

    english: str
    marathi: str
    key: str


class Verb(NamedTuple):
    """A verb: English base form, third person and -ing; Marathi participle (वाचत), habit (वाचतो) and future (वाचेल) by person.

    ``coming`` is the participle of the future, वाचणार, the same for all: what is not going to happen is told with it.
    """

    english: tuple[str, str, str]
    doing: str
    coming: str
    habit: dict[str, str]
    future: dict[str, str]


def _nouns(text: str) -> tuple[Noun, ...]:
    return tuple(Noun(*line.split()) for line in text.strip().splitlines())


def _adjectives(text: str) -> tuple[Adjective, ...]:
    return tuple(Adjective(*line.split()) for line in text.strip().splitlines())


def _verbs(text: str) -> tuple[Verb, ...]:
    """Read "base third -ing stem" a line; a stem that changes gives participle, habit and future stem, and its future vowel."""
    verbs = []
    for line in text.strip().splitlines():
        base, third, doing, stem, *other = line.split()
        participle, habit, future, vowel = other or (f"{stem}त", stem, stem, "े")
        endings = {**FUTURES, "m": f"{vowel}ल", "f": f"{vowel}ल", "i": f"{vowel}न"}
        if vowel == "ई":
            endings["we"] = "ऊ"
        verbs.append(
            Verb(
                (base, third, doing),
                participle,
                f"{habit}णार",
                {key: habit + ending for key, ending in HABITS.items()},
                {key: (habit if ending == "तील" else future) + ending for key, ending in endings.items()},
            )
        )
    return tuple(verbs)


def _pairs(text: str) -> dict[str, str]:
    """Read "english = marathi" a line."""
    return {english.strip(): marathi.strip() for english, marathi in (line.split("=") for line in text.strip().splitlines())}


NAMES = _nouns("""
rahul राहुल m
amit अमित m
ravi रवी m
sachin सचिन m
vijay विजय m
anil अनिल m
ganesh गणेश m
mohan मोहन m
priya प्रिया f
sunita सुनीता f
anita अनिता f
meera मीरा f
asha आशा f
pooja पूजा f
kavita कविता f
seema सीमा f
""")
PEOPLE = _nouns("""
boy मुलगा m
man माणूस m
teacher शिक्षक m
doctor डॉक्टर m
student विद्यार्थी m
friend मित्र m
farmer शेतकरी m
king राजा m
singer गायक m
player खेळाडू m
writer लेखक m
poet कवी m
lawyer वकील m
brother भाऊ m
uncle काका m
neighbour शेजारी m
girl मुलगी f
woman स्त्री f
queen राणी f
sister बहीण f
mother आई f
aunt मावशी f
grandmother आजी f
dancer नर्तकी f
nurse परिचारिका f
""")
THINGS = _nouns("""
book पुस्तक n
house घर n
letter पत्र n
song गाणे n
picture चित्र n
fruit फळ n
flower फूल n
apple सफरचंद n
door दार n
table टेबल n
newspaper वर्तमानपत्र n
tree झाड n
box खोके n
machine यंत्र n
mango आंबा m
tea चहा m
rice भात m
stone दगड m
lamp दिवा m
mirror आरसा m
phone फोन m
chair खुर्ची f
car गाडी f
bag पिशवी f
window खिडकी f
story गोष्ट f
bicycle सायकल f
clock घड्याळ n
key किल्ली f
ball चेंडू m
pencil पेन्सिल f
boat होडी f
""")
ADJECTIVES = _adjectives("""
good चांगला
big मोठा
small छोटा
old जुना
new नवा
wise शहाणा
black काळा
white पांढरा
yellow पिवळा
green हिरवा
blue निळा
important महत्त्वाचा
red लाल
beautiful सुंदर
clever हुशार
rich श्रीमंत
poor गरीब
honest प्रामाणिक
happy आनंदी
lazy आळशी
famous प्रसिद्ध
strong मजबूत
expensive महाग
cheap स्वस्त
heavy जड
strange विचित्र
""")
VERBS = _verbs("""
read reads reading वाच
sell sells selling विक
bring brings bringing आण
open opens opening उघड
use uses using वापर
make makes making बनव
send sends sending पाठव
choose chooses choosing निवड
paint paints painting रंगव
forget forgets forgetting विसर
recognise recognises recognising ओळख
count counts counting मोज
examine examines examining तपास
throw throws throwing फेक
lift lifts lifting उचल
push pushes pushing ढकल
pull pulls pulling ओढ
find finds finding शोध
hide hides hiding लपव
move moves moving हलव
write writes writing लिह लिहीत लिहि लिह ी
see sees seeing पाह पाहत पाह पाह ी
eat eats eating खा खात खा खा ई
""")
MOVES = _verbs("""
sleep sleeps sleeping झोप
run runs running धाव
laugh laughs laughing हस
cry cries crying रड
dance dances dancing नाच
sit sits sitting बस
walk walks walking चाल
play plays playing खेळ
wait waits waiting थांब
speak speaks speaking बोल
learn learns learning शिक
live lives living राह राहत राह राह ी
sing sings singing गा गात गा गा ई
""")
"""Verbs without an object."""
PRONOUNS = (
    Person("i", "मी", "i"),
    Person("you", "तू", "you"),
    Person("he", "तो", "m"),
    Person("she", "ती", "f"),
    Person("we", "आम्ही", "we"),
    Person("they", "ते", "p"),
)
PLACES = _pairs("""
in the house = घरात
in the school = शाळेत
in the garden = बागेत
in the city = शहरात
in the village = गावात
in the room = खोलीत
in the market = बाजारात
in the shop = दुकानात
in the hospital = रुग्णालयात
in the office = कार्यालयात
in pune = पुण्यात
in mumbai = मुंबईत
in delhi = दिल्लीत
in nagpur = नागपुरात
near the house = घराजवळ
near the school = शाळेजवळ
near the river = नदीजवळ
near the city = शहराजवळ
near the village = गावाजवळ
near the shop = दुकानाजवळ
near the market = बाजाराजवळ
behind the house = घरामागे
behind the school = शाळेमागे
behind the shop = दुकानामागे
""")
"""A place is one word in Marathi; what says "in" is its ending."""
TIMES = _pairs("""
today = आज
now = आता
always = नेहमी
again = पुन्हा
in the morning = सकाळी
in the evening = संध्याकाळी
at night = रात्री
on monday = सोमवारी
on tuesday = मंगळवारी
on wednesday = बुधवारी
on thursday = गुरुवारी
on friday = शुक्रवारी
on saturday = शनिवारी
on sunday = रविवारी
""")
ADVERBS = _pairs("""
slowly = हळू
here = इथे
there = तिथे
""")
DEGREES = _pairs("""
very = खूप
really = खरोखर
too = फार
""")
