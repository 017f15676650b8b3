"""Whether money has been let go: said with the amount, or in answer to a rep who asks."""

import re
from collections.abc import Sequence

from agent.insight.signals.budget_phrases import (
    APPROVED,
    MUST_AGREE,
    NOT_APPROVED,
    SHORT,
    THE_SYSTEM,
    WHO_GIVES,
)
from agent.insight.signals.reading import Reading, Span, phrase
from agent.insight.signals.talk import Talk, says_no, says_yes

_AGREE = (
    r"(?:approv\w+|agree[sd]?|sign(?:s|ed)?(?: off)?|(?:say|says|said) (?:yes|okay|ok|aye|fine)|nod(?:s|ded)?|okay(?:s|ed)?|releases?d?|grant(?:s|ed)?|votes?d?|"
    r"pass(?:es|ed)?|confirm(?:s|ed)?|award(?:s|ed)?|(?:lets?|goes|go|comes|come|gets?|went|came) (?:it |that |this |us )?through|clear(?:s|ed)|go(?:es)? along|pla(?:ys?|yed) along|bless(?:es|ed)?|ratif\w+|plays? ball|joins? in)"
)
"""What those do who give money, in any tense."""
_BODY = (
    r"(?:(?:board|council|committee|bank|owners?|boss|director|finance|controlling|controller|treasurer|cfo|ceo|shareholders?|partners?|parents?|parish|city|state|canton|"
    r"ministry|province|governors|trustees|headquarters|head office|hq|group|holding|members|accountant|accounts|bursar|legislature|parliament|government|foundation|insurer|insurance|management|municipality|region|county|town|town hall|mayor|chairman|chairwoman|chair|chef|chief|md|dean|principal|headmaster|rector|assembly|commission|direction|directorate|supervisory board|investors?|district|diocese|bishop)\b"
    r"(?: (?:office|people|department|committee|meeting|board|company|team|guys))?)"
)
"""Who has money to give."""
_MONEY = r"(?:grant|loan|money|funding|funds|subsidy|credit|budget)"
_OF_SOMETHING_ELSE = re.compile(
    r"\bsigned (?:up|(?:on )?with|for (?:three|two|five|\w+ years))\b|\b(?:contract|lease|agreement|order|deal|treaty)s?(?:'s| is| was| were| has been| got)? (?:not )?signed\b|"
    r"\bsigned (?:a|the|our|that|this|their) (?:\w+ )?(?:contract|lease|agreement|order|deal)\b|"
    r"\bpassed (?:its|the|our|an|their|all) (?:\w+ )?(?:inspection|audit|test|exam\w*|check)s?\b|"
    r"\b(?:says?|said) yes to (?:everything|anything|nothing)\b|\bagreed? on (?:the|a) (?:product|vendor|supplier|system)\b"
)
"""Signed, passed and agreed, but no money."""
_WHO_HAD_TO = re.compile(r"\bwho (?:had|has|have|needs?|needed) to \w+")
_ABOVE_IT = re.compile(
    r"\b(?:(?:anything|everything|whatever|all)(?:'s| is)? (?:\w+ )?(?:more|bigger|larger|higher|else|further|wide|on top|above|beyond|over|after (?:that|it|this))\b|the (?:rest|remainder)\b|(?:a|the) (?:(?:full|complete|whole|big|bigger|larger|second) (?:phase|deployment|order|project)|(?:\w+ )?roll ?-?out)\b)[^.!?;]{0,80}|"
    r"\b(?:(?:anything|everything|all|whatever|what)(?:'s| is)? )?(?:(?:above|beyond|more than|higher than) (?:it|that|this|those)|over that)\b[^.!?;]*"
)
"""What happens to larger sums."""
_TO_BE_HAD = re.compile(
    r"\b(?:can|could|might|may|would|will|'ll|'d)\s+(?:\w+ )?(?:get|have) [^.!?,;]{0,50}?(?:signed(?: off)?|approved|through|released|cleared|okayed)\b"
)
"""What they could get signed is not signed."""
_UNSURE = re.compile(
    r"(?:n'?t|\bnot|\bcannot) (?:swear|sure|certain|know|say|tell|promise) (?:if|whether|that|it)\b[^.!?,;]*"
)
_MUST = r"(?:has|have|had|needs?|must|got|gotta)(?: got)?(?: to)?"
_OTHERS_AGREE = re.compile(
    rf"(?P<who>\b[\w'-]+(?: (?!has\b|have\b|must\b|needs?\b)[\w'-]+)?) {_MUST} (?:agree|approve|sign|okay|ok|say yes)\b(?! (?:off|(?:to |on )?(?:it|that|this|everything)\b))"
)
"""Somebody must agree, not said to what."""
_FOR_WHAT = re.compile(
    r"\b(?:approv(?:e|al)|agree|sign off|signs? off|okay)(?: (?:from|of) (?:the )?\w+(?: \w+)?)?(?: (?:to|with|on|for))? (?:the|your|our|any|this|these|which|whichever) "
    r"(?!(?:\w+ )?(?:money|budget|sum|amount|spend\w*|investment|expense|figure|number|cost|purchase|order|plan|proposal|request|application|loan|grant|funding|funds|capex|year)\b)\w+"
)
"""What is agreed to is no money."""
_NO_MONEY_PEOPLE = re.compile(r"\b(?:works|workers|staff)(?:'|')? council\b")
_SUBJECTS = frozenset(
    {"it", "that", "this", "which", "money", "budget", "sum", "amount", "still", "first", "yet"}
)
_AT_HAND = phrase(
    r"(?:have|'ve|got|is|are|'s) (?:~ )?free(?! (?:up|trial|of|sample|version|demo|to (?:try|choose|decide))\b)|(?<!of\x20)(?<!from\x20)(?:that|which) (?:i|we) (?:can|may) (?:use|spend)|(?:i|we) can (?:use|spend|release) (?:(?:it|that|this) )?(?:as|how|freely|myself|ourselves|on my own|on our own|alone|today|now|tomorrow|without)|"
    r"(?:mine|ours) to (?:spend|use)|free to (?:use|spend)|ready and waiting|nobody's (?:blessing|signature|okay|approval) (?:is )?(?:required|needed|necessary)|no(?:body| one)(?: else)? (?:has|needs) to (?:be asked|agree|approve|sign)|"
    r"(?:don't|needn't|do not) (?:need|have) to ask (?:anyone|anybody|a soul|for it)"
)
"""The visitor may spend it as it is."""
_UNDER_A_CONDITION = phrase(
    rf"(?:if|once|when|until|unless|provided|providing|assuming|supposing|as long as|as soon as|so long as|in case|only after|depends on whether|depending on whether) (?!you\b|your\b|we sign)(?:[\w']+ ){{1,5}}?{_AGREE}|"
    rf"(?:if|once|when|unless|provided|assuming|supposing|as soon as) (?:[\w']+ ){{0,2}}(?:get|gets|got|win|receive) (?:the |our |that |this )(?:\w+ )?{_MONEY}|"
    rf"(?:if|once|when|as soon as) (?:[\w']+ ){{0,3}}{_MONEY} (?:comes|arrives|lands|is there)|subject to|unless (?:\w+ ){{1,3}}(?:strikes?|cuts?|crosses) it|"
    rf"hinges on|depends on (?:the |my |our |a )?{_BODY}"
)
_NOBODY_HAS = phrase(
    r"(?:hasn't|haven't|hadn't|has not|have not|didn't|did not|never|nobody|no one|not) (?:[\w']+ ){0,3}?(?:let (?:it |that |this |us )?(?:through|pass)|gone (?:past|through)|seen (?:it|that)|looked at (?:it|that)|given (?:me |us |it )?(?:a|his|her|their|the) (?:yes|okay|ok|nod|blessing)|agreed|got (?:past|through)|heard back|answered|reacted|replied|moved on it|got (?:a|the|an|any) (?:yes|answer|okay|ok|signature))|"
    r"(?:signature|stamp|vote|nod|blessing|okay|answer|reply|yes)(?:'s| is)? (?:still )?(?:missing|outstanding|lacking|open|owing)|still (?:\w+ )?(?:fighting|arguing|negotiating|begging|haggling|waiting|hoping|battling|lobbying|working on it|wrangling|under (?:review|discussion)|being (?:discussed|debated|looked at|reviewed|checked))|waiting for [^.!?,]{1,40}? (?:to|yes)|up in the air|in the balance"
)
_ASKED_FOR = phrase(
    rf"(?:i've|we've|i have|we have|i|we|they've|he's|she's) (?:~ )?(?:asked(?! (?:nobody|around|you|myself))(?: (?:the|my|our|for) \w+)?(?: for)?|requested|put in for|petitioned for|sought|proposed|submitted|filed for|pitched for|suggested|(?:put|sent|handed) in (?:a|an|the|our|my) (?:\w+ )?(?:request|application|bid|proposal|claim|papers?|paperwork|form))|(?:have|has|need|needs|must|got) (?:to )?(?:first )?(?:convince|persuade|win over|sell (?:it|that|this) to)|applied for|asking for|(?:would|will|'ll|'d) put in (?!place\b|writing\b|for a\b|some\b|more\b)|(?:is|'s|was) (?:the|our|my) ask|(?:i|we)(?:'ve| have|'d be|'m| am| are|'re)? (?:~ )?(?:put|putting|got|handed) (?:(?:[\w.,$£€]+ ){{0,7}}in for (?:it|this|that|next)|in (?:[\w.,$£€]+ ){{1,7}}for (?:it|this|that|next))|got in for (?:it|this|that)|(?:i|we|they|he|she)(?:'ll| will|'m going to|'re going to| am going to| are going to| want to|'d| would| have to| need to| must) (?:~ )?(?:have to )?(?:ask|apply|put in|petition|bid|lobby|fight)(?: (?:the|my|our|for) \w+)? for(?! (?:a|an|the|your) (?:quote|offer|demo|call|price|trial|discount)\b)|"
    rf"(?:my|our) (?:wish|hope|proposal|request|bid|application|pitch)|wish so far|"
    rf"(?:answer|reply|decision|verdict|vote|approval|release|signature|go-ahead|result|ruling|hearing|word)(?: (?:on|about) (?:it|that|this))?(?:'s|(?: is| comes| come| falls| will come| will fall| due| expected))? (?:coming |due |expected )?(?:in|by|on|next|this|after|before|with|end of|mid|tomorrow)(?! (?:my|our|mine|ours|me|us|it|that|this)\b)(?: \w+)?|"
    rf"(?:request|application|bid|proposal|paperwork|claim|motion)(?:'s| is| are| has been|'s been) (?:~ )?(?:running|in|filed|pending|submitted|under way|going in|being (?:looked at|processed|checked)|lying|open|with)|"
    rf"(?:they|he|she|(?:the|my|our) {_BODY}) (?:(?:decides?|(?:'ll |will )decide) (?:on (?:it|that)|about (?:it|that))|(?:'ll |will )decide (?:it|that)|(?:'ll |will )?(?:vote|meet|rule|discuss|debate)s? (?:on it|about it|on that|about that|that|it|over it))|(?:vote|rule)s? in \w+|(?:they|he|she|{_BODY}) (?:~ )?(?:will |'ll )?(?:decide|vote|rule)s? (?:in|on|next|after|by|at|this)(?! (?:the|a|which|our) (?:vendor|supplier|product|system))|"
    rf"(?:it|that|this|which|the \w+) (?:goes|'s going|is going|will go|'ll go) (?:to|before|in front of|up to|into) (?:the |my |our |his |her )?(?:\w+ )?{_BODY}|"
    rf"(?:proposal|application|bid|request|claim)s? (?:goes|go|will go|is going) (?:in|out|off)|"
    rf"(?:it|that|this|which)(?:'s| is| lies) (?:~ )?(?:(?:lying |sitting )?with (?:the |my |our )?{_BODY}|(?:lying |sitting )?(?:on|in) (?:the |my |our |his |her |their )?(?:\w+'s )?(?:\w+ )?(?:desk|in-?tray|in-?box|pile)|only (?:a|the|in the) (?:draft|wish|plan|proposal))|in the draft"
)
"""Asked for, without an answer that was told."""
_LET_GO = phrase(
    rf"what (?:i|we) (?:~ )?(?:got|was given|were given|been given|have|received) from (?:the |my |our )?(?:\w+ )?{_BODY}|{_BODY} (?:~ )?(?:gave|has given|have given|'s given) (?:it to )?(?:me|us)\b(?! (?:a |an )?(?:date|list|task|name|job|no\b))|"
    rf"(?:has|have|had|(?:i|we|they|he|she|it|that|boss|bank|board)'(?:ve|s)|was|were|been|got) (?:~ )?(?:let (?:it |that |this |us )?(?:through|pass)|allowed(?! for)|okayed|freed up|unlocked|authori[sz]ed|ratified|sealed|accepted (?:it|that|my|our|the)|consented|put through|let go)|"
    rf"(?:(?:the|my|our) (?:\w+ )?{_BODY}|he|she|they|who|everybody|everyone|both (?:of them)?|all of them|my \w+|our \w+|the \w+) (?:~ )?(?:(?:has|have|had|'s|'ve) (?:~ )?)?(?:let (?:it|that|this|us|me) (?:through|have (?:it|that))|freed up|said (?:okay|ok|yes|aye|fine|go ahead|go for it)|nodded|okayed|agreed(?! on)|blessed|decided (?:it|that|this)|(?:accepted|authori[sz]ed|released|cleared|validated|unlocked|freed|signed|green-?lit) (?:it|that|this|them|my proposal|our proposal|the \w+|our request|everything|all of it)|(?:given|gave|handed|allocated|assigned|granted) (?:it|that|this) to (?:me|us)|set their seal|consented|given (?:in|their word))|"
    rf"(?:has|have|(?:i|we|they|he|she|it|that)'(?:ve|s)(?: got)?|had|gave|given|got|under|with|carries|put|bears) (?:it |me |us |to it )?(?:~ )?(?:all |(?:the|his|her|its|their|every|a|my|our) (?:[\w-]+(?:'s)? ){{0,2}}?|[\w-]+(?:'s|s') )(?:okay|ok|blessing|signatures?|stamp|nod|consent|go-ahead|permission|approval|green light|seal|backing)(?! (?:is |still |to |from you))|"
    rf"(?:have|has|(?:i|we|they|he|she)'(?:ve|s)|had|got|with|given) (?:~ )?(?:got )?(?:been given )?(?:me |us )?(?:~ )?(?:the |a |full |my |our |written )?(?:authority|permission|clearance|mandate|consent|leave|authori[sz]ation|go-ahead)(?! to (?:sign|order|decide))|"
    rf"(?:my boss|head office|headquarters|he|she|they|(?:the|my|our) (?:\w+ )?{_BODY})(?:'s| is|'re| are) (?:~ )?(?:fine|okay|ok|happy|on board|good|cool|in agreement|all right|alright) with (?:it|that|this)|"
    rf"given (?:the|a|their|its) {_MONEY}|(?:already|is|'s|been) (?:~ )?through (?:the |our |my ){_BODY}|(?:and|i|we) got it(?: (?:all|in \w+|already|last \w+))?(?=\s*(?:$|[.,;!?]))|{_BODY} (?:(?:has|have|'s|'ve) )?(?:put|set|given|gave|allotted|allocated) (?:[\w,.£€$-]+ ){{0,8}}?(?:against|aside|towards) (?:it|this|that)|"
    rf"(?:initial?led (?:by|already)|done deal|(?<!not\x20)settled|through with the {_BODY}|in writing|(?<!not\x20)official|permission up to|past (?:the|my|our) (?:boss|board|bank|owner|committee)|no more questions|cut and dried|as good as in the account)"
)
_DONE = r"(?:approved|adopted|signed(?: off)?|released|voted|granted|agreed|passed|confirmed|okayed|cleared)(?: on| through)?(?: (?:it|that|this))?"
_DONE_ALREADY = phrase(
    rf"(?:[\w']+ ){{0,3}}(?:is|are|was|were|been|got|'s|has|have|he|she|they|council|board|boss) (?:{_DONE} already|already (?:been )?{_DONE})"
)
_OPEN_YET = re.compile(
    r"\b(?:not|never|once|if|when|until|after|half|almost|nearly|partly|contract|lease)\b|n't\b"
)
"""Before "already approved": it is not so, or not yet."""
_AHEAD = re.compile(
    r"\b(?:must|(?:has|have|had|needs?) to|will|would|should|could|can|may|might|whether|hopefully|maybe|hope|who|wish|want)\b|'(?:ll|d)\b"
)
_LATER = re.compile(
    r"\b(?:not|never|nobody|almost|nearly|soon|wish|hope\w*|hoping|waiting|still|working on|desk|next|tomorrow|later|happens|meets?|comes|decides?|will|should|must|have to|has to|"
    r"need to|needs to|ask|depends|until|when|once|after|if|in (?:spring|summer|autumn|fall|winter|january|february|march|april|june|july|august|september|october|november|december|\w+ weeks?)|"
    r"missing|pending|verbally|half|more or less|as good as)\b|n't\b|'ll\b"
)
_SINCE = re.compile(
    r"\b(?:since|ago|last (?:week|month|year|autumn|fall|summer|spring|winter|\w+day)|yesterday|already|already|back in|this morning|long done|by (?:both|the|my|our|all)|"
    r"(?:it|that|this|they|he|she|we|both|everybody|all of (?:it|them)) (?:is|has|have|did|was|were|does|do)\b|every (?:cent|penny|bit|euro|dollar)|all of it|to the last \w+|signed|sealed|fully|completely|absolutely|entirely|done)\b"
)
_ASKS_WHO = re.compile(r"\b(?:who|whom|whose|how|what)\b[^?]*\?[^?]*$")


def approval_near(reading: Reading, sentence: Span) -> bool | None:
    """Return whether the sentences around an amount say that it is approved.

    Args:
        reading: The visitor's turn.
        sentence: The one that the amount stands in.
    """
    at = reading.sentences.index(sentence) if sentence in reading.sentences else 0
    after = at + 2
    if after < len(reading.sentences) and len(reading.of_span(reading.sentences[at + 1]).split()) <= SHORT:
        after += 1  # "A quarter of a million. Euros. He's already said yes."
    nearby = [reading.of_span(span) for span in reading.sentences[max(0, at - 1) : after]]
    said = approval_in(" ".join(nearby))
    if said is None and _ASKED_FOR.search(_ABOVE_IT.sub("", " ".join(nearby[min(at, 1) :]))):
        return False
    return said


def apart_from(reading: Reading, sentence: Span, amounts: Sequence[int]) -> tuple[Reading, Span]:
    """Return a turn up to where other amounts are spoken of, and the sentence of one amount in it.

    Args:
        reading: The visitor's turn.
        sentence: The one that the amount stands in.
        amounts: Where all amounts of the turn begin.
    """
    others = [reading.sentence_at(at) for at in amounts if not sentence.start <= at < sentence.end]
    start = max((one.end for one in others if one.end <= sentence.start), default=0)
    end = min((one.start for one in others if one.start >= sentence.end), default=len(reading.plain))
    near = Reading(reading.number, reading.side, reading.text[start:end], reading.plain[start:end])
    return near, near.sentence_at(sentence.start - start)


def _about_money(text: str) -> str:
    """Leave out who else agrees to what, larger sums, and what the visitor does not know."""

    def others(match: re.Match[str]) -> str:
        who = match["who"]
        of_money = re.search(_BODY, _NO_MONEY_PEOPLE.sub("", who)) or _SUBJECTS & {*who.split()}
        return match.group() if of_money else ""

    for pattern in (_TO_BE_HAD, _WHO_HAD_TO, _ABOVE_IT, _UNSURE, _FOR_WHAT):
        text = pattern.sub("", text)
    return _OTHERS_AGREE.sub(others, text)


def approval_in(text: str) -> bool | None:
    """Return whether plain text says that money is approved, or that it is not."""
    done = _DONE_ALREADY.search(text)
    if done is not None and not _OPEN_YET.search(done.group()):
        return True
    at_hand = _AT_HAND.search(text)
    if at_hand is not None and not re.search(
        r"\b(?:if|once|when|not|until|unless)\b", text[: at_hand.start()]
    ):
        return True
    text = _about_money(text)
    text = _OF_SOMETHING_ELSE.sub("", THE_SYSTEM.sub("", WHO_GIVES.sub("", text)))
    if NOT_APPROVED.search(text) or _NOBODY_HAS.search(text) or _UNDER_A_CONDITION.search(text):
        return False
    if APPROVED.search(text):
        return True
    for match in _LET_GO.finditer(text):
        clause = re.split(r"[.!?,;]", text[: match.end()])[-1]
        if not _AHEAD.search(clause):
            return True
    return None


def approval_answered(talk: Talk, reading: Reading, *, at_once: bool) -> bool | None:
    """Return what a turn after an amount says about its approval: in answer to a rep, or by the by.

    Args:
        talk: The conversation.
        reading: A visitor's turn after the one with the amount.
        at_once: Whether it is his next.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    said = approval_in(reading.plain)
    if "approval" in talk.topics(before) and not _ASKS_WHO.search(before.plain):
        return said if said is not None else _short_answer(reading)
    by_the_by = (
        at_once
        and re.search(r"\b(?:it|that|budget|money|which)\b", reading.plain)
        and not any(found.reading is reading for found in talk.findings)
        and not MUST_AGREE.search(reading.plain)
        and not _UNDER_A_CONDITION.search(reading.plain)
    )
    return said if by_the_by else None


def _short_answer(reading: Reading) -> bool | None:
    if says_no(reading):
        return False
    first = reading.of_span(reading.sentences[0]) if reading.sentences else ""
    if _LATER.search(first) or _ASKED_FOR.search(reading.plain):
        return False
    return True if says_yes(reading) or _SINCE.search(first) else None


def approval_before(talk: Talk, reading: Reading) -> bool | None:
    """Return whether the turns before an amount tell: "is it approved?" - "yes, ninety", or what he said himself.

    Args:
        talk: The conversation.
        reading: The visitor's turn with the amount.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    topics = talk.topics(before)
    if "approval" in topics and not _ASKS_WHO.search(before.plain):
        return True if says_yes(reading) else None
    earlier = talk.before(before)
    if "budget" not in topics or earlier is None or earlier.side != "visitor":
        return None
    sentences = [earlier.of_span(span) for span in earlier.sentences]
    about = " ".join(text for text in sentences if _ABOUT_MONEY.search(text))
    return approval_in(about) if about and not _UNDER_A_CONDITION.search(about) else None


_ABOUT_MONEY = re.compile(r"\b(?:budget|money|funds?|funding|grant|financ\w+|subsid\w+|investment)\b")
