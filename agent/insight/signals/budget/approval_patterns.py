"""Words and phrases of `budget/approval.py`."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase

_AGREE = laid_out(r"""
        (?:
            approv\w+|agree[sd]?|sign(?:s|ed)?(?: off)?|(?:say|says|said) (?:yes|okay|ok|aye|fine)|
            nod(?:s|ded)?|okay(?:s|ed)?|releases?d?|grant(?:s|ed)?|votes?d?|pass(?:es|ed)?|confirm(?:s|ed)?|
            award(?:s|ed)?|
            (?:lets?|goes|go|comes|come|gets?|went|came) (?:it |that |this |us )?through|
            clear(?:s|ed)|go(?:es)? along|pla(?:ys?|yed) along|bless(?:es|ed)?|ratif\w+|plays? ball|joins? in
        )
    """)
"""What those do who give money, in any tense."""
BODY = laid_out(r"""
        (?:
            (?:
                board|council|committee|bank|owners?|boss|director|finance|controlling|controller|treasurer|
                cfo|ceo|shareholders?|partners?|parents?|parish|city|state|canton|ministry|province|governors|
                trustees|headquarters|head office|hq|group|holding|members|accountant|accounts|bursar|
                legislature|parliament|government|foundation|insurer|insurance|management|municipality|region|
                county|town|town hall|mayor|chairman|chairwoman|chair|chef|chief|md|dean|principal|headmaster|
                rector|assembly|commission|direction|directorate|supervisory board|investors?|district|
                diocese|bishop
            )\b(?: (?:office|people|department|committee|meeting|board|company|team|guys))?
        )
    """)
"""Who has money to give."""
_MONEY = r"(?:grant|loan|money|funding|funds|subsidy|credit|budget)"
OF_SOMETHING_ELSE = compiled(r"""
    \bsigned (?:up|(?:on )?with|for (?:three|two|five|\w+ years))\b|
    \b(?:contract|lease|agreement|order|deal|treaty)s?(?:'s| is| was| were| has been| got)? (?:not )?signed\b|
    \bsigned (?:a|the|our|that|this|their) (?:\w+ )?(?:contract|lease|agreement|order|deal)\b|
    \bpassed (?:its|the|our|an|their|all) (?:\w+ )?(?:inspection|audit|test|exam\w*|check)s?\b|
    \b(?:says?|said) yes to (?:everything|anything|nothing)\b|
    \bagreed? on (?:the|a) (?:product|vendor|supplier|system)\b
""")
"""Signed, passed and agreed, but no money."""
WHO_HAD_TO = re.compile(r"\bwho (?:had|has|have|needs?|needed) to \w+")
ABOVE_IT = compiled(r"""
    \b(?:
        (?:anything|everything|whatever|all)(?:'s| is)? (?:\w+ )?
        (?:more|bigger|larger|higher|else|further|wide|on top|above|beyond|over|after (?:that|it|this))\b|
        the (?:rest|remainder)\b|
        (?:a|the) (?:
            (?:full|complete|whole|big|bigger|larger|second) (?:phase|deployment|order|project)|
            (?:\w+ )?roll ?-?out
        )\b
    )[^.!?;]{0,80}|
    \b(?:(?:anything|everything|all|whatever|what)(?:'s| is)? )?
    (?:(?:above|beyond|more than|higher than) (?:it|that|this|those)|over that)\b[^.!?;]*
""")
"""What happens to larger sums."""
TO_BE_HAD = compiled(r"""
    \b(?:can|could|might|may|would|will|'ll|'d)\s+(?:\w+ )?(?:get|have) [^.!?,;]{0,50}?
    (?:signed(?: off)?|approved|through|released|cleared|okayed)\b
""")
"""What they could get signed is not signed."""
UNSURE = re.compile(
    r"(?:n'?t|\bnot|\bcannot) (?:swear|sure|certain|know|say|tell|promise) (?:if|whether|that|it)\b[^.!?,;]*"
)
_MUST = r"(?:has|have|had|needs?|must|got|gotta)(?: got)?(?: to)?"
OTHERS_AGREE = compiled(rf"""
    (?P<who>
        \b[\w'-]+(?: (?!has\b|have\b|must\b|needs?\b)[\w'-]+)?
    ) {_MUST} (?:agree|approve|sign|okay|ok|say yes)\b(?! (?:off|(?:to |on )?(?:it|that|this|everything)\b))
""")
"""Somebody must agree, not said to what."""
FOR_WHAT = compiled(r"""
    \b(?:approv(?:e|al)|agree|sign off|signs? off|okay)(?: (?:from|of) (?:the )?\w+(?: \w+)?)?
    (?: (?:to|with|on|for))? (?:the|your|our|any|this|these|which|whichever) (?!
        (?:\w+ )?(?:
            money|budget|sum|amount|spend\w*|investment|expense|figure|number|cost|purchase|order|plan|
            proposal|request|application|loan|grant|funding|funds|capex|year
        )\b
    )\w+
""")
"""What is agreed to is no money."""
NO_MONEY_PEOPLE = re.compile(r"\b(?:works|workers|staff)(?:'|')? council\b")
AT_HAND = phrase(r"""
    (?:have|'ve|got|is|are|'s) (?:~ )?free(?! (?:up|trial|of|sample|version|demo|to (?:try|choose|decide))\b)|
    (?<!of\x20)(?<!from\x20)(?:that|which) (?:i|we) (?:can|may) (?:use|spend)|
    (?:i|we) can (?:use|spend|release) (?:(?:it|that|this) )?
    (?:as|how|freely|myself|ourselves|on my own|on our own|alone|today|now|tomorrow|without)|
    (?:mine|ours) to (?:spend|use)|free to (?:use|spend)|ready and waiting|
    nobody's (?:blessing|signature|okay|approval) (?:is )?(?:required|needed|necessary)|
    no(?:body| one)(?: else)? (?:has|needs) to (?:be asked|agree|approve|sign)|
    (?:don't|needn't|do not) (?:need|have) to ask (?:anyone|anybody|a soul|for it)
""")
"""The visitor may spend it as it is."""
UNDER_A_CONDITION = phrase(rf"""
    (?:
        if|once|when|until|unless|provided|providing|assuming|supposing|as long as|as soon as|so long as|
        in case|only after|depends on whether|depending on whether
    ) (?!you\b|your\b|we sign)(?:[\w']+ ){{1,5}}?{_AGREE}|
    (?:if|once|when|unless|provided|assuming|supposing|as soon as) (?:[\w']+ ){{0,2}}
    (?:get|gets|got|win|receive) (?:the |our |that |this )(?:\w+ )?{_MONEY}|
    (?:if|once|when|as soon as) (?:[\w']+ ){{0,3}}{_MONEY} (?:comes|arrives|lands|is there)|
    subject to|
    unless (?:\w+ ){{1,3}}(?:strikes?|cuts?|crosses) it|
    hinges on|depends on (?:the |my |our |a )?{BODY}
""")
NOBODY_HAS = phrase(r"""
    (?:hasn't|haven't|hadn't|has not|have not|didn't|did not|never|nobody|no one|not) (?:[\w']+ ){0,3}?
    (?:
        let (?:it |that |this |us )?(?:through|pass)|gone (?:past|through)|seen (?:it|that)|
        looked at (?:it|that)|
        given (?:me |us |it )?(?:a|his|her|their|the) (?:yes|okay|ok|nod|blessing)|
        agreed|got (?:past|through)|heard back|answered|reacted|replied|moved on it|
        got (?:a|the|an|any) (?:yes|answer|okay|ok|signature)
    )|
    (?:signature|stamp|vote|nod|blessing|okay|answer|reply|yes)(?:'s| is)? (?:still )?
    (?:missing|outstanding|lacking|open|owing)|
    still (?:\w+ )?(?:
        fighting|arguing|negotiating|begging|haggling|waiting|hoping|battling|lobbying|working on it|
        wrangling|under (?:review|discussion)|
        being (?:discussed|debated|looked at|reviewed|checked)
    )|
    waiting for [^.!?,]{1,40}? (?:to|yes)|up in the air|in the balance
""")
ASKED_FOR = phrase(rf"""
    (?:i've|we've|i have|we have|i|we|they've|he's|she's) (?:~ )?
    (?:
        asked(?! (?:nobody|around|you|myself))(?: (?:the|my|our|for) \w+)?(?: for)?|
        requested|put in for|petitioned for|sought|proposed|submitted|filed for|pitched for|suggested|
        (?:put|sent|handed) in (?:a|an|the|our|my) (?:\w+ )?
        (?:request|application|bid|proposal|claim|papers?|paperwork|form)
    )|
    (?:have|has|need|needs|must|got) (?:to )?(?:first )?
    (?:convince|persuade|win over|sell (?:it|that|this) to)|
    applied for|asking for|
    (?:would|will|'ll|'d) put in (?!place\b|writing\b|for a\b|some\b|more\b)|
    (?:is|'s|was) (?:the|our|my) ask|
    (?:i|we)(?:'ve| have|'d be|'m| am| are|'re)? (?:~ )?(?:put|putting|got|handed) (?:
        (?:[\w.,$£€]+ ){{0,7}}in for (?:it|this|that|next)|
        in (?:[\w.,$£€]+ ){{1,7}}for (?:it|this|that|next)
    )|
    got in for (?:it|this|that)|
    (?:i|we|they|he|she)(?:
        'll| will|'m going to|'re going to| am going to| are going to| want to|'d| would| have to| need to
        | must
    ) (?:~ )?(?:have to )?(?:ask|apply|put in|petition|bid|lobby|fight)(?: (?:the|my|our|for) \w+)? for
    (?! (?:a|an|the|your) (?:quote|offer|demo|call|price|trial|discount)\b)|
    (?:going to|gonna|'ll|will|want to) propose|
    (?:my|our) (?:wish|hope|proposal|request|bid|application|pitch)|
    wish so far|
    (?:answer|reply|decision|verdict|vote|approval|release|signature|go-ahead|result|ruling|hearing|word)
    (?: (?:on|about) (?:it|that|this))?
    (?:'s|(?: is| comes| come| falls| will come| will fall| due| expected))? (?:coming |due |expected )?
    (?:in|by|on|next|this|after|before|with|end of|mid|tomorrow)(?! (?:my|our|mine|ours|me|us|it|that|this)\b)
    (?: \w+)?|
    (?:request|application|bid|proposal|paperwork|claim|motion)(?:'s| is| are| has been|'s been) (?:~ )?
    (?:
        running|in|filed|pending|submitted|under way|going in|being (?:looked at|processed|checked)|lying|
        open|with
    )|
    (?:they|he|she|(?:the|my|our) {BODY}) (?:
        (?:decides?|(?:'ll |will )decide) (?:on (?:it|that)|about (?:it|that))|
        (?:'ll |will )decide (?:it|that)|
        (?:'ll |will )?(?:vote|meet|rule|discuss|debate)
        s? (?:on it|about it|on that|about that|that|it|over it)
    )|
    (?:vote|rule)s? in \w+|
    (?:they|he|she|{BODY}) (?:~ )?(?:will |'ll )?(?:decide|vote|rule)s? (?:in|on|next|after|by|at|this)
    (?! (?:the|a|which|our) (?:vendor|supplier|product|system))|
    (?:it|that|this|which|the \w+) (?:
        goes|'s going|is going|will go|'ll go
    ) (?:to|before|in front of|up to|into) (?:the |my |our |his |her )?(?:\w+ )?{BODY}|
    (?:proposal|application|bid|request|claim)s? (?:goes|go|will go|is going) (?:in|out|off)|
    (?:it|that|this|which)(?:'s| is| lies) (?:~ )?(?:
        (?:lying |sitting )?with (?:the |my |our )?{BODY}|
        (?:lying |sitting )?(?:on|in) (?:the |my |our |his |her |their )?(?:\w+'s )?(?:\w+ )?
        (?:desk|in-?tray|in-?box|pile)|
        only (?:a|the|in the) (?:draft|wish|plan|proposal)
    )|
    in the draft
""")
"""Asked for, without an answer that was told."""
LET_GO = phrase(rf"""
    what (?:i|we) (?:~ )?(?:got|was given|were given|been given|have|received) from (?:the |my |our )?
    (?:\w+ )?{BODY}|
    {BODY} (?:~ )?(?:gave|has given|have given|'s given) (?:it to )?(?:me|us)\b
    (?! (?:a |an )?(?:date|list|task|name|job|no\b))|
    (?:has|have|had|(?:i|we|they|he|she|it|that|boss|bank|board)'(?:ve|s)|was|were|been|got) (?:~ )?
    (?:
        let (?:it |that |this |us )?(?:through|pass)|allowed(?! for)|okayed|freed up|unlocked|authori[sz]ed|
        ratified|sealed|accepted (?:it|that|my|our|the)|consented|put through|let go
    )|
    (?:
        (?:the|my|our) (?:\w+ )?{BODY}|(?:he|she|they|who)(?:'s|'ve)?|everybody|everyone|both (?:of them)?|all of them|
        my \w+|our \w+|the \w+
    ) (?:~ )?(?:(?:has|have|had|'s|'ve) (?:~ )?)?(?:
        let (?:it|that|this|us|me) (?:through|have (?:it|that))|
        freed up|said (?:okay|ok|yes|aye|fine|go ahead|go for it)|nodded|okayed|agreed(?! on)|blessed|
        decided (?:it|that|this)|
        (?:accepted|authori[sz]ed|released|cleared|validated|unlocked|freed|signed|green-?lit) (?:
            it|that|this|them|my proposal|our proposal|the \w+|our request|everything|all of it
        )|
        (?:given|gave|handed|allocated|assigned|granted) (?:it|that|this) to (?:me|us)|
        set their seal|consented|given (?:in|their word)
    )|
    (?:
        has|have|(?:i|we|they|he|she|it|that)'(?:ve|s)(?: got)?|had|gave|given|got|under|with|carries|put|
        bears
    ) (?:it |me |us |to it )?(?:~ )?
    (?:all |(?:the|his|her|its|their|every|a|my|our) (?:[\w-]+(?:'s)? ){{0,2}}?|[\w-]+(?:'s|s') )
    (?:okay|ok|blessing|signatures?|stamp|nod|consent|go-ahead|permission|approval|green light|seal|backing)
    (?! (?:is |still |to |from you))|
    (?:have|has|(?:i|we|they|he|she)'(?:ve|s)|had|got|with|given) (?:~ )?(?:got )?(?:been given )?(?:me |us )?
    (?:~ )?(?:the |a |full |my |our |written )?
    (?:authority|permission|clearance|mandate|consent|leave|authori[sz]ation|go-ahead)
    (?! to (?:sign|order|decide))|
    (?:my boss|head office|headquarters|he|she|they|(?:the|my|our) (?:\w+ )?{BODY})
    (?:'s| is|'re| are) (?:~ )?
    (?:fine|okay|ok|happy|on board|good|cool|in agreement|all right|alright) with (?:it|that|this)|
    given (?:the|a|their|its) {_MONEY}|
    (?:already|is|'s|been) (?:~ )?through (?:the |our |my ){BODY}|
    (?:that|it|this|which)(?:'s| is| went| has gone) (?:~ )?(?:all )?through(?: already)?
    (?=\s*(?:$|[.,;!?])|\s(?:since|last|in|on|now|and|but)\b)|
    (?:and|i|we) got it(?: (?:all|in \w+|already|last \w+))?(?=\s*(?:$|[.,;!?]))|
    {BODY} (?:(?:has|have|'s|'ve) )?(?:put|set|given|gave|allotted|allocated) (?:[\w,.£€$-]+ ){{0,8}}?
    (?:against|aside|towards) (?:it|this|that)|
    (?:
        initial?led (?:by|already)|done deal|(?<!not\x20)settled|through with the {BODY}|in writing|
        (?<!not\x20)official|permission up to|
        past (?:the|my|our) (?:boss|board|bank|owner|committee)|
        no more questions|cut and dried|as good as in the account
    )
""")
_DONE = laid_out(r"""
    (?:approved|adopted|signed(?: off)?|released|voted|granted|agreed|passed|confirmed|okayed|cleared)
    (?: on| through)?(?: (?:it|that|this))?
""")
DONE_ALREADY = phrase(rf"""
    (?:[\w']+ ){{0,3}}(?:
        is|are|was|were|been|got|'s|has|have|he|she|they|council|board|boss
    ) (?:{_DONE} already|already (?:been )?{_DONE})
""")
OPEN_YET = re.compile(
    r"\b(?:not|never|once|if|when|until|after|half|almost|nearly|partly|contract|lease)\b|n't\b"
)
"""Before "already approved": it is not so, or not yet."""
AHEAD = compiled(r"""
    \b(?:
        must|(?:has|have|had|needs?) to|will|would|should|could|can|may|might|whether|hopefully|maybe|hope|
        who|wish|want
    )\b|
    '(?:ll|d)\b
""")
LATER = compiled(r"""
    \b(?:
        not|never|nobody|almost|nearly|soon|wish|hope\w*|hoping|waiting|still|working on|desk|next|tomorrow|
        later|happens|meets?|comes|decides?|will|should|must|have to|has to|need to|needs to|ask|depends|
        until|when|once|after|if|
        in (?:
            spring|summer|autumn|fall|winter|january|february|march|april|june|july|august|september|october|
            november|december|\w+ weeks?
        )|
        missing|pending|verbally|half|more or less|as good as
    )\b|
    n't\b|'ll\b
""")
SINCE = compiled(r"""
    \b(?:
        since|ago|
        last (?:week|month|year|autumn|fall|summer|spring|winter|\w+day)|
        yesterday|already|already|back in|this morning|long done|by (?:both|the|my|our|all)|
        (?:it|that|this|they|he|she|we|both|everybody|all of (?:it|them)) (?:is|has|have|did|was|were|does|do)
        \b|
        every (?:cent|penny|bit|euro|dollar)|all of it|to the last \w+|signed|sealed|fully|completely|
        absolutely|entirely|done
    )\b
""")
ASKS_WHO = re.compile(r"\b(?:who|whom|whose|how|what)\b[^?]*\?[^?]*$")
SAYS_YES = re.compile(r"^[^.!]{0,30}\b(?:yes|yeah|yep|yup|it is|sure)\b")
ABOUT_MONEY = re.compile(r"\b(?:budget|money|funds?|funding|grant|financ\w+|subsid\w+|investment)\b")
