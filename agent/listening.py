"""Builds what listens, from the settings: for the agent, and for transcribing a recording."""

from agent.hearing.ear import Ear
from agent.hearing.gate import WebRtcGate
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.settings.model import HearingSettings, Settings, SpeechSettings
from agent.speech import models
from agent.speech.engine import Engine
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
) -> Ear:
    """Build the ear on a microphone."""
    station = health.station("hearing")
    station.ok()
    return Ear(
        microphone=microphone,
        segmenter=Segmenter(
            gate=WebRtcGate(settings.gate_aggressiveness),
            channel=settings.channel,
            limits=SegmenterLimits(
                pre_roll_s=settings.pre_roll_s,
                hang_over_s=settings.hang_over_s,
                maximum_s=settings.maximum_utterance_s,
            ),
        ),
        clock=clock,
        metrics=metrics,
        station=station,
    )


def build_recogniser(
    settings: Settings, listeners: Listeners, *, clock: Clock, metrics: Metrics, health: Health
) -> Recogniser:
    """Build the recogniser; its model is loaded when it runs."""
    speech, hearing = settings.speech, settings.hearing
    station = health.station("speech", stall_after_s=_STUCK_S)
    station.degraded("the model is loading")
    return Recogniser(
        load=lambda: load_engine(speech),
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
    return Engine(
        models.resolve(settings.model, revision=settings.revision),
        language=settings.language,
        compute_type=settings.compute_type,
        threads=settings.threads,
        context_floor_s=settings.context_floor_s,
    )
