"""Yes and no to being recorded and contacted, in everyday words beyond the textbook's."""

import pytest

from tests.insight.packs import values

_Answers = list[tuple[str, str, str | None]]
_SAID: list[tuple[list[str], _Answers]] = [
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Sure, go ahead, nothing secret here.",
        ],
        [("given", "recording", None)],
    ),
    (
        ["R:Our assistant here is listening in and makes notes. Fine with you?", "V:For now, yes."],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our assistant here is listening in and makes notes. Fine with you?",
            "V:Yes.",
            "R:Nice.",
            "V:Could you switch off the notes now, please? What comes next is about a client.",
        ],
        [("given", "recording", None), ("withdrawn", "recording", "from_now")],
    ),
    (
        [
            "R:Good to know.",
            "V:Hang on, is that tablet recording? Sorry. I've just said quite a lot about patients and I shouldn't be on a tape. Could you delete that, all of it?",
        ],
        [("withdrawn", "recording", "everything")],
    ),
    (
        ["R:Let me see what I can do. May I email you after the show?", "V:Please do, email's best."],
        [("given", "contact", None)],
    ),
    (
        ["R:Is a call after the show okay?", "V:Yes, you're welcome to call me. Mornings are best."],
        [("given", "contact", None)],
    ),
    (
        ["R:Would you mind if this little box records us?", "V:Sure, record away."],
        [("given", "recording", None)],
    ),
    (
        ["R:Oh dear! Want a price?", "V:No, don't send me a price. I'll call your office after my holiday."],
        [],
    ),
    (
        ["R:Is it a bad time?", "V:Please delete this recording, all of it, my lawyer's just told me off."],
        [("withdrawn", "recording", "everything")],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:As long as my boss doesn't hear it, fine.",
        ],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Knock yourself out.",
        ],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:I'd rather you didn't.",
        ],
        [("refused", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Hm, no, sorry, company rules.",
        ],
        [("refused", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Is it? Then no.",
        ],
        [("refused", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Be my guest.",
        ],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Doesn't bother me.",
        ],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:If you must.",
        ],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Not a chance.",
        ],
        [("refused", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Better not, we're listed.",
        ],
        [("refused", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Why not.",
        ],
        [("given", "recording", None)],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Only if it stays here.",
        ],
        [("given", "recording", None)],
    ),
    (["R:I'll have this thing write along, okay?", "V:Okay."], [("given", "recording", None)]),
    (["R:We tape these chats, with your permission.", "V:You have it."], [("given", "recording", None)]),
    (["R:Any objections if it takes notes?", "V:None at all."], [("given", "recording", None)]),
    (["R:Any objections if it takes notes?", "V:Yes, I do have."], [("refused", "recording", None)]),
    (["R:Do you mind being recorded?", "V:Yes, I do mind."], [("refused", "recording", None)]),
    (["R:Do you mind being recorded?", "V:Not in the least."], [("given", "recording", None)]),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Yes.",
            "R:So?",
            "V:Wipe that, will you? I've said too much.",
        ],
        [("withdrawn", "recording", "everything")],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Fine.",
            "R:And?",
            "V:From here on off the record, please.",
        ],
        [("given", "recording", None), ("withdrawn", "recording", "from_now")],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Fine.",
            "R:And?",
            "V:Turn the thing off for a minute.",
        ],
        [("given", "recording", None), ("withdrawn", "recording", "from_now")],
    ),
    (
        [
            "R:Our demo tablet records the talk so that I don't have to scribble. Is that alright?",
            "V:Ok.",
            "R:Hm.",
            "V:Actually, I don't want any of this kept. Please erase it.",
        ],
        [("withdrawn", "recording", "everything")],
    ),
    (["R:Can we put you on the newsletter?", "V:God no."], [("refused", "contact", None)]),
    (["R:Shall I keep you posted by mail?", "V:Please do."], [("given", "contact", None)]),
    (["R:Can I call you?", "V:No calls, please. Mail me if you must."], [("refused", "contact", None)]),
    (["R:Okay?", "V:And please take me off any mailing list."], [("refused", "contact", None)]),
    (
        ["R:May we contact you afterwards?", "V:I'd rather get in touch myself."],
        [("refused", "contact", None)],
    ),
    (["R:May I scan your badge?", "V:Sure."], []),
    (["R:Does it record the temperature?", "V:Yes, every minute."], []),
    (["R:Is that alright?", "V:Yes, fine."], []),
    (["R:Shall I show you?", "V:Yes, go ahead."], []),
    (["R:It records every stop.", "V:Okay, good."], []),
    (["R:And?", "V:The guys keep deleting everything."], []),
    (["R:And?", "V:Can it stop the recording when someone walks by?"], []),
]


@pytest.mark.parametrize(("lines", "answers"), _SAID)
def test_consent_is_understood_in_everyday_words(lines: list[str], answers: _Answers) -> None:
    found = values("consent", *lines)
    assert [(one["status"], one["scope"], one["effect"]) for one in found] == answers
