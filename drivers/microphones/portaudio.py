import asyncio
import contextlib
import itertools
import random
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

from drivers.clock import Clock
from drivers.microphones.base import (
    FRAME_S,
    Frame,
    Microphone,
    MicrophoneError,
    MicrophoneListener,
    MicrophoneProblem,
)
from drivers.microphones.capture import Capture, CaptureSettings
from drivers.microphones.resample import Framer
from drivers.microphones.ring import Block
from drivers.microphones.sound_system import SOUND_SYSTEM
from drivers.microphones.timing import SampleTimes

_LOOK_AGAIN_S = 0.25
_PATIENCE_S = 5.0

_FIRST_BLOCKS = 15
"""0.3 s, longer than the bursts in which PortAudio hands out a buffer of 0.2 s."""

_HANGS = (
    "the sound system has not answered for {seconds:g} s; waiting for it. If this lasts, unplug the "
    "microphone and plug it in again, or restart boothscribe"
)


class PortAudioMicrophone(Microphone):
    """A microphone or array that PortAudio can record from.

    It opens with the first frame that is asked for. A device that is absent, is unplugged, or
    stays open and delivers nothing is looked for by name until it returns; each reason is reported
    once. The event loop never waits for the sound system, however long that hangs.

    One iteration at a time. `Clock.now` of `clock` is called from PortAudio's thread. A reader
    that lags by more than `buffer_s` loses the newest audio, not what waits (see `BlockRing`).

    Args:
        name: What reports call it.
        listener: Hears about its state.
        clock: Times the frames.
        device: Part of the device's name, upper or lower case; "" is the system's default input.
        channels: How many to record; None is all the device has, or 1 where it claims more than
            any array has, as sound servers do.
        sample_rate_hz: Rate to ask the device for; None is its default. A rate that it refuses
            gives way to its default. Frames are 16 kHz in any case.
        latency_s: Buffer in PortAudio and the driver; below 0.2 audio is lost on a busy machine.
        buffer_s: Audio that may wait for a slow reader.
        stall_s: Time without audio after which the device is closed and opened again.
        retry_s: First pause between attempts; doubles up to `retry_most_s`, with jitter.
        retry_most_s: Longest pause between attempts.
    """

    def __init__(
        self,
        *,
        name: str,
        listener: MicrophoneListener,
        clock: Clock,
        device: str = "",
        channels: int | None = None,
        sample_rate_hz: int | None = None,
        latency_s: float = 0.2,
        buffer_s: float = 10.0,
        stall_s: float = 2.0,
        retry_s: float = 0.5,
        retry_most_s: float = 5.0,
    ) -> None:
        super().__init__(name=name, listener=listener)
        self.lost_frames = 0
        """Frames lost to overruns so far."""
        self._settings = CaptureSettings(
            device=device,
            channels=channels,
            sample_rate_hz=sample_rate_hz,
            latency_s=latency_s,
            buffer_s=buffer_s,
            stall_s=stall_s,
        )
        self._clock = clock
        self._retry_s = retry_s
        self._retry_most_s = retry_most_s
        self._failures = 0
        self._complaint: str | None = None
        self._capture: Capture | None = None
        self._closed = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[Frame]:
        """See `Microphone.__aiter__`."""
        last_s = float("-inf")
        while not self._closed.is_set():
            capture = self._capture = Capture(self._settings, clock=self._clock)
            try:
                await self._until_closed(_in_thread(capture.open))
                if self._closed.is_set():
                    return
                framing = _Framing(capture, not_before_s=last_s)
                while not self._closed.is_set():
                    for frame in await self._next_frames(capture, framing):
                        last_s = frame.time_s
                        yield frame
                        if self._closed.is_set():
                            return
            except MicrophoneError as error:
                self._complain(str(error))
            finally:
                await self._until_closed(_in_thread(capture.close))
            await self._pause()

    async def aclose(self) -> None:
        """See `Microphone.aclose`; gives up on a sound system that hangs."""
        self._closed.set()
        capture = self._capture
        if capture is None:
            return
        capture.wake()
        closing = _in_thread(capture.close)
        await asyncio.wait({closing}, timeout=_PATIENCE_S)
        if closing.done():
            closing.result()
        else:
            SOUND_SYSTEM.abandon()

    async def _next_frames(self, capture: Capture, framing: "_Framing") -> list[Frame]:
        """Return at least one frame, or none once `aclose` was called or the device's last was returned.

        Raises:
            MicrophoneError: The device is gone.
        """
        suspected = False
        while not self._closed.is_set():
            block = capture.ring.take()
            if block is not None:
                self._report_flow(capture)
                frames, lost = framing.take(block)
                if lost:
                    self.lost_frames += lost
                    self.listener.overrun(self.name, lost)
                if frames:
                    return frames
                continue
            trouble = capture.trouble()
            # Looked at twice: when this process itself stood still, the callbacks catch up in between.
            if trouble and suspected:
                tail = framing.finish()
                if tail:
                    return tail
                raise MicrophoneError(MicrophoneProblem.ABSENT, trouble)
            suspected = bool(trouble)
            await capture.wait(_LOOK_AGAIN_S)
        return []

    def _report_flow(self, capture: Capture) -> None:
        if self._complaint != "":
            self._complaint = ""
            self._failures = 0
            self.listener.connected(self.name, capture.channels, capture.sample_rate_hz)

    def _complain(self, why: str) -> None:
        """Report why there is no audio, once for as long as the reason stays the same."""
        if why != self._complaint:
            self._complaint = why
            self.listener.disconnected(self.name, why)

    async def _until_closed(self, work: "asyncio.Future[None]") -> None:
        """Wait for `work`, or for `aclose`; report work that takes long."""
        closed = asyncio.ensure_future(self._closed.wait())
        try:
            either: set[asyncio.Future[Any]] = {work, closed}
            await asyncio.wait(either, timeout=_PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
            if not work.done() and not closed.done():
                self._complain(_HANGS.format(seconds=_PATIENCE_S))
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            closed.cancel()
        if work.done():
            work.result()

    async def _pause(self) -> None:
        longest_s = min(self._retry_most_s, self._retry_s * 2**self._failures)
        self._failures = min(self._failures + 1, 16)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(longest_s * random.SystemRandom().uniform(0.5, 1)):
                await self._closed.wait()


class _Framing:
    """Blocks in, frames out, for as long as one capture lasts."""

    def __init__(self, capture: Capture, *, not_before_s: float) -> None:
        self._sample_rate_hz = capture.sample_rate_hz
        self._framer = Framer(sample_rate_hz=capture.sample_rate_hz, channels=capture.channels)
        self._times = SampleTimes(sample_rate_hz=capture.sample_rate_hz)
        self._not_before_s = not_before_s + FRAME_S
        self._first: list[Block] = []
        self._started = False

    def take(self, block: Block) -> tuple[list[Frame], int]:
        """Return the frames that `block` completes, and how many were lost before it."""
        if self._started:
            return self._frame(block)
        self._first.append(block)
        return self._start() if len(self._first) == _FIRST_BLOCKS else ([], 0)

    def finish(self) -> list[Frame]:
        """Return what waits for a frame to be full."""
        frames, _ = ([], 0) if self._started else self._start()
        return frames + self._framer.finish()

    def _start(self) -> tuple[list[Frame], int]:
        """Time the first blocks by the promptest of them, since they come in bursts."""
        self._started = True
        ends = itertools.accumulate(len(block.samples) / self._sample_rate_hz for block in self._first)
        began_s = [block.arrived_s - end_s for block, end_s in zip(self._first, ends, strict=True)]
        self._times.restart(max(min(began_s, default=0.0), self._not_before_s))
        frames: list[Frame] = []
        for block in self._first:
            frames += self._push(block)
        # What a device flags while it starts was not asked for.
        return frames, 0

    def _frame(self, block: Block) -> tuple[list[Frame], int]:
        if not block.lost_before and not block.overflowed:
            return self._push(block), 0
        tail = self._framer.finish()
        samples = len(block.samples)
        self._times.skip(block.lost_before * samples)
        lost = block.lost_before
        if block.overflowed:
            # PortAudio does not say how much it lost: as much as the clock is ahead, and something.
            spoken_s = block.arrived_s - samples / self._sample_rate_hz
            lost += max(1, round((spoken_s - self._times.next_s) / FRAME_S))
            self._times.restart(max(spoken_s, self._times.next_s))
        return tail + self._push(block), lost

    def _push(self, block: Block) -> list[Frame]:
        time_s = self._times.advance(len(block.samples), block.arrived_s)
        return self._framer.push(block.samples, time_s)


def _in_thread(work: Callable[[], None]) -> asyncio.Future[None]:
    """Run `work` in a thread of its own, which does not keep the process alive if it hangs."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[None] = loop.create_future()

    def settle(error: Exception | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)
            future.exception()  # an abandoned attempt is not an unhandled error

    def run() -> None:
        outcome: Exception | None = None
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again where the future is awaited
            outcome = error
        # The loop is closed when the process ended while the sound system hung.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, outcome)

    threading.Thread(target=run, name="sound system", daemon=True).start()
    return future
