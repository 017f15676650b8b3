"""What the agent says of itself to whoever asks on this machine, and to the collector's diagnostics."""

from collections.abc import Callable
from importlib.metadata import version

from agent.delivery.outbox import Depth
from agent.hearing.ear import Ear
from agent.ops.facts import Fact, facts
from agent.ops.health import Health
from agent.ops.machine import clock_synchronised
from agent.ops.metrics import Metrics
from agent.ops.report import AgentReport, SoundReport, tell_stations
from agent.settings.model import NoMicrophoneSettings, Settings
from agent.visit.visit import Visit
from drivers.clock import Clock


class SelfReport:
    """Gathers the report; what is not built yet is left out.

    Attributes:
        ear, visit: Set when they are built.
        depth: What waits in the outbox; asked anew for every report.
        sealed: Whether leads on the disk are encrypted.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        health: Health,
        metrics: Metrics,
        clock: Clock,
        depth: Callable[[], Depth],
    ) -> None:
        self._health = health
        self._metrics = metrics
        self._clock = clock
        self._depth = depth
        self._scanners = tuple(scanner.name for scanner in settings.scanners)
        self._wants_sound = not isinstance(settings.microphone, NoMicrophoneSettings)
        self.ear: Ear | None = None
        self.visit: Visit | None = None
        self.sealed = False

    def __call__(self) -> AgentReport:
        """Return how it is now."""
        depth = self._depth()
        return AgentReport(
            version=version("boothscribe"),
            uptime_s=self._health.uptime_s,
            clock_synchronised=clock_synchronised(),
            sealed=self.sealed,
            stations=tell_stations(self._health),
            stalled=tuple(self._health.stalled()),
            scanners=self._scanners,
            sound=self._sound(),
            muted=self.visit is not None and self.visit.is_mute(self._clock.now()),
            outbox_leads=depth.leads,
            outbox_oldest_s=depth.oldest_s,
            outbox_parked=depth.parked,
            receipts_accepted=self._receipts("accepted"),
            receipts_rejected=self._receipts("rejected"),
        )

    async def diagnostics(self) -> dict[str, Fact]:
        """Answer the collector's `send-diagnostics`."""
        return facts(self())

    def _sound(self) -> SoundReport | None:
        if not self._wants_sound:
            return None
        if self.ear is None or not self.ear.levels.levels_dbfs:
            return SoundReport()
        return SoundReport(
            age_s=max(0.0, self._clock.now() - self.ear.last_frame_s),
            levels_dbfs=self.ear.levels.levels_dbfs,
            peaks_dbfs=self.ear.levels.peaks_dbfs,
        )

    def _receipts(self, status: str) -> int:
        name = "boothscribe_receipts_total"
        return int(self._metrics.registry.get_sample_value(name, {"status": status}) or 0)
