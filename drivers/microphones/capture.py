import asyncio
import contextlib
import threading
from dataclasses import dataclass
from typing import Any

from drivers.clock import Clock
from drivers.microphones.base import FRAME_S, MicrophoneError, MicrophoneProblem
from drivers.microphones.ring import BlockRing
from drivers.microphones.sound_system import SOUND_SYSTEM, InputDevice, choose_device

_MOST_REAL_CHANNELS = 16
"""No microphone array here has more; ALSA's "default" and "pulse" claim 32 to 128 and mix as asked."""

_FIRST_BLOCK_S = 5.0
"""A sound server may take 2 s to the first block (measured on PulseAudio's null sink)."""


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """How to record.

    Attributes:
        device: Part of the device's name; "" is the system's default.
        channels: How many to record; None is all of them.
        sample_rate_hz: Rate to ask for; None is the device's default, which also follows a refusal.
        latency_s: Buffer in PortAudio and the driver.
        buffer_s: Audio that waits for a slow reader before it is lost.
        stall_s: Silence in callbacks after which the device counts as gone.
    """

    device: str
    channels: int | None
    sample_rate_hz: int | None
    latency_s: float
    buffer_s: float
    stall_s: float


class Capture:
    """One recording from one device, from opening to closing.

    `open` and `close` block and belong into a thread; PortAudio calls back in its own.
    """

    def __init__(self, settings: CaptureSettings, *, clock: Clock) -> None:
        self.channels = 0
        self.sample_rate_hz = 0
        self._settings = settings
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._arrived = asyncio.Event()
        self._ring: BlockRing | None = None
        self._device: InputDevice | None = None
        self._stream: Any = None
        self._lock = threading.Lock()
        self._abandoned = False
        self._finished = False
        self._heard = False
        self._last_sign_s = 0.0

    @property
    def ring(self) -> BlockRing:
        """What was recorded and not yet taken; only once it is open."""
        if self._ring is None:
            raise RuntimeError("the capture is not open")
        return self._ring

    def open(self) -> None:
        """Find the device and start recording.

        Raises:
            MicrophoneError: Why that is not possible now.
        """
        with self._lock, SOUND_SYSTEM.lock:
            if self._abandoned:
                return
            device = choose_device(SOUND_SYSTEM.input_devices(), self._settings.device)
            self._device = device
            self.channels = self._channels_of(device)
            rates = [self._settings.sample_rate_hz or device.default_rate_hz, device.default_rate_hz]
            self._last_sign_s = self._clock.now()
            for rate_hz in dict.fromkeys(rates):
                if self._start(device, rate_hz):
                    return
        refused = " and ".join(f"{rate} Hz" for rate in dict.fromkeys(rates))
        raise MicrophoneError(
            MicrophoneProblem.REFUSED,
            f'microphone "{device.name}" refuses {refused}; '
            "set `sample_rate_hz` under [microphone] to a rate from its data sheet",
        )

    def close(self) -> None:
        """Release the device, or keep a pending `open` from taking it; safe to call twice."""
        self._abandoned = True
        with self._lock:
            stream, self._stream = self._stream, None
            if stream is not None:
                SOUND_SYSTEM.close_stream(stream)

    def trouble(self) -> str:
        """Return why no more audio will come, or ""; never blocks."""
        stream, device = self._stream, self._device
        if stream is None or device is None:
            return "the microphone is closed"
        if self._finished:
            return f'microphone "{device.name}" disappeared; waiting for it to come back'
        silent_s = self._clock.now() - self._last_sign_s
        limit_s = self._settings.stall_s if self._heard else max(self._settings.stall_s, _FIRST_BLOCK_S)
        if silent_s > limit_s:
            return f'microphone "{device.name}" has delivered nothing for {limit_s:g} s; opening it again'
        return ""

    async def wait(self, timeout_s: float) -> None:
        """Return when a block may have arrived, the stream ended, or `timeout_s` passed."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._arrived.wait()
        self._arrived.clear()

    def wake(self) -> None:
        """End a `wait`; from any thread."""
        # The loop may be closed already when the process ends while a callback runs.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._arrived.set)

    def _channels_of(self, device: InputDevice) -> int:
        wanted = self._settings.channels
        if wanted is None:
            return device.channels if device.channels <= _MOST_REAL_CHANNELS else 1
        if wanted > device.channels:
            raise MicrophoneError(
                MicrophoneProblem.REFUSED,
                f'microphone "{device.name}" has {device.channels} channels, not {wanted}; correct '
                "`channels` under [microphone], or flash the multi-channel firmware of the array",
            )
        return wanted

    def _start(self, device: InputDevice, rate_hz: int) -> bool:
        settings = self._settings
        block_samples = round(rate_hz * FRAME_S)
        self.sample_rate_hz = rate_hz
        self._ring = BlockRing(
            blocks=max(2, round(settings.buffer_s / FRAME_S)),
            block_samples=block_samples,
            channels=self.channels,
        )
        self._stream = SOUND_SYSTEM.open_stream(
            device,
            channels=self.channels,
            sample_rate_hz=rate_hz,
            block_samples=block_samples,
            latency_s=settings.latency_s,
            on_block=self._on_block,
            on_finished=self._on_finished,
        )
        return self._stream is not None

    def _on_block(self, audio: bytes, _samples: int, _times: Any, status: Any) -> None:
        now_s = self._clock.now()
        self.ring.put(audio, now_s, status.input_overflow)
        self._last_sign_s = now_s
        self._heard = True
        self.wake()

    def _on_finished(self) -> None:
        self._finished = True
        self.wake()
