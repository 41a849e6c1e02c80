"""The clauses of the reviews that praise or blame; written as in :mod:`model.corpora.review_patterns`."""

from model.corpora.review_patterns import opinions

__all__ = ["OPINIONS"]


_PLAIN = opinions(
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
    it's {adj}
    it's a {joy}
    it's {easy} to use
    {easy} to use
    {easy} to clean and {easy} to use
    it is {easy} to find
    that's {adj}
    they're {adj}
    i'm {pleased}
    i'm {pleased} with it
    we're {pleased}
    i've never been so {pleased}
    {who} {loved} it
    my {person} {loves} it
    {who} {loves} the {part}
    everyone {loves} it
    the {best} {thing} ever
    {best} {thing} i have ever {bought}
    everything was {adj} from start to finish
    this {thing} makes me {pleased}
    it makes my {person} {pleased}
    the {part} made us {pleased}
    it has been a {joy}
    {adj} value for money
    {adj} quality
    it turned out {adj}
    {who} {does} {well}
    the {part} {does} {well}
    {adj} people
    it is the {best}
    an evening with {adj} people
    """
)
_STRONG = opinions(
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
    manner="strong",
)
_NEGATED = opinions(
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
    {i} {dont} find the {part} {adj}
    {i} {dont} think it is {adj}
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
    manner="negated",
)
_PRAISE = opinions(
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
    it does the job!
    it lasts! all day
    it lasts! for years
    can't stop! using it
    i can't stop! listening to it
    better! than i expected
    it exceeded! my expectations
    my favourite! {thing}
    my favorite! {thing} of all
    it made me laugh! and smile!
    you should buy! it
    you should try! this {thing}
    buy! it
    so much fun!
    yum!
    hooray!
    on time!
    """,
    sign=1,
) + opinions(
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
    manner="strong",
    sign=1,
)
_BLAME = opinions(
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
    damaged!
    it arrived broken!
    arrived late! and damaged!
    never~ arrived!
    meh!
    ugh!
    yuck!
    not~ what i expected!
    the {part} is not~ what i expected!
    i expected! more from this brand
    it looks cheap!
    the {part} feels cheap!
    do not~ buy! it
    don't~ buy! this {thing}
    never~ answered! my emails
    never~ answered! the phone
    it tasted like cardboard! and smelled like plastic!
    lost! my money
    {i} gave! up!
    too! {extent}
    it is too! {extent}
    the {part} {be} too! {extent}
    too! {extent} and too! {extent}
    the parts do not~ fit!
    it does not~ fit!
    """,
    sign=-1,
) + opinions(
    """
    {strongly} a waste! of money
    {i} will definitely^ return! it
    {i} {strongly} regret! it
    the {part} {be} far^ too! expensive!
    """,
    manner="strong",
    sign=-1,
)
OPINIONS = _PLAIN + _STRONG + _NEGATED + _PRAISE + _BLAME
