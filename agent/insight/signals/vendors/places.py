"""Whether a name that the pack does not know is a place: "out of Memphis", "our plant is in Pune"."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span

_SITE = laid_out(r"""
    (?:
        plants?|offices?|head ?quarters|hq|sites?|factor(?:y|ies)|warehouses?|shops?|stores?|depots?|mills?|
        yards?|farms?|clinics?|hospitals?|hotels?|schools?|branch(?:es)?|bases?|hubs?|terminals?|halls?|
        houses?|places?|locations?|buildings?|labs?|work ?shops?|kitchens?|data cent(?:er|re)s?|stations?|
        ports?|campus(?:es)?|museums?|studios?|garages?|baker(?:y|ies)|brewer(?:y|ies)|restaurants?|units?|
        the (?:one|biggest|smallest|first|second|third|other|others|rest|main one|new one|old one)
    )
""")
_IS = r"(?:'s|'re|'m| is| are| am| was| were| sits?| lies| stands?)"
_BY_WORK = compiled(r"""
    \b(?:
        run|runs|running|works?|do|does|done|plans?|print|invoice|bill|manage|managed|report|reports|
        everything|all of it|it all|that|this|it|them|everyone|data|numbers|figures|orders?|planning|comes?|
        straight|exports?|pull|pulled|read|tracks?|tracked|keeps?|kept
    )(?: \w+){0,2} (?:out of|in)\s+$
""")
"""Before the name of what the work is done with: "we run everything out of Trackmoor"."""
_OUT_OF = re.compile(r"\b(?:out of|in)\s+$")
_AT = compiled(rf"""
    \b
    (?:based|located|situated|headquartered|sitting|living|born|grew up|started|founded|registered|somewhere)
    (?: \w+)? (?:in|at|near|out of)\s+$|
    \b(?:
        near|just outside|outside|around|(?:north|south|east|west) of|up in|down in|over in|here in|back in|
        all over
    )\s+(?:the\s+)?$|
    \b{_SITE}(?:{_IS}|,)?(?: \w+){{0,2}}? (?:in|at)\s+$|
    \b(?:we|i|you|they|he|she|people|team|guys|company|firm|colleagues?|customers?|group){_IS}
    (?: \w+)? (?:in|at)\s+$|
    (?:^|[.!?,;]\s*)(?:here |down |up |over )?(?:in|near)\s+$|
    \b(?:i'm|i am|we're|we are|we come|i come|came|come|flew|flown|driven|drove|travel\w*|here|moved|arrived)
    (?: (?:in|up|down|over|all the way|originally|here|just|also|both))* from\s+$
""")
_FIRM_FROM = compiled(r"""
    \b(?:
        company|firm|outfit|party|vendor|supplier|start-?up|provider|agency|player|maker|manufacturer|
        business|one|shop
    )(?: \w+)? (?:from|in|out of|near|of)\s+(?:the )?$
""")
_TOWARDS = compiled(r"""
    \b(?:
        deliver\w*|ships?|shipping|drives?|driving|haul\w*|trucks?|send\w*|export\w*|flights?|fly|flying|go|
        goes|going|went|train|trip|road|way|trains|routes?|moving|travel\w*|commut\w*
    )(?: \w+){0,2}? (?:to|into|through|via|from)\s+$
""")
_SITE_AFTER = compiled(r"""
    (?:'s)?\s+(?:
        branch|plant|office|site|warehouse|factory|depot|store|shop|campus|location|area|region|airport|
        harbou?r|port
    )\b
""")
_STATE_AFTER = compiled(r"""
    ,\s+(?:
        alabama|arizona|arkansas|california|colorado|connecticut|florida|georgia|idaho|illinois|indiana|iowa|
        kansas|kentucky|louisiana|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|
        nebraska|nevada|ohio|oklahoma|oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|washington|
        wisconsin|wyoming|ontario|quebec|alberta|maine
    )\b
""")
_LISTED = re.compile(
    r"(?P<other>\b[A-Z][\w-]+)(?:\s*,\s+$|(?:\s*,)?\s+(?:and|or|then|plus|to|via)\s+(?:(?:in|near|one in)\s+)?$)"
)
_GOES_ON = re.compile(r"\s*(?:,|\b(?:and|or)\b)")
_KNOWN_TEXT = """
alabama alaska arizona arkansas california colorado connecticut delaware florida idaho illinois indiana iowa
kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming
ontario quebec alberta manitoba memphis dallas houston denver seattle portland atlanta miami detroit
cleveland pittsburgh philadelphia phoenix milwaukee minneapolis nashville omaha tulsa montreal vancouver
calgary manchester birmingham leeds sheffield liverpool bristol newcastle glasgow edinburgh cardiff belfast
cork galway limerick nottingham leicester norwich cologne frankfurt stuttgart leipzig dresden hanover bremen
nuremberg dortmund essen mannheim augsburg graz linz salzburg innsbruck basel bern geneva lausanne
gothenburg malmo uppsala bergen trondheim stavanger aarhus odense tampere turku espoo oulu reykjavik tallinn
riga vilnius valencia seville bilbao zaragoza malaga porto braga naples turin bologna genoa verona palermo
marseille toulouse bordeaux lille nantes strasbourg ghent antwerp bruges liege utrecht eindhoven groningen
krakow gdansk poznan wroclaw lodz katowice brno bratislava bucharest sofia zagreb belgrade ljubljana pune
mumbai delhi bangalore bengaluru chennai hyderabad kolkata ahmedabad surat jaipur nagpur indore coimbatore
nashik kochi lucknow vadodara gujarat maharashtra karnataka punjab kerala bavaria saxony catalonia andalusia
tuscany lombardy brittany normandy yorkshire cornwall kent essex scandinavia lapland singapore bangkok
jakarta shanghai beijing shenzhen tokyo osaka seoul sydney melbourne nairobi lagos cairo johannesburg lima
bogota santiago croatia serbia slovenia slovakia hungary romania bulgaria estonia latvia lithuania iceland
luxembourg egypt morocco israel vietnam thailand malaysia indonesia philippines pakistan argentina chile
peru colombia
"""
_KNOWN = frozenset(_KNOWN_TEXT.split())


def is_place(reading: Reading, span: Span) -> bool:
    """Return whether a capitalised name is where somebody or something is, not who sells it."""
    sentence = reading.sentence_at(span.start)
    before, after = reading.plain[sentence.start : span.start], reading.plain[span.end :]
    if reading.plain[span.start : span.end].strip(" -&") in _KNOWN:
        return True
    if _SITE_AFTER.match(after) or _STATE_AFTER.match(after):
        return True
    if _OUT_OF.search(before) and _BY_WORK.search(before):
        return False
    if before.endswith("out of ") or any(said.search(before) for said in (_AT, _FIRM_FROM, _TOWARDS)):
        return True
    listed = _LISTED.search(reading.text, sentence.start, span.start)
    if listed is None or (listed.group().rstrip().endswith(",") and not _GOES_ON.match(after)):
        return False  # "a company from Porto, Lusowave"
    first = Span(*listed.span("other"))
    return not _FIRM_FROM.search(reading.plain[sentence.start : first.start]) and is_place(reading, first)
