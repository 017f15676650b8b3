"""Words in which people promise, offer and ask for something that comes after the talk."""

import re

from agent.insight.signals.language.deed_words import DEEDS
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import phrase

VERB = laid_out(r"""
        (?:
            propose (?:you |him |her |them )?(?:an?|some|two|three|the) (?:\w+ )?
            (?:dates?|times?|slots?|days?|appointments?|evenings?|mornings?|afternoons?|options?)|
            hand in an? \w+|distribute|circulate|mention (?:it|this|that|you|your \w+)|
            leave (?:it|one|(?:the|an?|our) \w+) with you|send|e ?-?mail|mail|forward|call|ring|phone|text|
            ping|remind|write|
            (?:get|ask|have) (?:\w+ ){1,4}
            to (?:call|phone|ring|send|contact|email|write|reach|set|visit|prepare|make)|
            get (?:back|in touch|you|it|the|that|a|an|our|my|some|him|her|them)|
            follow up|set up|set (?:\w+ )?up|schedule|book|arrange|organi[sz]e|put together|prepare|draw up|
            draft|work out|share|
            drop (?:by|you|off|in|him|her|them|over|round|it)|
            come (?:by|over|to|and|back|visit|round|along|out|down|up|with|in|past|on|at)|
            do (?:you )?(?:an?|the|up) \w+|make you|stop by|swing by|pop (?:by|over|round|in)|nip over|visit|
            invite|
            keep (?:you|him|her|them) (?:posted|informed|updated|up to date|in the loop)|
            run (?:the|some|your) (?:numbers|figures)|
            (?:put|lay|leave|place) (?:\w+ ){1,6}?(?:
                in (?:a|the|an|your)|into|through|together|
                (?:on|onto) (?:his|her|their|my \w+|the \w+|our \w+|\w+s?) (?:desk|table)
            )|
            hang (?:it|that|this|the \w+) up|
            put (?:it|that|one|them|\w+ \w+|\w+ \w+ \w+|a \w+|you) (?:in|on|through to|down|together|aside)|
            pencil (?:you|it|that|us|\w+) in|pencil in|reserve|block|hold (?:a|the|one)|sign you up|register|
            enrol|dig (?:it |that |them |one |\w+ \w+ )?(?:out|up)|
            (?:pop|stick|slip|pack|throw) (?:\w+ ){1,5}?(?:in|into|on|over|round|through)|
            whats ?app|chase (?:up )?\w+|let (?:you|him|her|them) have|hand you|look up|
            look (?:it|that|them) up|write (?:up|it up)|walk (?:you|him|her|them|your \w+) through|
            (?:go|run) (?:through|over) (?:it|that|this|your|the|everything)|
            touch base|circle back|copy you in|cc you|message|measure|install|train|
            drive (?:over|out|down|up)|fly|phone|return|set (?:aside|one)|introduce|connect|check|talk|speak|
            ask|
            have (?:\w+ ){1,6}?(?:
                booked|arranged|set up|with you|over to you|at yours|done|measure|call|phone|mail|text|talk|
                speak|bring|install|measure|come|drop|book|draw|contact|email|send|reach|write|visit|get|ring|
                prepare|look|in your|on your|ready|out|over|round|sent|delivered|shipped|posted
            )|
            have (?:a|an|another) (?:\w+ )?(?:call|meeting|demo|chat|workshop|session)|
            give (?:you|him|her|them|it|that|us)(?: a| it)?(?: \w+)?|
            give (?:your|the|this) (?:
                card|flyer|brochure|leaflet|details|papers?|number|name|contacts?|mail|offer
            )|
            make (?:you|sure|an|a)|be in touch|let (?:you|him|her|them) know|reach out|ship|deliver|bring|
            hand|present|discuss|
            take (?:it|this|that|your|the) (?:\w+ )?(?:to|back|up)|
            run (?:it|this|that) (?:by|past)|show (?:it|this|that) (?:to )?(?:my|our|the)|
            show (?:\w+ ){1,4}?to (?:my|our|the)|show (?:him|her|them) (?:it|this|that|the|your)|pass|submit|
            return|look into|find out|clarify|review|
            do (?:a|the|another) (?:demo|workshop|pilot|trial|call|test|site)|
            start (?:a|the|with a) (?:pilot|trial)|run (?:a|the) (?:pilot|trial|test)|mail|post|upload|
            put you in touch|meet|see you|add you|replace|repair|exchange|swap|refund|escalate|
            open (?:you )?an? \w+|send over|file|order|sign|fill|test|try|catch up|confirm|line up|loop in|
            provide|supply|quote|calculate|sit down|pick (?:it|this|that) up|sort|lend|contact|tell|courier|
            revert|bring
        )
    """)
PROMISE = phrase(rf"""
    (?P<lead>
        (?:i|we)(?:
            'll| ll| will| shall|'m going to|'re going to| am going to| are going to|'m gonna|'re gonna
            | promise to|'d be happy to| plan to|'ll go and|'ll go ahead and
        )
    ) (?:~ )?(?:gladly |happily |personally |make sure to |try to |be sure to |quickly |ask \w+ to )?
    (?:(?:keep|take|note|go|sit|have a look|look) (?:\w+ ){{0,4}}?and )?(?P<what>{VERB})
""")
DOING = phrase(r"""
    (?P<lead>(?:i'm|we're|i am|we are|im)) (?:~ )?(?:gladly )?
    (?P<what>
        (?:
            sending|mailing|e-?mailing|posting|calling|ringing|phoning|booking|bringing|coming|visiting|
            forwarding|preparing|writing|shipping|dropping|putting|getting|setting|arranging|organi[sz]ing|
            inviting|introducing|passing|seeing|meeting
        ) (?:~ )?(?:
            to (?:you|him|her|my|our)|you|your|it|the|an?|over|by|up|our|my|round|back|out|that|this|him|her|
            them
        )(?: \w+)*
    )
""")
"""What is as good as done: "I'm mailing you the study tomorrow"."""
OFFER = phrase(rf"""
    (?P<lead>
        shall (?:i|we)|(?:shall|should) (?:he|she|they)|
        is it (?:ok|okay|all right|alright|fine) if (?:i|we)|
        should (?:i|we)|can (?:i|we)|could (?:i|we)|may i|let me|will (?:i|we)|why don't (?:i|we)|
        how about (?:i|we)|i (?:can|could)|we (?:can|could)|let's|do you want me to|want me to|
        would you like me to|would you like us to|what if (?:i|we)|i'd like to|i'd love to|we'd love to|
        i would|i'd|we should|how about (?:if )?(?:i|we)|i(?:'d)? (?:have|need) to|we(?:'d)? (?:have|need) to|
        i must|would it help if (?:i|we)|so (?:i|we)
    ) (?:~ )?(?:(?:first|also|still) )?(?:(?:take|note|go|sit|look|scan) (?:\w+ ){{0,5}}?and )?
    (?P<what>{VERB})
""")
THING = phrase(r"""
    (?P<lead>would|how about|what about|maybe|then|so|and) (?:~ )?
    (?P<what>
        (?:an?|another) (?:\w+ ){0,2}?(?:demo|call|workshop|visit|trial|pilot|meeting|session|tour)
        (?: (?:with|for|at|in) (?:\w+ ){0,3}\w+)?
    )(?= ?(?:\?|help|suit|work|be|make|then))
""")
"""An offer without a verb: "Would a demo for your team help?"."""
PASSIVE = phrase(r"""
    (?P<what>
        (?:you(?:'ll| ll| will| are going to|'re going to)|expect) (?:~ )?(?:get |have |receive |hear |find )?
        (?:
            (?:an? |the |our |your |it |that |everything |all )?(?:\w+ ){0,5}?
            (?:from (?:me|us|our \w+)|in your (?:inbox|mail)|by (?:mail|email|e-mail))|
            (?:an? |the |our |your )?(?:\w+ ){0,2}?(?:
                offer|quote|proposal|invitation|link|contract|e-?mail|mail|samples?|documents?|data ?sheets?|
                brochure|call|report|results?|login|paper|list|answer|figures|details|drawings?|test kits?|
                price list|certificate|plans?|sheet|papers|presentation|recording|slides|access
            )
        )
    )|
    (?P<what2>
        (?:
            (?:(?:our|my) (?:\w+ ){1,5}?|(?:somebody|someone|one) (?:from|of) (?:\w+ ){1,3}?)
            (?:will|'ll|is going to)|
            (?P<who>\w+)(?:\x27ll| will| is going to)
        ) (?:~ )?(?:
            call|contact|email|write|get in touch|get back|send|reach out|be in touch|follow up|visit|ring|
            phone|prepare|come|propose|suggest|coordinate with|arrange
        )(?: \w+)*
    )
""")
REQUEST = phrase(r"""
    (?P<lead>
        (?:please |kindly |do one thing |so |yes |ok |okay |then |just )*
        (?:
            can you|could you|would you|will you|please|just|maybe you can|you should|you must|you'd better|
            you can|you could|why don't you
        )?
    ) ?(?:~ )?(?P<what>
        (?:
            send|e ?-?mail|mail|call|ring|write|contact|forward|bring|give|drop|shoot|ping|keep|visit|remind
        ) (?:me|us)(?: \w+){1,}|
        (?:send|mail|share|ship|forward|post) (?:
            an?|the|one|two|three|four|five|six|ten|twelve|twenty|fifty|hundred|some|your|\d+
        ) \w+(?: \w+)*|
        (?:share|provide) (?:(?:me|us) (?:with )?)?(?:the|your|an?) (?:\w+ ){0,3}?
        (?:
            quot\w+|offer|proposal|prices?|pricing|details|brochure|catalog\w*|contacts?|documents?|
            presentation|specs?|specifications?|data ?sheets?
        )(?: \w+)*|
        (?:drop|send|give|write) (?:him|her|them|(?:my|our) \w+) an? (?:
            line|e ?-?mail|mail|note|message|call|ring|quote|offer
        )(?: \w+)*|
        (?:somebody|someone|one of you|your \w+) (?:should|must|could|can) (?:
            come|call|visit|ring|phone|write|contact|send|look at
        )(?: \w+)*|
        (?:send|mail|e-?mail|forward|bring) (?:it|that|them)(?: \w+)+|
        (?:put|sign|book|count|pencil) (?:me|us) (?:down|up|in|on)(?: \w+)*|
        let (?:me|us) have(?: \w+){2,}|
        let (?:me|us) know (?:by|about|when|what|how|whether|until|on)(?: \w+)+|
        get (?:in touch|back to (?:me|us))(?: \w+)*|
        (?:do|make|prepare|draw|work) (?:me|us) (?:up |out )?(?:an?|the|some|one|two|three)(?: \w+)+|
        come (?:and|by|over|to|back|round|up|down|again|for|with|in|on)(?: \w+)*|
        meet (?:me|us|him|her|them)(?: \w+)*|
        (?:call|ring|phone|mail|contact|ask|write|talk|speak)(?: to)? (?:my|our|him|her|them|the)(?: \w+)+
    )
""")
HERE_AND_NOW = compiled(r"""
    \b(?:
        show you (?:now|here|quickly|the|our|how|around|what|that|it|this)|
        show (?:it )?(?:here|you)|switch|turn (?:it|that)|delete|erase|stop|scan|explain|have a look|
        take a look|let me see|let me (?:check|ask) (?:quickly|something|you)|
        get you (?:a |some )?(?:coffee|water|drink|pen|bag|brochure|chair|card|something|glass)|
        bring you (?:a |some )?(?:coffee|water|drink|chair)|
        give you (?:an? |my |our |the |this )?
        (?:card|brochure|flyer|pen|bag|hint|tip|sample now|example|idea|overview|short|quick|tour|demo here)|
        talk about (?:it|that|this)|be honest|be frank|get you to talk|
        tell you (?:what|something|a|the truth|how|about|why)|
        ask you|take notes|make (?:it|this|that) (?:short|quick)|write (?:that|it|this) down|
        check (?:quickly|right now|here)|try it (?:out )?(?:here|now)|
        get (?:it|that|the point|there|you started|to (?:that|it|the point))
    )\b|
    \b(?:right here|on this screen|on the screen|over there|right away here|here at the booth|now on)\b
""")
HANDED_OVER = re.compile(
    r"\b(?:here,? take|here you (?:go|are)|here it is|there you (?:go|are)|take (?:it|this) with you)\b"
)
PLANNED = phrase(rf"""
    (?P<lead>i|we) (?:(?:sleep|think|go|sit|look|have) (?:\w+ ){{0,4}}?and )?
    (?P<what>
        (?:{DEEDS}|take|see|get|check|pick|let|measure) (?:~ )?(?:
            you|your|it|the|a|an|by|over|back|him|her|them|our|my|with|to|round|out|up|that|this|in|on|down|
            along|one|some|again
        )(?: (?!and (?:i|we)\b)\w+)*|
        have (?:an?|the|our) (?:\w+ )?(?:call|meeting|demo|workshop|appointment|visit|session)(?: \w+)*
    )
""")
"""The present tense for what is to come, where a day is named: "I send you the link tomorrow"."""
GETS = phrase(r"""
    (?P<lead>you) (?:~ )?(?P<what>
        (?:
            (?:get|receive) (?:it|them|that|everything|both|all|the|an?|your|our|my)|
            have (?:it|them|everything|(?:the|your|our|my) (?:\w+ ){1,5}?(?:by|in your|on your))
        )(?: \w+)*
    )
""")
"""The same of what the visitor gets: "you get the price on Monday"."""
GETS_OURS = phrase(r"(?P<lead>you)(?:'ll| will)? (?:~ )?(?P<what>(?:get|receive|have) (?:our|my)(?: \w+)+)")
"""The visitor's own: "you get our drawings on Friday"."""
TO_YOU = compiled(r"""
    make (?:you )?(?:an?|the) (?:\w+ )?(?:offer|quote|quotation|proposal|calculation)\b|
    (?:take|bring|introduce|connect|put) you (?:to|with|together|through|in (?:touch|contact))\b|
    (?:speak|talk) (?:to|with) (?:my|our) \w+(?: \w+)? and (?:then )?(?:i |we )?
    (?:call|ring|write|mail|come back|get back|let you|tell you)\b|
    (?:send|e-?mail|mail|forward|post|text|whatsapp|courier|ship) (?:
        you (?:the|an?|our|it|them|that|some|this|both|everything)|
        the (?:invitation|invite|link|offer|quote|details|papers)
    )\b|
    (?:pass|forward|send) (?:it|this|that|them) on\b|let you know\b
""")
"""A promise in the present tense even without a day: "I send you the link"."""
TOPIC = phrase(r"""
    (?:
        one-?pager|webinar|seminar|course|summary|mock-?up|draft|sketch|survey|call|demo|meeting|offer|quote|
        proposal|sample|link|video|document|datasheet|data sheet|white ?paper|case study|brochure|contract|
        price|pricing|visit|trial|pilot|test|account|invite|invitation|introduc\w+|report|reference\w*|
        questionnaire|card|info\w*|details|slides|comparison|presentation|e ?-?mail\w*|mail|touch|know|back|
        talk|speak|boss|engineer|colleague|sales|team|manager|director|department|him|her|them|me|us|you|it|
        training|workshop|plant|office|site|farm|purchase order|order|list|data|template|specs?|manual|
        catalog\w*|roi|calculation|numbers|figures|savings|replace|repair|exchange|swap|refund|escalate|phone|
        ring|posted|informed|plan|drawing\w*|agreement|nda|question\w*|request|case|by|up
    )
""")
TAG = re.compile(r"\b(?:ok|okay|right|alright|all right|good|yes|deal|fine|agreed|yeah)\W*\?")
"""A promise stays one where the rep only asks whether it suits: "I'll call on Monday, okay?"."""
ON_ITS_WAY = compiled(r"""
    \W*(?:and\s+)?(?:it|they|that|you)(?:'ll|'s|'re)?\s+(?:will\s+|should\s+)?
    (?:goes?|leaves?|ships?|arrives?|comes?|be|is|are|have|get|reach(?:es)?)\b
""")
TIME_LEFT = compiled(r"""
    [ ,]*(?:
        \b(?:
            (?<!come )(?<!drop )(?<!stop )(?<!pop )(?<!pass )(?<!swing )by|
            on|in|until|till|before|at|around|for|within|the|latest|sometime|this|early|no later than
        )\b[ ,]*
    )*$
""")
FOR_US = compiled(r"""
    (?:send|mail|e-?mail|post|ship) (?:it|them|that|those)\b|
    come (?:back|by|over|again)\b|
    (?:bring|put|show|take|present|pass|hand|give) (?:it|this|that) \w+|
    (?:talk|speak) (?:to|with) (?:the|my|our|him|her|them)\b
""")
THING_ALONE = compiled(r"""
    (?:the|our|your|my|some|all|half|most|their|his|her|this|that|these|those) (?:
        (?!
            (?:
                is|are|was|has|have|will|can|could|would|does|do|must|should|needs?|wants?|gets?|comes?|goes|
                says|said|decides?
            )\b
        )[\w'-]+ ?
    ){1,4}(?=
        \s*(?:$|[,.;!?])|
        (?:by|on|to|for|with|until|till|before|tomorrow|today|tonight|next|this|in|at|over|as well|too|\w+day)
        \b
    )
""")
COMES = compiled(r"""
    (?:come|meet)\b|
    \w+(?: to)? (?:my|our|him|her|them|the|it|that)\b
    (?! an? (?:line|e ?-?mail|mail|note|message|call|ring|quote|offer)\b)
""")
NO_ORDER = compiled(r"""
    (?!yes|please)\w*s|i|we|they|you|people|who|that|which|to|can|could|will|would|must|should|may|might|
    they'll|we'll|i'll|you'll|don't|dont|not|never|'ll
""")
VISITOR_ACTS = compiled(r"""
    \b(?:
        send|e-?mail|mail|forward|call|write|get (?:back|in touch|you|him|her|the|my|our)|set (?:\w+ )?up|
        schedule|book|arrange|organi[sz]e|prepare|share|introduce|connect|check|talk|speak|ask|give|
        let you know|bring|present|discuss|take (?:it|this|that|your|the)|run (?:it|this|that)|
        show (?:it|this|that|(?:\w+ ){1,4}?to|him|her|them)|
        pass|submit|find out|clarify|review|invite|visit|come (?:by|back|over|to)|reach out|meet|be in touch|
        put you in touch|confirm|fill|sign (?:it|that|the|your|an?)|return|try|test|contact|hand|drop|loop|
        tell (?:you(?= (?:in|on|by|when|whether|if|what|how|after|tomorrow|next)\b)|my|our)|
        courier|mention|distribute|circulate|share|provide|revert|put together|look into|follow up|ring|post|
        upload|put (?:it|this|that) in(?:to)? (?:our|my|the)|
        (?:put|lay|leave|place) (?:\w+ ){1,3}?(?:on|onto|before) (?:his|her|their|my|our|the)|
        hang (?:it|this|that|the)
    )\b
""")
"""Keeps "we'll see", "I'll take ten" and "we'll decide" out."""
ASKS_TO_HEAR = compiled(r"""
    \W*(?:(?:sure|yes|yeah|ok|okay|well|then|so|just|please|maybe|and|you can|go ahead and)\W+)*
    (?:
        (?:drop|shoot|send|write|leave) (?:me|us|him|her|them) an? (?:\w+ )?
        (?:line|e-?mail|mail|note|text|message|word)|
        give (?:me|us) an? (?:\w+ )?(?:shout|ring|call|buzz|bell)|
        ping (?:me|us)|hit (?:me|us) up
    )\b|
    \W*(?:(?:yes|ok|okay|so|then|and)\W+)*(?:please|kindly|do one thing)\W+
    (?:send|mail|e-?mail|share|forward|ship|post)\b
""")
"""A visitor's order to get in touch or to send something, in whatever words."""
ASKS_FIRST = compiled(r"""
    \b(?:i|we)(?:'ll| ?ll| will| must| have to|'ve got to| need to|'d have to| should) (?:first )?
    (?:ask|check|clarify|find out|see (?:if|what|with)|(?:talk|speak) (?:to|with) (?:my|our|him|her|them|the))
    \b
""")
"""Neither a yes nor a no."""
PASSES_ON = compiled(r"""
    \W*(?:(?:and|but|so|then|yes|sure|okay|ok|good|please)\W+)*(?:i|we)
    (?:'ll| ?ll| will| can) (?:give|show|pass|hand|forward|take|bring|send) (?:it|this|that|them|your \w+)
    (?: on| over)? to (?:my|our)\b|
    \W*(?:yes |sure |okay )?(?:i|we)(?:'ll| ?ll| will| can) pass (?:it|that|this) (?:on|along)\b
""")
"""A visitor takes something to his people."""
