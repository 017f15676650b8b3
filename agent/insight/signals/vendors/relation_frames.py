"""What the words around a vendor's name say about him: in use, in the choice, left, or compared with us."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase
from agent.insight.signals.vendors.words import MEETING

Frames = tuple[tuple[str, re.Pattern[str]], ...]

_WENT = laid_out(r"""
    (?:
        was|were|is|are|got|went|has|have|had|did|does|also|just|already|since|now|still|even|currently|again|
        both
    )
""")
_SAID = laid_out(r"""
    (?:
        told|said|says?|claims?|promised?|showed|shows|offered|offers|presented|presents|demonstrated|came|
        come|comes|visited|called|wrote|pitched|mentioned|gave|given|give|sent|made|handed in|submitted|
        brought
    )
""")


def _after(pattern: str) -> re.Pattern[str]:
    """Compile what follows a name at once; an apostrophe may be missing."""
    pattern = pattern.replace("'", "'?").replace(" ", r"\s+")
    return re.compile(rf"(?:'?(?:s|re|ve|ll))?(?:\s*,)?\s*(?:{pattern})")


_NUMBER = laid_out(r"""
    (?:
        \d|an? (?:hundred|thousand|third|quarter|fraction)|half|one|two|three|four|five|six|seven|eight|nine|
        ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand
    )
""")
_FOR_SO_MUCH = laid_out(rf"""
    (?: (?:it|that|this|them|the same(?: \w+)?|one|theirs))? (?:
    (?:for|at|about|only|around|just|under|roughly|maybe) )*{_NUMBER}\b
""")
_THEY = r"(?:and |but )?(?:they|who|he|she|that|which)?(?:'re|'s)? ?(?:(?:are|is|would|will|can|only|also) )*"
ASKS_A_PRICE: Frames = (
    (
        "compared",
        _after(
            laid_out(rf"""
                {_THEY}(?:giv(?:e|es|ing)|do|does|doing|sell|sells|selling|mak(?:e|es|ing)|charg(?:e|es|ing))
                {_FOR_SO_MUCH}
            """)
        ),
    ),
    ("evaluating", _after(rf"{_THEY}(?:ask|asks|asking|want|wants|tak(?:e|es|ing)){_FOR_SO_MUCH}")),
)
"""Said right after a name: that he does it for so much, beside our price; or what he asks, who is in the choice then."""
AFTER: Frames = (
    (
        "evaluating",
        _after(
            laid_out(r"""
                , (?:and |while )?(?:the|our|my|half|some|others|i|he|she|they|it) ?(?:\w+ ){0,3}?
                (?:wants?|likes?|loves?|prefers?|backs?|favou?rs?|is for|are for) (?:you|yours)\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(r"""
                (?:
                    people|guys?|chaps?|fellas?|lads?|blokes?|m[ae]n|wom[ae]n|lady|reps?|folks|team|sales \w+|
                    account managers?|consultants?
                ) (?:
                    (?:
                        was|were|has been|have been|is|are|came|turned|popped|dropped
                    ) (?:in|by|round|over|here|up|coming|with us|at ours)|
                    rang|called|phoned
                )\b
            """)
        ),
    ),
    (
        "uses",
        _after(
            laid_out(r"""
                [^.!?]{0,40}\b(?:that's|that is|which is|and it's) what (?:
                    (?:we|they|i)(?:'re|'ve| are| have)?|(?:the|our|my) (?:\w+ )?\w+
                ) (?:(?:currently|still|all|now|just) )*(?:
                    use|uses|have|has|got|get|are|is|on|run|runs|work with|works with|(?:are |is )?stuck with|
                    (?:are |is )?on
                )\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(rf"""
                (?:{_WENT} |[^.!?\w]*who )*(?:answered|replied|responded|tendered|applied)\b
                (?! (?:the|that|my|our|his|a) )
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(r"""
                (?:(?:is|are|'s) )?(?:still|yet) (?:
                    to (?:come|see|present|show|pitch|answer|quote|reply|call|meet|visit|follow)|
                    outstanding|pending|open
                )\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            r"(?:,|and|or) (?:yours|your (?:offer|quote|price|bid))\b(?! (?:is|are|was|looks?|has|does|can)\b)"
        ),
    ),
    ("left", _after(r"[^.!?]{0,40}\bwe (?:threw|through|kicked|dropped|left|ditched|binned) (?:them|it)\b")),
    *ASKS_A_PRICE,
    (
        "evaluating",
        _after(rf"(?:{_WENT} )*with us (?:in|last|on|at|for|during|this|yesterday|already|too|as well)\b"),
    ),
    (
        "evaluating",
        _after(
            laid_out(r"""
                (?:is|are|was|were) (?:also |still |definitely )?(?:on|in|part of) (?:it|that|there)\b
                (?=\W*$|[.,;]|\s+(?:and|too|also|as well|but)\b)
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(r"""
                (?:which |that |who )?(?:we|i)(?:'ve| have)? (?:\w+ )?
                (?:looked at|saw|seen|visited|talked (?:to|with)|spoke (?:to|with)|met|had a look at)\b
            """)
        ),
    ),
    ("left", _after(r"(?:was|were) (?:here|in|installed|in the house|our \w+|used|running) before\b")),
    (
        "evaluating",
        _after(
            laid_out(rf"""
                (?:
                    (?:quoted|quotes|offered|came (?:in|back) (?:at|with)) (?:us )?{_NUMBER}\b|
                    (?:people |guys )?(?:said|says|named) (?:\w+[ -])?
                    {_NUMBER} (?:thousand|grand|lakhs?|million|euros?|dollars?|pounds?|k)\b|
                    (?:have|has|had|put|also|\s)+(?:an? )?(?:bid|offer|quote|proposal|tender|price)?
                    s? ?in (?:for it|too|as well|already)\b|
                    (?:have|has|had) an? (?:bid|offer|quote|tender) in\b
                )
            """)
        ),
    ),
    ("compared", _after(r"(?:can|does|do|has|have) [^.!?]{0,40}\b(?:can't|don't|can|do|haven't|have) you\b")),
    (
        "compared",
        _after(
            laid_out(r"""
                (?:\w+ ){0,2}(?:is|was|are|were|looks?|looked|feels?|felt) (?:much |far |a bit |way |a lot )?
                (?!(?:over|never|under|after|other|later|either|rather|ever)\b)
                (?:[a-z]{3,}(?:er)|more [a-z]+|less [a-z]+)(?=\W*(?:$|[.,;!?]|than\b|and\b))
            """)
        ),
    ),
    (
        "compared",
        _after(
            laid_out(r"""
                (?:\w+ ){0,3}
                (?:side by side|next to|beside|alongside|in parallel|head to head|against) (?:with )?
                (?:you|yours|your|this)\b
            """)
        ),
    ),
    (
        "compared",
        _after(
            laid_out(r"""
                (?:\w+,? ){0,3}(?:you|yours|your \w+) (?:
                    has|have|is|are|looks?|reads?|feels?|does|works?|can|were|was|won|wins|lose
                )\b[^.!?]{0,30}\b
                (?:better|cheaper|bigger|faster|slower|nicer|worse|more|less|far|easier|won|clearer)\b
            """)
        ),
    ),
    (
        "left",
        _after(
            r"(?:we|i) had (?:it|them|that)\b[^.!?]{0,40}\b(?:threw|kicked|until|but|dropped|cancelled|then)\b"
        ),
    ),
    (
        "left",
        _after(
            laid_out(rf"""
                (?:{_WENT} )*(?:
                    out the (?:door|window)|thrown out|kicked out|ripped out|replaced|dropped|history|
                    gone(?: since)?|ruled out|out of the (?:race|running|question)|off the (?:list|table)|
                    a (?:mistake|disaster|failure)
                )\b
            """)
        ),
    ),
    (
        "left",
        _after(r"(?:went|got|is|are|was|were) out\b(?! (?:of (?:stock|order|\w+ing)|there|here|in|on|by)\b)"),
    ),
    (
        "left",
        _after(
            laid_out(r"""
                (?:was|were) (?:much |far |way )?
                too (?:expensive|big|small|slow|dear|complicated|rigid|pricey)\b[^.!?]{0,30}\b
                (?:ruled|dropped|out|said no|left)\b
            """)
        ),
    ),
    (
        "left",
        _after(r"(?:didn't|did not|couldn't) (?:make it|make the cut|work out|survive|last|convince)\b"),
    ),
    (
        "compared",
        _after(
            laid_out(r"""
                (?:does|do|did|has|have|can|offers?|gives?|charges?|is|are|was|were) [^.!?]{0,40}?
                (?:for (?:half|less|a third|twice|double)|than (?:you|yours|this|that)|as (?:you|yours))\b
            """)
        ),
    ),
    (
        "compared",
        _after(
            laid_out(r"""
                (?:has|have|had|is|are|was|were|looks?|looked) (?:an? |much |far |way |a bit |a lot )*
                (?:
                    nicer|better|cheaper|faster|prettier|simpler|easier|bigger|smaller|stronger|dearer|
                    pricier|clearer
                )\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(rf"""
                (?:{_WENT} |(?:own )?(?:people|guys|rep|sales ?(?:man|people)?|team|engineers|man|lady) )*
                {_SAID} (?:
                    us|me|to (?:us|me|our)|at our|they can|they could|he can|that they|the same|one|an?|by|
                    round|over|in|their|theirs|his|it|something|with|bids?|offers?|quotes?|tenders?
                )\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(r"""
                (?:they|he|she) (?:have |has |also |just )*(?:
                    came(?! with)|come(?! with)|sent|gave|given|showed|offered|presented|visited|are coming|
                    want|quoted|told
                )\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(rf"""
                (?:{_WENT} )*(?:
                    at our place|here last|with us (?:last|on|next|yesterday|this)|on trial|
                    (?:(?:stays?|remains?|kept|keeps?|put) )?(?:on|in) (?:the|our|my) (?:
                        short ?-?list|list|table|race|game|running|mix|tender|final|frame
                    )|
                    (?:in|here|over|round|on site|with us) for an? (?:\w+ )?
                    (?:demo|talk|chat|pilot|trial|poc|proof|test|presentation|look|quote|meeting)|
                    been (?:round|over|at ours|here (?:last|yesterday|twice|already|too))|
                    running a trial|doing a (?:trial|pilot)|bidding|
                    coming (?:to|in|on|over|round|by|here|next|tomorrow|in|again|back)|
                    visiting us|presenting|quoting|still in|in it too
                )\b
            """)
        ),
    ),
    (
        "evaluating",
        _after(
            laid_out(r"""
                (?:is|are) (?:next to you|over there|in hall|round the corner)[^.!?]*\b
                (?:going|go|look|see|ask|compare)\b
            """)
        ),
    ),
    (
        "uses",
        _after(
            r"(?:is|are|have|has|just|keeps?) (?:\w+ )?(?:pulling the plug|discontinu\w+|sunsett?\w+|phasing out|shutting down|shut down|ending (?:the )?support|stopp\w+ support|raised|raising|doubled|putting up|put up) "
        ),
    ),
    (
        "evaluating",
        _after(r"(?:demo|trial|pilot|quote|proposal|bid)\b(?! (?:account|version|system|licen[cs]e))"),
    ),
    ("uses", _after(r"(?:customers?|users?|shop|house|site|people)\b(?=[^.!?]*$|[.,;!?])")),
)
"""Read right after a name, in this order."""
BEFORE: Frames = (
    (
        "left",
        phrase(
            r"""
                (?:
                    (?:we|i|they)(?:'d| had) been (?:with|on|using)|
                    (?:the|our) (?:last|previous|former|ex|earlier) (?:\w+ )?
                    (?:supplier|vendor|provider|system|software|tool|lot|one|company)s?
                    (?: we (?:had|tried|used))? (?:was|were)|
                    ripped out|tore out|chucked out|chucked|said goodbye to|waved goodbye to|got shot of|
                    terminated (?:our|the) contract with|ended (?:our|the) contract with|
                    (?:before that|before|previously|formerly|earlier|in the past) (?:we |it |they |i )?
                    (?:had|used|was|were with|ran)|
                    used to be an?|
                    until (?:last \w+|recently|\w+) (?:it was|we had)|
                    we came from|we come from|coming from|switched off|migrated off|moved off|came off|
                    weaned ourselves off
                ) (?:the |our )?
            """
        ),
    ),
    (
        "evaluating",
        phrase(
            rf"""
                (?:
                    {MEETING}s?(?: (?:next|this|last|on) \w+)? (?:from|of|by|with|at)|
                    waiting for|expecting|saw|asked|ask|invited|in love with|leaning towards|
                    quoted (?:[\w.,]+ ){0, 3}by|heard (?:back )?from|
                    (?:first|second|third|fourth|fifth|last|next) (?:
                        stand|booth|one|stop|vendor|firm|visit|call
                    ),? (?:after|before|besides)|
                    (?:besides|apart from|other than|as well as|next to) you (?:\w+ ){0, 3}?
                    (?:in it|there|are|is|we have)(?: \w+)?|
                    (?:an? )?(?:offer|quote|bid|price) (?:from|by|of)|
                    one team (?:came )?from|(?:some|the) people from|somebody from|someone from|
                    a (?:man|lady|rep|guy|team|fellow) from
                ) (?:the |a firm called |a company called |an outfit called )?
            """
        ),
    ),
    ("evaluating", phrase(r"(?:yours|your (?:offer|quote|price|bid)),? (?:(?:and|or|plus|then|also) )*")),
    (
        "compared",
        phrase(r"(?:next to|compared (?:to|with)|beside|unlike|side by side with|head to head with)"),
    ),
    (
        "uses",
        phrase(
            r"""
                (?:there's|there is|we've got|we've|we have|have|got) (?:an?|some|the|two|three) (?:\w+ ){1,3}
                (?:from|by|made by)|
                out of|inherited|
                (?:we|they|i) (?:~ )?(?:bought|got|have|'ve had|'ve got|took|went for|chose)|
                (?:our|the) (?:\w+ )?(?:standard|default|supplier|provider|vendor|system|software|platform) is|
                (?:we|they|i) (?:~ )?pay|(?:we're|i'm|we are|they're) (?:~ )?paying|stuck with|stuck on|
                (?:it's|it is|that's) (?:off the shelf )?
                (?:stuff|something|a thing|a system|a tool|a box|software|kit)(?: \w+){0,3} from
                (?: a (?:company|firm|outfit) called)?|
                we've had|been with|been on|lives? in|runs? on|runs? through|goes through|sits? in|works? in|
                working in
            """
        ),
    ),
)
"""Read right before a name."""


_IT = r"(?:it|them|that|those|him|the (?:whole )?(?:thing|lot|trial|pilot|test))"
REJECTED = re.compile(
    (
        laid_out(rf"""
            \b(?:
                (?:and|but|so|then|we|i|they|he|she|management|who|(?:my|our|the) \w+)
                (?:'ve| have| has| had)? (?:(?:then|also|just|simply|soon|again|quickly) )*
                (?:
                    (?:
                        binned|dropped|ditched|cancelled|canceled|ended|stopped|returned|scrapped|killed|
                        rejected|refused|excluded|abandoned|uninstalled|removed|dumped|chucked|left
                    ) {_IT}\b|
                    (?:gave|sent|took|put|brought|pulled|threw|ripped|tore|kicked|ruled|chucked) (?:{_IT} )?
                    (?:back|away|home|packing|out(?! of)|off)\b|
                    pulled {_IT}\b|
                    (?:stopped|finished|broke off|broke up|parted|were done|was done)
                    (?: (?:it|that))? with {_IT}\b|
                    passed on {_IT}\b|let {_IT} go\b|gave up(?: on {_IT})?\b|decided against\b|said no\b|
                    pulled the plug\b|walked(?: (?:away|out))?\b(?=\W*$|[.,;])|went back to\b|
                    went (?:our )?separate
                )|
                (?:we|they|he|she|i) (?:(?:then|also|just|soon) )*(?:cancelled|canceled|quit|stopped)
                (?=\W*$|[.,;])|
                and (?:then )?(?:binned|passed|stopped|cancelled|canceled|left it|dropped out)
                (?=\W*$|\W+(?:it|they|because|after|we|so|the)\b)|
                (?:both|they|all three|the two)
                (?: of them)? (?:were|are|was) (?:(?:just|simply|much|far|way|both) )*
                too (?:big|small|expensive|dear|slow|complicated|pricey|heavy)\b|
                (?:it|they|both|all three|that|he|which|those)(?:
                    's|'re|'d| is| are| was| were| has been| have been| had been| got
                )? (?:now |then |already |all |just )*(?:
                    out(?! (?:of|there|in|on|for))|off the (?:table|list)|no option|not an option|gone|
                    history|done with|thrown out|kicked out|ruled out|rejected|ripped out|cancelled|canceled|
                    switched off|nothing for us|
                    (?:all )?in (?:a|the) (?:drawer|cupboard|bin|skip|basement|cellar)|
                    not (?:really )?(?:for us|our thing|what we)
                )\b|
                (?:wasn't|weren't|isn't|not) (?:really )?(?:for us|our thing|the right thing|a fit|a match)\b|
                (?:it|that|they|this|which) (?:
                    (?:all )?(?:went nowhere|fell through|fell apart|came to nothing|led nowhere)|
                    (?:didn't|did not) (?:
                        work(?: out)?(?= ?(?:$|[.,;]|for us))|go (?:anywhere|further)|fly|make it|last|
                        survive|convince
                    )|
                    never (?:worked|took off|caught on|flew)|died|failed
                )\b|
                (?:that|they|so it|and it|those)(?:'s|'re| is| are| was| were) (?:all |now |already )*dead\b|
                nothing came (?:out )?of it\b|
                (?:(?:and|but|so) )?(?:they|he|she|who)(?:'d| did| do| does| had| were| are| was| is)?
                (?:n't| not) (?:even |really )?(?:
                    want(?: to (?:know|sell|work|deal|serve)|(?: to have)? us)|
                    interested|deliver(?: to us| here)|serve
                )\b|
                we(?:'re| are| were) (?:much |far |way |a bit )?
                too (?:small|big|far(?: away)?) for (?:them|him|that|it)\b|
                (?:they|he|she) (?:
                    turned us (?:down|away)|
                    (?:don't|didn't|can't|couldn't) (?:do|offer|support|cover) (?:it|that|our \w+)
                    (?: at all| here)?(?=\W*$|[.,;])|
                    never (?:called|came|wrote|rang|got|replied|answered)(?: us)?(?: back| again)?\b
                )|
                never again\b|so no\b(?=\W*$|[.,])|that was (?:it|that|the end)\b|
                (?:but )?(?:not|no) (?:any ?more|longer)\b(?=\W*$|[.,;])|
                (?:the|that|their|our) contract (?:
                    ended|ran out|expired|was (?:cancelled|terminated|not renewed)
                )\b|
                (?:has|have) (?:stopped|ended|cancelled|rejected|killed) (?:it|that|them)\b
            )
        """)
    )
    .replace("'", "'?")
    .replace(" ", r"\s+")
    .replace(r"\s+?", r"\s*")
)
"""Said later of a vendor who was tried or looked at: it has come to an end."""
TO_COMPARE = compiled(r"""
    [^.!?]{0,25}\b
    (?:only|just|more|rather|mainly) (?:to compare|for comparison|as a (?:comparison|benchmark|yardstick))\b
""")
"""Said after a name: he is no candidate."""
COMING = compiled(r"""
    \b(?:on|next|this|tomorrow|later)\s*(?:mon|tues|wednes|thurs|fri|satur|sun)?(?:day)?\b.*\b
    (?:we have|we've got|have got|there's)\s*$
""")
IN_THE_HOUSE = re.compile(r"\s+(?:in the house|coming|here|round|over|in)\b")
LATER_SAID = compiled(r"""
    \b(?:they|he|she|their \w+)(?:'?re|'?s| are| is| have| has)? (?:\w+ )?
    (?:
        still in|running|coming in|a trial|trial|pilot|came(?! with)|coming|sent|an offer|in the running|
        on the list|show us|showing us|showed|gave us|quoted
    )\b|
    \bhad (?:them|him) in\b|\bin their pilot\b|
    \b(?:their|a) (?:trial|pilot) (?:is|runs|started)\b
""")
"""Said of a vendor later in the turn, who is in the choice."""
