"""Money that the visitor has, plans, or would go up to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.money import Money, currency_in, find_money
from agent.insight.signals.reading import Reading, Span, any_of, phrase
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value, says_no, says_yes

_HAVE = any_of(
    [
        r"budget\w*", r"(?:set|put|laid|setting|putting) (?:\w+ )?aside", r"earmarked", r"allocated", r"allotted", r"reserved", r"in the (?:plan|pot|kitty|bank|pipeline|books)",
        r"planned (?:for|with|in)?", r"in (?:next|this) year's plan", r"(?:can|could|would|might|may|will|want to|like to|plan to|planning to|going to|willing to|ready to|prepared to|able to|allowed to|happy to|thinking of|looking to|hoping to|to) (?:\w+ )?(?:spend\w*|invest\w*|pay\w*|afford|go|do|stretch|put|get|free up|raise|use|work with|sign)",
        r"we'd (?:\w+ )?(?:spend|invest|pay|go|do|put|be ok|be fine|be okay)", r"i'd (?:\w+ )?(?:spend|invest|pay|go|do|put|say)", r"go (?:up to|as high as|to|for)", r"(?:can't|cannot|couldn't|wouldn't|won't|not) (?:be|go|spend|pay|do|stretch|exceed)",
        r"(?:we've|we have|i've|i have|we|there's|there is|they've|we were|we've been|i was) (?:only )?(?:got|been given|been granted|been promised|secured|received|raised)", r"we(?:'ve| have| got|'ve got)? (?:about|around|roughly|some|maybe|up to|a|an|\d|like)", r"i(?:'ve| have)? (?:got )?(?:about|around|roughly|maybe|up to|\d)",
        r"grant", r"funding", r"funds?", r"funded", r"financing", r"subsid\w+", r"approved", r"signed off", r"released", r"green light", r"green lit", r"cleared", r"available", r"at our disposal", r"to work with", r"to spend", r"to play with", r"ballpark", r"price tag we", r"we're talking(?: about)?",
        r"spending limit", r"our (?:limit|ceiling|maximum|max|range|cap|frame|pain threshold|envelope|number|figure|budget)", r"envelope", r"capex", r"opex", r"investment", r"spend is", r"we could do", r"we can do", r"have a deal", r"worth", r"money",
        r"we calculated (?:with)?", r"we count(?:ed)? (?:on|with)", r"board (?:gave|has given|granted|approved|released)", r"gave us", r"given us", r"should have", r"would (?:still )?be (?:ok|okay|fine|good|acceptable|alright|all right|fair|doable|possible)", r"(?:will|'ll) have", r"(?:would|'d|will|'ll) be (?:the|our|a) (?:frame|range|limit|number|figure|budget)", r"for us (?:it'd|it would|that'd|that would|it's|that's) be", r"for us (?:it's|it'd|around|about|up to|max\w*)", r"(?:put|set|laid) (?:[\w.,]+ ){1,5}aside", r"(?:asked|applied|applying) for", r"there's (?:maybe|about|around|roughly|up to|some|only|a|an)", r"there is (?:maybe|about|around|roughly|up to|some|only)", r"it's in the",
    ]
)  # fmt: skip
_STRONG = any_of(
    [
        r"budget\w*", r"(?:set|put|laid|setting|putting) (?:[\w.,]+ ){0,5}aside", r"earmarked", r"allocated", r"allotted", r"to spend", r"in the (?:plan|pot|kitty)", r"(?:could|would|can|might|want to|willing to|prepared to|ready to|able to|like to|plan to|planning to|happy to) (?:\w+ )?(?:spend|invest|pay|afford|stretch)",
        r"go (?:up to|as high as)", r"go to", r"at our disposal", r"to work with", r"approved", r"funding", r"grant", r"we'd (?:\w+ )?(?:pay|spend|invest|go)", r"i'd (?:\w+ )?(?:pay|spend|invest|go)", r"planned (?:for|with)", r"we planned", r"we've planned", r"reserved", r"in (?:next|this) year's plan", r"our (?:limit|ceiling|cap|pain threshold|envelope)", r"released", r"have a deal", r"we could do", r"can do it for", r"capex", r"available for", r"signed off on",
    ]
)  # fmt: skip
_NOT_BUDGET = any_of(
    [
        r"costs?", r"costing", r"costed", r"priced?", r"prices", r"charge[sd]?", r"charging", r"quoted?", r"list price", r"turnover", r"revenues?", r"sales", r"sell\w*", r"sold", r"profits?", r"margin", r"make (?:about|around|roughly)?", r"earn\w*", r"valuation", r"lose", r"losing", r"lost", r"loss(?:es)?", r"saved?", r"saving", r"savings", r"fined?", r"fines", r"penalt\w+", r"damages?", r"damaged",
        r"(?:we|i|they) (?:currently |already |now )?(?:pay|spend|paid|spent|spending|paying|waste|wasted)", r"paying", r"spending", r"we're spending", r"paid", r"spent", r"salar\w+", r"worth of", r"licen[cs]es? (?:cost|run)", r"in licen[cs]es", r"bill", r"invoice\w*", r"rent", r"per hour", r"an hour", r"produce\w*", r"production", r"ship", r"process\w*", r"employ\w*", r"serve", r"a day",
        r"the (?:first )?(?:offer|quote|pilot costs)", r"i can (?:only )?sign", r"can sign", r"sign (?:up to|for up to|alone|myself|off up to)", r"signature", r"signing", r"authori[sz]ed (?:up )?to", r"authority (?:up to|limit|of)", r"(?:anything|everything|amounts?|purchases?|orders?|whatever(?:'s| is)?) (?:above|over|below|under|beyond|up to|more than|bigger than|larger than|exceeding)", r"approve up to", r"limit of authority", r"is too much", r"too expensive", r"followers", r"subscribers",
        r"last year", r"(?:years?|months?|weeks?) ago", r"back then", r"we used to have", r"we (?:raised|closed) (?:a|our)?", r"series [abc]", r"owe", r"debt", r"loan", r"mortgage", r"insured",
    ]
)  # fmt: skip
_OVER_A_LIMIT = phrase(
    r"(?:above|over|beyond|more than|from|below|under|up to|until|to) [^.!?]{1,50}?(?:(?:has|have|needs?|must|had) (?:to )?(?:sign|approve|agree|decide|okay|release|ask)|goes to (?:the|my|our)|needs (?:the|a|two|approval)|requires|it's (?:my|the|our)|i (?:can )?(?:sign|decide|don't have to ask))"
)
_HAD_ONCE = re.compile(
    r"\b(?:ago|last (?:year|month|quarter)|back then|in (?:19|20)\d\d|once|before the \w+)\b[^.!?]{0,30}\bhad\b[^.!?]{0,20}$"
)
_WHO_GIVES = re.compile(r"\bgiv(?:es?|ing) (?:the |us )*(?:green light|go-?ahead|ok|okay)\b")
"""Who gives it, not that it was given."""
_SPENT_NOW = re.compile(r"(?:we're|were|we are|i'm) at (?:about |around |roughly )?\s*# .*\b(?:today|now|currently|at the moment|these days|with guards)\b")
_SIGNING = phrase(
    r"(?:i|we|he|she|they|my boss) (?:can|could|may|am allowed to|is allowed to) (?:only )?(?:sign|approve|decide|release|order)(?: off)?(?: on)?(?: \w+){0,4}|"
    r"(?:anything|everything|amounts?|purchases?|orders?|sums|whatever(?:'s| is)?|investments|if it's|if it is|when it's) (?:\w+ )?(?:above|over|below|under|beyond|up to|more than|bigger than|larger than|exceeding|north of)|"
    r"sign (?:up to|for|myself|alone|on my own)|signing (?:limit|authority|power)|(?:needs?|requires?|has|have) (?:to )?(?:be )?(?:a )?(?:second |two )?signatures?|without asking|on my own|threshold for"
)
_UNITS_AFTER = re.compile(
    r"\s*,?\s*(?:plus |or so |odd |different |full[ -]time |other |more |new |old )?(?:-|of (?:our|the|them|these|us)\b|percent|per cent|%|people|staff|men|women|heads?\b|minutes?|hours?|days?|weeks?|months?|years?|times?|meters?|metres?|km|kilomet\w+|miles|tons?|tonnes|kilos?|"
    r"square|degrees|employees|customers|users\b|trucks|machines|stores|shops|branches|sites|locations|plants|students|patients|beds|vehicles|orders|parcels|invoices|tickets|calls|"
    r"licen[cs]es|seats\b|devices|units|sensors|cameras|projects|offices|countries|languages|shifts|lines|pieces|parts|items|skus|products|samples|tests|meals|cows|hectares|acres|houses|homes|"
    r"megawatts?|kilowatts?|mw|kw|gigabytes?|o'clock|am|pm|euro shops|who|which|guys|of us|sizes|\w+ers\b|\w+tions\b)"
)
_PLURAL_AFTER = re.compile(
    r"\s+(?!(?:plus|is|this|has|was|as|us|yes|crowns|perhaps|tops|this|thus|across|always|its|it's|less|needs|gets|does|towards|besides|euros|dollars|pounds|francs|bucks|seems|sometimes|counts)\b)[a-z]{3,}s\b"
)
_NUMBER_OF_TIME = re.compile(
    r"\b(?:in|within|for|over|about|around|every|last|next|q|version|at|page|hall|stand|booth|number|floor|level|room|since|aged?|until|by|from|of)\s*$"
)
_NO_BUDGET = any_of(
    [
        r"no (?:\w+ )?(?:budget|money|funds|funding|cash|means)(?: \w+)?", r"(?:don't|do not|didn't|doesn't|haven't|have not|hasn't|didn't) (?:really |actually |even )?(?:have|got|get|has) (?:got )?(?:a |any |the |an )?(?:\w+ )?(?:budget|money|funds|funding|cash|cent|penny|dime|euro|dollar)(?! (?:approved|approval|number|figure|owner|sign))(?: \w+)?",
        r"(?:haven't|have not|hasn't|not) (?:yet )?(?:budgeted|set (?:anything|money|aside)|allocated|been budgeted|planned (?:anything|any money))(?: \w+)?", r"(?:there's|there is|we have|we've|i have|i've|we've got) (?:currently |really |absolutely |still |just )?(?:zero|nothing) (?:budget\w*|planned|set aside|allocated|in the (?:plan|pot)|reserved|left|to spend|earmarked|for (?:it|this|that))(?: yet)?",
        r"nothing(?:'s| is|'s been| has been| was)? (?:yet )?in (?:this year's|the|our|next year's) (?:budget|plan|pot)", r"so nothing (?:this|next) year", r"nothing(?:'s| is|'s been| has been| was)? (?:yet |been )?(?:budgeted|planned|set aside|allocated|in the (?:plan|pot)|earmarked)(?: yet)?", r"budget (?:is|'s|was|has been|got|are) (?:\w+ )?(?:frozen|gone|cut|spent|used up|exhausted|zero|empty|on hold|cancelled|canceled|blown)(?: \w+ \w+ \w+)?", r"not a (?:cent|penny|dime)(?: \w+)?", r"budgets? (?:are|is) frozen", r"zero budget", r"budget (?:is )?(?:zero|nil|none)", r"unbudgeted", r"isn't (?:any |a )?(?:budget|money)(?: \w+)?", r"there isn't (?:a |any )?(?:budget|money)(?: \w+ \w+)?",
        r"not (?:yet )?in (?:the|our|this year's|next year's) budget", r"(?:hasn't|haven't) got (?:a |any )?(?:budget|money)",
    ]
)  # fmt: skip
_MONEY_IS_THERE = any_of(
    [
        r"(?:the )?(?:budget|money|funding|financing|funds) (?:is|'s|are|has been|have been|was|'s been) (?:\w+ )?(?:there|approved|available|secured|released|signed off|allocated|in place|confirmed|set aside|cleared|reserved|ready|no problem)",
        r"(?:we|i) (?:do |already )?(?:have|'ve got|'ve|got|have got) (?:a |some |the |an approved |our own )?(?:budget|money|funding|funds)(?! (?:problem|issue|meeting|owner|cut|freeze|constraint|round|cycle|process|approval))(?: (?:for (?:it|this|that)|approved|set aside|available))?",
        r"there's (?:some |a |definitely |already )?(?:money|budget|funding)(?: (?:for (?:it|this|that)|set aside|available))?", r"there is (?:some |a |definitely |already )?(?:money|budget|funding)(?: for (?:it|this|that))?", r"(?:it's|it is|that's|this is|we're) (?:already )?(?:been )?(?:budgeted|in (?:the|our|next year's|this year's) (?:\w+ )?budget|funded|fully funded)(?: for)?", r"(?:budget|money) (?:was )?approved",
    ]
)  # fmt: skip
_NOT_APPROVED = phrase(
    r"(?:not|isn't|hasn't been|haven't been|wasn't|aren't|never|n't) (?:\w+ ){0,3}?(?:approved|signed(?: off)?|released|confirmed|final|official|through|cleared|okayed|secured|allocated)(?: yet)?|"
    r"(?:still |yet |first )?(?:(?:has|have|will have|would have|'d have|needs?|still|yet) to|must) (?:still )?(?:be |get )?(?:(?:approve[d]?|sign(?:ed)?(?: off)?|ok|okay|okayed|release[d]?|confirm(?:ed)?|go through|pass|green-?light|bless)\b)|"
    r"(?:pending|awaiting|waiting for|subject to|before|needs?|requires?|without) (?:\w+ ){0,2}?(?:approval|sign-?off|signature|release|board)|unapproved|not yet|no sign-?off|tentative\w*|provisional\w*|not in (?:stone|writing)|still a draft"
)
_APPROVED = phrase(
    r"approved|approval (?:is there|in hand|came)|signed(?: off)?|released|green light|green lit|greenlit|confirmed|okayed|ok'd|cleared|secured|committed|granted|(?:has |have )?(?:given|gave) (?:me|us)|gave us (?:the )?(?:go|green)|it's official|been given the go"
)
_SUPERSEDED = re.compile(
    r"\b(?:i (?:just )?(?:said|told|mentioned)|(?:it|that) (?:was|used to be)|we had|last (?:time|week|month|year)|yesterday|originally|initially|at first)\b[^.!?]{0,40}$"
)
_NEAR = 25
"""Characters after an amount in which its currency may still follow: "fifty thousand, yes, francs"."""
_ECHO = re.compile(r"^\W*(?:(?:in|a|hundred|you mean)\s+)*(?:thousand|grand|k|million|euros?|dollars?|pounds?|francs)\W*$")
"""A rep asks back: "Thousand?", "In euros?"."""
_SHORT = 4
"""Words of a question that only follows up."""
_MUST_AGREE = re.compile(r"\b(?:has|have|needs?|must)(?: still)? (?:to )?(?:approve|agree|sign|okay|ok|say yes|decide)\b")
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
"""Bare figures between these are years."""
_SCALE_WORD = re.compile(r"(?:\d\s?k\b|\bthousands?\b|\bgrand\b|\bk\b|\d[.,]000\b|\bhundred thousand\b)")
_MILLION_WORD = re.compile(r"\bmillions?\b|\bmil\b|\bmio\b")
_CORRECTS = re.compile(
    r"^\W*(?:(?:oh|ah|um|uh|hm|well|yes|yeah|but|and)\W+)*(?:no\b|wait|sorry|actually|correction|hang on|hold on|pardon|let me correct|i misspoke|i meant|i mean|it's not|it isn't|not \w+|scratch|forget|make that|i said|did i say|rather|excuse me|what i meant)|"
    r"\b(?:i misspoke|i said|i meant|let me correct|correction|it has become|it's become|has been (?:cut|raised|reduced|increased)|now (?:it's|only)|instead of|that was wrong|turns out|sorry)\b"
)


def budgets(talk: Talk) -> Iterator[Finding]:
    """Find what the visitor has, plans, or would go up to, and that there is nothing."""
    found: list[Finding] = []
    for reading in talk.visitors:
        new = _once([*_amounts(talk, reading)]) or [*_without_amount(talk, reading)]
        elsewhere = bool(found) and found[-1].reading is not reading
        if elsewhere and new and _CORRECTS.search(reading.plain):
            found.pop()
        elif found and new and _same(found[-1], new[0]):
            found[-1] = _merged(found[-1], new.pop(0))
        said = _currency_said(talk, reading)
        if said is not None:
            new = [_in_currency(one, said) for one in new]
            if found and found[-1].reading.number in {reading.number - 2, reading.number}:
                found[-1] = _in_currency(found[-1], said)
        found += new
        if found and not new:
            found[-1] = _approval_later(talk, reading, found[-1])
    yield from found


def _once(found: list[Finding]) -> list[Finding]:
    """Leave out what only says an amount of the same turn again."""
    return list({(one.value["min"], one.value["max"]): one for one in reversed(found)}.values())[::-1]


def _amounts(talk: Talk, reading: Reading) -> Iterator[Finding]:
    answering = _answers(talk, reading)
    amounts = [money for money in find_money(reading.plain) if _is_money(reading, money)]
    for index, money in enumerate(amounts):
        clause = reading.clause_at(money.start)
        sentence = reading.sentence_at(money.start)
        if taken_back(reading, money.start) or unreal(reading, money.start):
            continue
        if about_others(reading, money.start) or ("?" in reading.of_span(sentence) and not answering):
            continue
        if (
            re.search(r"\bnot (?:the |about |around )?$", reading.plain[: money.start])
            and index + 1 < len(amounts)
            and not money.bounded
        ):
            continue
        if index + 1 < len(amounts) and _SUPERSEDED.search(reading.plain[sentence.start : money.start]):
            continue
        if not _counts(reading, money, clause, sentence, answering=answering, first=index == 0):
            continue
        if money.currency is None and len(amounts) == 1:
            money = replace(money, currency=currency_in(reading.plain[money.end : money.end + _NEAR]))
        money = _scaled(talk, reading, _per_head(talk, reading, money) if answering else money)
        span = _quote(reading, money, clause)
        yield Finding(
            "budget",
            _value(money, _approved(reading, sentence)),
            reading,
            span,
            "answer" if answering else "amount",
            0.9 if answering else 0.8,
        )


def _answers(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep asks about money, or follows such a question up in a word: "Realistically?"."""
    if talk.asked(reading, "budget"):
        return not talk.asked(reading, "recording")
    before = talk.before(reading)
    if before is None or before.side != "rep" or len(before.plain.split()) > _SHORT or "?" not in before.plain:
        return False
    if _ECHO.search(before.plain):
        return True
    earlier = talk.before(before)
    return earlier is not None and earlier.side == "visitor" and talk.asked(earlier, "budget")


def _per_head(talk: Talk, reading: Reading, money: Money) -> Money:
    """Take "per person" from the question, where the answer gives no basis but a period."""
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if money.basis in {"total", "per_month", "per_year"} and re.search(
        r"\bper (?:person|user|seat|head|employee|licen[cs]e)\b", question
    ):
        return replace(money, basis="per_seat")
    return money


def _counts(
    reading: Reading, money: Money, clause: Span, sentence: Span, *, answering: bool, first: bool
) -> bool:
    clause = Span(min(clause.start, money.start), max(clause.end, money.end))
    text = reading.of_span(clause)
    near = reading.plain[max(sentence.start, money.start - 70) : min(sentence.end, money.end + 50)]
    strong = _STRONG.search(text) is not None
    if _SIGNING.search(
        reading.plain[max(clause.start, money.start - 60) : min(clause.end, money.end + 30)]
    ) and not re.search(r"\bbudget|\bset aside", text):
        return False
    if _OVER_A_LIMIT.search(reading.plain[money.start : sentence.end]) or _SPENT_NOW.search(
        reading.plain[max(sentence.start, money.start - 40) : money.start]
        + " # "
        + reading.plain[money.end : money.end + 30]
    ):
        return False
    if _HAD_ONCE.search(reading.plain[max(0, money.start - 70) : money.start]):
        return False
    against = _NOT_BUDGET.search(text) is not None
    if against and not (
        strong
        and not re.search(
            r"\b(?:costs?|quoted?|turnover|revenue|sign|list price|too much|too expensive)\b", text
        )
    ):
        return bool(
            re.search(
                r"\b(?:budget|set aside|willing to|could|would|we'd|i'd) (?:\w+ ){0,4}(?:of|pay|spend|invest)\b",
                text,
            )
        ) and not re.search(r"\b(?:quoted|turnover|revenue|too much)\b", text)
    if answering:
        # The first amount answers; what follows it in another sentence needs words of its own.
        return first or strong or (clause.start <= money.start and reading.sentences[0].end >= money.end)
    if strong:
        return True
    return money.scaled and _HAVE.search(near) is not None and not _NOT_BUDGET.search(near)


def _is_money(reading: Reading, money: Money) -> bool:
    after = reading.plain[money.end :]
    if money.currency is None:
        if _UNITS_AFTER.match(after) or (
            _PLURAL_AFTER.match(after) and not re.match(r"\s+\w+s (?:is|are|was|for|in)\b(?=.*zzz)", after)
        ):
            return False
        value = money.high or money.low or 0
        before = reading.plain[: money.start]
        if value in {0, 1, 2, 3} and not money.scaled:
            return False
        if not money.scaled and re.search(
            r"\b(?:one of|number|version|option|phase|at|hall|booth|stand|page|q)\s*$", before
        ):
            return False
        said = reading.plain[money.start : money.end]
        if _FIRST_YEAR <= value <= _LAST_YEAR and not re.search(r"thousand|k\b|grand|,|\d\.\d{3}", said):
            return False
        if re.match(
            r"\s*(?:st|nd|rd|th|january|february|march|april|june|july|august|september|october|november|december|:)\b",
            after,
        ):
            return False
    return True


def _scaled(talk: Talk, reading: Reading, money: Money) -> Money:
    """Give a bare figure the scale that was said around it; in business bare figures below a thousand are thousands."""
    value = money.high or money.low or 0
    if money.scaled or value >= 1_000 or money.basis in {"per_seat", "per_unit", "per_month"}:
        return money
    around = [other for other in talk.readings if abs(other.number - reading.number) <= 4]
    if any(_SCALE_WORD.search(other.plain) for other in around):
        return money.times(1_000)
    if any(_MILLION_WORD.search(other.plain) for other in around) and value < 20:
        return money.times(1_000_000)
    return money.times(1_000)


def _quote(reading: Reading, money: Money, clause: Span) -> Span:
    """Return the clause with the amount, which is what proves it."""
    return reading.trimmed(min(clause.start, money.start), max(clause.end, money.end))


def _value(money: Money, approved: bool | None) -> Value:
    return {
        "min": _whole(money.low),
        "max": _whole(money.high),
        "currency": money.currency,
        "approved": approved,
        "basis": money.basis,
    }


def _whole(amount: float | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else round(amount, 2)


def _approved(reading: Reading, sentence: Span) -> bool | None:
    at = reading.sentences.index(sentence) if sentence in reading.sentences else 0
    nearby = " ".join(reading.of_span(span) for span in reading.sentences[max(0, at - 1) : at + 2])
    return _approval_in(nearby)


def _approval_in(text: str) -> bool | None:
    text = _WHO_GIVES.sub("", text)
    if _NOT_APPROVED.search(text):
        return False
    return (
        True
        if _APPROVED.search(text)
        and not re.search(r"(?:once|when|if|until|as soon as) (?:\w+ ){0,4}(?:approved|signed)", text)
        else None
    )


def _without_amount(talk: Talk, reading: Reading) -> Iterator[Finding]:
    nothing = _NO_BUDGET.search(reading.plain)
    if (
        nothing is not None
        and not about_others(reading, nothing.start())
        and not unreal(reading, nothing.start())
        and not taken_back(reading, nothing.start())
    ):
        span = reading.clause_at(nothing.start())
        yield _empty(reading, reading.trimmed(span.start, max(span.end, nothing.end())))
        return
    asked = talk.asked(reading, "budget") and not talk.asked(reading, "authority")
    if asked:
        first = reading.clauses[0] if reading.clauses else None
        if (
            first is not None
            and re.match(
                r"\W*(?:(?:well|um|honestly|actually|unfortunately|right now|currently|no)\W+)*(?:none|nothing|zero|nope|not yet|not really|not at the moment|no(?=\W*$)|no,? not yet|no,? we don't|no,? there isn't|nil)\b",
                reading.of_span(first),
            )
            and _yes_no_question(talk, reading)
        ):
            yield _empty(reading, reading.trimmed(first.start, first.end))
            return
    there = _MONEY_IS_THERE.search(reading.plain)
    if there is not None and not about_others(reading, there.start()) and not unreal(reading, there.start()):
        sentence = reading.sentence_at(there.start())
        if (
            not is_question(reading, sentence)
            and not re.search(
                r"\b(?:not|no|n't|isn't|whether|if)\s+(?:\w+\s+)?$",
                reading.plain[sentence.start : there.start()],
            )
            and not taken_back(reading, there.start())
        ):
            span = reading.clause_at(there.start())
            value: Value = {
                "min": None,
                "max": None,
                "currency": None,
                "approved": _approval_in(reading.of_span(sentence)),
                "basis": "total",
            }
            yield Finding(
                "budget",
                value,
                reading,
                reading.trimmed(span.start, max(span.end, there.end())),
                "money_there",
                0.7,
            )


def _yes_no_question(talk: Talk, reading: Reading) -> bool:
    before = talk.before(reading)
    return (
        before is not None
        and re.search(r"\b(?:do|does|is|are|have|has|did|any|got)\b", before.plain) is not None
    )


def _empty(reading: Reading, span: Span) -> Finding:
    value: Value = {"min": None, "max": None, "currency": None, "approved": None, "basis": None}
    return Finding("budget", value, reading, span, "none", 0.85, absent=True)


def _same(first: Finding, second: Finding) -> bool:
    """Return whether the second only says the first again."""
    if first.absent != second.absent:
        return False
    if second.value["min"] is None and second.value["max"] is None:
        return True
    return (first.value["min"], first.value["max"]) == (second.value["min"], second.value["max"])


def _merged(first: Finding, second: Finding) -> Finding:
    """Return one for both, at the later place where the whole amount is said again with its currency."""
    value = dict(first.value)
    again = second.value["max"] is not None and second.value["currency"] is not None
    if again and first.value["currency"] is None and first.reading is not second.reading:
        first = replace(first, reading=second.reading, span=second.span)
    for key in ("currency", "approved"):
        if value[key] is None:
            value[key] = second.value[key]
    if value["basis"] == "total":
        value["basis"] = second.value["basis"]
    return replace(first, value=value)


def _currency_said(talk: Talk, reading: Reading) -> str | None:
    """Return the currency that a turn names in answer to "dollars?" or "which currency?"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or "?" not in before.plain:
        return None
    asked = currency_in(before.plain)
    if asked is None and "currency" not in before.plain:
        return None
    return currency_in(reading.plain) or (asked if says_yes(reading) else None)


def _in_currency(budget: Finding, currency: str) -> Finding:
    """Complete an amount whose currency was not said with it."""
    if budget.absent or budget.value["currency"] is not None:
        return budget
    return replace(budget, value={**budget.value, "currency": currency})


def _approval_later(talk: Talk, reading: Reading, budget: Finding) -> Finding:
    """Take a later answer about approval, or about the period, into the amount that it is about."""
    before = talk.before(reading)
    if budget.absent or before is None or before.side != "rep" or reading.number - budget.reading.number > 6:
        return budget
    value = dict(budget.value)
    topics = talk.topics(before)
    if value["approved"] is None and "approval" in topics:
        said = _approval_in(reading.plain)
        value["approved"] = (
            said if said is not None else True if says_yes(reading) else False if says_no(reading) else None
        )
    elif value["approved"] is None and reading.number - budget.reading.number == 2:
        value["approved"] = (
            _approval_in(reading.plain)
            if re.search(r"\b(?:it|that|budget|money|which)\b", reading.plain)
            and not any(found.reading is reading for found in talk.findings)
            and not _MUST_AGREE.search(reading.plain)
            else None
        )
    if value["basis"] == "total" and reading.number - budget.reading.number == 2:
        period = re.search(r"\b(?:per|a|each) (year|month)\b|\b(annual|month)ly\b", before.plain)
        if period is not None and says_yes(reading):
            value["basis"] = "per_month" if "month" in period.group() else "per_year"
    return replace(budget, value=value)
