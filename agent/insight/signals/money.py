"""Amounts of money: ranges, bounds, currencies, what they are for, and corrections in the same breath."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.currencies import CURRENCIES, coin_at, currency_at, hundredths_at, slang_at
from agent.insight.signals.money_amounts import Money
from agent.insight.signals.money_basis import basis_after, basis_before
from agent.insight.signals.money_corrected import FIGURES_WORD, corrected
from agent.insight.signals.money_parts import parts
from agent.insight.signals.money_years import years_in
from agent.insight.signals.numbers import TENS, Number, Token, number_at, tokens_of

_AT_MOST = re.compile(
    r"(?:(?<!gone )(?<!went )(?<!raised )(?<!increased )(?<!moved )up too?(?: and including)?|no (?:higher|further) than|(?:the |our |my )?(?:absolute )?(?:most|maximum|max|highest|top)(?: amount| figure| sum)? (?:that )?(?:i|we)(?:'d| can| could| would|'ll)? (?:\w+ ){1,4}is|(?:willing|ready|prepared|happy|able|allowed) to (?:go|stretch)(?: up)?(?: to| as (?:high|far) as)|the (?:most|top|top end|limit)(?:'s| is| would be)|(?:can'?t|cannot|mustn'?t|won'?t|not|never|n't|without) (?:\w+ ){0,3}?exceed(?:ing)?|(?:get|bring|drop|push|knock) (?:it|that|this|the price|me)(?: down)? to|as (?:high|much|far) as|at (?:the )?(?:very )?most|at the outside|(?:just |a bit |a little )?shy of|stretching to|(?:nothing|not|nowhere) (?:above|over|beyond|past)|no more than|not more than|(?:can'?t|cannot|couldn'?t|shouldn'?t|mustn'?t|won'?t|wouldn'?t|don'?t|weren'?t|wasn'?t|aren'?t|not)"
    r" (?:want to |like to |be able to |really |going to |gonna |looking to |planning to )?(?:be|going|paying|go|spend|pay|do|cost|get|exceed|have|afford|justify|find|put in) (?:us |me |it )?(?:much |far |any |a lot )?(?:more than|above|over|beyond|past|higher than|further than)|not (?:be |go |cost )?(?:above|over|beyond|more than|exceed)|"
    r"less than|fewer than|under|below|maximum(?: of| is)?[:?]?|max(?: of)?[:?]?|capped at|cap (?:of|is|at)|cap's|ceiling (?:of|is|at)|limit (?:of|is|at)|"
    r"within|not exceed(?:ing)?|(?:could|can|would|might|'d|we'll|i'll|will) (?:maybe |probably |perhaps |also |even )?(?:go|stretch)(?: up| as high)?(?: to| as)?|"
    r"(?:don'?t|do not|never|nobody|no) (?:[\w']+ ){1,4}(?:more than|above|over|beyond|past)|(?:leash|lid|roof|upper (?:limit|end)) (?:of|is|at)|"
    r"stretch (?:it )?to|anything (?:under|below|up to)|ceiling'?s(?: at)?|(?:come|comes|came|get|go) (?:down|lower) to|top out at|tops? at|stay (?:under|below|within)|keep it (?:under|below|within)|"
    r"(?:authority|permission|leave|clearance|a mandate|mandate is|consent|authori[sz]ation) (?:for|of)|(?:i'?m|we'?re|i am|we are) (?:only |just )?allowed|"
    r"(?:would|'d|might|may|could|will|'ll) (?:just |maybe |perhaps |even |probably |still )?(?:go along with|stand for|agree to|say yes to|nod through|put up with|swallow|tolerate|run to|wear|bear|let (?:me|us) (?:spend|go to))|"
    r"(?:\b(?:she|he|they)(?:'d| would| might)|\b(?:the|my|our) \w+ (?:would|might)) (?:just |maybe |perhaps |even |probably |surely )?(?:give|lend|grant|pay|allow|stand)(?: me| us| you| it)?|"
    r"(?:i|we) (?:can|could|might) (?:push|raise|move|crank|get|bring|talk) (?:it|them|him|her) (?:up )?to|as far as|(?:my|the|our) line(?: is|'s) at|"
    r"if you can do it for|can do it for|not a (?:cent|penny|euro|dollar|dime|pound) (?:more than|over|above|beyond|past))"
    r"\s*,?\s*(?:(?:about|around|roughly|maybe|something like|like|of|say|the|a total of|perhaps|probably)\s+)*$"
)
_AT_LEAST = re.compile(
    r"(?:at (?:the very )?least|more than|over|above|north of|upwards? of|minimum(?: of| is)?|no less than|not less than|starting (?:at|from)|in excess of|a good|"
    r"from|beyond|no (?:fewer|lower) than|easily)"
    r"\s*,?\s*(?:(?:about|around|roughly|maybe|something like|like|of|say|the)\s+)*$"
)
_AT_MOST_AFTER = re.compile(
    r"\s*,?\s*(?:(?:a|per|each|in|total|all|for|that|it|or|month|year|user|seat|everything|so|(?:for|in|on|per) (?:\w+ ){0,3}\w+)\s+){0,4}?(?:tops|max(?:imum)?|at (?:the )?(?:very )?most|at the (?:very )?outside|or less|and not (?:a|one) (?:single )?(?:cent|penny|dime|euro|dollar|pound) (?:more|over|above|beyond)|and (?:not|no) more|and no (?:cent|penny|dime|euro|dollar|pound) more|(?:and )?(?:there|that's where) (?:i|we) stop|is (?:where|as far as) (?:it|i|we) (?:ends?|stops?|goes|go)|is the (?:very )?most|at a (?:push|stretch|pinch)(?=\s*(?:[.,;!?]|$|and\b|but\b|if\b|for\b))|would be pushing it|(?:and|or) (?:then )?(?:i'm|we're) (?:done|out)|not more(?! than)|more not|"
    r"(?:is|would be|that's) as (?:far|high|much) as|(?:is|would be|that's|thats|'s) (?:the|our|my) (?:\w+ )?(?:limit|ceiling|maximum|max|cap|top)|ceiling|not a [a-z]+ more|no more(?: than (?:that|this)| of it|(?! than))|"
    r"(?:(?:and|but) )?(?:(?:that's|thats|that is|there|that'd be|here) )?(?:(?:about|roughly|pretty much|just|exactly|more or less) )?(?:where )?(?:(?:it|i|we|he|she|they) (?:ends?|stops?|draws? the line)|(?:my|our|the) \w+ (?:ends?|stops?)|the line is|(?:the|my|our) (?:very |absolute )?(?:limit|ceiling|max|maximum|end|top|pain limit|pain threshold)\b)|(?:and|but|which) (?:even )?(?:that |it |this )?(?:already |will )?(?:hurts?|is tight|pains me)|and (?:then )?my \w+(?:'ll| will| would) (?:\w+ ){0,2}(?:cry|scream|shout|faint|kill|murder|hang|weep|leave|divorce|howl|have my head|go mad)|"
    r"(?:and )?(?:then|and) (?:we|you|i|i'?m|we'?ve|we'?re|you'?ve)(?:'ll| can| have| got)? (?:in|on board|talk(?:ing)?|a deal|got a deal|sign|shake(?: hands)?|do business|take it|buy)|is all (?:i|we|they|he|she|you)(?:'d|'ll| can| could| would| will)? (?:get|have|give|spend|pay|find)|and that's all|if i (?:squeeze|scrape|push|stretch)|or i'?m (?:off|out|gone)|or (?:no deal|nothing|forget it)|and that'?s it|full stop)\b"
)
_LIMIT_LATER = re.compile(
    r"(?:[^.!?\d]|\.\.\.){0,60}?(?:[.!]\s+)?\b(?:(?:that's|thats|that is) (?:the (?:very )?(?:most|max|maximum|limit|ceiling|top|cap|roof|lid|end of it)|my (?:limit|max|maximum|ceiling|cap|last (?:word|offer)|final (?:word|offer))|as (?:high|far|much) as)|"
    r"(?:i|we) (?:wouldn'?t|won'?t|can'?t|couldn'?t) (?:go|pay|spend) (?:any )?(?:higher|further|more|above|beyond|over)|"
    r"(?:more|higher|further|any (?:more|higher))(?: than that)?,? (?:he|she|they|i|we|it|the \w+|my \w+)(?:'d)? (?:\w+ ){0,2}?(?:won't|wont|wouldn't|wouldnt|can't|cant|couldn't|couldnt|cannot|don't|dont|not|never)\b|"
    r"(?<=\s)(?:and )?(?:not|no) more(?: than (?:that|this))?(?=\W*$|\s*[.,;!?]|\s+(?:because|and|but|i|we|that's|it's)\b)|"
    r"(?:[a-z']+ )?(?:pay|spend|go|give|put)(?: (?:in|you))? (?:a|one) (?:penny|cent|dime|dollar|euro|pound) (?:more|over|above)|"
    r"more (?:doesn't|does not|doesnt|won't|wouldn't|isn't|is not|is) (?:work|fly|fit|go|on|possible|impossible|out)\b|(?:otherwise|or else|else),? (?:it|i|we|this|that)(?:'s|'d|'ll| has| have| must| need| needs| goes| go)\b|"
    r"(?:beyond|above|over|past) (?:that|this),? (?:my|the|our|i|we)(?: \w+)? (?:will|would|won't|wouldn't|can't|cannot|couldn't)\b|"
    r"(?:anything more|any (?:more|higher|further)|beyond that|above that|over that|past that)(?: than that)?,? (?:(?:and )?(?:i'm|we're|i am|we are) (?:out|off|gone|dead|laughed|done|sacked|fired|broke)|(?:is|it's|it is|would be)(?: a)? (?:no|nothing|out|dead|over|the end|impossible|not)\b)|"
    r"(?:any(?:thing)? )?(?:more than that|above that|over that) (?:and|is|isn't|i|we)\b)"
)
_MOST_WITHIN = re.compile(r"\b(?:max|maximum|tops|at most)\b")
"""Between an amount and what it is for: "one fifty maximum per agent"."""
_AT_LEAST_AFTER = re.compile(
    r"\s*,?\s*(?:or more|plus(?! (?:vat|tax|gst|shipping))|and up|and above|minimum|at (?:the very )?least|\+|(?:is|would be|'s|that's) (?:the|our|my) (?:very )?(?:least|minimum|floor))(?![\w])"
)
_OUT_OF_THE_QUESTION = re.compile(
    r"(?:\s+\w+){0,2}?\s+(?:is|would be|'s)\s+(?:out of the question|too much|out|not possible|impossible|off the table|not on|beyond us)\b"
)
_BETWEEN = re.compile(
    r"\b(?:between|from|anywhere (?:between|from)|range of)\s+(?:(?:about|around|like|maybe|say)\s+)?$"
)
_PARTS = {
    "low": (1, 3),
    "lower": (1, 3),
    "mid": (4, 6),
    "middle": (4, 6),
    "medium": (4, 6),
    "high": (7, 9.99999),
    "upper": (7, 9.99999),
}
_SAID_AFTER = re.compile(r"\s*(?:[.,;!?]|$|a year|per)")
_OTHER_CURRENCY = re.compile(
    r"\s*,\s*(?P<marks>(?:(?:no|sorry|wait|i mean|actually|rather)\W+)*)(?P<name>[a-z]+)(?=\W*(?:[.,;!?]|$|\bbefore\b|\bfor (?:each|every)\b))"
)
"""Which dollars, or a currency corrected: "forty dollars each, Canadian", "twenty kronor, no, sorry, euros"."""
_TAIL_SCALE = re.compile(
    r"\s*[,.]?\s*(?:well,?\s*)?(thousand|k|grand|million)\b(?:,?\s*(?:of course|obviously|that is|i mean)|(?=\s*(?:[.,;!?]|$)))"
)


_MOST = 30
"""Amounts that are read of one turn: more of them are no talk, and each is compared with all."""


def find_money(plain: str) -> list[Money]:
    """Return what may be amounts in plain text, in order; an amount that was corrected in one breath is left out."""
    found = [_figures_word(match) for match in FIGURES_WORD.finditer(plain)]
    found += [_decade(match) for match in _DECADE.finditer(plain)]
    tokens = tokens_of(plain)
    index, last_end = 0, -1
    spoken = [(one.start, one.end) for one in found] + years_in(plain)
    while index < len(tokens) and len(found) < _MOST:
        if any(start <= tokens[index].start < end for start, end in spoken):
            index += 1
            continue
        first = number_at(tokens, index)
        if first is None:
            index += 1
            continue
        money, index = _amount(plain, tokens, first)
        if money.start >= last_end:
            found.append(money)
            last_end = money.end
    found.sort(key=lambda one: one.start)
    return parts(plain, corrected(plain, found))


def _figures_word(match: re.Match[str]) -> Money:
    digits = {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}.get(match["digits"]) or int(
        match["digits"]
    )
    unit = 10.0 ** (digits - 1)
    low, high = _PARTS.get(match["part"] or "", (1, 9.99999))
    return Money(
        low * unit,
        float(int(high * unit)) if high > 9 else high * unit,
        None,
        "total",
        True,
        match.start(),
        match.end(),
    )


_DECADE = re.compile(
    rf"\b(?P<part>low|mid|middle|high|upper)[ -]+(?P<tens>{'|'.join(name.removesuffix('y') for name in TENS)})ies\b"
    r"(?:\W+(?P<scale>thousand|k|grand))?"
)


def _decade(match: re.Match[str]) -> Money:
    """Read "the mid forties" as the fourth to sixth number of it."""
    low, high = _PARTS[match["part"]]
    tens, scale = TENS[match["tens"] + "y"], 1_000 if match["scale"] else 1
    return Money(
        (tens + low) * scale,
        (tens + int(high)) * scale,
        None,
        "total",
        match["scale"] is not None,
        match.start(),
        match.end(),
    )


def _amount(plain: str, tokens: Sequence[Token], first: Number) -> tuple[Money, int]:
    """Read on from a first number: currency, range, bound and basis."""
    start, end, after = first.start, first.end, first.after
    currency, start, end, after = _currency(plain, tokens, start, end, after)
    second: Number | None = None
    step = re.match(
        r"\s*,?\s*(?:to|-|or|and|up to|until|till|or maybe|or even|or perhaps|maybe)?\s*,?\s*(?:(?:maybe|about|around|perhaps|possibly|even|say)\s+)?[$€£]?\s*",
        plain[end:],
    )
    if step is not None:
        gap_end = end + step.end()
        at = next((n for n in range(after, min(after + 5, len(tokens))) if tokens[n].start >= gap_end), None)
        candidate = number_at(tokens, at) if at is not None and tokens[at].start == gap_end else None
        if candidate is not None and _is_range(plain, first, candidate, end, gap_end):
            second = candidate
            other, _, end, after = _currency(plain, tokens, candidate.start, candidate.end, candidate.after)
            currency = currency or other
    low, high = first.value, first.value
    scale = first.scale
    if second is not None:
        high, scale = second.value, max(scale, second.scale)
        if first.scale < second.scale and low < high and low < 1_000 and low * second.scale <= high:
            low *= second.scale
        elif second.scale < first.scale and high < low:
            high *= first.scale
        if (
            second.scale == 1
            and low < 100 <= 100 * low <= high
            and "hundred" in plain[second.start : second.end]
        ):
            low *= 100  # "twelve to fifteen hundred"
        hundreds = second.value / second.scale / 100
        if (
            second.scale > 1
            and first.scale == 1
            and first.value < hundreds == int(hundreds) < 10
            and "hundred" in plain[second.start : second.end]
        ):
            low = first.value * 100 * second.scale  # "three to four hundred k"
        if low > high:
            low, high = high, low
    coin = coin_at(tokens, after) if scale == 1 else None
    more = hundredths_at(tokens, after) if second is None and scale == 1 and currency is not None else None
    if coin is not None:
        low, high, currency = low / 100, high / 100, currency or coin[0]
        end, after = tokens[after].end, after + 1
    elif more is not None:
        low = high = first.value + more[0] / 100
        end, after = tokens[more[1] - 1].end, more[1]
    number_end = end
    basis, end = basis_after(plain, number_end)
    if basis not in {"per_seat", "per_unit"}:
        before = basis_before(plain, start)
        basis = basis if before == "total" else before
    if currency is not None:
        currency, basis, end = _other_currency(plain, end, currency, basis)
    tail = _TAIL_SCALE.match(plain, end)
    if scale == 1 and tail and tail[1] in {"thousand", "k", "grand"} and high < 1_000:
        low, high, scale, end = low * 1_000, high * 1_000, 1_000, tail.end(1)
    money = Money(
        low,
        high,
        currency,
        basis,
        scale > 1 or currency is not None or coin is not None or high >= 1_000,
        start,
        end,
    )
    if second is not None and re.search(r"\bup to\s*$", plain[first.end : second.start]):
        return money, after
    money = _bounded(plain, money, number_end, is_range=second is not None)
    return money, next((n for n in range(after, len(tokens)) if tokens[n].start >= money.end), len(tokens))


def _other_currency(plain: str, end: int, currency: str, basis: str) -> tuple[str, str, int]:
    """Return the currency as it is corrected or told more closely after an amount, the basis, and where they end."""
    other = _OTHER_CURRENCY.match(plain, end)
    named = currency_at(tokens_of(other["name"]), 0) if other is not None else None
    if other is None or named is None or not (other["marks"] or other["name"] not in CURRENCIES):
        return currency, basis, end
    later, end = basis_after(plain, other.end())
    return named[0], later if later != "total" else basis, end


def _is_range(plain: str, first: Number, second: Number, end: int, gap_end: int) -> bool:
    gap = plain[end:gap_end].strip(" ,$€£")
    joined = gap in {
        "to",
        "-",
        "or",
        "up to",
        "until",
        "till",
        "or maybe",
        "or even",
        "or perhaps",
        "maybe",
        "to maybe",
    }
    joined = (
        joined or gap.startswith(("to ", "or ")) or gap in {"perhaps", "possibly", "even", "say", "or say"}
    )
    if gap.startswith("and"):
        joined = _BETWEEN.search(plain[: first.start].rstrip("$€£ ") + " ") is not None
    if not gap and first.scale == second.scale:
        named = currency_at(tokens_of(plain[second.end : second.end + 20]), 0) is not None
        joined = (second.scale > 1 or named) and first.value < second.value <= 2 * first.value
    elif not gap:
        joined = (
            first.scale == 1
            and second.scale > 1
            and first.value < second.value / second.scale <= 2 * first.value
        )
    scale = second.scale if first.scale < second.scale and first.value < 1_000 else 1
    return joined and (first.value * scale < second.value or second.scale < first.scale)


def _currency(
    plain: str, tokens: Sequence[Token], start: int, end: int, after: int
) -> tuple[str | None, int, int, int]:
    before = re.search(r"(?:(?P<sign>[$€£¥₹])|\b(?P<code>[a-z]{2,3}))\s*$", plain[:start])
    name = (before["sign"] or before["code"]) if before is not None else ""
    if before is not None and (before["sign"] or name.upper() == CURRENCIES.get(name) or name == "rs"):
        return CURRENCIES[name], before.start(), end, after
    slang = slang_at(tokens, after - 1)
    if slang is not None:
        return slang, start, end, after
    comma = after < len(tokens) and tokens[after].text == ","
    named = currency_at(tokens, after + comma)
    if named is not None:
        until = tokens[named[1] - 1].end
        if not comma or _SAID_AFTER.match(plain, until):
            return named[0], start, until, named[1]
    return None, start, end, after


def _bounded(plain: str, money: Money, number_end: int, *, is_range: bool) -> Money:
    before = plain[: money.start]
    if is_range:
        return money
    most, least = _AT_MOST.search(before), _AT_LEAST.search(before)
    if least is not None and re.search(
        r"(?:no|not|n't (?:want to |like to )?(?:be|go|spend|pay|do|cost|get)) (?:more than|over|above|beyond|higher than)\s*[\w ]*$",
        before,
    ):
        least = None
    contains = least is not None and most is not None and most.start() < least.start() < most.end()
    if most is not None and (least is None or contains or least.start() <= most.start()):
        return replace(money, low=None, start=most.start(), bounded=True)
    if least is not None and _OUT_OF_THE_QUESTION.match(plain, money.end):
        return replace(money, low=None, start=least.start(), bounded=True)
    if least is not None and not before.rstrip().endswith("from"):
        return replace(money, high=None, start=least.start(), bounded=True)
    most_after = _AT_MOST_AFTER.match(plain, money.end)
    if most_after is not None:
        return replace(money, low=None, end=most_after.end(), bounded=True)
    least_after = _AT_LEAST_AFTER.match(plain, money.end)
    if least_after is not None:
        return replace(money, high=None, end=least_after.end(), bounded=True)
    if _LIMIT_LATER.match(plain, money.end) or _MOST_WITHIN.search(plain, number_end, money.end):
        return replace(money, low=None, bounded=True)
    return money
