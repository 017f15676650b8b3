"""How people speak of money that they have, and of money that is no budget."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import any_of, phrase

HAVE = any_of(
    [
        r"budget\w*",
        r"(?:set|put|laid|setting|putting|kept|keep) (?:\w+ )?(?:aside|by)",
        r"scraped together",
        r"pencill?ed in",
        r"promised",
        r"a (?:line|pot|fund|kitty)(?: \w+)? (?:for|of)",
        r"underspend",
        r"left over",
        r"come up with",
        r"(?:gives?|allows?) (?:us|me)",
        r"puts? up",
        r"towards? (?:it|this|that)",
        r"set apart",
        r"put by",
        r"then (?:we|you|i)(?:'ll| can| could)? talk",
        r"then (?:i'm in|we have a deal|it's a deal)",
        r"want it for",
        r"thinking of",
        r"thought of",
        r"had in mind",
        r"earmarked",
        r"allocated",
        r"allotted",
        r"reserved",
        r"in the (?:plan|pot|kitty|bank|pipeline|books)",
        r"planned (?:for|with|in)?",
        r"reckon(?:ed|ing)? (?:with|on)",
        r"planning (?:for|with|on)",
        r"calculat(?:ed|ing) (?:with|for|on)",
        r"(?:i|we) (?:'ve |have )?kept",
        r"(?:i|we)(?:'m| am|'re| are|'ll| will|'d| would| have to| want to)? (?:~ )?(?:going to )?(?:ask|apply) for",
        r"in (?:next|this) year's plan",
        r"""
            (?:
                can|could|would|might|may|will|want to|like to|plan to|planning to|going to|willing to|
                ready to|prepared to|able to|allowed to|happy to|thinking of|looking to|hoping to|to
            ) (?:\w+ )?
            (?:spend\w*|invest\w*|pay\w*|afford|go|do|stretch|put|get|free up|raise|use|work with|sign)
        """,
        r"""
            (?:we|i)'d (?:\w+ )?(?:
                spend|invest|pay|go|do|put|say|stretch|stomach|manage|find|offer|live with|be ok|be fine|
                be okay|be happy
            )
        """,
        r"(?:could|can|might|may) (?:\w+ )?(?:stomach|find|manage|live with|stretch)",
        r"go (?:up to|as high as|to|for)",
        r"(?:can't|cannot|couldn't|wouldn't|won't|not) (?:be|go|spend|pay|do|stretch|exceed|afford)",
        r"""
            (?:we've|we have|i've|i have|we|there's|there is|they've|we were|we've been|i was) (?:only )?
            (?:got|been given|been granted|been promised|secured|received|raised)
        """,
        r"we(?:'ve| have| got|'ve got)? (?:about|around|roughly|some|maybe|up to|a|an|\d|like)",
        r"i(?:'ve| have)? (?:got )?(?:about|around|roughly|maybe|up to|\d)",
        r"grant",
        r"funding",
        r"funds?",
        r"funded",
        r"financing",
        r"subsid\w+",
        r"approved",
        r"signed off",
        r"released",
        r"green light",
        r"green lit",
        r"cleared",
        r"available",
        r"at our disposal",
        r"to work with",
        r"to spend",
        r"to play with",
        r"ballpark",
        r"price tag we",
        r"we're talking(?: about)?",
        r"spending limit",
        r"(?:have to|must|need to) (?:stay|keep it) (?:under|below|within)",
        r"(?:our|my) (?:limit|ceiling|maximum|max|range|cap|frame|pain threshold|envelope|number|figure|budget)",
        r"envelope",
        r"capex",
        r"opex",
        r"investment",
        r"spend is",
        r"we could do",
        r"we can do",
        r"have a deal",
        r"worth",
        r"money",
        r"we calculated (?:with)?",
        r"we count(?:ed)? (?:on|with)",
        r"board (?:gave|has given|granted|approved|released)",
        r"gave us",
        r"given us",
        r"giving us",
        r"should have",
        r"would (?:still )?be (?:ok|okay|fine|good|acceptable|alright|all right|fair|doable|possible)",
        r"(?:will|'ll) have",
        r"(?:would|'d|will|'ll) be (?:the|our|a) (?:frame|range|limit|number|figure|budget)",
        r"for us (?:it'd|it would|that'd|that would|it's|that's) be",
        r"for us (?:it's|it'd|around|about|up to|max\w*)",
        r"(?:put|set|laid) (?:[\w.,]+ ){1,5}aside",
        r"(?:asked|applied|applying) for",
        r"there's (?:maybe|about|around|roughly|up to|some|only|a|an)",
        r"there is (?:maybe|about|around|roughly|up to|some|only)",
        r"it's in the",
    ]
)
STRONG = any_of(
    [
        r"(?:is|'s|was|would be) (?:the|our|my) (?:ask|request)",
        r"(?:hoping|aiming) for",
        r"(?:plan|calculate|reckon|work) with",
        r"(?:put|write) (?:me|us|it|that) down (?:for|with|as)",
        r"not (?:a|one) (?:single )?(?:cent|penny|dime|euro|dollar|pound|rupee) (?:above|over|more|beyond)",
        r"(?:can|could|may|might) (?:~ )?take [\w., ]{1,40}(?:from|out of) (?:my|our)",
        r"(?:from|out of) (?:my|our) (?:own )?(?:\w+ )?(?:cost cent(?:er|re)|budget|account|reserves?|department)",
        r"(?:my|our) (?:number|figure|offer|bid|target|frame|range|maximum)(?:'s| is| was| would be)",
        r"(?:got|have|had) (?:them|him|her|(?:my|the|our) \w+) to (?:agree to|accept|go to|give|say yes to)",
        r"in (?:the|our|my) books",
        r"""
            (?:i|we)(?:'d|'ll| would| could| can) (?:~ )?
            put [\w., ]{1,30} (?:in|into|towards) (?:it|this|that|something|such)
        """,
        r"(?:has|have|had) (?:[\w.,]+ ){1,6}in mind",
        r"(?:our|my) (?:part|share|half|cut|contribution)(?:'s| is| can be| would be| could be)",
        r"(?:got|have|received) (?:the |an )?approval(?: \w+)? (?:for|over|of)",
        r"that (?:i|we) (?:can|could) (?:sell|defend|justify|get through|explain)",
        r"(?:i|we)'ll (?:~ )?(?:find|raise|free up|get) (?:you|it|the|a)",
        r"(?:say|says|said) (?:yes|okay|ok) to",
        r"(?:make do|get by) with",
        r"target price",
        r"(?:can|could|might) (?:~ )?give you",
        r"for (?:me|us) [^.!?,;]{1,30} (?:is|are|would be) (?:okay|ok|fine|acceptable|alright|all right|fair)",
        r"(?:go|went|come|came) in with",
        r"(?:land|settle|meet) (?:on|at)",
        r"in (?:my|our) (?:head|mind)",
        r"""
            (?:put|putting|got|have|had|handed) (?:
            (?:it|this|that|about|around|roughly|something|like|maybe|some|[\w.,$£€]+) ){0,6}
            in for (?:it|this|that|next)
        """,
        r"(?:put|putting|handed) in (?:[\w.,$£€]+ ){1,7}for (?:it|this|that|next)",
        r"(?:asking|applying|bidding) for",
        r"got in for (?:it|this|that)",
        r"(?:put|putting) (?:it|this|that) in for next year",
        r"set apart",
        r"(?:i|we|he|she|they)'d (?:~ )?(?:stomach|find|manage|stretch to|run to)",
        r"allowed for",
        r"(?:reckoned|calculated|counted) (?:with|on)",
        r"figured on",
        r"(?:has|have|got|gotta|must|needs?) (?:to )?be (?:spent|used up)",
        r"(?:she|he)'d (?:~ )?give(?! (?:you|them))",
        r"(?:sounds?|seems?) (?:doable|feasible|bearable|affordable)",
        r"""
            (?:could|can|might|would|'d) (?:\w+ )?
            (?:live with|justify|defend|swing|get through|sell (?:internally|upstairs))
        """,
        r"""
            (?:is|are|'s|would be|'d be) (?:still |totally |quite )?(?:
                ok|okay|fine|good|possible|acceptable|doable|feasible|no problem|alright
            ) for (?:me|us|my \w+|our \w+)
        """,
        r"i'd call (?:it )?(?:reasonable|fair|okay|fine)",
        r"""
            (?:won't|wouldn't|can't|couldn't|cannot|don't) (?:~ )?(?:want to |like to )?
            (?:go|spend|pay) (?:above|over|beyond|past|more than)
        """,
        r"lay (?:my|our) hands on",
        r"(?:rustle|free|dig|scrape) up",
        r"get hold of",
        r"squeeze out",
        r"voted",
        r"out of my own pocket",
        r"granted",
        r"(?:i|we)(?:'ve)? (?:told|offered) them",
        r"we said",
        r"or i'm (?:off|out|gone)",
        r"put it on my card",
        r"pay (?:for )?it myself",
        r"a leash of",
        r"pocket money",
        r"chips? in",
        r"scraped together",
        r"pencill?ed in",
        r"(?:could|can|might|may|'d) (?:\w+ )?(?:stomach|find|manage|stretch to)",
        r"a (?:pot|kitty) of",
        r"a line for it",
        r"(?:want|get|have) it for (?:under|less|below|about|around|no more|not more)",
        r"(?:thinking|thought) of",
        r"(?:can't|couldn't|cannot|wouldn't|could not) (?:~ )?(?:go|stretch|spend|pay)",
        r"must ?n'?t cost",
        r"in the capital plan",
        r"underspend",
        r"kept aside",
        r"out of the question",
        r"(?:put|got) [\w., ]{1,30} in (?:next|this) year's",
        r"budget\w*",
        r"(?:set|put|laid|setting|putting) (?:[\w.,]+ ){0,5}aside",
        r"earmarked",
        r"allocated",
        r"allotted",
        r"to spend",
        r"in the (?:plan|pot|kitty)",
        r"""
            (?:
                could|would|can|might|want to|willing to|prepared to|ready to|able to|like to|plan to|
                planning to|happy to
            ) (?:\w+ )?(?:spend|invest|pay|afford|stretch)
        """,
        r"go (?:up to|as high as)",
        r"go to",
        r"at our disposal",
        r"to work with",
        r"approved",
        r"funding",
        r"grant",
        r"we'd (?:\w+ )?(?:pay|spend|invest|go)",
        r"i'd (?:\w+ )?(?:pay|spend|invest|go)",
        r"planned (?:for|with)",
        r"we planned",
        r"we've planned",
        r"reserved",
        r"in (?:next|this) year's plan",
        r"our (?:limit|ceiling|cap|pain threshold|envelope)",
        r"released",
        r"have a deal",
        r"we could do",
        r"can do it for",
        r"capex",
        r"available for",
        r"signed off on",
    ]
)
WHO_GIVES = re.compile(r"\bgiv(?:es?|ing) (?:the |us )*(?:green light|go-?ahead|ok|okay)\b")
"""Who gives it, not that it was given."""
MONEY_IS_THERE = any_of(
    [
        r"""
            (?:the )?(?:budget|money|funding|financing|funds)
            (?:'s| is| are| has been| have been| was|'s been) (?:\w+ )?
            (?:
                there|approved|available|secured|released|signed off|allocated|in place|confirmed|set aside|
                cleared|reserved|ready|no problem
            )
        """,
        r"""
            (?:well )?(?:within|inside|covered by|in line with) what (?:we|i)
            (?:'ve| have|'d| had)? (?:got|have|put (?:by|aside)|set aside|planned|reserved|budgeted|earmarked)
        """,
        r"""
            (?:we|i)(?: do| already)?
            (?: have|'ve got|'ve| got| have got) (?:a |some |the |an approved |our own )?
            (?:budget|money|funding|funds)
            (?! (?:problem|issue|meeting|owner|cut|freeze|constraint|round|cycle|process|approval))
            (?: (?:for (?:it|this|that)|approved|set aside|available))?
        """,
        r"""
            there's (?:some |a |definitely |already |only |just |enough )?(?:money|budget|funding)
            (?: (?:for (?:it|this|that)|set aside|available))?
        """,
        r"there is (?:some |a |definitely |already )?(?:money|budget|funding)(?: for (?:it|this|that))?",
        r"""
            (?:it's|it is|that's|this is|we're) (?:already )?(?:been )?
            (?:budgeted|in (?:the|our|next year's|this year's) (?:\w+ )?budget|funded|fully funded)(?: for)?
        """,
        r"(?:budget|money) (?:was )?approved",
    ]
)
NOT_APPROVED = phrase(r"""
    (?:money|budget|funding|sum|amount)(?: itself)? (?:isn't|is not|hasn't|has not|wasn't)
    (?=\s*(?:[.,;!?]|$|yet\b))|
    (?:not|isn't|hasn't|haven't|hadn't|didn't|wasn't|aren't|never|n't) (?:\w+ ){0,3}?
    (?:
        approved|signed(?: off)?|released|confirmed|final|official|through|cleared|okayed|secured|allocated|
        said (?:yes|ok|okay)|nodded|passed|voted|agreed|awarded|granted|decided|been through|blessed|minuted|
        stamped|sanctioned|countersigned|ratified|rubber-stamped|ring-?fenced|unlocked|underwritten|
        guaranteed|ticked off|funded|appropriated|authori[sz]ed|freed|free(?:ly)? given|given(?: free)?|fixed|
        firm|locked(?: in)?|inked|done and dusted|a given|finali[sz]ed|validated|accepted|in the books
    )(?: \w+)?(?: yet)?|
    (?:is|are|be|gets?|'s|will be) only (?:
        approved|released|signed|decided|confirmed|voted|agreed|granted|cleared
    )|
    only (?:approved|released|decided|signed|confirmed|granted) (?:in|after|once|when|next|by|on|at|from)|
    waiting (?:to hear|on|for)|no (?:answer|word|reply|decision) yet|we'll (?:hear|know)|hear back|
    applied for|fingers crossed|
    (?:signature|stamp|vote|nod|blessing|approval|letter|okay)(?:'s| is) (?:still )?
    (?:missing|outstanding|to come|pending|due)|
    still (?:
        on (?:his|her|their|the) \w+(?:'s)? desk|with the \w+|chewing|thinking|
        to be (?:voted|signed|approved|agreed|confirmed)
    )|
    awaits|
    (?:hasn't|haven't|not|nobody's|nobody has) (?:yet )?(?:
        put (?:his|her|their) (?:name|signature)|
        given (?:it )?(?:the|its|his|her|their) (?:nod|ok|okay|blessing|go-ahead|yes)
    )|
    (?:none|nothing|nobody|no one)(?: of (?:it|that|this))?(?:'s|'ve| is| has| are| was)?(?: been)?
    (?: \w+)? (?:
        approved|granted|signed|released|agreed|confirmed|voted|said yes|okayed|official|decided|final
    )|
    (?:still |yet |first )?(?:(?:has|have|will have|would have|'d have|needs?|still|yet) to|must) (?:still )?
    (?:be |get )?(?:
        (?:
            approve[d]?|sign(?:ed)?(?: off)?|ok|okay|okayed|release[d]?|confirm(?:ed)?|go through|pass|
            green-?light|bless|nod|say yes|agree
        )\b
    )|
    (?:pending|awaiting|waiting for|subject to|before|needs?|requires?|without) (?:\w+ ){0,2}?
    (?:approval|sign-?off|signature|release|board)|
    unapproved|not yet|no sign-?off|tentative\w*|provisional\w*|not in (?:stone|writing)|
    (?:did not|didn't|does not|doesn't|has yet to|have yet to|won't|will not|not) (?:\w+ ){0,2}?
    (?:
        release|approve|sign|confirm|okay|clear|grant|authori[sz]e|agree|decide|unlock|validate|
        give (?:it|me|us)
    )(?! (?:the|a) (?:vendor|supplier|contract))|
    (?:haven't|have not|not|n't) (?:yet )?asked (?:for (?:it|that) (?:yet|so far)|yet)|
    not a done deal|still a draft|yet to be \w+
""")
APPROVED = phrase(r"""
    approved|
    (?:got|received|have) (?:the |an )?approval(?! (?:process|meeting))|
    (?:has|have|had|already|'s|'ve) (?:given|gave) (?:the |an? |his |her |their |its )?approval|
    took (?:that|this|the) decision|went threw (?:the )?\w+|
    (?:is|are) (?:already |all |quite )?(?:safe|secure)(?! (?:for|to|in|and|from)\b)|
    (?:been |was |is )wired|sits? (?:in|on) (?:the|our|my) account|adopted (?:by|in|already|last)|
    (?:is|been|was|that's|it's|got) (?:adopted|validated|authori[sz]ed|endorsed|accepted)|
    approvals? (?:is |are |has been |has |also |already |'s )*
    (?:there|done|in hand|came|come|given|got|received|in place|complete|ok|okay)\b|
    approval we (?:already )?(?:have|got)|
    (?:validated|authori[sz]ed|accepted|decided|blessed|freed|cleared|endorsed) (?:by|from)|
    appropriated|
    (?:money|funding|funds|budget|grant|loan|it)
    (?:'s|s| is| are| came| went| has come| has gone| got) (?:already |all )?through|
    signed(?: off)?|released|green light|green lit|greenlit|confirmed|okayed|ok'd|cleared|secured|
    (?<!be\x20)committed|granted|(?:has |have )?(?:given|gave) (?:me|us)|gave us (?:the )?(?:go|green)|
    it's official|been given the go|(?:gone|been|went|come) through (?:the )?\w+|awarded|in the bank|
    nodded (?:it )?through|sanctioned|waved (?:it )?through|passed|voted through|rubber-stamped|ticked off|
    is ours|guaranteed|ring-?fenced|all agreed|in black and white|(?:the )?ink's dry|blessed|underwritten|
    countersigned|unlocked|that is decided|(?:is|been|it's|that's|and) decided|decided and booked|
    on (?:the|our) account already|
    already (?:on|in) (?:the|our|my) (?:bank )?account|
    (?:put|has put|have put|got) (?:his|her|their) (?:name|signature|stamp|initials) (?:to|under|on) it|
    (?:given|gave|got) (?:it |us |me )?
    (?:the|its|his|her|their) (?:nod|ok|okay|blessing|go-ahead|yes|all-clear|stamp)|
    (?:has|have|already|\w+'ve|\w+'s|they|he|she|bank|board|council) said yes|
    agreed (?:with|by)|(?:is|been|that's|it's) (?:already )?agreed|said yes (?:already|to it)|
    (?:got|got it|went|gone) through|voted|minuted|stamped|
    (?:fully |been |that's |it's |is |are |all )funded|
    been granted|we've got it|in the bag
""")
SUPERSEDED = compiled(r"""
    \b(?:
        i (?:just )?(?:said|told|mentioned)|(?:it|that) (?:was|used to be)|we had|
        last (?:time|week|month|year)|yesterday|originally|initially|at first
    )\b[^.!?]{0,40}$
""")
NEAR = 45
"""Characters after an amount in which its currency may still follow: "fifty thousand, yes, francs"."""
ECHO = re.compile(
    r"^\W*(?:(?:in|a|hundred|you mean)\s+)*(?:thousand|grand|k|million|euros?|dollars?|pounds?|francs)\W*$"
)
"""A rep asks back: "Thousand?", "In euros?"."""
SHORT = 4
"""Words of a question that only follows up."""
DATE_BEFORE = compiled(r"""
    \b(?:
        january|february|march|april|may|june|july|august|september|october|november|december|week|version|
        hall|stand|booth
    )\s+(?:the )?$
""")
HALVES = re.compile(r"\b(?:fifty[ -]fifty|50[ /-]50)\b")
THE_SYSTEM = re.compile(r"\bapprove (?:whichever|which|the (?:system|vendor|supplier|tool|choice|product))\b")
"""What is approved is the choice, not the money."""
WHO_KNOWS = re.compile(r"\W*(?:no idea|(?:i )?(?:don't|couldn't|can't) (?:know|say)|who knows|hard to say)")
MUST_AGREE = re.compile(
    r"\b(?:has|have|needs?|must)(?: still)? (?:to )?(?:approve|agree|sign|okay|ok|say yes|decide)\b"
)
TO_BE_SPENT = re.compile(
    r"\b(?:(?:(?:has|have|got|needs?) to|gotta|must|should|to) be (?:spent|used up)|spent by|use it or lose it)\b"
)
"""Money that lapses is there."""
FIRST_YEAR, LAST_YEAR = 1990, 2060
"""Bare figures between these are years."""
SCALE_WORD = re.compile(r"(?:\d\s?k\b|\bthousands?\b|\bgrand\b|\bk\b|\d[.,]000\b|\bhundred thousand\b)")
MILLION_WORD = re.compile(r"\bmillions?\b|\bmil\b|\bmio\b")
CORRECTS = compiled(r"""
    ^\W*(?:(?:oh|ah|um|uh|hm|well|yes|yeah|but|and)\W+)*(?:
        no\b|wait|sorry|actually|correction|hang on|hold on|pardon|let me correct|i misspoke|i meant|i mean|
        it's not|it isn't|not \w+|scratch|forget|make that|i said|did i say|rather|excuse me|what i meant
    )|
    \b(?:
        i misspoke|i said|i meant|let me correct|correction|it has become|it's become|
        has been (?:cut|raised|reduced|increased)|now (?:it's|only)|instead of|that was wrong|turns out|sorry
    )\b
""")
CORRECTED = compiled(r"""
    ^[^!?]{0,50}?\b(?:
        no,? (?:wait|hang on|hold on|sorry|it's)|wait|hang on|hold on|sorry|i meant?|make (?:that|it)|
        correction|scratch|rather|it's now|now it's|trimmed|cut|crossed (?:it|that) out|
        struck (?:it|that) out|raised|made (?:it|that)|became|
        (?:and|but) (?:(?:i|we|they) )?(?:got|gave|were given|was given)
    )\b[^.!?]{0,40}$
""")
"""Said between two amounts, of which the second is meant."""
