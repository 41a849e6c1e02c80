"""The constructions of the reviews.

A pattern is a row of words and ``{slots}``. A mark behind a word tells its role: ``!`` opinion, ``^`` intensifier, ``~`` negation; slots
have the roles of :data:`SLOT_ROLES`, and everything else is filler. Roles are gold for evaluation and never trained on.
"""

from typing import NamedTuple

__all__ = ["CONTRASTS", "FILLERS", "HELD_OUT", "LINKS", "NEGATORS", "OPINIONS", "SLOT_ROLES", "Opinion"]

SLOT_ROLES = dict.fromkeys(("adj", "better", "best", "love", "loved", "well", "joy", "pleased", "pleases", "pleased_us"), "opinion") | {
    "very": "intensifier",
    "strongly": "intensifier",
    "rather": "intensifier",
}
NEGATORS = frozenset(
    "not never hardly isn't wasn't ain't isnt wasnt don't didn't wouldn't cannot can't couldn't dont didnt doesn't no nothing".split()
)
LINKS = ("", "", "", "and", "and", "also", "plus", "then")
CONTRASTS = ("but", "but", "but", "however", "yet", "although", "though", "while", "even though")


class Opinion(NamedTuple):
    """A clause with a verdict.

    ``weight`` is 1, or 2 if it is intensified. ``sign`` is +1 or -1 if the clause is fixed, 0 if its slots take praise or blame;
    ``flips`` says that the clause means the opposite of its opinion word.
    """

    pattern: str
    weight: int = 1
    sign: int = 0
    flips: bool = False


def _opinions(text: str, weight: int = 1, sign: int = 0, flips: bool = False) -> tuple[Opinion, ...]:
    return tuple(Opinion(line.strip(), weight, sign, flips) for line in text.strip().splitlines())


_PLAIN = _opinions(
    """
    {adj}
    {adj} {thing}
    {adj} {part}
    a {adj} {thing}
    such a {adj} {thing}
    {this} {thing} {is} {adj}
    {this} {thing} has a {adj} {part}
    {this} {thing} gave us a {adj} {part}
    this box of things gave me a {adj} {thing}
    the {part} {is} {adj}
    the {part} {is} {rather} {adj}
    its {part} {is} {adj} too
    the {part} and the {part} were {adj}
    it {is} {adj}
    it {is} {rather} {adj} for {purpose}
    they are {adj}
    everything {is} {adj}
    {i} {love} it
    {i} {love} them all
    {i} {loved} it
    {i} {love} {this} {thing}
    {i} {love} the {part}
    {i} {loved} the {part}
    {i} {loved} {this} {thing} from the start
    my {person} {loved} it
    my {person} and i {loved} the {part}
    {people} {love} it
    {people} {love} this {thing}
    what a {joy}
    what a {adj} {thing}
    it is a {joy}
    {this} {thing} is a {joy}
    a {joy} for {people}
    it works {well}
    the {part} works {well}
    {well} made
    {this} {thing} {is} {well} made
    i am {pleased}
    we are {pleased} with it
    {i} was {pleased} with the {part}
    my {person} is {pleased}
    the {part} {pleases}
    {this} {thing} {pleases}
    it {pleased_us} me
    the {part} {pleased_us} us
    the {best} {thing} of the {span}
    one of the {best} {thing} here
    {better} than the {size} one
    {better} than the {colour} {thing}
    it is {better} than my {size} {thing}
    {i} found it {adj}
    {i} found the {part} {adj}
    {i} must say it is {adj}
    the {thing} has {adj} {part}
    a {thing} with a {adj} {part}
    """
)
_STRONG = _opinions(
    """
    {very} {adj}
    {very} {adj} {thing}
    a {very} {adj} {thing}
    the {part} {is} {very} {adj}
    {this} {thing} {is} {very} {adj}
    it {is} {very} {adj}
    the {thing} has a {very} {adj} {part}
    {this} {thing} gave me a {very} {adj} {part}
    {i} {strongly} {love} it
    {i} {strongly} {love} {this} {thing}
    {i} {strongly} {loved} the {part}
    {i} {love} it {very} much^
    i am {very} {pleased}
    we were {very} {pleased} with the {part}
    {strongly} the {best} {thing}
    {strongly} a {joy}
    the {part} works {very} {well}
    {very} {well} made
    it {strongly} {pleased_us} me
    """,
    weight=2,
)
_NEGATED = _opinions(
    """
    not~ {adj}
    not~ {adj} at all
    not~ a {adj} {thing}
    not~ {very} {adj}
    not~ a {joy}
    it {isnt} {adj}
    it {isnt} a {joy}
    it {isnt} {very} {adj}
    the {part} {isnt} {adj}
    the {part} {isnt} {adj} at all
    {this} {thing} {isnt} {adj}
    {this} {thing} {isnt} a {adj} one
    {i} {dont} {love} it
    {i} {dont} {love} the {part}
    {i} {dont} {love} {this} {thing}
    {i} {dont} find it {adj}
    my {person} {dont} {love} it
    i was not~ {pleased}
    we are not~ {very} {pleased} with it
    the {part} does not~ work {well}
    it doesn't~ work {well}
    it never~ {pleases}
    nothing~ {adj} about the {part}
    nothing~ was {adj}
    no~ {adj} {part}
    """,
    flips=True,
)
_PRAISE = _opinions(
    """
    will be buying! again!
    i will be buying! it again!
    would buy! again!
    {i} would buy! it again!
    will buy! another!
    we will come! back!
    five! stars!
    worth! the money
    worth! every penny
    worth! the wait
    works like a charm!
    {i} recommend! it
    recommended!
    would recommend! it to {people}
    no~ complaints!
    no~ problems! at all
    there was not~ a single problem!
    well! done!
    thumbs! up!
    i am a fan!
    exactly what i wanted!
    made my day!
    thank! you!
    thanks!
    keep it up!
    wow!
    a must! have
    money well! spent
    """,
    sign=1,
) + _opinions(
    """
    will definitely^ be buying! again!
    will definitely^ be buying! another!
    will definitely^ be buying! it again!
    would definitely^ buy! it again!
    we will certainly^ come! back!
    highly^ recommended!
    {i} highly^ recommend! it
    {i} {strongly} recommend! it
    """,
    weight=2,
    sign=1,
)
_BLAME = _opinions(
    """
    the {part} could~ be better!
    the {part} could~ have been better!
    the {part} should~ have been better!
    {this} {thing} could~ be better!
    the {part} could~ have been nicer!
    the {part} could~ be stronger!
    the {part} needs~ to be better!
    waste! of money
    a waste! of time
    one! star!
    {i} want a refund!
    {i} asked for a refund!
    {i} returned! it
    it stopped! working after {number} {spans}
    it broke! after {number} {spans}
    broke! on the {size} {span}
    it fell apart!
    the {part} fell apart!
    stay away!
    avoid!
    avoid! this {thing}
    never~ again!
    would not~ buy! it again!
    will never~ buy! it again!
    {i} will not~ come! back!
    not~ worth! the money
    not~ worth! it
    not~ recommended!
    {i} {dont} recommend! it
    thumbs! down!
    too! expensive!
    the {part} {be} too! expensive!
    too! loud!
    the {part} {be} missing!
    nothing~ special!
    no~ fun!
    full of problems!
    nothing but problems!
    lots of complaints!
    """,
    sign=-1,
) + _opinions(
    """
    {strongly} a waste! of money
    {i} will definitely^ return! it
    {i} {strongly} regret! it
    the {part} {be} far^ too! expensive!
    """,
    weight=2,
    sign=-1,
)
OPINIONS = _PLAIN + _STRONG + _NEGATED + _PRAISE + _BLAME

FILLERS = tuple(
    line.strip()
    for line in """
    {i} {bought} it {where}
    {i} {bought} this {thing} in {month}
    i could have been home by {number}
    it could have been {day}
    we should have been there on {day}
    there could be {number} of them
    that could be my {size} {thing}
    it will be {day} again
    {i} went back to the {shop} again
    i was back at {number}
    we will be there in {month}
    {i} {bought} this {thing} {number} {spans} ago
    {i} {bought} it on {day}
    {i} {bought} it for {purpose}
    {i} {bought} it for my {person}
    {i} {bought} {number} of them
    {i} just {bought} this {thing} at the {shop}
    my {person} {bought} it {number} {spans} ago
    it arrived on {day}
    it came with a {colour} bag
    it came in a {size} {colour} box
    the {thing} is {colour}
    mine is the {colour} one
    it is the {size} one
    it has a {colour} {part}
    it has {number} buttons and a {colour} cover
    for my {person}
    {i} paid {how}
    {i} paid {number} euros
    it costs {number} dollars
    there are {number} of them
    the box has {number} parts
    it was a {gift}
    it was a {gift} from my {person}
    {i} needed a {gift}
    {i} keep it in the {storage}
    it stands in the {storage} next to the door
    as all things are
    as it should be
    as they should be
    as you would expect
    according to the box
    after {number} {spans}
    this is my {size} review
    this is the {size} {thing} i {used}
    {i} have {number} more at home
    {i} {used} it {number} times
    {i} only {used} it for {number} {spans}
    {i} only {used} half of it
    {i} ate it all
    we ate half of it
    {i} only ate some of it
    we shared it with {people}
    {i} went there with my {person}
    {i} went with {people} on {day}
    {i} sat near the window
    {i} read the whole page before that
    the {shop} is near the {shop}
    {people} were there too
    it was {day}
    it was in {month}
    we went there in the {span}
    {i} {used} it {how}
    {i} will use it for {purpose}
    so i could use it at home
    {i} might write more next {span}
    you get one {thing} per box
    to be honest
    in my opinion
    all in all
    at first
    in the end
    if you ask me
    {i} think
    {i} guess
    let me start with the {part}
    {i} had it for {number} {spans}
    it took {number} {spans}
    my {person} has the same one
    my {person} told me about it
    someone at the {shop} showed it to us
    the {part} is {plain}
    it is {plain}
    {this} {thing} is {plain}
    a {plain} {thing}
    just a {plain} {thing} with a {plain} {part}
    it does what it says
    you know what you get
    the {part} is at the back
    it is about the size of a {thing}
    it weighs {number} pounds
    it is made of wood and metal
    made in {number} colours
    the {thing} was on the table
    there is a {part} and a {part}
    it opens at {number} and closes at {number}
    it was my {size} visit
    it starts in the {span}
    {i} will see
    we live near the {shop}
    it runs on {number} batteries
    the story is about a {person} and a {thing}
    the {size} half is set in a {shop}
    it plays in a {size} town
    we had the {thing} with water
    {i} wear it to work
    {i} put it on the shelf
    both of us {used} it
    """.strip().splitlines()
)

HELD_OUT = frozenset(
    {
        "{i} {love} {this} {thing}|but|the {part} could~ have been better!",
        "{adj} {part}",
        "its {part} {is} {adj} too",
        "{this} {thing} gave me a {very} {adj} {part}",
        "{i} {loved} {this} {thing} from the start",
        "my {person} and i {loved} the {part}",
        "{i} found the {part} {adj}",
        "the {thing} has {adj} {part}",
        "{i} {strongly} {love} {this} {thing}",
        "{strongly} a {joy}",
        "we were {very} {pleased} with the {part}",
        "the {part} {isnt} {adj} at all",
        "{i} {dont} {love} {this} {thing}",
        "it {isnt} a {joy}",
        "nothing~ was {adj}",
        "will definitely^ be buying! again!",
        "the {part} should~ have been better!",
        "will never~ buy! it again!",
        "{strongly} a waste! of money",
        "{i} only {used} half of it",
        "it came in a {size} {colour} box",
        "{i} will use it for {purpose}",
        "the {thing} was on the table",
        "this is the {size} {thing} i {used}",
    }
)
"""Constructions that no training or development review contains; ``|`` joins clauses that must not meet there."""
