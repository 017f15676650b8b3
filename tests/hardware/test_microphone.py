"""A USB microphone on the kernel's own driver, snd-usb-audio, with ALSA and PortAudio on top."""

import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import numpy as np
import pytest
import soundfile

from agent.demo.score import normalised
from tests.hardware.rig.box import Box
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.microphone import Microphone
from tests.hardware.rig.usb.serial_port import SerialPort

RATE_HZ = 16_000
TURN = 1


class Sound:
    """Silence until told to play something, which is then heard by every capsule."""

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self._waiting = b""
        self._lock = threading.Lock()
        self.over = threading.Event()

    def play(self, samples: "np.typing.NDArray[np.int16]") -> None:
        """Play mono samples from now on; `over` is set when the last one was."""
        with self._lock:
            self._waiting = np.repeat(samples[:, None], self._channels, axis=1).astype("<i2").tobytes()
            self.over.clear()

    def __call__(self, frames: int) -> bytes:
        wanted = frames * self._channels * 2
        with self._lock:
            part, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
            if not self._waiting:
                self.over.set()
        return part


def conversation() -> tuple["np.typing.NDArray[np.int16]", str]:
    """One turn of the demo, and what is said in it."""
    data = files("agent.demo")
    turn = tomllib.loads((data / "reference.toml").read_text())["conversation"][0]["turn"][TURN]
    with (data / "conversations.flac").open("rb") as file:
        recording, rate_hz = soundfile.read(file, dtype="int16")
    assert rate_hz == RATE_HZ
    first, last = turn["start_s"] - 0.3, turn["end_s"] + 0.3
    return recording[int(first * rate_hz) : int(last * rate_hz)], turn["text"]


@contextmanager
def microphone(box: Box, sound: Sound, *, channels: int, rate_hz: int = RATE_HZ) -> Iterator[Microphone]:
    """A microphone that the box hears."""
    device = Microphone(sound, channels=channels, rate_hz=rate_hz)
    opened = len(box.said("microphone is open", channels=channels))
    box.machine.plug("microphone", device)
    try:
        box.await_said("microphone is open", channels=channels, count=opened + 1, patience_s=120)
        yield device
    finally:
        box.machine.unplug("microphone")


def test_a_spoken_conversation_becomes_words_on_the_lead_of_the_scanned_badge(
    box: Box, outside: Outside
) -> None:
    sound, scanner = Sound(4), SerialPort()
    speech, said = conversation()
    box.machine.plug("acm", scanner)
    try:
        with microphone(box, sound, channels=4):
            heard = box.metrics()["boothscribe_frames_total"]
            box.await_metric("boothscribe_frames_total", heard + 100)  # an emulated box stumbles at first
            box.scan(scanner, "TALK-0001")
            sound.play(speech)
            box.await_metric("boothscribe_words_total", 3, patience_s=300)
            box.scan(scanner, "boothscribe:end", event="command card scanned")
            leads = outside.eventually(
                "the conversation is final",
                lambda leads: any(lead.badge.id == "TALK-0001" and lead.final for lead in leads),
                patience_s=120,
            )
    finally:
        box.machine.unplug("acm")
    (lead,) = [lead for lead in leads if lead.badge.id == "TALK-0001"]
    understood = {word for turn in lead.conversation.turns for word in normalised(turn.text)}
    # How well is measured elsewhere: an emulated processor loses sound when its host is busy.
    assert len(understood & set(normalised(said))) >= 3, understood


def test_a_microphone_that_is_pulled_out_mid_word_is_heard_again_when_it_is_back(
    box: Box, outside: Outside
) -> None:
    sound, scanner = Sound(4), SerialPort()
    speech, _ = conversation()
    away = len(box.said("microphone is away"))
    box.machine.plug("acm", scanner)
    try:
        with microphone(box, sound, channels=4):
            sound.play(speech)
            assert not sound.over.wait(2.5)
        box.await_said("microphone is away", count=away + 1)
        box.scan(scanner, "NO-MICROPHONE-1")
        outside.arrival("NO-MICROPHONE-1")
        with microphone(box, sound, channels=4):
            before = box.metrics()["boothscribe_frames_total"]
            box.await_metric("boothscribe_frames_total", before + 50)
    finally:
        box.machine.unplug("acm")
    assert not box.said("part died; starting it again")


@pytest.mark.long
@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
@pytest.mark.parametrize("channels", [1, 2, 4, 6, 8])
def test_every_kind_of_microphone_is_opened_with_all_it_has(box: Box, channels: int, rate_hz: int) -> None:
    with microphone(box, Sound(channels), channels=channels, rate_hz=rate_hz):
        assert box.said("microphone is open", channels=channels, rate_hz=rate_hz)
        before = box.metrics().get("boothscribe_frames_total", 0)
        box.await_metric("boothscribe_frames_total", before + 50)


@pytest.mark.long
def test_an_array_with_fewer_capsules_than_its_profile_still_scans_and_says_so(
    box: Box, outside: Outside
) -> None:
    box.restart(settings='[hearing]\narray = "circle-4"\n')
    process = "systemctl show boothscribe -p MainPID -p NRestarts"
    started = box.machine.run(process)
    scanner = SerialPort()
    box.machine.plug("acm", scanner)
    try:
        with microphone(box, Sound(2), channels=2):
            status = "systemctl show boothscribe -p StatusText"
            box.machine.until(
                f"{status} | grep -q 'fewer channels than `hearing.array` names'", patience_s=120
            )
            assert "flash the multi-channel firmware" in box.machine.run(status), "no word of what to do"
            box.scan(scanner, "WRONG-PROFILE-1")
            outside.arrival("WRONG-PROFILE-1")
        assert box.machine.run(process) == started
        assert not box.said("part died; starting it again")
    finally:
        box.machine.unplug("acm")
        box.machine.run("rm /etc/boothscribe/boothscribe.d/test.toml")
        box.restart()
