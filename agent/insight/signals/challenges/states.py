"""How something stands badly: "it's a mess", "nobody has the overview"."""

from agent.insight.signals.challenges.pains import NUMBER, TIME
from agent.insight.signals.language.reading import any_of

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
                {NUMBER} {TIME} (?:later|after|late)
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
            ) (?:\w+ ){{0,5}}?for (?:about |almost |nearly |over |more than )?{NUMBER}(?: \w+)? {TIME}
        """,
        rf"""
            (?:stays?|lies?|waits?|hangs?|stayed|lay|waited) (?:\w+ ){{0,2}}?
            {NUMBER} {TIME} (?:on|in|at|outside|there|before|until|for)
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
