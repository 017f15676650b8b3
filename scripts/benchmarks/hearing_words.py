"""How many words are understood behind each front end: the demo's sentences, said at simulated booths."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from agent.demo.score import Score, score
from agent.hearing.array.front_end import ArrayFrontEnd, ArrayTuning
from agent.hearing.array.geometry import Geometry
from agent.hearing.array.profile import ArrayProfile
from agent.listening import load_engine
from agent.settings.model import SpeechSettings
from agent.speech.engine import Engine
from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks.booth import Audio, Turn, Voice, scenes
from scripts.benchmarks.booth_voices import measured_voices
from scripts.benchmarks.hearing_beams import BEAMS
from scripts.benchmarks.hearing_table import LEVEL, blocks_of
from scripts.benchmarks.recordings import demo_turns
from scripts.benchmarks.suppression import suppressors

_RATIOS_DB = (30.0, 20.0, 15.0, 10.0, 5.0)
_BEFORE_S, _AFTER_S = 0.3, 0.6
_SPEECH = 0.05
"""-26 dBFS, where recognition likes speech."""


def measure_words(
    profile: ArrayProfile, geometry: Geometry, count: int, first_seed: int, model: str | None
) -> dict[str, float]:
    """Recognise every turn behind every front end, cut where it was really said; print word error rates.

    So it is the front end that is judged, not the gate. The demo's model knows the demo's voices and
    sentences only; with real weights the table is the same.
    """
    turns = demo_turns()
    table = [
        Voice(name, [turn.audio for turn in turns[first::2]]) for first, name in enumerate(("even", "odd"))
    ]
    texts = {
        (voice.name, at): turns[first + 2 * at].text
        for first, voice in enumerate(table)
        for at in range(len(voice.clips))
    }
    _, crowd, _ = measured_voices()
    engine = load_engine(SpeechSettings(model=model or "demo"))
    scores: dict[str, dict[float, Score]] = {}
    clean = Score(0, 0)
    for said in turns:
        clean += score(said.text, _recognise(engine, said.audio))
    booths = scenes(table, crowd, geometry, count=count, turns=len(turns), first_seed=first_seed)
    for scene, ratio_db in itertools.product(booths, _RATIOS_DB):
        sound = scene.mixed(ratio_db, neighbour=False) * np.float32(LEVEL)
        for name, voice in _front_ends(profile, geometry, sound):
            for turn in scene.turns:
                heard = _recognise(engine, _cut(voice, turn))
                of_name = scores.setdefault(name, dict.fromkeys(_RATIOS_DB, Score(0, 0)))
                of_name[ratio_db] += score(texts[turn.voice, turn.clip], heard)
        print(f"  words at {ratio_db:g} dB done", flush=True)
    return _shown(scores, clean)


def _front_ends(profile: ArrayProfile, geometry: Geometry, sound: Audio) -> Iterator[tuple[str, Audio]]:
    """Yield what recognition would get from each, as long as the sound."""
    yield "single", sound[:, 0]
    gate = profile.trained_gate()
    for beam in BEAMS:
        front_end = ArrayFrontEnd(geometry, gate, replace(ArrayTuning(), beam=beam))
        blocks = list(blocks_of(front_end, sound))
        voice = np.concatenate([block.audio for block in blocks])
        late = round(blocks[0].time_s * SAMPLE_RATE_HZ)
        whole = np.zeros(len(sound), np.float32)
        whole[: len(voice) + late] = voice[-late:] if late < 0 else voice
        yield beam, whole
        if beam == ArrayTuning().beam:
            for name, suppress in suppressors().items():
                yield f"{beam}_{name}", suppress(whole)


def _cut(voice: Audio, turn: Turn) -> Audio:
    first = max(0, turn.start - round(_BEFORE_S * SAMPLE_RATE_HZ))
    part = voice[first : turn.end + round(_AFTER_S * SAMPLE_RATE_HZ)]
    return part * np.float32(_SPEECH / (np.sqrt(np.mean(part**2)) + 1e-9))


def _recognise(engine: Engine, audio: Audio) -> str:
    return " ".join(word.text for word in engine.recognise(audio, 0.0).words)


def _shown(scores: Mapping[str, Mapping[float, Score]], clean: Score) -> dict[str, float]:
    found = {"wer_dry": clean.word_error_rate}
    words = next(iter(next(iter(scores.values())).values())).words
    print(f"\nword error rate, {words} words a cell; without room and hall {clean.word_error_rate:.3f}")
    print(f"{'':38}" + "".join(f"{ratio_db:>7g} dB" for ratio_db in _RATIOS_DB))
    for name, of_ratios in scores.items():
        rates = [of_ratios[ratio_db].word_error_rate for ratio_db in _RATIOS_DB]
        print(f"{name.replace('_', ' '):38}" + "".join(f"{rate:10.3f}" for rate in rates))
        for ratio_db, rate in zip(_RATIOS_DB, rates, strict=True):
            found[f"wer_{name}_{ratio_db:g}db"] = rate
    return found
