"""Builds what knows event packs, people and reps from the settings, and ties it to visit and outbox."""

from collections.abc import Callable, Mapping

import structlog

from agent.contract.lead import EventReference, Lead
from agent.delivery.outbox import Outbox, OutboxError
from agent.delivery.publisher import Publisher
from agent.event_pack.holder import PackHolder
from agent.event_pack.load import LoadedPack
from agent.event_pack.problems import Place, Problem
from agent.insight.drafts.templates import TemplateError, Templates
from agent.ops.health import Health
from agent.ops.log import without_values
from agent.settings.model import Settings
from agent.visit.badge import DecodedBadge, read_badge, unframed
from agent.visit.badges.profile_file import ProfileError, reading_of
from agent.visit.card import CardReader
from agent.visit.consent import Terms
from agent.visit.conversations import Conversations
from agent.visit.people.front_desk import FrontDesk
from agent.visit.people.keeper import Keeper
from agent.visit.people.pack_profiles import profile_problems, profiles_of
from agent.visit.people.reps import Signing
from agent.visit.visit import Visit
from drivers.scanners.base import Scan

ATTENDEES = "attendees.db"
_AT_A_TIME = 50
Assess = Callable[[Lead, LoadedPack | None], Lead]
"""Finds signals and what rests on them, by the pack that counts for the lead."""

log = structlog.get_logger(__name__)


def templates_of(loaded: LoadedPack) -> Templates:
    """Return a pack's own mail templates, and ours where it has none.

    Raises:
        TemplateError: If one cannot be used.
    """
    folder = loaded.pack.voice.templates
    return Templates.load(loaded.directory / folder) if folder else Templates()


def pack_problems(loaded: LoadedPack) -> list[Problem]:
    """Return what only badges and drafts can know is wrong with a pack."""
    problems = profile_problems(loaded)
    try:
        templates_of(loaded)
    except TemplateError as error:
        folder = loaded.directory / str(loaded.pack.voice.templates)
        problems.append(Problem(Place(folder), str(error)))
    return problems


class Reception:
    """Event pack, attendee list and reps of one box.

    `keeper.load_pack` comes before anything that asks about the event, `attach` before `keeper.run`.
    """

    def __init__(self, settings: Settings, health: Health) -> None:
        self._settings = settings
        self._desk = FrontDesk(EventReference(id=settings.event.id, name=settings.event.name))
        self._templates_of: tuple[str, Templates] | None = None
        self.keeper = Keeper(
            holder=PackHolder(settings.event.pack, settings.event.overlays, further=pack_problems),
            desk=self._desk,
            database=settings.outbox.path.with_name(ATTENDEES),
            pack_station=health.station("event pack"),
            people_station=health.station("attendees", stall_after_s=600),
        )

    @property
    def event(self) -> EventReference:
        """What counts for visitors from now on."""
        return self._desk.event

    @property
    def terms(self) -> Terms:
        """What consent means for visitors from now on."""
        pack = self.loaded.pack if self.loaded else None
        return Terms.under(self._settings.visit.consent, pack.privacy if pack else None)

    @property
    def loaded(self) -> LoadedPack | None:
        """The pack that counts for visitors from now on."""
        return self._desk.knowledge.loaded

    def pack_of(self, lead: Lead) -> LoadedPack | None:
        """Return the pack that counts for a lead: the one that its conversation began with."""
        return self._desk.knowledge_of(lead).loaded

    def templates(self, loaded: LoadedPack) -> Templates | None:
        """Return a pack's templates, read once; None where they were damaged since the pack was checked."""
        if self._templates_of is None or self._templates_of[0] != loaded.content_hash:
            try:
                self._templates_of = (loaded.content_hash, templates_of(loaded))
            except TemplateError:
                log.warning("templates of the event pack cannot be used; ours are")
                return None
        return self._templates_of[1]

    def card_reader(self) -> CardReader:
        """Return what reads command cards for the event that counts from now on."""
        cards = self._settings.cards
        return CardReader(
            event=self.event.id,
            key=cards.key.get_secret_value().strip().encode() if cards.key else None,
            unsigned=cards.unsigned,
            oldest_serial=cards.oldest_serial,
        )

    def completed(self, lead: Lead, assess: Assess) -> Lead:
        """Return a revision with person, account, rep, campaign, signals and owner.

        A confirmed scan must not depend on what is looked up for it: where that fails, the lead goes without.
        """
        enriched = _or_as_it_is(self._desk.enriched, lead)
        if lead.erased is not None:
            return enriched
        return _or_as_it_is(self._desk.assigned, assess(enriched, self.pack_of(lead)))

    def signed(self, scan: Scan, visit: Visit) -> bool:
        """Take a scan if it is a staff badge; return whether it was one, and is no visitor."""
        code = unframed(scan.payload)
        badge = None
        if self._desk.knowledge.staff:
            decoded = read_badge(scan.payload, visit.reading)
            badge = decoded.badge.id if isinstance(decoded, DecodedBadge) else None
        signing = self._desk.staff_scanned(code, badge, scan.time_s)
        if signing is None:
            return False
        if signing is not Signing.REPEATED:
            log.info("staff badge scanned", signed=str(signing), present=len(self._desk.desk.present))
            visit.rep_changed(self._desk.desk.rep)
        return True

    def close(self) -> None:
        """Close the attendee list."""
        self._desk.use_people(None)

    async def reload(self, _arguments: Mapping[str, object]) -> Mapping[str, str | int | None]:
        """Read pack and list again, because the collector says so; return which pack is in use."""
        await self.keeper.load_pack()
        self.keeper.ask()
        return {
            "event": self.event.id,
            "pack_version": self.event.pack_version,
            "pack_hash": self.event.pack_hash,
            "errors": self.keeper.errors,
        }

    def attach(
        self,
        *,
        conversations: Conversations,
        visit: Visit,
        outbox: Outbox,
        publisher: Publisher,
        assess: Assess,
        pack_in_use: Callable[[], None] = lambda: None,
    ) -> None:
        """Tell the visit of every pack that comes into force, and the leads of every attendee list."""

        def pack_changed() -> None:
            conversations.new_terms(self.terms, self.event)
            visit.rep_changed(self._desk.desk.rep)
            visit.cards = self.card_reader()
            self._prepare(visit)
            pack_in_use()

        async def people_changed() -> None:
            revised = await visit.revise_all(self._desk.has_news)
            waiting = await self._revise_waiting(outbox, publisher, assess)
            if revised or waiting:
                log.info("leads completed from the new attendee list", open=revised, waiting=waiting)

        self._prepare(visit)
        self.keeper.pack_changed = pack_changed
        self.keeper.people_changed = people_changed

    def _prepare(self, visit: Visit) -> None:
        loaded = self.loaded
        visit.keep_refused = loaded is not None and loaded.pack.privacy.keep_refused_codes
        try:
            profiles = profiles_of(loaded) if loaded else []
        except ProfileError:  # changed in the moment since it was checked: the next reload tells
            log.warning("a badge profile changed while it was read; badges are read as before")
        else:
            visit.reading = reading_of(profiles, delimited_fields=self._settings.visit.delimited_fields)

    async def _revise_waiting(self, outbox: Outbox, publisher: Publisher, assess: Assess) -> int:
        """Revise leads that are over and still wait for their receipt; those after it are out of reach."""
        after, count = 0, 0
        try:
            while pending := await outbox.pending(after=after, limit=_AT_A_TIME):
                for waiting in pending:
                    after = waiting.sequence
                    lead = self._desk.refreshed(waiting.lead) if waiting.lead.final else None
                    if lead is not None:
                        # Drafts know the name now.
                        again = self.assessed_again(lead, assess)
                        count += await publisher.publish(
                            lead if again is None else self._desk.assigned(again)
                        )
        except OutboxError as error:
            log.warning("leads in the outbox could not be completed", why=str(error))
        return count

    def assessed_again(self, lead: Lead, assess: Assess) -> Lead | None:
        """Return the lead with new conclusions; None where another pack than its own would draw them."""
        loaded = self.pack_of(lead)
        same = (loaded.content_hash if loaded else None) == lead.event.pack_hash
        return assess(lead, loaded) if same else None


def _or_as_it_is(complete: Callable[[Lead], Lead], lead: Lead) -> Lead:
    try:
        return complete(lead)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the lead must get out
        log.error("a lead goes as it was scanned, for a mistake of ours", why=without_values(error))  # noqa: TRY400
        return lead
