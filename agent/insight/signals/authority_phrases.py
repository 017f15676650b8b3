"""How people say who decides, who recommends, and who must agree."""

import re

from agent.insight.signals.reading import any_of, phrase

ROLE_WORDS = (
    r"boss\w*|managers?|management|directors?|cfo|ceo|coo|cio|cto|ciso|cmo|cpo|chro|vps?|svp|evp|president|head|chief|chair\w*|boards?|committee|council|owners?|partners?|"
    r"procurement|purchasing|finance|financial|accounting|controll\w+|it|department|team|headquarters|hq|corporate|dean|principal|rector|dad|father|mother|wife|husband|brother|sister|"
    r"group|parent company|mother company|holding|supervisor|lead|leader|leadership|executives?|exec|legal|union|works council|minister|ministry|mayor|trustees|shareholders|investors|"
    r"foreman|chef|superintendent|physician|doctor|nurse|founders?|co-?founder|colleagues?|engineer\w*|security|compliance|administration|authority|authorities|government|state|county|city|"
    r"district|faculty|school|officer|secretary|commander|captain|guy|lady|woman|man|people|staff|steering|assembly|members?|tenants?|landlord|bank|uncle|son|daughter|family|he|she|they|"
    r"somebody|someone|everybody|mr|mrs|ms|dr|buyers?|planner|architect|client|quality|operations|ops|sales|marketing|production|maintenance|logistics|plant|site|central|global|regional|executive"
)
ROLE_WORD = re.compile(rf"\b(?:{ROLE_WORDS})\b")
NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+|Mr\.? |Mrs\.? |Ms\.? |Dr\.? ")
_THIS = r"(?:it|that|this|these|those|such things|everything|anything|the \w+|purchases?|purchasing|orders?|big things)"
DECIDES = (
    r"(?:decides?|decided|(?:will|would|'ll|'d|gets? to|is going to|are going to) (?:finally |then )?(?:decide|choose|pick)|chooses?|picks?|selects?|"
    r"makes? (?:the|that|this|these|those|all the|such|every|our|purchasing|buying|the final) (?:\w+ )?(?:call|calls|decisions?|choice)|"
    r"(?:has|have|had|gets?|holds?|got|takes?|has got|keeps) (?:the |a )?(?:very )?(?:final |last |ultimate )?(?:say|word|decision|call|vote)|"
    r"(?:holds?|owns?|controls?|has|have|keeps?|manages?|releases?|sits? on) the (?:budget|purse|money|purse strings|funds|cheque ?book|checkbook|wallet)|"
    r"calls? the shots|wears? the (?:hat|trousers)|gives? the (?:green light|go-?ahead|go|final ok)|releases? (?:it|that|the)|greenlights?|"
    r"(?:is|are|'s|'re|would be|will be) (?:the one|the ones|the person|the people|the guy|the decision maker|the decision makers|the one person) (?:who |that |to )?(?:decides?|signs?|approves?|choose|chooses|convince|makes? the)?|"
    r"(?:is|are|'s|'re|would be|will be) (?:the )?(?:decision ?-?makers?|final authority)|(?:is|'s|are) in charge(?: of (?:it|that|this|purchasing|the budget|the decision))?|"
    r"pays?(?: and decides?)?|buys? (?:it|that|this|these|everything)|signs?(?! off| it off)(?: everything)?)"
)
APPROVES = r"(?:signs? off|signs? it off|signs? off on|approves?|rubber ?stamps?|okays|(?:has|have|holds?|got|gets?) (?:a |the )?(?:right (?:of|to) )?(?:a )?(?:veto|sign-?off|approval)|gives? (?:the |its |his |her |their )?(?:ok|okay|approval|blessing|nod)|(?:can|could) (?:still )?(?:veto|block|stop) (?:it|that|this))"
MUST = (
    r"(?:(?:still |also |first |then |always |really )?(?:has|have|needs?|must|would have|would need|will have|will need|'ll have|'d have|'ll need|is going to have|gotta|got|ought|wants?)(?: got)? ?(?:to )?(?:still |also |first |then )?"
    r"(?:be )?(?:approve[d]?|sign(?: it| that| this)?(?: off)?|sign-?off|agree|ok|okay|oked|okayed|decide|say (?:yes|ok|okay|go)|give (?:\w+ )?(?:the |a |an |their |his |her |its |us |me |it )*(?:green light|ok|okay|approval|go|go-?ahead|blessing|nod|consent|signature|thumbs up|stamp)|nod|bless|authori[sz]e|release|confirm|green-?light|vote|buy in|be convinced|be on board|be asked|be involved|be happy with|support it|back it|have a look|take a look|review|clear|put (?:his|her|its|their) (?:name|signature|stamp))|(?:would|will|'ll) (?:~ )?(?:have|need|want) to (?:be )?(?:approve|sign|agree|okay|ok|see|convinced|asked|involved)\w*)"
)
NP = r"(?P<who>(?:(?:my|our|the|a|an|his|her|their|that|this|some|both|all|mr|mrs|ms|dr|any|one of|each|every)\.? )?(?:[a-z&'.\-]+,? ){0,7}?[a-z&'.\-]+)"
OTHER = phrase(
    rf"{NP}(?: and (?:nobody|no one) else)? ~ (?:(?P<decides>{DECIDES})|(?P<approves>{APPROVES})|(?P<must>{MUST}))"
)
_WHO = r"(?:(?:mr|mrs|ms|dr|prof)\.|[^.!?;])+"
_OWNED = r"(?:(?:my|our|the)\b|(?:mr|mrs|ms|dr)\b\.?|procurement|purchasing|legal|finance|it\b(?! (?:is|was))|headquarters|hq|head office|management|compliance|accounting|controlling|corporate|group|quality|security|central|tender|public|europe\w*|works council|global|regional)"
PLACED = any_of(
    [
        rf"(?:the )?(?:final |last |ultimate )?(?:say|word|decision|decisions|call|budget|budgets|money|money's|moneys|purse strings|funds|cash|cheque ?book)(?:'s| is| are| lies| rests| sits| stays| comes| has to come| would be| will be|s(?= with))?(?: \w+)? (?:with|up to|from|in the hands of|at|made by|taken by|made at|down to) (?P<decides_1>{_WHO})",
        rf"(?:it's|it is|that's|that is|this is|that would be|it would be|all of it is|everything's|everything is|these things are) (?:all |really |finally |always |ultimately |entirely |then )?(?:up to|decided (?:by|at|in)|down to|for|on|a decision for|a matter for|a question for|a question to|one for|the decision of|the call of|in the hands of) (?P<decides_2>{_WHO})",
        rf"(?:it's|it is|that's|that is|this is|that would be|everything's|everything is) (?:all |always )?(?:signed (?:off )?by|approved by) (?P<must_2>{_WHO})",
        rf"(?:it |that |this |everything |anything |such things |the order |all purchases )?(?:has|have|needs|need|must|would have|'d have|will have|'ll have|goes|go|had|would go|would|will|'ll|'d|runs)(?: to)? (?:up )?(?:to |go |be |get )?(?:through|past|by|via|signed (?:off )?by|approved by|decided by|okayed by|cleared by|cleared with|confirmed by|agreed with|agreed by|to|in front of|before|run by|run past|up to) (?P<must_3>{_OWNED}(?:{_WHO})?)",
        rf"(?:needs?|requires?|takes?|has to have|must have|i (?:~ )?(?:have to get|'d need|would need|have to have|must get|need to get|require|want|'ll need|still need)|wait(?:ing)? for|with|pending|subject to|get) (?:also |still )?(?:the |an? )?(?:final |formal |written )?(?:approval|sign-?off|ok|okay|consent|signature|green light|go-?ahead|permission|blessing|buy-?in|nod|stamp|yes) (?:of|from|by) (?P<must_4>{_WHO})",
        r"(?:needs|requires|takes|wait for) (?P<must_10>(?:my|our|the) [^.!?;,]+?)'s (?:approval|sign-?off|ok|okay|consent|signature|green light|go-?ahead|permission|blessing|buy-?in|nod|stamp|yes)",
        rf"(?:i|we)(?:'d| would|'ll| will)? (?:~ )?(?:have to|need to|must|'d have to|would have to|'ll have to|will have to|gotta|should|want to) (?:~ )?(?:ask|check with|run (?:it|that|this|any of (?:it|this|that)|everything) (?:by|past|through)|clear (?:it|that|this) with|get (?:it|that|this) (?:past|by|through|approved by|signed (?:off )?by)|convince|consult(?: with)?|talk (?:it|this|that) (?:over|through) with|discuss (?:it|this|that) with|talk (?:to|with)|speak (?:to|with)|involve|get (?:the )?(?:approval|ok|okay|sign-?off) (?:of|from)|present (?:it|this|that) to|sell (?:it|this|that) to|go to|go through|put (?:it|this|that) (?:to|before|in front of)|bring (?:it|this|that) (?:to|before)|win over|take (?:it|this|that) to) (?P<must_5>{_OWNED}(?:{_WHO})?)",
        rf"(?:not without|only with|subject to|never without) (?:the )?(?:approval|consent|ok|okay|sign-?off|signature|blessing) (?:of|from) (?P<must_6>{_WHO})",
        rf"(?:(?:i|we) (?:can't|cannot|couldn't|won't|don't|may not|am not allowed to)|nothing (?:happens|moves|goes|gets bought|is bought|gets done)|no order goes out)(?: \w+){{0,4}} without (?:the )?(?:(?:approval|ok|okay|consent|signature|blessing|nod) of )?(?P<must_7>(?:my|our|the|procurement|purchasing|legal|finance){_WHO})",
        r"i (?:~ )?report to (?P<decides_8>[^.!?;,]+) (?:who|and he|and she) (?:decides|signs|approves)[^.!?;]*",
        rf"(?:you'd|you would|you'll|you) (?:~ )?(?:have to|need to|should|must|better|want to) (?:ask|talk to|speak (?:to|with)|convince|contact) (?P<asked_9>{_OWNED}(?:{_WHO})?)",
        rf"(?:above|over|beyond|from|for) (?:that|this|it|there)(?: on)? (?:it's|its|it is|that's|you need|i need|it goes to|comes|there's) (?P<must_11>{_OWNED}(?:{_WHO})?)",
        rf"(?:anything|everything|whatever(?:'s| is)?|all|amounts?|things) (?:above|over|beyond|bigger|larger|more|else)[^.!?;,]{{0,40}}? (?:is|are|goes to|comes from|belongs to) (?:for |with |up to )?(?P<must_12>(?:my|our|the) {_WHO})",
        rf"(?:i'm|i am) (?:~ )?not (?:the )?(?:one|person|guy|decision ?-?maker)(?: (?:who|that|to) \w+(?: \w+)?)? (?:that's|that is|that'd be|it's|but) (?P<decides_17>{_OWNED}(?:{_WHO})?)",
        r"i(?:'d| would| will|'ll)? (?:~ )?(?:need|want|have to get) (?P<must_16>(?:my|our|the) [a-z&'. \-]{2,40}?) to (?:agree|approve|sign|okay|say yes|back|support|buy in|look at|clear|release)",
        r"(?:it's|its|that's|thats|it is|that is|that'd be|it would be|that would be) (?P<decides_13>(?:(?:my|our|the|mr|mrs|ms|dr)\.? )?[a-z&'. \-]{2,40}?)(?:'s|s') (?:call|decision|choice|say|money|budget)",
        r"(?P<decides_14>(?:my|our|the) [a-z&'. \-]{2,40}?)(?:\x27s|s\x27) (?:call|decision|choice)(?! (?:was|process))",
        r"(?:it's|its|that's|it is|that is) (?P<decides_15>(?:(?:my|our|the|mr|mrs|ms|dr)\.? )[a-z&'. \-]{2,40}?) (?:who|that) (?:~ )?(?:decides?|signs?|chooses?|picks?|buys?|makes? the (?:call|decision)|has the (?:last|final) (?:word|say)|holds? the (?:budget|purse\w*))",
    ]
)  # fmt: skip
I_DECIDE = any_of(
    [
        r"(?:i|we) ~ (?:decide|make (?:the|that|this|these|those|all the|all|such) (?:\w+ )?(?:call|decision|decisions|calls|choice)|make the call|call the shots)(?! (?:on|in|by|within|before|at|until|next|this) (?:q\d|the (?:first|second|third|fourth|end|next|fall|spring|summer|autumn|winter)|\w+ (?:quarter|month|week|year)|january|february|march|april|may|june|july|august|september|october|november|december))(?: (?:that|this|it|it all|everything|these things))?(?: (?:together |jointly )?(?:with|myself|ourselves|alone|on that|about that)(?: [a-z']+){0,4})?",
        r"i'm ~ (?:the one|the person|the guy|the woman|the man|one of (?:the )?\w+(?: people)?) (?:who|that|to) (?:decides?|signs?|makes?|approves?|convince|has|choose|chooses)(?: \w+){0,5}",
        r"i (?:~ )?(?:am|'m) (?:the )?(?:decision ?-?maker|budget (?:owner|holder))", r"i'm one of (?:the )?(?:\w+ ){1,3}(?:decision ?-?makers|who decide|that decide)", r"i'm in charge of (?:the |that |this |our |all )?(?:\w+ )?(?:budget|decision|purchasing|purchases|procurement|buying|money)(?: \w+){0,3}",
        r"(?:it's|it is|that's|that is|this is) (?:ultimately |really |entirely |all |purely |fully )?(?:my|our) (?:own )?(?:call|decision|choice|budget|company|firm|money|shop|business)", r"the (?:final )?(?:decision|call|say|budget) (?:is|'s) (?:mine|ours|up to me|with me)", r"(?:it's|it is|that's|that is) (?:all |entirely |totally |completely |really )?(?:up to me|up to us|mine|on me|down to me)",
        r"i (?:~ )?(?:own|hold|control|have|manage|run) (?:the|that|this|my own|our) (?:\w+ )?(?:budget|purse|purse strings|p&l|p and l|checkbook)(?: for (?:this|that|it))?", r"i(?:'ve)? (?:~ )?(?:have|got|get|keep) the (?:final|last|ultimate) (?:say|word|call|decision)", r"i (?:~ )?(?:sign|approve)(?: (?:off|it|that|this|these|them|those|the (?:order|orders|contract|contracts|purchase|purchases|check|cheque|invoice)))+(?: (?:on|for|myself) \w+)?", r"i can (?:sign|decide|approve) (?:that|this|it)(?: (?:myself|alone|on my own|here|today|right now|off))*", r"i can (?:decide|sign)(?: (?:alone|myself|on my own))?(?=[.,!?]|$)",
        r"(?:the )?(?:final |last )?(?:word|say|call|decision|signature) (?:is|'s|would be|stays|lies|rests) (?:mine|with me|on my desk|up to me)", r"i can (?:do|handle|approve|release|order) (?:that|it|this) (?:alone|myself|on my own)", r"(?:my signature|i) (?:is|am) (?:all|enough)(?: that)?(?: it takes| you need)?", r"i ~ sign for (?:the|our|all|this|that|it|these|everything)(?! \d)(?: \w+){0,2}", r"i (?:~ )?call the shots(?: \w+){0,2}", r"(?:nobody|no one) else (?:has to|needs to|must) (?:agree|sign|approve|say yes)", r"that (?:would|'d) be (?:me|my (?:call|decision))", r"i (?:~ )?(?:have|'ve got) the (?:cheque ?book|checkbook|authority to (?:buy|decide|sign))", r"(?:the )?(?:buck|decision) stops (?:with|here)(?: me)?", r"(?P<mine>my (?:brother|wife|husband|partner|sister|father|mother|co-?founder|business partner|colleague) and i) (?:\w+ )?(?:decide|own|run)(?: \w+){0,2}", r"i (?:don't|do not) (?:need|have to ask) (?:anyone|anybody|anyone's|anybody's|nobody)(?:'s)?(?: \w+){0,2}", r"i'm the (?:sole )?(?:decider|approver|signatory)", r"you(?:'re| are) (?:already )?talking to (?:the decision ?-?maker|him|her|the right (?:person|one))",
    ]
)  # fmt: skip
I_INFLUENCE = any_of(
    [
        r"i(?:'ll|'d| will| would| can| could| only| just| usually| also| am only going to| merely| may| might|'m only allowed to|'m supposed to)* ~ (?:recommend|advise|pre-?select|shortlist|evaluate|evaluating|suggest|propose|put forward|scout|assess|prepare (?:the|a) (?:decision|recommendation|shortlist|business case|proposal)|put together (?:the|a) (?:recommendation|shortlist|business case|proposal|list))(?: \w+){0,6}?(?=[,.!?;]|$| and| but| then| the | our | my | to)",
        r"i (?:~ )?(?:give|make|write|draft|prepare|submit|provide) (?:them |him |her |the \w+ |the |my |a |an )*(?:recommendations?|opinion|advice|input|assessment|technical assessment|suggestion|feedback)",
        r"i'm (?:~ )?(?:on|part of|a member of|sitting on|in|with) the (?:\w+ ){0,3}(?:committee|evaluation|selection|buying|project|steering) ?(?:team|group|committee|panel)?", r"i'm (?:~ )?(?:one of the|an?|the) (?:\w+ )?(?:advis[oe]rs?|evaluator|influencer|technical (?:evaluator|advis[oe]r))(?: \w+){0,3}", r"i'm (?:~ )?on the technical side", r"i (?:do|did|run|lead|handle|am doing|'m doing|'m running|'m leading|'m handling|'m responsible for) (?:the|all the|our) (?:\w+ )?(?:evaluations?|selection|testing|assessment|vendor selection|pre-?selection|shortlist|research|comparison)(?: \w+){0,3}?(?=[,.!?;]|$| and| but)",
        r"i (?:have|get|'ve got|do have) (?:a |some |my )?(?:say|input|influence|voice|vote|word)(?: in (?:it|that|this))?", r"my (?:opinion|word|recommendation|vote|voice|advice) (?:counts|matters|carries|has weight|goes)(?: \w+){0,4}", r"they (?:usually |normally |always |mostly |tend to )?(?:listen to me|follow my (?:advice|recommendation|suggestion)|ask me|trust my (?:judg\w+|opinion))", r"i(?:'m|'m only|'m just)? (?:~ )?(?:involved in|contribut\w+ to|help(?:ing)?|support(?:ing)?) (?:with )?(?:the )?(?:decision|selection|choice|choose|evaluation|decide|select)(?: \w+){0,3}?(?=[,.!?;]|$| and| but)",
        r"i'm (?:~ )?(?:the one|the guy|the person|the woman) (?:who|that) (?:recommends?|advises?|evaluates?|suggests?|tests?|compares?|shortlists?|prepares? the (?:shortlist|decision|recommendation))(?: \w+){0,3}?(?=[,.!?;]|$| and| but| the | our | my )", r"i (?:~ )?(?:put|would put|'d put|'ll put|can put) (?:it|that|this|you|them|vendors|things|two or three(?: \w+)?) on (?:the|my|our|a) (?:short ?-?list|list)", r"i (?:~ )?(?:have|get) to (?:recommend|suggest|propose)(?: \w+){0,3}", r"i'm (?:~ )?(?:here to (?:evaluate|collect|gather|scout)|collecting|gathering|screening|preparing)(?: \w+){0,4}",
    ]
)  # fmt: skip
NONE = any_of(
    [
        r"i (?:~ )?(?:have|'ve got|had|got) (?:absolutely |really )?(?:no|zero) (?:say|influence|authority|vote|voice|power|input|decision)(?: (?:in|on|over) \w+)?(?: at all)?", r"i (?:~ )?(?:don't|do not|can't|cannot|couldn't) (?:~ )?(?:decide|buy|choose|sign|approve)(?: on)? (?:anything(?: at all)?|a thing|such things|things like that|that stuff)(?! without)", r"i (?:~ )?(?:don't|do not) (?:~ )?have (?:a|any) (?:say|vote|voice|influence|authority|input|power)(?: (?:in|on|over) \w+)?", r"i'm (?:~ )?not (?:~ )?(?:involved|part of|responsible)(?: (?:in|of|for|with)(?: \w+){1,4})?", r"i (?:~ )?(?:have|'ve got|had) nothing to do with (?:\w+ ){0,2}(?:purchasing|buying|procurement|the decision|decisions|it|that|budgets?|purchase\w*)", r"nobody asks me", r"it's not my (?:area|department|place)(?: \w+){0,3}",
    ]
)  # fmt: skip
ME = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|that|that's|that'd|that would|it's|it|would|be|is|probably|actually|basically|just|only|so|oh|hm|of course|currently|at the moment)\W+)*(?P<who>me|i do|i am|i (?:would|can|will)(?=\W*$)|i|mine|myself|we do|us|yours truly|my own|my call|my decision)\b(?!\s+(?:think|don't|guess|can|have|need|would|will|will have|'))"
)
LEAD_IN = re.compile(
    r"^\W*(?:(?:well|um|uh|yes|yeah|oh|hm|so|no|not me|that's|thats|that is|that would be|that'd be|it's|its|it is|it would be|would be|probably|mostly|actually|basically|mainly|usually|i think|i guess|i believe|"
    r"i'd say|of course|only|just|always|in the end|ultimately|at the end of the day|then|that|also|and|but|definitely|for that|for this|there's|there is|sorry|honestly|you'd have to ask|you have to ask|ask|with|by|from|currently|technically|officially|formally)\W+)+"
)
TRAILING = re.compile(
    r"[ ,]*(?:\b(?:and|but|so|who|which|because|then|of course|i think|i guess|i suppose|to be honest|actually|in the end|for that|on that|ultimately|usually|normally|always|probably|again|here|anyway|at the end|these days|if it's|if that|first|too|as well|he|she|they|it)\b.*)$"
)
NOT_WHO = re.compile(
    r"^(?:you|we|it|this|that|what|which|who|i|nobody|no one|there|anything|everything|something|things|system|software|tool|one|customers?|clients?|users?|drivers?|operators?|patients?|so|and|but)$|\b(?:you|your|we|i'll|i'd|need|want)\b"
)
