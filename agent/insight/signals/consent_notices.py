"""Whether a rep says that this talk is being recorded, and leaves it to the visitor to say no."""

import re

from agent.insight.signals.reading import Reading, phrase
from agent.insight.signals.talk import Talk

_THING = (
    r"(?:(?:voice |booth |digital |our |the |a |an |my |this |that )*"
    r"(?:device|box|unit|tablet|microphone|mic|recorder|assistant|gadget|thing|app|tool|system|software|phone|computer|laptop)"
    r"(?: (?:here|there|on the (?:table|desk|counter|stand)|in front of (?:you|us)))?)"
)
"""What may listen at a booth; each may also do other things, so it has to be said what."""
_TALK = r"(?:(?:this|the|our|your|whole|short|all|these|of) )*(?:talks?|conversations?|chats?|meetings?|discussions?|dialogues?|words)"
_WHAT_WE_SAY = rf"(?:what (?:we|you|is|gets|was)(?:'re| are)? (?:both )?(?:say|said|talk(?:ing)?(?: about)?|discuss(?:ing)?|speak(?:ing)?(?: about)?|tell)|every(?:thing|~word)? (?:we|you|that is|that's) (?:say|said|talk)|{_TALK})"
_RECORDS = phrase(
    rf"(?:taped|recorded|tape|record) (?:this|us|you|that)|we record(?= ?(?:$|[.,;?!]| here| and| all| every))|record(?:s|ing|ed)? (?:the |this |our |us|what|everything|along|these|me|you)(?: ?(?:talk|conversation|chat|chats|meeting))?|"
    r"(?:takes?|taking|makes?|making|writes?|writing) (?:~ )?(?:notes|along|down|minutes)|listen(?:s|ing) (?:in|along)|(?:tapes?|taping|transcribes?|transcribing) (?:this|these|the|our|what|it|us)|on tape|this is being (?:recorded|taped)|(?:microphone|mic|recorder) (?:is )?(?:on|running|here)|"
    rf"(?:records?|recording|recorded|transcribes?|transcribing|transcribed|captures?|notes|takes? down|writes? down|writing down|written down|keeps?|sums? up|summari[sz]es?|listens? to|takes? notes of) (?:~ )?{_WHAT_WE_SAY}|"
    rf"(?:have|get|having) {_WHAT_WE_SAY} (?:~ )?(?:transcribed|recorded|written down|noted down|taken down|turned into text)|have (?:this|it|that) (?:transcribed|recorded|written down|taped)|"
    rf"{_TALK} (?:(?:is|are|gets?|will be|would be|being|have|has been) )+(?:~ )?(?:recorded|transcribed|taped|written down)|"
    rf"(?:puts?|turns?|turning|changes?|converts?) {_WHAT_WE_SAY} (?:~ )?into (?:a )?(?:text|writing|notes|words)|"
    rf"(?:a |the |an? \w+ )?(?:transcripts?|written record|transcription|summary|protocol|minutes) (?:of|from) (?:{_WHAT_WE_SAY}|it|this|that)|"
    rf"{_THING} (?:that |which |it |is |also |only |just |to )*(?:listens?|listening|transcribes?|transcribing|takes? (?:~ )?notes|taking notes|makes? (?:a |the |some )?(?:~ )?(?:transcripts?|notes)|making notes|writes? (?:~ )?(?:notes|along|down what|transcripts?|a (?:transcript|summary)|(?:it|everything|all) down)|records?(?= ?(?:$|[.,;?!]| so\b| only\b| text\b| and\b| while\b| for\b))|recording)|"
    rf"let {_THING} (?:transcribe|listen|run|record|take notes|write along)|(?:use|using|switch on|start|turn on) (?:the|our|my|this|a) (?:voice )?(?:recorder|recording|transcription|transcript|note-?taker)|voice recorder"
)
_IS_THAT_FINE = re.compile(
    r"\b(?:alright|all right|ok|okay|fine|good|cool|happy|comfortable|objections?|object|mind|permission|problem|any issue|agree|allowed|may i|may we|can we|can i|shall i|should i|leave it on|let it run)\b[^.?!]{0,60}\W*(?:$|\?)|\b(?:may|can|could|shall) (?:this|that|the|our|my|i|we)\b"
)
_MAY_SAY_NO = re.compile(
    r"\byou (?:can|may|could) (?:always |also |just |simply |of course )*(?:say no|refuse|decline|object|tell me(?: to| if)|switch it off|opt out)\b|\b(?:just )?(?:say|tell me|let me know) (?:so )?if (?:you|that|it)\b|\bif you (?:don't want|do not want|mind|object|'d rather not|prefer not)\b"
)
_LEFT_TO_HIM = re.compile(
    r"\b(?:only|not unless|unless|if) (?:if |with |you )?(?:you(?:'re| are)? |visitors |people |everybody |everyone )?(?:agrees?|your (?:permission|okay|ok|consent|word|blessing)|let me|allow|permit|say (?:so|yes)|don't mind|ok with|okay with|fine with|happy with|mind|object)\b"
)
"""A rep leaves it to the visitor: "only if you agree to it"."""
OUR_RECORDER = re.compile(
    r"\b(?:microphone|mic|recorder|(?:the|that|this|your) recording(?! of)|recording me|recording this|recording us|being recorded)\b"
)
"""Our own microphone, by name."""
_ANOTHER_MATTER = re.compile(
    r"\b(?:e-?mail|mail|call|ring|phone|write to|contact|newsletter|in touch|send|show|scan|badge|list|visit|come)\b"
)
"""What else a rep may ask leave for."""
_END_CHARACTERS = 110
"""In which words without stops ask."""


def may_be_refused(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn answers a rep who has said that this talk is recorded and waits for a word.

    He says it and asks if that is fine, in one sentence or in two; or that the visitor may say no; or that it
    happens only if he agrees.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    turn = talk.before(reading)
    if turn is None or turn.side != "rep":
        return False
    if _LEFT_TO_HIM.search(turn.plain):
        earlier = talk.before(turn)
        return any(
            said is not None and (speaks_of_recording(said) or OUR_RECORDER.search(said.plain))
            for said in (turn, earlier)
        )
    if not speaks_of_recording(turn):
        return False
    last = _last(turn)
    if _ANOTHER_MATTER.search(last) and not (_RECORDS.search(last) or OUR_RECORDER.search(last)):
        return False
    return _IS_THAT_FINE.search(last) is not None or _MAY_SAY_NO.search(turn.plain) is not None


def speaks_of_recording(turn: Reading) -> bool:
    """Return whether a rep says that the talk is, or may be, recorded."""
    return _RECORDS.search(turn.plain) is not None


def _last(turn: Reading) -> str:
    """Return the last sentence; of words without stops the end."""
    if turn.noisy or not turn.sentences:
        return turn.plain[-_END_CHARACTERS:]
    return turn.of_span(turn.sentences[-1])
