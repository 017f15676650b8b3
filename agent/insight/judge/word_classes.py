"""Words that mean much the same to a judge of booth talk.

What a few thousand sentences of training text cannot hold. Written by hand; a word may stand in several
classes.
"""

PLACEHOLDERS = {
    "<number>": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
        "hundred thousand million grand lakh crore dozen couple half quarter"
    ),
    "<time>": (
        "january february march april may june july august september october november december jan feb "
        "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
        "sunday mondays tuesdays wednesdays thursdays fridays q1 q2 q3 q4 spring summer autumn fall "
        "winter christmas easter week weeks month months year years quarter tomorrow tonight weekend"
    ),
    "<money>": (
        "euro euros eur dollar dollars usd pound pounds quid gbp franc francs chf kronor kroner zloty "
        "rupees € $ £ k cents bucks"
    ),
    "<glue>": (
        "a an the of and or with in on at to for by from that which who is are was be been has have had "
        "do does did we i you he she it they our my your their its his her this there then so but as if "
        "not no just very really all also"
    ),
}
"""Words that stand for a kind of words; glue only where names are looked for. The first that fits counts."""

WORD_CLASSES = {
    "lose": (
        "lose loses losing lost loose vanish vanishes vanished disappear disappears disappeared missing "
        "gone misplaced misplace misses missed miss strays stray leak leaks leaking leaked shrink "
        "shrinks spill spills mislaid walks evaporate evaporates untraceable lacks lacking"
    ),
    "break": (
        "break breaks broke broken breakdown breakdowns crash crashes crashed freeze freezes froze "
        "frozen die dies died dead fail fails failed failure failures collapse collapses jam jams jammed "
        "jamming clog clogs clogged overheat overheats melt melts burst bursts rot rots rust rusts wear "
        "wears wore snap snaps stall stalls stalled stuck trip trips tripped falling fall falls fell "
        "drop drops dropped cracks crack cracked tear tears torn splits split seize seized corrode "
        "corrodes blow blows blew blown wobble flicker"
    ),
    "waste": (
        "waste wastes wasted wasting scrap scraps scrapped scrapping bin binned throw throws threw "
        "thrown dump dumps dumped spoil spoils spoiled spoilt rework redo redoing discard discarded "
        "write-off burnt burn burns landfill"
    ),
    "wait": (
        "wait waits waiting waited queue queues queuing queueing queued delay delays delayed late later "
        "slow slower slowly slowest forever ages hours hang hangs hanging idle idling standstill stand "
        "stands standing bottleneck backlog overdue lag lags lagging sit sits sitting pile piles piling "
        "stack stacks heap heaps"
    ),
    "wrong": (
        "wrong error errors mistake mistakes incorrect inaccurate mixup mix-up mixed confuse confused "
        "confusion mess messy chaos chaotic garbage rubbish nonsense false faulty defect defects "
        "defective bug bugs buggy mistyped typo typos mismatch outdated stale useless unreliable "
        "duplicate duplicates duplicated contradict guess guessing guesswork guesses misread unreadable "
        "illegible"
    ),
    "money_lost": (
        "fine fined fines penalty penalties surcharge demurrage compensation refund refunds claim claims "
        "costly fortune bleeding bleed overpay overpaid overtime overrun overruns lawsuit lawsuits "
        "credit"
    ),
    "annoy": (
        "annoying annoy annoys annoyed frustrating frustrate frustrated hate hates hated nightmare "
        "headache headaches pain painful hurt hurts hurting bother bothers nuisance mad crazy insane "
        "driving awful terrible horrible dreadful ridiculous joke embarrassing embarrassed tedious "
        "boring fed sick tired trouble troubles problem problems problematic issue issues struggle "
        "struggles struggling difficult hard tough killing kills bad worse worst worrying stressful "
        "stress tears weep cry crying despair hopeless curse swear disaster carnage madness misery grief "
        "bane"
    ),
    "complain": (
        "complain complains complaining complaint complaints moan moans moaning shout shouts shouting "
        "scream screams yell yelling angry furious unhappy upset ring rings phoned grumble revolt sue "
        "scold"
    ),
    "blind": (
        "blind unknown unclear idea clue track overview visibility picture know knows tell prove find "
        "finds see sees locate whereabouts notice notices noticed discover spot realise realize"
    ),
    "negation": (
        "no not never nobody none nothing nowhere hardly barely neither without nope cannot cant dont "
        "doesnt didnt wont isnt arent wasnt havent hasnt couldnt wouldnt shouldnt noone"
    ),
    "manual": (
        "hand manually manual typing type types typed retype retyping retypes writes write written "
        "writing copy copies copying copied paste pasting enter entering scribble scribbles scribbled "
        "pen pencil walk walks walking phoning calling calls search searching searches hunting hunt "
        "chase chases chasing chased count counting counts sort sorting staple stapling filing folding "
        "puzzle puzzling pushing ticking scanning reconcile reconciling"
    ),
    "want": (
        "want wants wanted need needs needed require requires required wish wishes love like prefer hope "
        "hoping hopes looking search seeking after dream ideal ideally must should ought mandatory "
        "compulsory essential crucial vital important key condition requirement requirements demand "
        "demands insist insists expect expects ask asks expected musthave goal aim target objective"
    ),
    "able": (
        "able can could capable handle handles cope copes support supports work works integrate "
        "integrates connect connects talk talks read reads run runs show shows alert alerts warn warns "
        "remind reminds flag flags detect detects recognise recognises forecast predict predicts "
        "automatic automatically export exports sync syncs scale fit fits survive survives"
    ),
    "device": (
        "app phone phones tablet tablets screen sensor sensors camera cameras scanner scanners terminal "
        "button dashboard alarm alarms sms text notification system software tool platform solution "
        "program programme database server cloud box gadget probe label labels barcode tag tags"
    ),
    "paper": (
        "paper papers sheet sheets spreadsheet spreadsheets excel clipboard clipboards whiteboard board "
        "notebook notebooks book books binder binders folder folders card cards diary diaries calendar "
        "list lists form forms pencil pen marker sticker stickers tape note notes notepad ledger logbook "
        "chart printout printouts fax faxes email emails mail e-mail whatsapp telegram phone sharepoint "
        "access word pdf pdfs usb drive corkboard blackboard chalk post-it stamp stamps wall magnet "
        "magnets magnetic photo photos thermometer stopwatch eye eyes ear thumb nose memory head gut "
        "bucket ruler bell walkie-talkie radio"
    ),
    "in_use": (
        "use uses using used run runs running with on have has got existing current currently today now "
        "present installed place"
    ),
    "person": (
        "boss chief ceo cfo coo cto cio cmo md gm director directors manager managers head owner owners "
        "founder chairman chairwoman president vp board council committee partner partners shareholder "
        "shareholders investor investors wife husband missus brother sister father dad mother mum mom "
        "son daughter uncle aunt professor dean rector headmaster headmistress principal bishop mayor "
        "minister governor governors trustee trustees trust assembly management headquarters hq group "
        "purchasing procurement finance accounting controlling controller legal lawyer lawyers "
        "compliance audit auditor auditors it security union unions ministry insurer insurance bank "
        "matron surgeon captain colonel commander general superintendent foreman supervisor treasurer "
        "secretary landlord members panel jury qp"
    ),
    "worker": (
        "driver drivers nurse nurses worker workers operator operators staff team crew crews lads guys "
        "girls ladies people colleagues guards guard technician technicians mechanic mechanics engineer "
        "engineers fitter fitters teacher teachers student students pupils parents patients residents "
        "customers customer guests tenants members clients inspector inspectors dispatcher dispatchers "
        "planner planners clerk clerks receptionist temps apprentice trainees intern volunteers carers "
        "doctors doctor picker pickers foremen subcontractors pilots captains farmers growers cooks "
        "chefs waiters cleaners"
    ),
    "decide": (
        "decide decides decided decision decisions choose chooses chose pick picks sign signs signed "
        "signature approve approves approved approval agree agrees agreed ok okays okay nod nods veto "
        "vetoes vetoed authorise authorize authorises final say word call stamp stamps countersign "
        "release releases vote votes voted bless blessing consent permission permit rubber-stamp tick "
        "ticks sanction greenlight purse pen"
    ),
    "advise": (
        "recommend recommends recommendation recommendations advise advises advice propose proposes "
        "proposal suggest suggests suggestion evaluate evaluation evaluates test tests shortlist report "
        "write prepare comparison compare input influence opinion listen listens ask trusts voice ear "
        "whisper"
    ),
    "no_say": "just only merely user intern trainee apprentice nobody",
    "money": (
        "budget money cash funds funding fund grant grants purse pot kitty spend spending invest "
        "investment afford price cost costs capex opex allocated earmarked aside reserved planned "
        "envelope figure sum amount ceiling limit cap"
    ),
    "doubt": (
        "worry worries worried worrying concern concerns concerned doubt doubts doubtful sceptical "
        "skeptical afraid fear fears scared scares nervous hesitant hesitate unsure convinced convince "
        "trust catch risk risky risks reservation reservations suspicious wary uneasy object objection "
        "snag hurdle obstacle downside drawback deal-breaker dealbreaker showstopper"
    ),
    "dear": (
        "expensive pricey dear steep costly hefty rich high robbery fortune overpriced cheap cheaper "
        "cheapest double twice ouch blimey phew wow cough"
    ),
    "too_much": (
        "too overkill complicated complex heavy big bulky fragile flimsy delicate long risky new young small"
    ),
    "resist": (
        "refuse refuses refused reject rejects resist touch hate allergic tie tied locked lock lock-in "
        "commitment subscription cloud contract privacy gdpr surveillance spied spy tracked union lawyer"
    ),
    "easy": (
        "fine good great perfect okay alright happy satisfied smooth smoothly well reliable excellent "
        "lovely brilliant nice super wonderful relieved settled solved sorted reassuring convincing "
        "impressed fair"
    ),
    "often": (
        "every each daily weekly monthly constantly always often regularly sometimes occasionally "
        "usually again repeatedly once twice time times week month day night morning shift"
    ),
    "joining": "then so because since until when whenever after before while once meanwhile by",
    "others": (
        "friend mate neighbour neighbor cousin brother-in-law competitor competitors competition rival "
        "colleague customer customers somebody someone others industry other another last previous "
        "former old ex"
    ),
    "choosing": (
        "look looking looked evaluate evaluating consider considering compare comparing compared talk "
        "talking talked offer offered quote quoted pitch pitched pitching demo trial trialling pilot "
        "piloting tender bid bidding bids shortlist running race candidate candidates alternative "
        "alternatives versus against visited courting seen"
    ),
    "leaving": (
        "left dropped ditched cancelled quit switched replaced kicked threw abandoned ended terminated "
        "former ex used stopped returned scrapped"
    ),
    "contract": (
        "contract licence license lease agreement subscription support warranty renew renewal renews "
        "expires expire lapses lapse ends ending runs notice"
    ),
    "starting": (
        "start starts begin begins launch pilot rollout order decide live choose buy install move switch "
        "go-live kick"
    ),
    "send": (
        "send mail email call ring phone invite book arrange forward visit come demo offer quote "
        "brochure sample link date appointment meeting get put draft prepare drop show write"
    ),
    "praise": "nice neat clever lovely cool pretty beautiful interesting impressive fancy sweet",
    "unreal": "if suppose imagine would might could perhaps maybe wish hypothetically were",
    "joke": "ha haha kidding joking joke seriously serious honest honestly frankly",
    "size": (
        "people employees staff heads shops stores branches sites plants beds rooms trucks vans vehicles "
        "machines lines tons tonnes hectares acres members customers pupils students turnover revenue"
    ),
    "business": (
        "make makes produce build sell grow deliver install repair company firm family business plant "
        "factory farm hospital clinic school hotel bakery brewery dairy warehouse port airport"
    ),
    "greet": "hello hi hey morning afternoon evening thanks thank cheers bye welcome pleasure",
    "goodbye": "bye see later soon luck fair show stand booth hall train coffee lunch",
}
