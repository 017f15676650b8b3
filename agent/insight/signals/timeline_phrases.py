"""How people say that they decide, order or start at a time, and what else happens at times."""

import re

from agent.insight.signals.reading import any_of, phrase

_ACT = r"(?:decide|choose|pick|select|buy|purchase|order|sign|start|begin|kick off|launch|implement|deploy|roll (?:it |this |that )?out|go live|switch|replace|upgrade|migrate|install|introduce|move|pull the trigger|get going|get started|make (?:the|a|our|that) (?:decision|choice|call)|take (?:the|a|our|that) decision|place (?:the|an) order|award|finali[sz]e|have decided|open the tender|change|renew|commit|vote|approve|pilot|trial|cut over|convert|phase (?:it )?in|put (?:it|this|that|one|a pilot) (?:in|out|up)|bring (?:it|this) in|fit (?:it|them)|set (?:it|this) up|give notice|cancel|go ahead|go for it|say yes|spend (?:it|the money)|use it up|rule on it|have (?:ordered|decided|signed|bought|chosen|switched|moved|it in|it up)|do the (?:tender|choosing)|have (?:it|this|that|something|one)|get (?:it|this|that|one)|be live|be running|be up|be done|be ready|run a (?:pilot|test|trial))"
_ACTS = r"(?:decides|chooses|picks|selects|signs|votes?|places the order|orders|buys|awards|approves?|starts|finali[sz]es|renews|replaces|switches)"
_ACTING = r"(?:deciding|choosing|picking|selecting|buying|ordering|signing|starting|beginning|kicking off|launching|implementing|rolling (?:it )?out|going live|switching|replacing|upgrading|migrating|installing|introducing|moving|awarding|piloting|changing|voting|putting (?:a pilot|it) (?:in|out))"
_WHO = r"(?:we|i|purchasing|procurement|headquarters|head office|legal|he|she|they|you|management|it|everybody|(?:the|our|my) (?:[\w'-]+ ){0,3}?[\w'-]+)"
_WILL = r"(?:'ll|'d|'re|'s| will| would| want to| 'd| can| could| have to| has to| must| need to| needs to| should| shall| might| may| are going to| is going to|'re going to|'s going to| were going to| plan to| plans to| intend to| hope to| are planning to|'re planning to| aim to| are due to| are supposed to|'re supposed to| like to| wants to|'ve got to| 've got to| got to| get to| expect to)"
OURS = any_of(
    [
        r"(?:we|i|he|she|they|my boss|our boss)(?:'d|'ll| would| will)? ~ (?:needs?|wants?|require|have to have|must have|would like|'d like|'d love|hope|aim|are aiming|are shooting|plan|are planning|intend|are looking|are hoping|expect)(?: to)?(?: \w+){0,8}",
        rf"{_WHO}{_WILL}(?:{_WILL}|(?: be)? (?:~ )?(?:going to|like to|have to|want to|due to))* (?:~ )?{_ACT}", rf"{_WHO} (?:~ )?(?:{_ACT}|{_ACTS})(?! (?:for (?:\w+ ){{0,2}}(?:work|at)|nothing))", rf"(?:we're|we are|they're|i'm|(?:the|our) [\w'-]+(?: [\w'-]+)? is) (?:~ )?{_ACTING}", rf"next time (?:they|we|he|she) {_ACT}(?: anything)?",
        r"go(?:es|ing)? live", r"go-live", r"up and running", r"(?:be|have it|have that|have this|get it|it) (?:\w+ )?(?:running|live|installed|working|operational|in place|in production|ready|done|finished|online|rolled out|implemented|deployed|replaced)", r"in place", r"in production", r"roll ?-?out", r"(?:decision|decisions|tender|order|purchase|rfp|rfq|kick ?-?off|implementation|pilot|selection|award|vote|switch-?over|migration|bids?|offers?) (?:\w+ ){0,2}?(?:is|are|'s|will|goes|comes|should|has|falls|must|starts|begins|closes|opens|out|in|by|due|planned|scheduled|happens|due)",
        r"(?:have|has|got|'s got|'ve got) to (?:be|have|go|run|start|choose|decide|stand|hang)(?: \w+){0,4}", r"must (?:be|have|go|run|start)(?: \w+){0,4}", r"needs? to (?:be|go|run|start|have|happen)(?: \w+){0,4}", r"should (?:be|run|go|hang|start)(?: \w+){0,4}", r"(?:our|the|my) (?:target|goal|aim|plan|deadline|timeline|timeframe|time ?line|schedule|target date|go-?live|window)(?: date)? (?:is|would be|'s|was)(?: \w+){0,6}", r"target(?:ing|ed)?", r"timeline", r"shooting for", r"aiming for", r"looking at", r"scheduled for", r"planned for", r"latest", r"right (?:after|away)", r"no later than", r"we'?re ready", r"ready (?:to|by)", r"evaluation (?:runs|ends)", r"or not at all", r"(?:we|i)(?:'ve| have)(?: got)? (?:until|till)", r"or we leave it", r"(?:up|in|on|running|there) (?:before|by)", r"(?:contract|deal|order|tender) (?:gets|is|will be|to be|'s) (?:signed|placed|awarded)", r"away from (?:a |the )?(?:decision|deciding|buying|ordering)", r"think(?:ing)? (?:about|of) (?:buying|ordering|switching|replacing)", r"(?:installation|go-?live|delivery) (?:is |is planned )?in", r"does the tender", r"free for choosing", r"that's when(?: \w+)?", r"for a (?:test|trial|pilot)", r"if it's not (?:gone|spent|used)", r"(?:board|committee|council|trustees|panel|jury|governors) (?:sits|meets)(?=.*\b(?:need|decid\w+|vote)\b)",
        r"replac\w+", r"plan(?:s|ned|ning)? (?:to|is|for|on)(?: \w+){0,6}", r"tender goes out", r"want (?:it|that|this|to)(?: \w+){0,6}", r"need (?:it|that|this|to|something)(?: \w+){0,6}", r"would (?:like|want|love|have)(?: \w+){0,6}", r"start(?:ing)? with", r"for the (?:next|new|coming) (?:season|school year|semester)",
    ]
)  # fmt: skip
CONTRACT = any_of(
    [
        r"(?:contract|licen[cs]e|subscription|agreement|lease|support|maintenance|deal|term|licences|contracts|licenses|warranty|service contract|framework agreement|hire|rental)(?: \w+){0,5}? (?:~ )?(?:ends?|expires?|runs? (?:out|until|till|through)|is (?:up|over|due|valid|out)|'s (?:up|over|due)|are (?:up|over|due)|terminates?|lapses?|comes? (?:up|to an end)|goes (?:until|through)|renews?|finish(?:es)?|has (?:~ )?(?:got|another)|'s got|stops|will end|will expire|will be up|up for renewal|is up for renewal|lasts)",
        r"(?:it|that|this|they) (?:ends?|expires?|runs? (?:out|until|till)|is up|'s up|is over|'s over|lapses?|is up for renewal|comes up for renewal)", r"up for renewal", r"(?:shut|switch|turn)(?:ting|ing)? (?:it|them|that|this|the \w+) (?:down|off)", r"gets? (?:shut|switched|turned) (?:down|off)", r"(?:being )?(?:discontinued|phased out|sunset|decommissioned)", r"renewal (?:is|comes|date)?", r"(?:pulling|pulls|pull) the plug", r"sunsett?\w*", r"phasing (?:it )?out", r"(?:be|get|come) off (?:the|it|that)", r"end of (?:life|support|contract)", r"(?:we're|we are|i'm) (?:still )?(?:locked in|bound|tied|committed|stuck with \w+)(?: \w+){0,4}?(?: until| till)?", r"(?:support|maintenance) (?:ends|stops|runs out)", r"under contract(?: with \w+)? (?:until|till)", r"terminate (?:it|the contract)", r"cancel (?:it|the contract)", r"(?:give|hand in|giving) (?:our )?notice",
    ]
)  # fmt: skip
NOT_OURS = any_of(
    [
        r"(?:audit|inspection|building|new wing|wing|store|warehouse|plant|factory|project|construction|season|course|event|fair|show|conference|exhibition|holiday|vacation|merger|hearing|meeting|board|committee|exam\w*|trade show|campaign|regulations?|rules?|law|directive) (?:\w+ ){0,2}?(?:is|are|opens?|starts?|begins?|kicks? in|meets?|takes place|comes?|will|ends|in|goes|was|has)",
        r"(?:trainees?|apprentices?|students?|pupils|interns?|lessons|classes|term|semester|school|shifts?|harvest|production|holidays|colleagues?|hires?|recruits?|guests?|deliver(?:y|ies)|training) (?:\w+ )?(?:starts?|begins?|ends?|comes?|arrives?|joins?|is|are)", r"applications? (?:for|have)", r"(?:invoices?|bills?|reports?|records?|data|parcels?|customers?) (?:must|have|has|need|are|is)", r"(?:joined|founded|started|bought|installed|introduced|moved|opened|built|switched|hired) ", r"(?:i'm|we're) (?:on holiday|on vacation|away|back|traveling|travelling|retiring)", r"retir\w+", r"i (?:start|started|leave|retire)", r"(?:tax|budget) (?:is|for|in|planning)", r"no budget", r"(?:my|the) flight", r"i was born", r"weather", r"a year", r"we (?:grew|grow|hired|hire)", r"(?:last|until) (?:year|month|week)", r"(?:we'll|we will) (?:hit|reach|have hit)", r"no power",
    ]
)  # fmt: skip
FOLLOW_UP = any_of(
    [
        r"(?:call|ring|email|e-mail|mail|write|phone|visit|contact|send|meet|talk|get back|speak|come by|drop by|catch up|reach|ping|text|forward|bring|show) (?:me|us|you|them|him|her|it|again|back|to (?:you|me|us|him|her|them|the))", r"(?:a|another) meeting", r"(?:a|the|another) (?:call|demo|visit|appointment|chat)", r"get back to", r"let's (?:talk|meet|do|call|speak|have|schedule|set)", r"i'll (?:\w+ )?(?:talk|send|call|write|check|discuss|take|bring|give|be|set|forward|ask|let|introduce|see)", r"we'll (?:\w+ )?(?:talk|send|call|write|check|discuss|be in touch|let|meet)", r"see you", r"works for me", r"is (?:fine|good) for me", r"suits me", r"available", r"i'm free", r"have time", r"we have \w+ in the house",
    ]
)  # fmt: skip
NO_HURRY = any_of(
    [
        r"(?:there's|there is|we have|i have|i'm in|we're in|it's|we've|i've)? ?(?:really |absolutely |currently |got )?no (?:real |particular |fixed |concrete |specific |set |hard |firm |great |big |immediate )?(?:rush|hurry|timeline|time ?frame|timeframe|deadline|time pressure|urgency|date|schedule|plans? (?:to (?:change|switch|buy|replace|do)|for (?:that|it|this)|yet|at the moment|right now))(?: (?!there|we|i|it|that|but|mind)\w+){0,2}",
        r"(?:it's|it is|that's) not (?:that |so |very |really )?(?:urgent|pressing|time critical|a priority)", r"(?:we're|we are|i'm|i am|we aren't|we're) not in (?:a|any) (?:rush|hurry)", r"(?:we|i) (?:don't|do not|haven't) (?:~ )?(?:have|got|have got) (?:a |any )?(?:timeline|time ?frame|deadline|date|schedule|time ?line|plans?)(?: \w+){0,2}", r"(?:we're|we are|i'm) not planning (?:to|on|anything)(?: \w+){0,4}", r"nothing (?:planned|scheduled)(?: (?:yet|so far|at the moment))?", r"no plans", r"not (?:any ?time )?(?:soon|in the near future|anytime soon)", r"(?:we|i) (?:can|could) wait", r"nothing(?:'s| is) (?:burning|pressing|urgent)", r"(?:we've|we have|i've) (?:~ )?(?:all the time in the world|plenty of time)", r"whenever(?=\W*$)", r"one day,? (?:maybe|perhaps)", r"at some point",
    ]
)  # fmt: skip
ASAP = phrase(
    r"(?:as soon as possible|asap|a s a p|right away|immediately|yesterday|as (?:fast|quickly|early) as (?:possible|we can|you can)|the sooner the better|straight away|at once)"
)
DECISION = phrase(
    r"(?:decid\w+|decisions?|orders?|ordering|go(?:es|ing)? live|live|sign\w*|buy|purchas\w+|start|starts|kick\w*|roll\w* ?(?:it )?out|rollout|pilot|switch|contract|tender|need|must|has to|have to|want)"
)
WISHFUL = re.compile(
    r"\W+(?:close |or so )?(?:would be|is|that's|'s|would have been|will be|won't be) (?:a )?(?:dream\w*|too (?:early|soon|late|tight|ambitious)|impossible|unrealistic|not (?:realistic|possible|doable)|utopia\w*|wishful\b|crazy|out of (?:the )?question)"
)
BACKWARD = phrase(
    r"(?P<what>by|before|ahead of|until|after) (?:then|that|this point|that point)|(?P<on>from (?:then|that (?:day|point)) on(?:wards)?)|(?:has|have|must|needs?|got) to be (?P<then>then)"
)
"""A time that was said before: "it must be running by then"."""
