"""A talk as the judge hears it: words, names, what was asked, and what the rules have found."""

from agent.insight.judge.said import Place, Ruled, Said
from agent.insight.signals.language.talk import Finding, Talk


def heard(talk: Talk) -> list[Said]:
    """Return the turns as the judge hears them."""
    return [
        Said(
            side=reading.side,
            text=reading.text,
            plain=reading.plain,
            clauses=[
                (span.start, span.end)
                for span in (reading.trimmed(clause.start, clause.end) for clause in reading.clauses)
            ],
            names=[Place(name.span.start, name.span.end, name.kind) for name in talk.named(reading)],
            topics=talk.topics(reading) if reading.side == "rep" else (),
            last=(reading.sentences[-1].start, reading.sentences[-1].end) if reading.sentences else None,
            ruled=[
                Ruled(found.span.start, found.span.end, _label(found), found.rule)
                for found in talk.findings
                if found.reading is reading
            ],
        )
        for reading in talk.readings
    ]


def _label(found: Finding) -> str:
    """Return a finding's kind, with its role or relation, as the judge labels clauses."""
    part = found.value.get("role") or found.value.get("relation") or ""
    return f"{'no ' if found.absent and part != 'none' else ''}{found.kind} {part}".strip()
