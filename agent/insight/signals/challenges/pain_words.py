"""Words that tell of something bad, as data: verbs in their base form, states, amounts, and what follows from it."""

from collections.abc import Iterable

from agent.insight.signals.language.patterns import longest_first


def _words(listed: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in listed.split(","))


STRONG_VERBS = _words(
    """
    abort, act up, aggravate, babysit, backfire, be blind, bicker, black out, bleed, blister, blow away, blow off,
    blow up, bog down, botch, bounce, break apart, break down, break in, brown out, bruise, buckle, bungle, burn
    out, burn through, burst, bypass, call in sick, call off, cave, cave in, chase, cheat, choke, chuck out,
    churn, clog, collapse, collide, come apart, come loose, come to nothing, come undone, come unstuck, come up
    short, complain, conk out, contaminate, corrode, crack, crash, cripple, crumble, curdle, curse, cut corners, cut
    off, cut out, decay, deceive, deflate, defraud, degrade, deplete, derail, deteriorate, deviate, disappear,
    disappoint, discolour, disconnect, dislike, disrupt, distort, dodge, double book, double-book, drag on, drain,
    dread, drift, drip, downgrade, grade down, mark down, sell off, drop dead, drop off, drop out, drown, dry out, dry up, duplicate, dwindle, elude, erode, evade,
    evaporate, expire, explode, fail, fake, fall apart, fall asleep, fall behind, fall down, fall ill, fall off,
    fall out, fall over, fall short, fall through, falsify, falter, fester, firefight, fizzle out, flake out,
    flicker, flood, flunk, forget, fracture, freeze, fret, frustrate, fudge, gamble, garble, get away, get blamed,
    get burgled, get cold, get complaints, get confused, get dirty, get fined, get flak, get grief, get hacked, get
    hurt, get in the way, get it wrong, get nowhere, get robbed, get shouted at, get stuck, get told off, get wiped,
    get woken, ghost, give out, glitch, go astray, go bad, go bankrupt, go blind, go bust, go cold, go dark, go
    dead, go empty, go haywire, go hungry, go in circles, go missing, go nowhere, go nuts, go off, go overboard, go
    silent, go spare, go stale, go through the roof, go to pieces, go to waste, go under, go unnoticed, go warm, go
    wrong, grind to a halt, groan, grumble, guess, gum up, hallucinate, hamper, hang, harm, hate, haunt, hinder,
    hoard, ice up, infect, infest, injure, interfere, jam, jeopardise, keel over, kick out, knock over, lag,
    languish, lapse, leak, leave out, lie around, lie idle, limp, limp along, loathe, lock out, lose, lose count,
    lose heart, lose hours, lose sight, lose track, malfunction, mangle, melt, mess about, mess up, miscount,
    misfile, misfire, mishandle, misjudge, mislabel, mislay, mispick, misplace, misread, misreport, misroute, miss,
    miss out, mistype, misunderstand, misuse, mix up, moan, muck up, muddle, neglect, nick, nod off, offend,
    outgrow, overbook, overcook, overcount, overfill, overflow, overheat, overload, overlook, overpay, overproduce,
    overrun, oversleep, overspend, overstock, overwhelm, overwrite, pack up, panic, peel off, perish, pester, phone
    in sick, pile up, pilfer, pinch, plague, play up, plummet, poison, pollute, protest, puncture, quit, rage,
    ransack, rattle, re-enter, re-key, re-type, rebel, redo, refuse, reject, rekey, relapse, resign, retype, rework,
    rip, rip off, rob, rot, ruin, run aground, run away, run dry, run hot, run late, run out, run over, rupture,
    rust, sabotage, sag, scald, scatter, scorch, scramble, scrap, screw up, seize up, send back, shatter,
    short-circuit, shrink, shrivel, shut down, sink, sit idle, skid, skive, slip through, slow down, slump, smash,
    smear, smoulder, snag, snap, soak, spill, spoil, squabble, squander, stagnate, stall, stand idle, stand still,
    starve, steal, stink, stop working, storm off, struggle, stumble, suffer, swamp, swap round, sweat, tamper,
    tangle, tear, thaw, throw away, throw out, time out, tip over, topple, torment, trespass, trip out, tumble,
    undercount, underestimate, unravel, upset, vandalise, vandalize, vanish, walk away, walk off, walk out, warp,
    wash away, waste, weaken, wear out, weep, whine, whinge, wilt, wipe out, wither, wobble, worsen, wrangle, wreck,
    write off
    """
)
"""Bad whoever does it: enough for a complaint."""

WEAK_VERBS = _words(
    """
    abandon, ache, argue, ask around, beg, bend, bet, blame, block, blur, bother, bump, burn, call in, cancel, carry
    around, chase up, clash, climb, cobble, come back, come home, contradict, copy, correct, crawl, cross out, curl,
    damage, dangle, decipher, default, delay, dent, detour, die, disagree, discard, dispute, double up,
    double-check, drag, drive around, drive back, drive out, drive round, drop, dry, dump, eat, err, escape, exceed,
    exhaust, fade, fall, fiddle, fight, fill in, fix, flap, flee, foul, fumble, get handed, glue, go back, go
    round, grind, ground, guard, gut, hand round, hand-write, handwrite, hide, hope, hunt, idle, ignore, improvise,
    interrupt, invent, itch, juggle, key, key in, kill, leave, leave behind, linger, look up, loop, mismatch, mold,
    mould, nag, note down, overtake, pass on, pass round, patch, patch up, phone round, phone up, photograph, pile,
    pin, plod, plough, postpone, pray, puzzle, quarrel, queue, rattle, re-measure, re-order, reboot, rebuild,
    recheck, recount, redraw, refill, reload, remake, remind, reorder, repeat, reprint, rerun, reschedule, resend,
    restart, resubmit, retake, retire, return, rewrite, ring, ring round, ring up, round up, rub, rummage, run
    around, run back, run up, rush, salvage, scrape, scratch, scribble, scribble down, scroll, scuff, search, shout,
    sift, sit, skip, slack, sleep, slide, smell, smudge, sneak, sour, split, spread, sprint, squeak, squeeze,
    squint, stick, sting, stop, strain, strand, stray, strike, sue, sulk, swallow, swear, pass the buck, point fingers, point at each other, tape, trap, trip, trudge,
    turn away, turn back, turn sour, turn up, twist, type, vary, wade, wait, wake, walk past, wander, wane, worry,
    yell
    """
)
"""Bad only with something else beside it: how often, what follows, or who asked."""

STATES = _words(
    """
    a battle, a black box, a black hole, a bore, a bottleneck, a chore, a circus, a curse, a dinosaur, a disaster, a
    disgrace, a drag, a faff, a farce, a fight, a gamble, a guess, a hassle, a headache, a joke, a jungle, a killer,
    a lottery, a mess, a minefield, a monster, a mystery, a nightmare, a pain, a patchwork, a puzzle, a riddle, a
    risk, a scandal, a shambles, a shame, a slog, a sore point, a struggle, a waste, a weak spot, a zoo, absurd, bare, crooked, upside down, the wrong way round, at war, on edge,
    adrift, all over, ancient, angry, annoying, anybody's guess, anyone's guess, asleep, at breaking point, at their
    wits' end, awful, awkward, bad, behind, blind, blocked, blunt, blurred, blurry, bonkers, brittle, broke, broken,
    burned, burnt, bust, chaos, chaotic, cheated, closed half, clueless, clumsy, clunky, confusing, contradictory,
    costly, cracked, crazy, crooked, crowded, crying, cumbersome, cut off, damp, dangerous, daunting, days behind,
    days old, dead, deaf, defective, delayed, deserted, desperate, dire, dirty, disconnected, double, double work,
    down, dreadful, duplicate, duplicated, dusty, embarrassing, empty, endless, erratic, error-prone, exhausted,
    exhausting, expired, exposed, failing, fake, faulty, fed up, fiddly, flaky, forgotten, fragile, frozen solid,
    frustrated, frustrating, furious, fuzzy, garbage, gone, grim, guesswork, half asleep, half-empty, hell, hit and
    miss, hit-and-miss, hopeless, horrible, hours behind, hours old, idiotic, idle, illegible, impossible, in a
    mess, in tears, in the dark, inaccurate, incomplete, inconsistent, inefficient, inflexible, insane, invisible,
    irregular, jammed, laborious, late, leaky, lost, lousy, ludicrous, lying around, mad, madness, manual, messy,
    miles off, mind-numbing, misleading, missing, mixed up, months old, mouldy, murder, no fun, no good, no help, no joy, no use,
    nonsense, nowhere, nuts, obsolete, off, offline, on fire, on strike, on their knees, out of action, out of
    control, out of date, out of hand, out of order, out of stock, out of sync, outdated, overcrowded, overdue,
    overflowing, overstretched, overworked, painful, patchy, pointless, poor, primitive, pure luck, quarrelling,
    random, ridiculous, robbed, rotten, rubbish, ruined, scattered, shaky, shambolic, shocking, short-staffed, sick
    of it, sloppy, slow, sluggish, soaked, spotty, stale, stolen, stone age, stressed, stressful, stuck, stupid,
    swamped, tangled, tedious, terrible, time-consuming, tiring, tortuous, torture, trouble, unacceptable,
    unanswered, unattended, unavailable, unbearable, unclear, uncontrolled, understaffed, undocumented, uneven,
    unfair, unfinished, unhappy, unlabelled, unmanageable, unopened, unpaid, unplanned, unpredictable, unprotected,
    unread, unreadable, unreliable, unsafe, unsigned, unsold, unsupported, unsustainable, untested, untidy,
    untouched, untraceable, unusable, unwatched, up in arms, useless, vague, wasteful, weak, weeks behind, weeks
    old, wet, wonky, worn, worn out, worse, worst, worthless, wrong, years behind, years old
    """
)
"""After "is", "gets" or "looks"."""

NOUNS = _words(
    """
    absences, accidents, unread, unanswered, overdue, unfinished, pending, unopened, unsigned, unbilled, unaccounted, crooked, backlog, backlogs, blackouts, blind spots, bottleneck, bottlenecks, breakage, breakages,
    breakdown, breakdowns, broken, bugs, burglaries, burglary, cancellations, chaos, chasing, claims, clutter,
    collisions, complaints, confusion, cracks, damage, damaged, dead, dead ends, dead spots, dead time, defects,
    delays, demurrage, detours, disputes, disruption, double entry, double work, downtime, downtimes, drop-out rate,
    drop-outs, dropouts, duplicated, duplicates, emergencies, empty runs, empty-handed, errors, excuses, expired,
    faded, failures, fake, false alarms, fatigue, faults, faulty, fines, finger-pointing, fires, floods, forgotten,
    fraud, gaps, glitches, grey hair, guesswork, gut feeling, half-empty, hand-written, handwritten, hiccup,
    hiccups, holes, idle time, illegible, incomplete, injuries, interruptions, intruders, late, leakage, leaks,
    leftovers, losses, lost, mice, misplaced, misprints, missing, mistakes, misunderstandings, mix-ups, mold, mould,
    nasty surprises, near misses, nightmare, no clue, no idea, no overview, no shows, no signal, no trace, no
    warning, no-shows, obsolete, outage, outages, outdated, overcrowding, overtime, panic, paperwork, penalties,
    pests, pilferage, power cuts, quarrels, queue, queues, rats, recalls, red tape, refunds, rejects, reminders,
    repairs, returns, rework, rotten, rumours, rust, scrap, shortage, shortages, shrinkage, silos, sleepless,
    slippage, spillage, spoilage, stockouts, stolen, stoppages, stress, surprises, tailgating, theft, thefts, thief,
    thieves, too few, too many, too much, traffic jams, trouble, turnover, typos, unannounced, unhappy, unplanned,
    unreadable, vacancies, vandalism, waste, wear, wrinkles, write-offs, wrong
    """
)
"""Named anywhere in the clause; weak evidence by itself."""

_IRREGULAR = {
    "bleed": "bled", "blow": "blew blown", "break": "broke broken", "burn": "burnt", "come": "came", "cost": "cost",
    "cut": "cut", "dig": "dug", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen", "fight": "fought",
    "forget": "forgot forgotten forgetting", "freeze": "froze frozen", "get": "got getting gotten", "give": "gave given",
    "go": "went gone", "grind": "ground", "hang": "hung", "hide": "hid hidden", "key": "keyed keying keys", "leave": "left",
    "lose": "lost", "misread": "misread", "misunderstand": "misunderstood", "overpay": "overpaid", "pay": "paid",
    "quit": "quit quitting", "ring": "rang rung", "run": "ran running", "send": "sent", "shut": "shut shutting",
    "sink": "sank sunk", "sit": "sat sitting", "sleep": "slept", "spread": "spread", "stand": "stood",
    "steal": "stole stolen", "swear": "swore sworn", "tear": "tore torn", "throw": "threw thrown", "wake": "woke woken",
    "wear": "wore worn", "weep": "wept", "write": "wrote written", "be": "am is are was were being been",
}  # fmt: skip
_DOUBLES = frozenset(
    (
        "clog",
        "jam",
        "lag",
        "nag",
        "pin",
        "rob",
        "scrap",
        "skip",
        "slip",
        "snap",
        "stop",
        "swap",
        "trip",
        "drop",
        "rip",
        "rot",
        "run",
        "get",
        "dig",
        "chat",
    )
)


def inflected(verbs: Iterable[str]) -> str:
    """Return a pattern for these verbs in each of their forms; what follows the first word stays."""
    return "|".join(_forms(verb) for verb in longest_first(verbs))


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(word.replace("-", "[- ]?") for word in longest_first(words))


def _forms(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    forms = {first, *_IRREGULAR.get(first, "").split()}
    if first.endswith("e"):
        forms |= {first + "s", first + "d", first[:-1] + "ing"}
    elif first.endswith("y") and first[-2] not in "aeiou":
        forms |= {first[:-1] + "ies", first[:-1] + "ied", first + "ing"}
    else:
        stem = first + first[-1] if first in _DOUBLES else first
        plural = "es" if first.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
        forms |= {first + plural, stem + "ed", stem + "ing"}
    joined = "|".join(form.replace("-", "[- ]?") for form in longest_first(forms))
    return (
        rf"(?:{joined}) (?:(?:it|them|that|things|everything|the \w+|our \w+|\w+) )?{rest}"
        if rest
        else f"(?:{joined})"
    )
