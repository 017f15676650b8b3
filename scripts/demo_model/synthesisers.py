"""espeak-ng and flite as libraries: speech, and when each word of it begins and ends.

The commands of the same name would do for the speech, but only the libraries tell word times. Their functions
are those of espeak-ng's `speak_lib.h` and flite's `flite.h`.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt


class MissingSynthesiserError(RuntimeError):
    """A speech synthesiser is not installed."""


class SynthesisError(RuntimeError):
    """A synthesiser ran and produced no usable speech."""


@dataclass(frozen=True, slots=True)
class Take:
    """What a synthesiser made of a text."""

    recording: npt.NDArray[np.int16]
    """Mono, shape (samples,)."""
    rate_hz: int
    starts_s: tuple[float | None, ...]
    """Where each word, by spaces, begins; None for a word that was drawn into the one before."""


def flite(text: str, voice: str, *, stretch: float, pitch: float) -> Take:
    """Speak `text` with one of flite's voices.

    Args:
        text: Plain words.
        voice: As in `slt`.
        stretch: Length of the sounds relative to the voice's own.
        pitch: Fundamental frequency relative to the voice's own.

    Raises:
        MissingSynthesiserError: If flite or the voice is not installed.
    """
    library = _flite_library()
    speaker = _flite_voice(voice)
    # The second pointer of a voice is its features.
    features = ctypes.cast(speaker, ctypes.POINTER(ctypes.c_void_p))[1]
    # As precise as the command takes them on its command line: the demo's audio was made with that.
    library.flite_feat_set_float(features, b"duration_stretch", ctypes.c_float(round(stretch, 3)))
    library.flite_feat_set_float(features, b"f0_shift", ctypes.c_float(round(pitch, 3)))
    utterance = library.flite_synth_text(text.encode(), speaker)
    try:
        wave = ctypes.cast(library.utt_wave(utterance), ctypes.POINTER(_FliteWave)).contents
        recording = np.ctypeslib.as_array(wave.samples, (max(1, wave.num_samples),)).copy()
        rate_hz = int(wave.sample_rate)
        starts: list[float | None] = []
        token = library.relation_head(library.utt_relation(utterance, b"Token"))
        while token:
            starts.append(float(library.ffeature_float(token, _FLITE_START)))
            token = library.item_next(token)
    finally:
        library.delete_utterance(utterance)
    return Take(recording, rate_hz, tuple(starts))


def espeak(text: str, voice: str, *, words_per_minute: int, pitch: int) -> Take:
    """Speak `text` with one of espeak-ng's voices.

    Args:
        text: Plain words separated by single spaces.
        voice: Language and variant, as in `en-us+f3`.
        words_per_minute: Rate of speech.
        pitch: 0 to 99, the voice's own being 50.

    Raises:
        MissingSynthesiserError: If espeak-ng is not installed.
        SynthesisError: If it cannot speak with that voice.
    """
    library, rate_hz = _espeak_library()
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise SynthesisError(f"espeak-ng has no voice {voice}")
    library.espeak_SetParameter(_ESPEAK_RATE, words_per_minute, 0)
    library.espeak_SetParameter(_ESPEAK_PITCH, pitch, 0)
    pieces: list[npt.NDArray[np.int16]] = []
    begins: dict[int, float] = {}

    @_ESPEAK_CALLBACK
    def take(samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
        index = 0
        while events and events[index].type != 0:
            if events[index].type == _ESPEAK_WORD:
                begins.setdefault(events[index].text_position - 1, events[index].audio_position / 1000)
            index += 1
        return 0

    library.espeak_SetSynthCallback(take)
    encoded = text.encode()
    library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _ESPEAK_UTF8, None, None)
    library.espeak_Synchronize()
    recording = np.concatenate(pieces) if pieces else np.zeros(1, np.int16)
    return Take(recording, rate_hz, tuple(begins.get(position) for position in _word_positions(text)))


def _word_positions(text: str) -> Sequence[int]:
    return [0, *(index + 1 for index, character in enumerate(text) if character == " ")]


class _FliteWave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


class _EspeakEvent(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


@cache
def _flite_library() -> ctypes.CDLL:
    library = _load("libflite.so.1")
    for name in ("flite_synth_text", "utt_wave", "utt_relation", "relation_head", "item_next"):
        getattr(library, name).restype = ctypes.c_void_p
    for name in ("utt_wave", "relation_head", "item_next", "delete_utterance"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.utt_relation.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.flite_synth_text.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    library.flite_feat_set_float.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float]
    library.ffeature_float.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.ffeature_float.restype = ctypes.c_float
    library.flite_init()
    return library


@cache
def _flite_voice(name: str) -> int:
    _flite_library()
    register = getattr(_load(f"libflite_cmu_us_{name}.so.1"), f"register_cmu_us_{name}")
    register.restype = ctypes.c_void_p
    register.argtypes = [ctypes.c_char_p]
    return int(register(None))


@cache
def _espeak_library() -> tuple[ctypes.CDLL, int]:
    library = _load("libespeak-ng.so.1")
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        *[ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint],
        *[ctypes.c_void_p, ctypes.c_void_p],
    ]
    rate_hz = library.espeak_Initialize(_ESPEAK_SYNCHRONOUS, 0, None, 0)
    if rate_hz <= 0:
        raise MissingSynthesiserError("espeak-ng cannot find its voices; on Debian: apt install espeak-ng")
    return library, int(rate_hz)


def _load(name: str) -> ctypes.CDLL:
    try:
        # Voices look for the functions of the main library among the global names.
        return ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise MissingSynthesiserError(
            f"{name} is not installed; on Debian: apt install espeak-ng flite"
        ) from error


_ESPEAK_SYNCHRONOUS = 2
_ESPEAK_RATE = 1
_ESPEAK_PITCH = 3
_ESPEAK_WORD = 1
_ESPEAK_UTF8 = 1
_ESPEAK_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_EspeakEvent)
)
_FLITE_START = b"daughter1.R:SylStructure.daughter1.daughter1.R:Segment.p.end"
