"""The way into delivery: store a revision, wake the uplink, never forget what could not be stored."""

from collections.abc import Callable
from uuid import UUID

import structlog

from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from agent.delivery.outbox import Erased, Outbox, OutboxError, OutboxReason
from agent.ops.health import Station

log = structlog.get_logger(__name__)


class Publisher:
    """Stores revisions. What the disk does not take stays in memory and is tried again."""

    def __init__(self, *, outbox: Outbox, wake_uplink: Callable[[], None], station: Station) -> None:
        self._outbox = outbox
        self._wake_uplink = wake_uplink
        self._station = station
        self._unsaved: dict[UUID, Lead] = {}
        self._overtaken: list[Lead] = []
        self._erased: set[UUID] = set()
        self._refusal: OutboxReason | None = None

    async def publish(self, lead: Lead) -> bool:
        """Store a revision for publication.

        Returns:
            True once this revision or a newer one of the lead is durable, or the lead was erased; False
            when it could not be stored and only lives in memory.
        """
        try:
            await self._outbox.store(lead)
        except OutboxError as error:
            if lead.id in self._erased and lead.erased is None:
                return True
            self._keep(lead, error)
            return False
        self._drop_overtaken_by(lead)
        self._wake_uplink()
        return True

    async def retry_unsaved(self) -> list[Lead]:
        """Try again what could not be stored; return what is safe since the last call.

        A revision is also safe when a newer one of its lead has been stored.
        """
        for lead in list(self._unsaved.values()):
            if self._unsaved.get(lead.id) is not lead or await self.publish(lead):
                continue
            if self._refusal is not OutboxReason.SHED:
                break  # the next one would meet the same full disk
        safe, self._overtaken = self._overtaken, []
        return safe

    async def erase(self, subject: Subject) -> Erased:
        """Erase a person, or leads, from outbox, set-aside copies and what waits in memory.

        Raises:
            OutboxError: If the disk did not take it; what was in memory is gone all the same.
        """
        unsaved = {lead.id for lead in self._unsaved.values() if subject.covers(lead)}
        self._erased |= unsaved
        for lead_id in unsaved:
            del self._unsaved[lead_id]
        # By id, too: with its first revision on the disk, or none, the lead must not come back.
        everything = subject.model_copy(update={"leads": (*subject.leads, *unsaved)})
        erased = await self._outbox.erase(everything)
        if not self._unsaved:
            self._station.ok()
        return Erased(erased.leads | unsaved, erased.copies, erased.locked)

    def _keep(self, lead: Lead, error: OutboxError) -> None:
        if not self._unsaved:
            log.error("a lead could not be stored", why=str(error))
        self._refusal = error.reason
        newest = self._unsaved.get(lead.id)
        if newest is None or newest.revision < lead.revision:
            self._unsaved[lead.id] = lead
        if error.reason is OutboxReason.SHED:
            self._station.degraded(str(error), public="little room for leads")
        else:
            self._station.failed(str(error))

    def _drop_overtaken_by(self, stored: Lead) -> None:
        """Forget what `stored` makes superfluous: stored later, it would bring a finished lead back."""
        unsaved = self._unsaved.get(stored.id)
        if unsaved is None or unsaved.revision > stored.revision:
            return
        del self._unsaved[stored.id]
        self._overtaken.append(unsaved)
        if not self._unsaved:
            self._station.ok()
            log.info("leads are stored again")
