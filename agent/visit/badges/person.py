"""Gathers what a code says about somebody, and where it says so."""

from agent.visit.badges import values
from agent.visit.badges.result import ADDRESSES, Decoded, Kind

_IDENTITY = ("first_name", "last_name", "full_name", "id")


class Person:
    """Fields as they are found; the first value of a field stands, addresses add up."""

    def __init__(self, region: str | None = None) -> None:
        self.region = region
        self.complete = True
        self._texts: dict[str, str] = {}
        self._lists: dict[str, list[str]] = {name: [] for name in ADDRESSES}
        self._sources: dict[str, list[str]] = {}

    def add(self, name: str, value: str | None, source: str) -> bool:
        """Add what a code says of a field; return whether that was understood."""
        match name:
            case "emails" | "email":
                return self._extend("emails", values.as_emails(value), source)
            case "phones" | "phone":
                number = values.as_phone(value, self.region)
                return self._extend("phones", [] if number is None else [number], source)
            case "id":
                return self._set(name, values.as_id(value), source)
            case _:
                return self._set(name, values.cleaned(value), source)

    def has(self, name: str) -> bool:
        """Whether a field is known."""
        return name in self._texts or bool(self._lists.get(name))

    def drop(self, name: str) -> None:
        """Forget a field."""
        self._texts.pop(name, None)
        self._sources.pop(name, None)
        if name in self._lists:
            self._lists[name].clear()

    @property
    def named(self) -> bool:
        """Whether what is known says who it is, or how to reach them."""
        return any(self.has(name) for name in (*_IDENTITY, *ADDRESSES))

    def decoded(self, kind: Kind, *, profile: str | None = None) -> Decoded:
        """Return what was gathered; a full name is put together where there are only its parts."""
        texts, sources = dict(self._texts), dict(self._sources)
        parts = [name for name in ("first_name", "last_name") if name in texts]
        if parts and "full_name" not in texts:
            texts["full_name"] = " ".join(texts[name] for name in parts)
            sources["full_name"] = [" + ".join(parts)]
        return Decoded(
            kind=kind,
            fields=texts,
            lists={name: tuple(found) for name, found in self._lists.items() if found},
            provenance={name: ", ".join(found) for name, found in sources.items()},
            profile=profile,
            complete=self.complete,
        )

    def _set(self, name: str, value: str | None, source: str) -> bool:
        if value is None:
            return False
        if name not in self._texts:
            self._texts[name] = value
            self._sources[name] = [source]
        return True

    def _extend(self, name: str, found: list[str], source: str) -> bool:
        known = self._lists[name]
        folded = {value.casefold() for value in known}
        for value in found:
            if value.casefold() not in folded:
                known.append(value)
                folded.add(value.casefold())
                self._sources.setdefault(name, []).append(source)
        return bool(found)
