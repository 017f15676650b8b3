"""What the labels of fields mean: keys of JSON, parameters of URLs, labels before values."""

import re
from collections.abc import Iterable
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


# Per field, labels in falling order of trust, small letters, without signs between them.
_LABELS = {
    "first_name": "firstname fname givenname given forename first prenom vorname nombre voornaam"
    " christianname"
    " namefirst attendeefirstname contactfirstname firstnm gn f",
    "last_name": "lastname lname surname familyname family last sn ln nachname familienname nomdefamille"
    " apellido"
    " apellidos achternaam secondname namelast attendeelastname contactlastname lastnm l",
    "full_name": "fullname full displayname formattedname attendeename visitorname contactname badgename"
    " delegatename"
    " participantname registrantname personname name nm n",
    "company": "company companyname organization organisation organizationname organisationname org orgname"
    " employer firm firma unternehmen entreprise societe empresa bedrijf compania corp account accountname"
    " affiliation institution business comp co o c",
    "title": "jobtitle job position jobposition jobrole designation title poste funktion cargo role"
    " jobfunction"
    " function occupation pos t",
    "emails": "email emailaddress mail emails workemail businessemail mailaddress emailid primaryemail email1"
    " email2 emailwork eml em e",
    "phones": "phone phonenumber telephone tel mobile mobilephone mobilenumber cell cellphone workphone"
    " businessphone directphone phones telephonenumber phone1 phone2 telefon telefone telefono handy mob"
    " contactnumber"
    " phoneno mobileno ph p m",
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
_SAID_OF_NAMES = {"fn"}
_VAGUE = frozenset("fnlocteampkbarix") | {"no", "nr", "num", "number", "token", "key", "ref", "reference"}
"""Labels that mean something only beside others that are plain."""
_SIGNS = re.compile(r"[\W_]+")


def meaning(label: str) -> Meaning | None:
    """Return what a label stands for, or None where that is not known."""
    return _MEANINGS.get(folded(label))


def folded(label: str) -> str:
    """Return a label in small letters, without signs, so that all ways to write it are one."""
    return _SIGNS.sub("", label.casefold())


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
    sure = {"f", "l"} <= labels or any(_is_plain(label) for label in labels)
    ranked: list[tuple[int, str, Labelled]] = []
    for pair in pairs:
        label = folded(pair.label)
        known = _formatted_name(pair, labels) if label in _SAID_OF_NAMES else _MEANINGS.get(label)
        if known is None or not _plausible(known.field, label, pair.value, beside_plain=sure):
            continue
        # Addresses keep the order of the badge; all of them count.
        rank = 0 if known.field in {"emails", "phones"} else known.rank
        ranked.append((rank, known.field, pair))
    for _, name, pair in sorted(ranked, key=lambda entry: entry[0]):
        person.add(name, pair.value, pair.source)
    return len(ranked)


def _formatted_name(pair: Labelled, labels: set[str]) -> Meaning:
    """`fn` is the first name beside `ln`; alone, and of several words, it is vCard's formatted name."""
    lasts = {"ln", "lastname", "sn", "lname", "surname", "l", "last", "familyname"}
    if labels & lasts or " " not in pair.value.strip():
        return Meaning("first_name", 0)
    return Meaning("full_name", 0)


def _plausible(field: str, label: str, value: str, *, beside_plain: bool) -> bool:  # noqa: PLR0911 -- one for each form
    value = value.strip()
    if not value:
        return False
    match field:
        case "title":
            if label == "title" and value.casefold().rstrip(".") in values.SALUTATIONS:
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
