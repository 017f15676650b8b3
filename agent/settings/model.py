"""Every setting, its default, and what it is for. `docs/settings.md` is generated from here."""

import ipaddress
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


_SERVICE_STATE = Path("/var/lib/boothscribe")


def state_directory() -> Path:
    """Return where the box keeps its data.

    systemd's StateDirectory=; else the service's own where this person may write to it, so that what is run
    by hand looks where the service does; else the XDG data directory.
    """
    from_systemd = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    if from_systemd:
        return Path(from_systemd)
    if os.access(_SERVICE_STATE, os.W_OK):
        return _SERVICE_STATE
    return platformdirs.user_data_path("boothscribe")


def _device_name_from_host() -> str:
    name = re.sub(r"[^A-Za-z0-9_.-]", "-", socket.gethostname())[:63].lstrip("-_.")
    return name or "booth"


def _device_name(value: str) -> str:
    Topics(value)  # raises ValueError with what is allowed
    return value


_LARGEST_PORT = 65535
_CLOSEST_PLACES_DEG = 60
"""Nearer than this an array of 64 mm takes one for the other now and then."""

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
    pack: Path | None = None
    """Folder of the event pack; its event then counts instead of `id` and `name`. Read again on
    `systemctl reload boothscribe`; see docs/event-packs.md."""
    overlays: tuple[NonEmpty, ...] = ()
    """Regional overlays of the pack to apply, in order."""


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
    """Rate to open the device at; default: that of the array's profile, without one 16000; where the device
    refuses it, its own."""
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
    """Without `array`: the channel that is listened to."""
    array: NonEmpty | None = None
    """Profile of a microphone array: a name in `config/arrays/`, or a path. With it the box hears who speaks
    by direction, and leaves out who is not at the table."""
    visitor_deg: float = Field(default=0.0, ge=-360, le=360)
    """With `array`: azimuth of the visitor's place, counted against the clock from the array's mark."""
    rep_deg: float = Field(default=180.0, ge=-360, le=360)
    """With `array`: azimuth of the rep's place; at least 60 degrees from the visitor's."""
    beam: Literal["superdirective", "delay_and_sum", "souden", "device"] = "superdirective"
    """With `array`: how sound from other directions is kept out; `souden` learns the hall and costs more;
    `device` takes the voice and the directions that the array works out by itself, where it does."""
    follow: bool = True
    """With `array`: turn slowly towards who speaks at the two places, at most 35 degrees aside."""
    step_ms: Literal[96, 32, 16] = 96
    """With `array`: sound that is worked on at once; less comes earlier and costs more."""
    table_threshold: float = Field(default=2.0, ge=-10, le=10)
    """With `array`: log-odds above which sound counts as speech at the table; 3 lets fewer neighbours in."""
    gate_aggressiveness: int = Field(default=2, ge=0, le=3)
    """Without `array`: webrtcvad's mode, 0 lets most through, 3 least."""
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

    @model_validator(mode="after")
    def _places_are_apart(self) -> Self:
        apart_deg = abs((self.visitor_deg - self.rep_deg + 180) % 360 - 180)
        if self.array is not None and apart_deg < _CLOSEST_PLACES_DEG:
            raise ValueError(f"`visitor_deg` and `rep_deg` must be {_CLOSEST_PLACES_DEG} degrees apart")
        return self


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
    threads: int | None = Field(default=None, ge=1, le=64)
    """Processor threads for recognition; default: 1, 2 or 4, what decodes soonest when it is loaded."""
    context_floor_s: float = Field(default=5.0, ge=0, le=30)
    """Shortest context the encoder sees; shorter sound is padded with silence to this length."""
    live: bool = True
    """Recognise while somebody speaks and commit words as they become certain; the whole utterance is decoded
    once more when it is over. Without it each utterance is decoded once, when it is over."""
    step_s: float = Field(default=0.65, ge=0.1, le=5)
    """With `live`: new sound after which the words so far are recognised again; grows under load."""
    hold_back_s: float = Field(default=0.4, ge=0, le=3)
    """With `live`: words that end closer than this to the end of the sound wait."""
    vocabulary: tuple[NonEmpty, ...] = ()
    """Names that are likely at this booth: products, competitors, colleagues. Near misses are corrected."""
    bias: bool = False
    """Give these names, the visitor's and the company's to the model as a hint before it listens. Stock
    Whisper models take it; the demo model neither gains nor loses by it."""
    check_names: bool = True
    """When an utterance is over, weigh all these names against its sound where words are doubtful, and write
    the name where it explains the sound clearly better. What was heard is kept beside it."""


class VisitSettings(Section):
    """From scans to conversations."""

    consent: Literal["scan", "ask", "off"] = "ask"
    """`scan`: the notice at the booth makes the scan the consent. `ask`: the rep asks, then scans the
    printed consent card. `off`: words are never taken down."""
    silence_ends_s: float = Field(default=90.0, ge=5, le=3600)
    """A conversation ends after this much silence."""
    maximum_s: float = Field(default=3600.0, ge=60, le=28_800)
    """No conversation is longer; the badge, scanned again, opens the same lead once more."""
    pending_s: float = Field(default=600.0, ge=0, le=3600)
    """With `ask`: voices alone, of which no words are taken down, keep a conversation open that waits for
    its consent card, for at most this long."""
    return_s: float = Field(default=900.0, ge=0, le=14_400)
    """A visitor who comes back within this time opens the same lead again; words stay in memory so long."""
    grace_s: float = Field(default=120.0, ge=0, le=3600)
    """After its end a conversation can still be refused, rated or deleted by card for so long."""
    together_s: float = Field(default=60.0, ge=5, le=600)
    """Time for the next badge after the together card."""
    group_s: float = Field(default=0.0, ge=0, le=30)
    """A second badge within this time, before any words, joins the first without a card; 0: never."""
    pre_scan_s: float = Field(default=0.0, ge=0, le=120)
    """With `scan`: words from so long before the scan belong to the visitor, if they were nobody else's. They
    are held in memory only. 0: never; say so in your notice before you raise it."""
    mute_s: float = Field(default=300.0, ge=10, le=3600)
    """How long the mute card mutes."""
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


class CardSettings(Section):
    """Command cards that the rep scans."""

    key: SecretStr | None = Field(default=None, min_length=16)
    """What the event's cards are signed with. Better given as the systemd credential
    `boothscribe.cards.key`: the content of the file that `boothscribe cards --key-file` was given."""
    unsigned: bool | None = None
    """Whether cards without signature are obeyed; default: where there is no `key`."""
    oldest_serial: int = Field(default=0, ge=0, le=999_999_999)
    """Sheets with a lower number (`boothscribe cards --serial`) are refused, as when one was lost."""


class IndicatorSettings(Section):
    """How the box answers a scan."""

    driver: Literal["none", "terminal", "led"] = "none"
    """`terminal` rings the bell; `led` blinks a kernel LED."""
    led: NonEmpty = "ACT"
    """Name under /sys/class/leds."""


class UplinkSettings(Section):
    """From the box to the broker."""

    broker: NonEmpty = "mqtt://localhost:1883"
    """`mqtts://host:8883` (TLS) or `mqtt://host:1883`; where only the web is open, `wss://host/mqtt` (TLS) or
    `ws://host/mqtt`. The broker's certificate is always verified."""
    fallback_brokers: tuple[NonEmpty, ...] = ()
    """Further addresses with the same account, tried in turn while `broker` cannot be used."""
    protocol: Literal["5", "3.1.1"] = "5"
    """Version of MQTT. `3.1.1` is for brokers without 5, which cannot say why they keep a lead out, how large
    one may be, or that nobody listens; see docs/delivery.md."""
    proxy: NonEmpty | None = None
    """`http://host:3128`: an HTTP proxy to go through with CONNECT. Proxies named in the environment are not
    used."""
    proxy_username: str | None = None
    """Account at the proxy."""
    proxy_password: SecretStr | None = None
    """Better given as the systemd credential `boothscribe.uplink.proxy_password`."""
    username: str | None = None
    """Broker account."""
    password: SecretStr | None = None
    """Better given as the systemd credential `boothscribe.uplink.password`."""
    ca_file: Path | None = None
    """Certificate authority of the broker; default: the system's."""
    certificate_file: Path | None = None
    """This box's own certificate (PEM), for brokers that want one; see `scripts/provision-device`."""
    key_file: Path | None = None
    """Private key of `certificate_file`; readable by the service alone."""
    client_id: NonEmpty | None = None
    """Default: `boothscribe-` and the device name. Must be the box's own."""
    keepalive_s: int = Field(default=9, ge=5, le=600)
    """A dead peer is noticed after twice this time at the latest."""
    in_flight: int = Field(default=20, ge=1, le=1000)
    """Revisions sent and not yet taken by the broker."""
    receipt_timeout_s: float = Field(default=30.0, ge=1, le=86_400)
    """A revision without receipt is sent again after this time, doubling up to an hour."""
    reconnect_max_s: float = Field(default=60.0, ge=1, le=3600)
    """Longest pause between two attempts to connect."""
    health_interval_s: float = Field(default=60.0, ge=1, le=86_400)
    """How often the box publishes its condition."""
    seal_to: NonEmpty | None = None
    """The collector's public key (X25519, 32 bytes in base64): leads are sealed to it and the broker cannot
    read them."""
    signed_receipts: bool = False
    """Believe only receipts signed by one of `commands.public_keys`."""

    @field_validator("broker", "fallback_brokers")
    @classmethod
    def _broker_url(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for url in (value,) if isinstance(value, str) else value:
            _demand_broker_url(url)
        return value

    @field_validator("proxy")
    @classmethod
    def _proxy_url(cls, value: str | None) -> str | None:
        if value is not None:
            url = urlsplit(value)
            beyond = url.path.strip("/") or url.query or url.fragment
            if url.scheme != "http" or not url.hostname or url.port is None or beyond or "@" in value:
                raise ValueError("write it as http://host:3128, without user or password")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.certificate_file is None) != (self.key_file is None):
            raise ValueError("set `certificate_file` and `key_file` together, or neither")
        secure = [urlsplit(url).scheme in {"mqtts", "wss"} for url in (self.broker, *self.fallback_brokers)]
        if self.certificate_file is not None and not all(secure):
            raise ValueError("a certificate needs TLS: write brokers as mqtts://host:8883 or wss://host/mqtt")
        if secure[0] and not all(secure):
            raise ValueError("`fallback_brokers` need TLS (mqtts:// or wss://) where `broker` has it")
        if self.proxy is None and (self.proxy_username or self.proxy_password):
            raise ValueError("`proxy_username` and `proxy_password` need `proxy`")
        if self.proxy_password is not None and self.proxy_username is None:
            raise ValueError("`proxy_password` needs `proxy_username`")
        return self


def _demand_broker_url(value: str) -> None:
    url = urlsplit(value)
    websocket = url.scheme in {"ws", "wss"}
    beyond = (url.path.strip("/") and not websocket) or url.query or url.fragment
    # `@` anywhere: a password with a `/` in it ends up in the path, and must not be shown.
    if url.scheme not in {"mqtt", "mqtts", "ws", "wss"} or not url.hostname or beyond or "@" in value:
        raise ValueError(
            "write it as mqtts://host:8883, mqtt://host:1883, wss://host/mqtt or ws://host/mqtt,"
            " without user or password"
        )
    _ = url.port  # raises ValueError when it is no port number


class OutboxSettings(Section):
    """The store of what is to be published."""

    path: Path = Field(default_factory=lambda: state_directory() / "outbox.db")
    """SQLite database; must lie on a disk that keeps what is synced."""
    key: SecretStr | None = None
    """Encrypts leads on the disk: 32 bytes in base64, as `boothscribe outbox new-key` prints them; older keys
    on further lines. Better given as the systemd credential `boothscribe.outbox.key`, or as `key_file`."""
    key_file: Path | None = None
    """File that holds `key`, readable by the agent's account only."""
    keep_receipted_s: float = Field(default=0.0, ge=0, le=30 * 86_400)
    """How long a finished lead stays on the box after its receipt; 0 removes it at the receipt."""
    maximum_bytes: int = Field(default=2 * 1024**3, ge=0)
    """All records together. From four fifths on, new words of running conversations wait in memory; at the
    bound new scans are refused. 0: no bound. The same holds for the next two."""
    maximum_leads: int = Field(default=200_000, ge=0)
    """How many leads."""
    minimum_free_bytes: int = Field(default=32 * 1024**2, ge=0)
    """What the disk must have left."""


class CommandsSettings(Section):
    """What the collector may ask of the box."""

    public_keys: tuple[NonEmpty, ...] = ()
    """Ed25519 public keys, 32 bytes in base64, of those who may command the box. With any, only commands
    signed by them are obeyed."""
    allow_unsigned: bool = False
    """Without `public_keys`: obey everybody whom the broker lets publish commands to this box."""


class LanguageModelSettings(Section):
    """A language model that may look at finished leads; nothing depends on it."""

    enabled: bool = False
    """With a `url` that is not this box, the redacted words of conversations with consent leave the box."""
    url: NonEmpty = "http://127.0.0.1:8080/v1"
    """Base of an API that speaks chat completions: https, or http on this box itself."""
    model: NonEmpty = "default"
    """The model, as the endpoint calls it."""
    key: SecretStr | None = None
    """API key. Better given as the systemd credential `boothscribe.language_model.key`."""
    timeout_s: float = Field(default=30.0, ge=0.5, le=600)
    """For a whole answer; after it the lead stays as it is."""

    @field_validator("url")
    @classmethod
    def _base_url(cls, value: str) -> str:
        url = urlsplit(value)
        if "@" in value or url.query or url.fragment or not url.hostname:
            raise ValueError("write it as https://host/v1, without user, password or parameters")
        _ = url.port  # raises ValueError when it is no port number
        if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.hostname)):
            raise ValueError("use https://; plain http:// is for 127.0.0.1, ::1 and localhost only")
        return value

    @property
    def is_remote(self) -> bool:
        """Whether words go to another machine."""
        return not is_loopback(urlsplit(self.url).hostname or "")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, by its address or as `localhost`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class OpsSettings(Section):
    """How people watch the box."""

    metrics: str = "127.0.0.1:9477"
    """Address of the Prometheus exporter; empty: none."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Logs never hold names, badges or words at any level."""
    log_format: Literal["auto", "json", "console"] = "auto"
    """`auto`: console on a terminal, else JSON."""
    locked: bool = False
    """For boxes that are out of IT's hands: commands that write sound to disk refuse to run."""

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
    cards: CardSettings = CardSettings()
    indicator: IndicatorSettings = IndicatorSettings()
    uplink: UplinkSettings = UplinkSettings()
    outbox: OutboxSettings = OutboxSettings()
    commands: CommandsSettings = CommandsSettings()
    language_model: LanguageModelSettings = LanguageModelSettings()
    ops: OpsSettings = OpsSettings()

    @field_validator("scanners")
    @classmethod
    def _names_are_unique(cls, scanners: tuple[ScannerSettings, ...]) -> tuple[ScannerSettings, ...]:
        names = [scanner.name for scanner in scanners]
        if len(set(names)) != len(names):
            raise ValueError("give every [[scanners]] table a `name` of its own")
        return scanners
