"""Builds what listens, from the settings: for the agent, and for transcribing a recording."""

from collections.abc import Callable, Iterable, Iterator

from agent.devices import array_of
from agent.event_pack.model import EventPack
from agent.hearing.array.device import DeviceFrontEnd, DeviceTuning
from agent.hearing.array.front_end import HOP_S, ArrayFrontEnd, ArrayTuning
from agent.hearing.array.profile import ArrayProfile
from agent.hearing.ear import Ear
from agent.hearing.front_end import FrontEnd, MonoFrontEnd
from agent.hearing.gate import WebRtcGate
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.settings.model import HearingSettings, Settings, SpeechSettings
from agent.speech import models
from agent.speech.engine import Engine, quickest
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.name_check import NameCheck
from agent.speech.recogniser import Listeners, Recogniser, StreamSettings
from agent.speech.streamer import StreamLimits
from agent.speech.vocabulary import Term, Vocabulary
from drivers.clock import Clock, SystemClock
from drivers.microphones.base import Microphone
from drivers.microphones.direction import DirectionRegister, open_usb

_LIVE_BUFFER_S = 10.0
_WHOLE_BUFFER_S = 29.0
"""An utterance is decoded as a whole, as far as Whisper can take it."""
_STUCK_S = 120.0
"""One decode that takes longer than this on any machine is stuck."""


def build_ear(
    settings: HearingSettings,
    microphone: Microphone | None,
    *,
    clock: Clock,
    metrics: Metrics,
    health: Health,
    muted: Callable[[float], bool] = lambda _time_s: False,
) -> Ear:
    """Build the ear on a microphone; `muted` says of which moments no sound may be used."""
    station = health.station("hearing")
    station.ok()
    return Ear(
        microphone=microphone,
        segmenter=Segmenter(
            front_end=build_front_end(settings, clock),
            limits=SegmenterLimits(
                pre_roll_s=settings.pre_roll_s,
                hang_over_s=settings.hang_over_s,
                maximum_s=settings.maximum_utterance_s,
            ),
        ),
        clock=clock,
        metrics=metrics,
        station=station,
        muted=muted,
    )


def build_front_end(settings: HearingSettings, clock: Clock | None = None) -> FrontEnd:
    """Build what judges sound: for an array where one is named, else for one channel.

    Args:
        settings: See `HearingSettings`.
        clock: Times the frames; the system's where none is given.

    Raises:
        ProfileError: If the array's profile cannot be used.
    """
    profile = array_of(settings)
    if profile is None:
        return MonoFrontEnd(WebRtcGate(settings.gate_aggressiveness), settings.channel)
    if settings.beam == "device":
        return _device_front_end(settings, profile, clock or SystemClock())
    geometry = profile.positions()
    if geometry is None:
        gate = WebRtcGate(settings.gate_aggressiveness)
        return MonoFrontEnd(gate, profile.microphones[0], profile.gain_db)
    tuning = ArrayTuning(
        visitor_deg=settings.visitor_deg,
        rep_deg=settings.rep_deg,
        step_hops=round(settings.step_ms / 1000 / HOP_S),
        threshold=settings.table_threshold,
        beam=settings.beam,
        follow=settings.follow,
        gain_db=profile.gain_db,
    )
    return ArrayFrontEnd(geometry, profile.trained_gate(), tuning, profile.microphones)


def _device_front_end(settings: HearingSettings, profile: ArrayProfile, clock: Clock) -> DeviceFrontEnd:
    source = profile.direction
    assert source is not None  # noqa: S101 -- array_of looked
    register = DirectionRegister(source.protocol, lambda: open_usb(profile.usb_ids), clock=clock)
    tuning = DeviceTuning(
        channel=profile.processed[-1],
        visitor_deg=settings.visitor_deg,
        rep_deg=settings.rep_deg,
        azimuth=source.azimuth,
    )
    return DeviceFrontEnd(register, tuning)


def build_recogniser(
    settings: Settings,
    listeners: Listeners,
    *,
    clock: Clock,
    metrics: Metrics,
    health: Health,
    engine: Engine | None = None,
    pack: Callable[[], EventPack | None] = lambda: None,
) -> Recogniser:
    """Build the recogniser; without an engine at hand its model is loaded when it runs.

    The names of the event pack in use, asked for at every utterance, are added to those of the settings.
    """
    speech, hearing = settings.speech, settings.hearing
    station = health.station("speech", stall_after_s=_STUCK_S)
    station.degraded("the model is loading")
    return Recogniser(
        load=lambda: engine or load_engine(speech),
        settings=StreamSettings(
            judge_threshold=hearing.judge_threshold,
            limits=StreamLimits(
                step_s=speech.step_s,
                minimum_speech_s=hearing.minimum_speech_s,
                maximum_buffer_s=_LIVE_BUFFER_S if speech.live else _WHOLE_BUFFER_S,
            ),
            policy=lambda: HoldBackPolicy(hold_back_s=speech.hold_back_s),
            vocabulary=BoothVocabulary(speech.vocabulary, pack),
            biased=speech.bias,
            names=NameCheck() if speech.check_names else None,
            live=speech.live,
        ),
        listeners=listeners,
        clock=clock,
        metrics=metrics,
        station=station,
    )


class BoothVocabulary:
    """The names of a booth: those of the settings, and those of whichever event pack is in use."""

    def __init__(self, own: Iterable[str], pack: Callable[[], EventPack | None]) -> None:
        self._own = tuple(own)
        self._pack = pack
        self._of: EventPack | None = None
        self._vocabulary = Vocabulary(Term(text) for text in self._own)

    def __call__(self) -> Vocabulary:
        """Return the names that count now; made anew only where the pack has changed."""
        pack = self._pack()
        if pack is not self._of:
            terms = [Term(text) for text in self._own]
            self._of, self._vocabulary = pack, Vocabulary([*terms, *(pack_terms(pack) if pack else ())])
        return self._vocabulary


def pack_terms(pack: EventPack) -> Iterator[Term]:
    """Yield the names of a pack that may be put right in what was heard.

    An alias is a name of its own: who said `Excel` is not quoted with `Spreadsheets`. Names that are plain
    words are left out: they are recognised anyway, and nothing near them is to be put right.
    """
    for product in pack.products:
        for name in (product.name, *product.aliases):
            if _is_distinct(name, everyday=product.everyday_word):
                yield Term(name, kind="product")
    for competitor in pack.competitors:
        for name in (competitor.name, *competitor.aliases):
            if _is_distinct(name, everyday=competitor.everyday_word):
                yield Term(name, kind="competitor")
    for rep in pack.reps:
        yield Term(rep.name, kind="rep")


def _is_distinct(name: str, *, everyday: bool) -> bool:
    return name != name.lower() and not (everyday and len(name.split()) == 1)


def load_engine(settings: SpeechSettings) -> Engine:
    """Load the model that the settings name.

    Raises:
        ModelError: If it is not here or cannot be used.
    """
    directory = models.resolve(settings.model, revision=settings.revision)

    def load(threads: int) -> Engine:
        return Engine(
            directory,
            language=settings.language,
            compute_type=settings.compute_type,
            threads=threads,
            context_floor_s=settings.context_floor_s,
        )

    return quickest(load) if settings.threads is None else load(settings.threads)
