import pytest

from scripts.benchmarks.signal_matching import overlap
from tests.insight.packs import values

_ME = None
_DECIDES, _AGREES, _ADVISES, _NONE = "decision_maker", "needs_approval", "influencer", "none"
SAID: list[tuple[str | None, str, str, str | None]] = [
    # The visitor himself
    (None, "For anything in the kitchen I make the decision.", _DECIDES, _ME),
    (None, "I'm the one who signs the contracts.", _DECIDES, _ME),
    (None, "That's entirely my call, nobody else has to agree.", _DECIDES, _ME),
    (None, "I hold the budget for this.", _DECIDES, _ME),
    (None, "I decide on the tools myself, always have.", _DECIDES, _ME),
    ("And who has the last word?", "Me.", _DECIDES, _ME),
    ("Who decides about that?", "That would be me.", _DECIDES, _ME),
    ("who signs in the end", "i do", _DECIDES, _ME),
    ("And you can decide that?", "Yes, absolutely.", _DECIDES, _ME),
    ("Is it your decision?", "It is, it's my company.", _DECIDES, _ME),
    (None, "so i own the budget for the labs", _DECIDES, _ME),
    (None, "The last word is mine.", _DECIDES, _ME),
    (None, "I call the shots when it comes to machines.", _DECIDES, _ME),
    (None, "The buck stops with me.", _DECIDES, _ME),
    (None, "uh well i sign for the vehicles", _DECIDES, _ME),
    (None, "I've got the final say on this.", _DECIDES, _ME),
    ("Who would sign off?", "I would.", _DECIDES, _ME),
    ("Who'd have to approve?", "Nobody, I can do that alone.", _DECIDES, _ME),
    # Somebody else decides
    (None, "That's my boss's call.", _DECIDES, "boss"),
    (None, "Our finance director has the last word.", _DECIDES, "finance director"),
    (None, "The owner decides, it's a family business.", _DECIDES, "owner"),
    (None, "It's up to the plant manager.", _DECIDES, "plant manager"),
    ("Who decides?", "The head of logistics.", _DECIDES, "head of logistics"),
    ("who makes the decision", "our ceo", _DECIDES, "ceo"),
    ("Do you decide that?", "No, my wife does, she runs the office.", _DECIDES, "wife"),
    ("So whose call is it?", "The principal's.", _DECIDES, "principal"),
    (None, "the final decision is with the steering committee", _DECIDES, "steering committee"),
    (None, "Our group headquarters in Lyon makes the decision.", _DECIDES, "group headquarters in Lyon"),
    (None, "The dean picks the vendor.", _DECIDES, "dean"),
    (None, "My business partner calls the shots.", _DECIDES, "business partner"),
    (None, "it's decided by the city council", _DECIDES, "city council"),
    (None, "The budget is with the operations manager.", _DECIDES, "operations manager"),
    (None, "the moneys with corporate they decide", _DECIDES, "corporate"),
    (None, "At our place the chief nurse chooses the system.", _DECIDES, "chief nurse"),
    (None, "It's our IT director who decides.", _DECIDES, "IT director"),
    (None, "honestly thats the bosss decision", _DECIDES, "boss"),
    (None, "My father still holds the purse strings.", _DECIDES, "father"),
    (None, "In the end the council makes the final decision.", _DECIDES, "council"),
    ("Who'd sign it?", "Our managing director signs, nobody else.", _DECIDES, "managing director"),
    # Somebody has to agree
    (None, "My director has to sign off on it.", _AGREES, "director"),
    (None, "The works council must agree.", _AGREES, "works council"),
    (None, "It goes through procurement.", _AGREES, "procurement"),
    (None, "Everything has to go through legal.", _AGREES, "legal"),
    (None, "I'd have to run it past my boss.", _AGREES, "boss"),
    (None, "I'd need to run that by our CFO first.", _AGREES, "CFO"),
    (None, "We need the approval of the board.", _AGREES, "board"),
    (None, "That needs our controller's okay.", _AGREES, "controller"),
    (None, "above that it's my director", _AGREES, "director"),
    (None, "Anything bigger needs a signature from the managing director.", _AGREES, "managing director"),
    (None, "The data protection officer has a veto.", _AGREES, "data protection officer"),
    (None, "Nothing happens without our head of security.", _AGREES, "head of security"),
    (None, "I can't buy anything without the approval of the trustees.", _AGREES, "trustees"),
    (None, "IT security needs to be on board.", _AGREES, "IT security"),
    (None, "first our pharmacist must say yes", _AGREES, "pharmacist"),
    (None, "I have to convince my partner.", _AGREES, "partner"),
    (None, "purchasing has to okay it", _AGREES, "purchasing"),
    (None, "The school board has to give its blessing.", _AGREES, "school board"),
    ("Who has to agree?", "The union.", _AGREES, "union"),
    ("Who else is involved?", "Our quality department has to approve it.", _AGREES, "quality department"),
    (None, "we'd have to get it past the finance committee", _AGREES, "finance committee"),
    (None, "I have to check with headquarters.", _AGREES, "headquarters"),
    (None, "It has to be approved by the ministry.", _AGREES, "ministry"),
    (None, "i need to get the green light from my supervisor", _AGREES, "supervisor"),
    ("Do you make the call?", "Partly. My manager has the last word.", _DECIDES, "manager"),
    (None, "I'm not the one who decides, that's our COO.", _DECIDES, "COO"),
    ("Who's the decision maker?", "It's a committee.", _DECIDES, "committee"),
    ("So it's your decision?", "No, it's the board's.", _DECIDES, "board"),
    ("Who buys that at yours?", "Central purchasing in Milan.", _DECIDES, "Central purchasing in Milan"),
    (None, "ultimately its the practice owner who has to be convinced", _AGREES, "practice owner"),
    ("Who else needs to be in the loop?", "Procurement and legal.", _AGREES, "Procurement and legal"),
    (None, "The purchase has to be cleared with the parent company.", _AGREES, "parent company"),
    (None, "I'd need our head of nursing to agree.", _AGREES, "head of nursing"),
    # He recommends
    (None, "I just recommend.", _ADVISES, _ME),
    (None, "I'm on the selection committee.", _ADVISES, _ME),
    (None, "I prepare the shortlist.", _ADVISES, _ME),
    (None, "They usually follow my recommendation.", _ADVISES, _ME),
    (None, "I'm the one who recommends.", _ADVISES, _ME),
]
ADVISES_AND_ANOTHER_DECIDES = [
    ("I recommend, but our head of IT decides.", "head of IT"),
    ("I can put it on the shortlist, but the director decides.", "director"),
    ("i just evaluate the tools and the board signs", "board"),
    ("I only make a recommendation, the CFO has the final say.", "CFO"),
    ("My opinion counts, but my boss decides.", "boss"),
]
NOT_SAID: list[tuple[str | None, str]] = [
    (None, "I'm the managing director."),
    (None, "My boss sent me here to look around."),
    (None, "I'm head of purchasing at a bakery."),
    (None, "Our CEO likes your keynote."),
    (None, "Do you decide on the roadmap?"),
    (None, "We decide in March."),
    (None, "Our customers decide what they want."),
    (None, "One of our customers said his board decides."),
    (None, "If I were the boss I'd decide today."),
    (None, "My son decides what's for dinner."),
    (None, "The drivers have to sign the delivery notes."),
    (None, "Every nurse has to sign the form twice."),
    (None, "The patient must agree to the treatment."),
    (None, "Our manager has to approve every holiday request by hand."),
    (None, "The foreman signs the timesheets on paper."),
    (None, "The board meets on Friday."),
    (None, "The inspector decides if we pass."),
    (None, "I have to run, my boss is waiting."),
    (None, "The tool has to go through the wall."),
    (None, "The parts go through the furnace."),
    (None, "Our finance team uses Finterra."),
    (None, "The teachers choose the books."),
    (None, "My colleague is over there."),
    (None, "I can sign up to five thousand myself."),
    (None, "He's the chief engineer."),
    (None, "The director was here this morning."),
    (None, "My last boss decided everything himself."),
    (None, "I talked to my boss about the weather."),
    (None, "Who decides at your place?"),
    (None, "Marketing needs a new brochure."),
    (None, "The customer signs on the glass."),
    (None, "She'll decide, hmm, no, forget that."),
    (None, "Just kidding, my dog decides."),
    (None, "We have to check with the sensor every hour."),
    (None, "The money's gone."),
    (None, "It needs approval stamps on each page, that's the problem."),
    (None, "The law requires a signature from the patient."),
    (None, "Management wants fewer errors."),
    (None, "The IT department is small."),
    (None, "I report to the head of production."),
    (None, "Our auditors review the books every year."),
    (None, "I'm a consultant."),
    ("What do you do?", "I'm the plant manager."),
    ("And who are you?", "The head of logistics."),
]


@pytest.mark.parametrize(("asked", "said", "role", "who"), SAID)
def test_who_decides_is_found_however_it_is_said(
    asked: str | None, said: str, role: str, who: str | None
) -> None:
    found = values("authority", *([f"R:{asked}"] if asked else []), f"V:{said}")
    assert [one["role"] for one in found] == [role]
    named = found[0]["who"]
    assert (named is None) == (who is None), named
    assert who is None or overlap(str(named), who) >= 0.6, named


@pytest.mark.parametrize(("asked", "said"), NOT_SAID)
def test_titles_and_other_peoples_signatures_are_no_say_in_the_purchase(asked: str | None, said: str) -> None:
    assert values("authority", *([f"R:{asked}"] if asked else []), f"V:{said}") == []


@pytest.mark.parametrize(("said", "who"), ADVISES_AND_ANOTHER_DECIDES)
def test_who_advises_and_who_decides_are_two_signals(said: str, who: str) -> None:
    found = {str(one["role"]): one["who"] for one in values("authority", f"V:{said}")}
    assert found.keys() == {_ADVISES, _DECIDES}
    assert found[_ADVISES] is None
    assert overlap(str(found[_DECIDES]), who) >= 0.6
