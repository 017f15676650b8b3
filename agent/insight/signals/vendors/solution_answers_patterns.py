"""Words and phrases of `vendors/solution_answers.py`."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out

NOT_ABOUT_TODAY = compiled(r"""
    \b(?:what|which) (?:
        bank|company|firm|school|hospital|university|utility|country|city|region|team|department|industry|
        sector|part of|line of|side|field
    )\b(?! .*\b(?:use|system|software)\b)|
    \bwhat (?:do|does) (?:
        you|
        your (?:\w+ )?(?:firm|company|business|shop|outfit|team|plant|bank|hospital|school|organi[sz]ation)|
        they
    ) (?:do|make|produce|protect|sell|teach|grow|build|haul|carry|process|brew|cook|farm|insure|ship)\b
    (?! (?:it|that|this|for|about|with|today|now|currently|at the moment|at present))|
    \b(?:what|which) (?!system|software|tool|program|app\b|vendor|provider)
    \w+ (?:are|is) (?:you|that|this|it) (?:with|from|at|in)\W*$|
    \bwho (?:do|are) you (?:work(?:ing)? for|representing?|here for)\b|
    \bwhat do you do now\b|
    \bwhat's your (?:role|job|name|story|title|trade|line)\b|
    \bhow (?:many|much|long|big|large|far|often|soon|old|about|come|so)\b|
    \bhow(?:'s| is| are) (?:it going|things|business|the show|life|you(?: doing| today)?\W*$)|
    \b(?:are you|you're|you are|you) (?:still )?(?:with|from|at|in) (?:the|an?|which) |
    \bwho(?:'ll|'d| will| would| is going to|'s going to| uses?| needs?)\b|
    \bhow did you (?:come|get here|hear|find|like|travel)\b|
    \b(?:short ?-?list|on the list|in the race)\b|\bhow (?:shall|should|can|may|could) (?:i|we)\b|
    \bwhere (?:do|are) you (?:work|from|based|located|live|come)\b|
    \bhow does (?:that|it) (?:work out|go|feel|look)\b|
    \bhow does [^?]{1,30} sound\b|
    \bhow(?:\'s| is| are) (?:the|your) (?:\w+ )?(?:
        project|tender|budget|company|group|purchase|decision|programme|program
    ) (?:organi[sz]ed|structured|set up|planned|financed|split|run)\b|
    \bwhat happens\b(?! (?:on|at|in|to|with|today|now)\b)|
    \bwhat happens\b.*\b(?:if|when it)\b|\bwhat (?:has|brings|brought|got|made) you\b|
    \bhow(?:\'s| is| are| do| does| did)
    (?: \w+){1,3}? (?:working out|going|doing(?=\W*$)|working for|getting on|holding up|performing)\b|
    \bhow do you (?:find|like|rate) (?:it|them|that|this|us|him|her|(?!out\b)\w+[^s\W])\W*$|
    \b(?:like|liked) best\b|\bdo you prefer\b|\bfavou?rite\b|\bdecisions?\b|\bpinch|\btreating you\b|
    \bhow(?:'s| is| was) (?:the|your) \w+\W*$
""")
ELSEWHERE = compiled(r"""
    \b(?:
        budget|money|funds|spend\w*|who else|anybody else|anyone else|costs?|spend|price|stopping|
        (?<!no )problem|wrong|hurts?|worr\w+|headaches?|bothers?|challenge
    )\b
""")
ASKS_HOW = compiled(r"""
    \bwhat (?:do|are|did) (?:you|they|your \w+|people) [^?]{0,30}\bwith\W*$|
    \b(?:and )?what happens (?:on|at|in|to|with|today|now)\b|
    (?:^|\W)(?:in|on|with|by|via|using|through|over|into) (?:which|what)\b|
    \b(?:which|what) (?:
        channels?|tools?|systems?|forms?|format|medium|way|equipment|software|program|kit|method
    )\W*$|
    \bwhere (?:are|is) (?:the|your|those|all|these|all the) (?:\w+ ){0,2}\w+\W*$|
    ^\W*(?:and |so |but |still |also )?no \w+(?: \w+)?\?|
    ^\W*(?:and |so |but )?(?:manual(?:ly)?|by hand|physical \w+|written down|digital(?:ly)?)\b|
    \bwritten down\b|\b(?:are|is) where\W*$|\b(?:they|you|he|she)(?:'ve| have) got\W*$|
    \bwhat(?:'s| is) (?:there|in place|doing it|it now)\b|
    \byou (?:run|use|have|do|plan|keep) what\b|
    \b(?:
        made|drawn|kept|written|done|planned|tracked|stored|held|built|run|scheduled|recorded
    ) (?:in|with|on|by)\W*$|
    \b(?:let me guess|i bet|i guess)\b|\b(?:that )?by (?:hand|phone|fax|email|mail)\W*$
""")
BY_WHOM = compiled(r"""
    \bwho (?:
        plans|sends|does|handles|tracks|manages|keeps|books|counts|checks|works out|makes|draws|writes|
        organi[sz]es|coordinates|dispatches|looks after|types|answers|guards|watches|collects|enters|supplies|
        provides|delivers|runs|maintains|hosts
    )\b
""")
OFFERED = compiled(r"""
    \b(?:
        send|mail|e-?mail|want|would you|shall|should|can i|may i|could i|prefer|like (?:a|some|me|to)|need|
        bag|colou?r|bring|come here|buy|sell|make|produce|drink|eat|record|budget|cost|price|pay|decide|
        decid\w+|signs?|when
    )\b
""")
LEAD_IN = compiled(r"""
    ^\W*(?:
        (?:
            nothing(?: at all| really)?(?: sir)? (?:only|just|but)|
            well|um|uh|yes|yeah|oh|hm|so|no|ha|seriously|honestly|just|basically|mostly|mainly|to be honest|
            currently|today|at the moment|right now|still|now|it's|its|it is|that's|that would be|with|on|in|
            via|using|all|only|good old|of course|we have|we've|we've got|we got|we use|we're using|
            we are using|we're on|we're with|we run|we're running|we do it with|we do it in|we do it on|
            we do that|we do it|we do|we work with|we still use|i use|i have|i've|i've got|they use|they have|
            at present|so far|don't laugh|believe it or not|funny enough|sadly|unfortunately|actually|there's|
            there is|some|those|by|through|our|right|okay|ok|i'm afraid|it's all|it's still|sure|it's called|
            it's a|the|kind of|something called|everything is in|everything in|everything on|everything with|
            this thing called|mm|with the|of course|we still have|we're still on|for that|for this|we don't|
            we just
        )\b\W*
    )+
""")
END_OF_NAME = compiled(r"""
    [ ,]*(?:
        ,|
        \b(?:
            for (?:about |over |more |years|the|two|three|four|five|six|seven|eight|nine|ten|ages|\d)|
            since|but|
            and (?:we|it|they|i|that|people|everybody|nobody|the|a lot|then)|
            because|which|that|who|mostly|at the moment|right now|currently|today|now|so|to be honest|
            honestly|basically|these days|as of|from|has been|have been|it's|it|we|is|are|and a lot|of course|
            until|on two|like everybody|like everyone|obviously|ironically|actually|really|i think|i guess|
            at least|still|years ago|all|only|or|plus|hosted|with a lot|in most|years|haha|ha|seriously|been|
            right up|i'm not|every|yes
        )\b
    ).*$
""")
_ITEM = laid_out(r"""
    (?:(?:an?|the|some|our|my|old|big|good old|lots of|a lot of|several|home-?made|few)\s+)*[\w'&+-]+
    (?:\s+[\w'&+-]+){0,2}?
""")
LIST = compiled(rf"""
    {_ITEM}(?:\s*,\s+{_ITEM}){{0,3}}\s+(?:and|plus|&)\s+{_ITEM}(?:\s+of\s+\w+)?
    (?=\s*(?:$|[.!;,-]|(?:i'm|we're|that|which)\b))
""")
NOT_IN_LISTS = compiled(r"""
    \b(?:
        is|are|was|were|it|we|they|he|she|i|you|yours|that|which|who|but|because|so|not|then|look|walk|people|
        hope|pray|good|bad|slow|fine|since|for|with|by|in|on
    )\b
""")
NO_WAY = compiled(r"""
    \b(?:
        (?:long|short)[ -]?list|don't know|no idea|not sure|you|your|i'll|we'll|can't say|couldn't say|
        depends|need|want|would|it (?:now |usually |still )?(?:takes?|took|costs?)|sorry|thanks?|problem|looking for|that's the|good question|
        i'm (?:from|the|a|an|here|just|with)|we're (?:a|an|from)|we make|we(?: are|'re) making|i run|run purchasing|badly|poorly|
        not well|not at all|not really|terribl\w+|awful\w*|let me|the same|
        \w+ (?:
            million|thousand|percent|people|employees|sites|trucks|machines|households|tons?|tonnes|kilos?|
            litres|liters|degrees|metres|meters|hectares|square
        )
    )\b
""")
LOOKS_LIKE_A_WAY = compiled(r"""
    \W*(?:(?:well|um|uh|yes|yeah|yep|sort of|kind of|only|just|a bit|so|oh|ha|honestly)\W+)*
    (?:
        an?|with|by|from|on|in|something|some|our|the|my|everyone|everybody|people|whoever|somebody|someone|
        teachers|drivers|nurses|a few|old|two|three|one|
        we (?:
            phone|call|walk|look|go|ask|write|put|send|count|check|read|drive|shout|do|have|use|use|measure|
            keep|note
        )
    )\b(?!.*\b(?:is|are) (?:fine|good|great|right|wrong|slow|bad|the problem)\b)
""")
EMPTY_ANSWER = compiled(r"""
    (?:
        something|some|nothing|none|nobody|yes|no|it|that|good|fine|ok|okay|sure|not much|me|we|so so|so-so|great|well|right|
        exactly|really|many|lots|not yet|somehow|difficult|hard|slowly|everything|same|yeah|no one|nobody|not|
        both|of course|us|them|why|both of them|two|three|four|five|six|seven|eight|nine|ten|\d+|ha|god|both|
        sometimes|often|never|always|ah|oh|appointments?|too (?:much|little|many|late|expensive)|
        there isn't any|there isn't one
    )\W*
""")
INTERJECTION = compiled(r"""
    \W*(?:
        (?:
            yes|no|well|ha|oh|seriously|honestly|god|hm|uh|um|sure|of course|right|okay|ok|still|sadly|i know|
            you won't believe it|don't laugh|promise
        )\W*
    )+
""")
PROCESS = compiled(r"""
    \W*(?:(?:well|oh|ha|yes|yeah|seriously|honestly|no)\W+)*
    (?P<name>
        (?:my|our|an?|one|two|three|some|somebody|someone|everybody|everyone|people|students|volunteers|the)
        \s+(?:[\w'-]+\s+){0,5}?(?:
            calls?|walks?|drives?|goes|go|counts?|checks?|writes?|types?|copies|phones?|rings?|runs?|listens?|
            looks?|reads?|puts?|shouts?|asks?|enters?|notes?|keeps?|carries|measures?|sorts?|plans?|knocks?|
            visits?|tells?|fills?|collects?|takes?|comes?|turns?|opens?|weighs?|picks?|pulls?|presses|brings?|
            hands?|has|feels?|smells?|tastes?|remembers?|knows?|guesses|watches|stands?|sits?|types|cuts?|
            prints?|ticks?
        )\b[^.!?;,]*
    )
""")
HAS_A_VERB = re.compile(
    r"\b(?:is|are|gets?|got|was|were|goes|has|have|does|falls?|breaks?|please|for me|can|will|would)\b"
)
HEAD = compiled(r"""
    (?P<head>
        (?:(?!(?:with|from|by|at|per|only|of|for|in|on)\b)[\w'-]+\s+){0,4}?
        (?!(?:with|from|by|at|per|only|of|for|in|on)\b)[\w'-]+
    )\s*(?:,|\b(?:with|from|by|at|per|only)\b)
""")
CUT_OFF = re.compile(r"(?:[\w'-]+\s+){1,4}?(?:of|from|by)\b(?P<rest>)\s+(?:the |our |an? |my )?[\w'-]+")
"""A name that breaks off: "the app of" the manufacturer."""
GOES_WITH = re.compile(r"\b(?:with|from|by)\s+(?:(?:an?|the|some|his|her|their|two|three)\s+)*(?:\w+\s+)?$")
NO_HEAD = compiled(r"""
    \b(?:
        we|i|they|he|she|it|you|that|is|are|was|has|have|had|use|uses|do|does|did|can|will|mostly|usually|
        today|now
    )\b
""")
WHETHER = compiled(r"""
    \b(?:
        do you (?:have|use|measure|track|log|record|check|monitor)|
        have you (?:got|any)|
        (?:got|using|running) (?:any|some|anything|something)|
        is there (?:a|any|some)|are there any|any \w+ in place|any (?:system|software|tool|sensors?|app)
    )\b|
    ^\W*(?:and |so |do you have |have you got |got |is there )?
    (?:anything|something) (?:for|in|on|at|today|now|already|there|running|installed)\b|
    ^\W*(?:and |so )?any (?!
        (?:
            rush|hurry|urgency|deadline|pressure|questions?|other|more|idea|plans?|budget|money|competitors?|
            vendors?|doubts?|concerns?|objections?|news|chance|preference
        )\b
    )\w+|
    \b(?:there's|you've|you have) no \w+
""")
OTHER_THINGS = compiled(r"""
    \b(?:
        budget|money|funds?|funding|pot|hurry|rush|decision|boss|plans?|time|timeline|competitors?|others?|
        questions?|deadline|doubts?|concerns?|date|problems?|issues?|card|minutes?|offers?|quotes?|vendors?|
        preference|wish\w*|feedback|news
    )\b
""")
WHEN = compiled(r"""
    \s+(?:on|every|each|at|once|twice|all)\s+(?:\w+days?|morning|evening|night|week|hour|day|month|shift)s?
    (?:\s+(?:a|per)\s+\w+)?\b
""")
