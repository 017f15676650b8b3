"""Names of currencies, as they are said and as they are written."""

from collections.abc import Sequence

from agent.insight.signals.language.numbers import TENS, UNITS, Token, tokens_of

CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "rs": "INR",
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
    "renminbi": "CNY",
    "nzd": "NZD",
    "hkd": "HKD",
    "mxn": "MXN",
    "rouble": "RUB",
    "roubles": "RUB",
    "rubles": "RUB",
    "hryvnia": "UAH",
    "lei": "RON",
    "riyals": "SAR",
    "sar": "SAR",
    "naira": "NGN",
    "ils": "ILS",
    "zar": "ZAR",
    "brl": "BRL",
    "krw": "KRW",
    "cedi": "GHS",
    "cedis": "GHS",
    "taka": "BDT",
    "birr": "ETB",
    "tenge": "KZT",
    "rupiah": "IDR",
    "shekel": "ILS",
    "zloties": "PLN",
    "leva": "BGN",
    "lari": "GEL",
    "koruny": "CZK",
    "korun": "CZK",
    "riyal": "SAR",
}
_COUNTRIES = {
    "us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "aussie": "AUD", "singapore": "SGD",
    "new zealand": "NZD", "kiwi": "NZD", "hong kong": "HKD", "swiss": "CHF", "british": "GBP", "danish": "DKK",
    "norwegian": "NOK", "swedish": "SEK", "czech": "CZK", "icelandic": "ISK", "mexican": "MXN", "indian": "INR",
    "japanese": "JPY", "turkish": "TRY", "south african": "ZAR", "brazilian": "BRL", "polish": "PLN",
    "romanian": "RON", "saudi": "SAR", "kenyan": "KES", "egyptian": "EGP", "taiwan": "TWD",
}  # fmt: skip
_UNITS_OF_SEVERAL = frozenset(
    {
        "dollar",
        "dollars",
        "buck",
        "bucks",
        "franc",
        "francs",
        "pound",
        "pounds",
        "crown",
        "crowns",
        "kroner",
        "kronor",
        "krona",
        "krone",
        "korunas",
        "peso",
        "pesos",
        "rupee",
        "rupees",
        "yen",
        "lira",
        "rand",
        "real",
        "reais",
        "zloty",
        "lei",
        "leu",
        "riyal",
        "riyals",
        "shilling",
        "shillings",
    }
)
"""Names of money that more than one country has, or that need no country but get one."""
_ALONE = frozenset({"canadian", "aussie", "australian", "kiwi", "us"})
"""Countries that name their money alone: "fifty thousand Canadian"."""


def currency_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return the currency that is named from a token on, and the index of the token after it."""
    words = [token.text for token in tokens[at : at + 3]]
    for length in (2, 1):
        country = _COUNTRIES.get(" ".join(words[:length]))
        if country is not None and len(words) > length and words[length] in _UNITS_OF_SEVERAL:
            return country, at + length + 1
    if not words or words[:2] == ["won", "'"]:
        return None
    if words[0] in CURRENCIES:
        return CURRENCIES[words[0]], at + 1
    return (_COUNTRIES[words[0]], at + 1) if words[0] in _ALONE else None


_SLANG = {"fiver": "GBP", "fivers": "GBP", "tenner": "GBP", "tenners": "GBP"}


def slang_at(tokens: Sequence[Token], at: int) -> str | None:
    """Return the currency that a word for an amount brings with it: "a tenner"."""
    return _SLANG.get(tokens[at].text) if 0 <= at < len(tokens) else None


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
    if at + 2 < len(tokens) and tokens[at].text == "and" and tokens[at + 2].text in _COINS:
        found = hundredths_at(tokens, at + 1)
        return None if found is None else (found[0], found[1] + 1)  # "euros and fifty cents"
    name = tokens[at].text if at < len(tokens) else ""
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if name.isdecimal() and len(name) == len("50"):
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
    return next(iter(currencies_in(plain)), None)


def currencies_in(plain: str) -> list[str]:
    """Return all currencies that are named in plain text, in order."""
    tokens = tokens_of(plain)
    alone = sum(token.text.isalpha() for token in tokens) == 1  # "A quarter of a million. Sterling."
    named = (
        currency_at(tokens, at) for at, token in enumerate(tokens) if alone or token.text not in _ALSO_WORDS
    )
    return [one[0] for one in named if one is not None]


_ALSO_WORDS = frozenset({"us", "pound", "won", "rand", "sterling", "lei"})
"""Names of money that mean something else where no amount stands before them."""
