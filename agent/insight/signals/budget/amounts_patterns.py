"""Words and phrases of `budget/amounts.py`."""

import re

from agent.insight.signals.language.patterns import compiled

NO_MORE = compiled(r"""
    [^.!?;]{0,30}?\b(?:
        (?:i|we|they|he|she)(?: (?:will|would|can|could|do|shall))? ?
        (?:not|never|cannot|won't|wouldn't|can't|couldn't|don't)|
        (?:is|would be|'s) (?:not|n't|out of)|isn't|not possible|nobody|
        (?:i'm|we're|i am|we are) (?:gone|out|off|done)|
        don't (?:even )?(?:bother|bring|come|call|ask|try|show)|
        forget it|no deal|no chance
    )\b
""")
LEADS_ON = re.compile(r"[,;]|\b(?:and|but|so|while|plus)\b")
COSTS = re.compile(r"\b(?:costs?|pay|spend|go|be|is|it's|comes to)\s+(?:me |us )?$")
GET = re.compile(r"\b(?:i|we) get\W+(?:(?:about|around|roughly|only|just|maybe)\W+)*$")
SAY = re.compile(r"\b(?:say|call it|make it)\W+(?:(?:about|around|roughly|maybe)\W+)*$")
FOR_IT = re.compile(r"\s+for (?:the|a|this|that|it)\b")
MUST_BE = compiled(r"""
    \b(?:has to|have to|must|needs? to|gotta|got to|should)
    (?: all| really)? (?:be|come in|come out|land|stay|end up|fit)
    (?: at| below| under| within| around| near| between| in| into)+\b|
    \b(?:stay|keep (?:it|this)|come in|get it) (?:at|below|under|within)\b|
    \b(?:need|want) (?:it|them|this|that|the \w+) to (?:cost|come in|stay|be) (?:
        at|below|under|within|around|less|no|not|max
    )\b
""")
"""Before a price that the whole must keep: "everything has to come in below ninety thousand"."""
THAT_IS = compiled(r"""
    \W*(?:(?:and|so|but|well|or)\W+)*
    (?:(?:that's|thats|that is|which is|it's|that makes|it comes to|that comes to|call it|say)\W+)?
    (?:(?:about|around|roughly|like|maybe|say|some|something like|another)\W+)*
""")
"""Opens a clause that only gives the figure for what was said before it."""
THE_POT = compiled(r"""
    [^!?.]{0,15}?,? that (?:i|we) (?:can|could|might) (?:sell|defend|justify|explain|get through|live with)\b|
    (?:\?\W*(?:(?:no|yes|yeah|oh|sure)\W+)*|[^!?]{0,25}?[,.;]\s*)
    (?:that's|thats|it's) (?:all |well |already |still )?
    (?:in|within|inside|covered by) (?:my|our|the) (?:budget|plan|limit|books|frame|envelope)\b|
    [^!?]{0,25}?[,.;]?\s*(?:(?:and|so)\s+)?(?:that's|thats|that is|that would be)\s+
    (?:about |roughly |exactly |more or less |all |literally )?
    (?:
        (?:the|our|my) (?:whole |total |entire |full |annual )?
        (?:pot|kitty|ceiling|limit|budget|frame|maximum|max|envelope|purse)\b|
        what (?:i|we)(?:'ve| have)? (?:
            got|have|planned|reserved|budgeted|there (?:is|was)|been (?:given|promised)|can spend|
            written down|put (?:in|aside)|set aside
        )\b|
        (?:what|all) there is\b
    )
""")
SAID_SO = compiled(r"""
    \b(?:
        he|she|dad|father|mother|mum|wife|husband|boss|chief|director|cfo|ceo|md|manager|owner|board|
        management|finance|treasurer|partner|corporate|head office|headquarters|group
    )(?: has|'s)? (?:said|says|told (?:me|us))\W+
    (?:(?:to )?(?:find|get|buy|take) (?:me |us |yourself )?(?:something|one|anything)\W+)?
    (?:(?:for|up|to|max|maximum|about|under|below|no|not|more|than)\W+)*$
""")
"""Before a limit that those have set who give the visitor money."""
ENDS = re.compile(r"\s*(?:$|[.,;!?]|for (?:it|this|that|the)\b|left\b)")
FOR_ONE = re.compile(r"\W*(?:and |but |then )?(?:for|on) (?:the|our|my) \w+")
"""Opens sentences on the money for one thing and for another."""
BESIDE = re.compile(
    r"[^.!?#]{0,25}?(?:[,;]|\band\b|\bplus\b)\s*(?:(?:and|plus|then|another|but)\s+)*(?:for|on|towards) (?:the |our |my |a )?[\w -]{2,30}#|[^.!?#]{0,25}?(?:[,;]|\band\b|\bplus\b)\s*(?:(?:and|plus|then|another|but)\s+)*# (?:for|on|towards) "
)
PLUS = compiled(r"""
    [^.!?]{0,25}?(?:,|\b(?:and|plus|then)\b)\s*
    (?:(?:and|plus|then|another|maybe|about|around|later|after that|afterwards)\s+)*
""")
"""Between what is paid once and what is paid again and again: "90,000, and then 20,000 a year"."""
CLIENTS_HAVE = compiled(r"""
    \b(?:customers?|clients?|municipalities|cities|towns|farmers|guests|tenants)\b[^.!?]{0,40}\b
    (?:they(?:'ve| have)|have|has)\b[^.!?;]{0,25}$
""")
THING_WAS = compiled(r"""
    \b(?:the|that|this|our|my)(?: last| old| new)? (?!
        budget|proposal|first|wish|hope|estimate|money|grant|fund|figure|number|sum|plan|limit|offer|idea|amount|target|frame|pot|ask|request|
        range|envelope|maximum|total|answer|deal|line|rest|ceiling|agreement|allocation
    )\w+ (?:was|were)\W+(?:(?:about|around|roughly|only|just|like)\W+)*$
""")
"""Before what a thing has cost: "the tractor was ninety thousand"."""
NOT_FOR_YOU = re.compile(r"\bnot for (?:you|this|that|it|software)\b")
CONTRACT_OF = compiled(r"""
    \b(?:
        contract|subscription|lease|agreement|loan|mortgage|rebate|discount|fee|turnover|profit|rent|fine|
        penalty|bill|invoice|damage
    )s?(?: with \w+)? (?:of|for|at|over|worth|is at)\W+(?:(?:about|around|roughly|some|over)\W+)*$
""")
"""Before what is paid or got already."""
HAVE_IT = re.compile(r"\b(?:have|'ve|got)\s+(?:(?:about|around|roughly|maybe|up to|say|only)\s+)?$")
TOLD_US = compiled(r"""
    \b(?:
        (?:my|our|the) (?:
            head|boss|manager|chief|director|board|owner|md|ceo|cfo|bursar|treasurer|partner|council|finance|
            management|accountant
        )(?: \w+)?|
        management|finance|he|she|they
    )(?:'s|'ve| has| have)? (?:told|promised|assured) (?:me|us) (?:that )?(?:if [^.!?]{1,50}? )?
    (?:there(?:'s| is)|i |we |it's )
""")
RIVALS_SAID = compiled(r"""
    \b(?:
        they|
        (?:the|those|your) (?:ones?|guys|people|others?|lot|competitors?|competition)(?: \w+){0,3}?
    ) (?:were |are |'re |'ve been )?
    (?:talking(?: about)?|saying|asking(?: for)?|quoting|came (?:up|back) with|came in at|want(?:ed)?)\W+
    (?:(?:about|around|like|something|roughly)\W+)*$
""")
ID_SAY = re.compile(
    r"\b(?:(?:i|we)(?:'d| would) say|i say|let's say)\W+(?:(?:about|around|maybe|roughly)\W+)*$"
)
THEY_ASK = compiled(r"""
    \b(?!(?:i|we|he|she|boss|director|board|management|owner|partner)\b)[\w'-]+ (?:asks|charges|quotes|offers)
    (?: (?:us|me|for|about|around))*\s*$
""")
WOULD_DO = re.compile(r"\b(?:works|is fine|is ok|is okay|would be fine|would work)\b")
FOR_US = compiled(r"""
    \bfor (?:
        this|
        (?:the |your )?(?:\w+ )?
        (?:sensors?|software|system|pilot|tool|app|platform|scheduling|tracking|licen[cs]es?)
    )\b|
    \bmine to (?:spend|use)\b|\bi've been given\b
""")
