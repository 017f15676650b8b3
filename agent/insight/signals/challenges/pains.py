"""What tells of something bad, as patterns: events, states, chores, how often, and what is excused."""

import re

from agent.insight.signals.challenges.pain_words import (
    NOUNS,
    STATES,
    STRONG_VERBS,
    WEAK_VERBS,
    either,
    inflected,
)
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, any_of, phrase
from agent.insight.signals.language.stance import negated

_NUMBER = laid_out(r"""
    (?:
        \d+|a|an|one|two|three|four|for|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|
        forty|fifty|sixty|ninety|hundred|several|many|half an?|half the|
        the (?:whole|hole|entire|full|better part of the)|
        whole|hole|entire|countless|most of the|all
    )
""")
_TIME = laid_out(r"""
    (?:
        seconds?|minutes?|mins|hours?|days?|weeks?|months?|years?|shifts?|mornings?|afternoons?|evenings?|
        nights?|weekends?|sundays?|saturdays?|fridays?|mondays?|winters?|summers?|seasons?|quarters?
    )
""")
EVENT = any_of(
    [
        # It takes too much.
        rf"""
            (?:
                takes?|taking|eats?|eating|swallows?|devours?|consumes?|ties?|tying|blocks?|steals?|costs?|
                costing|needs
            ) (?:~ )?(?:up )?
            (?:us |me |them |him |her |everyone |people |(?:our|my|the|each|every) \w+ (?:\w+ )?)?(?:up )?
            (?:
                about |around |over |more than |at least |nearly |almost |up to |easily |like |roughly |some |
            another |my |our |their |half |the )*(?:
                ages|forever|(?:an |half an )?eternity|an age|for ?ever|(?:far |way |much )?too (?:long|much)|
                so (?:long|much)|
                {_NUMBER}(?: \w+)? (?:
                    {_TIME}|people|persons?|clicks|steps|phone ?calls|e?-?mails|signatures|staff|guys|of us
                )|
                hours|days|weeks|months|half (?:of )?(?:the|a|my|our) \w+
            )
        """,
        rf"""
            (?:spends?|spending|spent|burns?|burning|sit|sits|sitting|wastes?|wasting) (?:~ )?
            (?:about |around |over |more than |at least |nearly |almost |up to |easily |like )*
            (?:
                my |our |their |his |her |every |each |whole |hole |entire |half |all |most of |the |
            too much |so much |a lot of |{_NUMBER} )+(?:of )?(?:the |their |our |my )?(?:time|{_TIME})
        """,
        r"(?:a|far too|so) much (?:of )?(?:our |my |the )?(?:time|money|paper|work) goes (?:in|into|on)",
        # Something goes wrong.
        r"""
            (?:
                gets?|getting|got|goes|go|going|went|are|is|being|come|comes|came|turns?|ends? up|end up|
                sits?|arrives?|arrive|becomes?
            ) (?:~ )?
            (?:too |often |regularly |constantly |frequently |half |back |in |up |totally |completely )*
            (?:
                lost|stolen|missing|astray|wrong|bad|wet|soaked|damaged|mixed up|stuck|delayed|rejected|
                forgotten|misplaced|mislaid|swapped|confused|contaminated|spoiled|spoilt|broken|returned|
                scrapped|overlooked|missed|misread|mislabel\w*|ignored|duplicated|double-?booked|overbooked|
                wasted|to waste|in the bin|offline|dark|gone|torn|smudged|burnt|blocked|stranded|late|
                too late|empty|unanswered|unread|nowhere|crazy|mad|out of hand|out of control|out of sync|
                vandali[sz]ed|flooded|clogged|unpaid|warm|thawed|rotten|mouldy|moldy|illegible|unreadable
            )
        """,
        r"""
            (?:
                los(?:es?|ing)|lost|wast(?:es?|ing)|wasted|scraps?|scrapping|scrapped|discards?|misplaces?|
                mislays?|bleeds?|bleeding|forfeits?
            ) (?:\w+)
        """,
        r"""
            (?:
                throws?|throwing|threw|chucks?|dumps?|dumping|pours?|pouring|writes?|wrote|writing|bins?|
                binned
            ) (?:\w+ ){0,6}?(?:away|out|off|down the drain|in the (?:bin|trash|skip))
        """,
        r"""
            (?:
                crash(?:es|ed|ing)?|freezes?|froze|fails?|failed|failing|dies|died|jams|jammed|leaks|leaking|
                overheats?|stalls|stalled|slips|slipped|overflows?|spoils|rots|collapses|malfunctions?|
                disconnects?|lags|bounces?|evaporates?|derails?|explodes?|breaks|broke|snaps?|overruns?|
                overran|sinks|vanish(?:es)?|disappears?|shuts? down|hangs(?: up)?|seizes up|wears? out|
                times? out|trips out
            )
        """,
        r"""
            (?:falls?|falling|fell) (?:~ )?(?:over|apart|behind|through|off|down|out|between|to pieces)|
            (?:breaks?|breaking|broke|goes|going|go|went|pops?) (?:~ )?(?:down|off|offline)|
            (?:run|runs|running|ran) (?:~ )?(?:out|late|dry|hot|empty|behind|over|short|aground)|
            (?:drops?|dropped) out|pil(?:es?|ing) up|piled up|
            keeps? (?:on )?(?!
                going|us|it|coming|growing|learning|smiling|running|talking|looking|using|working|buying|
                doing|telling|an
            )\w+ing
        """,
        r"""
            (?:
                pumps?|machines?|motors?|batter(?:y|ies)|servers?|systems?|sensors?|alarms?|plants?|animals?|
                bearings?|drives?
            ) (?:~ )?(?:die|break|fail|stop|trip|jam|leak|drift|freeze|crash|lie|misfire|quit)
        """,
        r"""
            without (?:any |a |prior |much )?(?:warning|notice|telling|anybody|anyone|us knowing)|
            out of the blue|from one day to the next
        """,
        r"""
            (?:
                come|comes|came|coming|show|shows|showed|arrives?|arrived|arriving|delivers?|delivered|
                reach(?:es)?|starts?|finish(?:es)?|gets?|pays?|leave|leaves
            ) (?:\w+ ){0,4}?(?:
                too late|late|damaged|broken|incomplete|empty|days later|weeks later|hours later|
                with (?:mistakes|errors)
            )
        """,
        r"""
            (?:stand|stands|standing|stood|sit|sits|sitting) (?:~ )?(?:
                still|idle|in line|in a queue|around|empty|there|
                for (?:\w+ )?(?:hours|days|shifts|weeks|minutes|nothing)
            )|
            (?:queue|queues|queuing|wait|waits|waiting) (?:\w+ ){0,4}?
            (?:hours?|days?|weeks?|minutes|ages|forever|for nothing|outside|in line|an hour)|
            (?:queues?|lines?|backlogs?|waiting lists?|waiting times?|lead times) (?:~ )?
            (?:goes?|is|are|stretch(?:es)?|reach(?:es)?|runs?|gets?|grows?|explodes?)
        """,
        r"""
            clogs?(?: up)?|
            (?:lines?|machines?|production|plant|belt|conveyor|pumps?|work|everything) (?:~ )?
            (?:stops|halts|stands|comes to a (?:halt|stop|standstill)|is at a standstill)|
            (?:
                people|staff|nurses|drivers|technicians|engineers|teachers|customers|students|guards|
                operators|workers|cooks|guys
            ) (?:~ )?(?:are |keep )?(?:leave|leaving|quit|quitting|resign|resigning|forget|skip|walk)|
            \w+s (?:~ )?forget|(?:\w+ )?(?:days|weeks|hours|months) old|(?:we|they|i) (?:~ )?loose|
            re-?typ(?:es?|ing)|re-?key(?:s|ing)?|re-?enter(?:s|ing)?
        """,
        r"""
            (?:eats?|eating|swallows?) (?:up )?(?:my|our|all|the) \w+|
            (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?) late|
            (?:it's|it is) the (?:\w+ ){1,3}that (?:hurts?|kills?|costs?|annoys?|worr(?:y|ies))|
            (?:always|usually|never) (?:somewhere else|elsewhere|where (?:they|it|we|you))|
            (?:find|finds|found|learn|hear) (?:out )?(?:about |of )?(?:\w+ ){0,4}?
            from (?:the (?:news\w*|press|customers?|neighbou?rs)|our customers?|customers|complaints)|
            (?:every|each|everyone|everybody|all) (?:\w+ ){0,2}?
            (?:does|do|has|have|uses|use|keeps|keep|works|work) (?:\w+ ){0,3}?
            (?:
                differently|
                own (?:file|list|system|version|format|way|excel|sheet|method)|
                a different \w+|another \w+
            )
        """,
        # Nobody, nothing, never.
        r"""
            (?:
                nobody|no one|no ?body|none of (?:us|them|the \w+|our \w+|my \w+)|no two \w+|hardly anybody|
                hardly anyone|not even (?:the|our|my) \w+
            ) (?:~ )?(?!else|here|told|asked|said|is (?:here|against)|decides|signs|needs|minds|wants)\w+
        """,
        r"""
            (?:nothing|none of (?:it|this|that|them)|neither) (?:~ )?(?:
                matches|works|fits|talks|adds up|is connected|is linked|is documented|is written|
                is up to date|speaks|syncs|connects|is traceable|agrees|gets done|is recorded|is standard\w*
            )
        """,
        r"""
            (?:never|rarely|hardly ever|seldom|not once) (?:~ )?(?:
                match(?:es)?|agrees?|arrives?|works?|adds? up|up to date|on time|fits?|knows?|gets?|sees?|
                finds?|hears?|right|correct|ready|answers?|picks? up|updates?|syncs?|reach(?:es)?|
                finish(?:es)?|there when|available|comes?|tell|current|in sync|complete|accurate|has enough|
                have enough|see
            )
        """,
        r"""
            (?:don't|doesn't|do not|does not|won't|can't|cannot|couldn't|isn't|aren't|not) (?:~ )?
            (?:
                match|add up|talk to each other|talk to (?:the|our|one)|sync|fit together|speak|agree|scale|
                keep up|cope|line up|tally|reach|hold|read (?:the|their|his|her|each)|last|update|
                find (?:people|staff|drivers|anyone|anybody|enough|the|anything|any|what|them|it)|
                get (?:people|staff|drivers|enough|hold|through|any|the|a)|
                make ends meet|trust|
                see (?:what|who|where|which|when|if|whether|it|them|the)|
                tell (?:what|who|where|which|when|if|whether|them|us)|
                know (?:what|who|where|which|when|if|whether|our|the|how)
            )
        """,
        r"""
            (?:have|has|had|'ve|with|there's|there is|got) (?:~ )?
            (?:no|zero|hardly any|little|absolutely no) (?:~ )?(?:
                overview|visibility|transparency|idea|clue|control|insight|traceability|trace|record|proof|
                history|way (?:of|to)|warning|alarm|backup|signal|reception|standard|common|real-?time|view
            )
        """,
        # People suffer, hate, refuse, leave.
        r"""
            (?:
                hates?|hating|refuses?|refusing|complains?|complaining|moans?|moaning|grumbles?|swears? at|
                bypass(?:es)?|quits?|quitting|resigns?|walks? (?:off|out)|give up|gives up|rebels?|
                yell(?:s|ing)?|shout(?:s|ing)?|scream(?:s|ing)?|cheats?|bitch\w*|revolts?|call in sick
            )
        """,
        r"""
            (?:
                drowning|swamped|snowed under|buried|overwhelmed|firefighting|fire-?fighting|
                putting out fires|flying blind|driving blind|fly blind|in the dark|on fire|stretched thin|
                short-?staffed|
                short of (?:people|staff|hands|drivers|nurses|time)|
                under ?staffed|overbooked|double-?book(?:ed|s|ing)?|run ragged|burn(?:t|ed|ing)? out|
                at (?:our|the) limit|struggling|struggle|struggles|suffers?|suffering|plagued|fed up|sick of|
                tired of|sick and tired
            )
        """,
        r"""
            (?:drives?|driving|drove) (?:
                me|us|everyone|everybody|people|them|him|her|(?:our|my|the) \w+
            ) (?:crazy|mad|nuts|insane|up the wall|round the bend|to despair)|
            (?:
                kills?|killing|ruins?|ruining|breaks|breaking|eats?|eating|hurts?|hurting|bothers?|annoys?|
                bugs?|frustrates?|strangles?|cripples?|slows?|slowing|holds?|holding|haunts?|plagues?|bleeds?
            ) (?:us|our \w+|me)(?: (?:back|up|down|alive|dry|most))?|
            gives? (?:me|us) (?:\w+ )?(?:headaches?|nightmares?|grey hair|trouble|a hard time|grief)
        """,
        # Found too late, done wrong, paid for.
        r"""
            (?:
                finds?|found|notices?|noticed|learns?|hears?|sees?|spots?|discovers?|realize|realise|know|
                knows
            ) (?:(?:it|them|that|this|about|of|out|the \w+|a \w+|when|if|problems?|faults?|errors?) ){0,4}
            (?:~ )?(?:
                too late|afterwards|weeks later|days later|hours later|a day later|
                the (?:next|following) (?:day|morning|week)|
                (?:only )?
                (?:when|once|after) (?:it's|it is|the|they|a|an|somebody|someone|customers?|something)|
                by accident|by chance|in the morning
            )
        """,
        r"only (?:find|found|notice|noticed|learn|hear|see|know|discover|realise|realize)s?(?: out)?",
        r"""
            (?:pay|pays|paying|paid) (?:~ )?(?:\w+ ){0,4}?(?:
                fines?|penalt\w+|overtime|demurrage|for nothing|too much|twice|double|through the nose|
                a fortune|contract penalties
            )|
            costs? (?:~ )?(?:us |me |them )?(?:~ )?(?:
                a fortune|an arm and a leg|a bomb|the earth|a lot of (?:money|time|nerves)|thousands|millions|
                nerves|customers|a packet
            )
        """,
        r"""
            (?:
                ship|ships|shipped|send|sends|sent|deliver|delivers|delivered|pick|picks|picked|build|builds|
                built|install|installs|installed|order|orders|ordered|cut|load|loads|get|gets|got|use|book|
                books|bill|bills|print|prints
            ) (?:\w+ ){0,2}?(?:the )?(?:wrong|outdated|double|faulty|defective|old revision|last week's)
        """,
        r"""
            mix(?:es|ed|ing)? (?:them |it |things |\w+ )?up|mix-?ups?|
            guess(?:es|ing)? (?:what|where|when|how|the|which)|
            (?:it's|that's|is|are) (?:~ )?(?:pure |just |mostly |all |only )*
            (?:
                guess ?work|a guess|guessing|gut feeling|a gamble|a lottery|luck|trial and error|
                hit (?:and|or) miss
            )
        """,
        r"""
            (?:
                rejects?|reject rate|defects?|warranty claims|cancellations|stock-?outs|shortages|injuries|
                damages|down ?time|scrap(?: rate)?|turnover|returns|return rate|complaints?|no-?shows?|
                absenteeism|absence|sick leave|theft|shrinkage|waste|rework|energy (?:costs?|bills?)|
                power bills?|fuel(?: costs?| bill)?|overtime|fines|penalties|backlog|mistakes|errors|claims|
                breakdowns?|outages?|delays?|chargebacks|fraud|false alarms|false positives|churn|
                staff shortage|vandalism|damage|accidents|injuries
            ) (?:~ )?(?:
                is|are|has|have|keeps?|went|goes|go|costs?|kills?|eats?|doubled|tripled|rises?|rising|growing|
                happens?|happen|gets?|drives?|every|everywhere|all the time|of
            )
        """,
        r"""
            (?:we|i|our \w+(?: \w+)?|they)(?:'ve| have)? (?:~ )?
            (?:had|have|get|got|see|saw|face|suffer|count|counted) (?:~ )?
            (?:about |around |over |more than |like |at least |roughly |some |another |far |way )*
            (?:
                \d+|a|an|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|
                thirty|forty|several|many|too many|too much|lots of|a lot of|so many|so much|constant|endless|
                regular|huge|big|frequent|constantly|massive|recurring|hundreds of|dozens of
            )? ?(?:\w+ )?(?:
                crash(?:ed|es)?|broken|failed|lost|stolen|damaged|rejected|missed|false|unplanned|rotten|
                failures?|breakdowns?|outages?|accidents?|recalls?|thefts?|break-?ins?|burglar\w+|incidents?|
                complaints?|leaks?|leakages?|floods?|spills?|fires?|returns?|scrap|waste|no-?shows?|delays?|
                downtimes?|stoppages?|false alarms?|near misses|mix-?ups?|errors|mistakes|shortages?|
                bottlenecks?|cancellations?|write-?offs?|injur(?:y|ies)|double bookings?|blackouts?|
                power cuts?|chargebacks?|rework|duplicates?|gaps|mould|mold|trouble|headaches?|problems|
                issues|turnover
            )(?! budget)
        """,
        r"""
            for nothing|in vain|for no reason|
            half (?:of )?(?:the|our|my) \w+ (?:\w+ )?
            (?:is|are|never|don't|can't|aren't|isn't|get|gets|go|goes|come|comes|arrive|arrives|ends?)
        """,
        r"""
            (?:
                is|are|'s|'re|becomes?|became|gets?|looks?|has become|have become|turned into|stays?|remains?
            ) (?:~ )?(?:
                a |an |the |all |just |so |too |very |pretty |such a |such an |way |far |always |often |
                usually |rather |quite |only |absolute |complete |total |real |pure |one big |bit of a |
                terribly |awfully |extremely |completely |totally |really |mostly |partly |still |hopelessly |
            notoriously |desperately )*(?:
                mess|messy|shaky|flaky|patchy|spotty|dodgy|clunky|sluggish|ancient|obsolete|unsupported|
                end of life|discontinued|falling to pieces|hit and miss|hit-or-miss|gamble|lottery|black hole|
                zoo|circus|hell|horror|horrible|torture|misery|hopeless|dreadful|appalling|rubbish|crap|
                garbage|blind|in the dark|incomplete|out of date|out-?dated|stale|inconsistent|illegible|
                unreadable|leaky|guesswork|patchwork|jungle|wild west|minefield|bottleneck|nightmare|disaster|
                chaos|chaotic|shambles|pain|hassle|burden|chore|killer|time ?sink|money pit|drag|tedious|
                fiddly|laborious|labou?r-?intensive|error-?prone|fragile|brittle|unstable|unsafe|dangerous|
                unusable|overloaded|overworked|exhausted|frustrating|annoying|inaccurate|imprecise|unclear|
                unknown|blurry|unreliable|too late|days old|weeks old|hours old|never there|
                wrong (?:half|most|all|every)|off by \w+|out of stock|lying|slow|late|all over the place|
                scattered|siloed|disconnected|isolated|manual|paper-?based|invisible|impossible|hard to \w+|
                difficult to \w+|painful|complicated|cumbersome|hopeless
            )
        """,
        r"""
            (?:far |way |much )
            too (?:many|much|late|slow|slowly|often|long|few|little|expensive|high|complicated|heavy|old|big)|
            too (?:many|much|late|often|few|slowly|little) (?!for (?:us|me)|money)\w+
        """,
        r"""
            (?:~ )?impossible to (?:\w+)|
            a (?:pain|nightmare|struggle|battle|fight|constant \w+|mess) (?:to|every|with)|
            no-?shows|
            double (?:entry|entries|work|data entry|bookings?|handling)|
            manual (?:entry|work|steps|counting|planning|checks|data entry)|
            finger-?pointing|red tape|paper ?work|information (?:is|gets) lost|
            knowledge (?:walks|leaves|is in|sits in|retires)|
            only (?:one|two|\w+) (?:person|man|guy|people|woman|colleague)s? (?:knows?|can|understands?)
        """,
    ]
)
CHORE = any_of(
    [
        r"""
            (?:
                copy|copies|copying|re-?types?|re-?typing|types?|typing|re-?keys?|re-?keying|keys? in|keying|
                re-?enters?|re-?entering|chases?|chasing|search(?:es|ing)?|hunts?|hunting|looks? for|
                looking for|digs?|digging|dig through|queues?|waits?|waiting|queuing|redo|redoing|reworks?|
                reworking|juggles?|juggling|babysits?|reconciles?|reconciling|corrects?|correcting|
                fix(?:es|ing)?|repairs?|repairing|scrolls?|firefights?|argues?|arguing|fights?|fighting|
                runs? after|runs? around|running around|running after|ferry|nags?|puzzles?|guesses?|guessing|
                deciphers?|deciphering|
                (?:
                    phones?|calls?|rings?|phoning|calling|ringing
                ) (?:around|round|everyone|everybody|each|them all)|
                stays? late|works? late|overtime|cleans? up|cleaning up|sorts? out|sorting out|tidy up|
                stands?|standing|sits?|sitting
            )
        """,
    ]
)
TEDIOUS = any_of(
    [
        r"""
            twice|two times|three times|double|again and again|over and over|from scratch|one by one|all day|
            all day long|all the day|(?:the )?whole day|all night|for hours|hours and hours|for days|
            for weeks|all the time|
            half (?:of )?the (?:day|time|week|night|morning|shift)|
            by hand|by eye|by ear|by heart|on foot|manually|until (?:midnight|late|two|three|ten|eleven)|
            line by line|for nothing|in vain|every single \w+|in the middle of the night|until midnight|
            at midnight|on (?:sundays?|saturdays?|weekends)|every (?:sunday|saturday|weekend)|
            (?:two|three|four|five|six|seven|\d+) (?:different )?
            (?:systems|places|tools|spreadsheets|lists|times)|
            manual
        """,
    ]
)
OFTEN = any_of(
    [
        rf"""
            every (?:single )?(?:
                day|week|night|morning|evening|month|time|shift|other \w+|second \w+|third \w+|few \w+|
                quarter|year|winter|summer|{_TIME}
            )|
            each (?:time|day|week|month)|always|constantly|permanently|endlessly|again|daily|weekly|
            several times|(?:two|three|four|five|ten|\d+) times|regularly|forever|half the time|
            most of the time|{_NUMBER} (?:\w+ )?(?:hours?|minutes|days|weeks)|hours?|days|the same \w+|
            whole days|on (?:mondays|fridays|weekends)|at night|whenever|ages
        """,
    ]
)
_PRAISE = any_of(
    [
        r"""
            (?:happy|satisfied|pleased|glad|excited|impressed|thrilled) (?:with|about|that|to|so far)|
            works? (?:~ )?(?:well|fine|great|perfectly|nicely|like a (?:charm|dream))|
            runs? (?:well|fine|smoothly|great|like clockwork)|
            no (?:~ )?(?:
                problems?|complaints?|issues?|trouble|breakdowns?|failures?|losses|waste|need|rush|hurry|
                worries|delays?|big deal
            )|
            not (?:~ )?(?:a|an|any|our|much of a)? ?(?:problem|issue|trouble|challenge|bottleneck|concern)|
            (?:
                never|hardly|rarely|doesn't|don't|didn't|hasn't|won't|haven't|isn't|aren't|without|nothing|
                none|no longer|not
            ) (?:~ )?(?:ever |gets? |get |really |any |a |been |single |is |one )*
            (?:
                fails?|failed|failing|broke|breaks?|broken|crash(?:es|ed)?|lost|loses?|losing|wast\w+|
                let us down|leaks?|jams?|freez\w+|miss(?:es|ed)?|stolen|damaged|wrong|late|slow|bad|
                complain\w*|difficult|complicated|hard|down|manual|impossible|expensive
            )
        """,
        r"""
            takes? (?:~ )?(?:only |just |about )?(?:a|one|two|three|five|a few) (?:minutes?|seconds?)|
            used to|back then|in the old days|years ago|
            before (?:we|that|then) (?:\w+ )?(?:got|had|bought|switched|introduced|used|installed|moved)|
            until (?:we|last|recently|two|three) (?:\w+ ){0,2}
            (?:got|had|bought|switched|introduced|used|installed|moved|year|month)?|
            since (?:we|then) (?:~ )?
            (?:switched|got|have|use|moved|started|installed|introduced|bought|changed|'ve)?|
            no longer|(?:not|n't|no \w+) .{0,40}any ?more|
            (?:has been|is|was|'s|got|all|that's|have been|we've|we) (?:~ )?
            (?:solved|sorted|fixed|resolved|behind us|over now|history)|
            gone (?:now|since|down)|dropped (?:to|by)|in the past|problem of the past
        """,
    ]
)
_BOOTH = any_of(
    [
        r"""
            (?:your|this|the|that|next|our|other) (?:booth|stand|hall|fair|exhibition|keynote|aisle)|
            this (?:show|place)|badge|
            i(?:'ve)? (?:had|have|got|have got) (?:a|the) (?:bad|sore|stiff) (?:
                back|knee|leg|hip|cold|night|neck|foot
            )|
            couldn't sleep|didn't sleep|slept badly|hang ?over|
            my (?:~ )?(?:
                train|flight|plane|taxi|bus|hotel|feet|foot|legs?|wife|husband|kids?|son|daughter|car|phone|
                back|voice|knee|hand|bag|coat|jacket|colleague|battery|laptop|card|pen|lunch|head|ears?
            )|
            coffee (?:here|queue|line|is|was|over)|(?:for|had|have|missed|skipped|the) lunch|
            lunch (?:is|was|here)|wi-?fi here|toilets?|
            (?:terrible|awful|horrible|bad|nice|lovely|such|the) (?:parking|traffic|weather)|
            (?:parking|traffic|weather) (?:here|today|this morning|in this|on the way|was|is)|
            park (?:here|the car)|shuttle|(?:the|his|her|our) flight|airport|(?:over|in|out) here|
            walk(?:ed|ing)? around all day|
            the (?:queue|line) (?:for|at) the (?:coffee|food|entrance|registration|bar)|
            this morning on the|to(?:day)?'s (?:show|fair)
        """,
    ]
)
HAPPENS = phrase(inflected(STRONG_VERBS))
HAPPENS_PERHAPS = phrase(inflected(WEAK_VERBS))
IS_BAD = phrase(rf"""
    (?:
        is|are|was|were|\w+'s|\w+'re|its|theyre|thats|gets?|got|gotten|looks?|becomes?|became|
        turns? (?:out|into)|stays?|seems?|feels?|sounds?|goes?|has been|have been
    ) (?:~ )?(?:
        (?:
            a|an|the|all|just|so|too|very|pretty|such|way|far|often|usually|rather|quite|absolute|complete|
            total|real|pure|bit|of|terribly|awfully|extremely|completely|totally|mostly|partly|half|
            hopelessly|plain|bloody|one|big|right|\w+(?= years)
    ) )*(?:{either(STATES)})
""")
BAD_THING = phrase(
    either(NOUNS)
    + r"""
        |shoe ?box(?:es)?|post-?its?|(?:bits|scraps|slips) of paper|back of an envelope|string and tape|
        (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:different )?
        (?:passwords|logins|systems|spread-?sheets|versions|portals|apps|lists|tools)
    """
)
FOUND_LATE = phrase(r"""
    (?:
        finds? out|found out|learns?|hears?|notices?|realises?|realizes?|discovers?|knows?|sees?|spots?|
        tells?
    ) (?:\w+ ){0,6}?(?:only |just )?(?:
        when|once|after|afterwards|from (?:the|a|our|my|their)|by (?:chance|accident|luck)|too late|
        (?:hours|days|weeks|months) later|the (?:next|following|morning after)|because (?:the|a) customer
    )|
    (?:finds?|found|catch|see|sees|leave|leaves|left) (?:\w+ ){1,5}
    (?:
        broken|empty|closed|wrong|missing|open|dead|blocked|full of|wet|unlocked|switched off|unattended|
        lying|rotten|damaged
    )|
    (?:
        customers?|clients?|parents|patients|people|tenants|residents|guests|drivers|users|members|students|
        passengers|suppliers|farmers|staff|shops|branches|neighbou?rs|everybody|everyone|auditors?|
        inspectors?
    ) (?:\w+ ){0,3}?
    (?:ring|rings|call|calls|phone|phones|mail|mails|e-?mail|write|writes|text|come|comes) (?:\w+ ){0,6}?
    (?:
        to (?:ask|shout|complain|say|yell|tell|cancel|find out|moan)|
        asking|shouting|complaining|yelling|wanting|in tears|every|all day|\w+ times|furious|angry
    )
""")
STANDS_BADLY = any_of(
    [
        r"""
            (?:(?:all|everything|it|is|lives|sits|plans|keeps|has) )(?:\w+ ){0,3}?
            in (?:his|her|their|my|one|somebody's|\w+'s) (?:own )?heads?
        """,
        r"""
            (?:can't|cannot|couldn't|never) (?:~ )?
            (?:account for|trace|place|explain|keep apart|tell apart|read|reach|locate)
        """,
        r"""
            (?:
                drives?|walks?|runs?|wanders?|goes|go|roams?|driving|walking|running|wandering
            ) (?:around|about|round|up and down)(?: \w+){0,2} (?:looking|searching|hunting|asking|shouting)
        """,
        r"(?:it's |is )?always the same|always on (?:a )?\w+days?|always at (?:night|the weekend|the worst)",
        r"(?:an?|one|two|three|\w+) (?:day|week|month|year|hour)s? old(?! (?:company|firm|business))",
        r"""
            (?:two|three|four|five|six|seven|ten|several|many|\w+) different (?!
                kinds|sizes|products|types|countries|languages|sites|customers|colou?rs
            )\w+
        """,
        r"""
            before (?:anyone|anybody|somebody|someone|we|they|the \w+) (?:\w+ )?
            (?:
                notices?|noticed|knows?|knew|sees?|saw|signs?|answers?|finds?|found|realise\w*|realize\w*|
                hears?
            )
        """,
        r"""
            more (?:\w+ ){0,3}than (?:we|they|it|i) (?:\w+ )?
            (?:sell|sells|make|use|need|have|pay|earn|ship|bake|should|get)
        """,
        r"""
            (?:had|have|has|having) to (?:
                bin|throw|scrap|dump|recall|close|shut|redo|destroy|stop|cancel|refund|apologi[sz]e|evacuate|
                ground|send back|start (?:again|over)|guess|beg|chase|wait|queue|rework|rewrite|retype
            )
        """,
        r"""
            (?:
                goes?|went|passed?|handed|sent|runs?|travels?|wanders?
            ) (?:a?round|through) the (?:building|house|office|company|departments?)|
            from (?:desk|hand|pillar|office|door|inbox) to (?:desk|hand|post|office|door|inbox)|
            back and forth|in circles|round and round
        """,
        r"""
            (?:just|only) (?:stands?|sits?|lies?|hangs?) (?:there|around|about|idle)|
            (?:tells?|says?|shows?) (?:you |us |me )?nothing|nobody (?:thought|thinks|bothers?|cares?|asks?)
        """,
        # Blind, too late, one alone, dearer each year.
        r"(?:nobody|no one)(?:'s| is) (?!here|against|forcing|in a)\w+ing",
        r"""
            (?:has|have|gets?|got|sees?|knows?|hears?) nothing
            (?! (?:to|against|but|more|else|special|in|wrong|about)\b)
        """,
        r"""
            (?:the|our|a|my) (?:
                customers?|clients?|tenants?|neighbou?rs?|residents?|guests?|patients?|parents|police|press|
                driver
            ) (?:had to )?(?:tells?|told|informs?|informed|warns?|warned) (?:us|me)
            (?! (?:about|that|to|you|of)\b)
        """,
        r"""
            (?:is|are|was|were|gets?|stays?|it's|they're) (?:~ )?(?:far |way |much )?
            too (?:high|low|long|hot|cold|warm|short|weak|thin|heavy|far|dark|loud|wet|dry|rough|crowded)
            (?! for (?:us|me|that|this)\b)
        """,
        r"but not (?:where|when|why|who|which|how|what|the (?:reason|cause|place))",
        rf"""
            (?:
                gets?|sees?|have|has|knows?|learns?|hears?|notices?|comes?|arrives?|reads?|enters?|updates?|
                find|finds
            ) (?:\w+ ){{0,4}}?(?:
                the (?:day|week|month|morning) after(?! tomorrow)|
                the (?:next|following) (?:day|morning|week|month)|
                {_NUMBER} {_TIME} (?:later|after|late)
            )
        """,
        r"""
            (?:
                find(?:s|ing)?|notic(?:e|es|ing)|see(?:s|ing)?|learn(?:s|ing)?|get(?:s|ting)?|know(?:s|ing)?|
                discover(?:s|ing)?|catch(?:es|ing)?|hear(?:s|ing)?
            ) (?:\w+ ){0,3}?only (?:at|when|after|in the|on|by|once|then|later)
        """,
        r"""
            (?:each|every|everyone|everybody|all)
            (?: (?!other)\w+){0,3}? (?:wants?|has|have|uses?|needs?|asks? for|sends?|writes?|does|do) (?:
                another|a different|different|an ?other|its own|his own|their own
            ) \w+
        """,
        r"different (?:for|in|at|with|from) (?:each|every|one) \w+",
        r"""
            (?:
                sometimes|often|half the time|mostly|usually
            ) (?:there's|there is|there are|they|we|it|he|she) (?:~ )?(?:is |are |have |has |get |gets )?
            (?:no|nothing|not|never|don't|doesn't|isn't|aren't|forgets?)\b
        """,
        r"""
            (?:isn't|aren't|wasn't|weren't|not|never|hardly) (?:
                good enough|up to date|readable|complete|correct|reliable|maintained|written down|
                in one place
            )
        """,
        r"""
            the only (?:one|person|man|woman|guy|people|ones|\w+) (?:who|that) (?:~ )?
            (?:knows?|understands?|can|could|speaks?)
        """,
        r"""
            (?:prices?|costs?|bills?|charges?|fees?|premiums?|rates?|rents?|tariffs?) (?:\w+ ){0,3}?
            (?:goes|go|went|gone|going|keeps? going|keeps? climbing|climbs|rose|risen|rises|rising) (?:up)?
        """,
        r"""
            (?:
                charge|charges|charged|charging|bill|bills|billed
            ) (?:us|me) (?:again|twice|double|for every|extra|each)
        """,
        rf"""
            (?:
                shut|closed|stopped|blocked|blocks|halted|grounded|took (?:out|down)|knocked out|cut|
                were (?:down|out|closed|without \w+)|was (?:down|out|closed)
            ) (?:\w+ ){{0,5}}?for (?:about |almost |nearly |over |more than )?{_NUMBER}(?: \w+)? {_TIME}
        """,
        rf"""
            (?:stays?|lies?|waits?|hangs?|stayed|lay|waited) (?:\w+ ){{0,2}}?
            {_NUMBER} {_TIME} (?:on|in|at|outside|there|before|until|for)
        """,
        r"(?:we're|we are|they're|they are|i'm|i am) (?:~ )?losing(?: it| them)?(?=\W*$|[,.])",
        r"""
            (?:we|i)(?:'ve)? (?:~ )?had (?:a|an|one|two|three|four|five|several|some) (?!
                (?:\w+ )?(?:
                    meetings?|demos?|demonstrations?|trials?|tests?|pilots?|offers?|quotes?|audits?|visits?|
                    visitors?|talks?|calls?|chats?|projects?|tenders?|fairs?|looks?|years?|contracts?|
                    systems?|tools?|people|good|great|nice|coffee|lunch|days?|consultants?|presentations?|
                    budgets?|stands?|booths?|shops?|offices?|jobs?|orders?|guests?|partners?|courses?|shows?|
                    systems?|conversations?
                )\b
            )(?:\w+ ){1,6}?(?:in|last|this|since|on) (?:
                (?:
                    january|february|march|april|may|june|july|august|september|october|november|december|
                    summer|winter|spring|autumn|week|month|year|night
                )|
                a \w+day
            )
        """,
        # Ways of speaking.
        r"""
            like (?:
                pulling teeth|herding cats|finding a needle|talking to a wall|a house of cards|the wild west|
                groundhog day
            )|
            needle in a haystack|square one|wild goose chase|house of cards|held together (?:with|by)|
            on (?:its|his|her|their) last legs|wing and a prayer|(?:at|to) (?:my|our|their) wits' end|
            can of worms|hanging by a thread|chas(?:e|ing) (?:our|their|my|his) tails?|playing catch-?up|
            pull(?:ing)? (?:my|our|their) hair|the bane of|a thorn in|last straw|
            sick to (?:death|the back teeth)|had (?:it )?up to here|the left hand|cry(?:ing)? wolf|
            drop(?:s|ping)? the ball|all hell breaks|goes? out of the window|shouts? loudest|never shuts? up
        """,
        r"by the time",
        r"(?:god|heaven|lord|goodness|who|nobody|no one) (?:only )?knows",
        r"(?:anyone|anybody)'s guess",
        r"in the dark|flying blind|off by heart|at the mercy",
        r"haven't (?:a|the) (?:\w+ )?(?:clue|idea)",
        r"""
            (?:phones?|telephones?|alarms?|bells?|questions|calls|e-?mails|complaints) (?:~ )?
            (?:never|doesn't|don't) (?:stops?|ends?)
        """,
        r"(?:phone|telephone) (?:~ )?rings (?:all|every|off|non-?stop|constantly)",
        r"the wrong (?!person|stand|booth|hall|question|guy|man|one to ask)\w+",
        r"(?:more|longer|higher|fewer|less|later) than (?:it|they|we) (?:should|ought|need|planned)",
        r"through the roof|sky-?rocket\w*|(?:has|have|'s|'ve) (?:~ )?(?:doubled|tripled|exploded|shot up)",
        r"not enough|never enough|hardly enough|short of|(?:we|they|it) lacks?|too few",
        r"""
            (?:don't|doesn't|do not|didn't|never) (?:~ )?have (?:a|any|an|the) (?:~ )?
            (?:clue|idea|overview|visibility|control|trace|record|proof|history|warning|way of|insight)
        """,
        r"""
            (?:keep|keeps|kept) (?:on )?
            (?!going|us|it|coming|growing|learning|track|an|a|the|in|up|you|our|my|to)\w+ing
        """,
        r"(?:depends?|hangs?|rests?|relies|rely) on (?:one|a single|his|her|two|whoever)",
        r"no two (?:\w+ )?(?:agree|match|are|do|\w+ the same)",
        r"""
            (?:a|one|two|three|four|five|six|\w+|\d+) (?:hours?|days?|weeks?|months?|minutes?) (?:
                late|behind|overdue|wasted|too late|lost
            )
        """,
        r"""
            (?:sixty|seventy|eighty|ninety|half|forty|fifty|thirty|twenty|ten) percent (?:~ )?
            (?:of (?:it|them|the|our|that)|is|are) (?:\w+ )?
            (?:wrong|bad|late|nothing|useless|false|empty|scrap|wasted|rubbish)
        """,
        r"""
            (?:one|two|three|four|five|six|eight|ten|\w+) (?:out of|in) (?:
                two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|a hundred|\d+
            ) (?:\w+ ){0,3}?(?:is|are|gets?|comes?|goes|fails?|never|can't|doesn't|don't|has|have)
        """,
        r"(?:spends?|spending|spent) (?:\w+ ){1,5}?(?:\w+ing|on the (?:phone|road))\b",
        r"""
            (?:and|with|but|have|we've|i've|they've|got) no (?:\w+ )?
            (?:picture|idea|clue|notion|way|record|trace|proof|overview|warning)\b
        """,
        r"(?:just|simply|all|half|suddenly|are|is|'s) gone(?= ?(?:$|[,.!?]|missing|from|by|when|after))",
        r"""
            (?:every|each|everyone|everybody|all) (?:\w+ ){0,3}?
            (?:wants?|has|have|does|do|uses?|needs?|asks?|keeps?|works?|writes?|calls?) (?:\w+ ){0,6}?
            (?:(?:its|his|her|their) own|differently|different(?:ly)?|another way|something else)\b
        """,
        r"lets? (?:\w+ ){0,3}?(?:through|slip)",
        r"(?:rings?|ringing|writes?|sent|goes?|sits?|belongs) (?:out )?(?:to|by|with|for) (?:nobody|no one)",
        r"(?:queues?|lines?|queue's|line's) (?:\w+ ){0,2}?(?:round|around|down to|out of|out to|to) the",
        r"until (?:my|our|their) \w+ (?:bleed|hurt|fall|drop|ache)\w*|until (?:we|i) drop",
        r"""
            (?:knowledge|know-how|experience|memory) (?:
                goes|leaves|walks|retires|dies|is lost|sits|lives|disappears
            )|
            goes the (?:knowledge|know-how|experience|memory)
        """,
        r"ends? up (?:in|on|at|with|under|somewhere|as|paying|doing|\w+ing)",
        r"""
            (?:
                gets?|got|given|gave|paid|pay|sent|send|booked|book|delivered|billed|bill|charged|counted|
                count|ordered|order|wrote|write|done|do|typed|type|entered|enter|bought|buy
            ) (?:\w+ ){0,4}?(?:twice|two times|three times)
        """,
        r"(?:below cost|at a loss|out of (?:our|my) own pocket|under water|in the dark|by mistake|by accident)",
        r"""
            (?:have|has|got|get|gets|see|had) (?:\w+ ){1,2}?(?:\w+ )?(?:
                breaks?|stops?|trips?|misses|calls|alarms?|errors?|faults?|leaks?|jams?|crashes|complaints|
                claims|returns|incidents?|accidents?|falls|injuries|losses|outages|breakdowns
            ) (?:a|an|per|every|each) (?:day|week|month|year|shift|hour|night|season|quarter)
        """,
        r"""
            (?:comes?|came|goes|went|sent|returned|arrives?|arrived) (?:back |out |home |in )?(?:\w+ )?
            (?:
                broke|broken|bent|cracked|dirty|scratched|empty|half empty|damaged|wet|dead|wrong|incomplete|
                short
            )(?: in)?
        """,
        r"only (?:\w+ )?(?:ever )?(?:find|hear|learn|notice|see|know|get|realise)",
        r"(?:nothing|none) (?:\w+ ){0,3}?(?:fits|works|matches|connected|written|documented|together)",
        r"(?:i'm|we're) the one(?:s)? (?:standing|who|that|sitting|cleaning|paying|\w+ing)",
    ]
)
PORTION = phrase(r"""
    (?:
        every (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|other)|
        \w+ (?:in|out of) (?:every )?
        (?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|a hundred|\d+)|
        (?:a |one |two )?(?:half|third|quarter|fifth|sixth|tenth|dozens|hundreds|thousands|thirds)
        (?: of)? (?:of )?(?:our|my|the|them|it|these|those|all)|
        half (?:of )?(?:our|my|the|them|it)|\w+ of (?:them|those)|(?:\w+ )?percent of|
        most of (?:our|my|the|them)
    )
""")
AGAIN = phrase(r"""
    twice|two times|three times|four times|\w+ times an? \w+|again|over and over|all (?:the )?day(?: long)?|
    all night|constantly|always|every single \w+|each time|every time|
    every (?:\w+ )?(?:minutes?|hours?|few \w+)|
    every (?:
        day|week|month|night|morning|year|shift|season|evening|monday|friday|saturday|sunday|winter|summer
    )|
    forever|for (?:hours|days|weeks|ages|months)|at (?:midnight|night)|in the (?:evening|night|middle of)|
    on (?:sundays?|saturdays?|weekends)|whenever|by hand|by eye|by ear|by heart|on foot|manually|
    until (?:midnight|late|two|three|ten|eleven)|line by line|one by one|from scratch|nothing|none|nowhere|
    hours?|weeks?|
    (?:last|this) (?:year|month|week|spring|summer|autumn|winter|quarter)
""")
TOIL = phrase(r"""
    by hand|by eye|by ear|manually|all day long|all night|until (?:midnight|late|two|three|ten|eleven)|
    over the weekends?|on (?:sundays?|saturdays?)|in the evenings?|line by line|one by one|day and night|
    every (?:single )?night|
    with a (?:torch|clipboard|ruler|pencil|stopwatch|highlighter)|
    on foot
""")
FOLLOWS = phrase(r"""
    (?:and )?then (?:we|i|they|the|nobody|somebody|it|my|our|never|two|everyone|everybody|someone)|
    (?:have|has|had|got|forced) to (?!be|have|do|say|think|admit|see|go\b)\w+|
    (?:two|three|four|five|six|\d+|different|separate) (?:different )?
    (?:
        systems?|versions?|spread-?sheets?|tools|lists|places|databases|logins|screens|apps|portals|sheets|
        copies|programs|forms
    )|
    up to (?:\w+ )?\w+ (?:hours|days|weeks|minutes)|still|not (?:one|a single|even)|
    (?:so|and) (?:we|i|they|half|people|two|three|nobody|everyone|everybody|somebody|someone) (?:~ )?
    (?:
        have to|has to|end up|ends up|must|miss|don't|can't|never|are left|am left|get|sit|wait|stand|lose|
        drive|ring|call
    )|
    ends? up|in the end|instead of|only to|though|anyway|the hard way|because
""")
UNABLE = phrase(r"""
    (?:
        can't|cannot|couldn't|can never|could never|isn't able to|aren't able to|unable to|can not|could not|
        do not|does not|did not|will not|not able to|never|doesn't|don't|didn't|won't|hasn't|haven't|hardly|
        barely|nobody|no one|no body|none of \w+|no \w+ (?:ever|can)|not one \w+
    ) (?:~ )?(?:ever |even |be |have |can |could |has |get |really )*
    (?!
        mind\b|need\b|want\b|care\b|worry\b|like\b|complain|think\b|believe\b|decide|sign|say\b|
        tell you (?:that|how much|the)|wait\b|afford|mean\b|will\b|would\b|
        have (?:a|any|the) (?:budget|money|time|number|date|plan)|
        have to\b|use\b|go\b|do\b|yet\b|else\b|here\b|buy\b|spend\b|pay\b|a\b|the\b|that\b|it\b|really\b|
        know (?:yet|you|it|how much)|been\b|heard\b|seen\b|too\b|so\b
    )\w+
""")
_MAYBE = compiled(r"""
    \b(?:
        would|wouldn't|could|might|may|'ll|will|won't|should|shall|going to|want(?:s|ed)?|
        need(?:s|ed)? (?:to|a|an|something)|so that|in order to|to avoid|avoid\w*|prevent\w*|reduc\w+|
        stop\w* (?:us|them)|in case|unless|looking for|like to|love to|hope|wish|imagine|try(?:ing)? to|
        plan(?:ning)? to|you can|hard to believe|don't want
    )\b
""")
_YOU = re.compile(r"\b(?:you|your|yours|you're|you've|you'd|u)\b")
_GENERIC_YOU = compiled(r"""
    \b(?:
        app|system|program|programme|software|thing|it|screen|scanner|portal|tool|machine|device|they|that|
        which|who
    ) (?:\w+ )?
    (?:logs|kicks|throws|makes|asks|lets|tells|costs|drives|leaves|forces|keeps|locks|shuts|sends|gives) you\b|
    \byou
    (?:'d)? (?:can't|never|have to|don't know|lose|wait|spend|get|need to|know|see|be (?:amazed|surprised))\b|
    \b(?:thank|tell|ask|believe|assure|mind) you\b
""")
_NOUNS_ONLY = compiled(r"""
    \b(?:packing|delivery|pay|paper) slips?\b|\b(?:coffee|lunch|tea) breaks?\b|
    (?<!everything )(?<!all )(?<!what )(?<!that )(?<!thing )\b
    (?:we|i) (?:make|sell|build|produce|manufacture|offer|install|design|distribute|import|cater|supply)\b|
    \bbreaks? even\b|\bfail-?safe\b|
    \bwaste (?:company|disposal|management|water|collection|recycling|trucks?|plant|firm)\b|
    \bscrap (?:yard|metal|dealer)\b|\brunning late\b|\bgo ahead\b|
    \b(?:wrong|lost|late|bad) (?:booth|stand|hall|time)\b|
    \bgoing bad\b|\bturnover of\b|
    \b(?:turnover|revenue|we're|we are|company|firm|group)\b.{0,40}\b(?:million|billion)\b
""")

_ASKS = compiled(r"""
    \W*(?:(?:and|so|but|well|um|uh|hm+)\W+)*(?:
        (?:does|do|did|is|are|can|could|would|will|should) (?:
            it|you|they|we|i|that|this|the|there|these|those|anybody|your
        )\b|
        how (?:much|many|long|do|does|is|are|would)\b|what (?:does|do|is|are|about|if)\b
    )
""")


def excused(text: str) -> bool:
    """Return whether a clause praises, tells of what is over, or is about the fair."""
    return _PRAISE.search(text) is not None or _BOOTH.search(text) is not None


def speaks_to_us(text: str) -> bool:
    """Return whether a clause is about the rep or his firm, and not "you" as in "you never know"."""
    return _YOU.search(_GENERIC_YOU.sub("", text)) is not None


def asks(text: str) -> bool:
    """Return whether a clause begins as a question, or is no statement about one's own work."""
    return (
        speaks_to_us(text)
        or _ASKS.match(text) is not None
        or _NOUNS_ONLY.search(text) is not None
        or re.match(
            r"\W*(?:if|unless|so that|in case|let's|let me|please|imagine|say|suppose|otherwise|or else)\b",
            text,
        )
        is not None
    )


def asserted(pattern: re.Pattern[str], reading: Reading, span: Span) -> bool:
    """Return whether a clause says what a pattern tells, and does not deny it or only think of it."""
    text = reading.of_span(span)
    return any(
        not negated(reading, span.start + match.start(), start=span.start)
        and not _MAYBE.search(text[: match.start()])
        for match in pattern.finditer(text)
    )
