"""A yes or no to a rep who asks for leave, in however few words, and what the readers of consent share."""

import re

from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.talk import Finding, Talk, says_no, says_yes

_ECHO = 5
"""Words of "With the recorder?", with which an answer repeats what was asked."""
_LONG_SENTENCE = 12
"""Words of a sentence from which the clause is quote enough."""
_LEADS = r"\W*(?:(?:hm+|well|oh|ah|is it|really|sorry|god|good lord|heavens|then|so|now|please|honestly|actually|i think|look|listen|to be honest)\W+)*"
_GRANTS = re.compile(
    r"\W*(?:(?:no|oh|well|ah|yes|yeah|sure|then|ok|okay)\W+)*(?:(?:you can |just |please )*(?:leave|keep) it (?:on|running|there)\b|(?:that|this|it)(?:'s| is) (?:absolutely |totally |perfectly |also |completely )?(?:fine|ok|okay|alright|all right) (?:for|with|by) (?:me|us)\b|if (?:it|that) (?:stays|remains|helps)|(?:for now|for the moment)\W*(?:(?:yes|ok|okay|fine|sure)\b|[.!,]|$)|you(?: have|'ve got|'ve| have got) (?:it\b|my (?!card|number|address|details|mail|e-mail|word|doubts))|as long as|only if it stays|none (?:at all|whatsoever|from me|that)|not in the least|not a bit|why not|be my guest|please do(?! ?(?:not|n't)\b)|do,? please|(?:you|of course you) (?:may|can|might|could)\b(?! ?(?:not|'t)\b)|(?:go|fire|work|phone|ring|write|tape|record|listen|drop|type|note|mail|call|text) (?:for it|ahead|on\b)|(?:fire|work|phone|ring|write|tape|record|listen|type|note|mail|call|text) away|as you (?:like|wish|please|want)|if you (?:must|want|like|need to|have to|insist)|whatever you (?:like|need|want)|knock yourself out|"
    r"(?:i have |i've |we have |i've got )?no (?:objections?|worries|issue|issues|harm)|it's (?:ok|okay|fine|alright|all right|no problem)\b|(?:that |it )?(?:doesn't|does not|won't) (?:bother|matter|hurt)|i'm (?:good|cool|happy|easy|fine|okay|ok) (?:with|about)|no skin off|(?:i|we) (?:agree|consent|accept|allow (?:it|that|this|you))\b(?! (?:not|to nothing|no\b))|granted|agreed|(?:it's |that's |it is |that is |it |that )?(?:not|no|isn't) (?:a |any )?(?:problem|issue|trouble|bother)|i (?:won't|wouldn't|don't|do not|shouldn't) mind|do(?= ?(?:$|[.!,]))|you (?:do|are)(?= ?(?:$|[.!,]))|(?:he|she|they) (?:may|can)\b|permission granted|(?:perfectly|quite|very|all|as far as i'm) (?:happy|fine|ok|okay|alright|all right|right|good|concerned)|let it run|it would(?= ?(?:$|[.!,]))|i (?:am|would)(?= ?(?:$|[.!,]))|i (?:don't|do not) (?:care(?! (?:to|for)\b)|object|see why not)|i'm not (?:bothered|against|fussed|opposed|shy)|i(?:'ve| have)? read (?:it|that|the sign),? (?:and )?(?:it's )?(?:fine|ok|okay|sure|yes)|gladly)"
    r"(?:\b|(?<=[.,!]))"
)
_SOFT_NO = re.compile(
    r"\W*(?:no|not)\W+(?:i don't mind|not at all|problem|worries|go ahead|that's fine|that's ok|of course not|sure)"
)
_NOTHING_AGAINST = re.compile(
    r"\W*(?:no\W+)?(?:i don't mind|not at all|no problem|of course not|doesn't bother|i've nothing against|i have nothing)"
)
_FLATLY = re.compile(
    rf"{_LEADS}(?:no\b(?! (?:problem|worries|objections?|issue|harm))|not (?:a chance|another|with|without|really|if|on|for|me|us|mine|today|if)\b|no way|better not|i'd (?:rather|sooner|prefer)\b|(?:certainly|absolutely|definitely|surely|sure as hell|obviously|preferably|probably|rather|clearly) not|never|you (?:could|can|may|might) ?(?:not|n't)|"
    r"please (?:not|no|don't)\b|i(?:'d| would|'ll)? (?:have to )?say no\b|you (?:don't|do not|aren't|are not)(?= ?(?:$|[.!,]))|i'm afraid (?:not|i can't|no)\b|(?:i|it|that|we) (?:wouldn't|won't|can't|cannot|couldn't|would not|will not|could not|can not)\b(?! (?:mind|care|object|matter|bother|see|hurt|harm|be (?:a|any) problem|do any))|(?:i|we) (?:don't|do not|didn't|never)\b(?! (?:mind|care|object|matter|bother|have|see|know))|(?:it isn't|it's not|that's not|that isn't) (?:ok|okay|fine|allowed|alright|all right|possible|convenient)\b|i do not(?= ?(?:$|[.!,]))|i'm not(?= ?(?:$|[.!,]| (?:comfortable|happy|okay|ok|fine|keen|allowed|so|really)\b))|i(?: must| have to)? (?:decline|refuse|object)\b|let's (?:not|skip|leave)\b|let us not|nothing (?:recorded|on tape)|over my dead body|thank(?:s| you),? (?:but )?no\b|(?:it's|that's) not allowed|nobody (?:records|tapes))"
)
_DENIES = re.compile(
    r"\b(?:lawyers?|boss|company|legal|policy|rules|firm|employer|compliance|department)\b[^.!?]{0,20}\b(?:(?:don't|doesn't|do not|does not|won't|wouldn't) (?:allow|let|permit|like|want)|forbids?|prohibits?)|"
    r"\b(?:not allowed|against (?:our|the|company) (?:policy|rules)|better not|i can't agree|skip the recording|leave (?:it|that) off|keep (?:it|that) off|off with it|not on tape|not comfortable|uncomfortable)\b"
)
_MINDS_IT = re.compile(
    r"\W*(?:(?:yes|yeah|well|actually|oh|um)\W+)*(?:yes|yeah|i (?:do|would)|it would|actually|a (?:bit|little)|several|some)\b(?!.*\b(?:go ahead|fine|ok|okay|sure|no problem|don't mind)\b)"
)
_MINDS_PLAINLY = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|well|oh|right)\W+)*(?:yes|yeah|yep|yup|absolutely|definitely|certainly|of course|right|i (?:do|would|mind))\b(?!\W*(?:not|fine|ok|okay|sure|go|no|please)\b)(?!.*\b(?:go ahead|fine|okay|no problem|don't mind)\b)"
)
"""To "do you mind if ...", what elsewhere would be a yes."""
_A_NO = re.compile(
    r"\b(?:no|stop|never)\b(?! (?:one|body|\w+s)\b)|\bnot(?=\W*(?:$|[.!,]))|\b(?:don't|do not|can't|cannot|did not|didn't|should not|shouldn't)(?= (?:do|record|tape|keep)\b|\W*(?:$|[.!,]))|\bnothing\W*$"
)
_HEARD_FOR_A_NO = 60
"""Characters: what is said later is another matter."""
_HARMLESS_NO = re.compile(
    r"\bno (?:problem|worries|objections?|issues?|harm|skin|trouble|bother)\b|\b(?:not at all|not in the least|not a (?:bit|problem)|of course not|why not|see why not|not (?:bothered|against|fussed|opposed|shy))\b|"
    r"\b(?:isn't|it's not|that's not|not) an? (?:problem|issue|trouble|bother)\b|\b(?:don't|do not|won't|wouldn't|doesn't|does not|shouldn't) (?:mind|care|object|matter|bother|hurt)\b|^\W*no\b(?=\W*(?:go|i|it|that|please|sure|fine|not|of|be|you)\b)|\bnothing (?:against|to hide)\b"
)
_ASKS_IF_MINDED = re.compile(r"\b(?:mind|bother you|object|objections?|problem (?:if|with)|a problem)\b")
_PREFERS_NOT = re.compile(
    r"\b(?:rather|don't (?:want|like)|please (?:don't|no|not)|prefer|not (?:happy|comfortable))\b"
)
_ONLY_POLITE = re.compile(
    r"\W*(?:thank(?:s| you)|nice|lovely|good (?:question|lord|god|grief)|great question|see you)\b"
)
_IN_THE_END_NO = re.compile(
    r"\b(?:rather not|rather you (?:did not|didn't)|better not|no thanks|but no\b(?! (?:calls?|mails?|names?))|please don't\b(?!(?: \w+){1,2} (?:before|after|on|at|until|in|too)\b))"
)
"""Said after a polite beginning: "yes, well, I'd rather not"."""
_YES_AND_NO = re.compile(r"\W*(?:well\W+)?(?:yes and no|no and yes)\b")
_OF_COURSE_NOT = re.compile(r"\W*(?:(?:no|oh|well)\W+)*of course not\b")
_ENDS_YES = re.compile(
    r"(?<!not )(?<!n't )(?<!no )(?<!and )(?<!i do )\b(?:yes|yeah|sure|fine|ok|okay|please do|go ahead)\W*$"
)
_ENDS_NO = re.compile(r"\b(?:no|no thanks|please don't|rather not)\W*$")
_FEW = 8
"""Words of a first sentence whose last word may be the answer: "to the office, yes"."""
_TAG = re.compile(r",\s*(?:won't you|understood|ok|okay|right|alright|will you|would you|yeah)\s*\?\W*$")
_STARTS_ORDER = re.compile(
    r"(?:^|[.!?;:-]|\b(?:please|but|now|ok|okay|yes|no|sure|thanks|actually|wait|sorry|well|listen|hang on|hold on|moment|second)(?: do)?)\W*$|"
    r"\b(?:can|could|will|would|must|should|may|might|want|ask|like|need|have|had|better|rather)(?: \w+)? (?:you|you to|you guys|you guys to|you please|you now)(?: \w+)?\s*$|\byou (?:can|could|may|should|must|better|'d better|please|had better)(?: please| now| just)?\s*$|\byou'll\s*$|\blet's(?: please| just| now)?\s*$"
)
_AFTER_COMMA = re.compile(r",\s*$")
_CONDITION = re.compile(
    r"\W*(?:(?:and|but|so)\W+)*(?:if (?!you|i|that's|it's)|when|once|whenever|as soon as|every time)\b"
)
_JOINS = re.compile(r"(?:^|[.!?;]|\b(?:you|please)\b[^.!?]*)\W*\b(?:and|then|so|just)(?: then| now)?\s*$")
_SOMEBODY = re.compile(
    r"\b(?:they|we|he|she|it|i|who|that|which|people|nobody|somebody|everybody|everyone|guys?|shift|\w+ers|\w+ors|cameras|loggers?|to|not|never|n't|dont|will|would|must|can|always|and|then|just)\s*$"
)


_MINDS = re.compile(
    r"\b(?:i|we)(?:'d)? (?:(?:do|would|really|actually|rather|certainly|also) )*mind\b(?= ?(?:$|[.,!;]|that\b|it\b|being\b|a bit\b|very\b))"
)
"""In whatever words it was asked: "yes, I do mind"."""
_ON_CONDITION = re.compile(
    r"\b(?:if|once|when|as long as|so long as|provided|after|only)\b[^.!?]{0,30}\b(?:(?:is|it|that|this|thing|box|device|machine|recorder|microphone|mic)(?:'s| is| goes| stays)? off\b(?! (?:for|during|when|at)\b)|not (?:be )?(?:record|tap)\w*|without (?:the |that |a )?(?:record\w*|microphone|mic|tape))"
)
"""A yes to a talk that is not recorded: "fine, if you switch it off"."""
_EXCEPT = re.compile(
    r"\b(?:but|just|only)(?: please)? (?:not|no|don't|do not|without)\b[^.!?]{0,20}\b(?:record\w*|tape|taping|transcri\w+|microphone|mic)\b|\bnotes? instead\b|\bby hand instead\b"
)
_DENIES_LEAVE = re.compile(
    r"\b(?:i|we) (?:don't|do not|didn't|can't|cannot|won't|will not) (?:agree|consent|allow|accept)\b|(?<!why )(?<!if )\b(?:not|isn't|wouldn't)(?: be| really| quite| exactly)? (?:fine|ok|okay|alright|all right)\b|"
    r"\bnot (?:a fan|keen|my thing|happy|comfortable|today|so fond)\b|\b(?:over my dead body|no way|no chance|hell no|absolutely not)\b"
)
"""What no yes before it outweighs; in doubt nothing is kept."""


def verdict(talk: Talk, reading: Reading) -> bool | None:
    """Return whether a turn says yes to what the rep asked leave for; None where that stays open."""
    answer = _without_echo(reading)
    text = answer.plain
    if _YES_AND_NO.match(text):
        return None
    if _DENIES.search(_head(answer)):
        return False
    head = text[:_HEARD_FOR_A_NO]
    if any(no.search(head) for no in (_MINDS, _ON_CONDITION, _EXCEPT, _DENIES_LEAVE)):
        return False
    minds = asks_if_minded(talk, reading)
    minded = minds and _MINDS_IT.match(text) is not None
    if minds and _MINDS_PLAINLY.match(text) and not _GRANTS.match(text):
        return False
    if _ends_with(_ENDS_YES, answer) and not minded:
        return None if _takes_it_back(text) else True
    if _IN_THE_END_NO.search(_head(answer)) or (not minds and _OF_COURSE_NOT.match(text)):
        return False
    if minded:
        return False
    if (says_no(answer) or _FLATLY.match(text)) and not (_GRANTS.match(text) or _SOFT_NO.match(text)):
        return minds and not _PREFERS_NOT.search(text) and re.search(r"\bi'm not\b", _head(answer)) is None
    if _ends_with(_ENDS_NO, answer):
        return False
    if not (_GRANTS.match(text) or _NOTHING_AGAINST.match(text) or says_yes(answer)) or _ONLY_POLITE.match(
        text
    ):
        return None
    return None if _takes_it_back(text) else True


def _takes_it_back(text: str) -> bool:
    """Return whether a yes has a no in it: in doubt nothing is kept."""
    return _A_NO.search(_HARMLESS_NO.sub("", text[:_HEARD_FOR_A_NO])) is not None


def asks_if_minded(talk: Talk, reading: Reading) -> bool:
    """Return whether the rep asked so that a no is a yes: "do you mind if ..."."""
    return _ASKS_IF_MINDED.search(before(talk, reading)) is not None


def ordered(reading: Reading, start: int) -> bool:
    """Return whether a verb at a place is an order or a request to the rep, not what somebody else does."""
    sentence = reading.sentence_at(start)
    said = reading.plain[sentence.start : start]
    if _STARTS_ORDER.search(said) or _JOINS.search(said):
        return True
    if _AFTER_COMMA.search(said):
        return _CONDITION.match(said) is None
    return reading.noisy and _SOMEBODY.search(said) is None


def before(talk: Talk, reading: Reading) -> str:
    """Return the plain text of the turn before; nothing where there is none."""
    turn = talk.before(reading)
    return turn.plain if turn is not None else ""


def in_question(reading: Reading, position: int) -> bool:
    """Return whether a place lies in a question, and not in a statement that ends in "understood?"."""
    sentence = reading.of_span(reading.sentence_at(position))
    return "?" in sentence and _TAG.search(sentence) is None


def answering(reading: Reading) -> Span:
    """Return the words that answer: the first sentence, with what it echoes."""
    if not reading.sentences:
        return Span(0, len(reading.plain))
    first = reading.sentences[0]
    start = len(reading.plain) - len(_without_echo(reading).plain)
    span = Span(first.start, reading.sentence_at(start).end) if start else first
    if len(reading.of_span(first).split()) > _LONG_SENTENCE and reading.clauses:
        return reading.clauses[0]
    return span


def answer(reading: Reading, span: Span, status: str, scope: str, effect: str | None = None) -> Finding:
    """Return the finding of one answer, quoted by a span."""
    value: dict[str, str | int | float | bool | None] = {"status": status, "scope": scope, "effect": effect}
    return Finding("consent", value, reading, reading.trimmed(span.start, span.end), status, 0.85)


def _without_echo(reading: Reading) -> Reading:
    start = 0
    for span in reading.sentences[:-1]:
        said = reading.of_span(span)
        if "?" not in said or len(said.split()) > _ECHO:
            break
        start = span.end
    return Reading(reading.number, reading.side, reading.text[start:], reading.plain[start:])


def _head(answer: Reading) -> str:
    """Return the first sentence, and the second where the first only opens."""
    spans = answer.sentences[:2]
    if not spans:
        return answer.plain
    opens = len(answer.of_span(spans[0]).split()) < 3 and not says_yes(answer)
    return answer.plain[spans[0].start : spans[-1 if opens else 0].end]


def _ends_with(pattern: re.Pattern[str], answer: Reading) -> bool:
    if not answer.sentences:
        return False
    first = answer.of_span(answer.sentences[0])
    return len(first.split()) <= _FEW and "?" not in first and pattern.search(first) is not None
