"""What gives a sentence away: talk of a conversation, reports, promises, and mere courtesy."""

import re

CONVERSATION = re.compile(
    r"\b(?:talk(?:ed|ing) (?:to|with|about)|to talk to you|spoke|spoken|discuss(?:ed|ing|ion)|chatt?ed"
    r"|chatting"
    r"|(?:our|the|this|your|good|great|nice) (?:talk|chat|conversation|discussion|exchange|call|meeting)"
    r"|you (?:said|told|asked|mentioned|described|explained|shared|raised|named|wanted|are looking"
    r"|were looking|had a|have .{0,40} in mind)|as (?:agreed|discussed|promised|mentioned)"
    r"|we (?:agreed|promised|heard)"
    r"|hear(?:ing)? (?:from you )?about your|listen(?:ed|ing) to you|telling us|sharing|meeting you"
    r"|your questions? (?:about|on))\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:if|should|in case|when|whenever) (?:you|there|anything|something)\b", re.IGNORECASE
)
REPORTS = re.compile(
    r"\byou(?:'ve| have| had)? (?:\w+ )?(?:said|told|asked|mentioned|described|explained|shared|raised|named"
    r"|wanted|need|want|plan|use|decide|prefer|like|love|hate|are looking|were looking|work with|have|had)\b"
    r"|\b(?:telling us|mentioning|as (?:agreed|promised|discussed)|we (?:agreed|promised))\b",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"\b(?:we|i)(?:'ll| will| can offer| guarantee| promise)\b|\bguarantee\w*|\bdiscount\w*|\bfor free\b"
    r"|\bfree of charge\b|\brefund\w*|\bcheapest\b|\blowest\b|\d\s?%",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"(?:thank(?:s| you)\b|please\b|let (?:me|us) know\b|feel free\b|(?:i|we) (?:hope|look forward)\b"
    r"|looking forward\b|if (?:you|there|something|anything|we)\b|should (?:you|anything)\b"
    r"|just (?:reply|drop)\b|have a (?:good|nice|great)\b|it was (?:good|great|nice|lovely)\b|happy to\b"
    r"|(?:best|kind|warm|many|yours|sincerely|cheers|regards)\b)",
    re.IGNORECASE,
)
