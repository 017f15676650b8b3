"""Builds what listens, from the settings: for the agent, and for transcribing a recording."""

from collections.abc import Callable

from agent.hearing.array.front_end import HOP_S, ArrayFrontEnd, ArrayTuning
from agent.hearing.array.profile import load_profile
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
from agent.speech.recogniser import Listeners, Recogniser, StreamSettings
from agent.speech.streamer import StreamLimits
from agent.speech.vocabulary import Term, Vocabulary
from drivers.clock import Clock
from drivers.microphones.base import Microphone

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
            front_end=build_front_end(settings),
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


def build_front_end(settings: HearingSettings) -> FrontEnd:
    """Build what judges sound: for an array where one is named, else for one channel.

    Raises:
        ProfileError: If the array's profile cannot be used.
    """
    if settings.array is None:
        return MonoFrontEnd(WebRtcGate(settings.gate_aggressiveness), settings.channel)
    profile = load_profile(settings.array)
    geometry = profile.positions()
    if geometry is None:
        return MonoFrontEnd(WebRtcGate(settings.gate_aggressiveness), profile.microphones[0])
    tuning = ArrayTuning(
        visitor_deg=settings.visitor_deg,
        rep_deg=settings.rep_deg,
        step_hops=round(settings.step_s / HOP_S),
        threshold=settings.table_threshold,
        superdirective=settings.beam == "superdirective",
        follow=settings.follow,
    )
    return ArrayFrontEnd(geometry, profile.trained_gate(), tuning, profile.microphones)


def build_recogniser(
    settings: Settings,
    listeners: Listeners,
    *,
    clock: Clock,
    metrics: Metrics,
    health: Health,
    engine: Engine | None = None,
) -> Recogniser:
    """Build the recogniser; without an engine at hand its model is loaded when it runs."""
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
            vocabulary=Vocabulary(Term(text) for text in speech.vocabulary),
            biased=speech.bias,
            live=speech.live,
        ),
        listeners=listeners,
        clock=clock,
        metrics=metrics,
        station=station,
    )


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
