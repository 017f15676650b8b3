"""Checks what the parts of a pack say to each other: owners that exist, names that mean one thing, dates."""

import difflib
import zoneinfo
from collections.abc import Iterable
from datetime import date

from agent.event_pack.domains import clean_domain, is_free_mail, registrable
from agent.event_pack.draft import Draft
from agent.event_pack.model import Competitor, Product
from agent.event_pack.problems import Findings
from agent.event_pack.sources import Sources
from agent.toml_lines import KeyPath


def check(sources: Sources, findings: Findings, today: date) -> None:
    """Add what is wrong between the parts of a pack to the findings."""
    checks = _Checks(sources, findings, today)
    checks.dates()
    checks.unique()
    checks.names()
    checks.references()
    checks.domains()
    checks.routing()
    checks.texts()


class _Checks:
    def __init__(self, sources: Sources, findings: Findings, today: date) -> None:
        self._sources = sources
        self._findings = findings
        self._today = today
        self._draft = Draft(sources)

    def dates(self) -> None:
        event = self._draft.event
        if event is None:
            return
        if event.ends < event.starts:
            self._error(("event", "ends"), f"event.ends: {event.ends} is before event.starts, {event.starts}")
        if event.time_zone not in zoneinfo.available_timezones():
            self._error(
                ("event", "time_zone"),
                f"event.time_zone: `{event.time_zone}` is no IANA time zone"
                + _hint(event.time_zone, zoneinfo.available_timezones(), "write it as in Europe/Berlin"),
            )
        for path, asset in self._draft.assets:
            if asset.expires is None:
                continue
            at = (*path, "expires")
            if asset.expires < event.starts:
                self._error(
                    at,
                    f"asset `{asset.id}` expires on {asset.expires}, before the event starts; it would never"
                    " be used: change the date or remove it",
                )
            elif asset.expires < self._today:
                self._warn(at, f"asset `{asset.id}` expired on {asset.expires} and is not used any more")
            elif asset.expires <= event.ends:
                self._warn(at, f"asset `{asset.id}` expires on {asset.expires}, while the event is on")

    def unique(self) -> None:
        """Nothing that is referred to may be there twice."""
        draft = self._draft
        self._twice("rep id", [((*path, "id"), rep.id) for path, rep in draft.reps])
        self._twice("account id", [((*path, "id"), account.id) for path, account in draft.accounts])
        self._twice("play id", [((*path, "id"), play.id) for path, play in draft.plays])
        self._twice("persona id", [((*path, "id"), persona.id) for path, persona in draft.personas])
        self._twice("asset id", [((*path, "id"), asset.id) for path, asset in draft.assets])
        self._twice(
            "staff badge",
            [((*path, "badges"), badge) for path, rep in draft.reps for badge in rep.badges],
            show=False,
        )

    def names(self) -> None:
        """A name or alias that a visitor may say must mean one product or one competitor."""
        meant: dict[str, tuple[KeyPath, str]] = {}
        found: list[tuple[KeyPath, Product | Competitor]] = [*self._draft.products, *self._draft.competitors]
        for path, item in found:
            kind = "product" if path[0] == "products" else "competitor"
            spoken = [("name", item.name), *(("aliases", alias) for alias in item.aliases)]
            for field, name in spoken:
                whose = f"{kind} `{item.name}`"
                at, other = meant.setdefault(name.casefold(), (path, whose))
                if at != path:
                    self._error(
                        (*path, field),
                        f"`{name}` of {whose} also means {other} ({self._sources.place(at)});"
                        " a name must mean one of them",
                    )
        self._shared("name", self._account_names())

    def references(self) -> None:
        draft = self._draft
        reps = [str(raw.get("id")) for raw in self._sources.items("reps") if isinstance(raw, dict)]
        owners = [((*path, "owner"), account.owner) for path, account in draft.accounts if account.owner]
        owners += [((*path, "owner"), rule.owner) for path, rule in draft.rules]
        owners += [((*path, "rep"), rule.rep) for path, rule in draft.rules if rule.rep]
        if draft.default_owner is not None:
            owners.append((("routing", "default_owner"), draft.default_owner))
        self._known("owner", owners, reps, "add it to reps.csv")
        products = _names(self._sources.items("products"))
        used = [((*path, "products"), name) for path, play in draft.plays for name in play.products]
        used += [((*path, "products"), name) for path, asset in draft.assets for name in asset.products]
        used += [((*path, "product"), rule.product) for path, rule in draft.rules if rule.product]
        self._known("product", used, products, "add it as [[products]]")
        rivals = _names(self._sources.items("competitors"))
        named = [((*path, "competitors"), name) for path, play in draft.plays for name in play.competitors]
        self._known("competitor", named, rivals, "add it as [[competitors]]")

    def domains(self) -> None:
        seen: list[tuple[KeyPath, str, str]] = []
        for path, account in self._draft.accounts:
            for text in account.domains:
                domain = clean_domain(text)
                at = (*path, "domains")
                if domain is None:
                    self._error(at, f"`{text}` is no domain; write it as in example.com")
                elif is_free_mail(domain):
                    self._error(at, f"{domain} is a mail provider for everybody; strangers would match")
                elif registrable(domain) is None:
                    self._error(
                        at, f"{domain} is a suffix under which anybody may register; strangers would match"
                    )
                else:
                    seen.append((at, domain, account.id))
        self._shared("domain", seen)
        for path, rule in self._draft.rules:
            if rule.domain and clean_domain(rule.domain) is None:
                self._error((*path, "domain"), f"`{rule.domain}` is no domain; write it as in example.com")

    def routing(self) -> None:
        rules = self._draft.rules
        for position, (path, rule) in enumerate(rules[:-1], 1):
            conditions = rule.model_dump(exclude={"owner"}, exclude_none=True)
            if not conditions:
                self._warn(
                    path, f"this rule fits everything; the {len(rules) - position} after it never count"
                )
                break

    def texts(self) -> None:
        event, privacy, voice = self._draft.event, self._draft.privacy, self._draft.voice
        if privacy.mode != "off":
            languages = event.languages if event else ()
            for language in [language for language in languages if language not in privacy.notice.text]:
                self._warn(
                    ("privacy",),
                    f"privacy.notice.text has nothing in `{language}`, which is spoken at the booth;"
                    " visitors must be told that they are heard",
                )
        if voice is None or voice.templates is None:
            return
        folder = voice.templates
        if folder.is_absolute() or ".." in folder.parts:
            self._error(("voice", "templates"), "voice.templates: must be a folder inside the pack")
        elif not (self._sources.directory / folder).is_dir():
            self._error(("voice", "templates"), f"voice.templates: there is no folder `{folder}` in the pack")

    def _account_names(self) -> list[tuple[KeyPath, str, str]]:
        return [
            ((*path, "name"), name.casefold(), account.id)
            for path, account in self._draft.accounts
            for name in {account.name, *account.aliases}
        ]

    def _twice(self, what: str, found: list[tuple[KeyPath, str]], *, show: bool = True) -> None:
        first: dict[str, KeyPath] = {}
        for path, value in found:
            earlier = first.setdefault(value.casefold(), path)
            if earlier != path:
                name = f" `{value}`" if show else ""
                self._error(path, f"{what}{name} is there twice; first in {self._sources.place(earlier)}")

    def _shared(self, what: str, found: list[tuple[KeyPath, str, str]]) -> None:
        """Warn of what several accounts have: the box will ask which of them is meant."""
        first: dict[str, tuple[KeyPath, str]] = {}
        for path, value, owner in found:
            earlier, other = first.setdefault(value, (path, owner))
            if other != owner:
                self._warn(
                    path,
                    f"{what} `{value}` belongs to the accounts {other} ({self._sources.place(earlier)}) and"
                    f" {owner}; its visitors will be left for a person to tell apart",
                )

    def _known(
        self, what: str, used: Iterable[tuple[KeyPath, str]], known: list[str], otherwise: str
    ) -> None:
        for path, name in used:
            if name not in known:
                self._error(path, f"{what} `{name}` is not known{_hint(name, known, otherwise)}")

    def _error(self, path: KeyPath, message: str) -> None:
        self._findings.error(self._sources.place(path), message)

    def _warn(self, path: KeyPath, message: str) -> None:
        self._findings.warn(self._sources.place(path), message)


def _names(items: list[object]) -> list[str]:
    return [str(item["name"]) for item in items if isinstance(item, dict) and "name" in item]


def _hint(name: str, known: Iterable[str], otherwise: str) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else f"; {otherwise}"
