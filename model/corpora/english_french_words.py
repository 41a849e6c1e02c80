"""The words of the English-French corpus, with what French grammar needs to know of them."""

from typing import NamedTuple

__all__ = [
    "ADVERBS",
    "ASPIRATED",
    "CITIES",
    "COUNTRIES",
    "DEGREES",
    "EARLY",
    "EVENTS",
    "HUMAN",
    "INNER",
    "MONTHS",
    "MOVES",
    "NUMBERS",
    "OUTER",
    "PEOPLE",
    "PERIODS",
    "PLAIN",
    "PREPOSITIONS",
    "THINGS",
    "TIMES",
    "VERBS",
    "WEEKDAYS",
    "YEARS",
    "Adjective",
    "Noun",
    "Verb",
]


class Noun(NamedTuple):
    """A noun: English forms, French forms (singular, plural), and whether it is feminine."""

    english: tuple[str, str]
    french: tuple[str, str]
    feminine: bool


class Adjective(NamedTuple):
    """An adjective: its one English form, and French for (masculine, feminine) × (singular, plural): m, f, ms, fs.

    ``liaison`` is the masculine form before a vowel, if it has one of its own (nouvel).
    """

    english: str
    french: tuple[str, str, str, str]
    liaison: str = ""


class Verb(NamedTuple):
    """A verb: English base form, third person, past, participle; French infinitive, present (he, they), participle.

    ``being`` says that its past is made with être (il est arrivé), hence agrees.
    """

    english: tuple[str, str, str, str]
    infinitive: str
    present: tuple[str, str]
    participle: str
    being: bool = False


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _pluriel(word: str) -> str:
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return word + ("" if word.endswith(("s", "x", "z")) else "x" if word.endswith(("eau", "eu")) else "s")


def _nouns(text: str) -> tuple[Noun, ...]:
    """Read "english french gender" a line; a plural that no rule gives stands behind a slash."""
    nouns = []
    for line in text.strip().splitlines():
        english, french, gender = line.split()
        one, _, many = english.partition("/")
        un, _, plusieurs = french.partition("/")
        nouns.append(Noun((one, many or _plural(one)), (un, plusieurs or _pluriel(un)), gender == "f"))
    return tuple(nouns)


def _adjectives(text: str) -> tuple[Adjective, ...]:
    """Read "english masculine [feminine [liaison]]" a line; without a feminine, -e is added where there is none."""
    adjectives = []
    for line in text.strip().splitlines():
        english, masculine, *more = line.split()
        feminine = more[0] if more else masculine if masculine.endswith("e") else f"{masculine}e"
        forms = (masculine, feminine, _pluriel(masculine), f"{feminine}s")
        adjectives.append(Adjective(english, forms, more[1] if len(more) > 1 else ""))
    return tuple(adjectives)


def _verbs(text: str, being: bool = False) -> tuple[Verb, ...]:
    """Read "base third past participle infinitive [present presents participle]" a line; verbs in -er follow their rule."""
    verbs = []
    for line in text.strip().splitlines():
        base, third, past, participle, infinitive, *forms = line.split()
        stem = infinitive[:-2]
        present, presents, pp = forms or (f"{stem}e", f"{stem}ent", f"{stem}é")
        verbs.append(Verb((base, third, past, participle), infinitive, (present, presents), pp, being))
    return tuple(verbs)


THINGS = _nouns("""
agreement accord m
area zone f
law loi f
report rapport m
contract contrat m
letter lettre f
book livre m
project projet m
policy politique f
budget budget m
market marché m
school école f
university université f
hospital hôpital m
city ville f
village village m
house maison f
garden jardin m
bridge pont m
road route f
car voiture f
train train m
film film m
story histoire f
question question f
decision décision f
proposal proposition f
committee comité m
government gouvernement m
reform réforme f
price prix m
picture tableau m
window fenêtre f
language langue f
island île f
""")
PEOPLE = _nouns("""
man/men homme m
child/children enfant m
boy garçon m
girl fille f
friend ami m
mother mère f
father père m
sister sœur f
teacher professeur m
student étudiant m
doctor médecin m
minister ministre m
journalist journaliste m
farmer agriculteur m
cousin cousine f
king roi m
queen reine f
artist artiste m
""")
EVENTS = _nouns("""
day journée f
morning matinée f
evening soirée f
week semaine f
trip voyage m
party fête f
meeting réunion f
exam examen m
wedding mariage m
summer été m
winter hiver m
""")
OUTER = _adjectives("""
european européen européenne
french français
english anglais
german allemand
american américain
""")
"""Adjectives of origin: they stand first in English and last in French."""
INNER = _adjectives("""
economic économique
political politique
military militaire
national national
social social
official officiel officielle
historic historique
cultural culturel culturelle
""")
"""Adjectives of a field: they stand next to the noun in both languages, before it in English and behind it in French."""
PLAIN = _adjectives("""
important important
dangerous dangereux dangereuse
difficult difficile
expensive cher chère
famous célèbre
red rouge
green vert
black noir
useful utile
interesting intéressant
necessary nécessaire
""")
"""Adjectives of things that stand behind the noun in French."""
HUMAN = _adjectives("""
happy heureux heureuse
tired fatigué
patient patient
famous célèbre
honest honnête
lazy paresseux paresseuse
""")
"""Adjectives of people that stand behind the noun in French."""
EARLY = _adjectives("""
new nouveau nouvelle nouvel
old vieux vieille vieil
good bon bonne
big grand
small petit
long long longue
young jeune
""")
"""Adjectives that stand before the noun in French too."""
VERBS = _verbs("""
sign signs signed signed signer
accept accepts accepted accepted accepter
refuse refuses refused refused refuser
prepare prepares prepared prepared préparer
publish publishes published published publier
cancel cancels cancelled cancelled annuler
buy buys bought bought acheter achète achètent acheté
send sends sent sent envoyer envoie envoient envoyé
see sees saw seen voir voit voient vu
find finds found found trouver
lose loses lost lost perdre perd perdent perdu
build builds built built construire construit construisent construit
open opens opened opened ouvrir ouvre ouvrent ouvert
close closes closed closed fermer
change changes changed changed changer
study studies studied studied étudier
choose chooses chose chosen choisir choisit choisissent choisi
love loves loved loved aimer
""")
MOVES = _verbs("""
work works worked worked travailler
sleep sleeps slept slept dormir dort dorment dormi
speak speaks spoke spoken parler
wait waits waited waited attendre attend attendent attendu
listen listens listened listened écouter
""") + _verbs(
    """
arrive arrives arrived arrived arriver
leave leaves left left partir part partent parti
stay stays stayed stayed rester
fall falls fell fallen tomber
enter enters entered entered entrer
return returns returned returned rentrer
""",
    being=True,
)
"""Verbs without an object."""
PREPOSITIONS = {
    "on": "sur",
    "about": "concernant",
    "against": "contre",
    "for": "pour",
    "without": "sans",
    "under": "sous",
    "behind": "derrière",
    "with": "avec",
    "in": "dans",
}
CITIES = {
    "paris": "paris",
    "london": "londres",
    "geneva": "genève",
    "brussels": "bruxelles",
    "rome": "rome",
    "berlin": "berlin",
    "vienna": "vienne",
    "lisbon": "lisbonne",
}
COUNTRIES = {
    "france": "france",
    "germany": "allemagne",
    "italy": "italie",
    "india": "inde",
    "china": "chine",
    "greece": "grèce",
}
MONTHS = {
    "january": "janvier",
    "february": "février",
    "march": "mars",
    "april": "avril",
    "may": "mai",
    "june": "juin",
    "july": "juillet",
    "august": "août",
    "september": "septembre",
    "october": "octobre",
    "november": "novembre",
    "december": "décembre",
}
YEARS = ("1957", "1968", "1984", "1992", "1999", "2016")
NUMBERS = {"two": "deux", "three": "trois", "four": "quatre", "five": "cinq"}
DEGREES = {"very": "très", "too": "trop", "really": "vraiment", "always": "toujours"}
ADVERBS = {
    "slowly": "lentement",
    "quickly": "rapidement",
    "often": "souvent",
    "here": "ici",
    "together": "ensemble",
    "well": "bien",
}
TIMES = {
    "past": {"yesterday": "hier", "recently": "récemment", "already": "déjà"},
    "present": {"today": "aujourd'hui", "now": "maintenant", "still": "encore"},
    "future": {"tomorrow": "demain", "soon": "bientôt", "later": "plus tard"},
}
PERIODS = _nouns("""
year année f
month mois m
week semaine f
summer été m
winter hiver m
""")
WEEKDAYS = {
    "monday": "lundi",
    "tuesday": "mardi",
    "wednesday": "mercredi",
    "thursday": "jeudi",
    "friday": "vendredi",
    "saturday": "samedi",
    "sunday": "dimanche",
}
ASPIRATED = frozenset(("huit", "héros", "haut", "hôte"))
"""Words whose h keeps le and la from losing their vowel."""
