"""Words and phrases of `timeline/find.py`."""

import re

from agent.insight.signals.language.patterns import compiled

OVER = compiled(r"""
    (?:
        \b(?<!to have )(?<!be )(?:
            went|came|was|were|had|did|left|failed|tried|showed|promised|quoted|threw|made|sent|gave|
            (?<!been )told|began|got rid|lost|broke|froze|built|used to
        )\b|
        (?<!want )(?<!like )(?<!need )(?<!have )(?<!get )(?<!love )(?<!see )(?<!prefer )\b
        (?:we|i|they|he|she|it|you|(?:my|our|your|the) \w+) (?:\w+ly |all |only )?
        (?:got|bought|saw|took|ran|(?!\w*need|planned|scheduled|agreed|hoped|intended|aimed|budgeted)\w{3,}ed)
        \b
    )(?!.*\b(?:need|want|must|will|should|would|have to|going to|said|told|hoped|wanted)\b)[^,.;]{0,40}$|
    (?:^|,|\band)\s*(?:already |it's |that's )*
    (?:approved|signed(?: off)?|released|voted|granted|agreed|decided|adopted|passed|confirmed|okayed|cleared)
    (?: (?:by|through|from) (?:the |our |my )?(?:\w+ ){0,2}?\w+)?(?: back)?\s*$
""")
"""What is past is no plan: "it went out in March"."""
EVENT = compiled(r"""
    \b(?P<phrase>
        (?:as soon as|once|when|after|not until|not before|until|the moment) (?:
            the|our|we|they|it|my|this|that|he|she|all|both|everything|we've|it's|they've
        )\b[^.,;!?]{1,50}?(?:
            \b(?:
                is|are|was|has|have|gets?|comes?|opens?|closes?|ends?|starts?|done|through|over|moves?|signed|
                passed|agreed
            )\b|
            's\b|'ve\b
        )[^.,;!?]{0,30}(?!\w)
    )
""")
"""A time without a date: "once the merger is through"."""
NOT = re.compile(r"(?:\bnot|(?<=\w)n't)\b")
PAST_QUESTION = compiled(r"""
    \bwhen (?:did(?! you (?:plan|think|want|have in mind|mean))|was|were|has|have)\b|
    \bsince when\b|\bhow long (?:have|has|did|was|were|ago)\b
""")
TIME_LEFT = compiled(r"""
    \bhow (?:long|much time) (?:have|do|would) (?:you|we) (?:got|have|get)(?: left| for (?:it|this|that))?\W*$|
    \b(?:until|till|by) when\b|\bhow much time\b
""")
EACH_YEAR_QUESTION = compiled(r"""
    \bwhen(?:'s| is| are| does| do) (?:the|your|his|her|our) (?:\w+ ){0,2}?
    (?:
        busy|busiest|peak|season|rush|stock ?taking|inventory|holidays?|vacations?|fair|exams?|harvest|
        shifts?|flight|train
    )\b
""")
ASKS_WHETHER = compiled(r"""
    \b(?:any|is there|is (?:it|that)|are you|have you|do you have|got)\b[^?]{0,30}\b
    (?:deadline|date|hurry|rush|pressure|time ?frame|timeline|schedule|urgent|urgency)\b[^?]{0,45}(?:\?|$)
""")
NONE = compiled(r"""
    \W*(?:(?:oh|well|hm|honestly|actually)\W+)*(?:no|none|nope|nah|not (?:really|yet|at all)|nothing)
    (?:\W+(?:
        no|none|not really|not yet|really|yet|whatsoever|at all|so far|at the moment|fixed|
        (?:no|any|a) (?:\w+ )?(?:date|deadline|hurry|rush|plan)
    ))*\W*
    (?=$|[.;!]|(?<=at all,) |(?<=really,) |(?<=whatsoever,) )
""")
MONEY = compiled(r"""
    \b(?:
        budget|money|funds?|pot|thousand|hundred|million|grand|lakhs?|crores?|\d+k|euros?|dollars?|pounds?|
        francs?|kron\w+|rupees
    )\b|
    [€$£]
""")
IN_THE_PLAN = re.compile(
    rf"{MONEY.pattern}|\b(?:in|into|on|for) (?:the|our|this|next) (?:\w+ ){{0,2}}(?:plan|books|year)\b"
)
"""What an answer about money says that it is there for."""
BUYING = re.compile(
    r"\b(?:decide|start|buy|live|running|spent|need it|order|approved|approval|through|so|replace|switch)\b"
)
SOON = compiled(r"""
    \b(?:we|i)(?:'d)? (?:\w+ )?(?:need|want|have to|must|start|like)\b
    (?!
        .*\b(?:
            that|who|which|when|if|whether|sees?|know|knows|find|notice|told|tell|react\w*|answers?|hear|
            get an?
        )\b
    )[^.;!?]*$
""")
"""Up to "immediately": what is needed so soon is the purchase, not what it does for somebody."""
TENDER = re.compile(r"\b(?:tender|rfp|rfq|bids?|call for|specification|procurement|procedure|advert\w*)\b")
COMES_OUT = compiled(r"""
    \b(?:
        (?:comes?|goes?|go) out|
        (?:is|be|gets?|been) (?:\w+ )?(?:published|issued|sent out|opened|advertised|announced|out)
    )\b
""")
BODY = compiled(r"""
    \b(?:
        committee|council|board|meeting|assembly|agm|a g m|trustees|governors|directors|panel|jury|management|
        partners|session|sitting
    )\b
""")
"""Who decides together, on a day."""
WHO_DECIDES = compiled(r"""
    \bwho\b|
    \b(?:
        ask|agree|decides?|approv\w+|signs?|votes?|process|procedure|involved|go(?:es)? on|does it end|
        next steps?
    )\b
""")
CLOSES = compiled(r"""
    \b(?:tender|rfp|rfq|bids?|offers?|applications?)\b[^.;!?]{0,25}\b
    (?:closes?|due|must be in|have to be in|in by|deadline)\b
""")
"""Until then we may bid; the step that counts comes after it."""
MOVED_TO = compiled(r"""
    \b(?:
        (?:moved|pushed|postponed|shifted|put|delayed|slipped|slid|brought|extended|prolonged)
        (?: (?:it|that|this|them|back|off|out|forward|on|over|again|the \w+|from \w+))*
        (?: (?:in)?to| until| till)?|
        (?P<set>(?:gave|given|gives?|set|sets|allow(?:ed|s)?) us)
    )\s+$
""")
"""A date that was put off, or that others have set, is one to come, though the verb is past."""
PROPOSED = compiled(r"""
    \b(?:shall|should|can|could) we (?:start|begin|try|test|install|order|do) (?!.*\?)|
    \b(?:start|begin|try|test|install|go(?:ing)? live|switch|kick ?off|order|pilot|mount|roll ?out|trial)
    \w*\b[^?]*\?
""")
CHECKS = re.compile(r"\byou (?:said|mentioned|told (?:me|us)|wrote)\b|\b(?:still|as planned|as you said)\b")
"""In a question that names a time: the rep makes sure of one he has heard before."""
SUITS = compiled(r"""
    \W*(?:(?:is|'s|would be|would|that's|sounds)\W+)?
    (?:good|fine|ok|okay|perfect|great|possible|alright|all right|works?|suits?|noted)\b
""")
"""After a day that a rep has named for a call or a visit."""
WEEKDAY_ONLY = re.compile(
    r"(?:(?:on|by|until|before|this|next|coming|a|the) )*(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
)
