"""A virtual microphone array: PulseAudio's null sink behind ALSA's pulse plugin, for tests."""

import ctypes.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

_START_TIMEOUT_S = 15.0
_STOP_TIMEOUT_S = 10.0
_SOURCE = "array.monitor"

# In the order in which ALSA's pulse plugin numbers the channels: any other would be mixed or swapped.
_CHANNEL_MAPS = {
    1: "mono",
    2: "front-left,front-right",
    4: "front-left,front-right,rear-left,rear-right",
    6: "front-left,front-right,rear-left,rear-right,front-center,lfe",
    8: "front-left,front-right,rear-left,rear-right,front-center,lfe,side-left,side-right",
}


def pulse_missing() -> str | None:
    """Return why no virtual microphone can be made here, as a reason to skip; None if one can."""
    for program, package in (
        ("pulseaudio", "pulseaudio"),
        ("pactl", "pulseaudio-utils"),
        ("pacat", "pulseaudio-utils"),
    ):
        if shutil.which(program) is None:
            return f"{program} is not installed (apt install {package})"
    if ctypes.util.find_library("portaudio") is None:
        return "PortAudio is not installed (apt install libportaudio2)"
    plugins = (Path("/usr/lib"), Path("/usr/lib64"))
    if not any(next(folder.glob("**/libasound_module_pcm_pulse.so"), None) for folder in plugins):
        return "ALSA's pulse plugin is not installed (apt install libasound2-plugins)"
    return None


class PulseRig:
    """A microphone named `device` whose audio a test plays: bit-exact, paced in real time.

    It has its own PulseAudio with its own socket and folder and leaves any other alone. Use it as
    a context manager and give `env` to the process that shall see the microphone; within a test's
    own process, set it before PortAudio is initialised (the drivers do that at each opening).

    Args:
        channels: 1, 2, 4, 6 or 8.
        rate: Sample rate of the microphone, in Hz.
        device: What PortAudio shows the microphone as; letters and digits.
        plugged: Whether the microphone is there from the start.
    """

    def __init__(
        self, *, channels: int = 1, rate: int = 16_000, device: str = "boothmic", plugged: bool = True
    ) -> None:
        self.channels = channels
        self.rate = rate
        self.device = device
        self._plugged = plugged
        self._folder = Path()
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start PulseAudio and wait until it answers.

        Raises:
            RuntimeError: It is not installed or does not come up.
        """
        missing = pulse_missing()
        if missing:
            raise RuntimeError(missing)
        # Not pytest's folder: the path of a socket may have 107 characters.
        self._folder = Path(tempfile.mkdtemp(prefix="pulse-"))
        (self._folder / "run").mkdir(mode=0o700)
        (self._folder / "default.pa").write_text(
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}\n"
        )
        self._write_alsa_configuration()
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--use-pid-file=no",
                    "--exit-idle-time=-1",
                    "--disable-shm=yes",
                    "--log-target=stderr",
                    f"--file={self._folder / 'default.pa'}",
                ],
                env=self._server_env(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not self._socket.exists() or self._control("info").returncode != 0:
            if time.monotonic() > deadline or self._server.poll() is not None:
                said = (self._folder / "log").read_text(errors="replace")
                self.close()
                raise RuntimeError(f"pulseaudio does not come up; it says:\n{said}")
            time.sleep(0.05)
        if self._plugged:
            self.plug()

    def env(self) -> dict[str, str]:
        """Return the environment in which PortAudio sees the microphone, to be laid over the usual one."""
        return {
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "XDG_RUNTIME_DIR": str(self._folder / "run"),
        }

    def play(self, samples: NDArray[np.int16] | NDArray[np.float32], rate: int | None = None) -> None:
        """Let the microphone hear `samples`; returns once they were played, in real time.

        Args:
            samples: Shape (n,) or (n, channels), int16, or floats in [-1, 1].
            rate: Their sample rate; None is the microphone's own, which keeps them bit-exact.
        """
        if samples.ndim == 1:
            samples = samples[:, np.newaxis]
        if samples.shape[1] != self.channels:
            raise ValueError(f"the rig has {self.channels} channels, not {samples.shape[1]}")
        if samples.dtype != np.int16:
            samples = np.clip(np.round(samples * 32768.0), -32768, 32767).astype(np.int16)
        subprocess.run(
            self._player(rate or self.rate),
            input=samples.astype("<i2").tobytes(),
            env=self._server_env(),
            check=True,
            capture_output=True,
            timeout=len(samples) / (rate or self.rate) + 30,
        )

    def plug(self) -> None:
        """Put the microphone in."""
        done = self._control(
            "load-module",
            "module-null-sink",
            "sink_name=array",
            "format=s16le",
            f"rate={self.rate}",
            f"channels={self.channels}",
            f"channel_map={_CHANNEL_MAPS[self.channels]}",
            # 50 ms at a time, as a microphone would; with rewinds it hands out 2 s at a time while idle.
            "norewinds=1",
        )
        if done.returncode != 0:
            raise RuntimeError(f"PulseAudio takes no null sink: {done.stderr.decode(errors='replace')}")
        self._plugged = True
        self._write_alsa_configuration()

    def unplug(self) -> None:
        """Pull the microphone out: its streams end and PortAudio no longer finds it."""
        self._plugged = False
        self._write_alsa_configuration()
        self._control("unload-module", "module-null-sink")

    def freeze(self) -> None:
        """Stop the sound server in its tracks: the microphone stays open and delivers nothing."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen sound server go on."""
        assert self._server is not None
        self._server.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End what this rig started and remove its folder."""
        self._end(self._server)
        self._server = None
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _socket(self) -> Path:
        return self._folder / "socket"

    def _server_env(self) -> dict[str, str]:
        return {**os.environ, **self.env(), "HOME": str(self._folder), "LC_ALL": "C"}

    def _write_alsa_configuration(self) -> None:
        microphone = (
            f'pcm.{self.device} {{ type pulse server "unix:{self._socket}" device "{_SOURCE}" '
            'hint { show on description "Virtual array" } }\n'
        )
        # ALSA's own file first: without it PortAudio aborts the process.
        text = "</usr/share/alsa/alsa.conf>\n" + (microphone if self._plugged else "")
        (self._folder / "asound.conf").write_text(text)

    def _player(self, rate: int) -> list[str]:
        return [
            "pacat",
            "--playback",
            "--device=array",
            "--raw",
            "--format=s16le",
            f"--rate={rate}",
            f"--channels={self.channels}",
            f"--channel-map={_CHANNEL_MAPS[self.channels]}",
            "--latency-msec=500",
        ]

    def _control(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *words], env=self._server_env(), check=False, capture_output=True, timeout=30
        )

    @staticmethod
    def _end(process: subprocess.Popen[bytes] | None) -> None:
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(_STOP_TIMEOUT_S)
