"""What happens that hurts: "the printer went down", "we lost a customer"."""

from agent.insight.signals.challenges.pains import NUMBER, TIME
from agent.insight.signals.language.reading import any_of

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
                {NUMBER}(?: \w+)? (?:
                    {TIME}|people|persons?|clicks|steps|phone ?calls|e?-?mails|signatures|staff|guys|of us
                )|
                hours|days|weeks|months|half (?:of )?(?:the|a|my|our) \w+
            )
        """,
        rf"""
            (?:spends?|spending|spent|burns?|burning|sit|sits|sitting|wastes?|wasting) (?:~ )?
            (?:about |around |over |more than |at least |nearly |almost |up to |easily |like )*
            (?:
                my |our |their |his |her |every |each |whole |hole |entire |half |all |most of |the |
            too much |so much |a lot of |{NUMBER} )+(?:of )?(?:the |their |our |my )?(?:time|{TIME})
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
