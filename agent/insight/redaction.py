"""What must not leave the box, taken out of transcripts: payment cards, IBANs, passwords, remarks on somebody's health."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.contract.lead import Turn, Word

REMOVED = "[removed:"
"""How the mark begins that stands in the place of what was removed."""

Secret = Literal["card", "iban", "password", "health"]

_CARD_DIGITS = range(13, 20)
"""Lengths of payment card numbers (ISO/IEC 7812-1)."""
_IBAN_CHARACTERS = range(15, 35)
"""Lengths of IBANs (ISO 13616)."""
_DIGITS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
    "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3}
_BETWEEN = frozenset({"um", "uh", "er", "erm", "then", "and", "space", "dash", "hyphen", "blank"})
_TOKEN = re.compile(r"[^\W_]+")
_LITTLE_WORDS = frozenset(
    [
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "he",
        "hi",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "oh",
        "ok",
        "on",
        "or",
        "so",
        "to",
        "up",
        "us",
        "we",
        "ah",
        "uh",
        "um",
        "er",
        "ya",
        "hm",
    ]
)
_GAP = re.compile(r"[\s\-–—.,/:_]{0,4}")  # noqa: RUF001 -- dashes that recognisers write
_SPOKEN_BEFORE = r"(?:pass ?-?words?|pass ?-?codes?|pass ?-?phrases?|pin(?: code| number)?|(?:wi-?fi|wlan|access|security|door|alarm|entry|gate|safe|login|unlock|admin) (?:codes?|keys?|pins?)|cvv|cvc|credentials)"
_PASSWORD = re.compile(
    rf"\b{_SPOKEN_BEFORE}(?: (?:for|of|to|on|at|from)(?: [\w'-]+){{1,5}}?)?(?:\s*(?:is|was|are|would be|will be|'s|it's|=|:)|,)\s+(?:still |just |now |simply )?"
    r"(?P<secret>(?!(?:a|an|the|not|too|so|very|that|this|stored|required|needed|never|something|often|changed|reset|on|in|our|my|your|sent|expired|wrong|lost|forgotten|always|only|also|because|what|where|how|which|who|important|safe|secure|policy|policies|manager|managers|weak|strong|one|shared|known|no|protected|and|or|but|it|we|i|they|you|he|she|is|are)\b(?! \w+\d))"
    r"[^.!?;\n]{1,60})",
    re.IGNORECASE,
)
_ILL = (
    r"(?:cancer|tumou?rs?|leuka?emia|chemo\w*|diabet\w+|depress(?:ion|ed|ive)|burn ?-?out|burnt out|pregnan\w+|miscarriage|hiv|epilep\w+|asthma\w*|stroke|heart (?:attack|condition|problems?|disease|surgery)|surgery|operated on|disabled|disability|"
    r"sick leave|migraines?|anxiety|panic attacks?|adhd|autis\w+|dementia|alzheimer\w*|parkinson\w*|multiple sclerosis|ms diagnosis|covid|corona|infection|therapy|therapist|rehab\w*|medication|antidepressants?|pills|allerg\w+|injur(?:y|ed)|"
    r"slipped dis[ck]|hernia|dialysis|insulin|bipolar|schizophreni\w+|psychiatr\w+|alcoholi\w+|addict\w*|hearing aids?|wheelchair|back (?:pain|problems?|surgery)|knee (?:surgery|replacement|problems?)|hip replacement|broken (?:leg|arm|hip|ankle|wrist|foot|rib|ribs)|"
    r"diagnosed|ill(?:ness)?|hospitali[sz]ed|transplant|blood pressure|arthritis|tinnitus|fever|pneumonia|hepatitis|ulcer|seizures?|concussion|vertigo|insomnia|eating disorder|anorexi\w+|bulimi\w+)"
)
_PERSON = (
    r"(?:i|he|she|my (?:wife|husband|son|daughter|mother|father|mom|mum|dad|brother|sister|boss|colleague|child|kids?|partner|girlfriend|boyfriend|grandmother|grandfather|aunt|uncle|friend|doctor|heart|back|knee|blood pressure|predecessor|assistant)|"
    r"our (?:boss|ceo|cfo|colleague|manager|director|dispatcher|head of \w+|secretary|predecessor))"
)
_LINKS = "am|is|was|were|be|been|being|have|has|had|got|get|gets|having|suffers?|suffered|just|recently|still|currently|also|came|come|back|went|go|on|off|from|to|with|out|for|a|an|the|his|her|my|in|after|recovering|treated|diagnosed|on|taking|take|takes|need|needs|under|into|had|severe|bad|chronic|mild|terrible|really|very|quite|so|months?|weeks?|two|three|six|his|last|year|because|of|now|told|said|that|down"
_HEALTH = re.compile(
    rf"\b{_PERSON}(?:(?:'m|'ve|'s|'d)(?: (?:{_LINKS}))*|(?: (?:{_LINKS}))+) {_ILL}\b"
    r"(?!\s+(?:patients?|care|cent(?:er|re)s?|clinics?|software|systems?|research|drugs?|screening|departments?|wards?|units?|products?|devices?|treatment|studies|study|tests?|test|data|records?|market|business|company|companies|products|labels?|management|app|pumps?|sensors?|control|information|warnings?|free|tracking|declaration))"
    r"[^.,!?;\n]{0,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Removal:
    """Something to take out of a text, from `start` to before `end`."""

    start: int
    end: int
    secret: Secret

    @property
    def mark(self) -> str:
        """What stands in its place."""
        return f"{REMOVED} {self.secret}]"


def redact(text: str) -> str:
    """Return the text with marks in place of what must not leave the box.

    Removed are numbers of 13 to 19 digits that pass the Luhn check, IBANs that pass the ISO 7064 check (mod 97), both
    also where they are spoken digit by digit; what follows "the password is"; and remarks that somebody is or was ill.
    """
    pieces, at = [], 0
    for removal in find_secrets(text):
        pieces += [text[at : removal.start], removal.mark]
        at = removal.end
    return "".join((*pieces, text[at:]))


def redact_turn(turn: Turn) -> Turn:
    """Return the turn with its text and words redacted; the words of a removed stretch become one."""
    removals = find_secrets(turn.text)
    if not removals:
        return turn
    return turn.model_copy(update={"text": redact(turn.text), "words": tuple(_words(turn, removals))})


def find_secrets(text: str) -> list[Removal]:
    """Return what is to be removed, in order, without overlaps."""
    found = [
        *_numbers(text),
        *(Removal(*match.span("secret"), "password") for match in _PASSWORD.finditer(text)),
        *(Removal(*_trimmed(text, *match.span()), "health") for match in _HEALTH.finditer(text)),
    ]
    kept: list[Removal] = []
    for removal in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and removal.start < kept[-1].end:
            if removal.end > kept[-1].end:
                kept[-1] = Removal(kept[-1].start, removal.end, kept[-1].secret)
        elif removal.start < removal.end:
            kept.append(removal)
    return kept


def passes_luhn(digits: str) -> bool:
    """Return whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 -- the sum of its two digits
    return total % 10 == 0


def passes_iban(characters: str) -> bool:
    """Return whether this is an IBAN by its check digits (ISO 13616, ISO 7064 MOD 97-10)."""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", characters):
        return False
    return int("".join(str(int(character, 36)) for character in characters[4:] + characters[:4])) % 97 == 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token as the characters that it stands for."""

    characters: str
    start: int
    end: int


def _numbers(text: str) -> Iterator[Removal]:
    for run in _runs(text):
        at = 0
        while at < len(run):
            removal = next(
                (found for check in (_card_from, _iban_from) if (found := check(run, at)) is not None), None
            )
            if removal is None:
                at += 1
                continue
            yield removal
            at = next((index for index in range(at, len(run)) if run[index].start >= removal.end), len(run))


def _runs(text: str) -> Iterator[list[_Piece]]:
    """Yield stretches of digits and single letters, said or written, with nothing else between."""
    run: list[_Piece] = []
    end, times = 0, 1
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        if run and not _GAP.fullmatch(text[end : match.start()]):
            yield run
            run, times = [], 1
        end = match.end()
        if word in _BETWEEN and run:
            continue
        if word in _TIMES:
            times = _TIMES[word]
            continue
        characters = _characters(word, match.group())
        if characters is None:
            if run:
                yield run
            run, times = [], 1
            continue
        if word in _TENS and run:
            run.append(_Piece(characters, match.start(), end))
        elif (
            run
            and run[-1].characters.endswith("0")
            and _is_tens(text, run[-1])
            and len(characters) == 1
            and characters in "123456789"
            and not word.isdigit()
        ):
            run[-1] = _Piece(run[-1].characters[0] + characters, run[-1].start, end)
        else:
            run.append(_Piece(characters * times, match.start(), end))
        times = 1
    if run:
        yield run


def _is_tens(text: str, piece: _Piece) -> bool:
    return text[piece.start : piece.end].lower() in _TENS


def _characters(word: str, written: str) -> str | None:
    if word in _TENS:
        return _TENS[word] + "0"
    if word in _DIGITS:
        return _DIGITS[word]
    if word.isascii() and (word.isdigit() or len(word) == 1 or re.search(r"\d", word)):
        return word.upper()
    # The country code of an IBAN; "is" and "it" are Iceland's and Italy's only where they are written so.
    if re.fullmatch("[a-z]{2}", word) and (written.isupper() or word not in _LITTLE_WORDS):
        return word.upper()
    return None


def _card_from(run: Sequence[_Piece], at: int) -> Removal | None:
    """Return the longest card number that begins with a piece."""
    return _longest(
        run,
        at,
        _CARD_DIGITS,
        lambda joined: joined.isdigit() and len(set(joined)) > 1 and passes_luhn(joined),
    )


def _iban_from(run: Sequence[_Piece], at: int) -> Removal | None:
    found = _longest(run, at, _IBAN_CHARACTERS, passes_iban)
    return None if found is None else Removal(found.start, found.end, "iban")


def _longest(run: Sequence[_Piece], at: int, lengths: range, passes: Callable[[str], bool]) -> Removal | None:
    joined, found = "", None
    for piece in run[at:]:
        joined += piece.characters
        if len(joined) >= lengths.stop:
            break
        if len(joined) in lengths and passes(joined):
            found = Removal(run[at].start, piece.end, "card")
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _words(turn: Turn, removals: Sequence[Removal]) -> Iterator[Word]:
    """Yield the words that stay, and one word in place of each removal.

    Where the words do not add up to the text, none stays: nobody could tell which of them is the secret.
    """
    at, placed = 0, []
    for word in turn.words:
        start = turn.text.find(word.text.strip(), at)
        if start < 0:
            return
        at = start + len(word.text.strip())
        placed.append((start, at, word))
    waiting = list(removals)
    for start, end, word in placed:
        hit = next((removal for removal in removals if start < removal.end and removal.start < end), None)
        if hit is None:
            yield word
        elif hit in waiting:
            waiting.remove(hit)
            covered = [other for first, last, other in placed if first < hit.end and hit.start < last]
            yield Word(
                text=hit.mark,
                start_s=covered[0].start_s,
                end_s=covered[-1].end_s,
                probability=min(other.probability for other in covered),
            )
