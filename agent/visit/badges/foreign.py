"""Knows codes that are no badges, so that nobody's password or passport ends up in a lead."""

import base64
import hashlib
import json
import re
from collections.abc import Callable

from agent.visit.badges import values
from agent.visit.badges.result import Reason

_WIFI = re.compile(r"(?:WIFI|DPP)\s*:", re.IGNORECASE)
_INSIDE = re.compile(r"(WIFI:[THSPRIEA]:)|otpauth(?:-migration)?://", re.IGNORECASE)
"""Also behind another code, when a scanner joined the two."""
_PAYMENT = re.compile(
    r"BCD\s*\n?\s*00[12]\s*\n?\s*[1-8]|SPC\s*\n?\s*02\d\d\s*\n?\s*1|SPD\*\d|ST0001[12]\||UPNQR|HRVHUB30|%B\d{12,19}\^|;\d{13,19}="
    r"|(?:bitcoin|bitcoincash|ethereum|litecoin|lightning|dogecoin|monero|dash|zcash|ripple|xrp|solana|cardano|stellar|tron"
    r"|upi|payto|swish|bank|alipays?|weixin|wxp|paypal|venmo|cashapp|twint|pix|duitnow|promptpay|nano|algorand|polkadot)"
    r"\s*:(?:/{0,2})\S|https?://(?:www\.)?(?:paypal\.me|paypal\.com|venmo\.com|cash\.app|buy\.stripe\.com|revolut\.me|wise\.com/pay"
    r"|qr\.alipay\.com|wxp\.)|lnbc[0-9a-z]{40,}|lnurl1[0-9a-z]{20,}",
    re.IGNORECASE,
)
_EMV = re.compile(r"000201(?:0102)?(?:1[12]|[0-5]\d)")
_WALLETS = re.compile(
    r"(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{25,87}|0x[0-9a-f]{40}|addr1[0-9a-z]{50,}", re.IGNORECASE
)
_BASE58 = re.compile(r"[123LMm][1-9A-HJ-NP-Za-km-z]{25,34}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_CARD = re.compile(
    r"(?:4\d{15}|4\d{18}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})"
)
_BOARDING = re.compile(
    r"M[1-9](?:[A-Z0-9][A-Z0-9/ .'-]{19}[E ][A-Z0-9 ]{7}[A-Z]{6}[A-Z0-9 ]{3}[\dA-Z ]{4}"
    r"|[A-Z][A-Z .'-]{0,18}/[A-Z .'-]{0,18} +E?[A-Z0-9]{5,7} *[A-Z]{6}[A-Z0-9]{2,3})"
    r"|#UT\d\d|OTI\d{4}",
)
_LICENCE = re.compile(
    r"@[\s\x1c-\x1f]*(?:ANSI|AAMVA)[ \d]|(?:ANSI|AAMVA) \d{6}|%[A-Z]{2}[^\^\n]{0,20}\^[^^\n]*\$[^^\n]*\^"
    r"|(?-i:[PIACV][A-Z<][A-Z]{3}(?=[A-Z0-9]{0,40}<)[A-Z0-9<]{25,})",
    re.IGNORECASE,
)
"""Also the lines of passports and identity cards that machines read (ICAO 9303)."""
_LICENCE_ELEMENTS = re.compile(r"(?:^|[\n\r])(?:DL|ID)?D(?:AQ|CS|AC|BB|AG|AJ|BA|CG)")
_POSTAL = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_CALENDAR = re.compile(r"BEGIN\s*:\s*V(?:CALENDAR|EVENT|TODO|JOURNAL|ALARM)", re.IGNORECASE)
_SECRET = re.compile(
    r"(?:apple-)?otpauth(?:-migration)?:|-----BEGIN|FIDO:/|MT:[A-Z0-9.-]{19,}|X-HM:|LPA:1\$|AGE-SECRET-KEY-1|[xyz]prv[a-zA-Z0-9]{100,}"
    r"|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|sk-[A-Za-z0-9_-]{20,}|xox[abeoprs]-"
    r"|(?:password|passwd|passwort|pwd|api[_ -]?key|private[_ -]?key)\s*[:=]\s*\S|HC1:|shc:/|\[Interface\]\s"
    r"|(?:ss|ssr|vmess|vless|trojan|sqrl|wallet-?connect|wc|steam|bitwarden|signal|sgnl|tg|whatsapp)://\S"
    r"|tg:|sgnl:|wc:[0-9a-f]|2@[A-Za-z0-9+/=,]{40,}"
    r"|[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s@]+@|ssh-(?:rsa|ed25519) ",
    re.IGNORECASE,
)
_JWT = re.compile(r"(eyJ[A-Za-z0-9_-]+)\.(eyJ[A-Za-z0-9_-]*|[A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*")
_RETAIL = frozenset({"]E0", "]E1", "]E2", "]E3", "]E4", "]X0"})
_RESTRICTED = re.compile(r"(?:0000|02|04|2)")
"""Numbers that a house gives out by itself: its badges, perhaps."""
_LONGEST_LINE = 4000
_UPC, _EAN, _ITF = 12, 13, 14
"""Digits of a shop's numbers, and of those on outer cartons."""


def certain(text: str) -> Reason | None:  # noqa: PLR0911 -- one for each form
    """Return what a code is that can only be this, whatever a profile says."""
    head = text[:_LONGEST_LINE]
    if _WIFI.match(head):
        return Reason.WIFI
    if match := _INSIDE.search(head):
        return Reason.WIFI if match[1] else Reason.SECRET
    if _CALENDAR.match(head):
        return Reason.CALENDAR
    if _SECRET.match(head) or _is_jwt(head):
        return Reason.SECRET
    if _PAYMENT.match(re.sub(r"\r\n?", "\n", head)) or _is_emv(head):
        return Reason.PAYMENT
    if _BOARDING.match(head):
        return Reason.BOARDING_PASS
    if _is_licence(head):
        return Reason.DRIVING_LICENCE
    if re.match(r"\[\)>", head):
        return Reason.SHIPPING_LABEL
    return None


def likely(text: str, aim: str) -> Reason | None:
    """Return what a code most probably is by its digits; a profile that fits knows better."""
    if len(text) > 100:  # noqa: PLR2004 -- twice the longest of these numbers
        return None
    compact = re.sub(r"[ -]", "", text)
    tests: tuple[tuple[Callable[[str], bool], Reason], ...] = (
        (_is_card, Reason.PAYMENT),
        (_is_iban, Reason.PAYMENT),
        (_is_wallet, Reason.PAYMENT),
        (_is_parcel, Reason.SHIPPING_LABEL),
    )
    for test, reason in tests:
        if test(compact):
            return reason
    return Reason.PRODUCT_BARCODE if _is_product(text, aim) else None


def retail_check_digit_fails(text: str, aim: str) -> bool:
    """Whether a shop's barcode was misread."""
    return aim in _RETAIL and text.isdigit() and len(text) in {8, 12, 13} and not values.modulus_10(text)


def _is_product(text: str, aim: str) -> bool:
    if not (text.isascii() and text.isdigit()):
        return bool(re.fullmatch(r"97[89][ -]?(?:\d[ -]?){9}\d", text)) and values.modulus_10(
            re.sub(r"\D", "", text)
        )
    if aim in _RETAIL:
        return True
    if aim and aim[1] != "I":  # a symbol that shops do not use
        return False
    if len(text) in {_UPC, _EAN} and not aim:
        return values.modulus_10(text) and not _RESTRICTED.match(text)
    return len(text) == _ITF and aim != "" and values.modulus_10(text)


def _is_emv(text: str) -> bool:
    """EMVCo QR codes: numbered fields with their lengths, among them currency and country."""
    if not _EMV.match(text):
        return False
    if re.search(r"5303\d{3}|5802[A-Z]{2}", text):
        return True
    position = 0
    while position + 4 <= len(text) and text[position : position + 4].isdigit():
        position += 4 + int(text[position + 2 : position + 4])
    if text.isdigit():
        return position == len(text) and len(text) > 20  # noqa: PLR2004 -- 3 fields
    # Cut off, it ends within a field; what goes on otherwise is another field of a badge: "00020100^Ann^Lee".
    return position >= len(text) or text[position:].isdigit()


def _is_licence(text: str) -> bool:
    if _LICENCE.match(text):
        return True
    return len(_LICENCE_ELEMENTS.findall(text)) > 3  # noqa: PLR2004 -- fewer may be chance


def _is_jwt(text: str) -> bool:
    match = _JWT.match(text)
    if match is None:
        return False
    try:
        header = json.loads(base64.urlsafe_b64decode(match[1] + "=" * (-len(match[1]) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and ("alg" in header or "enc" in header)


def _is_card(text: str) -> bool:
    return _CARD.fullmatch(text) is not None and text.isascii() and values.luhn(text)


def _is_iban(text: str) -> bool:
    """ISO 13616: the letters as numbers, the head at the end, remainder 1."""
    if not _IBAN.fullmatch(text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def _is_wallet(text: str) -> bool:
    return _WALLETS.fullmatch(text) is not None or (
        _BASE58.fullmatch(text) is not None and _base58_check(text)
    )


def _base58_check(text: str) -> bool:
    number = 0
    for sign in text:
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(sign)
    try:
        data = number.to_bytes(25, "big")
    except OverflowError:
        return False
    return hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _is_parcel(text: str) -> bool:
    if re.fullmatch(r"00\d{18}", text):
        return values.modulus_10(text)
    if re.fullmatch(r"1Z[0-9A-Z]{16}", text, re.IGNORECASE):
        return True
    if _POSTAL.fullmatch(text):
        weights = (8, 6, 4, 2, 3, 5, 9, 7)
        check = 11 - sum(int(digit) * weight for digit, weight in zip(text[2:10], weights, strict=True)) % 11
        return int(text[10]) == {10: 0, 11: 5}.get(check, check)
    if re.fullmatch(r"9[1-5]\d{20}", text):
        return values.modulus_10(text)
    return (
        re.fullmatch(
            r"420\d{5}(?:\d{4})?9[1-5]\d{20}|JJD\d{14,20}|JD0\d{15,19}|JVGL\d{14,20}|TBA\d{12}", text
        )
        is not None
    )
