"""Who decides, recommends or agrees, in everyday words beyond the textbook's."""

from pathlib import Path

import pytest

from agent.insight.signals.authority import authorities
from agent.insight.signals.talk import Value
from scripts.benchmarks.signal_matching import overlap
from tests.insight.packs import heard, values

_DECIDES, _AGREES, _ADVISES, _NONE = "decision_maker", "needs_approval", "influencer", "none"
_SAID: list[tuple[str, str, str, str | None]] = [
    ("R:Who signs?", "Nobody but me.", _DECIDES, None),
    ("R:Who signs?", "You're looking at him.", _DECIDES, None),
    ("R:Who decides?", "That'd be yours truly.", _DECIDES, None),
    ("R:Who signs?", "I sign it myself.", _DECIDES, None),
    ("", "It's my money, so I decide.", _DECIDES, None),
    ("", "I don't have to ask anybody.", _DECIDES, None),
    ("", "It's my signature on the contract, nobody else's.", _DECIDES, None),
    ("", "I've got a free hand in that.", _DECIDES, None),
    ("R:And the decision?", "Mine alone.", _DECIDES, None),
    ("R:And who says yes?", "I say yes or no, that's it.", _DECIDES, None),
    ("", "The decision's mine.", _DECIDES, None),
    ("", "I choose the vendor.", _DECIDES, None),
    ("", "I pick the tools for the whole group.", _DECIDES, None),
    ("R:Who'd have to agree?", "Only me.", _DECIDES, None),
    ("R:Whose decision is it?", "All mine.", _DECIDES, None),
    ("", "I have the casting vote.", _DECIDES, None),
    ("R:Who else decides?", "No one else, it's me.", _DECIDES, None),
    ("", "I'm the one holding the purse.", _DECIDES, None),
    ("", "It lands on my desk, and what I say goes.", _DECIDES, None),
    ("R:Can you decide?", "I can, I own the place.", _DECIDES, None),
    ("", "I write the cheques.", _DECIDES, None),
    ("", "I give the green light for tools.", _DECIDES, None),
    ("R:who pulls the trigger", "i do", _DECIDES, None),
    ("R:Who buys for you?", "I buy everything myself.", _DECIDES, None),
    ("", "If I like it, I buy it. Nobody to ask.", _DECIDES, None),
    ("", "You've found the right one, I decide.", _DECIDES, None),
    ("", "My sister takes the decisions on that.", _DECIDES, "sister"),
    ("", "The members' meeting picks the supplier.", _DECIDES, "members' meeting"),
    ("R:And the boss?", "We're three partners, all three of us decide together.", _DECIDES, "three partners"),
    ("", "It lands on our controller's desk.", _DECIDES, "controller"),
    ("", "The chief engineer is the one choosing.", _DECIDES, "chief engineer"),
    ("R:who decides", "its decided in lyon by the parent company", _DECIDES, "parent company"),
    ("", "Our bursar looks after the purse strings.", _DECIDES, "bursar"),
    ("", "What the head vet says goes.", _DECIDES, "head vet"),
    ("", "The abbot has the last word, we're a monastery.", _DECIDES, "abbot"),
    ("R:Who signs?", "The vicar.", _DECIDES, "vicar"),
    ("", "The decision rests with the trustees.", _DECIDES, "trustees"),
    ("", "In the end it's for the harbour master to decide.", _DECIDES, "harbour master"),
    ("", "The head office in Oslo makes that call.", _DECIDES, "head office in Oslo"),
    ("", "It all depends on my aunt, it's her firm.", _DECIDES, "aunt"),
    (
        "R:And who decides?",
        "Two people: the finance chief and the head of production.",
        _DECIDES,
        "finance chief and the head of production",
    ),
    ("", "Ask my wife, she decides.", _DECIDES, "wife"),
    ("", "It's the mayor who signs.", _DECIDES, "mayor"),
    ("", "Final word goes to the general manager.", _DECIDES, "general manager"),
    ("R:Who makes the call?", "Up to the shareholders.", _DECIDES, "shareholders"),
    ("", "Decisions like that are made by the executive board.", _DECIDES, "executive board"),
    ("", "That's decided one floor up, by the directors.", _DECIDES, "directors"),
    ("", "That kind of money is in the hands of our treasurer.", _DECIDES, "treasurer"),
    ("", "The cooperative's board awards the contract.", _DECIDES, "cooperative's board"),
    ("", "My business partner wears the trousers when it comes to money.", _DECIDES, "business partner"),
    ("", "Group IT in Munich calls the shots.", _DECIDES, "Group IT in Munich"),
    ("R:who has the say", "the old man still", _DECIDES, "old man"),
    ("", "The one you need to convince is our head cook.", _DECIDES, "head cook"),
    ("", "It's the controller you have to win over.", _DECIDES, "controller"),
    ("R:Who gives the go?", "Dr. Halvorsen gives the go.", _DECIDES, "Dr. Halvorsen"),
    ("", "not me its my cousin who has the cheque book", _DECIDES, "cousin"),
    ("", "The deputy head has the casting vote.", _DECIDES, "deputy head"),
    ("", "The cash sits with the regional manager.", _DECIDES, "regional manager"),
    ("", "Our CTO will make up his mind in May.", _DECIDES, "CTO"),
    ("R:great whats left", "sign-off by the groups it security", _AGREES, "groups IT security"),
    ("", "Our insurer has to consent.", _AGREES, "insurer"),
    ("", "The auditors must give their okay.", _AGREES, "auditors"),
    ("", "If the residents council agrees to it, yes.", _AGREES, "residents council"),
    ("", "My boss, the service director, has to countersign.", _AGREES, "service director"),
    ("", "I can't order a thing without my partner's yes.", _AGREES, "partner"),
    ("", "Past that it takes the owner's okay.", _AGREES, "owner"),
    ("", "The landlord has to be happy with it.", _AGREES, "landlord"),
    ("", "The works council will want a say.", _AGREES, "works council"),
    ("", "Legal wants to see it first.", _AGREES, "Legal"),
    ("", "The fire brigade has to bless it.", _AGREES, "fire brigade"),
    ("", "The bishop has to give his blessing.", _AGREES, "bishop"),
    ("", "The board just rubber-stamps it.", _AGREES, "board"),
    ("", "Procurement will have to be on board.", _AGREES, "Procurement"),
    ("", "It needs a nod from the ministry.", _AGREES, "ministry"),
    ("", "There's also the matter of a second signature, from our treasurer.", _AGREES, "treasurer"),
    ("", "Nothing moves unless the safety officer agrees.", _AGREES, "safety officer"),
    ("", "I need a yes from the dean.", _AGREES, "dean"),
    ("", "Only with the blessing of head office.", _AGREES, "head office"),
    ("", "The IT people have to wave it through.", _AGREES, "IT people"),
    ("", "My co-owner has to be okay with it.", _AGREES, "co-owner"),
    ("", "We'd still have to get the union behind it.", _AGREES, "union"),
    ("", "Once the parish council has said yes.", _AGREES, "parish council"),
    ("", "The bank has to play along.", _AGREES, "bank"),
    ("", "It has to go across the CFO's desk.", _AGREES, "CFO"),
    ("", "I'd have to bring in our data people, they can veto it.", _AGREES, "data people"),
    ("R:Does anybody have to bless it?", "Compliance.", _AGREES, "compliance"),
    ("R:Who'd have to nod?", "Our shareholders.", _AGREES, "shareholders"),
    ("", "Our lawyers have to look it over.", _AGREES, "lawyers"),
    ("", "Above ten thousand the county has to agree.", _AGREES, "county"),
    ("", "Not without my brother's say-so.", _AGREES, "brother"),
    ("", "I have to get it past my better half.", _AGREES, "better half"),
    ("", "Anything with wires needs the electrician's stamp.", _AGREES, "electrician"),
    ("", "Our franchise holder has to be asked.", _AGREES, "franchise holder"),
    ("", "subject to approval by the investment committee", _AGREES, "investment committee"),
    ("", "the parents council needs to be heard", _AGREES, "parents council"),
    ("", "I need my boss to sign it.", _AGREES, "boss"),
    ("", "My director would have to put his name under it.", _AGREES, "director"),
    ("", "I only put forward a short list.", _ADVISES, None),
    ("", "I make the recommendation.", _ADVISES, None),
    ("", "I do the legwork and hand in a proposal.", _ADVISES, None),
    ("", "I draw up the requirements.", _ADVISES, None),
    ("", "My job is to find three candidates.", _ADVISES, None),
    ("", "I do the groundwork, nothing more.", _ADVISES, None),
    ("", "I can only recommend.", _ADVISES, None),
    ("", "I write the specification for the tender.", _ADVISES, None),
    ("", "I get asked for my view.", _ADVISES, None),
    ("", "I have a voice in it, not more.", _ADVISES, None),
    ("", "I'm the technical voice on the panel.", _ADVISES, None),
    ("", "i sit on the selection panel", _ADVISES, None),
    ("", "I test things and then report what I found to the owners.", _ADVISES, None),
    ("", "I narrow it down to two or three.", _ADVISES, None),
    ("", "I scout for the group.", _ADVISES, None),
    ("", "I bring them proposals.", _ADVISES, None),
    ("", "I'm an adviser in this, no more.", _ADVISES, None),
    ("", "I put together a paper for the board.", _ADVISES, None),
    ("", "They listen to me, usually.", _ADVISES, None),
    ("R:What's your part in it?", "I suggest, others decide.", _ADVISES, None),
    ("", "I'm only the trainee, not my decision.", _NONE, None),
    ("", "Purchasing isn't something I have any influence on.", _NONE, None),
    ("", "That's above my pay grade.", _NONE, None),
    ("", "I have nothing to say in that.", _NONE, None),
    ("", "Don't look at me, I don't buy anything.", _NONE, None),
    ("", "I'm just an intern, nobody listens to me.", _NONE, None),
    ("", "I get no vote in that.", _NONE, None),
    ("", "I don't get to decide anything.", _NONE, None),
    ("", "I've no say.", _NONE, None),
    ("", "It isn't my call.", _NONE, None),
    (
        "R:Is that your decision?",
        "Mine up to five thousand. Past that, the parish council.",
        _AGREES,
        "parish council",
    ),
    (
        "R:So it's up to you?",
        "God, no. Accounts hold the money and the deputy head holds accounts.",
        _DECIDES,
        "Accounts",
    ),
    (
        "R:Who's in charge of that budget?",
        "That'd be Ingrid, head of facilities.",
        _DECIDES,
        "Ingrid, head of facilities",
    ),
    ("", "If our data protection lady isn't happy, it's dead in the water.", _AGREES, "data protection lady"),
    ("", "Nothing leaves this house without the lawyers having read it.", _AGREES, "lawyers"),
    ("R:So who do I have to convince?", "Not me, I'm sold. The money people.", _AGREES, "money people"),
    (
        "R:And who'd have the final say there?",
        "Between you and me, the secretary. Officially the rector.",
        _DECIDES,
        "rector",
    ),
    ("R:Who pays for it in the end?", "The landlord pays, so the landlord picks.", _DECIDES, "landlord"),
    (
        "",
        "I'll have to square it with our works council first, they're touchy about cameras.",
        _AGREES,
        "works council",
    ),
    ("", "My job's to come back with two names, and then it's out of my hands.", _ADVISES, None),
    (
        "R:Can you sign for that?",
        "Up to twenty thousand I can, beyond that it's the regional manager.",
        _AGREES,
        "regional manager",
    ),
    ("R:Are you the buyer?", "I am, and nobody looks over my shoulder.", _DECIDES, None),
    ("", "The final say's with the foundation's board, they meet in June.", _DECIDES, "foundation's board"),
    ("R:And who's the budget holder?", "Operations. I'm only quality.", _DECIDES, "Operations"),
    ("", "It would have to get past our IT security, and they say no to everything.", _AGREES, "IT security"),
    (
        "R:Who'd have to be convinced?",
        "The guys on the floor, really. If they won't use it, it's dead.",
        _AGREES,
        "guys on the floor",
    ),
    ("R:And who signs it?", "Our treasurer, on the council's say-so.", _DECIDES, "treasurer"),
    ("", "I've got the authority up to fifty thousand, so this one's mine.", _DECIDES, None),
    ("", "It's a family firm, my mother has the last word on anything over a grand.", _DECIDES, "mother"),
    (
        "R:Can I ask who else is in on this?",
        "Our IT lead and somebody from legal.",
        _AGREES,
        "IT lead and somebody from legal",
    ),
    ("", "I don't buy, I break things and write reports.", _NONE, None),
    ("", "The trust decides centrally, we get what we're given.", _DECIDES, "trust"),
    (
        "R:Who has to give the nod?",
        "Two people, our medical director and the head of nursing.",
        _AGREES,
        "medical director and the head of nursing",
    ),
]
_NOT_SAID = [
    ("", "The drivers have to confirm each drop."),
    ("", "The machine decides which box goes where."),
    ("", "Our customers pick the colour."),
    ("", "The sensor has to agree with the scale."),
    ("", "My daughter wants to see the dinosaurs."),
    ("", "The inspector has to sign every page."),
    ("R:What's that?", "The owner of the next booth."),
    ("", "I'm the head of purchasing."),
    ("", "The nurse signs for each dose."),
    ("", "Our team picks orders by hand."),
    ("", "The pickers pick the wrong box."),
    ("", "The patients have to agree to the photo."),
    ("", "My boss is over there."),
    ("", "The software has to be happy with our old printers."),
    ("", "I recommend the soup."),
    ("", "I test water for a living."),
    ("", "My colleagues love it."),
    ("", "The judge decides on Thursday."),
    ("", "The guard has to check every door."),
    ("", "The pilot has to look at it before the flight."),
    ("", "A teacher has to look at every page."),
    ("", "The council runs forty schools."),
    ("R:Who uses it?", "The teachers."),
    ("R:Who wrote that?", "My colleague."),
    ("R:Who's your boss?", "The plant manager."),
    ("", "Sales people sell, engineers decide nothing."),
    ("", "I choose the music in the car."),
    ("", "The customer has the last word, always."),
    ("", "They decide at random which lorry to unload."),
    ("", "The weather decides when we harvest."),
    ("", "We buy in May."),
    ("R:Who plans the tours?", "The dispatcher."),
    ("R:Who calls them?", "My wife."),
    ("", "I do the groundwork for houses, excavators and so on."),
    ("", "I draw up plans, I'm an architect."),
    ("", "The head nurse decides who works nights."),
    ("", "Our chef decides what goes on the menu."),
    ("", "My boss has to sign every single invoice, it's a pain."),
    ("", "Nothing moves without a forklift."),
    ("", "It lands on my desk every morning, a pile of slips."),
]


@pytest.mark.parametrize(("asked", "said", "role", "who"), _SAID)
def test_a_say_in_the_purchase_is_found_in_everyday_words(
    asked: str, said: str, role: str, who: str | None
) -> None:
    (found,) = values("authority", *([asked] if asked else []), f"V:{said}")
    assert found["role"] == role
    assert (found["who"] is None) == (who is None), found["who"]
    assert who is None or overlap(str(found["who"]), who) >= 0.5, found["who"]


@pytest.mark.parametrize(("asked", "said"), _NOT_SAID)
def test_what_people_decide_or_sign_every_day_is_no_say_in_the_purchase(asked: str, said: str) -> None:
    assert values("authority", *([asked] if asked else []), f"V:{said}") == []


_TALKS = Path(__file__).resolve().parents[1] / "data" / "insight" / "authorities.txt"
_ROLES = {"decides": _DECIDES, "agrees": _AGREES, "advises": _ADVISES, "none": _NONE}


def _talks() -> list[object]:
    lines = [line.strip() for line in _TALKS.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(
            line.removeprefix("open "),
            id=line[:60],
            marks=[pytest.mark.xfail(reason="not read yet", strict=True)] if line.startswith("open ") else [],
        )
        for line in lines
        if line and not line.startswith("#")
    ]


def _by_rule(said: str) -> list[Value]:
    return [one.value for one in authorities(heard(*said.split(" | ")))]


@pytest.mark.parametrize("line", _talks())
def test_a_talk_says_who_decides_who_advises_and_who_must_agree(line: str) -> None:
    said, _, wanted = line.rpartition(" = ")
    expected = sorted(
        (_ROLES[role], who)
        for role, _, who in (one.partition(" ") for one in wanted.split("; ") if one != "-")
    )
    found = sorted((str(one["role"]), str(one["who"] or "")) for one in _by_rule(said))
    assert [role for role, _ in found] == [role for role, _ in expected], found
    for (_, named), (_, who) in zip(found, expected, strict=True):
        assert named == who or (named and who and overlap(named, who) >= 0.6), found
