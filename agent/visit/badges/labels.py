"""What the labels of fields mean: keys of JSON, parameters of URLs, labels before values."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agent.visit.badges import values
from agent.visit.badges.person import Person


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for.

    Attributes:
        field: Name of the field.
        rank: The lowest of several labels for one field counts.
    """

    field: str
    rank: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its label.

    Attributes:
        label: As written.
        value: As written.
        source: Where it stood.
    """

    label: str
    value: str
    source: str


# Per field, labels in falling order of trust, small letters, without signs between them and accents on them.
_LABELS = {
    "first_name": "firstname fname givenname given forename first prenom vorname voornaam"
    " christianname"
    " namefirst attendeefirstname contactfirstname firstnm gn f"
    " fornavn fornamn etunimi imie jmeno meno keresztnev",
    "last_name": "lastname lname surname familyname family last sn ln nachname familienname nomdefamille"
    " apellido"
    " apellidos achternaam secondname namelast attendeelastname contactlastname lastnm l"
    " cognome sobrenome zuname efternavn etternavn efternamn sukunimi nazwisko prijmeni"
    " vezeteknev soyad soyadi",
    "full_name": "fullname full displayname formattedname attendeename visitorname contactname badgename"
    " delegatename"
    " participantname registrantname personname name nm n"
    " nom nome nombre naam namn navn nombrecompleto nomecompleto nomcomplet imieinazwisko 姓名"
    " 氏名 名前",
    "company": "company companyname organization organisation organizationname organisationname org orgname"
    " employer firm firma unternehmen entreprise societe empresa bedrijf compania corp account accountname"
    " affiliation institution business comp co o c"
    " bedrijfsnaam firmenname azienda ditta societa foretag virksomhed yritys spolecnost"
    " sirket 公司 会社 会社名",
    "title": "jobtitle job position jobposition jobrole designation title poste funktion cargo role"
    " jobfunction"
    " function occupation pos t"
    " berufsbezeichnung fonction puesto ruolo qualifica mansione functie stanowisko stilling"
    " titel 职位 職位 役職",
    "emails": "email emailaddress mail emails workemail businessemail mailaddress emailid primaryemail email1"
    " email2 emailwork eml em e"
    " emailadresse epost epostadress courriel adresseemail correo correoelectronico sahkoposti"
    " 邮箱 メール",
    "phones": "phone phonenumber telephone tel mobile mobilephone mobilenumber cell cellphone workphone"
    " businessphone directphone phones telephonenumber phone1 phone2 telefon telefone telefono handy mob"
    " contactnumber"
    " phoneno mobileno ph p m"
    " telefonnummer rufnummer telefoonnummer mobil mobiltelefon mobiel movil celular cellulare"
    " portable 电话 電話 電話番号 手机",
    "id": "badgeid badgenumber badgeno badgecode attendeeid attendeenumber attendeeno attendeecode"
    " registrationid"
    " registrationnumber registrationno registrationcode registrantid regid regnumber regno regcode regnum"
    " visitorid visitornumber visitorno delegateid participantid contactid personid leadid memberid memberno"
    " membernumber customerid guestid profileid badge bid aid vid rid pid barcode barcodevalue scanid"
    " scancode"
    " qrcode qrid qr id identifier uid uuid guid userid ticketid ticketnumber ticketno ticketcode ticket"
    " confirmationnumber confirmationcode code reg attendee visitor delegate participant registrant"
    " externalid ref"
    " reference referenceid key number no nr num token k b a r i x",
    "url": "url website web homepage www site webpage",
}
_MEANINGS = {
    label: Meaning(field, rank)
    for field, labels in _LABELS.items()
    for rank, label in enumerate(labels.split())
}
_PLAIN_ID = _MEANINGS["id"].rank
_SAID_OF_NAMES = frozenset({"fn", "name", "nom", "nome", "nombre", "naam", "namn", "navn"})
"""What they name depends on the labels beside them."""
_VAGUE = frozenset("fnlocteampkbarix") | {"no", "nr", "num", "number", "token", "key", "ref", "reference"}
"""Labels that mean something only beside others that are plain."""
_NAMING = frozenset({"first_name", "last_name", "full_name", "id"})
_SIGNS = re.compile(r"[\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_TAKEN_APART = str.maketrans({"ø": "o", "ł": "l", "\u0131": "i"})
"""Letters that Unicode does not hold for a plain one with a mark."""


def meaning(label: str) -> Meaning | None:
    """Return what a label stands for, or None where that is not known."""
    return _MEANINGS.get(folded(label))


def folded(label: str) -> str:
    """Return a label in small letters, without signs and accents, so that all ways to write it are one."""
    plain = label.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.translate(_NOT_TAKEN_APART))
        # Marks of other scripts are letters of their own: they come together again.
        plain = unicodedata.normalize("NFKC", _ACCENTS.sub("", apart))
    return _SIGNS.sub("", plain)


def is_own_id(name: str) -> bool:
    """Whether a property of a show's own (`X-BADGE-ID`, `REGID`) holds the id; the standard `UID` is none."""
    own = name.upper().startswith("X-")
    label = folded(name[2:] if own else name)
    known = _MEANINGS.get(label)
    if known is None or known.field != "id" or label in _VAGUE:
        return False
    return own or known.rank < _PLAIN_ID


def is_vague(label: str) -> bool:
    """Whether a label is too short or too common to mean something by itself."""
    return folded(label) in _VAGUE


def _is_plain(label: str) -> bool:
    return (label in _MEANINGS or label in _SAID_OF_NAMES) and label not in _VAGUE


def fill(person: Person, pairs: Iterable[Labelled]) -> int:
    """Add labelled values to a person, the most trusted label of each field first.

    Returns:
        How many labels were known.
    """
    pairs = list(pairs)
    labels = {folded(pair.label) for pair in pairs}
    parts = {known.field: pair.value for pair in pairs if (known := _part_of_name(pair)) is not None}
    sure = {"f", "l"} <= labels or any(_is_plain(label) for label in labels)
    ranked: list[tuple[int, str, Labelled]] = []
    for pair in pairs:
        label = folded(pair.label)
        known = _name(pair, parts) if label in _SAID_OF_NAMES else _MEANINGS.get(label)
        if known is None or not _plausible(known.field, label, pair.value, beside_plain=sure):
            continue
        # Addresses keep the order of the badge; all of them count.
        rank = 0 if known.field in {"emails", "phones"} else known.rank
        ranked.append((rank, known.field, pair))
    for _, name, pair in sorted(ranked, key=lambda entry: entry[0]):
        person.add(name, pair.value, pair.source)
    return len(ranked)


def name_two(pairs: Iterable[Labelled]) -> bool:
    """Whether the same label names two people, as in two badges that were scanned into one."""
    said: dict[str, str] = {}
    for pair in pairs:
        label, value = folded(pair.label), pair.value.strip().casefold()
        known = _MEANINGS.get(label)
        names = label in _SAID_OF_NAMES or (known is not None and known.field in _NAMING)
        if names and value and said.setdefault(label, value) != value:
            return True
    return False


def _part_of_name(pair: Labelled) -> Meaning | None:
    """Return what a label stands for that says for itself which part of a name it is."""
    label = folded(pair.label)
    known = None if label in _SAID_OF_NAMES else _MEANINGS.get(label)
    if label == "fn" and not _is_several(pair.value):
        known = Meaning("first_name", 0)
    is_part = known is not None and known.field in {"first_name", "last_name"}
    return known if is_part and pair.value.strip() else None


def _name(pair: Labelled, parts: Mapping[str, str]) -> Meaning | None:
    """Return what "name" means: the part that no other label names, unless that is in it, too.

    So it is with `Vorname` and `Name`, `nombre` and `apellidos`. `fn` is the first name, or of several words
    vCard's formatted name. None where both parts are known and it has neither: it names something else.
    """
    label, full = folded(pair.label), _MEANINGS["name"]
    if label == "fn":
        first = "last_name" in parts or not _is_several(pair.value)
        return Meaning("first_name" if first else "full_name", 0)
    if not parts:
        return full
    words = {word for value in parts.values() for word in value.casefold().split()}
    if words & set(re.split(r"[\s,]+", pair.value.casefold())):
        return full
    if len(parts) > 1:
        return None
    if label == "name" and _is_several(pair.value) and not pair.value.strip()[0].islower():
        return full  # "Robert Smith" beside "Bob"; but "van den Berg" beside "Lars"
    return Meaning("last_name" if "first_name" in parts else "first_name", 0)


def _is_several(value: str) -> bool:
    return " " in value.strip()


def _plausible(field: str, label: str, value: str, *, beside_plain: bool) -> bool:  # noqa: PLR0911 -- one for each form
    value = value.strip()
    if not value:
        return False
    match field:
        case "title":
            if label in {"title", "titel"} and value.casefold().rstrip(".") in values.SALUTATIONS:
                return False
            return label != "t" or not any(character.isdigit() for character in value)
        case "emails":
            return "@" in value
        case "phones":
            return values.is_phone(value) or value.lower().startswith("tel:")
        case "id":
            vague = label in _VAGUE
            return " " not in value and (not vague or values.is_id(value))
        case _:
            if label in _VAGUE:
                return beside_plain and not any(character.isdigit() for character in value)
            return True
