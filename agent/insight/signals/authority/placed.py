"""With whom a decision lies, or an agreement: "the last word has the board"."""

from agent.insight.signals.authority.roles import ROLES
from agent.insight.signals.authority.words import (
    AGREE,
    BUDGET,
    CALLS,
    DECIDER,
    HOLDS,
    MODAL,
    SAY,
    YES,
    one_of,
)
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import any_of

_WHO = r"(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;]){1,160}"
_OWNED = laid_out(r"""
    (?:
        (?:my|our|the|his|her)\b|(?:mr|mrs|ms|dr)\b\.?|
        (?:
            procurement|purchasing|legal|finance|it\b(?! (?:is|was))|headquarters|hq|head office|management|
            compliance|accounting|controlling|corporate|group|quality|security|central|tender|public|
            europe\w*|works council|global|regional|all (?:the|our|of)|both|two|three
        )\b
    )
""")
_WHOSE = r"(?:(?:my|our|the|mr|mrs|ms|dr|his|her)\.? )?[a-z&'. \-]{2,40}?"
_IT_IS = laid_out(r"""
    (?:
        it's|its|it is|that's|thats|that is|this is|that would be|that'd be|it would be|it'd be|it all|
        all of it is|everything's|everything is
    )
""")
_IT = laid_out(r"""
    (?:
        it's|its|it is|that's|thats|that is|this is|that would be|that'd be|it would be|it'd be|it all|
        all of it is|everything's|everything is|
        (?:everything|anything) (?:that|which) (?:\w+ ){1,4}?\w+|
        these things are|such things are|decisions like (?:that|this) are|those are|it|that|this|everything|
        such a thing is|that sort of thing is|that kind of money is|all that is
    )
""")
_I_HAVE = laid_out(r"""
    (?:
        let me|(?:i|we)(?:'ve got to|'ve gotta)|
        (?:i|we)(?:'d| would|'ll| will)?(?: first| then| still)? (?:~ )?
        (?:
            have to|have got to|'ve got to|need to|must|'d have to|would have to|'ll have to|will have to|
            gotta|should|want to|better|had better
        )(?: first)?
    )
""")
_BRING = laid_out(r"""
    (?:
        ask|check with|
        run (?:it|that|this|any of (?:it|this|that)|everything) (?:by|past|through)|
        clear (?:it|that|this) with|
        get (?:it|that|this) (?:past|by|through|across|approved by|signed (?:off )?by)|
        convince|persuade|consult(?: with)?|discuss with|
        (?:talk|speak|discuss) (?:about )?(?:it|this|that) (?:(?:over|through) )?(?:~ )?with|
        (?:talk|speak) (?:~ )?about (?:it|this|that) (?:to|with)|
        agree (?:it|that|this) with|talk (?:to|with)|speak (?:to|with)|involve|
        get (?:(?:the|a|an) )?{YES} (?:of|from)|(?:present|show) (?:it|this|that) to|sell (?:it|this|that) to|
        go to|go through|go back to|go (?:begging|asking|cap in hand|hat in hand) to|knock on|
        put (?:it|this|that) (?:to|before|in front of|past)|
        bring (?:it|this|that) (?:to|before)|bring in|bring|
        make (?:a|the|my|our) (?:business )?case (?:to|before)|
        win over|take (?:it|this|that) (?:to|before|up with)|square (?:it|this|that) with|
        pitch (?:it|this|that) to|explain (?:it|this|that) to|justify (?:it|this|that) (?:to|before)|get|beg
    )
""").replace("{YES}", YES)
_SUM = laid_out(r"""
    (?:
        (?:
            anything|everything|whatever(?:'s| is)?|all|amounts?|things|sums|orders?|purchases?|investments?|
            projects?|what(?:'s| is)|stuff|costs?|spending
        ) (?:that's |that is |which is |that costs |which costs )?
        (?:above|over|beyond|bigger|larger|higher|more|else|past)|
        (?:above|over|beyond|past|from) (?:\w+ ){0,2}?
        (?:\d[\d.,]*k?|thousand|grand|hundred|million|k|lakhs?|crores?|limit|threshold)
    )[^.!?;]{0,40}?
""")
_SAID_FIRST: tuple[tuple[str, str], ...] = (
    (
        laid_out(r"""
            (?:
                (?:about |over |on )?(?:it|that|this|these things|such things)|
                in the end|at the end|finally|ultimately|with us|at ours
            )
        """),
        r"(?:decides?|signs?)",
    ),
    (r"(?:the|this|that|such a) (?:\w+ )?(?:decision|call|choice)s?", r"(?:makes?|takes?|has|have)"),
    (r"the (?:last|final) (?:word|say|decision)", r"(?:has|have|gets?)"),
    (r"(?:for|about) (?:it|that|this|(?:the )?\w+)", r"(?:is|are) (?:responsible|deciding)"),
    (r"deciding (?:it|that|this|about (?:it|that|this))", r"(?:does|do)"),
)
"""What is said before who decides, and with which verb, by those whose own language has it so: "That decides my boss"."""
_INVERTED = one_of(*(f"{first} (?:~ )?{verb}" for first, verb in _SAID_FIRST))
PLACED = any_of(
    [
        rf"{_INVERTED} (?:~ )?(?P<decides_23>(?:my|our|the|his|her) {_WHO})",
        r"""
            (?:it's|that's|it is|that is) (?:~ )?(?:in )?(?P<decides_26>his|her|their) (?:own )?
            (?:decision|call|choice|budget|money|baby|responsibility|hands)(?! (?:was|process))
        """,
        rf"""
            (?:then|also|here|there|first|of course) (?:must|has to|have to|needs to) (?:~ )?
            (?:agree|approve|accept|sign|say yes|say okay) (?:~ )?(?P<agrees_15>(?:my|our|the|his|her) {_WHO})
        """,
        rf"""
            {_SUM}(?: (?:it|that|this))? (?:~ )?
            (?:(?:has|have|needs?|would have|had|must|will|would)(?: to)? )?
            (?:go|goes|come|comes|pass|passes|be|run|runs)(?: back| up| out| straight)? (?:
                to|through|past|via|before|in front of|across|approved by|signed by|decided by|sanctioned by
            ) (?P<agrees_14>{_WHO})
        """,
        # The decision lies with somebody.
        rf"""
            (?:(?:the|that|this|any) )?(?:final |last |ultimate |big )?
            (?:say|word|decision|decisions|choice|call|{BUDGET}|money's|moneys|cash|vote)
            (?:
                's| is| are| lies| rests| sits| stays| comes| goes| has to come| would be| will be| remains
                | belongs|s(?= with)
            )?(?: (?!together|jointly)\w+)? (?:
                with|up to|from|in the hands of|at|made by|taken by|made at|down to|to
            ) (?P<decides_1>{_WHO})
        """,
        rf"""
            {_IT_IS} (?:all |really |finally |always |ultimately |entirely |then |mostly |still |just )*
            (?:
                (?:a (?:matter|decision|question) )?(?:for|to)|on|one for
            ) (?P<decides_20>(?:my|our|the) {_WHO})
        """,
        rf"""
            {_IT} (?:all |really |finally |always |ultimately |entirely |then |mostly |still |just )*
            (?:
                up to|decided (?:\w+ ){{0,3}}?(?:by|at|in)|made by|taken by|down to|the decision of|
                the call of|in the hands of|rests with|lies with|sits with|stays with|hangs on|depends on|
                hinges on|stands or falls with|is with|belongs to|comes down to|boils down to|
                ends (?:up )?with|stops with|starts and ends with
            ) (?P<decides_2>{_WHO})
        """,
        r"""
            (?:it|that|this|everything|such (?:a )?things?|the (?:order|purchase|contract))
            (?:'d| would|'ll| will| all)? (?:~ )?
            (?:lands?|ends? up|comes?|stops?|goes?|sits?|is|lies) on (?P<decides_3>
                (?:my|our|the) (?:[a-z&\-]+ ){0,3}?[a-z&\-]+
            )(?:'s|s') (?:desk|table|plate)
        """,
        rf"""
            (?:what|whatever) (?P<decides_4>{_WHOSE}) (?:says?|wants?|decides?),? (?:~ )?
            (?:goes|counts|is law|happens|gets? done|is done|we do|gets? bought)
        """,
        rf"""
            (?:it's|its|that's|thats|it is|that is|that'd be|it would be|that would be) (?:~ )?
            (?P<decides_5>{_WHOSE})
            (?:'s|s') (?:call|decision|choice|say|money|budget|responsibility|baby|word)
        """,
        r"(?P<decides_6>(?:my|our|the) [a-z&'. \-]{2,40}?)(?:'s|s') (?:call|decision|choice)(?! (?:was|process))",
        rf"""
            (?:it's|its|that's|it is|that is) (?:~ )?
            (?P<decides_7>(?:(?:my|our|the|mr|mrs|ms|dr)\.? )[a-z&'. \-]{{2,40}}?) (?:who|that|you) (?:~ )?
            (?:
                decides?|signs?|chooses?|picks?|buys?|pays?|{CALLS}|(?:has|have|got|gets|holds?) {SAY}|
                {HOLDS} the (?:\w+ )?{BUDGET}|
                (?:
                    have to|'ll have to|need to|must|should|'d have to|want to
                ) (?:convince|win over|persuade|ask|talk to|speak to|sell it to)
            )
        """,
        r"""
            (?:it's|its|that's|it is|that is) (?:~ )?
            (?P<decides_31>(?:my|our|the) [a-z&'. \-]{2,40}?) (?:u|you) (?:~ )?
            (?:have to|need to|must|should|ought to|want to|'d have to|'ll have to) (?:be )?
            (?:convinc\w+|win over|persuad\w+|ask\w*|talk\w* to|speak\w* to)
        """,
        r"(?P<decides_21>(?:[a-z]+ )?[a-z]+)'s call(?=\W*(?:$|that|it|,))",
        rf"""
            (?:
                the (?:one|person|man|woman|guy|lady|people) (?:(?:who|that) )?
                (?:
                    decid\w+|signs?|signing|choos\w+|pays?|buys?|
                    you (?:
                        have to|need to|must|'d have to|'ll have to|should|want to
                    ) (?:convince|ask|win over|talk to|persuade|speak to)|
                    to (?:convince|ask|talk to|speak to|win over|persuade)|
                    with {SAY}|holding the {BUDGET}
                )(?: \w+){{0,3}}|
                the (?:one|person|guy|man|woman|lady) (?:in charge|responsible)(?: (?:of|for) \w+(?: \w+)?)?|
                the (?:one|person|guy|man|woman|lady) (?:taking|making) (?:the|this|that|such) (?:\w+ )?
                (?:decisions?|call)|
                (?:the |our )?{DECIDER}|
                who (?:decides|signs|pays|buys|chooses)(?: \w+){{0,2}}
            ) (?:is|are|'s|would be) (?P<decides_8>{_WHO})
        """,
        rf"""
            (?:it's|that's|it is|that is) (?:~ )?(?P<decides_29>[a-z][\w-]+)
            (?:,? (?:he|she)(?:'s| is) (?:my|our|the) [a-z -]{{2,30}},?)? (?:who|that) (?:~ )?
            (?:
                decides?|signs?|chooses?|picks?|pays?|{CALLS}|(?:has|have|got|gets|holds?) {SAY}|
                {HOLDS} the (?:\w+ )?{BUDGET}
            )
        """,
        rf"""
            (?:when it comes to|as for) (?:the )?(?:
                money|budget|cheques?|pay\w*|sign\w*|buying|writing the che(?:que|ck)s?|spending|purchas\w+|
                deciding
            )(?: \w+){{0,2}}?,? (?:it's|that's|that is|it is) (?P<decides_28>{_WHO})
        """,
        rf"""
            (?:(?:the|our|every|all) )*(?:\w+ )?
            (?:choice|decisions?|selection|purchas\w+|buying|procurement|contracts?|orders?|tenders?|software)
            (?: (?:of|for|about)(?: \w+){{1,3}}?)?,? (?:that's |they're |it's |is |are |gets? |all )+(?:~ )?
            (?:made|taken|decided|centrali[sz]ed|picked|chosen|done|run|handled) (?:over |up )?
            (?:by|in|at|from|out of) (?P<decides_30>{_WHO})
        """,
        rf"""
            (?:the |our |all )*(?:
                contracts?|orders?|purchases|offers?|quotes?
            ) (?:is|are|gets?|have to be|has to be|must be) (?:~ )?
            (?:signed(?: off)?|approved|released|okayed) (?:~ )?by (?P<agrees_22>{_WHO})
        """,
        rf"(?:nobody|no one|none) (?:but|except|other than) (?P<decides_9>{_OWNED}(?:{_WHO})?)",
        rf"""
            (?:i'm|i am) (?:~ )?not (?:the )?(?:one|person|guy|decision ?-?maker)
            (?: (?:who|that|to) \w+(?: \w+)?| with the \w+)?
            [.,]? (?:that's|that is|that'd be|it's|but) (?P<decides_10>{_OWNED}(?:{_WHO})?)
        """,
        r"i (?:~ )?report to (?P<decides_11>[^.!?;,]+) (?:who|and he|and she) (?:decides|signs|approves)[^.!?;]*",
        rf"""
            not me(?: (?:who|that|deciding)(?: \w+){{0,2}}?)?,? (?:~ )?(?:it's |its |that's |but |it is )?
            (?P<decides_12>{_OWNED}(?:{_WHO})?)
        """,
        rf"""
            (?:in the end|on paper|officially|formally|ultimately|at the end of the day|at the last)
            ,? it's (?![^.!?]* (?:who|that) )(?P<decides_22>(?:my|our|the) {_WHO})
        """,
        rf"""
            (?:decision|choice|say|call|money)(?: here)? (?:is|are|would be) (?:really |always )?
            of (?P<decides_25>(?:my|our|the) {_WHO})
        """,
        r"""
            final (?:is|will be|(?:authority|approval|word) is) (?:with |by )?
            (?P<decides_27>(?:my|our|the) [^.!?;,]{1,60})
        """,
        r"""
            (?:it's|that's|it is|that is|it'd be|that'd be) (?:~ )?an? (?P<decides_33>
                group|board|management|corporate|head office|hq|family|it|finance|council|committee|company|
                headquarters
            ) (?:decision|call|choice|matter)
        """,
        # Go and ask him.
        rf"""
            (?:you'd|you would|you'll|you|u) (?:~ )?(?:have to|need to|should|must|better|want to) (?:
                ask|talk to|speak (?:to|with)|convince|contact|win over|persuade|
                (?:discuss|take|clear|raise) (?:it |that |this )?(?:up )?with
            ) (?P<asked_1>{_WHO})
        """,
        rf"""
            (?:^|[.!?,;] ?|better |just |go and )
            (?:ask|talk to|speak to) (?P<asked_2>(?:my|our|the) {_WHO}) (?=he|she|they)
        """,
        # He has to agree.
        rf"""
            {_IT_IS} (?:all |always |usually |only )?
            (?:signed (?:off )?by|approved by|okayed by) (?P<agrees_1>{_WHO})
        """,
        rf"""
            (?:
                (?:it|that|this|everything|anything|such things|the order|the contract|all purchases|we)
            (?:'d|'ll)? )?(?:
                has|have|needs|need|must|would have|'d have|will have|'ll have|goes|go|would go|would|will|
                'll|'d|runs|passes|crosses
            )(?: to)? (?:~ )?(?:
                (?:go |be |get |pass |come |run |goes |go )?(?:up )?(?:
                    through|past|by|via|signed (?:off )?by|approved by|decided by|okayed by|cleared by|
                    cleared with|agreed with|confirmed by|agreed by|in front of|before|run by|run past|up to|
                    across|okay with|ok with|sanctioned by|waved through by
                )|
                (?:go|come|be put) (?:up )?(?:to|before)
            ) (?P<agrees_2>(?:him|her|them)\b|{_OWNED}(?:{_WHO})?)
        """,
        r"""
            (?:then|i'll|i will|i'd|i would|i'm going to|afterwards) (?:i )?(?:~ )?
            (?:take|bring|present|show|put|pass|carry) (?:it|that|this|everything|them) (?:up |back )?
            (?:to|before|past|in front of) (?P<agrees_20>(?:my|our|the) {_WHO})
        """.replace("{_WHO}", _WHO),
        rf"""
            (?:{YES}) (?:is |are |comes |has to come |must come |will have to come |would have to come )?
            (?:needed |required |missing )?(?:of|from|by) (?P<agrees_3>{_WHO})
        """,
        rf"""
            (?:needs|requires|takes|wait for|want|without|with|only with|need|have|get|is|'s) (?:~ )?
            (?P<agrees_4>(?:(?:my|our|the|his|her) )[^.!?;,]{{2,50}}?)(?:'s|s') {YES}
        """,
        rf"""
            (?P<agrees_5>(?:my|our|the) [a-z&' \-]{{2,40}}?)(?:'s|s') {YES} (?:is|are|'s) (?:~ )?
            (?:needed|required|missing|necessary|a must)
        """,
        rf"{_I_HAVE} (?:~ )?{_BRING} (?P<agrees_6>(?:him|her|them)\b|{_OWNED}(?:{_WHO})?)",
        rf"""
            (?:not without|only with|subject to|never without|pending|with) (?:the )?
            {YES} (?:of|from|by) (?P<agrees_7>{_WHO})
        """,
        rf"""
            (?:
                (?:i|we) (?:can't|cannot|couldn't|won't|don't|may not|am not allowed to)|
                nothing (?:
                    happens|moves|goes|gets (?:bought|done|signed|through|ordered)|
                    is (?:bought|ordered|signed)|works|leaves
                )|
                no order goes out|not
            )(?: \w+){{0,4}} without (?:(?:the )?(?:{YES} of )|asking |consulting )?
            (?P<agrees_8>(?:my|our|the|procurement|purchasing|legal|finance){_WHO})
        """,
        rf"""
            (?:
                (?:i|we|you) (?:can't|cannot|couldn't|won't|don't|may not|am not allowed to|never) (?:~ )?
                (?:
                    buy|order|sign|decide|do (?:it|that|this|anything)|commit|say|move|spend|purchase|
                    go ahead|promise|get
                )|
                (?:
                    he|she|they|nobody|no one|(?:my|our|the) \w+
                ) (?:never|won't|doesn't|don't|wouldn't|can't) (?:
                    buys?|signs?|orders?|decides?|do(?:es)? (?:it|that|anything)
                )|
                (?:nobody|no one) (?:buys|signs|orders|decides)|
                nothing (?:\w+ ){{1,2}}?(?:(?:the|this|our) \w+ )?|
                no money (?:\w+ ){{1,2}}?
            )(?: [\w-]+){{0,7}}? without (?:(?:the )?(?:{YES}) of |asking |consulting )?
            (?P<agrees_23>(?:him|her|them)\b|(?!asking|consulting){_OWNED}(?:{_WHO})?)
        """,
        rf"""
            (?:above|over|beyond|past|after) (?:that|this|it|there|\w+(?: thousand| grand| hundred| euros)?)
            (?: on)?,? (?:
                it's|its|it is|that's|you need|i need|it goes to|comes|there's|it takes|i ask|i have to ask|
                goes to|i must ask
            ) (?P<agrees_9>{_OWNED}(?:{_WHO})?)
        """,
        rf"""
            (?:
                anything|everything|whatever(?:'s| is)?|all|amounts?|things|sums|orders?|purchases?
            ) (?:above|over|beyond|bigger|larger|more|else|past)
            [^.!?;,]{{0,40}}? (?:is|are|goes to|go to|comes from|belongs to) (?:for |with |up to )?
            (?P<agrees_10>(?:my|our|the) {_WHO})
        """,
        r"""
            (?:i|we)(?:'d| would| will|'ll)? (?:~ )?(?:
                need|want|have to get|must get|have to have|have to bring|need to (?:have|get|bring)
            ) (?P<agrees_11>(?:my|our|the) [a-z&'. \-]{2,40}?) (?:
                to (?:
                    agree|approve|sign|okay|say yes|back|support|buy in|look at|clear|release|come along|
                    bless|nod
                )|
                on board|behind (?:it|me|this)|on (?:my|our) side
            )
        """,
        r"""
            (?:above|over|beyond|past) (?:that|this|it|there)
            ,? (?P<agrees_13>(?:my|our|the) (?:[a-z'-]+ ){0,3}?[a-z'-]+)(?=\W*$|[.,;!?])
        """,
        rf"""
            (?:^|[.!?;,] ?|(?:and|so|but|then|just|only) |{_I_HAVE} (?:~ )?)
            (?:get|bring) (?P<agrees_24>[a-z][\w' -]{{1,40}}?) to (?:
                say (?:yes|okay|ok)|agree|sign(?: off)?|approve|nod|okay it|back it|buy in(?:to it)?
            )
        """,
        rf"""
            (?:i|we) (?:~ )?(?:run|clear|check|discuss|square|agree) (?:
                everything|all of it|it all|anything like (?:this|that)|these things|such things|
                all (?:such |these )?(?:purchases|things|orders)
            ) (?:past|by|with|through) (?P<agrees_27>{_OWNED}{_WHO})
        """,
        rf"without (?:asking|consulting|checking with|a word from) (?P<agrees_28>{_WHO})",
        rf"""
            (?:if|unless|until) i (?:can't|cannot|don't|can|could|haven't|manage to) (?:~ )?
            (?:
                get|convince[d]?|persuade[d]?|win over|won over|bring
            ) (?P<agrees_29>(?:him|her|them)\b|(?:my|our|the) {_WHO})
        """,
        rf"(?:without|only with|need|needs|get|takes|have|wait for) (?P<agrees_30>his|her|their) (?:{YES})",
        rf"""
            i(?:'ll|'d)? (?:~ )?
            leave (?:it|that|this|all that|such things|the (?:choice|decision|buying|purchasing))(?: all)?
            (?: up)? to (?P<decides_34>(?:him|her|them)\b|(?:my|our|the) {_WHO})
        """,
        rf"""
            (?:i|we)(?:'d|'ll| would| will)? (?:~ )?
            need (?P<agrees_31>(?:my|our|the) (?:[\w-]+ ){{0,3}}?{ROLES}) for (?:that|this|it|such)
        """,
        rf"{_SUM}, (?P<agrees_25>(?:(?:my|our|the|two|three|both) )(?:[a-z'-]+ ){{0,3}}?[a-z'-]+)(?=\W*$|[.,;!?])",
        rf"""
            (?:need|needs|requires|takes) (?:(?:a|an|the) )?(?:
                security|risk|privacy|legal|it|data protection|technical|compliance
            ) (?:
                assessment|review|check|audit|clearance|approval|release
            ) (?:from|by|of) (?P<agrees_26>{_WHO})
        """,
        r"""
            without (?:
            (?:the )?(?:approval|okay|blessing|signature|consent|permission|agreement) (?:of|from) )?
            (?P<agrees_18>(?:him|her|them)(?=,? )|(?:(?:my|our|the) )?[a-z&' \-]{2,40}?),? (?:
                (?:nothing|no order|no money) (?:~ )?(?:(?:will|can|would) )?
                (?:moves?|goes|go|happens?|works?|runs?|gets? \w+|is (?:bought|ordered|signed|paid))|
                there's (?:no|nothing)\b(?! need)|there is (?:no|nothing)\b|it's (?:dead|a no|over|off)|
                you (?:don't|can't|won't) get
            )
        """,
        rf"""
            (?:goes|go|is sent|is passed|gets sent) (?:on |up )?to (?P<agrees_19>[a-z&' \-]{{2,40}}?)
            ,? (?:and |who |which )?(?:(?:they|he|she) )?{MODAL}{AGREE}
        """,
        r"""
            (?:the|for the) (?:money|budget|(?:money|financial|finance|commercial) (?:part|side)|signature)
            ,? (?:(?:is|that's|it's) )?(?P<decides_24>(?:my|our|the) (?:(?!of\b)[a-z-]+ ){0,3}?[a-z-]+)
            (?=\W*(?:$|[.,;!?]))
        """,
        r"""
            without (?P<agrees_16>(?:him|her|them)(?=,? (?:i|we)\b)|(?:(?:my|our|the) )?[a-z&' \-]{2,40}?)
            ,? (?:i|we) (?:~ )?(?:don't|can't|cannot|won't|may not|do not|will not) (?:\w+ ){0,2}
            (?:sign|buy|decide|order|do|say|purchase)
        """,
        r"""
            (?:i|we)(?:'d| would|'ll| will)? (?:~ )?need (?P<agrees_17>
                (?:my|our|the) (?:(?!of\b)[a-z'-]+ ){0,3}?(?:
                    boards?|council|committee|management|assembly|owners?|shareholders|boss|directors?|
                    landlord
                )
            )(?=\W*(?:$|[.,;!?]))
        """,
        rf"(?:it|that|this) takes (?:~ )?(?P<agrees_12>(?:my|our|the) {_WHO})",
    ]
)
"""Whom a decision lies with, or an agreement, said after it."""
