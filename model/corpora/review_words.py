"""The words of the reviews: what is reviewed, how it is praised and blamed, and everyday words around it."""

from typing import NamedTuple

__all__ = ["DOMAINS", "SLOTS", "Domain", "Pair"]


class Pair(NamedTuple):
    """Fillings of one slot that praise, and fillings that blame; several words of one filling are joined by ``_``."""

    praise: tuple[str, ...]
    blame: tuple[str, ...]


class Domain(NamedTuple):
    """A kind of thing that people review: its names, its parts, and the adjectives that only fit there."""

    things: tuple[str, ...]
    parts: tuple[str, ...]
    adjectives: Pair


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DOMAINS = {
    "device": Domain(
        _words(
            "product phone laptop camera tablet printer headset speaker keyboard mouse monitor charger watch "
            "television router drone console microphone lamp fan heater vacuum kettle toaster blender mixer oven "
            "fridge dishwasher computer radio clock drill scale thermometer shaver robot projector gadget device "
            "machine tool"
        ),
        _words(
            "battery screen display sound button cable design price manual software app setup keyboard picture "
            "zoom motor lid handle warranty interface menu remote plug signal quality volume light speed "
            "packaging instructions"
        ),
        Pair(
            _words(
                "sturdy fast reliable quiet durable handy responsive accurate powerful intuitive sleek robust quick bright sharp"
            ),
            _words("flimsy slow unreliable noisy fragile clumsy laggy inaccurate weak buggy bulky faulty defective blurry dim"),
        ),
    ),
    "film": Domain(
        _words(
            "movie film show series documentary episode play concert musical cartoon sequel comedy drama thriller "
            "album song novel book story podcast game"
        ),
        _words(
            "music plot acting ending cast script dialogue scenery humour humor soundtrack lighting editing "
            "opening finale chorus characters actors jokes effects costumes seats songs pictures colors"
        ),
        Pair(
            _words(
                "funny touching gripping thrilling clever original moving witty charming hilarious captivating "
                "inspiring brave deep"
            ),
            _words(
                "boring dull predictable silly confusing shallow tedious childish lifeless pointless unfunny bland "
                "forgettable lame"
            ),
        ),
    ),
    "food": Domain(
        _words(
            "cereal breakfast soup pizza bread cake coffee tea cheese salad pasta burger sandwich chocolate "
            "yogurt juice wine beer sauce rice curry steak dessert cookie snack dinner lunch meal fruit jam honey "
            "fish chicken pie pancake omelette"
        ),
        _words(
            "taste flavour flavor texture smell crust filling topping spice portion recipe seasoning aroma dressing presentation"
        ),
        Pair(
            _words(
                "delicious tasty fresh crispy juicy creamy yummy healthy balanced flavourful nourishing heavenly tender wholesome"
            ),
            _words("stale soggy bitter greasy tasteless rotten burnt sour salty rancid undercooked overcooked mouldy watery dry"),
        ),
    ),
    "place": Domain(
        _words(
            "hotel restaurant cafe bar museum shop store gym park beach apartment hostel cinema spa bakery "
            "library airport theatre place market salon garage clinic school campsite pub zoo"
        ),
        _words(
            "room bed bathroom view location food service staff waiter waitress manager owner pool garden kitchen "
            "lobby atmosphere parking breakfast wifi shower receptionist music chef driver guide"
        ),
        Pair(
            _words(
                "clean friendly helpful cosy cozy polite welcoming spacious attentive relaxing peaceful kind generous "
                "professional warm"
            ),
            _words(
                "dirty rude unfriendly unhelpful filthy crowded cramped arrogant smelly shabby chaotic careless lazy "
                "unprofessional cold"
            ),
        ),
    ),
    "clothes": Domain(
        _words(
            "shirt dress jacket coat sweater skirt hat scarf jeans shoes boots sandals gloves socks bag backpack "
            "suit belt pillow blanket mattress chair sofa desk table tent toy doll bike umbrella necklace ring "
            "carpet curtain wallet"
        ),
        _words(
            "fabric colour color fit zip zipper pocket material collar sleeve stitching lining strap sole pattern "
            "cut frame wheels size"
        ),
        Pair(
            _words("comfortable soft stylish elegant cute comfy flattering gorgeous cheerful waterproof washable solid flexible"),
            _words("uncomfortable scratchy itchy ugly tight baggy shapeless faded crooked wobbly stiff thin worn leaky"),
        ),
    ),
    "service": Domain(
        _words(
            "delivery company course class lesson teacher doctor dentist plumber bank airline flight train bus "
            "taxi trip tour seller support website hairdresser nurse coach training insurance repair order "
            "shipping"
        ),
        _words(
            "communication refund advice team answer booking schedule customer_service help explanation response "
            "checkout staff wait"
        ),
        Pair(
            _words(
                "punctual prompt patient honest efficient competent caring flexible courteous thorough trustworthy "
                "organised careful"
            ),
            _words(
                "late impatient dishonest inefficient incompetent ignorant disorganised misleading shady pushy sloppy "
                "hopeless clueless"
            ),
        ),
    ),
}

SLOTS: dict[str, Pair | tuple[str, ...]] = {
    "good": Pair(
        _words(
            "good great excellent amazing wonderful fantastic perfect superb brilliant awesome lovely beautiful "
            "nice outstanding terrific fabulous marvellous incredible magnificent splendid exceptional impressive "
            "delightful enjoyable pleasant fine decent solid stunning phenomenal remarkable flawless fun cool "
            "exciting useful satisfying adorable divine superior stellar"
        ),
        _words(
            "bad terrible awful horrible poor disappointing dreadful useless horrid lousy mediocre unpleasant "
            "annoying disgusting worthless atrocious appalling pathetic ridiculous unacceptable frustrating "
            "inferior nasty abysmal shocking miserable broken dismal unbearable irritating overpriced stupid "
            "ghastly unsatisfying underwhelming weird sad subpar crap"
        ),
    ),
    "better": Pair(_words("better nicer stronger superior best finest"), _words("worse uglier weaker inferior worst poorest")),
    "best": Pair(_words("best finest nicest greatest loveliest"), _words("worst poorest ugliest nastiest dullest")),
    "love": Pair(
        _words("love like enjoy adore appreciate admire cherish"), _words("hate dislike regret despise resent loathe detest")
    ),
    "loves": Pair(_words("loves likes enjoys adores appreciates"), _words("hates dislikes regrets despises resents")),
    "easy": Pair(_words("easy simple safe fun quick"), _words("hard difficult impossible tricky dangerous")),
    "loved": Pair(
        _words("loved liked enjoyed adored appreciated admired praised"),
        _words("hated disliked regretted despised resented loathed detested"),
    ),
    "well": Pair(
        _words("well perfectly beautifully nicely brilliantly wonderfully superbly smoothly flawlessly great fine"),
        _words("badly poorly terribly horribly awfully miserably dreadfully sloppily"),
    ),
    "joy": Pair(
        _words("joy pleasure masterpiece bargain treat gem delight winner hit success dream triumph blessing treasure"),
        _words("disappointment disaster mess nightmare failure letdown scam rip_off mistake shame flop joke catastrophe insult"),
    ),
    "pleased": Pair(
        _words("pleased happy satisfied delighted impressed thrilled glad grateful excited comfortable content"),
        _words("disappointed unhappy dissatisfied annoyed frustrated angry upset furious bored sad disgusted"),
    ),
    "pleases": Pair(
        _words("pleases impresses delights amazes shines excels helps succeeds rocks"),
        _words("disappoints annoys fails breaks sucks irritates stinks leaks crashes frustrates"),
    ),
    "pleased_us": Pair(
        _words("impressed delighted amazed charmed thrilled pleased helped cheered"),
        _words("disappointed annoyed bored frustrated irritated disgusted failed insulted upset"),
    ),
    "very": _words(
        "very really so extremely absolutely incredibly truly totally super remarkably exceptionally utterly insanely completely"
    ),
    "strongly": _words("really absolutely truly definitely totally completely"),
    "rather": _words("quite rather fairly somewhat slightly a_bit a_little"),
    "is": _words("is was seems looks feels felt looked seemed sounds tastes tasted sounded"),
    "be": _words("is was"),
    "isnt": _words("is_not was_not isn't wasn't is_never was_never is_hardly was_hardly ain't isnt wasnt"),
    "dont": _words("do_not don't did_not didn't would_not wouldn't cannot can't could_not couldn't never dont didnt"),
    "this": _words("this the that my our"),
    "i": _words("i we"),
    "who": _words("he she they i we someone everybody"),
    "does": _words("sings plays acts drives cooks explains dances sounds looks fits runs smells"),
    "extent": _words("small big short long loud heavy sweet hot hard tight large little far old early"),
    "job": _words("nurse teacher doctor driver cook farmer student writer singer actor pilot"),
    "person": _words(
        "wife husband son daughter brother sister mother father friend neighbour neighbor boss cousin uncle "
        "aunt grandmother grandfather girlfriend boyfriend mom dad roommate colleague partner kid nephew "
        "niece"
    ),
    "people": _words("kids children parents friends guests neighbours colleagues students everyone anyone we they people others"),
    "day": _words("monday tuesday wednesday thursday friday saturday sunday christmas"),
    "month": _words("january february march april may june july august september october november december"),
    "span": _words("week month year weekend morning evening day afternoon summer winter spring autumn hour night"),
    "spans": _words("weeks months years days hours minutes times"),
    "number": _words("two three four five six seven eight nine ten twelve twenty 2 3 4 5 10 several many a_few"),
    "colour": _words("blue red green black white grey yellow brown orange pink purple silver golden dark"),
    "size": _words("small large big medium little tiny long short new old second whole other same first last"),
    "shop": _words(
        "shop store market mall supermarket station airport website corner_shop department_store city office village town"
    ),
    "purpose": _words(
        "work school home travel college holiday office birthday wedding party vacation family weekend garden kitchen"
    ),
    "plain": _words("okay ok average ordinary standard normal usual typical regular basic common"),
    "gift": _words("gift present birthday_present christmas_present replacement spare souvenir"),
    "storage": _words("kitchen bedroom garage garden bathroom office living_room hall cellar car bag drawer suitcase"),
    "bought": _words("bought ordered got purchased found chose picked received tried rented borrowed unpacked opened"),
    "used": _words("used tried tested visited watched read finished opened checked booked"),
    "where": _words("online here there in_town at_home abroad nearby downtown upstairs outside"),
    "how": _words("by_mail in_cash by_card with_a_friend on_the_way by_bus on_foot by_train on_my_own together again alone"),
}
"""What fills a slot of a pattern; the slots of a domain (``thing``, ``part`` and its adjectives) come on top."""
