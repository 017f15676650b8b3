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

    async def publish(self, lead: Lead) -> bool:
        """Store a revision for publication.

        Returns:
            True once it is durable; False when it could not be stored and only lives in memory.
        """
        try:
            await self._outbox.store(lead)
        except OutboxError as error:
            newest = self._unsaved.get(lead.id)
            if newest is None or newest.revision < lead.revision:
                self._unsaved[lead.id] = lead
            if len(self._unsaved) == 1:
                log.error("a lead could not be stored", why=str(error))  # noqa: TRY400
            self._station.failed(str(error))
            return False
        self._wake_uplink()
        return True

    async def retry_unsaved(self) -> list[Lead]:
        """Try again what could not be stored; return what is safe now."""
        saved: list[Lead] = []
        for lead in list(self._unsaved.values()):
            del self._unsaved[lead.id]
            if not await self.publish(lead):
                break
            saved.append(lead)
        if saved and not self._unsaved:
            self._station.ok()
            log.info("leads are stored again", leads=len(saved))
        return saved
