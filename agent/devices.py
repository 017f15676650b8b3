"""Builds the drivers that the settings name, and hears about their state."""

import structlog

from agent.hearing.array.profile import ArrayProfile, ProfileError, load_profile
from agent.ops.health import Health, Station
from agent.ops.metrics import Metrics
from agent.settings.model import (
    HearingSettings,
    HidScannerSettings,
    IndicatorSettings,
    NoMicrophoneSettings,
    PortAudioMicrophoneSettings,
    ReplayMicrophoneSettings,
    ReplayScannerSettings,
    ScannerSettings,
    SerialScannerSettings,
    Settings,
    StandardInputScannerSettings,
)
from drivers.clock import Clock, ReplayClock, SystemClock
from drivers.indicators.base import Indicator, NoIndicator
from drivers.indicators.led import LedIndicator
from drivers.indicators.terminal import TerminalIndicator
from drivers.microphones.base import SAMPLE_RATE_HZ, Microphone
from drivers.microphones.portaudio import PortAudioMicrophone
from drivers.microphones.replay import ReplayMicrophone
from drivers.scanners.base import RefusalReason, Scanner
from drivers.scanners.framing import FramingRules, Terminator
from drivers.scanners.hid import HidScanner
from drivers.scanners.replay import ReplayScanner
from drivers.scanners.serial_port import SerialScanner
from drivers.scanners.stdin import StdinScanner

MICROPHONE = "microphone"
_UNTERMINATED_GAP_S = 0.5

log = structlog.get_logger(__name__)


class ScannerReports:
    """Turns what scanners say about themselves into health, metrics and logs."""

    def __init__(self, health: Health, metrics: Metrics, indicator: Indicator) -> None:
        self._health = health
        self._metrics = metrics
        self._indicator = indicator

    def connected(self, scanner: str) -> None:
        """See `ScannerListener.connected`."""
        self._metrics.scanner_connected.labels(scanner).set(1)
        self._health.stations[scanner].ok()
        log.info("scanner is ready", scanner=scanner)

    def disconnected(self, scanner: str, why: str) -> None:
        """See `ScannerListener.disconnected`."""
        self._metrics.scanner_connected.labels(scanner).set(0)
        self._health.stations[scanner].degraded(why, public="the scanner is away: plug it in")
        log.warning("scanner is away", scanner=scanner, why=why)

    def refused(self, scanner: str, reason: RefusalReason, characters: int) -> None:
        """See `ScannerListener.refused`."""
        self._metrics.scans_refused.labels(scanner, reason).inc()
        self._indicator.refuse()
        log.warning("scan refused; scan again", scanner=scanner, reason=str(reason), characters=characters)


class MicrophoneReports:
    """Turns what the microphone says about itself into health, metrics and logs."""

    def __init__(self, station: Station, metrics: Metrics, hearing: HearingSettings) -> None:
        self._station = station
        self._metrics = metrics
        self._channel = hearing.channel

    def connected(self, microphone: str, channels: int, sample_rate_hz: int) -> None:
        """See `MicrophoneListener.connected`."""
        self._metrics.microphone_connected.set(1)
        if self._channel < channels:
            self._station.ok()
        else:
            self._station.failed(
                f"hearing.channel is {self._channel}, but the microphone has {channels} channels, counted"
                " from 0; the last one is used"
            )
        log.info("microphone is open", microphone=microphone, channels=channels, rate_hz=sample_rate_hz)

    def disconnected(self, microphone: str, why: str) -> None:
        """See `MicrophoneListener.disconnected`."""
        self._metrics.microphone_connected.set(0)
        self._station.degraded(why, public="no sound from the microphone: plug it in")
        log.warning("microphone is away", microphone=microphone, why=why)

    def overrun(self, microphone: str, frames: int) -> None:
        """See `MicrophoneListener.overrun`."""
        self._metrics.overruns.inc(frames)
        log.warning("sound was lost: the machine is too slow", microphone=microphone, frames=frames)


def build_clock(settings: Settings) -> Clock:
    """Return the system's clock, or one that a recording drives where it is played at full speed."""
    microphone = settings.microphone
    if isinstance(microphone, ReplayMicrophoneSettings) and not microphone.real_time:
        return ReplayClock()
    return SystemClock()


def build_indicator(settings: IndicatorSettings) -> Indicator:
    """Build the indicator; one that cannot be had is no reason not to scan."""
    match settings.driver:
        case "terminal":
            return TerminalIndicator()
        case "led":
            try:
                return LedIndicator(settings.led)
            except OSError as error:
                log.warning("indicator LED cannot be used", led=settings.led, why=error.strerror)
        case "none":
            pass
    return NoIndicator()


def build_scanner(
    settings: ScannerSettings, *, reports: ScannerReports, clock: Clock, start_s: float
) -> Scanner:
    """Build one scanner.

    Raises:
        ReplayScriptError: If a replay script cannot be used.
    """
    name = settings.name
    match settings:
        case HidScannerSettings():
            return HidScanner(
                name=name,
                listener=reports,
                clock=clock,
                path=settings.path,
                device_name=settings.device,
                usb_id=settings.usb_id,
                keyboard_layout=settings.keymap,
                rules=_framing(settings.idle_gap_s, Terminator.ANY),
            )
        case SerialScannerSettings():
            return SerialScanner(
                name=name,
                listener=reports,
                clock=clock,
                path=settings.path,
                baud=settings.baud,
                encoding=settings.encoding,
                rules=_framing(settings.idle_gap_s, Terminator(settings.terminator)),
            )
        case ReplayScannerSettings():
            return ReplayScanner(
                name=name, listener=reports, clock=clock, path=settings.file, start_s=start_s
            )
        case StandardInputScannerSettings():
            return StdinScanner(name=name, listener=reports, clock=clock)


def array_of(settings: HearingSettings) -> ArrayProfile | None:
    """Return the profile of the array that the settings name; None where they name none.

    Raises:
        ProfileError: If it cannot be used, or not as the settings want it.
    """
    if settings.array is None:
        return None
    profile = load_profile(settings.array)
    if settings.beam == "device" and (profile.direction is None or not profile.processed):
        raise ProfileError(
            f"hearing.beam is device, but {profile.name} has no processed channel or tells no directions;"
            " set it to superdirective"
        )
    return profile


def build_microphone(
    settings: Settings, *, station: Station, metrics: Metrics, clock: Clock, start_s: float
) -> Microphone | None:
    """Build the microphone, or None where there is to be none.

    Raises:
        MicrophoneError: If a recording cannot be used.
        ProfileError: If the profile of the array cannot be used.
    """
    array = array_of(settings.hearing)
    reports = MicrophoneReports(station, metrics, settings.hearing)
    match settings.microphone:
        case PortAudioMicrophoneSettings() as chosen:
            return PortAudioMicrophone(
                name=MICROPHONE,
                listener=reports,
                clock=clock,
                device=chosen.device,
                channels=chosen.channels,
                # A device that takes the rate of all that follows saves a resampler; others refuse it, or
                # take it and resample badly: their profiles say so.
                sample_rate_hz=chosen.sample_rate_hz or (array.sample_rate_hz if array else SAMPLE_RATE_HZ),
                stall_s=chosen.stall_s,
            )
        case ReplayMicrophoneSettings() as chosen:
            return ReplayMicrophone(
                name=MICROPHONE,
                listener=reports,
                path=chosen.file,
                clock=clock,
                start_s=start_s,
                real_time=chosen.real_time,
            )
        case NoMicrophoneSettings():
            return None


def _framing(idle_gap_s: float, terminator: Terminator) -> FramingRules:
    return FramingRules(
        terminator=terminator,
        idle_gap_s=idle_gap_s,
        unterminated_gap_s=max(_UNTERMINATED_GAP_S, idle_gap_s),
    )
