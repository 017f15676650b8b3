"""Wiring and lifetime: the only module that knows all the parts."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from agent.assessing import assess_safely, load_rules
from agent.connecting import build_uplink, describe_box, report_health
from agent.contract.lead import EventReference, Lead
from agent.contract.status import Health as HealthReport
from agent.contract.status import Info
from agent.delivering import READABLE, DeliveryKeys, UplinkNotices, bounds, forget_in
from agent.delivery.clock import ClockCorrection, KnownTime
from agent.delivery.commands import Handler, delivery_handlers
from agent.delivery.outbox import Depth, Outbox, OutboxError, OutboxReason
from agent.delivery.publisher import Publisher
from agent.delivery.uplink import Uplink
from agent.devices import (
    MICROPHONE,
    ScannerReports,
    build_clock,
    build_indicator,
    build_microphone,
    build_scanner,
)
from agent.event_pack.load import LoadedPack
from agent.hearing.ear import Ear
from agent.improving import PackInUse, build_improver
from agent.listening import build_ear, build_recogniser
from agent.muting import mute_handlers
from agent.ops.health import Health, Station, Status
from agent.ops.machine import ask_time_service, boot_id, clock_synchronised
from agent.ops.metrics import Metrics
from agent.ops.notify import notify
from agent.ops.report import answering, socket_path
from agent.ops.supervise import supervise
from agent.ops.watchdog import feed_watchdog
from agent.reception import Reception
from agent.self_report import SelfReport
from agent.settings.model import Settings
from agent.speech.recogniser import Listeners, Recogniser
from agent.visit.conversations import Conversations, Limits, interrupted
from agent.visit.visit import Visit
from drivers.clock import SystemClock
from drivers.microphones.base import Microphone
from drivers.scanners.base import Scanner

if TYPE_CHECKING:
    from agent.insight.language_model.improver import Improver

_HOUSEKEEPING_S = 1.0
_DISK_FULL_AGAIN_S = 5.0
_DEVICES_CLOSE_S = 1.5
_LAST_LEADS_S = 2.0
_RULES_S = 1.0
_NOTIFY_S = 5.0
_LAST_WORDS_S = 4.0
"""Time for the last words to be recognised at a stop. With the devices' and the uplink's goodbye a stop
takes less than 10 s whatever hangs; systemd kills after TimeoutStopSec=."""
_LAST_RECEIPTS_S = 60.0

log = structlog.get_logger(__name__)


class App:
    """The agent, built from its settings.

    Start order: outbox, leads that a crash cut off, uplink, scanners, microphone; the speech model
    loads in the background. Stop order is the reverse, and nothing that was said or scanned is lost
    on the way.
    """

    def __init__(self, settings: Settings, *, exit_when_replayed: bool = False) -> None:
        self._settings = settings
        self._exit_when_replayed = exit_when_replayed
        self._clock = build_clock(settings)
        self._keys = DeliveryKeys.read(settings)
        self._metrics = Metrics()
        self._health = Health()
        self._indicator = build_indicator(settings.indicator)
        for own in ("housekeeping", "watchdog"):
            self._health.station(own).ok()
        self._reception = Reception(settings, self._health)
        self._uplink_notices = UplinkNotices(settings.uplink, self._health)
        self._known_time: KnownTime | None = None
        if isinstance(self._clock, SystemClock):  # a recording's time is nobody's wall time
            self._known_time = KnownTime(self._clock, boot=boot_id(), synchronised=clock_synchronised)
        self._stopping = asyncio.Event()
        self._depth = Depth(leads=0, oldest_s=0.0, parked=0)
        self._self_report = SelfReport(
            settings,
            health=self._health,
            metrics=self._metrics,
            clock=self._clock,
            depth=lambda: self._depth,
        )

    async def run(self) -> None:
        """Run until told to stop by SIGTERM, SIGINT or `stop`, or until replayed inputs have ended.

        Raises:
            OutboxError: If the outbox cannot be opened: without it no scan can be confirmed.
            MicrophoneError, ReplayScriptError: If a recording to be replayed cannot be used.
            ProfileError: If the profile of the array cannot be used.
        """
        settings = self._settings
        if settings.ops.metrics:
            self._serve_metrics(settings.ops.metrics)
        async with contextlib.AsyncExitStack() as stack:
            self._handle_signals()
            station = self._health.station("outbox", stall_after_s=60)
            outbox = await self._open_outbox(station)
            if outbox is None:
                return
            stack.push_async_callback(outbox.close)
            stack.callback(self._reception.close)
            self._self_report.sealed = outbox.sealed
            await stack.enter_async_context(answering(socket_path(settings.outbox.path), self._self_report))
            await self._reception.keeper.load_pack()
            handlers: dict[str, Handler] = {}
            uplink = self._build_uplink(outbox, handlers)
            outbox.changed = uplink.wake
            publisher = Publisher(outbox=outbox, wake_uplink=uplink.wake, station=station)
            cut_off = await outbox.unfinished()
            conversations = self._build_conversations()
            visit = self._build_visit(conversations, publisher)
            handlers |= self._build_handlers(visit, outbox, publisher)
            self._attach_reception(conversations, visit, outbox, publisher, uplink)
            improver = self._build_improver(visit, stack)
            start_s = self._clock.now()
            scanners = self._build_scanners(start_s)
            microphones = self._build_microphones(start_s)
            ear = self._build_ear(microphones, visit)
            self._self_report.ear, self._self_report.visit = ear, visit
            recogniser = self._build_recogniser(visit)
            stack.callback(recogniser.close)
            if not scanners:
                log.warning("no scanner is configured; `boothscribe devices` prints what to write")
            async with asyncio.TaskGroup() as tasks:
                sources = [
                    self._start(tasks, scanner.name, self._scanning(scanner, visit)) for scanner in scanners
                ]
                sources.append(self._start(tasks, "hearing", ear.run))
                finishing = tasks.create_task(self._finish_cut_off(cut_off, publisher), name="cut off")
                background = [
                    # What was cut off goes out once, and final.
                    self._start(tasks, "uplink", _after(finishing, uplink.run) if cut_off else uplink.run),
                    self._start(tasks, "speech", lambda: recogniser.run(ear.heard)),
                    self._start(tasks, "hearing", ear.watch),
                    self._start(tasks, "attendees", self._reception.keeper.run),
                    self._start(tasks, "housekeeping", lambda: self._housekeeping(outbox, publisher, visit)),
                    self._start(tasks, "watchdog", lambda: feed_watchdog(self._health)),
                ]
                correction = self._build_correction(visit, outbox, publisher)
                background += self._start_others(tasks, correction, improver, after=finishing)
                notify("READY=1", f"STATUS={self._health.summary()}", wait_s=_NOTIFY_S)
                log.info("ready", device=settings.device.name, scanners=len(scanners))
                if self._exit_when_replayed:
                    tasks.create_task(self._stop_after(sources), name="stop-when-replayed")
                await self._stopping.wait()
                notify("STOPPING=1")
                await asyncio.wait([finishing], timeout=_RULES_S)
                await self._finish([*scanners, *microphones], sources, ear, visit, outbox)
                for task in (finishing, *background):
                    task.cancel()
        log.info("stopped")

    def stop(self) -> None:
        """Ask the agent to finish what it holds and stop."""
        self._stopping.set()

    def _handle_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self._reception.keeper.ask)

    def _start(
        self, tasks: asyncio.TaskGroup, name: str, part: Callable[[], Awaitable[None]]
    ) -> asyncio.Task[None]:
        station = self._health.stations[name]
        return tasks.create_task(supervise(part, station=station, metrics=self._metrics), name=name)

    def _start_others(
        self,
        tasks: asyncio.TaskGroup,
        correction: ClockCorrection | None,
        improver: "Improver | None",
        *,
        after: asyncio.Task[None],
    ) -> Iterator[asyncio.Task[None]]:
        if correction is not None:
            # Else both would make the next revision of a lead that was cut off.
            yield self._start(tasks, "clock", _after(after, correction.run))
        if improver is not None:
            yield self._start(tasks, "language model", improver.run)

    def _serve_metrics(self, address: str) -> None:
        try:
            self._metrics.serve(address)
        except OSError as error:
            # Two agents on one machine, or a port that is taken: worth a warning, not a silent booth.
            log.warning("metrics cannot be served; set ops.metrics", address=address, why=error.strerror)

    def _say_whether_sealed(self, outbox: Outbox) -> None:
        station = self._health.station("sealing")
        if outbox.sealed:
            station.ok()
            return
        station.degraded(READABLE, public="leads on this box's disk are not encrypted")
        log.warning("leads on this box's disk are not encrypted", what_now=READABLE)

    async def _open_outbox(self, station: Station) -> Outbox | None:
        """Open the outbox; on a full disk wait for room, and say so to whoever stands at the box.

        Returns:
            None when told to stop meanwhile.
        """
        while not self._stopping.is_set():
            try:
                outbox = await Outbox.open(
                    self._settings.outbox.path,
                    keys=self._keys.at_rest,
                    bounds=bounds(self._settings.outbox),
                    keep_receipted_s=self._settings.outbox.keep_receipted_s,
                )
            except OutboxError as error:
                if error.reason is not OutboxReason.FULL:
                    raise
                station.failed(str(error), public="the disk is full: nothing can be stored")
                log.error("no scan can be taken", why=str(error))  # noqa: TRY400 -- the message says it all
                self._indicator.refuse()
                notify(f"STATUS={error}", f"EXTEND_TIMEOUT_USEC={int(4e6 * _DISK_FULL_AGAIN_S)}")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), _DISK_FULL_AGAIN_S)
            else:
                station.ok()
                outbox.working = station.working
                self._say_whether_sealed(outbox)
                return outbox
        return None

    @staticmethod
    async def _finish_cut_off(leads: list[Lead], publisher: Publisher) -> None:
        """Load the rules, and make final what a crash or power cut left open."""
        await load_rules()
        for lead in leads:
            await publisher.publish(assess_safely(interrupted(lead, datetime.now(UTC))))
        if leads:
            log.warning("conversations were cut off by a stop; made final", leads=len(leads))

    def _build_uplink(self, outbox: Outbox, handlers: Mapping[str, Handler]) -> Uplink:
        return build_uplink(
            self._settings,
            self._keys,
            outbox=outbox,
            info=self._info(outbox),
            handlers=handlers,
            report_health=self._report_health,
            metrics=self._metrics,
            station=self._health.station("uplink", stall_after_s=120),
        )

    def _info(self, outbox: Outbox) -> Info:
        return describe_box(self._settings, self._keys, event=self._event(), sealed=outbox.sealed)

    def _build_conversations(self) -> Conversations:
        visit = self._settings.visit
        return Conversations(
            device=self._settings.device.name,
            event=self._event(),
            terms=self._reception.terms,
            limits=Limits(**visit.model_dump(include={field.name for field in fields(Limits)})),
            wall=self._clock.wall,
        )

    def _build_visit(self, conversations: Conversations, publisher: Publisher) -> Visit:
        return Visit(
            conversations=conversations,
            delimited_fields=self._settings.visit.delimited_fields,
            assess=self._completed,
            publish=publisher.publish,
            indicator=self._indicator,
            clock=self._clock,
            metrics=self._metrics,
            cards=self._reception.card_reader(),
            station=self._health.station("booth"),
            mute_s=self._settings.visit.mute_s,
        )

    def _build_handlers(self, visit: Visit, outbox: Outbox, publisher: Publisher) -> dict[str, Handler]:
        own = delivery_handlers(
            publisher=publisher,
            outbox=outbox,
            diagnostics=self._self_report.diagnostics,
            forget=forget_in(visit, self._completed),
        )
        return own | mute_handlers(visit) | {"reload-event-pack": self._reception.reload}

    def _build_correction(self, visit: Visit, outbox: Outbox, publisher: Publisher) -> ClockCorrection | None:
        if self._known_time is None:
            return None
        return ClockCorrection(
            self._known_time,
            outbox=outbox,
            publisher=publisher,
            revise_all=visit.revise_all,
            assess=self._assessed_again,
            station=self._health.station("clock"),
            ask_service=ask_time_service,
        )

    def _completed(self, lead: Lead) -> Lead:
        completed = self._reception.completed(lead, self._assessed)
        return completed if self._known_time is None else self._known_time.noted(completed)

    def _assessed_again(self, lead: Lead) -> Lead:
        """Find days anew; under another pack than the lead's it is left as it is."""
        return self._reception.assessed_again(lead, self._assessed) or lead

    def _assessed(self, lead: Lead, loaded: LoadedPack | None) -> Lead:
        if loaded is None:
            return assess_safely(lead)
        return assess_safely(lead, loaded.pack, templates=self._reception.templates(loaded))

    def _build_improver(self, visit: Visit, stack: contextlib.AsyncExitStack) -> "Improver | None":
        pack = PackInUse(loaded=lambda: self._reception.loaded, templates=self._reception.templates)
        improver = build_improver(
            self._settings.language_model, visit, pack, metrics=self._metrics, stack=stack
        )
        if improver is not None:
            self._health.station("language model").ok()
        return improver

    def _attach_reception(
        self,
        conversations: Conversations,
        visit: Visit,
        outbox: Outbox,
        publisher: Publisher,
        uplink: Uplink,
    ) -> None:
        self._reception.attach(
            conversations=conversations,
            visit=visit,
            outbox=outbox,
            publisher=publisher,
            assess=self._assessed,
            pack_in_use=lambda: uplink.announce(self._info(outbox)),
        )

    def _build_scanners(self, start_s: float) -> list[Scanner]:
        reports = ScannerReports(self._health, self._metrics, self._indicator)
        for settings in self._settings.scanners:
            self._health.station(settings.name).degraded("waiting for the scanner")
            self._metrics.scanner_connected.labels(settings.name).set(0)
        return [
            build_scanner(settings, reports=reports, clock=self._clock, start_s=start_s)
            for settings in self._settings.scanners
        ]

    def _build_microphones(self, start_s: float) -> list[Microphone]:
        """Return the microphone, or nothing where there is to be none."""
        microphone = build_microphone(
            self._settings,
            station=self._health.station(MICROPHONE),
            metrics=self._metrics,
            clock=self._clock,
            start_s=start_s,
        )
        if microphone is None:
            self._health.stations[MICROPHONE].ok()
            return []
        return [microphone]

    def _build_ear(self, microphones: list[Microphone], visit: Visit) -> Ear:
        microphone = microphones[0] if microphones else None
        return build_ear(
            self._settings.hearing,
            microphone,
            clock=self._clock,
            metrics=self._metrics,
            health=self._health,
            muted=visit.is_mute,
        )

    def _build_recogniser(self, visit: Visit) -> Recogniser:
        listeners = Listeners(audible=visit.audible, heard=visit.heard, heard_until=visit.heard_until)
        return build_recogniser(
            self._settings,
            listeners,
            clock=self._clock,
            metrics=self._metrics,
            health=self._health,
            pack=lambda: loaded.pack if (loaded := self._reception.loaded) else None,
        )

    def _event(self) -> EventReference:
        return self._reception.event

    def _scanning(self, scanner: Scanner, visit: Visit) -> Callable[[], Awaitable[None]]:
        async def scan_all() -> None:
            async for scan in scanner:
                if self._reception.signed(scan, visit):
                    self._metrics.scans.labels(scan.scanner).inc()
                    self._indicator.confirm()
                else:
                    await visit.scanned(scan)

        return scan_all

    async def _stop_after(self, sources: list[asyncio.Task[None]]) -> None:
        await asyncio.wait(sources)
        log.info("replayed inputs have ended")
        self.stop()

    async def _finish(
        self,
        devices: list[Scanner | Microphone],
        sources: list[asyncio.Task[None]],
        ear: Ear,
        visit: Visit,
        outbox: Outbox,
    ) -> None:
        """Take in no more, put the last words down, make the open conversation final.

        Each step has its own limit: a sound system or a model that hangs must not cost the lead.
        """
        # Closed devices end their iteration by themselves, so nothing on its way is cut off.
        closing = [asyncio.create_task(device.aclose(), name=f"close-{device.name}") for device in devices]
        await asyncio.wait([*closing, *sources], timeout=_DEVICES_CLOSE_S)
        for task in (*closing, *sources):
            task.cancel()
        await asyncio.wait([*closing, *sources], timeout=_DEVICES_CLOSE_S / 4)
        visit.end()
        try:
            async with asyncio.timeout(_LAST_RECEIPTS_S if self._exit_when_replayed else _LAST_WORDS_S):
                await ear.flush()
                await ear.heard.join()
        except TimeoutError:
            log.warning("stopping before the last words were recognised")
        await visit.heard_until(float("inf"))
        await self._wait_for_receipts(outbox)

    async def _wait_for_receipts(self, outbox: Outbox) -> None:
        """Let the last leads of the day go out; without a network they wait for the next start."""
        connected = self._health.stations["uplink"].status is Status.OK
        limit_s = _LAST_RECEIPTS_S if self._exit_when_replayed else _LAST_LEADS_S if connected else 0.0
        try:
            async with asyncio.timeout(limit_s):
                await outbox.wait_empty()
        except TimeoutError:
            log.warning("no receipts for the last leads; they stay in the outbox")

    async def _housekeeping(self, outbox: Outbox, publisher: Publisher, visit: Visit) -> None:
        """Keep the gauges true and try again what the disk refused."""
        while True:
            self._health.stations["housekeeping"].ok()
            visit.show()
            self._uplink_notices.look()
            visit.stored_late(await publisher.retry_unsaved())
            with contextlib.suppress(OutboxError):  # its station already says so
                await outbox.upkeep()
                self._depth = await outbox.depth()
                self._metrics.outbox_leads.set(self._depth.leads)
                self._metrics.outbox_oldest_seconds.set(self._depth.oldest_s)
                self._metrics.outbox_parked.set(self._depth.parked)
            await asyncio.sleep(_HOUSEKEEPING_S)

    def _report_health(self) -> HealthReport:
        monotonic_s = None if self._known_time is None else self._clock.now()
        return report_health(self._health, self._depth, monotonic_s=monotonic_s)


def _after(first: asyncio.Task[None], part: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await asyncio.wait([first])
        await part()

    return run
