"""Noise suppressors of others, to measure whether one should run behind the beams."""

import ctypes
import ctypes.util
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from drivers.microphones.base import SAMPLE_RATE_HZ

Audio = NDArray[np.float32]
Suppress = Callable[[Audio], Audio]

_STEP = SAMPLE_RATE_HZ // 100
_FULL_SCALE = 32_767
_LOUD = 0.05
_MOST_LAG = 480
_WEBRTC_LEVEL = 2
"""Of 1 to 4; what the library's users mostly take."""
_SPEEX_SET_DENOISE = 0


@cache
def suppressors() -> dict[str, Suppress]:
    """Return those that are installed: name in the figures to function of 16 kHz sound.

    Each brings sound to the usual level of speech first, and takes its own delay out.
    """
    found: dict[str, Suppress] = {}
    try:
        from webrtc_noise_gain import AudioProcessor  # noqa: F401, PLC0415 -- may be missing
    except ImportError:
        pass
    else:
        found["webrtc_suppression"] = lambda sound: _aligned(sound, _webrtc)
    if ctypes.util.find_library("speexdsp"):
        found["speex_suppression"] = lambda sound: _aligned(sound, _speex)
    return found


def _aligned(sound: Audio, suppress: Callable[[NDArray[np.int16]], NDArray[np.int16]]) -> Audio:
    gain = _LOUD / float(np.sqrt(np.mean(sound**2)) + 1e-9)
    steps = len(sound) // _STEP
    loud = np.clip(sound[: steps * _STEP] * gain, -1, 1)
    quieter = suppress((loud * _FULL_SCALE).astype(np.int16)).astype(np.float32) / _FULL_SCALE
    size = 2 * len(loud)
    correlation = np.fft.irfft(np.fft.rfft(quieter, size) * np.fft.rfft(loud, size).conj(), size)
    lag = int(np.argmax(correlation[:_MOST_LAG]))
    aligned = np.zeros(len(sound), np.float32)
    aligned[: len(loud) - lag] = quieter[lag:] / np.float32(gain)
    return aligned


def _webrtc(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    from webrtc_noise_gain import AudioProcessor  # noqa: PLC0415 -- may be missing

    processor = AudioProcessor(0, _WEBRTC_LEVEL)
    steps = sound.reshape(-1, _STEP)
    return np.concatenate(
        [np.frombuffer(processor.Process10ms(step.tobytes()).audio, np.int16) for step in steps]
    )


def _speex(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    """Run speexdsp's preprocessor with its own defaults (15 dB of suppression)."""
    library = ctypes.CDLL(ctypes.util.find_library("speexdsp"))
    library.speex_preprocess_state_init.restype = ctypes.c_void_p
    state = ctypes.c_void_p(library.speex_preprocess_state_init(2 * _STEP, SAMPLE_RATE_HZ))
    on = ctypes.c_int(1)
    library.speex_preprocess_ctl(state, _SPEEX_SET_DENOISE, ctypes.byref(on))
    padded = np.pad(sound, (0, -len(sound) % (2 * _STEP)))
    for first in range(0, len(padded), 2 * _STEP):
        library.speex_preprocess_run(state, padded[first:].ctypes.data_as(ctypes.c_void_p))
    library.speex_preprocess_state_destroy(state)
    return padded[: len(sound)]
