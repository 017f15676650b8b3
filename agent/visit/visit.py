"""The room where scans and words meet: takes both in, hands lead revisions on."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from agent.contract.lead import Capture, Heat, Lead
from agent.ops.health import Station
from agent.ops.machine import boot_id, clock_synchronised
from agent.ops.metrics import Metrics
from agent.speech.segment import AudibleSpan, Segment
from agent.visit.badge import read_badge
from agent.visit.badges import Reading, Refusal
from agent.visit.card import Card, CardReader, CardRefusal
from agent.visit.consent import RecordedBy, spoken_no
from agent.visit.conversations import Conversations
from drivers.clock import Clock
from drivers.indicators.base import Indicator
from drivers.scanners.base import Scan

_CALL_SHOWN_S = 300.0
_HEATS: dict[Card, Heat] = {Card.HOT: "hot", Card.WARM: "warm", Card.COLD: "cold"}
_WHAT_TO_DO = {
    CardRefusal.UNKNOWN_COMMAND: "print the sheet again with this version: boothscribe cards",
    CardRefusal.UNSIGNED: "print signed cards: boothscribe cards --key-file, or set cards.unsigned",
    CardRefusal.NO_KEY: "give the box the key that the sheet was printed with: cards.key",
    CardRefusal.OTHER_EVENT: "use the sheet of this event",
    CardRefusal.FORGED: "use the sheet that was printed with the box's key",
    CardRefusal.REVOKED: "use the newer sheet; cards.oldest_serial says which are taken",
}

log = structlog.get_logger(__name__)


def _unchanged(lead: Lead) -> Lead:
    return lead


class Visit:
    """Decodes scans, feeds the conversations, and answers the person who scanned.

    A scan is confirmed only after its lead was stored: beep means safe.
    """

    def __init__(
        self,
        *,
        conversations: Conversations,
        delimited_fields: tuple[str, ...],
        publish: Callable[[Lead], Awaitable[bool]],
        indicator: Indicator,
        clock: Clock,
        metrics: Metrics,
        cards: CardReader,
        station: Station,
        mute_s: float = 300.0,
        assess: Callable[[Lead], Lead] = _unchanged,
    ) -> None:
        self.cards = cards
        """Replaced when another event pack comes into force."""
        self.reading = Reading.of_settings(delimited_fields)
        """How badges are read; replaced when another event pack comes into force."""
        self.keep_refused = False
        """Whether codes that are no badges are kept, for the audit; the event pack says so."""
        self.published: Callable[[Lead], object] = _unchanged
        """Told of every revision that is safe."""
        self._conversations = conversations
        self._publish = publish
        self._assess = assess
        self._indicator = indicator
        self._clock = clock
        self._metrics = metrics
        self._station = station
        self._mute_s = mute_s
        self._called_until_s = float("-inf")
        self._shown_muted = False
        self._sequence = itertools.count(1)
        self._storing = asyncio.Lock()
        self._unstored: list[Lead] = []
        """What the last badge opened, while it is not safe."""
        self._refused: set[UUID] = set()
        """Leads whose scan was answered with a refusal and that are still not safe."""
        self.show()

    async def scanned(self, scan: Scan) -> None:
        """Take one scan: a command card, or a badge that opens a conversation."""
        self._metrics.scans.labels(scan.scanner).inc()
        card = self.cards.read(scan.payload)
        try:
            match card:
                case None:
                    await self._badge_scanned(scan)
                case Card():
                    await self._card_scanned(card, scan.time_s)
                case CardRefusal():
                    self._metrics.cards.labels("unknown", card).inc()
                    log.warning("command card refused", reason=str(card), what_to_do=_WHAT_TO_DO[card])
                    self._indicator.refuse()
        except Exception:
            self._indicator.refuse()  # whatever went wrong, nobody may wait for an answer
            raise

    def stored_late(self, leads: list[Lead]) -> None:
        """Learn that these leads are safe by now; a scan that was refused is confirmed after all."""
        late = self._refused & {lead.id for lead in leads}
        self._refused -= late
        if late:
            self._metrics.scans_confirmed.inc(len(late))
            self._indicator.confirm()

    def audible(self, start_s: float, end_s: float, began_s: float) -> list[AudibleSpan]:
        """Return what may be put into words of a span in which somebody may be speaking."""
        self._conversations.voiced(start_s, end_s)
        return self._conversations.audible(start_s, end_s, began_s)

    async def heard(self, segment: Segment) -> None:
        """Take recognised words."""
        await self._publish_all(self._conversations.heard(segment))

    async def heard_until(self, time_s: float) -> None:
        """Learn that everything said before `time_s` has come in."""
        await self._publish_all(self._conversations.heard_until(time_s))

    def end(self) -> None:
        """End the open conversation, because the box is told to stop."""
        self._conversations.end(self._clock.now(), "shutdown")
        if self._shown_muted:  # a light that stays on would say so for ever
            self._indicator.muted(False)

    async def consent_answered(self, *, given: bool, by: RecordedBy) -> bool:
        """Take the visitor's answer; return whether it was taken down and is safe."""
        revisions = self._conversations.consent_answered(given=given, time_s=self._clock.now(), by=by)
        return await self._publish_all(revisions) and bool(revisions)

    async def erase(self, leads: set[UUID]) -> int:
        """Erase leads that are still remembered here; return how many were."""
        revisions = self._conversations.erase(leads, self._clock.now())
        self._forget_unstored(revisions)
        await self._publish_all(revisions)
        return len([lead for lead in revisions if lead.erased])

    def mute(self, seconds: float | None = None) -> None:
        """Hear nothing for so long; default: as long as the mute card says."""
        self._mute(self._clock.now(), self._mute_s if seconds is None else seconds)

    def unmute(self) -> bool:
        """Hear again; return whether the box was mute."""
        return self._unmute(self._clock.now())

    def is_mute(self, time_s: float) -> bool:
        """Return whether sound of this moment must not be used."""
        return self._conversations.mute.covers(time_s)

    async def revise_all(self, wanted: Callable[[Lead], bool]) -> int:
        """Publish the leads of everybody who is remembered anew; return how many were wanted."""
        revisions = [lead for lead in self._conversations.revised(self._clock.now()) if wanted(lead)]
        await self._publish_all(revisions)
        return len(revisions)

    def is_newest(self, lead: Lead) -> bool:
        """Return whether nothing has happened to a lead since this revision, as far as anybody remembers."""
        return self._conversations.is_newest(lead)

    async def adopt(self, better: Lead) -> bool:
        """Publish what was made of a lead's newest revision; return False if it has changed meanwhile."""
        revisions = self._conversations.adopted(better, self._clock.now())
        return bool(revisions) and False not in [await self._publish(lead) for lead in revisions]

    def rep_changed(self, rep: str | None) -> None:
        """Learn which rep is at the box from now on."""
        self._conversations.rep_changed(rep, self._clock.now())

    def show(self) -> None:
        """Show in health and on the indicator what a person should see; call it now and then."""
        now_s = self._clock.now()
        muted = self.is_mute(now_s)
        if muted != self._shown_muted:
            self._shown_muted = muted
            self._indicator.muted(muted)
        self._metrics.muted.set(muted)
        if now_s < self._called_until_s:
            self._station.degraded("a colleague is asked to come", public="a colleague is asked to come")
        elif muted:
            self._station.degraded("muted: nothing is heard", public="muted: nothing is heard")
        else:
            self._station.ok()

    async def _badge_scanned(self, scan: Scan) -> None:
        decoded = read_badge(scan.payload, self.reading, keep_refused=self.keep_refused)
        if isinstance(decoded, Refusal):
            log.info("the code is no badge; nothing was kept", scanner=scan.scanner, what=str(decoded.reason))
            self._indicator.refuse()
            return
        capture = Capture(
            boot_id=boot_id(),
            sequence=next(self._sequence),
            monotonic_s=round(scan.time_s, 6),
            clock_synchronised=clock_synchronised(),
        )
        # The conversation opens before anything is awaited: words may already be on their way.
        revisions = self._conversations.scanned(scan, decoded, capture)
        if decoded.badge.format == "unreadable":
            log.warning(
                "badge layout is not known; kept as scanned in the lead",
                scanner=scan.scanner,
                characters=len(scan.payload),
            )
        async with self._storing:
            # A stutter opens nothing; its answer is whether the lead that it repeats is safe by now.
            known = revisions[0].revision > 1 if revisions else not self._unstored
            self._unstored = revisions or self._unstored
            stored = await self._publish_all(self._unstored)
            if stored:
                self._unstored = []
        if stored:
            self._metrics.scans_confirmed.inc()
            self._metrics.scan_store_seconds.observe(max(0.0, self._clock.now() - scan.time_s))
            self._indicator.confirm(known=known)
            log.info("scan stored", scanner=scan.scanner, badge_format=decoded.badge.format, known=known)
        else:
            self._refused |= {lead.id for lead in self._unstored}
            self._indicator.refuse()

    async def _card_scanned(self, card: Card, time_s: float) -> None:
        done = await self._obey(card, time_s)
        log.info("command card scanned", card=str(card), done=done)
        self._metrics.cards.labels(card, "done" if done else "nothing_to_do").inc()
        if done:
            self._indicator.confirm()
        else:
            self._indicator.refuse()

    async def _obey(self, card: Card, time_s: float) -> bool:
        """Do what a card says; return whether there was something to do and it is safe."""
        conversations = self._conversations
        match card:
            case Card.CONSENT_GIVEN | Card.CONSENT_REFUSED:
                revisions = conversations.consent_answered(given=card is Card.CONSENT_GIVEN, time_s=time_s)
            case Card.HOT | Card.WARM | Card.COLD:
                revisions = conversations.rated(_HEATS[card], time_s)
            case Card.DELETE_LAST:
                revisions = conversations.delete_last(time_s)
                self._forget_unstored(revisions)
            case Card.CALL_COLLEAGUE:
                self._called_until_s = time_s + _CALL_SHOWN_S
                self.show()
                return await self._publish_all(conversations.colleague_called(time_s))
            case Card.END:
                return conversations.end(time_s, "card")
            case Card.TOGETHER:
                return conversations.together(time_s)
            case Card.MUTE:
                self._mute(time_s, self._mute_s)
                return True
            case Card.UNMUTE:
                return self._unmute(time_s)
        # Nobody may believe that an answer was taken down when there was no conversation for it.
        return await self._publish_all(revisions) and bool(revisions)

    def _mute(self, time_s: float, seconds: float) -> None:
        self._conversations.muted(time_s, time_s + seconds)
        self.show()

    def _unmute(self, time_s: float) -> bool:
        was_mute = self._conversations.unmuted(time_s)
        self.show()
        return was_mute

    def _forget_unstored(self, revisions: list[Lead]) -> None:
        """Do not store again what was erased before it was safe."""
        erased = {lead.id for lead in revisions if lead.erased}
        self._unstored = [lead for lead in self._unstored if lead.id not in erased]

    async def _publish_all(self, leads: list[Lead]) -> bool:
        """Hand the revisions on, in order; return whether all are safe."""
        self._metrics.conversations_open.set(self._conversations.open_count)
        # Not all(...): every revision must be tried even when one before it failed.
        return False not in [await self._publish_one(lead) for lead in leads]

    async def _publish_one(self, lead: Lead) -> bool:
        """Assess and store a revision, or, where its words say no, the one without them."""
        assessed = self._assess(lead)
        no = spoken_no(assessed)
        if no is not None:
            said_s = lead.capture.monotonic_s + no.said_s
            emptied = self._conversations.consent_withdrawn(
                lead.id, no.effect, said_s=said_s, time_s=self._clock.now()
            )
            if emptied:
                log.info("consent was taken back in words", lead=str(lead.id), effect=no.effect)
                return await self._publish_all(emptied)
        stored = await self._publish(assessed)
        if stored:
            self.published(assessed)
        return stored
