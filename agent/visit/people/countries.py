"""Country names as badges and lists write them, as ISO 3166 codes for routing."""

_NAMES = """
    AE: united arab emirates, uae, are
    AT: austria, oesterreich, österreich, aut
    AU: australia, aus
    BE: belgium, belgien, belgique, belgie, bel
    BR: brazil, brasil, brasilien, bra
    CA: canada, kanada, can
    CH: switzerland, schweiz, suisse, svizzera, che
    CN: china, pr china, people's republic of china, chn
    CZ: czechia, czech republic, tschechien, cze
    DE: germany, deutschland, allemagne, deu, ger
    DK: denmark, dänemark, danmark, dnk
    ES: spain, spanien, españa, espana, espagne, esp
    FI: finland, finnland, suomi, fin
    FR: france, frankreich, fra
    GB: united kingdom, uk, great britain, england, scotland, wales, northern ireland, gbr
    GR: greece, griechenland, grc
    HU: hungary, ungarn, hun
    IE: ireland, irland, irl
    IL: israel, isr
    IN: india, indien, ind
    IT: italy, italien, italia, italie, ita
    JP: japan, jpn
    KR: south korea, korea, republic of korea, kor
    LU: luxembourg, luxemburg, lux
    MX: mexico, méxico, mexiko, mex
    NL: netherlands, the netherlands, niederlande, nederland, holland, pays-bas, nld
    NO: norway, norwegen, norge, nor
    NZ: new zealand, neuseeland, nzl
    PL: poland, polen, polska, pologne, pol
    PT: portugal, prt
    RO: romania, rumänien, rou
    SE: sweden, schweden, sverige, swe
    SG: singapore, singapur, sgp
    SI: slovenia, slowenien, svn
    SK: slovakia, slowakei, svk
    TR: turkey, türkei, türkiye, turkiye, tur
    TW: taiwan, twn
    US: united states, united states of america, usa, u.s., u.s.a.
    ZA: south africa, südafrika, zaf
"""
_CODES = {
    name.strip(): code.strip()
    for code, _, names in (line.partition(":") for line in _NAMES.strip().splitlines())
    for name in names.split(",")
}


def country_code(text: str) -> str:
    """Return the ISO code of a country; a name that is not known comes back as it is, in lower case."""
    name = " ".join(text.casefold().split())
    if len(name) == 2 and name.isalpha():  # noqa: PLR2004 -- ISO 3166 alpha-2
        return {"uk": "GB"}.get(name, name.upper())
    return _CODES.get(name, name)
