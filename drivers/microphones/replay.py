import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from drivers.clock import Clock, ReplayClock
from drivers.microphones.base import (
    FRAME_S,
    Frame,
    Microphone,
    MicrophoneError,
    MicrophoneListener,
    MicrophoneProblem,
)
from drivers.microphones.resample import Framer

_READ_S = 0.1
_DATA_SIZE = re.compile(r"^data\s*: (\d+) \(should be \d+\)", re.MULTILINE)
_NEVER_FILLED_IN = 0x7FFFF000
"""Writers that cannot seek back leave a size like this or larger in a WAV file's header."""


class ReplayMicrophone(Microphone):
    """A recording that stands in for a microphone: WAV, FLAC and whatever else libsndfile reads.

    Any sample rate and any number of channels will do. Iteration ends after the file. A file that
    turns out to be cut short or damaged delivers what can be read and reports the rest as
    `disconnected`.

    Args:
        name: What reports call it.
        listener: Hears about its state.
        path: The recording.
        clock: Times the frames; without `real_time` it must be a `ReplayClock`.
        start_s: Time of the first sample; None is the time when the first frame is asked for.
        real_time: True delivers each frame when a microphone would have. False delivers frames as
            fast as they are taken and drives `clock`: it has reached a frame's end once the next
            one is asked for, and is released when the recording ends or is closed.

    Raises:
        MicrophoneError: UNREADABLE: the file is missing, is not audio, or holds none.
    """

    def __init__(
        self,
        *,
        name: str,
        listener: MicrophoneListener,
        path: Path,
        clock: Clock,
        start_s: float | None = None,
        real_time: bool = True,
    ) -> None:
        super().__init__(name=name, listener=listener)
        if not real_time and not isinstance(clock, ReplayClock):
            raise TypeError("a recording replayed faster than real time needs a ReplayClock to drive")
        self.path = path
        self._clock = clock
        self._driven = clock if isinstance(clock, ReplayClock) and not real_time else None
        self._start_s = start_s
        self._closed = False
        self._damage = ""
        with _open(path) as file:
            self.sample_rate_hz: int = file.samplerate
            self.channels: int = file.channels
            self.duration_s: float = _promised_samples(file) / file.samplerate
            if file.frames == 0:
                raise _unreadable(path, "holds no audio; record it again")

    async def __aiter__(self) -> AsyncIterator[Frame]:
        """See `Microphone.__aiter__`."""
        if self._closed:
            return
        self.listener.connected(self.name, self.channels, self.sample_rate_hz)
        start_s = self._clock.now() if self._start_s is None else self._start_s
        try:
            for frame in self._frames(start_s):
                if self._driven is None:
                    # Like a microphone: a frame is there once its last sample was spoken.
                    await self._clock.sleep_until(frame.time_s + FRAME_S)
                if self._closed:
                    return
                yield frame
                if self._driven is not None:
                    self._driven.advance_to(frame.time_s + FRAME_S)
                    # Whoever slept until now is heard before the next frame.
                    await asyncio.sleep(0)
            if self._damage:
                self.listener.disconnected(self.name, self._damage)
        finally:
            self._release()

    async def aclose(self) -> None:
        """See `Microphone.aclose`."""
        self._closed = True
        self._release()

    def _frames(self, start_s: float) -> Iterator[Frame]:
        framer = Framer(sample_rate_hz=self.sample_rate_hz, channels=self.channels)
        read = 0
        for samples in self._chunks():
            yield from framer.push(samples, start_s + read / self.sample_rate_hz)
            read += len(samples)
        yield from framer.finish()
        read_s = read / self.sample_rate_hz
        if not self._damage and read_s + FRAME_S < self.duration_s:
            self._damage = (
                f"recording {self.path} ends after {read_s:.2f} of {self.duration_s:.2f} s: it is cut short, "
                "copy or record it again"
            )

    def _chunks(self) -> Iterator[NDArray[np.float32]]:
        length = round(self.sample_rate_hz * _READ_S)
        try:
            with _open(self.path) as file:
                while len(samples := file.read(length, dtype="float32", always_2d=True)):
                    yield samples
        except (MicrophoneError, soundfile.LibsndfileError) as error:
            self._damage = (
                f"recording {self.path} cannot be read to its end ({error}); copy or record it again"
            )

    def _release(self) -> None:
        if self._driven is not None:
            self._driven.release()


@contextlib.contextmanager
def _open(path: Path) -> Iterator[soundfile.SoundFile]:
    if not path.is_file():
        raise _unreadable(path, "does not exist; check the path")
    try:
        file = soundfile.SoundFile(path)
    except soundfile.LibsndfileError as error:
        raise _unreadable(path, f"is not audio that can be read ({error}); use WAV or FLAC") from error
    with file:
        yield file


def _promised_samples(file: soundfile.SoundFile) -> int:
    """Return the length that the header speaks of; libsndfile trims a WAV file's to what is there."""
    found = _DATA_SIZE.search(file.extra_info)
    promised_bytes = int(found[1]) if found else 0
    if not 0 < promised_bytes < _NEVER_FILLED_IN:
        return int(file.frames)
    block = re.search(r"^\s*Block Align\s*: (\d+)", file.extra_info, re.MULTILINE)
    return promised_bytes // int(block[1]) if block else int(file.frames)


def _unreadable(path: Path, what: str) -> MicrophoneError:
    return MicrophoneError(MicrophoneProblem.UNREADABLE, f"recording {path} {what}")
