"""Names of currencies, as they are said and as they are written."""

from collections.abc import Sequence

from agent.insight.signals.numbers import TENS, UNITS, Token, tokens_of

CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "dollar": "USD",
    "dollars": "USD",
    "buck": "USD",
    "bucks": "USD",
    "usd": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "gbp": "GBP",
    "sterling": "GBP",
    "franc": "CHF",
    "francs": "CHF",
    "franks": "CHF",
    "chf": "CHF",
    "yen": "JPY",
    "jpy": "JPY",
    "yuan": "CNY",
    "cny": "CNY",
    "rmb": "CNY",
    "rupee": "INR",
    "rupees": "INR",
    "inr": "INR",
    "zloty": "PLN",
    "złoty": "PLN",
    "złotych": "PLN",
    "zlotys": "PLN",
    "zlotych": "PLN",
    "pln": "PLN",
    "kroner": "DKK",
    "dkk": "DKK",
    "kronor": "SEK",
    "krona": "SEK",
    "forint": "HUF",
    "forints": "HUF",
    "koruna": "CZK",
    "czk": "CZK",
    "huf": "HUF",
    "lira": "TRY",
    "liras": "TRY",
    "won": "KRW",
    "shekels": "ILS",
    "ringgit": "MYR",
    "baht": "THB",
    "sek": "SEK",
    "nok": "NOK",
    "cad": "CAD",
    "aud": "AUD",
    "sgd": "SGD",
    "aed": "AED",
    "dirham": "AED",
    "dirhams": "AED",
    "rand": "ZAR",
    "reais": "BRL",
}
QUALIFIED = {
    ("us", "dollars"): "USD",
    ("canadian", "dollars"): "CAD",
    ("australian", "dollars"): "AUD",
    ("aussie", "dollars"): "AUD",
    ("singapore", "dollars"): "SGD",
    ("hong kong", "dollars"): "HKD",
    ("swiss", "francs"): "CHF",
    ("british", "pounds"): "GBP",
} | {
    (country, name): currency
    for country, currency in (
        ("danish", "DKK"),
        ("norwegian", "NOK"),
        ("swedish", "SEK"),
        ("czech", "CZK"),
        ("icelandic", "ISK"),
    )
    for name in ("crowns", "kroner", "kronor", "krona", "krone", "korunas")
}


_COINS: dict[str, str | None] = {"pence": "GBP", "pennies": "GBP", "cent": None, "cents": None}
"""What a hundredth is called, and of what; cents are of several."""


def coin_at(tokens: Sequence[Token], at: int) -> tuple[str | None] | None:
    """Return the currency of "thirty pence", in a tuple as it may be unsaid; None where no coin is named."""
    name = tokens[at].text if at < len(tokens) else ""
    if name == "p" and at and tokens[at - 1].figures and tokens[at - 1].end == tokens[at].start:
        return ("GBP",)
    return (_COINS[name],) if name in _COINS else None


def hundredths_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the "fifty" of "two euros fifty", and the index of the token after it."""
    name = tokens[at].text if at < len(tokens) else ""
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if name.isdigit() and len(name) == len("50"):
        return int(name), at + 1
    if UNITS.get(name, 0) >= 10 and follows not in {"hundred", "thousand", "k", "million", "grand"}:
        return UNITS[name], at + 1
    if name not in TENS or follows in {"hundred", "thousand", "k", "million", "grand"}:
        return None
    if follows == "-":
        follows, at = tokens[at + 2].text if at + 2 < len(tokens) else "", at + 1
    unit = UNITS.get(follows, 0)
    return (TENS[name] + unit, at + 2) if 0 < unit < len(TENS) + 1 else (TENS[name], at + 1)


def currency_in(plain: str) -> str | None:
    """Return the currency that is named in plain text without an amount, or None."""
    tokens = tokens_of(plain)
    for at, token in enumerate(tokens):
        follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if (token.text, follows) in QUALIFIED:
            return QUALIFIED[token.text, follows]
        if token.text in CURRENCIES and token.text not in {"pound", "won", "rand", "sterling"}:
            return CURRENCIES[token.text]
    return None
