"""Words and phrases of `consent/answers.py`."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out


def heard(text: str) -> re.Pattern[str]:
    """Compile a pattern; recognisers leave apostrophes out, and a "thats fine" must be as good as a "that's fine"."""
    return compiled(text.replace("'", "'?"))


_LEADS = laid_out(r"""
    \W*(?:
        (?:
            hm+|well|oh|ah|is it|really|sorry|god|good lord|heavens|then|so|now|please|honestly|actually|
            i think|look|listen|to be honest
        )\W+
    )*
""")
GRANTS = heard(r"""
    \W*(?:(?:no|oh|well|ah|yes|yeah|aye|sure|then|ok|okay|erm?|i guess)\W+)*(?:
        (?:you can |just |please )*(?:leave|keep) it (?:on|running|there)\b|
        (?:that|this|it)(?:'s| is) (?:absolutely |totally |perfectly |also |completely )?
        (?:fine|ok|okay|alright|all right) (?:for|with|by) (?:me|us)\b|
        if (?:it|that) (?:stays|remains|helps|saves)|if (?:it's|that's|it is) (?:only|just)|
        (?:for now|for the moment)\W*(?:(?:yes|ok|okay|fine|sure)\b|[.!,]|$)|
        you(?: have|'ve got|'ve| have got) (?:it\b|my (?!card|number|address|details|mail|e-mail|word|doubts))|
        as long as|only if it stays|none (?:at all|whatsoever|from me|that)|not in the least|not a bit|
        why not|be my guest|please do(?! ?(?:not|n't)\b)|do,? please|
        (?:you|of course you) (?:may|can|might|could)\b(?! ?(?:not|'t)\b)|
        (?:
            go|fire|work|phone|ring|write|tape|record|listen|drop|type|note|mail|call|text
        ) (?:for it|ahead|on\b)|
        (?:fire|work|phone|ring|write|tape|record|listen|type|note|mail|call|text) away|
        as you (?:like|wish|please|want)|if you (?:must|want|like|need to|have to|insist)|
        whatever you (?:like|need|want)|knock yourself out|
        (?:i have |i've |we have |i've got )?no (?:objections?|worries|issue|issues|harm)|
        it's (?:ok|okay|fine|alright|all right|no problem)\b|
        (?:that |it )?(?:doesn't|does not|won't) (?:bother|matter|hurt)|
        i'm (?:good|cool|happy|easy|fine|okay|ok) (?:with|about)|we're (?:good|fine|okay|ok|happy)\b|
        for (?:me|us) (?:it's |it is |that's |is |it )?(?:ok|okay|fine|alright|no problem)|
        (?:turn|switch|put) (?:it|that) on|do what you (?:have|need|want|like)|
        no skin off|
        (?:i|we) (?:agree|consent|accept|allow (?:it|that|this|you))\b(?! (?:not|to nothing|no\b))|
        granted|agreed|
        (?:it's |that's |it is |that is |it |that )?(?:not|no|isn't) (?:a |any )?
        (?:problem|issue|trouble|bother)|
        i (?:won't|wouldn't|don't|do not|shouldn't) mind|do(?= ?(?:$|[.!,]))|you (?:do|are)(?= ?(?:$|[.!,]))|
        (?:he|she|they|it) (?:may|can)\b(?! ?(?:not|'t)\b)|perfectly(?= ?(?:$|[.,!]))|permission granted|do your worst|
        i (?:suppose|guess)(?: so)?(?= ?(?:$|[.!,]))|let it (?:listen|record)|
        i(?:'ve| have)(?: got)? nothing to hide|record away|
        (?:perfectly|quite|very|all|as far as i'm) (?:
            happy|fine|ok|okay|alright|all right|right|good|concerned
        )|
        let it run|it would(?= ?(?:$|[.!,]))|i (?:am|would)(?= ?(?:$|[.!,]))|
        i (?:don't|do not) (?:care(?! (?:to|for)\b)|object|see why not)|
        i'm not (?:bothered|against|fussed|opposed|shy)|
        i(?:'ve| have)? read (?:it|that|the sign),? (?:and )?(?:it's )?(?:fine|ok|okay|sure|yes)|
        gladly|(?:fine|okay|ok|alright|all right|good) (?:by|with|for) (?:me|us)
    )(?:\b|(?<=[.,!]))
""")
SOFT_NO = re.compile(
    r"\W*(?:no|not)\W+(?:i don't mind|not at all|problem|worries|go ahead|that's fine|that's ok|of course not|sure)"
)
NOTHING_AGAINST = heard(r"""
    \W*(?:no\W+)?
    (?:i don't mind|not at all|no problem|of course not|doesn't bother|i've nothing against|i have nothing)
""")
FLATLY = heard(rf"""
    {_LEADS}(?:
        no\b(?! (?:problem|worries|objections?|issue|harm))|
        not (?:a chance|another|with|without|really|if|on|for|me|us|mine|today|if)\b|
        no way|better not|i'?d (?:rather|sooner|prefer)\b|
        (?:
            certainly|absolutely|definitely|surely|sure as hell|obviously|preferably|probably|rather|clearly
        ) not|
        never|(?:you|it|that|this) (?:could|can|may|might|must|should) ?(?:not|n't)(?! (?:hurt|harm|matter))|
        (?:you|it|that|this) (?:can't|mustn't|shouldn't|may not)\b(?! (?:hurt|harm|matter))|
        i am not(?= ?(?:$|[.!,]))|please (?:not|no|don't)\b|
        (?:i(?:'d| would|'ll)? (?:have to )?|let me |let's )say no\b|
        (?:it|that) (?:isn't|is not|wasn't)(?= ?(?:$|[.!,]))|
        you (?:don't|do not|aren't|are not)(?= ?(?:$|[.!,]))|
        i'm afraid (?:not|i can't|no)\b|
        (?:i|it|that|we) (?:wouldn't|won't|can't|cannot|couldn't|would not|will not|could not|can not)\b
        (?! (?:mind|care|object|matter|bother|see|hurt|harm|be (?:a|any) problem|do any))|
        (?:i|we) (?:don't|do not|didn't|never)\b(?! (?:mind|care|object|matter|bother|have|see|know))|
        (?:it isn't|it's not|that's not|that isn't) (?:
            ok|okay|fine|allowed|alright|all right|possible|convenient
        )\b|
        i do not(?= ?(?:$|[.!,]))|we(?:'re| are) not(?= ?(?:$|[.!,]))|(?:permission )?denied|
        nothing(?: at all)?(?=\W*$)|not that i know|
        i'm not(?=\s*(?:$|[.!,]|\s(?:comfortable|happy|okay|ok|fine|keen|allowed|so|really)\b))|
        i(?: must|'ve to|'ve got to|'ll have to|'d have to| have to| need to)? (?:decline|refuse|object)\b|
        off (?:please|would be|is better)\b|let's (?:not|skip|leave)\b|let us not|
        nothing (?:recorded|on tape)|over my dead body|thank(?:s| you),? (?:but )?no\b|
        (?:it's|that's) not allowed|nobody (?:records|tapes)
    )
""")
DENIES = heard(r"""
    \b(?:lawyers?|boss|company|legal|policy|rules|firm|employer|compliance|department)\b[^.!?]{0,20}\b
    (?:(?:don't|doesn't|do not|does not|won't|wouldn't) (?:allow|let|permit|like|want)|forbids?|prohibits?)|
    \b(?:
        not allowed|against (?:our|the|company) (?:policy|rules)|between (?:us|you and me|the two of us)|
        (?:company|house) (?:policy|rules?)(?! (?:allows?|permits?|(?:is|are) (?:fine|okay|ok)))|
        (?:better|happier|easier|more comfortable) with (?:it|that|this) off|
        (?:can|could) (?:we|you) (?:do (?:it|this|that)|talk|go) without(?! (?:you|the \w+ing)\b)|better not|i can't agree|skip the recording|
        leave (?:it|that) off|keep (?:it|that) off|off with it|not on tape|not comfortable|uncomfortable
    )\b
""")
MINDS_IT = heard(r"""
    \W*(?:(?:yes|yeah|well|actually|honestly|frankly|sorry|oh|um|(?:for|to|with) (?:me|us))\W+)*
    (?:yes|yeah|i (?:do|would)|(?:i have|i've|i've got) (?:one|some|several|a few)|(?:i'm )?afraid so|plenty|there is|it (?:would|is)|that is|actually|a (?:bit|little)|several|some)\b
    (?!.*\b(?:go ahead|fine|ok|okay|sure|no problem|don't mind)\b)
""")
MINDS_PLAINLY = heard(r"""
    \W*(?:(?:yes|yeah|yep|yup|well|oh|right)\W+)*
    (?:yes|yeah|yep|yup|absolutely|definitely|certainly|of course|right|i (?:do|would|mind)|it is|that is)\b
    (?!\W*(?:not|fine|ok|okay|sure|go|no|please)\b)(?!.*\b(?:go ahead|fine|okay|no problem|don't mind)\b)
""")
"""To "do you mind if ...", what elsewhere would be a yes."""
A_NO = heard(r"""
    \b(?:no|stop)\b(?! (?:one|body|\w+s)\b)|(?<!\bif )\bnot(?=\W*(?:$|[.!,]))|
    \bnever\b(?= (?:record|tape|ever|again)|\W*(?:$|[.!,]))|
    \b(?:don't|do not|can't|cannot|did not|didn't|should not|shouldn't)
    (?= (?:do|record|tape|keep)\b|\W*(?:$|[.!,]))|
    \bnothing\W*$
""")
HARMLESS_NO = heard(r"""
    \bno (?:problem|worries|objections?|issues?|harm|skin|trouble|bother)\b|
    \b(?:
        not at all|not in the least|not a (?:bit|problem)|of course not|why not|see why not|
        not (?:bothered|against|fussed|opposed|shy)
    )\b|
    \b(?:isn't|it's not|that's not|not) an? (?:problem|issue|trouble|bother)\b|
    \b(?:don't|do not|won't|wouldn't|doesn't|does not|shouldn't) (?:mind|care|object|matter|bother|hurt)\b|
    ^\W*(?:(?:erm?|yeah|yes|oh|um|uh)\W+)*no\b(?=\W*(?:no|go|i|it|that|please|sure|fine|not|of|be|you)\b)|
    \bnothing (?:against|to hide)\b
""")
ASKS_IF_MINDED = re.compile(
    r"\b(?:mind|bothers? you|object|objections?|problem (?:if|with)|a problem|anything against)\b"
)
PREFERS_NOT = re.compile(
    r"\b(?:rather|sooner|don't (?:want|like)|please (?:don't|no|not)|prefer|not (?:happy|comfortable))\b"
)
ONLY_POLITE = re.compile(
    r"\W*(?:thank(?:s| you)|nice|lovely|good (?:question|lord|god|grief)|great question|see you)\b"
)
IN_THE_END_NO = heard(r"""
    \b(?:
        rather not|rather you (?:did not|didn't)|better not|no thanks|but no\b(?! (?:calls?|mails?|names?))|
        please don't\b(?!(?: \w+){1,2} (?:before|after|on|at|until|in|too)\b)
    )
""")
"""Said after a polite beginning: "yes, well, I'd rather not"."""
OUTRIGHT_NO = heard(r"""
    \b(?:over my dead body|no way|no chance|not on your life|in your dreams|fat chance)\b|
    (?:^|[.!,]\W*)as if\W*$|
    (?:^|[.!?,;]\W*|\bwait,? )(?:no|nah|nope)\b(?=
        \W*(?:
            $|
            [,.!]? ?
            (?:leave it|better not|rather not|please (?:don't|not)|i(?:'d| would) (?:rather|prefer)|stop)
        )
    )|
    \b(?:long|much|well)\W+so no\W*$|
    \bbut (?:i'm not|i am not|i don't|i do not|not me|i'd rather not)(?=\W*(?:$|[.,!]))|
    \bbut (?:my|our|the|he|she|they|his|her) ?(?:\w+ ){0,3}?
    (?:isn't|doesn't|aren't|is not|does not|wouldn't|won't)(?=\W*(?:$|want\b|like\b|agree\b|[.,!]))|
    \blet's (?:say|make (?:it|that)) no\b
""")
"""A no in whichever sentence of an answer; it outweighs a yes before it."""
AFTER_ALL_YES = compiled(r"""
    \b(?:
        what the (?:heck|hell)|(?:just |only |i'm |was )?(?:kidding|joking)|oh go on|ah well|
        on second thoughts?|just messing
    )\b(?:(?!\b(?:no|not|don't|never|without)\b)[^?])*\b
    (?:go on(?: then)?|go ahead|yes|yeah|fine|sure|okay|ok|(?:you can )?record(?: it| this)?)\W*$
""")
"""A no that was a joke, or thought better of."""
FORBIDS = re.compile(
    r"\b(?:no|not|never|without|nobody|can't|cannot|don't|won't|forbid\w*|forbade|prohibit\w*|banned)\b"
)
"""Beside a yes of another tongue: in doubt nothing is kept."""
MOCKS = compiled(r"""
    \W*(?:(?:oh|ah|well)\W+)*(?:
        (?:great|brilliant|wonderful|lovely|super|fantastic|nice|perfect)\W+(?:another|one more|now|just what)
        \b|
        yeah,? right\b(?=\W*(?:$|[.!]))
    )
""")
"""Sounds like a yes."""
BARE_YES = heard(r"""
    \W*(?:(?:oh|well|so|but|and|then|ah|mm-?hm+|mhm|yes|yeah|sure)\W+)*(?:
        yes|yeah|yep|yup|aye|sure|go ahead|go for it|go on(?: then)?|
        (?:it's|that's|it is|that is|all) (?:okay|ok|fine|alright|all right|good)|
        fine by me|fine with me|no problem|no objections?|
        (?:all right|alright|okay|ok|fine)(?: then)?(?: yes)?|
        deal|then (?:okay|ok|yes|fine)
    )(?: (?:from|by|with|for) (?:me|us|my side))?(?: please| sorry| yes)?\W*$
""")
BARE_NO = heard(r"""
    \W*(?:(?:oh|well|so|but|and|then|mm|uh|um|hm+|sorry)\W+)*(?:
        no(?: thanks| thank you| sorry)?|nope|nah|rather not|better not|please don't|not really|
        i'd rather not|don't
    )\W*$
""")
YES_AND_NO = re.compile(r"\W*(?:well\W+)?(?:yes and no|no and yes)\b")
OF_COURSE_NOT = re.compile(
    r"\W*(?:(?:no|oh|well)\W+)*of course not\b(?! (?:a |any )?(?:problem|issue|trouble))"
)
ENDS_YES = re.compile(
    r"(?<!not )(?<!n't )(?<!no )(?<!and )(?<!i do )\b(?:yes|yeah|sure|fine|ok|okay|please do|go ahead)\W*$"
)
ENDS_NO = re.compile(r"\b(?:no|no thanks|please don't|rather not)\W*$")
TAG = re.compile(r",\s*(?:won't you|understood|ok|okay|right|alright|will you|would you|yeah)\s*\?\W*$")
STARTS_ORDER = compiled(r"""
    (?:
        ^|[.!?;:-]|
        \b(?:
            please|but|now|ok|okay|yes|no|sure|thanks|actually|wait|sorry|well|listen|hang on|hold on|moment|
            second
        )(?: do)?
    )\W*$|
    \b(?:can|could|will|would|must|should|may|might|want|ask|like|need|have|had|better|rather)
    (?: \w+)? (?:you|you to|you guys|you guys to|you please|you now)(?: \w+)?\s*$|
    \byou (?:can|could|may|should|must|better|'d better|please|had better)(?: please| now| just)?\s*$|
    \byou'll\s*$|\blet's(?: please| just| now)?\s*$
""")
AFTER_COMMA = re.compile(r",\s*$")
CONDITION = re.compile(
    r"\W*(?:(?:and|but|so)\W+)*(?:if (?!you|i|that's|it's)|when|once|whenever|as soon as|every time)\b"
)
JOINS = re.compile(r"(?:^|[.!?;]|\b(?:you|please)\b[^.!?]*)\W*\b(?:and|then|so|just)(?: then| now)?\s*$")
SOMEBODY = compiled(r"""
    \b(?:
        they|we|he|she|it|i|who|that|which|people|nobody|somebody|everybody|everyone|guys?|shift|\w+ers|
        \w+ors|cameras|loggers?|to|not|never|n't|dont|will|would|must|can|always|and|then|just
    )\s*$
""")
MINDS = heard(r"""
    \b(?:i|we)(?:'d)? (?:(?:do|would|really|actually|rather|certainly|also) )*mind\b
    (?= ?(?:$|[.,!;]|that\b|it\b|being\b|a bit\b|very\b))|
    \b(?:it|that) (?:(?:does|would|really|kind of) )*bothers? (?:me|us)\b
""")
"""In whatever words it was asked: "yes, I do mind"."""
ON_CONDITION = compiled(r"""
    \b(?:if|once|when|as long as|so long as|provided|after|only)\b[^.!?]{0,30}\b
    (?:
        (?:is|it|that|this|thing|box|device|machine|recorder|microphone|mic)(?:'s| is| goes| stays)? off\b
        (?! (?:for|during|when|at)\b)|
        not (?:be )?(?:record|tap)\w*|
        without (?:the |that |a )?(?:record\w*|microphone|mic|tape)
    )
""")
"""A yes to a talk that is not recorded: "fine, if you switch it off"."""
EXCEPT = heard(r"""
    \b(?:but|just|only)(?: please)? (?:not|no|don't|do not|without)\b[^.!?]{0,20}\b
    (?:record\w*|tape|taping|transcri\w+|microphone|mic)\b|
    \bnotes? instead\b|\bby hand instead\b
""")
DENIES_LEAVE = heard(r"""
    \b(?:i|we) (?:don't|do not|didn't|can't|cannot|won't|will not) (?:agree|consent|allow|accept)\b|
    (?<!why )(?<!if )\b(?:not|isn't|wouldn't)
    (?: be| really| quite| exactly)? (?:fine|ok|okay|alright|all right)\b|
    \bnot (?:a fan|keen|my thing|happy|comfortable|today|so fond)\b|
    \b(?:over my dead body|no way|no chance|hell no|absolutely not)\b
""")
"""What no yes before it outweighs; in doubt nothing is kept."""
