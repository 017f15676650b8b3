"""The product's hearing in a process of its own, which imports nothing else: `hearing_rig` starts it."""

import asyncio
import json
import re
import sys
import time
from pathlib import Path

import numpy as np

from agent.hearing.judge import SileroJudge
from agent.hearing.utterance import UtterancePart
from agent.listening import build_ear
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.settings.model import HearingSettings
from drivers.clock import SystemClock
from drivers.microphones.base import FRAME_S
from drivers.microphones.portaudio import PortAudioMicrophone

_SETTLE_S = 3.0
_JUDGE_THRESHOLD = 0.5
_FRAMES = "boothscribe_frames_total"


class _Counting:
    """Counts what a microphone says about itself."""

    def __init__(self) -> None:
        self.losses: list[str] = []
        self.lost_frames = 0

    def connected(self, microphone: str, channels: int, sample_rate_hz: int) -> None:
        """See `MicrophoneListener.connected`."""

    def disconnected(self, microphone: str, why: str) -> None:
        """See `MicrophoneListener.disconnected`."""
        self.losses.append(f"{microphone}: {why}")

    def overrun(self, microphone: str, frames: int) -> None:
        """See `MicrophoneListener.overrun`."""
        del microphone
        self.lost_frames += frames


async def listen(device: str, channels: int, profile: str, seconds: float) -> dict[str, float]:
    """Listen as the agent does, from the device to the judge; return what it took and lost."""
    counting, clock, metrics = _Counting(), SystemClock(), Metrics()
    microphone = PortAudioMicrophone(
        name="rig", listener=counting, clock=clock, device=device, channels=channels
    )
    ear = build_ear(HearingSettings(array=profile), microphone, clock=clock, metrics=metrics, health=Health())
    judge = SileroJudge(_JUDGE_THRESHOLD)
    utterances = 0

    async def judged() -> None:
        nonlocal utterances
        parts: list[np.ndarray] = []
        while True:
            heard = await ear.heard.get()
            if isinstance(heard, UtterancePart):
                parts.append(heard.audio)
                if heard.last:
                    await asyncio.to_thread(judge.speech_s, np.concatenate(parts))
                    utterances, parts = utterances + 1, []

    listening, judging = asyncio.create_task(ear.run()), asyncio.create_task(judged())
    await asyncio.sleep(_SETTLE_S)
    spent_s, frames = time.process_time(), _frames(metrics)
    await asyncio.sleep(seconds)
    heard_s = (_frames(metrics) - frames) * FRAME_S
    spent_s = time.process_time() - spent_s
    await microphone.aclose()
    for task in (listening, judging):
        task.cancel()
    await asyncio.gather(listening, judging, return_exceptions=True)
    return {
        "rig_minutes": heard_s / 60,
        "rig_lost_frames": float(counting.lost_frames),
        "rig_losses": float(len(counting.losses)),
        "rig_utterances": float(utterances),
        "rig_cpu_s_per_audio_s": spent_s / max(heard_s, FRAME_S),
        "rig_peak_rss_mb": _peak_mb(),
    }


def _peak_mb() -> float:
    """Return this process's own peak; `getrusage` counts that of whoever started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [kilobytes] = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(kilobytes) / 1024


def _frames(metrics: Metrics) -> float:
    return metrics.registry.get_sample_value(_FRAMES) or 0.0


if __name__ == "__main__":
    _, named, count, array, lasting_s = sys.argv
    print(json.dumps(asyncio.run(listen(named, int(count), array, float(lasting_s)))))
