"""The room where scans and words meet: takes both in, hands lead revisions on."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from agent.contract.lead import Capture, Lead
from agent.ops.machine import boot_id, clock_synchronised
from agent.ops.metrics import Metrics
from agent.speech.segment import Segment
from agent.visit.badge import decode_badge
from agent.visit.card import Card, read_card
from agent.visit.conversations import Conversations
from drivers.clock import Clock
from drivers.indicators.base import Indicator
from drivers.scanners.base import Scan

log = structlog.get_logger(__name__)


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
    ) -> None:
        self._conversations = conversations
        self._delimited_fields = delimited_fields
        self._publish = publish
        self._indicator = indicator
        self._clock = clock
        self._metrics = metrics
        self._sequence = itertools.count(1)
        self._storing = asyncio.Lock()
        self._unstored: list[Lead] = []
        """What the last badge opened, while it is not safe."""
        self._refused: set[UUID] = set()
        """Leads whose scan was answered with a refusal and that are still not safe."""

    async def scanned(self, scan: Scan) -> None:
        """Take one scan: a command card, or a badge that opens a conversation."""
        self._metrics.scans.labels(scan.scanner).inc()
        card = read_card(scan.payload)
        try:
            if card is None:
                await self._badge_scanned(scan)
            else:
                await self._card_scanned(card, scan)
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

    async def heard(self, segment: Segment) -> None:
        """Take recognised words."""
        await self._publish_all(self._conversations.heard(segment))

    async def heard_until(self, time_s: float) -> None:
        """Learn that everything said before `time_s` has come in."""
        await self._publish_all(self._conversations.heard_until(time_s))

    def end(self) -> None:
        """End the open conversation, because the box is told to stop."""
        self._conversations.end(self._clock.now(), "shutdown")

    async def _badge_scanned(self, scan: Scan) -> None:
        decoded = decode_badge(scan.payload, delimited_fields=self._delimited_fields)
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
            self._unstored = revisions or self._unstored
            stored = await self._publish_all(self._unstored)
            if stored:
                self._unstored = []
        if stored:
            self._metrics.scans_confirmed.inc()
            self._metrics.scan_store_seconds.observe(max(0.0, self._clock.now() - scan.time_s))
            self._indicator.confirm()
            log.info("scan stored", scanner=scan.scanner, badge_format=decoded.badge.format)
        else:
            self._refused |= {lead.id for lead in self._unstored}
            self._indicator.refuse()

    async def _card_scanned(self, card: Card, scan: Scan) -> None:
        log.info("command card scanned", card=str(card))
        match card:
            case Card.CONSENT_GIVEN | Card.CONSENT_REFUSED:
                revisions = self._conversations.consent_answered(
                    given=card is Card.CONSENT_GIVEN, time_s=scan.time_s
                )
                # Nobody may believe that an answer was taken down when there was no conversation for it.
                stored = await self._publish_all(revisions) and bool(revisions)
            case Card.END:
                stored = self._conversations.end(scan.time_s, "card")
            case Card.UNKNOWN:
                stored = False
        if stored:
            self._indicator.confirm()
        else:
            self._indicator.refuse()

    async def _publish_all(self, leads: list[Lead]) -> bool:
        """Hand the revisions on, in order; return whether all are safe."""
        self._metrics.conversations_open.set(self._conversations.open_count)
        # Not all(...): every revision must be tried even when one before it failed.
        return False not in [await self._publish(lead) for lead in leads]
