"""A contestant for `scripts/bench speech --contestant`: waits for a pause, then decodes what was said."""

import json
import sys

import numpy as np

from agent.hearing.gate import WebRtcGate
from agent.speech import models
from agent.speech.engine import Engine

PAUSE_FRAMES = 30

engine = Engine(models.resolve("demo"), language="en", compute_type="int8", threads=1, context_floor_s=0)
gate, heard, quiet = WebRtcGate(2), np.zeros(0, np.float32), 0
print(json.dumps({"words": [], "final": False}), flush=True)  # ready: the sound may begin
while frame := sys.stdin.buffer.read(640):
    samples = np.frombuffer(frame, "<i2").astype(np.float32) / np.float32(32_768)
    quiet = 0 if gate.is_speech(samples) else quiet + 1
    heard = np.concatenate([heard, samples])[-28 * 16_000 :]
    if quiet == PAUSE_FRAMES:
        words = engine.recognise(heard, 0.0).words
        print(json.dumps({"words": [{"text": word.text} for word in words], "final": True}), flush=True)
    if quiet >= PAUSE_FRAMES:
        heard = heard[-4800:]  # the first sound of the next word may be in there
