"""Words and phrases of `consent/find.py`."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase

_DEVICE = laid_out(r"""
    (?:the|that|this|your) (?:little |red )?(?:
        microphone|mic|recorder|recording|tape recorder|tape|dictaphone|light|clip|thing|gadget|tablet|box|
        machine|device|unit|assistant|transcript(?:ion)?|note-?taker
    )
""")
STOP = phrase(rf"""
    (?:kill|mute|unplug|stop) {_DEVICE}|
    (?:would|do) you mind (?:switching|turning|shutting) (?:it|that|this|{_DEVICE}) off|
    (?:i want|i'd like|i'd prefer|i'd rather have) {_DEVICE} off|
    stop (?:it|that)(?= ?(?:$|[.,!;]| and\b| now\b| please\b))|
    (?:no more|enough) (?:tape|taping|microphone)(?: please)?|
    (?:please |could you |can you |would you )?(?:stop|turn off|switch off|end|pause|shut off|cut)
    (?: it| that| this| the)? (?:
        recording|
        (?:the |that |this |your )?(?:red )?(?:
            light|microphone|mic|recorder|recording|tape|notes|tablet|assistant|note-?taking|transcript|
            gadget|box|device|unit|app
        )|
        listening|transcribing|taping|it off|that off|that thing off|this off|taking notes|
        writing (?:this|it) down
    )(?: off)?|
    (?:take|put) (?:the|that|this|your) (?:
        clip|mic|microphone|recorder|thing|gadget|tablet|box|phone
    ) (?:off|away|down)|
    (?:turn|switch|shut|put) (?:
        (?:the|that|this|your) (?:
            light|clip|microphone|mic|recorder|recording|box|thing|tablet|gadget|notes|assistant|machine|
            device|unit|transcript(?:ion)?|app
        )|
        it|that
    ) off|
    stop (?:recording|transcribing)|stop (?:writing|noting|listening|taping)(?= ?(?:$|[.,!;]| now\b| please\b))|
    (?:go on|continue|carry on|talk|do (?:it|this)|speak) without {_DEVICE}|
    with {_DEVICE} off(?= ?(?:$|[.,!;?]))|
    (?:keep|leave|have)(?: (?:that|this|it|the next \w+|that part|this part)
    )? (?:off|out of) the (?:recording|record|transcript|tape|notes)|
    (?:stop|end|pause) (?:the|that|this|your) (?:transcript(?:ion)?|device|notes|note-?taking)|
    (?:i'd|i would) (?:rather|prefer(?: it)?(?: if)?|like it if|appreciate it if) you (?:please )?
    (?:turned|switched|shut|stopped|paused|put|took|turn|switch|shut|stop|pause) (?:
        (?:it|that|this|{_DEVICE}) (?:off|down|away)|
        (?:off|the|that) (?:the )?(?:recording|recorder|microphone|mic|tape)
    )|
    (?:stop|end|pause) (?:it|that|this) from (?:now|here)|
    (?:
        please|(?:could|can|would|will) you(?: please)?
    ) stop (?:taking|writing|noting) (?:this|it|that|everything) down|
    off the record|
    (?:mic|microphone|recorder|recording) off(?= ?(?:$|[.,!;]| please| now| first))|
    i take back what i said about (?:the |this |being )?record\w*|
    i (?:withdraw|take back|revoke) (?:my |the )?(?:consent|permission|ok|okay)|
    i(?:'ve| have)? changed? my mind(?: about (?:the )?recording)?|
    no (?:more )?recordings?(?: please)?(?! of\b)|
    (?:i|we)(?:'d| would) (?:rather|prefer)
    (?: that)? (?:this|it|that) (?:wasn't|weren't|isn't|not be) recorded (?=from)
""")
DO_NOT_RECORD_ME = phrase(r"""
    (?:
        (?:i|we) (?:wouldn't|won't|would not|will not) (?:like|want|have|agree to)(?: (?:this|me|us|it|that))?|
        (?:my|our) \w+ (?:wouldn't|won't|would not|will not) (?:like|want|have|agree to) (?:this|me|us)
    ) being (?:record\w*|taped)|
    (?:please )?(?:don't|do not|never) (?:record|tape|transcribe) (?:
        me|us|this|any of (?:it|this)|our (?:talk|chat|conversation)
    )|
    i(?:'d| would) (?:rather|prefer|sooner) (?:
        (?:you (?:not|didn't|don't)|that you don't) (?:to )?(?:record|tape)\w*|
        not (?:to )?be (?:recorded|taped)
    )|
    (?:i|we) (?:don't|do not) (?:want|like|wish)(?: to be| being| you| you to| this| us| me
        | our (?:talk|conversation|chat|meeting|discussion|voices?|words|names?)
        | any of this| to have this
    )(?: \w+)?? (?:record\w*|taped|on tape|transcribed)|
    (?:you may not|you can't|you cannot) (?:record|tape) (?:me|us|this)|
    (?:i can't be|i cannot be|i won't be|i'm not to be) (?:recorded|taped)|
    no recordings?,? (?:please|thanks|thank you|of (?:me|us|this))|
    nothing on tape,? (?:please|thanks|thank you)|
    (?:the|that|your) (?:microphone|mic|recorder) (?:stays|has to stay|must stay) off|
    (?:please |kindly )(?:avoid|refrain from|skip|no) (?:any )?recording|
    i'm not (?:comfortable|ok|okay|fine|happy) (?:with|being|about) (?:the |that |this |being |you |me )*
    record\w*
""")
"""What refuses without being asked: it says who is not to be recorded."""
NO_RECORDING = phrase(r"""
    (?:please )?(?:don't|do not) (?:record|tape|transcribe|listen in)(?: (?:that|anything|it|any of that))?|
    i(?:'d| would) (?:rather|prefer|sooner) (?:you )?(?:not|didn't|don't|that you don't)(?: do that)?|
    (?:i|we) (?:don't|do not) (?:want|like|wish)(?: \w+){0,3} (?:
        record\w*|taped|on tape|transcribed|written down|
        (?:in|on) (?:the|your) (?:transcript|record|notes)
    )|
    (?:i|we)(?:'d| would)? (?:~ )?(?:prefer|rather|like|want)(?: \w+)? not (?:to )?
    (?:be|have (?:it|this|that)) (?:record\w*|taped|transcribed|written down)|
    (?:i|we) (?:~ )?(?:didn't|did not|never|haven't|don't) (?:~ )?
    (?:
        agreed?|consent(?:ed)?|said (?:yes|okay)|signed up
    ) (?:to|for) (?:that|this|it|any of (?:it|this|that)|being)|
    (?:happier|easier|better|more comfortable|rather (?:talk|do it|do this)) without(?: it| that)?
    (?= ?(?:$|[.,!]))|
    you (?:don't|do not|haven't|have not)(?: got)? have (?:it|that|my (?:ok|okay|permission))|
    you don't have (?:it|my (?:ok|okay|permission))|
    without (?:the |that |this )?(?:recording|recorder|microphone|mic|box)|
    (?:you may not|you can't|you cannot) (?:be )?record\w*|
    not (?:be )?recorded|
    nothing (?:is |gets |to be )?(?:recorded|on tape)|
    recording (?:isn't|is not|makes me)(?: \w+){0,3}|no recordings?(?: please)?
""")
"""What refuses only where the talk is about being recorded; elsewhere machines and hours are not recorded."""
NOT_THAT = phrase(r"""
    (?:i|we) (?:don't|do not) (?:want|like|wish) (?:that|it) (?:to be |being )?
    (?:recorded|taped|transcribed|written down|on tape|in (?:the|your) (?:transcript|notes))|
    (?:i|we) (?:don't|do not) (?:want|like|wish) (?:this|that|it) on (?:the )?record|
    (?:this|that|it|(?:this|the) next \w+) (?:isn't|is not) for (?:the |your )?(?:tape|record(?:ing)?|transcript|notes)|
    (?:this|that) you (?:must not|can't|cannot|may not|mustn't|shouldn't|don't) record|
    i(?:'m| am) not allowed to be (?:recorded|taped)|
    (?:please (?:don't|do not)|you don't|from (?:here|now)(?: on)? (?:please )?(?:don't|do not)) record
    (?= ?(?:$|[.,;!]| any ?more| from| now))
""")
"""What takes leave back that was given; elsewhere much is not to be recorded."""
ERASE = phrase(r"""
    (?:delete|erase|remove|wipe|bin|throw away|scrap|get rid of|discard|destroy) (?:
        everything|it all|all of (?:it|that|this)|that|it|this|
        (?:the|that|this) (?:whole|recording|entire|tape|lot|file|transcript(?:ion)?|text)(?: \w+)?|
        what (?:you|i)(?: \w+){0,2}|what was (?:recorded|said|written)(?: \w+)?|my \w+|anything
    )|
    take (?:out everything|everything out|(?:it|that|this)(?: all)? out)(?: all of (?:it|that))?(?: i(?:'ve)? said)?|
    (?:take|strike|cross|cut) (?:
        it|that|this|everything|all of (?:it|that|this)|what i(?:'ve)? said
    ) (?:out of|from|off) (?:your|the|that|this) (?:notes|transcript|recording|record|tape|file)|
    i'd rather (?:it|that|this)(?:'s| is| was| were) (?:gone|deleted|erased|wiped)|
    (?:i|we) (?:don't|do not) (?:want|wish|like) (?:
        it|that|this|any of (?:it|this|that)|anything|the transcript|the recording
    ) (?:to be )?(?:~ )?(?:stored|kept|saved|used|on file)|
    (?:don't|do not) (?:use|keep|store|save) (?:any (?:of (?:it|this|that))?|anything|it|that|this|what i)
    (?: \w+){0,2}|
    (?:i'd|i would) (?:rather|prefer(?: it)?(?: if)?|like it if|appreciate it if) you (?:please )?
    (?:deleted?|erased?|wiped?|removed?|binned|destroy(?:ed)?) (?:
        everything|it|that|this|(?:the|that|this|my) \w+|what \w+ said
    )|
    (?:throw|chuck) (?:that|the|this|it)(?: recording| tape)? (?:away|out)|
    (?:
        everything|it all|all of (?:it|that|this)|what i(?:'ve)? said|
        what you(?:'ve| have)? (?:recorded|got|taken down|written down|heard)|
        i(?: want|'d like|'d want) (?:it|that|the recording|that recording|the tape|this)
    )(?: \w+){0,3} (?:deleted|erased|gone|wiped|removed|binned)|
    forget (?:the whole|everything|this whole) (?:thing|conversation|i said)?|
    none of (?:it|this) (?:may|can|should)
""")
FROM_NOW = phrase(r"""
    from now(?: on)?|from here(?: on)?|from this point(?: on)?|the rest|for (?:this|the next) (?:part|bit)|
    what you have is (?:fine|ok|okay)|keep what(?: \w+){0,3}|so far is (?:fine|ok|okay)|up to now|until now|
    for now|this next|the next|what comes (?:now|next)|now
""")
FROM_HERE_ON = phrase(r"""
    from now on|from here(?: on)?|from this point(?: on)?|any ?more|any longer|any further|
    what (?:you have|we had)(?: so far)?|keep what
""")
KEEPS_ON = phrase(
    r"keep(?: on)? (?:recording|taping|it running)|go on recording|continue (?:recording|to record)|still recording"
)
MAY_RECORD = phrase(r"""
    (?:you|feel free to|go ahead and) ?(?:can|may|could)? (?:~ )?(?:record|tape)(?: (?:me|this|us|that|it))?|
    (?:i|we)(?:'m|'re| am| are)? (?:~ )?
    (?:don't mind|do not mind|ok with|okay with|fine with) (?:the |being |you |that |if you |a )*
    (?:record\w*|taped|microphone)|
    recording (?:is|'s) (?:~ )?(?:fine|ok|okay|no problem|alright)
""")
SPOKEN_OF = re.compile(r"\b(?:record\w*|transcript\w*|microphone|mic|tape|taped|said|your notes)\b")
NAMES_RECORDING = compiled(r"""
    record|device|mic|tape|taping|transcri|off the record|note|consent|permission|my mind|listening|
    you(?: please)? stop (?:taking|writing|noting)|please stop (?:taking|noting)
""")
ALL_OF_IT = re.compile(
    r"record|transcript|everything|all of|any of|it all|what (?:you|i)|^wipe|^erase|^scrap|^bin"
)
STARTS_WITH_VERB = compiled(r"""
    (?:
        keep|leave|have|stop|turn|switch|end|pause|shut|cut|take|put|delete|erase|remove|wipe|bin|throw|scrap|
        get|discard|destroy|don't|do not|forget|please|could|can|would
    )\b
""")
TOLD_OTHERS = re.compile(r"\b(?:told|tell|asked|said to) (?!you\b)(?:\w+ ){0,2}\w+\W*$")
"""Before an order that was given to somebody else."""
NONE = re.compile(r"no (?:more )?recording")
BY_NAME = compiled(r"""
    \b(?:
        (?:the|that|this|your) (?:little |red )?(?:microphone|mic|recorder|recording|tape|notes)|
        (?:stop|pause|end|quit) (?:recording|taping|listening)
    )\b
""")
"""Our own recorder, by name: an order also where words stand before it ("so put the recorder away")."""
SOMEBODY_DOES = compiled(r"""
    \b(?:
        they|we|he|she|it|i|who|that|which|people|nobody|\w+ers|guys|lads|guards?|cameras?|loggers?|not|
        \w+n't|to|can|will|must|should|would|could|always|never
    )\s+$
""")
WANTED = compiled(r"""
    \b(?:
        (?:can|could|should|shall|may|might) we|let's|let us|
        (?:i|we)(?:'d| would)? (?:like|want|prefer|rather|ask you)(?: you)?(?: to)?
    )(?: please| maybe| perhaps| just| now)?\s*$
""")
"""Before "stop the recording": what the visitor wants, though he gives no order."""
IF = re.compile(r"\W*(?:(?:and|but|so)\W+)*(?:if (?!you|i\b|that|it)|when|once|whenever)\b")
TAKES_BACK_A_WORD = re.compile(r"(?:scrap|bin|wipe|erase) (?:that|it|this)$")
"""Of somebody who starts his sentence anew; an order only where our recorder was spoken of."""
SAYS_ANEW = compiled(r"""
    (?:scrap|bin|wipe|erase|delete|strike) (?:that|it|this),\s*
    (?:(?:no|it's|it is|make it|make that|more like|about|around|i mean(?:t)?|not|rather)\W+(?:the )?)*
    (?:
        \d|[£$€]|
        (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|a hundred|half)\b|
        (?<=meant )\w|(?<=meant the )\w
    )
""")
"""Forty. Scrap that, fifty."""
NOTHING_MORE = re.compile(r" ?(?:$|[.,!?;]|please\b|now\b|and\b|again\b|then\b|right\b)")
"""After "delete that": no word that says of what."""
LATER = compiled(r"""
    \W*(?:please\W+)?(?:
        after(?:wards|ward)?\b|later\b|at the end\b|at some point\b|once\b|when (?:you|we|it|the)|
        in (?:a|two|three|\d+) (?:week|month|year|day)|within\b|eventually\b
    )
""")
"""After "delete it": he lets us have it for a while."""
MAY = re.compile(r"(?:you|feel|go|record|i|we).*(?:can|may|fine|ok|mind)|feel free")
