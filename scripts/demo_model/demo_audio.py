"""The demo's replayed input: two visitors at a calm booth, their badges, and what they really said.

Written to a folder as `conversations.flac`, `scans.toml` and `reference.toml`. The people and firms are
invented. Story, voices and noise are fixed, so the same synthesisers give the same files.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import soundfile

from scripts.demo_model.acoustics import impulse_response, in_room, room_tone, root_mean_square
from scripts.demo_model.sentences import Phrase
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples, Voice, speak

Side = Literal["rep", "visitor"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's stay: the badge, the voice and the talk."""

    attendee: str
    company: str
    badge: str
    """Payload of the badge's code, as a scanner would deliver it."""
    voice: Voice
    talk: tuple[tuple[Side, Phrase], ...]
    """What is said, in turns."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One turn with its place in the audio, in seconds from the start of the file."""

    side: Side
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SpokenVisit:
    """One visit with its place in the audio."""

    visit: Visit
    scanned_at_s: float
    turns: tuple[SpokenTurn, ...]


def write_demo(folder: Path) -> float:
    """Speak the story and write the three files into `folder`; return the audio's length in seconds.

    Raises:
        MissingSynthesiserError: If flite is not installed.
    """
    samples, visits = render_story(STORY, seed=STORY_SEED)
    folder.mkdir(parents=True, exist_ok=True)
    soundfile.write(folder / "conversations.flac", samples, SAMPLE_RATE_HZ, subtype="PCM_16")
    (folder / "scans.toml").write_text(scans_toml(visits))
    (folder / "reference.toml").write_text(reference_toml(visits))
    return len(samples) / SAMPLE_RATE_HZ


def render_story(story: tuple[Visit, ...], *, seed: int) -> tuple[Samples, tuple[SpokenVisit, ...]]:
    """Speak `story` over room tone.

    Returns:
        The audio, shape (samples,), and where everything in it is. There is no speech before the first scan
        nor between the end of a talk and the next scan.
    """
    generator = np.random.default_rng(seed)
    dry_turns: list[tuple[int, Samples]] = []
    visits: list[SpokenVisit] = []
    at = 0
    for visit in story:
        at += _samples(BEFORE_FIRST_SCAN_S if not visits else BETWEEN_VISITS_S)
        scanned_at = at
        at += _samples(FROM_SCAN_TO_TALK_S)
        turns: list[SpokenTurn] = []
        for side, phrase in visit.talk:
            spoken = speak(phrase.spoken, REP_VOICE if side == "rep" else visit.voice)
            dry_turns.append((at, spoken * _gain(spoken, SPEECH_DBFS)))
            turns.append(
                SpokenTurn(side, phrase.written, at / SAMPLE_RATE_HZ, (at + len(spoken)) / SAMPLE_RATE_HZ)
            )
            at += len(spoken) + _samples(float(generator.uniform(*PAUSE_S)))
        # The pause after the last turn belongs to the gap, which is counted from the end of the speech.
        at = _samples(turns[-1].end_s)
        visits.append(SpokenVisit(visit, scanned_at / SAMPLE_RATE_HZ, tuple(turns)))
    scene = np.zeros(at + _samples(AFTER_LAST_TALK_S), np.float32)
    for start, spoken in dry_turns:
        scene[start : start + len(spoken)] += spoken
    room = impulse_response(reverberation_s=0.3, direct_to_reverberant_db=20.0, generator=generator)
    scene = in_room(scene, room)
    scene += room_tone(len(scene), generator) * np.float32(10 ** (ROOM_TONE_DBFS / 20))
    return scene, tuple(visits)


def scans_toml(visits: tuple[SpokenVisit, ...]) -> str:
    """Return the scans, one `[[scan]]` table with `at_s` and `payload` each."""
    tables = (
        f'[[scan]]\nat_s = {spoken.scanned_at_s:.2f}\npayload = """\n{spoken.visit.badge}"""\n'
        for spoken in visits
    )
    return (
        "# Badges as the scanner reads them, in seconds from the start of conversations.flac.\n\n"
        + "\n".join(tables)
    )


def reference_toml(visits: tuple[SpokenVisit, ...]) -> str:
    """Return what was said, one `[[conversation]]` table per visitor with its turns."""
    lines = ["# What is said in conversations.flac, written as Whisper would; times in seconds of the file."]
    for spoken in visits:
        lines += [
            "",
            "[[conversation]]",
            f'attendee = "{spoken.visit.attendee}"',
            f'company = "{spoken.visit.company}"',
        ]
        for turn in spoken.turns:
            lines += [
                "",
                "[[conversation.turn]]",
                f"start_s = {turn.start_s:.2f}",
                f"end_s = {turn.end_s:.2f}",
                f'side = "{turn.side}"',
                f'text = "{turn.text}"',
            ]
    return "\n".join(lines) + "\n"


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE_HZ)


def _gain(samples: Samples, target_dbfs: float) -> np.float32:
    return np.float32(10 ** (target_dbfs / 20) / root_mean_square(samples))


def _said(written: str, spoken: str | None = None) -> Phrase:
    return Phrase(written, spoken or written)


STORY_SEED = 20
SPEECH_DBFS = -24.0
ROOM_TONE_DBFS = -56.0
BEFORE_FIRST_SCAN_S = 1.0
FROM_SCAN_TO_TALK_S = 1.2
BETWEEN_VISITS_S = 3.0
AFTER_LAST_TALK_S = 2.0
PAUSE_S = (0.7, 1.2)
REP_VOICE = Voice("flite", "rms", rate=1.05)
STORY = (
    Visit(
        attendee="Maria Keller",
        company="Lakeside Foods",
        badge="""\
BEGIN:VCARD
VERSION:3.0
N:Keller;Maria;;;
FN:Maria Keller
ORG:Lakeside Foods
TITLE:Operations Director
EMAIL;TYPE=WORK:maria.keller@lakeside.example.com
TEL;TYPE=WORK,VOICE:+1-312-555-0142
END:VCARD
""",
        voice=Voice("flite", "slt", rate=1.05),
        talk=(
            ("rep", _said("Hi, welcome to our booth.")),
            ("rep", _said("Nice to meet you, Maria. What problem are you trying to solve?")),
            ("visitor", _said("Our main challenge is that our reports take too long.")),
            ("visitor", _said("We are using Tableau for most of our reporting.")),
            ("rep", _said("With PulseBoard you can see everything in one place.")),
            (
                "visitor",
                _said(
                    "Sounds good. Our budget is around $50,000.",
                    "Sounds good. Our budget is around fifty thousand dollars.",
                ),
            ),
            ("rep", _said("Who makes the decision?")),
            ("visitor", _said("I make the final decision. We want to go live by the end of the year.")),
            ("rep", _said("Then let us set up a demo next week.")),
        ),
    ),
    Visit(
        attendee="Daniel Reed",
        company="Orion Logistics",
        badge=(
            "MECARD:N:Reed,Daniel;ORG:Orion Logistics;TITLE:IT Manager;"
            "TEL:+1-303-555-0178;EMAIL:daniel.reed@orion.example.org;;"
        ),
        voice=Voice("flite", "awb"),
        talk=(
            ("rep", _said("Good afternoon, what brings you here?")),
            ("visitor", _said("We have a problem, alerts come in far too late.")),
            (
                "visitor",
                _said("Right now we run everything on Splunk. We are also looking at Datadog."),
            ),
            ("rep", _said("Do you have a budget for this project?")),
            (
                "visitor",
                _said(
                    "We can spend up to $80,000. I need approval from the chief technology officer.",
                    "We can spend up to eighty thousand dollars."
                    " I need approval from the chief technology officer.",
                ),
            ),
            ("rep", _said("When do you need it?")),
            ("visitor", _said("We need it by Q3.", "We need it by Q three.")),
            ("visitor", _said("To be honest, I am worried about security.")),
            ("rep", _said("Everything stays on the device. I will send the security white paper.")),
        ),
    ),
)
