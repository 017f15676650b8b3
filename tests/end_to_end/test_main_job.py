"""The whole way of the data, with the real drivers, a real broker and a real collector."""

import contextlib
import os
import signal
import socket
import sqlite3
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import soundfile

from agent.demo.score import score
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.processes import Agent, Collector, eventually
from tests.rigs.pulse import PulseRig, pulse_missing

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing())),
    pytest.mark.timeout(300),
]

BADGE = "BEGIN:VCARD\nVERSION:3.0\nN:Lovelace;Ada;;;\nFN:Ada Lovelace\nORG:Analytical Engines\nEND:VCARD"
SECRETS = ("Lovelace", "Analytical", "VCARD")


class SerialBadges:
    """A serial scanner on a pseudo-terminal: what the kernel shows of it is what a real one shows."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self._master, self._slave = os.openpty()

    @property
    def table(self) -> str:
        return f'[[scanners]]\ndriver = "serial"\nname = "front"\npath = "{self.link}"\n'

    def plug(self) -> None:
        self.link.symlink_to(os.ttyname(self._slave))

    def scan(self, payload: str) -> None:
        os.write(self._master, payload.encode() + b"\r")

    def close(self) -> None:
        os.close(self._master)
        os.close(self._slave)


@pytest.fixture
def badges(tmp_path: Path) -> Iterator[SerialBadges]:
    with contextlib.closing(SerialBadges(tmp_path / "scanner")) as badges:
        yield badges


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker", persistence=True) as broker:
        yield broker


@pytest.mark.skipif(pulse_missing() is not None, reason=str(pulse_missing()))
def test_a_scanned_badge_and_a_spoken_talk_become_a_lead_without_any_replay(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    data = files("agent.demo")
    reference = tomllib.loads((data / "reference.toml").read_text())["conversation"][0]["turn"][:3]
    with (data / "conversations.flac").open("rb") as file:
        recording, rate = soundfile.read(file, dtype="int16")
    start_s, end_s = reference[0]["start_s"] - 0.3, reference[-1]["end_s"] + 0.3
    badges.plug()
    with (
        PulseRig(channels=1, rate=rate) as rig,
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(
            tmp_path,
            broker=broker.url,
            scanners=badges.table,
            microphone='driver = "portaudio"\ndevice = "boothmic"\nchannels = 1',
            environment=rig.env(),
        ) as agent,
    ):
        eventually("the model is loaded", lambda: agent.said("speech model is loaded"))
        eventually("sound flows", lambda: agent.metric("boothscribe_microphone_connected"))
        badges.scan(BADGE)
        eventually("the scan is confirmed", lambda: agent.metric("boothscribe_scans_confirmed_total"))
        (lead,) = eventually("the lead arrives while the talk goes on", collector.leads)
        assert lead.attendee.name == "Ada Lovelace"
        rig.play(recording[int(start_s * rate) : int(end_s * rate)])
        eventually("words come", lambda: agent.metric("boothscribe_words_total") >= 3)
        badges.scan("boothscribe:end")
        (lead,) = collector.finals(1)
        assert lead.conversation.end_reason == "card"
        found = score(
            " ".join(turn["text"] for turn in reference),
            " ".join(turn.text for turn in lead.conversation.turns),
        )
        assert found.word_error_rate <= 0.35
        assert agent.terminate() == 0
        eventually("nothing waits", lambda: _waiting(agent.outbox) == 0)
        spoken = {word.strip(".,?").lower() for turn in reference for word in turn["text"].split()}
        for secret in (*SECRETS, *(word for word in spoken if len(word) > 6)):
            assert secret not in agent.log, "no personal data in logs"


@pytest.mark.skipif(pulse_missing() is not None, reason=str(pulse_missing()))
def test_a_sound_system_that_hangs_does_not_hold_up_a_stop_or_cost_the_lead(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    badges.plug()
    with (
        PulseRig(channels=1, rate=16_000) as rig,
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(
            tmp_path,
            broker=broker.url,
            scanners=badges.table,
            microphone='driver = "portaudio"\ndevice = "boothmic"\nchannels = 1',
            environment=rig.env(),
        ) as agent,
    ):
        eventually("sound flows", lambda: agent.metric("boothscribe_microphone_connected"))
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        badges.scan("A-4711")
        eventually("the scan is confirmed", lambda: agent.metric("boothscribe_scans_confirmed_total"))
        rig.freeze()
        agent.running.send_signal(signal.SIGTERM)
        assert agent.wait(15) == 0  # systemd kills then
        rig.thaw()
        agent.start()
        (lead,) = collector.finals(1)
        assert lead.conversation.end_reason == "shutdown"


def _waiting(database: Path) -> int:
    """Return how many leads the collector does not have; others stay until the clock is right."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM leads WHERE revision > receipted_revision"
        ).fetchone()
    return int(count)


def test_a_kill_between_scan_and_publish_loses_nothing_and_doubles_nothing(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    badges.plug()
    with (
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(tmp_path, broker=broker.url, scanners=badges.table) as agent,
    ):
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        broker.stop()
        badges.scan(BADGE)
        eventually("the scan is confirmed", lambda: agent.metric("boothscribe_scans_confirmed_total"))
        agent.kill()
        broker.start()
        agent.start()
        (lead,) = collector.finals(1)
        assert lead.attendee.name == "Ada Lovelace"
        assert lead.conversation.end_reason == "interrupted"
        eventually("nothing waits", lambda: _waiting(agent.outbox) == 0)
        taken_in = [(line["lead"], line["revision"]) for line in collector.said("lead_taken_in")]
        assert taken_in == [(str(lead.id), 2)], "one message, and only the newest revision of it"


def test_scans_are_confirmed_while_the_broker_is_down_and_arrive_when_it_is_back(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    badges.plug()
    broker.stop()
    with Agent(tmp_path, broker=broker.url, scanners=badges.table) as agent:
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        for number in range(3):
            badges.scan(f"00{number}4711")
            eventually(
                "the scan is confirmed",
                lambda n=number: agent.metric("boothscribe_scans_confirmed_total") == n + 1,  # type: ignore[misc]
            )
        broker.start()
        with Collector(tmp_path, broker=broker.url) as collector:
            finals = collector.finals(2)
            assert {lead.badge.id for lead in finals} == {"0004711", "0014711"}
            assert agent.terminate() == 0
            agent.start()  # what was stopped without receipt goes out with the next start
            assert {lead.badge.id for lead in collector.finals(3)} == {"0004711", "0014711", "0024711"}


def test_the_last_lead_of_the_day_is_final_at_the_collector_before_the_box_goes_dark(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    badges.plug()
    with (
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(tmp_path, broker=broker.url, scanners=badges.table) as agent,
    ):
        eventually("the uplink is up", lambda: agent.metric("boothscribe_uplink_connected"))
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        badges.scan("A-4711")
        eventually("the lead arrives", collector.leads)
        assert agent.terminate() == 0
        (lead,) = collector.leads()
        assert (lead.final, lead.conversation.end_reason) == (True, "shutdown")
        assert _waiting(agent.outbox) == 0


def test_hostile_scans_neither_stop_the_scanner_nor_vanish_without_a_word(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    badges.plug()
    with (
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(tmp_path, broker=broker.url, scanners=badges.table) as agent,
    ):
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        badges.scan("")
        eventually(
            "nothing is refused", lambda: agent.metric("boothscribe_scans_refused_total", reason="empty")
        )
        for _ in range(250):
            os.write(badges._master, b"x" * 4096)
        os.write(badges._master, b"\r")
        eventually(
            "a flood is refused", lambda: agent.metric("boothscribe_scans_refused_total", reason="too_long")
        )
        badges.scan("half a badge {:::")
        eventually("odd text is kept", lambda: agent.metric("boothscribe_scans_confirmed_total") == 1)
        badges.scan("A-4711")
        (odd,) = collector.finals(1)
        assert (odd.badge.format, odd.badge.raw) == ("unreadable", "half a badge {:::")
        assert "half a badge" not in agent.log


def test_a_scanner_that_is_plugged_in_later_is_found(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    with (
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(tmp_path, broker=broker.url, scanners=badges.table) as agent,
    ):
        eventually("its absence is said", lambda: agent.said("scanner is away"))
        badges.plug()
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        badges.scan("A-4711")
        (lead,) = eventually("the lead arrives", collector.leads)
        assert lead.badge.id == "A-4711"


@pytest.mark.parametrize("model", ["nosuch.en", "/nowhere/model", "base.en"])
def test_without_a_speech_model_scans_still_become_leads(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges, model: str
) -> None:
    badges.plug()
    with (
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(
            tmp_path,
            broker=broker.url,
            scanners=badges.table,
            speech=f'model = "{model}"',
            environment={"CACHE_DIRECTORY": str(tmp_path / "cache")},
        ) as agent,
    ):
        (said,) = eventually(
            "the log says why", lambda: agent.said("no speech recognition; scans go on without words")
        )
        assert model.rpartition("/")[2] in said["why"]
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        badges.scan("A-4711")
        eventually("the lead arrives", collector.leads)


def test_systemd_is_told_when_the_box_is_ready_and_fed_while_work_flows(
    tmp_path: Path, broker: Mosquitto, badges: SerialBadges
) -> None:
    badges.plug()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(60)
        with Agent(
            tmp_path,
            broker=broker.url,
            scanners=badges.table,
            environment={"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "1000000"},
        ) as agent:
            heard: list[str] = []
            while "WATCHDOG=1" not in heard or "READY=1" not in heard:
                heard += systemd.recv(4096).decode().splitlines()
            assert agent.terminate() == 0
            while "STOPPING=1" not in heard:
                heard += systemd.recv(4096).decode().splitlines()


def test_a_recording_that_is_cut_short_delivers_what_is_left(tmp_path: Path, broker: Mosquitto) -> None:
    data = files("agent.demo")
    whole = (data / "conversations.flac").read_bytes()
    (tmp_path / "cut.flac").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "scans.toml").write_text((data / "scans.toml").read_text())
    with (
        Collector(tmp_path, broker=broker.url) as collector,
        Agent(
            tmp_path,
            broker=broker.url,
            scanners=f'[[scanners]]\ndriver = "replay"\nfile = "{tmp_path}/scans.toml"',
            microphone=f'driver = "replay"\nfile = "{tmp_path}/cut.flac"\nreal_time = false',
        ) as agent,
    ):
        eventually("the rest is reported", lambda: agent.said("microphone is away"))
        eventually("words come all the same", lambda: agent.metric("boothscribe_words_total"))
        eventually("they arrive", lambda: any(lead.conversation.turns for lead in collector.leads()))
