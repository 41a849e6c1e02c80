"""The clauses of the reviews that hold no opinion; written as in :mod:`model.corpora.review_patterns`."""

__all__ = ["FILLERS"]

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
    my dog saw it too
    it was a long day
    then we went home
    {i} waited {number} {spans} for an answer
    {i} waited an hour for a {thing}
    an hour later
    there is a new version
    we listened to the radio
    {who} answered the phone
    {who} is playing in the garden
    the seats are {colour}
    {i} write emails and read books
    for the price
    every day
    every {span} or so
    it's {colour}
    it's for {purpose}
    it's the {size} one
    i'm {number} years old
    they're from the {shop}
    that's all
    that's what it is for
    {who} is a {job}
    {who} works as a {job}
    i've had it for {number} {spans}
    we've been there {number} times
    {who} lives there
    in my life
    the version with the {part}
    a friend of mine took pictures
    it takes {number} hours
    of course
    more or less
    more than {number} of them
    more than i do
    each of us has one
    {people} do too
    who knows
    {i} saw it {where}
    because {i} needed one
    when it arrived
    where i live
    which is {colour}
    {who} talked about him and her
    until {month}
    ever since {month}
    between {number} and {number}
    under the table
    over there
    up the stairs and down the street
    their {thing} is {colour}
    your {thing} is {size} and mine is {size}
    {i} asked a question
    {who} told him about it
    {who} called {people}
    the brand is from here
    from this brand
    {i} wanted it for {number} {spans}
    {who} makes and sells {colour} things
    listening to it in the {storage}
    using it {how}
    playing with it
    {i} smile at my dog and my cat
    once or twice a {span}
    any {thing} or none
    it can do {number} things
    {who} had to go
    {i} went out to eat and drink
    before and after
    {i} looked at it for {number} {spans}
    the start of the {span}
    from start to finish
    on the way to work
    with or without the {part}
    """.strip().splitlines()
)
