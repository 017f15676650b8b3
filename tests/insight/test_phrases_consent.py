import pytest

from tests.insight.packs import signals

_Answer = tuple[str, str, str | None]
_ASK = "R:Is it okay if I record this?"
_GIVEN: _Answer = ("given", "recording", None)
_REFUSED: _Answer = ("refused", "recording", None)
_STOPPED: _Answer = ("withdrawn", "recording", "from_now")
_ERASED: _Answer = ("withdrawn", "recording", "everything")
_MAY_WRITE: _Answer = ("given", "contact", None)
_LEAVE_ALONE: _Answer = ("refused", "contact", None)
SAID: list[tuple[tuple[str, ...], _Answer]] = [
    ((_ASK, "V:Sure, go ahead."), _GIVEN),
    ((_ASK, "V:Yes."), _GIVEN),
    ((_ASK, "V:yeah fine"), _GIVEN),
    ((_ASK, "V:Of course."), _GIVEN),
    ((_ASK, "V:No problem."), _GIVEN),
    ((_ASK, "V:I don't mind."), _GIVEN),
    ((_ASK, "V:Be my guest."), _GIVEN),
    ((_ASK, "V:That's okay with me."), _GIVEN),
    ((_ASK, "V:Uh, okay, why not."), _GIVEN),
    ((_ASK, "V:Go for it."), _GIVEN),
    ((_ASK, "V:As you like."), _GIVEN),
    ((_ASK, "V:If it helps, yes."), _GIVEN),
    ((_ASK, "V:fine by me"), _GIVEN),
    ((_ASK, "V:Please do."), _GIVEN),
    (("R:Do you mind if I record?", "V:No, not at all."), _GIVEN),
    (("R:Do you mind if I record?", "V:no go ahead"), _GIVEN),
    (("R:Would it bother you if I tape this?", "V:Not in the least."), _GIVEN),
    (("R:May I take notes of our talk?", "V:Sure, go ahead."), _GIVEN),
    (("R:Is it okay if I keep notes from this?", "V:Sure."), _GIVEN),
    (
        ("R:Just so you know, this is being recorded, if that's alright with you.", "V:Sure, I don't mind."),
        _GIVEN,
    ),
    (("R:The microphone is on, is that okay?", "V:It's okay."), _GIVEN),
    (("R:Hello!", "V:You can record this if you want."), _GIVEN),
    ((_ASK, "V:No."), _REFUSED),
    ((_ASK, "V:No, please don't."), _REFUSED),
    ((_ASK, "V:I'd rather you didn't."), _REFUSED),
    ((_ASK, "V:I'd prefer not."), _REFUSED),
    ((_ASK, "V:rather not"), _REFUSED),
    ((_ASK, "V:Please don't record this."), _REFUSED),
    ((_ASK, "V:No, I'm not comfortable with that."), _REFUSED),
    ((_ASK, "V:Sorry, our lawyers don't allow it."), _REFUSED),
    ((_ASK, "V:Not on tape, please."), _REFUSED),
    ((_ASK, "V:I don't want to be recorded."), _REFUSED),
    ((_ASK, "V:Without the recording, please."), _REFUSED),
    (("R:Do you mind if I record?", "V:Yes, I do mind."), _REFUSED),
    (("R:Do you mind if I record?", "V:I do, actually."), _REFUSED),
    (("R:Hello!", "V:Please do not record me."), _REFUSED),
    ((_ASK, "V:nope"), _REFUSED),
    (
        ("R:May I keep on recording?", "V:You can keep what we had, but please don't record from here on."),
        _STOPPED,
    ),
    ((_ASK, "V:Yes.", "R:Good.", "V:Please stop recording now."), _STOPPED),
    ((_ASK, "V:Yes.", "R:Good.", "V:Could you turn off the microphone for the next part?"), _STOPPED),
    ((_ASK, "V:Yes.", "R:Good.", "V:The rest is off the record."), _STOPPED),
    (("R:Hello!", "V:Can you guys stop recording now, and wipe what I said so far."), _ERASED),
    ((_ASK, "V:Yes.", "R:Good.", "V:Actually, delete everything I said."), _ERASED),
    ((_ASK, "V:Yes.", "R:Good.", "V:I changed my mind, erase the recording."), _ERASED),
    ((_ASK, "V:Yes.", "R:Good.", "V:Please delete all of it."), _ERASED),
    ((_ASK, "V:Yes.", "R:Good.", "V:I want everything I said deleted."), _ERASED),
    (("R:Can we e-mail you?", "V:Yes, sure."), _MAY_WRITE),
    (("R:May we contact you after the show?", "V:Please do."), _MAY_WRITE),
    (("R:Shall I put you on the newsletter?", "V:Okay."), _MAY_WRITE),
    (("R:Good.", "V:Feel free to email me."), _MAY_WRITE),
    (("R:Good.", "V:You can write to me any time."), _MAY_WRITE),
    (("R:Is it okay to call you?", "V:Yes, that's fine."), _MAY_WRITE),
    (("R:Can we e-mail you?", "V:Please don't e-mail or phone me."), _LEAVE_ALONE),
    (("R:Can we e-mail you?", "V:No thanks."), _LEAVE_ALONE),
    (("R:May we contact you?", "V:I'd rather not."), _LEAVE_ALONE),
    (("R:Good.", "V:No calls please."), _LEAVE_ALONE),
    (("R:Good.", "V:But don't put me on any list."), _LEAVE_ALONE),
    (("R:Good.", "V:We don't want any newsletters."), _LEAVE_ALONE),
    (("R:Good.", "V:Please no phone calls."), _LEAVE_ALONE),
    (("R:Good.", "V:don't pass my address on to anyone"), _LEAVE_ALONE),
    (("R:Can I add you to our mailing list?", "V:No, I get enough mail."), _LEAVE_ALONE),
]
NOT_SAID: list[tuple[str, ...]] = [
    ("R:Shall I show you the demo?", "V:Yes, go ahead."),
    ("R:Would you like a coffee?", "V:No thanks."),
    ("R:Can I scan your badge?", "V:Sure."),
    ("R:Can I ask you something?", "V:Sure, go ahead."),
    ("R:Do you have a minute?", "V:Yes."),
    ("R:Do you need that?", "V:No."),
    ("V:We record the temperature every hour.",),
    ("V:The drivers record their hours on paper.",),
    ("V:Our cameras record everything.",),
    ("V:Does it record the temperature?",),
    ("V:We need a record of every batch.",),
    ("V:The customers don't email us.",),
    ("V:Nobody writes to us any more.",),
    ("V:Can it delete old data?",),
    ("V:Our people don't call in when they're late.",),
    ("V:We stop the machine and write it down.",),
    ("V:I turn off the lights at six.",),
    ("V:They erase the board every night.",),
    ("V:We got so many calls about it.",),
    ("V:The sensor doesn't record at night.",),
    ("R:We can record that for you in the system.", "V:Nice."),
    ("R:What do you do with the records?", "V:Nothing."),
    ("R:How do you record the hours?", "V:On paper."),
    ("R:Do you tape the boxes by hand?", "V:Yes."),
    ("R:Can I help you?", "V:Yes, please."),
    ("R:Good.", "V:Please send me the offer by mail."),
    ("R:Good.", "V:Call me when you have a price."),
    ("R:Good.", "V:I changed my mind about the colour."),
    ("R:Good.", "V:Don't call it a robot."),
    ("R:Good.", "V:We must delete the data after ten years."),
    ("R:Good.", "V:Can we export everything and delete it?"),
    ("R:It records in the background.", "V:Okay."),
    ("R:Do you mind waiting?", "V:No."),
    ("R:Is that a problem?", "V:No, not at all."),
    ("V:We broke the record last year.",),
    ("V:Tape is what we use for the boxes.",),
    ("V:Our operators must not write on the parts.",),
    ("V:I'd rather not talk about prices.",),
    ("V:Please don't touch that.",),
    ("V:My microphone at home is better.",),
    ("V:Everything I said about Fabrion is on their site.",),
]


def _answers(*lines: str) -> list[_Answer]:
    return [
        (str(value["status"]), str(value["scope"]), value["effect"])  # type: ignore[misc]
        for value in (signal.value for signal in signals(*lines) if signal.kind == "consent")
    ]


@pytest.mark.parametrize(("lines", "answer"), SAID)
def test_the_visitors_answer_is_found_however_he_gives_it(lines: tuple[str, ...], answer: _Answer) -> None:
    assert _answers(*lines)[-1:] == [answer]


@pytest.mark.parametrize("lines", NOT_SAID)
def test_other_permissions_are_no_consent(lines: tuple[str, ...]) -> None:
    assert _answers(*lines) == []


@pytest.mark.parametrize(
    ("asked", "said", "scope", "status"),
    [
        (
            "Do you mind if this little recorder runs along?",
            "I do, actually. Switch it off.",
            "recording",
            "refused",
        ),
        (
            "May I record our chat? It saves scribbling.",
            "Work away, I've nothing to hide.",
            "recording",
            "given",
        ),
        ("can i ring you about it", "no don't ring i hate the phone honestly don't", "contact", "refused"),
        ("could i take your number then", "you could not i never give that to anyone", "contact", "refused"),
        ("May I phone you in the meantime?", "Phone away. Mornings, I'm human then.", "contact", "given"),
    ],
)
def test_a_no_is_a_no_in_everyday_words(asked: str, said: str, scope: str, status: str) -> None:
    found = [one for one in signals(f"R:{asked}", f"V:{said}") if one.kind == "consent"]
    assert [(one.value["scope"], one.value["status"]) for one in found] == [(scope, status)]


def test_recording_can_be_stopped_from_here_on_in_a_question() -> None:
    found = signals(
        "R:Is that ok if we record?", "V:Yes.", "R:Mind the step.", "V:Can you stop it from here on?"
    )
    assert [(one.value["status"], one.value["effect"]) for one in found if one.kind == "consent"][-1] == (
        "withdrawn",
        "from_now",
    )
