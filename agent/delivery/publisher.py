"""The way into delivery: store a revision, wake the uplink, never forget what could not be stored."""

from collections.abc import Callable
from uuid import UUID

import structlog

from agent.contract.lead import Lead
from agent.delivery.outbox import Outbox, OutboxError
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

    async def publish(self, lead: Lead) -> bool:
        """Store a revision for publication.

        Returns:
            True once this revision or a newer one of the lead is durable; False when it could not be
            stored and only lives in memory.
        """
        try:
            await self._outbox.store(lead)
        except OutboxError as error:
            if not self._unsaved:
                log.error("a lead could not be stored", why=str(error))  # noqa: TRY400
            newest = self._unsaved.get(lead.id)
            if newest is None or newest.revision < lead.revision:
                self._unsaved[lead.id] = lead
            self._station.failed(str(error))
            return False
        self._drop_overtaken_by(lead)
        self._wake_uplink()
        return True

    async def retry_unsaved(self) -> list[Lead]:
        """Try again what could not be stored; return what is safe since the last call.

        A revision is also safe when a newer one of its lead has been stored.
        """
        for lead in list(self._unsaved.values()):
            if self._unsaved.get(lead.id) is lead and not await self.publish(lead):
                break
        safe, self._overtaken = self._overtaken, []
        return safe

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
