"""PortAudio as the whole process shares it: its library, its device list, its open streams."""

import contextlib
import ctypes
import importlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from drivers.microphones.base import MicrophoneError, MicrophoneProblem

_INVALID_SAMPLE_RATE = -9997
"""PortAudio's paInvalidSampleRate."""

StreamCallback = Callable[[bytes, int, Any, Any], None]


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A device that PortAudio can record from.

    Attributes:
        index: PortAudio's number, valid until its list is read again.
        name: As PortAudio shows it.
        host_api: "ALSA", "JACK" …
        channels: Most input channels it offers.
        default_rate_hz: The rate that PortAudio found it to like.
        is_default: It is the system's default input.
    """

    index: int
    name: str
    host_api: str
    channels: int
    default_rate_hz: int
    is_default: bool = False


def choose_device(devices: Sequence[InputDevice], wanted: str) -> InputDevice:
    """Return the device whose name contains `wanted`, upper or lower case; "" is the system's default.

    Raises:
        MicrophoneError: ABSENT or AMBIGUOUS; the message lists what is there.
    """
    there = ", ".join(f'"{device.name}" ({device.channels} channels)' for device in devices) or "none"
    if not wanted:
        chosen = [device for device in devices if device.is_default] or devices[:1]
        if not chosen:
            raise MicrophoneError(MicrophoneProblem.ABSENT, "this machine shows no microphone; plug one in")
        return chosen[0]
    matches = [device for device in devices if wanted.casefold() in device.name.casefold()]
    exact = [device for device in matches if device.name.casefold() == wanted.casefold()]
    matches = exact or matches
    if not matches:
        raise MicrophoneError(
            MicrophoneProblem.ABSENT,
            f'no microphone has "{wanted}" in its name; plug it in or correct `device` under [microphone]. '
            f"Microphones here: {there}",
        )
    if len(matches) > 1:
        raise MicrophoneError(
            MicrophoneProblem.AMBIGUOUS,
            f'"{wanted}" fits more than one microphone; write more of the name into `device` under '
            f"[microphone]. Microphones here: {there}",
        )
    return matches[0]


class SoundSystem:
    """PortAudio of this process. There is one, `SOUND_SYSTEM`, because PortAudio's state is global.

    Every method may block for as long as the sound server or driver likes (PulseAudio's client
    waits 30 s for a server that hangs): call them in a thread.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        """Hold it from reading the device list to opening a device: indexes change in between."""
        self._sounddevice: Any = None
        self._open_streams = 0
        self._initialised_before = 0
        self._error_handlers: list[Any] = []

    def input_devices(self) -> list[InputDevice]:
        """Return what can be recorded from now.

        PortAudio freezes its list when it is initialised, so it is initialised again, unless a
        stream is open, which that would kill.

        Raises:
            MicrophoneError: LIBRARY_MISSING, or REFUSED where PortAudio does not start.
        """
        with self.lock:
            sounddevice = self._load()
            if self._open_streams == 0:
                self._initialise_again(sounddevice)
            host_apis = sounddevice.query_hostapis()
            default = self._default_input(host_apis)
            return [
                InputDevice(
                    index=index,
                    name=device["name"],
                    host_api=host_apis[device["hostapi"]]["name"],
                    channels=device["max_input_channels"],
                    default_rate_hz=round(device["default_samplerate"]),
                    is_default=index == default,
                )
                for index, device in enumerate(sounddevice.query_devices())
                if device["max_input_channels"] > 0
            ]

    def open_stream(
        self,
        device: InputDevice,
        *,
        channels: int,
        sample_rate_hz: int,
        block_samples: int,
        latency_s: float,
        on_block: StreamCallback,
        on_finished: Callable[[], None],
    ) -> Any | None:
        """Start recording float32 and return the stream, or None where the device refuses this rate.

        Raises:
            MicrophoneError: REFUSED, for any other reason.
        """
        with self.lock:
            sounddevice = self._load()
            try:
                stream = sounddevice.RawInputStream(
                    device=device.index,
                    channels=channels,
                    samplerate=sample_rate_hz,
                    blocksize=block_samples,
                    latency=latency_s,
                    dtype="float32",
                    callback=on_block,
                    finished_callback=on_finished,
                )
            except sounddevice.PortAudioError as error:
                if _INVALID_SAMPLE_RATE in error.args:
                    return None
                raise _refusal(device, error) from error
            try:
                stream.start()
            except sounddevice.PortAudioError as error:
                stream.close()
                raise _refusal(device, error) from error
            self._open_streams += 1
            return stream

    def close_stream(self, stream: Any) -> None:
        """Stop and close what `open_stream` returned."""
        with self.lock:
            stream.abort()
            stream.close()
            self._open_streams -= 1

    def abandon(self) -> None:
        """Let the process exit although PortAudio hangs in another thread.

        Without this, sounddevice terminates PortAudio at exit, which waits for the thread that
        hangs. Should the process stay and PortAudio answer after all, all goes on as before.
        """
        if self._sounddevice is not None:
            self._initialised_before += self._sounddevice._initialized  # noqa: SLF001
            self._sounddevice._initialized = 0  # noqa: SLF001 - what its exit handler looks at

    def _load(self) -> Any:
        if self._sounddevice is None:
            self._mute_probing()
            try:
                self._sounddevice = importlib.import_module("sounddevice")
            except (ImportError, OSError) as error:
                raise MicrophoneError(
                    MicrophoneProblem.LIBRARY_MISSING,
                    f"microphones need PortAudio, which does not load ({error}): `apt install libportaudio2`",
                ) from error
            except Exception as error:  # its own error type, which is out of reach while it does not load
                raise MicrophoneError(
                    MicrophoneProblem.REFUSED,
                    f"PortAudio does not start: {error}; is the sound system running?",
                ) from error
        return self._sounddevice

    def _initialise_again(self, sounddevice: Any) -> None:
        # The calls are private but the only ones there are; sounddevice's own `_initialize` is
        # avoided because it points the whole process's stderr at /dev/null meanwhile, log lines
        # of other threads included, for as long as a hanging sound server takes.
        library = sounddevice._lib  # noqa: SLF001
        sounddevice._initialized += self._initialised_before  # noqa: SLF001
        self._initialised_before = 0
        while sounddevice._initialized:  # noqa: SLF001
            sounddevice._terminate()  # noqa: SLF001
        code = library.Pa_Initialize()
        if code:
            raise MicrophoneError(
                MicrophoneProblem.REFUSED,
                f"PortAudio does not start (error {code}); is the sound system running?",
            )
        sounddevice._initialized += 1  # noqa: SLF001

    @staticmethod
    def _default_input(host_apis: Sequence[dict[str, Any]]) -> int:
        defaults = [int(host_api["default_input_device"]) for host_api in host_apis]
        return next((index for index in defaults if index >= 0), -1)

    def _mute_probing(self) -> None:
        """Keep ALSA's and JACK's own words about every device they do not find off stderr.

        What matters comes back to us as PortAudio's error codes, and nothing else in this process
        uses these libraries, so nothing real is hidden.
        """
        if self._error_handlers:
            return
        alsa_handler = ctypes.CFUNCTYPE(
            None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
        )(lambda *_: None)
        jack_handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda *_: None)
        # The libraries keep the pointers: these must live as long as the process.
        self._error_handlers = [alsa_handler, jack_handler]
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(alsa_handler)
        with contextlib.suppress(OSError, AttributeError):
            jack = ctypes.CDLL("libjack.so.0")
            jack.jack_set_error_function(jack_handler)
            jack.jack_set_info_function(jack_handler)


def _refusal(device: InputDevice, error: Exception) -> MicrophoneError:
    return MicrophoneError(
        MicrophoneProblem.REFUSED,
        f'microphone "{device.name}" does not open ({error.args[0]}); is another program using it?',
    )


SOUND_SYSTEM = SoundSystem()
