"""Names of currencies, as they are said and as they are written."""

from agent.insight.signals.numbers import tokens_of

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
