"""Every setting, its default, and what it is for. `docs/settings.md` is generated from here."""

import os
import re
import socket
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    field_validator,
    model_validator,
)

from agent.contract.topics import DEVICE_PATTERN, Topics


class Section(BaseModel):
    """Base of all sections: immutable, unknown keys refused, docstrings become descriptions."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=True
    )


def state_directory() -> Path:
    """Return where the box keeps its data: systemd's StateDirectory=, else the XDG data directory."""
    from_systemd = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(from_systemd) if from_systemd else platformdirs.user_data_path("boothscribe")


def _device_name_from_host() -> str:
    name = re.sub(r"[^A-Za-z0-9_.-]", "-", socket.gethostname())[:63].lstrip("-_.")
    return name or "booth"


def _device_name(value: str) -> str:
    Topics(value)  # raises ValueError with what is allowed
    return value


_LARGEST_PORT = 65535

NonEmpty = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
DeviceName = Annotated[
    str, AfterValidator(_device_name), Field(json_schema_extra={"pattern": DEVICE_PATTERN})
]


BadgeField = Literal["", "id", "name", "given_name", "family_name", "company", "title", "email", "phone"]


class DeviceSettings(Section):
    """The box itself."""

    name: DeviceName = Field(default_factory=_device_name_from_host)
    """Names the box in topics and leads; one per box. Default: the host name."""


class EventSettings(Section):
    """The trade show."""

    id: NonEmpty = "unassigned"
    """Identifier of the show, stamped on every lead."""
    name: NonEmpty | None = None
    """The show's name for people."""


class ScannerSection(Section):
    """What every scanner has."""

    name: NonEmpty = "scanner"
    """Names the scanner in leads, logs and metrics; unique on the box."""


class HidScannerSettings(ScannerSection):
    """A scanner that types like a keyboard (USB HID)."""

    driver: Literal["hid"]
    path: Path | None = None
    """Stable device path, as `boothscribe devices` prints it (/dev/input/by-id/...)."""
    device: str | None = None
    """Instead of `path`: the device's name, as `boothscribe devices` prints it."""
    usb_id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}$")] | None = None
    """Instead of `path`: vendor:product in hexadecimal."""
    keymap: Literal["us", "de", "fr", "gb"] = "us"
    """Keyboard layout that the scanner is set to; a wrong one turns `-` into something else."""
    idle_gap_s: float = Field(default=0.08, gt=0, le=2)
    """A scan ends when its terminator is followed by this much silence."""

    @model_validator(mode="after")
    def _one_selector(self) -> Self:
        if [self.path, self.device, self.usb_id].count(None) != 2:  # noqa: PLR2004 -- one of three
            raise ValueError("set one of `path`, `device` and `usb_id`; `boothscribe devices` prints them")
        return self


class SerialScannerSettings(ScannerSection):
    """A scanner on a serial port (USB CDC-ACM or USB-serial)."""

    driver: Literal["serial"]
    path: Path
    """Stable port path, as `boothscribe devices` prints it (/dev/serial/by-id/...)."""
    baud: int = Field(default=9600, ge=300, le=4_000_000)
    """Line speed; without meaning for CDC-ACM scanners."""
    terminator: Literal["any", "cr", "lf", "crlf", "tab", "none"] = "any"
    """What the scanner sends after a code; `any` takes CR, LF or both, `none` relies on silence alone."""
    encoding: Literal["utf-8", "latin-1", "cp1252"] = "utf-8"
    """How bytes become text; bytes that are not valid UTF-8 are read as Latin-1."""
    idle_gap_s: float = Field(default=0.03, gt=0, le=2)
    """A scan ends when its terminator is followed by this much silence; USB-serial chips hold back up to
    0.016 s."""


class ReplayScannerSettings(ScannerSection):
    """A script of scans with times, for demonstrations and tests."""

    driver: Literal["replay"]
    file: Path
    """TOML file with `[[scan]]` tables of `at_s` and `payload`."""


class StandardInputScannerSettings(ScannerSection):
    """Scans typed or piped into standard input, one a line."""

    driver: Literal["stdin"]


ScannerSettings = Annotated[
    HidScannerSettings | SerialScannerSettings | ReplayScannerSettings | StandardInputScannerSettings,
    Field(discriminator="driver"),
]


class PortAudioMicrophoneSettings(Section):
    """A sound card or USB microphone array."""

    driver: Literal["portaudio"] = "portaudio"
    device: str = ""
    """A part of the device's name, as `boothscribe devices` prints it; empty: the default input."""
    channels: int | None = Field(default=None, ge=1, le=64)
    """How many channels to open; default: all that the device has, one where it claims more than 16 as
    sound servers do."""
    sample_rate_hz: Literal[16000, 44100, 48000] | None = None
    """Rate to open the device at; default: 16000 where the device takes it, else its own."""
    stall_s: float = Field(default=2.0, gt=0.2, le=60)
    """No sound block for this long means that the device is gone and is opened anew."""


class ReplayMicrophoneSettings(Section):
    """A WAV or FLAC file, for demonstrations and tests."""

    driver: Literal["replay"]
    file: Path
    """The recording."""
    real_time: bool = True
    """False: as fast as the box can listen."""


class NoMicrophoneSettings(Section):
    """No microphone: leads carry scans only."""

    driver: Literal["none"]


MicrophoneSettings = Annotated[
    PortAudioMicrophoneSettings | ReplayMicrophoneSettings | NoMicrophoneSettings,
    Field(discriminator="driver"),
]


class HearingSettings(Section):
    """From sound to utterances."""

    channel: int = Field(default=0, ge=0, le=63)
    """The channel that is listened to."""
    gate_aggressiveness: int = Field(default=2, ge=0, le=3)
    """webrtcvad's mode: 0 lets most through, 3 least."""
    judge_threshold: float = Field(default=0.5, gt=0, lt=1)
    """Silero speech probability at which a stretch of 32 ms counts as speech."""
    minimum_speech_s: float = Field(default=0.25, ge=0, le=5)
    """An utterance with less speech than this, by Silero, is dropped."""
    pre_roll_s: float = Field(default=0.3, ge=0, le=2)
    """Sound kept from before the gate opened, so that first consonants survive."""
    hang_over_s: float = Field(default=0.6, gt=0.1, le=3)
    """Silence after which an utterance is over."""
    maximum_utterance_s: float = Field(default=15.0, ge=2, le=23)
    """Longer speech is ended at a pause, or after a quarter more; the next utterance goes on with it."""


class SpeechSettings(Section):
    """From utterances to words."""

    model: NonEmpty = "base.en"
    """`demo`, a Whisper size (`base.en`, `small.en` ...), a hub repository, or a directory."""
    revision: NonEmpty | None = None
    """Pins a hub repository to a commit."""
    language: NonEmpty = "en"
    """Language code, or `auto` to let the model say; English-only models take en."""
    compute_type: Literal["int8", "int8_float32", "float32", "default"] = "int8"
    """CTranslate2's arithmetic."""
    threads: int = Field(default=2, ge=1, le=64)
    """Processor threads for recognition."""
    context_floor_s: float = Field(default=5.0, ge=0, le=30)
    """Shortest context the encoder sees; shorter sound is padded with silence to this length."""
    live: bool = False
    """Recognise while somebody speaks and commit words as they become certain. Experimental: less accurate
    so far than the default, which decodes each utterance once when it is over."""
    step_s: float = Field(default=0.4, ge=0.1, le=5)
    """With `live`: new sound after which the words so far are recognised again; grows under load."""
    hold_back_s: float = Field(default=0.4, ge=0, le=3)
    """With `live`: words that end closer than this to the end of the sound wait."""
    vocabulary: tuple[NonEmpty, ...] = ()
    """Names that are likely at this booth: products, competitors, colleagues. Near misses are corrected."""
    bias: bool = False
    """Give these names, the visitor's and the company's to the model as a hint. Stock Whisper models take
    it; the demo model gets worse with it."""


class VisitSettings(Section):
    """From scans to conversations."""

    consent: Literal["scan", "ask", "off"] = "ask"
    """`scan`: the notice at the booth makes the scan the consent. `ask`: the rep asks, then scans the
    printed consent card. `off`: words are never taken down."""
    silence_ends_s: float = Field(default=90.0, ge=5, le=3600)
    """A conversation ends after this much silence."""
    delimited_fields: tuple[BadgeField, ...] = (
        "id",
        "given_name",
        "family_name",
        "company",
        "title",
        "email",
        "phone",
    )
    """What the fields of a delimited badge are, in order; an empty text skips one."""


class IndicatorSettings(Section):
    """How the box answers a scan."""

    driver: Literal["none", "terminal", "led"] = "none"
    """`terminal` rings the bell; `led` blinks a kernel LED."""
    led: NonEmpty = "ACT"
    """Name under /sys/class/leds."""


class UplinkSettings(Section):
    """From the box to the broker."""

    broker: NonEmpty = "mqtt://localhost:1883"
    """`mqtts://host:8883` (TLS) or `mqtt://host:1883`."""
    username: str | None = None
    """Broker account."""
    password: SecretStr | None = None
    """Better given as the systemd credential `boothscribe.uplink.password`."""
    ca_file: Path | None = None
    """Certificate authority of the broker; default: the system's."""
    client_id: NonEmpty | None = None
    """Default: `boothscribe-` and the device name. Must be the box's own."""
    keepalive_s: int = Field(default=15, ge=5, le=600)
    """A dead peer is noticed after twice this time at the latest."""
    in_flight: int = Field(default=20, ge=1, le=1000)
    """Revisions sent and not yet taken by the broker."""
    receipt_timeout_s: float = Field(default=30.0, ge=1, le=86_400)
    """A revision without receipt is sent again after this time, doubling up to an hour."""
    reconnect_max_s: float = Field(default=60.0, ge=1, le=3600)
    """Longest pause between two attempts to connect."""
    health_interval_s: float = Field(default=60.0, ge=1, le=86_400)
    """How often the box publishes its condition."""

    @field_validator("broker")
    @classmethod
    def _broker_url(cls, value: str) -> str:
        url = urlsplit(value)
        beyond = url.path.strip("/") or url.query or url.fragment
        # `@` anywhere: a password with a `/` in it ends up in the path, and must not be shown.
        if url.scheme not in {"mqtt", "mqtts"} or not url.hostname or beyond or "@" in value:
            raise ValueError("write it as mqtts://host:8883 or mqtt://host:1883, without user or password")
        _ = url.port  # raises ValueError when it is no port number
        return value


class OutboxSettings(Section):
    """The store of what is to be published."""

    path: Path = Field(default_factory=lambda: state_directory() / "outbox.db")
    """SQLite database; must lie on a disk that keeps what is synced."""


class OpsSettings(Section):
    """How people watch the box."""

    metrics: str = "127.0.0.1:9477"
    """Address of the Prometheus exporter; empty: none."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Logs never hold names, badges or words at any level."""
    log_format: Literal["auto", "json", "console"] = "auto"
    """`auto`: console on a terminal, else JSON."""

    @field_validator("metrics")
    @classmethod
    def _address(cls, value: str) -> str:
        address = re.fullmatch(r"(?:\[[0-9a-fA-F:]+\]|[^:\s]+):([0-9]{1,5})", value)
        if value and not (address and int(address[1]) <= _LARGEST_PORT):
            raise ValueError("write it as address:port, or leave it empty for none")
        return value


class Settings(Section):
    """Everything a box can be told."""

    device: DeviceSettings = DeviceSettings()
    event: EventSettings = EventSettings()
    scanners: tuple[ScannerSettings, ...] = ()
    """Any number of `[[scanners]]` tables."""
    microphone: MicrophoneSettings = PortAudioMicrophoneSettings()
    hearing: HearingSettings = HearingSettings()
    speech: SpeechSettings = SpeechSettings()
    visit: VisitSettings = VisitSettings()
    indicator: IndicatorSettings = IndicatorSettings()
    uplink: UplinkSettings = UplinkSettings()
    outbox: OutboxSettings = OutboxSettings()
    ops: OpsSettings = OpsSettings()

    @field_validator("scanners")
    @classmethod
    def _names_are_unique(cls, scanners: tuple[ScannerSettings, ...]) -> tuple[ScannerSettings, ...]:
        names = [scanner.name for scanner in scanners]
        if len(set(names)) != len(names):
            raise ValueError("give every [[scanners]] table a `name` of its own")
        return scanners
