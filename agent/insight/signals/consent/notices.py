"""Whether a rep says that this talk is being recorded, and leaves it to the visitor to say no."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, phrase
from agent.insight.signals.language.talk import Talk

_THING = laid_out(r"""
        (?:
            (?:voice |booth |digital |small |little |tiny |black |red |our |the |a |an |my |this |that )*
            (?:
                device|box|booth|machine|unit|tablet|microphone|mic|recorder|assistant|gadget|thing|app|tool|system|
                software|phone|computer|laptop
            )(?: (?:here|there|on the (?:table|desk|counter|stand)|in front of (?:you|us)))?
        )
    """)
"""What may listen at a booth; each may also do other things, so it has to be said what."""
_TALK = laid_out(r"""
    (?:(?:this|the|our|your|whole|short|all|these|of|booth|stand) )*
    (?:talks?|conversations?|chats?|meetings?|discussions?|dialogues?|words)
""")
_WHAT_WE_SAY = laid_out(rf"""
    (?:
        what's (?:being )?said|
        what (?:we|you|is|gets|was)(?:'re| are)? (?:both )?
        (?:say|said|talk(?:ing)?(?: about)?|discuss(?:ing)?|speak(?:ing)?(?: about)?|tell)|
        every(?:thing|~word)? (?:we|you|that is|that's) (?:say|said|talk)|
        {_TALK}
    )
""")
_SURE = laid_out(rf"""
        (?:
            records?|recording|recorded|transcribes?|transcribing|transcribed|captures?|notes|takes? down|
            writes? down|writing down|written down|notes? down|noting down|keeps?|sums? up|summari[sz]es?|listens? to|takes? notes of
        ) (?:~ )?{_WHAT_WE_SAY}|
        (?:have|get|having) {_WHAT_WE_SAY} (?:~ )?
        (?:transcribed|recorded|written down|noted down|taken down|turned into text)|
        have (?:this|it|that) (?:transcribed|recorded|written down|taped)|
        (?:takes?|taking|writes?|writing|notes|noting|puts?|putting|gets?|getting) {_WHAT_WE_SAY} (?:~ )?down|
        {_TALK} (?:(?:is|are|gets?|will be|would be|being|have|has been) )+(?:~ )?
        (?:recorded|transcribed|taped|written down)|
        (?:puts?|turns?|turning|changes?|converts?) {_WHAT_WE_SAY} (?:~ )?into (?:a )?
        (?:text|writing|notes|words)|
        (?:a |the |an? \w+ )?(?:
            transcripts?|written record|transcription|summary|protocol|minutes
        ) (?:of|from) (?:{_WHAT_WE_SAY}|it|this|that)|
        {_THING} (?:that |which |it |is |also |only |just |to )*(?:
            listens?|listening|transcribes?|transcribing|takes? (?:~ )?(?:the |some |all )?notes(?! (?:of|for) (?:every|each|all)\b)|
            taking notes|tak(?:es|ing) (?:~ )?(?:the )?minutes|
            makes? (?:a |the |some )?(?:~ )?(?:transcripts?|notes)|
            making notes|
            writes? (?:~ )?
            (?:notes|along|down what|transcripts?|a (?:transcript|summary)|(?:it|everything|all) down)|
            records?(?= ?(?:$|[.,;?!]| so\b| only\b| text\b| and\b| while\b| for\b))|
            recording
        )|
        let {_THING} (?:transcribe|listen|run|record|take notes|write along)|
        (?:use|using|switch on|start|turn on) (?:the|our|my|this|a) (?:voice )?
        (?:recorder|recording|transcription|transcript|note-?taker)|
        voice recorder
    """)
"""What a rep says who records this talk, whatever else his box does."""
_RECORDS = phrase(
    r"""
        (?:taped|recorded|tape|record) (?:this|us|you|that)|
        we record(?= ?(?:
                $|[.,;?!]| here| and| all| every|
                (?: things)? (?:on|at|in) (?:this|the|our) (?:table|stand|booth|counter|desk|fair|show|island)
            )
        )|
        record(?:s|ing|ed)? (?:the |this |our |us|what|everything|along|these|me|you)
        (?: ?(?:talk|conversation|chat|chats|meeting))?|
        (?:takes?|taking|makes?|making|writes?|writing) (?:~ )?(?:notes|along|down|minutes)|
        listen(?:s|ing) (?:in|along)|
        (?:tapes?|taping|transcribes?|transcribing) (?:this|these|the|our|what|it|us)|
        on tape|this is being (?:recorded|taped)|
        (?:microphone|mic|recorder) (?:is )?(?:on|running|here)
        |
    """
    + _SURE
)
_SURELY_RECORDS = phrase(_SURE)
_IS_THAT_FINE = compiled(r"""
    \b(?:
        alright|all right|ok|okay|fine|good|cool|happy|comfortable|objections?|object|mind|permission|problem|
        any issue|agree|allowed|may i|may we|can we|can i|shall i|should i|leave it on|let it run
    )\b[^.?!]{0,60}\W*(?:$|\?)|
    \b(?:may|can|could|shall) (?:this|that|the|our|my|i|we)\b
""")
_MAY_SAY_NO = compiled(r"""
    \byou (?:can|may|could) (?:always |also |just |simply |of course )*
    (?:say no|refuse|decline|object|tell me(?: to| if)|switch it off|opt out)\b|
    \b(?:just )?(?:say|tell me|let me know) (?:so )?if (?:you|that|it)\b|
    \bif you (?:don't want|do not want|mind|object|'d rather not|prefer not)\b
""")
_LEFT_TO_HIM = compiled(r"""
    \bwith your (?:permission|okay|ok|consent|agreement|blessing)\b|
    \b(?:only|not unless|unless|if) (?:if |with |you )?
    (?:you(?:'re| are)? |visitors |people |everybody |everyone )?
    (?:
        agrees?|
        your (?:permission|okay|ok|consent|word|blessing)|
        let me|allow|permit|say (?:so|yes)|don't mind|ok with|okay with|fine with|happy with|mind|object
    )\b
""")
"""A rep leaves it to the visitor: "only if you agree to it"."""
OUR_RECORDER = compiled(r"""
    \b(?:
        microphone|mic|recorder|(?:the|that|this|your) recording(?! of)|recording me|recording this|
        recording us|being recorded
    )\b
""")
"""Our own microphone, by name."""
_RUNS = compiled(r"""
    \b(?:i'm|i am|we're|we are|are you|you're|you are) (?:also |just |actually |now |still )?
    (?:recording|taping|transcribing)(?=
        \W*(?:$|[.,?!;])
        | (?:this|us|me|you|our|the (?:talk|conversation)|conversations|it\b)
        | (?:here|now|today|everything)
    )|
    \b(?:this|that|it|the (?:talk|conversation|chat)|we|am i|are we|i'm|we're)
    (?:'s| is| are|'re)? (?:also |all |just )?(?:being )?(?:recorded|taped|transcribed)\b|
    \bturn(?:s|ed) (?:(?:it|that|this|what we say) )?(?:in)?to text\b|
    \b(?:is|has) (?:that|this|it)(?: \w+)? (?:recording|a (?:microphone|recorder)|listening)\b
""")
"""Somebody says, or asks, whether our recorder runs."""
_LEAVE = compiled(r"""
    \bask (?:you )?(?:if|whether)\b|
    \b(?:may|can|could|might|shall|should|let) (?:i|we|me|us|one of us|our|my)\b|
    \b(?:may|shall|let) (?:this|that|it|the)\b|
    \b(?:can|could) (?:the|this|that) (?:little |small )*
    (?:box|thing|gadget|assistant|tablet|(?:microphone|mic|recorder)(?= (?:stay|run|be|go|listen)))\b|
    \b(?:
        ok|okay|fine|alright|all right|right|correct|good|cool|happy|comfortable|mind|object\w*|permission|
        agree|agreeable|acceptable|allow|allowed|consent|problem|bothers?|trouble|against|concerns?|
        leave it on|let it run|say no
    )\b|
    \b(?:want|like) to be (?:recorded|taped|transcribed)\b
""")
"""A rep waits for leave."""
_ENDS = laid_out(r"""
    (?= ?(?:
            $|[.,;?!]|
            (?:
                so|
                for (?:my|our|the (?:notes|protocol|minutes|quality|record|follow-?up)|me|us|quality)|
                it (?:stays|only|just|goes|writes|is)|
                to (?:get|have|keep|remember) (?:my|our|the|it)|while (?:we|you|i)|if (?:you|that|it)|is|it's|
                only (?:text|as|for)|as (?:text|a)|and|alright|all right|okay|ok|fine|here|now|today|still|
                at (?:the|our) (?:stand|booth|fair|show|entrance|door|desk|registration)|
                (?:on|at) (?:the|our|this) (?:stand|booth|table|counter|desk|island)|just|automatically|instead
            )\b
        )
    )
""")
_RECORDS_US = phrase(rf"""
    (?:
        record|records|recording|recorded|tape|tapes|taping|taped|transcribe|transcribes|transcribing|
        transcribed|listens?|listening|listen in|listens in|listening in
    )(?: (?:
            this|that|us|you|me|our \w+|conversations|(?:the )?(?:audio|sound)(?: of {_TALK})?|what's said|{_TALK}|{_WHAT_WE_SAY}|it|along|everything|
            in|notes
        )
    )?{_ENDS}|
    (?:make|making|keep|keeping|do|doing|take|taking) (?:a|the|some) recordings?
    (?: of (?:this|us|our \w+|{_TALK}))?(?:{_ENDS}|(?= ?for\b))|
    (?:keep|keeping|make|making|makes|take) (?:a|the) transcript|
    (?:consent|permission|leave|okay|ok) (?:for|to) (?:a |the |this |our )?(?:transcript(?:ion)?|recording|record|notes)|
    (?:takes?|taking) (?:this|that|it|us) down|
    (?:switch|turn|put) (?:the |our |my )?(?:recording|recorder|microphone|mic) on|
    (?:switch|turn|put) on (?:the |our |my )?(?:recording|recorder|microphone|mic|transcript(?:ion)?)|
    (?:take|taking|takes) (?:~ )?notes (?:by voice|from (?:the )?audio)|
    (?:writes?|writing|notes?|noting|types?) {_WHAT_WE_SAY}{_ENDS}|
    (?:keep|keeping|take|taking) notes (?:of|from) (?:this|us|our \w+|{_TALK}|{_WHAT_WE_SAY})|
    (?:it|this|that|thing)(?:'s)? (?:also |just )?(?:(?:takes|taking) notes|writes (?:along|down)|types along)
    {_ENDS}|
    (?:take|taking|takes) (?:~ )?notes (?:with|by|on) {_THING}|
    (?:microphone|mic|recorder|note ?-?taker|taking sound|voice assistant|booth assistant)|
    (?:want|like|agree|happy|okay|ok|fine) (?:to be|being|to being|with being) (?:recorded|taped|transcribed)|
    (?:a|the|my|our|this) transcript(?:ion)?(?= (?:is |be |would be )?(?:ok|okay|fine|alright|all right|good))|
    {_THING} (?:that |which |is |also |only |just |here |on the \w+ )*
    (?:takes?|taking|makes?|making|writes?) (?:~ )?(?:(?:the |some |all )?notes|a transcript|transcripts|a summary|minutes)
    (?! (?:when|of (?:the|every|each)|for (?:every|each)|about the|each|every)\b)
""")
"""What is recorded is this talk, and no hours or temperatures."""
_OF_OTHERS = compiled(r"""
    \b(?:ok|okay|fine|all right|alright|good) (?:for|with|by) (?:your|their) \w+|
    \b(?:for|with) (?:your|their|the) (?!notes|fair|show|quality|protocol|minutes)
    \w+ (?:to be|being|to get|getting|if)\b|
    \b(?:do|did|does|are|is|was|were|have|has|would|will|should|can|could) (?:
        (?:your|their|his|her) (?!permission|leave|consent|okay|ok\b|blessing)|
        they|he|she
    )\b|
    \b(?:do|did|does|are|is|would|will|should|can|could) (?:
        (?:the|a|an) (?!
            (?:small |little )?talk|conversation|chat|microphone|mic|recorder|recording|tape|box|device|
            tablet|assistant|system|tool|thing|recording|transcript
        )\w+
    )\b|
    \b(?:do|did|would|will|have|are) you (?:(?:already|still|also|ever|really|all) )?
    (?:
        have|need|want(?! (?:me|us|to be)\b)|use|using|record|recording|tape|take|taking|own|
        like(?! (?:me|us|to be)\b)|run|keep|get|got|say|said
    )\b(?! anything against\b)(?! (?:a|an|any) (?:problem|objection|issue|concern|trouble|minute|moment|second|(?:little )?time)\b)|
    \b(?:talks?|conversations?|chats?|calls?|meetings?) (?:of|with|between) (?:the|your|their|all|our)\b|
    \brecordings? (?:of|from) (?!(?:this|our|us|the (?:talk|conversation|chat)|what we)\b)
""")
"""A question about somebody else's recordings."""
_ASKS_BACK = compiled(r"""
    \W*(?:(?:oh|hm+|well|um|sorry|ah|okay|ok|and|but|recording|record me|recorded|me)\W+)*
    (?:
        what for|for what|why|how come|what (?:do|will|would) you (?:do|need|use|want)|
        what happens (?:to|with)|
        who (?:hears|gets|sees|reads|listens|has|will|can)|
        where (?:does|will|is) (?:it|that|this)|how long (?:do|will|is|are) (?:you|it|that|this)|
        is (?:it|that|this) (?:stored|kept|saved|shared|legal|private)
    )\b[^.]*$
""")
"""What the visitor wants to know before he answers."""
_ANOTHER_MATTER = re.compile(
    r"\b(?:e-?mail|mail|call|ring|phone|write to|contact|newsletter|in touch|send|show|scan|badge|list|visit|come)\b"
)
"""What else a rep may ask leave for."""
_END_CHARACTERS = 110
"""In which words without stops ask."""


def asks_of_recording(turn: Reading) -> bool:
    """Return whether somewhere in a turn a rep asks for leave to record this talk, whatever else he asks.

    Args:
        turn: A turn of a rep.
    """
    for span in turn.sentences:
        said = turn.of_span(span)
        records = _RECORDS_US.search(said) or _SURELY_RECORDS.search(said)
        if records is not None and _LEAVE.search(said) and not _OF_OTHERS.search(said):
            return True
    return False


def may_be_refused(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn answers a rep who has said that this talk is recorded and waits for a word.

    He says it and asks if that is fine, in one sentence or in two; or that the visitor may say no; or that it
    happens only if he agrees.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    turn = _of_the_rep(talk, reading)
    if turn is None:
        return False
    if _LEFT_TO_HIM.search(turn.plain):
        return _about_recording(talk, turn)
    if not speaks_of_recording(turn):
        return False
    last = _last(turn)
    if _ANOTHER_MATTER.search(last) and not (_RECORDS.search(last) or OUR_RECORDER.search(last)):
        return False
    return _IS_THAT_FINE.search(last) is not None or _MAY_SAY_NO.search(turn.plain) is not None


def asks_leave(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn answers a rep who asks for leave to record this very talk.

    Only then a bare yes or no is about it: "does it have to record sound?" is answered with a yes, too.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    turn = _of_the_rep(talk, reading)
    if turn is None:
        return False
    if _asks_leave(talk, turn):
        return True
    back = talk.before(turn)  # "Is recording fine?" - "What for?" - "So that I needn't write."
    if back is None or back.side == "rep" or "?" in turn.plain or _ASKS_BACK.match(back.plain) is None:
        return False
    first = _of_the_rep(talk, back)
    return first is not None and _asks_leave(talk, first)


def _of_the_rep(talk: Talk, reading: Reading) -> Reading | None:
    """Return the turn before, where a rep speaks in it."""
    turn = talk.before(reading)
    return turn if turn is not None and turn.side == "rep" else None


def _about_recording(talk: Talk, turn: Reading) -> bool:
    """Return whether a rep's turn, or the one before it, speaks of recording this talk."""
    return any(
        said is not None and (speaks_of_recording(said) or OUR_RECORDER.search(said.plain) is not None)
        for said in (turn, talk.before(turn))
    )


def _asks_leave(talk: Talk, turn: Reading) -> bool:
    if _LEFT_TO_HIM.search(turn.plain) and _about_recording(talk, turn):
        return True
    last = _last(turn)
    if _ANOTHER_MATTER.search(last) and not (_RECORDS_US.search(last) or _SURELY_RECORDS.search(last)):
        return False
    sentences = [turn.of_span(span) for span in turn.sentences]
    said = turn.plain if turn.noisy else " ".join(sentences[-3:])
    asked = last if turn.noisy or "?" in last else " ".join(sentences[-2:])
    records = _RECORDS_US.search(said) or _SURELY_RECORDS.search(said)
    return records is not None and _LEAVE.search(asked) is not None and _OF_OTHERS.search(asked) is None


def knows_of_recorder(talk: Talk, reading: Reading) -> bool:
    """Return whether our recorder was spoken of right before a turn, so that "switch it off" is about it.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    earlier = talk.readings[max(0, reading.number - 3) : reading.number - 1]
    return any(_RUNS.search(turn.plain) or OUR_RECORDER.search(turn.plain) for turn in earlier)


def speaks_of_recording(turn: Reading) -> bool:
    """Return whether a rep says that the talk is, or may be, recorded."""
    return _RECORDS.search(turn.plain) is not None


def _last(turn: Reading) -> str:
    """Return the last sentence; of words without stops the end."""
    if turn.noisy or not turn.sentences:
        return turn.plain[-_END_CHARACTERS:]
    return turn.of_span(turn.sentences[-1])
