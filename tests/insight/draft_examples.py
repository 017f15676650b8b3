"""Ten different conversations; `python -m tests.insight.draft_examples` writes them into the docs."""

from dataclasses import dataclass
from pathlib import Path

from agent.contract.lead import Attendee, FollowUp, Lead, Side
from agent.event_pack.model import EventPack
from agent.insight.conclusion import conclude
from agent.insight.follow_up import write_follow_up
from tests.insight.draft_packs import COLD_CHAIN, LASERS, SHIFTS, signal, visit

DOCUMENT = Path(__file__).parents[2] / "docs" / "follow-ups.md"
BEGIN, END = "<!-- examples: begin -->", "<!-- examples: end -->"
V: Side = "visitor"
R: Side = "rep"


@dataclass(frozen=True)
class Example:
    title: str
    pack: EventPack
    lead: Lead

    @property
    def follow_up(self) -> FollowUp:
        return write_follow_up(self.lead, self.pack)


def _person(given: str, family: str, **more: str) -> Attendee:
    return Attendee(name=f"{given} {family}", given_name=given, family_name=family, **more)


EXAMPLES = (
    Example(
        "Hot: budget, decision, a date, and an objection that the event pack has an answer to",
        COLD_CHAIN,
        visit(
            COLD_CHAIN,
            [
                (V, "Every second delivery gets rejected because the cold chain isn't documented."),
                (V, "We need something that works offline, and I was looking at ThermoLog."),
                (V, "I decide on that myself, and we've got forty thousand euros in the plan."),
                (V, "It has to be in place by the end of June. It looks expensive, though."),
                (R, "I'll send you a quote by Friday."),
            ],
            [
                signal(
                    "challenge",
                    "Every second delivery gets rejected because the cold chain isn't documented",
                    what="every second delivery gets rejected because the cold chain isn't documented",
                ),
                signal("need", "something that works offline", turn=2, what="something that works offline"),
                signal("product", "ThermoLog", turn=2, name="ThermoLog"),
                signal("authority", "I decide on that myself", turn=3, role="decision_maker", who=None),
                signal(
                    "budget",
                    "forty thousand euros in the plan",
                    turn=3,
                    min=40000,
                    max=40000,
                    currency="EUR",
                    approved=True,
                    basis="total",
                ),
                signal(
                    "timeline",
                    "by the end of June",
                    turn=4,
                    earliest=None,
                    latest="2026-06-30",
                    phrase="by the end of June",
                ),
                signal("objection", "It looks expensive", turn=4, what="it looks expensive", resolved=False),
                signal(
                    "next_step",
                    "I'll send you a quote by Friday",
                    turn=5,
                    side="rep",
                    what="send you a quote",
                    owner="rep",
                    due="2026-03-06",
                ),
            ],
            attendee=_person("Fiona", "Reid", company="Northwold Seafood", title="Quality Manager"),
            sender="Mara Lindqvist",
        ),
    ),
    Example(
        "Scan only: nobody heard a conversation",
        COLD_CHAIN,
        visit(
            COLD_CHAIN, [], [], attendee=_person("Pavel", "Novak", company="Zima Foods"), consent="pending"
        ),
    ),
    Example(
        "Consent refused",
        SHIFTS,
        visit(
            SHIFTS, [], [], attendee=_person("Grace", "Adeyemi"), consent="refused", sender="Ines Carvalho"
        ),
    ),
    Example(
        "Warm: two next steps, one on each side",
        SHIFTS,
        visit(
            SHIFTS,
            [
                (V, "I spend my evenings typing shift plans."),
                (V, "I want to plan our wards better. Tell me about Rota."),
                (R, "I'll send you a trial link."),
                (V, "And I'll talk to our works council, by the 29th of May."),
            ],
            [
                signal(
                    "challenge",
                    "I spend my evenings typing shift plans",
                    what="i spend my evenings typing shift plans",
                ),
                signal("need", "plan our wards better", turn=2, what="plan our wards better"),
                signal("product", "Rota", turn=2, name="Rota"),
                signal(
                    "next_step",
                    "I'll send you a trial link",
                    turn=3,
                    side="rep",
                    what="send you a trial link",
                    owner="rep",
                    due=None,
                ),
                signal(
                    "next_step",
                    "I'll talk to our works council, by the 29th of May",
                    turn=4,
                    what="talk to our works council",
                    owner="visitor",
                    due="2026-05-29",
                ),
            ],
            attendee=_person("Leila", "Haddad", company="St Brannoc Hospital"),
            sender="Ines Carvalho",
        ),
    ),
    Example(
        "A German first name with an umlaut, a rival in the running, a quarter as the time frame",
        LASERS,
        visit(
            LASERS,
            [
                (V, "Our old machine stops twice a week. We're comparing you with Bladex."),
                (V, "What I need is a laser for thick steel. Is that the Corvex 30?"),
                (V, "We'd order in the first quarter. The delivery times worry me."),
                (R, "I'll come to your plant on the 6th of October."),
            ],
            [
                signal(
                    "challenge",
                    "Our old machine stops twice a week",
                    what="our old machine stops twice a week",
                ),
                signal("competitor", "comparing you with Bladex", name="Bladex", relation="evaluating"),
                signal("need", "a laser for thick steel", turn=2, what="a laser for thick steel"),
                signal("product", "the Corvex 30", turn=2, name="Corvex 30"),
                signal(
                    "timeline",
                    "in the first quarter",
                    turn=3,
                    earliest="2027-01-01",
                    latest="2027-03-31",
                    phrase="in the first quarter",
                ),
                signal(
                    "objection",
                    "The delivery times worry me",
                    turn=3,
                    what="the delivery times worry me",
                    resolved=False,
                ),
                signal(
                    "next_step",
                    "I'll come to your plant on the 6th of October",
                    turn=4,
                    side="rep",
                    what="come to your plant",
                    owner="rep",
                    due="2026-10-06",
                ),
            ],
            attendee=_person("Jürgen", "Größner", company="Größner Stahlbau"),
            sender="Jonas Weber",
        ),
    ),
    Example(
        "Cold: a passer-by who said what there is today and wants nothing",
        LASERS,
        visit(
            LASERS,
            [
                (V, "Just looking, thanks. We cut everything with plasma torches."),
                (V, "There's no money for a new machine anyway."),
            ],
            [
                signal("current_solution", "plasma torches", name="plasma torches"),
                signal(
                    "budget",
                    "no money for a new machine",
                    turn=2,
                    polarity="absent",
                    min=None,
                    max=None,
                    currency=None,
                    approved=None,
                    basis=None,
                ),
            ],
            attendee=_person("Ruth", "Calloway"),
        ),
    ),
    Example(
        "No name on the badge",
        COLD_CHAIN,
        visit(
            COLD_CHAIN,
            [
                (V, "We can't see which door was left open overnight."),
                (R, "That's what DoorWatch is for. I'll email you the case study."),
            ],
            [
                signal(
                    "challenge",
                    "We can't see which door was left open overnight",
                    what="we can't see which door was left open overnight",
                ),
                signal("product", "DoorWatch", turn=2, side="rep", name="DoorWatch"),
                signal(
                    "next_step",
                    "I'll email you the case study",
                    turn=2,
                    side="rep",
                    what="email you the case study",
                    owner="rep",
                    due=None,
                ),
            ],
            attendee=Attendee(company="Tarn Valley Dairy"),
            sender="Tom Okafor",
        ),
    ),
    Example(
        "Somebody else has to agree",
        SHIFTS,
        visit(
            SHIFTS,
            [
                (V, "Our wards still plan on paper, and people keep swapping shifts by phone."),
                (V, "I'd need our head of nursing to agree. Could we see SwapBoard again in June?"),
            ],
            [
                signal(
                    "challenge",
                    "people keep swapping shifts by phone",
                    what="people keep swapping shifts by phone",
                ),
                signal("current_solution", "still plan on paper", name="paper"),
                signal(
                    "authority",
                    "I'd need our head of nursing to agree",
                    turn=2,
                    role="needs_approval",
                    who="our head of nursing",
                ),
                signal("product", "SwapBoard", turn=2, name="SwapBoard"),
                signal(
                    "next_step",
                    "Could we see SwapBoard again in June",
                    turn=2,
                    what="see SwapBoard again",
                    owner="visitor",
                    due="2026-06-30",
                ),
            ],
            attendee=_person("Óscar", "Núñez"),
            sender="Ines Carvalho",
        ),
    ),
    Example(
        "An objection without an answer in the event pack: the mail leaves it to the person who sends it",
        COLD_CHAIN,
        visit(
            COLD_CHAIN,
            [
                (V, "We need an alarm on the phone and a log for the inspector."),
                (V, "I'm not convinced your batteries last a winter."),
                (V, "But show it to me. I'd like to decide in April."),
            ],
            [
                signal(
                    "need",
                    "an alarm on the phone and a log for the inspector",
                    what="an alarm on the phone and a log for the inspector",
                ),
                signal(
                    "objection",
                    "I'm not convinced your batteries last a winter",
                    turn=2,
                    what="your batteries might not last a winter",
                    resolved=False,
                ),
                signal(
                    "timeline",
                    "decide in April",
                    turn=3,
                    earliest="2026-04-01",
                    latest="2026-04-30",
                    phrase="in April",
                ),
            ],
            attendee=_person("Siobhan", "Kerr", company="Kerr & Daughters"),
            sender="Tom Okafor",
        ),
    ),
    Example(
        "Words that must not come back in a mail: strong language, and what was removed before publication",
        LASERS,
        visit(
            LASERS,
            [
                (V, "The support of our supplier is awful. My card is [removed: payment card]."),
                (V, "We want to cut our scrap in half, and we'd pay for CorvexCare."),
                (R, "I'll send you the service terms by Monday."),
            ],
            [
                signal(
                    "challenge",
                    "The support of our supplier is awful",
                    what="the support of our supplier is awful",
                ),
                signal("need", "cut our scrap in half", turn=2, what="cut our scrap in half"),
                signal("product", "CorvexCare", turn=2, name="CorvexCare"),
                signal(
                    "next_step",
                    "I'll send you the service terms by Monday",
                    turn=3,
                    side="rep",
                    what="send you the service terms",
                    owner="rep",
                    due="2026-09-21",
                ),
            ],
            attendee=_person("Tomasz", "Wójcik"),
            sender="Jonas Weber",
        ),
    ),
)


def rendered() -> str:
    """Return the part of the document between the marks."""
    parts = []
    for number, example in enumerate(EXAMPLES, 1):
        draft, lead = example.follow_up, conclude(example.lead, example.pack)
        assert lead.assessment is not None
        said = "\n".join(f"> **{turn.side}:** {turn.text}  " for turn in example.lead.conversation.turns)
        voice = example.pack.voice
        verdict = f"{lead.assessment.heat}, score {lead.assessment.score}"
        qualified = "qualified" if lead.assessment.qualified else "not qualified"
        parts += [
            f"### {number}. {example.title}",
            "",
            f"{voice.company} at {example.pack.event.name}, tone {voice.tone}; {verdict}, {qualified}.",
            "",
            said or "> (no words)",
            "",
            "```text",
            f"Subject: {draft.subject}",
            "",
            draft.body_text.rstrip(),
            "```",
            "",
        ]
        if draft.warnings:
            parts += ["For the sender: " + "; ".join(draft.warnings) + ".", ""]
        if draft.claims:
            parts += ["| sentence | proof |", "| --- | --- |"]
            parts += [
                f"| {claim.text} | {'; '.join(_proof(example.lead, one) for one in claim.signals)} |"
                for claim in draft.claims
            ]
            parts.append("")
    return "\n".join(parts)


def _proof(lead: Lead, number: int) -> str:
    one = lead.signals[number - 1]
    return f"{number}, {one.kind}: “{one.quote}”"


def main() -> None:
    """Write the examples into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{rendered()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
