"""Words and phrases of `consent/contact.py`."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase

_REACH = laid_out(r"""
    call|ring|phone|contact|e ?-?mail|mail|write to|write|text|message|reach out to|reach|get in touch with|
    keep in touch with|stay in touch with
""")
_REACHED = r"contacted|called|phoned|rung|rang|e ?-?mailed|mailed|written to|texted"
_REACHING = laid_out(r"""
    calling|ringing|phoning|contacting|e ?-?mailing|mailing|writing(?: to)?|texting|messaging|pestering|
    spamming
""")
_LISTS = (
    r"(?:mailing |mail |e-?mail |distribution |call )?(?:lists?|newsletters?|mailings?|database|marketing)"
)
_LATER = laid_out(r"""
    (?= ?(?:
            $|afterwards\b|[.,!?;]|back\b|then\b|too\b|next\b|in\b|on\b|about\b|after|once\b|when\b|at\b|
            for\b|later\b|sometime|some ?thing\b|now\b|again\b|with\b|from\b|if\b|instead\b|under\b|by\b|
            there\b|tomorrow|one\b|this\b|early\b|mid\b|late\b|before\b|during\b|some\b|any\b|please\b|
            regarding\b|as soon\b|over\b|every\b|first\b|the (?:week|day|month)|\d
        )
    )
""")
_LEAVE = laid_out(r"""
        (?:may|can|could|might) (?:
            (?:i|we) (?:have|let|get) \w+(?: \w+){0,3}|i|we|one of us|
            (?:somebody|someone|my|our)(?: \w+){0,3}
        ) (?:~ )?|
        (?:are|am) (?:we|i) allowed |
        do (?:we|i) have your (?:permission|leave|okay|ok|blessing) |
        would you (?:object|allow me|allow us|let me|let us) |
        do you want |(?:would|does|will) (?:a|an) |
        (?:do|would) you mind (?:if )?(?:i|we|us|me|my|our)? ?|
        mind if (?:i|we) |
        (?:bother you|(?:ok|okay|fine|alright|all right|cool|good|comfortable|happy)) (?:if|with|for|to|by)
        (?: (?:
                i|we|us|me|our|my|somebody|someone|
                (?:my|our|an?|one of my|one of our) \w+(?: (?:in|from|at) \w+)?
            )
        )? ?|
        is (?:a|an) |
        (?:may|can|could|shall) (?:i|we) (?:[\w']+ ){0,4}?
        (?:get|have|ask) (?:an?|my|our|the|somebody|someone|one)(?: \w+){0,3}? (?:to )?(?=\w+ you\b)|
        (?:may|can|could) (?:i|we) (?:scan|take|photograph) (?:your|the) (?:badge|card) and (?:then )?
    """)
ASKS_LEAVE = phrase(rf"""
    (?:{_LEAVE})(?:to )?(?:
        (?:
            {_REACH}|{_REACHING}|{_REACHED}|calls|rings|phones|writes to|mails|e-?mails|contacts|texts|
            reaches out to|gets in touch with
        ) you{_LATER}|
        (?:call|ring|phone|write|mail|e-?mail)(?= ?(?:$|[?.!]))|
        drop you an? (?:line|mail|e-?mail|text|note)|give you a (?:call|ring|buzz|shout)|rang{_LATER}|
        wrote{_LATER}|called{_LATER}|
        (?:call|mail|e-?mail|phone call|text)(?: \w+){{0,3}} (?:
            ok|okay|fine|alright|all right|welcome|good|suit you|bother you|be (?:okay|ok|fine|welcome)
        )|
        an? (?:e-?mail|mail|call|newsletter)|
        (?:be )?kept (?:in the loop|posted|informed|up to date)|
        (?:pass|give|hand) your (?:details|number|address|card|name) (?:on )?to|
        (?:put|save|store|enter|keep) your (?:\w+ )?
        (?:e-?mail|mail|number|details|address|contact|card|name) (?:in|into|on) (?:our|the) \w+|
        (?:jot|write|note) (?:down )?your (?:number|mail|address|details)|
        save your contact|
        (?:keep|stay|remain|be|get|keeping|staying) (?:in )?(?:touch|contact)|
        keep you (?:posted|updated|informed)|follow up (?:by|with you by)|
        (?:keep|hold on to|store|save|note|noted|kept|have|take) (?:down )?your (?:contact )?
        (?:details|number|address|data|mail|e-mail|card)|
        (?:put|add|sign) you (?:up )?(?:on|to|for)|send you (?:our|the|a) newsletter|
        send you (?:news|updates|mails?|e-?mails?)
    )
""")
ASKS_OF_LISTS = phrase(r"""
    (?:would you like|do you want|interested in|fancy)
    (?: me| us)? (?:to get |to receive |to be on |to send you )?(?:our|the|a|some) (?:\w+ )?
    (?:newsletter|mailing list|news|updates|mails|mailings)
""")
IF_I_MAY = compiled(r"""
    \b(?:
        if (?:that's|that is|it's|this is) (?:ok|okay|fine|alright|all right|good)|
        is (?:that|this|it) (?:ok|okay|fine|alright|all right)|
        if (?:you don't mind|i may|you like|you agree)
    )\b[^.!?]*\W*$
""")
"""After "I'll email it to you": a rep waits for leave."""
HOW_TO_REACH = phrase(rf"""
    (?:how|where|when|on which number) (?:do|can|may|could|shall|should) (?:i|we) (?:best )?
    (?:{_REACH}|get hold of) you|
    (?:
        what's|what is|which is|what'd be|what would be
    ) (?:the|your) best (?:way|time|number|address|mail|e-?mail|moment|day)(?: (?:to|for)(?: \w+){{1,3}})?|
    which (?:number|address|e-?mail|mail) (?:should|can|may|do|shall) (?:i|we) (?:use|take|{_REACH})
""")
OFFERS = phrase(r"""
    (?:shall|should) (?:i|we) (?:~ )?(?:
        (?:call|ring|phone|mail|e-?mail|write to|write|text|contact)(?: to)? you|
        give you a (?:call|ring|buzz)|follow up|check in|drop you an? \w+
    )|
    want me to (?:call|ring|phone|mail|e-?mail|write|check in|follow up)
""")
LEAVE_FOR_OTHERS = phrase(
    rf"(?:may|can|could|might|shall|should) (?:i|we) (?:~ )?(?:{_REACH}) (?!(?:you|us|me|it|that|this|one)\b)\w+"
)
AN_OFFER_TO_SEND = phrase(
    r"(?:e ?-?mail|mail|write|text|send) you (?:about )?(?:a|an|the|our|some|my|these|those) (?!newsletter)\w+"
)
NUMBER_ASKED = compiled(r"""
    \b(?:leave|give) us your (?:number|mail|e-mail|address|details|contact)\b|
    \b(?:take|have|get) your (?:number|mail|e-mail|address|card)\b|
    \bso (?:that )?we can follow up\b
""")
_OPENS = laid_out(r"""
        \W*(?:
            (?:
                yes|yeah|yep|sure|ok|okay|fine|rather|better|please|just|by all means|then|but|well|oh|ha|hm+|
                of course|only|no\W+(?=(?:rather |better )?(?:a|by) )|best|gladly
            )\W+
        )*
    """)
BY_CHANNEL = compiled(rf"""
    {_OPENS}(?:
        (?:you )?(?:
            write|mail|e-?mail|call|ring|phone|text|message|ping|whatsapp|contact|reach(?: out)?|add|put|keep|
            take|hold on|have|note|save|jot|drop
        )(?: to| on to)?(?: (?:
                me|us|them|it|my (?:mobile|cell|phone|office|number|desk|work)|her and (?:to )?me|
                my \w+ and (?:to )?me|yes|away|one|in the loop|any ?time|whenever|sure|
                is (?:fine|ok|okay|best|better|good)
            )\b|
            \W*(?:[.,!]|$)
        )|
        (?:(?:a|an|the|only the|by|via|per) )?
        (?:e-?mail|mail|text|phone|call|letter|newsletter|whatsapp|message)s?
        (?:
            (?: (?:is|are|would be|works)|'s)(?: \w+)? (?:fine|ok|okay|best|better|good|alright)
            | yes| sure| please|, (?:yes|sure|please)| at most|'s (?:best|fine|better|okay|ok)|\W*(?:[.,!]|$)
        )|
        (?:i'd|i would) (?:rather|prefer|like) (?:you |an? )?
        (?:wrote|mailed|e-?mailed|called|rang|phoned|texted|mail|e-?mail|text|call)\b(?! (?:you|myself))|
        (?:
            any ?time|whenever|mornings?|evenings?|afternoons?|
            (?:only |just )?(?:if it's|after|before|not before|not after|between) \w+
        )|
        (?:here's|there's|take) my (?:card|number|address|mail)|
        you(?:'ve| have)? (?:got )?my (?:card|number|address|mail|e-?mail|details)|
        (?:my|the|it) ?(?:number|address|mail|e-?mail|cell|mobile|phone)?(?:'s| is) (?:on|in|at)\b|
        drop me a
    )
""")
ME_INSTEAD = phrase(rf"""
    (?:{_REACH}|ping) (?:him and |her and |them and )?(?:to )?(?:me)
    (?: (?:instead|rather|too|not (?:him|her|them)))
""")
AND_ME = phrase(
    rf"(?:{_REACH})(?: to)? (?:her|him|them|my \w+) and (?:to )?me|(?:{_REACH})(?: to)? me and (?:her|him|them)"
)
REFUSES_CHANNELS = compiled(r"""
    \W*(?:(?:god|heavens|sorry|well|oh|hm+|no|please|honestly|thanks|i think)\W+)*
    (?:
        no (?:calls?|mails?|e-?mails?|phone|number|lists?|newsletters?|contact|thank)|
        don't bother|
        i(?:'d| would) (?:prefer|rather|sooner) (?:to )?(?:get in touch|contact|call|write|ring|come)\b|
        i(?:'d| would) (?:rather|prefer|sooner)(?: \w+){0,3} (?:binned|left|off|deleted|didn't|didnt|not)\b|
        not another|
        i(?:'ll| will) (?:contact|call|ring|find|write)\b
    )
""")
NO_CONTACT = phrase(rf"""
    (?:please )?(?:don't|do not|never)(?: you)? (?:~ )?
    (?:(?:dare|even think|think|bother|start|even bother|try|you dare)(?: to| of| about)? )?(?:~ )?
    (?:
        (?:{_REACH}|spam|pester|chase)(?: (?:or|and) (?:call|phone|ring|e-?mail|mail|write|text))? (?:me|us)|
        (?:{_REACHING})(?: me| us)?|(?:add|put|sign|enter) (?:me|us|my)|
        (?:pass|share|sell|hand|give) (?:on |out )?my (?:number|address|mail|e-?mail|name|details|data|card)|
        (?:adding|putting|signing) (?:me|us|my)|
        send (?:me|us) (?:anything|any|mails?|e-?mails?|newsletters?|spam|stuff|advertising|marketing)|
        (?:pass|share|give) (?:it|them|that|this) (?:on|to|with)
    )(?! (?:the|a|an) (?:offer|quote|sample))(?: (?:
            on (?:the|your|any)|up|to|any|anything|mails?|newsletters?|spam|about|afterwards|again|please|
            at all|after|with
        )(?: \w+){{0,3}}
    )?|
    (?:you|i) (?:can't|cannot|may not|mustn't|must not|shouldn't)
    (?: \w+){{0,2}} (?:contact|e-?mail|call|share|add)(?: \w+){{0,8}}|
    you (?:can't|cannot|may not|mustn't|must not|shouldn't) (?:\w+ ){{0,2}}use(?: \w+){{0,8}}|
    (?:i|we) (?:don't|do not) (?:want|wish|need|like) (?:any |to get |to receive |to be |your |being |more )*
    (?:
        e-?mails?|mails?|newsletters?|calls|phone calls|spam|advertising|{_REACHED}|
        on (?:any|your|a) {_LISTS}|marketing
    )(?! (?:from|at|of) (?:the|our|my|his|at))(?: \w+){{0,4}}|
    (?:i'd|i would) rather not (?:be (?:{_REACHED})|get (?:mails?|emails?|calls))|
    i(?:'ll| will) (?:contact|call) you(?: instead)?,? (?:don't|not)(?: \w+){{0,3}}|
    (?:i'd|i would) (?:rather|prefer if|prefer it if|sooner) (?:you )?(?:didn't|did not|don't) (?:{_REACH})
    (?: me| us)?|
    (?:i|we) (?:won't|will not) be (?:put on (?:any|your|a)|{_REACHED})(?: {_LISTS})?|
    nobody (?:is to|may|should|must|needs to) (?:{_REACH}) (?:me|us)|
    refrain from (?:{_REACHING})(?: me| us)?|
    (?:keep|leave) (?:me|us|my (?:name|address|mail|number)) (?:off|out of) (?:it|any|your|the|that|those|all)
    (?: {_LISTS})?|
    (?:spare|save) (?:me|us|yourself) (?:the|your|any|those) (?:{_LISTS}|calls|mails|e-?mails|follow-?ups?)|
    lose my (?:number|address)|
    (?:(?:there's|there is) )?no need (?:for you )?to (?:{_REACH}) (?:me|us)|
    you (?:needn't|don't need to|don't have to|do not have to) (?:{_REACH}) (?:me|us)|
    (?:delete|bin|strike|remove|cross out) my (?:number|address|name|mail|details|contact)
    (?: from (?:your|the|that) {_LISTS})?
""")
NO_CHANNEL = phrase(r"""
    no (?:more )?(?:phone )?(?:
        calls|newsletters?|emails?|e-mails?|mails?|spam|marketing|advertising|follow-?ups?|mailings?|contact|
        mailing lists?|lists
    )(?: (?:please|for me|afterwards|at all))?
""")
FAILS_TO_COME = compiled(r"""
    \W*(?:(?:no|or|and) \w+\W+)*(?:
        nothing|get|gets|got|come|comes|came|go|goes|went|in|from|at|since|coming|reach|about|between|all|
        arrive|are|is|was|were|have|has|will|can|when|while|then the|just
    )\b
""")
"""After "no mails": what happens to him, not what he asks for."""
POLITE = re.compile(r"\b(?:please|thanks|thank you|for me)\b")
CHANNELS = (
    re.compile(r"\b(?:call|ring|rang|rung|phon)"),
    re.compile(r"\b(?:mail|e-?mail|writ|wrote|text|messag)"),
    re.compile(r"\b(?:newsletter|list|mailing|marketing)"),
)
SPEAKS_OF_CONTACT = compiled(r"""
    \b(?:
        call|ring|phone|mail|e-?mail|write|check in|follow|touch|hear from|come back|list|newsletter|send|
        contact|text|number|address|card
    )\w*\b
""")
HAPPENS_TO_US = compiled(r"""
    \b(?:we have|there are|there's|have|get|got|getting|so many|have had|are|were|is|was)\s+$|
    \b(?:they|he|she|drivers?|customers?|\w+ers|people|guys|who)\s+$
""")
TAKES_OFF = phrase(rf"""
    unsubscribe(?: me)?|
    (?:take|strike|cross) (?:me|us|my (?:name|address|mail|number)) off(?: \w+){{0,3}}|
    (?:i|we) no longer want (?:your |any |the |to get )*(?:{_LISTS}|mails?|e-?mails?|calls)|
    stop (?:sending|{_REACHING}) (?:me|us|them|those)(?: \w+){{0,3}}
""")
WAS_ON = compiled(r"""
    \bunsubscribe\b|\bno longer\b|\bstop \w+|\boff (?:that|those)\b|
    \bi (?:once |had |have )?(?:joined|signed|subscribed)\b|
    \bi'm (?:still )?on\b|\byou keep\b|\bi (?:keep getting|still get|get your)\b
""")
MAY_CONTACT = phrase(rf"""
    (?:you|your people|your team|your colleagues)(?: (?:
            can|may|might|could|are (?:very |most )?(?:welcome|allowed|free) to|
            have my (?:ok|okay|permission|blessing|consent|leave) to
        )|
        're (?:very |most )?(?:welcome|allowed|free) to|
        've (?:got )?my (?:ok|okay|permission|blessing|consent|leave) to
    ) (?:~ )?(?:(?:{_REACH}|add) (?:me|us)|(?:give|drop) me a (?:ring|call|line|mail|text))
    (?! (?:back )?
        (?:(?:the|a|an|next|tomorrow|when|if (?!(?:you|there|there's|something|anything|it's) ?))\b)
    )|
    feel free to (?:(?:{_REACH}|add) (?:me|us)|(?:give|drop) me a (?:ring|call|line|mail|text))|
    (?:please )?(?:add|put|sign) (?:me|us) (?:down |up )?(?:to|on|for) (?:the|your) (?:newsletter|{_LISTS})|
    you (?:can|may|could|might) (?:~ )?(?:use|keep|hold on to|store|save) (?:
        (?:my|our) (?:contact )?(?:mail |e-?mail |phone )?(?:details|number|address|mail|e-?mail|data)|
        the (?:mail|e-?mail|number|address|one|details) on (?:the|my) (?:card|badge|sign)
    )(?: (?:on (?:the|my) (?:card|badge)|for (?:that|this|it)))?|
    (?:i'm|i am|i'd be|we'd be|we're) (?:happy|glad|fine|ok|okay) (?:to be|with being|being) (?:
        {_REACHED}|kept in touch with|on your list
    )
""")
THEY_DID = re.compile(r"\b(?:they|he|she|somebody|someone|who|it|\w+ers|we|people)\s+(?:\w+\s+)?$")
WILL_SEND = phrase(r"""
    (?:i'll|i will|we'll|we will|i can|i could|we can|let me|shall i|i'm going to) (?:\w+ ){0,2}?
    (?:send|mail|e-?mail|get|write|forward|drop|prepare)
""")
_TURN_TO = r"(?:call|ring|buzz|shout|line|text|mail|e ?-?mail)"
_SOMEBODY_OF_OURS = r"(?:he|she|they|somebody|someone|one of us|(?:my|our) (?:[\w-]+ ){0,3}?[\w-]+)"
_REACHES_HIM = laid_out(rf"""
    (?:
        (?:{_REACH}) (?:(?:it|that|this|them) (?:over )?to )?you|
        (?:give|drop) you an? {_TURN_TO}|get back to you|check in|follow up|be in touch|get in touch
    )
""")
WILL_REACH = phrase(rf"""
    (?:so|then|okay|ok|and|good|fine) (?:i|we) (?:{_REACH}) you|
    (?:
        (?:i|we)(?:'ll| will| can| could|'d| would|'m going to|'re going to)|
        {_SOMEBODY_OF_OURS}(?:'ll| will| can| is going to)|
        let me|shall i|should i|want me to
    ) (?:\w+ ){{0,2}}?{_REACHES_HIM}
""")
ME_THEN = phrase(rf"""
    (?:
        (?:{_REACH}|ping|whatsapp|try)(?: to| on| at)? (?:
            me|us|
            my (?:cell|mobile|phone|office|number|desk|line|direct line|landline|extension|work phone)
        )|
        (?:give|drop) me an? {_TURN_TO}
    )
    (?! (?:not|the (?:moment|minute|second|instant)|an?|your|that|those|when|if|as soon|once|nothing|at no)\b)
""")
DO_NOT = phrase(rf"""
    (?:(?:please )?(?:don't|do not|never)|(?:there's |there is )?no need to) (?:{_REACH})
    (?=\s*(?:$|[.,;!?]|because\b|by\b|that\b|just\b))
""")
"""After "I'll ring you": "please don't call, send it by mail"."""
MAY_THEN = phrase(rf"""
    (?:you|he|she|they|your \w+|somebody|someone) (?:can|may|could|should) (?:~ )?(?:{_REACH}|ping) (?:to )?
    (?:me|us)
""")
"""After "I'll ring you on Thursday": when, where, or how."""
WHERE_TO = phrase(r"""
    (?:e ?-?mail|mail|a mail|an e-?mail|by (?:e-?)?mail|phone|a call|whatsapp|linkedin)
    (?:'s| is| works| would be|'d be) (?:~ )?(?:fine|best|ok|okay|perfect|better|good)(?: (?:for|with) me)?|
    (?:to|at|under) (?:the|my|this) (?:e ?-?mail|mail|number|address|mobile|phone)(?: id| address| number)?
    (?: (?:that is|that's|which is|it's))? (?:~ )?on (?:my|the|this) (?:business |visiting )?(?:card|badge)|
    my (?:e ?-?mail|mail|number|address)(?: id| address)?(?:'s| is) on (?:my|the) (?:card|badge)
""")
"""Said to a rep who will send something: the visitor is to be written to, and where."""
ORDERED_NOT = compiled(r"""
    (?:
        ^|[,;.!?:-]|
        \b(?:
            please|but|and|so|just|then|ok|okay|yes|no|sure|thanks|actually|or|well|said|though|only|because|
            honestly
        )
    )\s*$
""")
TAKES_BACK = compiled(r"""
    \b(?:delete|bin|destroy|tear|lose|forget)\b|
    \b(?:don't|do not|never) (?:use|call|ring|write|mail)\b|
    ^(?!.*\b(?:yes|sure|fine)\b).*[,;:] no\W*$|^\W*drop it\b|\bkeep away\b|\bat no time\b|\bnothing\b|
    \ba no\b
""")
"""After "you have my number" or "mail me": "please delete it"."""
CHOOSES = compiled(r"""
    \W*(?:(?:no|well|oh|hm+|rather|better)\W+)*(?:
        (?:a|an|by|rather a|better a) (?:e-?mail|mail|text|letter|call|phone call|message)\b
        (?! (?:from|for|is|was))|
        (?:write|mail|e-?mail|text|phone|ring|call) (?:me )?(?:instead|rather)\b|
        i'd rather (?:you )?(?:wrote|mailed|rang|phoned|called|a mail|a call)
    )
""")
