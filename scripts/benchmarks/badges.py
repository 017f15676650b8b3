"""`scripts/bench badges`: fuzzed codes through the badge decoder, on all processors."""

import multiprocessing
import os
import random
import string
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent.shipped import shipped
from agent.visit.badges.decode import Reading, decode_unguarded
from agent.visit.badges.profile_file import load_profile, reading_of
from agent.visit.badges.result import Decoded
from scripts.benchmarks.report import machine

LIMIT_MS = 50.0
_BATCH = 2000
_LARGEST = 10_000
_VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Keller;Maria;;;\r\nFN:Maria Keller\r\nORG:Lakeside Foods;Logistics\r\n"
    "TITLE:Operations"
    " Director\r\nEMAIL;TYPE=WORK:maria@lakeside.example\r\nTEL;TYPE=WORK:+1-312-555-0142\r\nEND:VCARD"
)
_OLD_VCARD = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\nller;J=C3=B6rg\n"
    "TEL;CELL:+49 170 1234567\nEND:VCARD"
)
SEEDS = (
    _VCARD,
    _VCARD.replace("\r\n", ""),
    _OLD_VCARD,
    r"MECARD:N:Keller\, Roth,Maria;ORG:A\;B\:C\\;TEL:+13125550142;EMAIL:maria@lakeside.example;;",
    "BIZCARD:N:Maria;X:Keller;T:Director;C:Lakeside;B:+13125550142;E:maria@lakeside.example;;",
    '{"attendee":{"id":"000123","name":{"first":"Maria","last":"Keller"},"emails":["maria@lakeside.example"]}}',
    "https://expo.example/b/000123?fn=Maria&ln=Keller&email=maria%40lakeside.example&sig=abc#/a/1",
    "fn=Maria&ln=Keller&co=Lakeside+Foods&em=maria%40lakeside.example&id=000123&sig=abc",
    "000123^Maria^Keller^Lakeside Foods^Operations Director^maria@lakeside.example^+1-312-555-0142",
    "ID:123|FN:Maria|LN:Keller|E:maria@lakeside.example",
    "]C1801806141411234567890210ABC\x1d21000123",
    "(8018)061414112345678902(91)7",
    "000123",
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "BEGINÖVCARD\nVERSIONÖ3.0\nFNÖMaria Keller\nENDÖVCARD",
    "WIFI:T:WPA;S:booth;P:secret;;",
    "00020101021126360014A00000061500010101065204000053034585802MY5907EXAMPLE6304ABCD",
    "M1KELLER/MARIA        EABC123 FRAJFKLH 0400 326J001A0025 100",
    "boothscribe:end:1:abcdefgh:abcdefghijklmnop",
    "EX1:AAECAwQFBgcICQoLr3PlOhvR2OgNzwL2n5KfL2MxZuVGbpup",
    "00000123Keller              Maria          Lakeside Foods           US",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
)
_PIECES = [
    "BEGIN:VCARD",
    "name=a&",
    "a=b&amp;",
    "END:VCARD",
    "MECARD:",
    "N:",
    "FN:",
    "ORG;",
    "TEL;TYPE=",
    "=3D",
    "=\r\n",
    ";CHARSET=EUC-JP",
    "ENCODING=BASE64:",
    "\\n",
    "\\\\",
    "]Q1",
    "]C1",
    "\x1d",
    "(01)",
    "8018",
    '{"',
    '":"',
    "[[[[",
    "{{{{",
    "}}",
    "https://",
    "?id=",
    "&amp;",
    "%C3",
    "%ZZ",
    "#",
    "@",
    '"',
    "'",
    "^",
    "|",
    ";",
    ",",
    "\t",
    "~",
    "\x00",
    "�",
    "\ufeff",
    "Ã¼",
    "\uff11",
    "<GS>",
    "\\x1d",
    "ß",
    "é\"'(",
    "00",
]


@dataclass
class Tally:
    """What came of some codes."""

    codes: int = 0
    seconds: float = 0.0
    slowest_ms: float = 0.0
    slowest: str = ""
    outcomes: Counter[str] = field(default_factory=Counter)
    exceptions: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Take in what another process found."""
        self.codes += other.codes
        self.seconds += other.seconds
        self.outcomes += other.outcomes
        self.exceptions += other.exceptions
        if other.slowest_ms > self.slowest_ms:
            self.slowest_ms, self.slowest = other.slowest_ms, other.slowest


def measure(payloads: int, *, seed: int = 1, processes: int | None = None) -> dict[str, float]:
    """Decode so many fuzzed codes and print what came of it.

    The decoder is called without its safety net, so that a fault of any reader is counted.
    """
    batches = [
        (seed + number, min(_BATCH, payloads - start))
        for number, start in enumerate(range(0, payloads, _BATCH))
    ]
    tally = Tally()
    with multiprocessing.get_context("spawn").Pool(processes or os.cpu_count()) as pool:
        for part in pool.imap_unordered(fuzz, batches):
            tally.add(part)
    print(f"Fuzzed badge codes\n{machine()}\n")
    for outcome, count in tally.outcomes.most_common():
        print(f"{outcome:38} {count:9}")
    print(f"\n{'codes':38} {tally.codes:9}")
    print(f"{'exceptions':38} {tally.exceptions.total():9}")
    for exception, count in tally.exceptions.most_common(10):
        print(f"  {exception:36} {count:9}")
    mean_ms = 1000 * tally.seconds / max(1, tally.codes)
    print(f"{'mean ms':38} {mean_ms:9.3f}")
    print(f"{'slowest ms':38} {tally.slowest_ms:9.2f}   (limit {LIMIT_MS:.0f})   {tally.slowest}")
    return {
        "badges_payloads": tally.codes,
        "badges_exceptions": tally.exceptions.total(),
        "badges_decode_mean_ms": mean_ms,
        "badges_decode_slowest_ms": tally.slowest_ms,
    }


def fuzz(batch: tuple[int, int]) -> Tally:
    """Decode a batch: its seed and its number of codes."""
    seed, count = batch
    readings = (Reading(), shipped_reading())
    for reading in readings:
        for seeded in SEEDS:  # tables and libraries load at their first use
            decode_unguarded(seeded, reading)
    tally = Tally()
    rng = random.Random(seed)  # noqa: S311 -- not cryptography
    for number, code in enumerate(codes(rng, count)):
        began_s = time.thread_time()
        try:
            result = decode_unguarded(code, readings[number % len(readings)])
        except Exception as error:  # noqa: BLE001 -- a fault must not stop the box; tests see it
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
            tally.exceptions[f"{type(error).__name__} {place}"] += 1
            continue
        finally:
            took_s = time.thread_time() - began_s
            tally.codes += 1
            tally.seconds += took_s
            if 1000 * took_s > tally.slowest_ms:
                tally.slowest_ms, tally.slowest = (
                    1000 * took_s,
                    f"seed {seed}, number {number}, {len(code)} characters",
                )
        tally.outcomes[f"read: {result.kind}" if isinstance(result, Decoded) else str(result.reason)] += 1
    return tally


def shipped_reading() -> Reading:
    """Return how a box reads that was given every profile that comes with this version."""
    return reading_of([load_profile(path) for path in sorted(shipped("badges").glob("*.toml"))])


def codes(rng: random.Random, count: int) -> Iterator[str | bytes]:
    """Yield codes: changed badges, pieces of grammar, garbage; up to 10 kB."""
    for _ in range(count):
        match rng.randrange(10):
            case 0:
                yield rng.randbytes(rng.randrange(200))
            case 1:
                yield "".join(rng.choice(_PIECES) for _ in range(rng.randrange(40)))
            case 2:
                yield "".join(chr(rng.randrange(0x300)) for _ in range(rng.randrange(120)))
            case 3 if rng.randrange(20) == 0:
                yield _large(rng)
            case _:
                yield _mutated(rng, rng.choice(SEEDS))


def _large(rng: random.Random) -> str | bytes:
    size = rng.randrange(2000, _LARGEST)
    match rng.randrange(5):
        case 0:
            return rng.randbytes(size)
        case 1:
            return rng.choice(_PIECES[:-1]) * (size // 8)
        case 2:
            return "".join(rng.choices(string.printable, k=size))
        case 3:
            return rng.choice(string.printable) * size
        case _:
            return _mutated(rng, rng.choice(SEEDS) * 30)[:size]


def _mutated(rng: random.Random, text: str) -> str:
    for _ in range(rng.choice((0, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(6):
            case 0:
                text = text[:at] + text[at + rng.randrange(1, 6) :]
            case 1:
                text = text[:at] + rng.choice(_PIECES) + text[at:]
            case 2:
                text = text[:at]
            case 3:
                other = rng.choice(SEEDS)
                text = text[:at] + other[rng.randrange(len(other)) :]
            case 4:
                text = (
                    text[:at]
                    + chr(rng.choice((rng.randrange(0x100), rng.randrange(0x11000))))
                    + text[at + 1 :]
                )
            case _:
                text = text[at:] + text[:at]
    return text
