"""How words sound, and which words are everyday English."""

import re
import unicodedata
from dataclasses import dataclass

import jellyfish
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

_VOWELS = "aeiouy"
# Similarity that a misspelling needs, by the letters of the shorter of the two. Six letters allow one letter
# more or less and no exchange; the longer the name, the less a wrong letter makes another word of it.
_SIMILARITY = ((11, 0.80), (7, 0.85), (0, 0.90))
# From this length on, one sound may be wrong if the spelling is as near as _CLEAR.
_LONG = 9
_CLEAR = 0.90
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_OUTLINE = tuple(
    (re.compile(spelled), sound)
    for spelled, sound in (
        ("ph", "f"),
        ("ck|q|x|c(?![eiy])", "k"),
        ("[cz]", "s"),
        ("[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


def letters_of(text: str) -> str:
    """Return the letters and digits of the text, in lower case and without accents."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS)
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


def outline(letters: str) -> str:
    """Return the consonants by sound, and each group of vowels as one: what a mishearing leaves of a name."""
    for spelled, sound in _OUTLINE:
        letters = spelled.sub(sound, letters)
    return letters


@dataclass(frozen=True, slots=True)
class Sound:
    """How a name sounds.

    Attributes:
        letters: As of `letters_of`.
        key: Metaphone; empty where the letters are not Latin.
        shape: What spellings of one name share: first and last sound, the number of vowel groups, and whether
            it ends in a vowel. Metaphone drops vowels, and so takes "market" for "Marketo"; this does not.
    """

    letters: str
    key: str
    shape: tuple[str, str, int, bool]

    @classmethod
    def of(cls, letters: str) -> "Sound":
        """Return the sound of a name given by its letters, without spaces."""
        key = jellyfish.metaphone(letters) if letters.isascii() else ""
        marked = "".join("v" if letter in _VOWELS else " " for letter in letters)
        return cls(letters, key, (key[:1], key[-1:], len(marked.split()), marked.endswith("v")))

    def similarity(self, heard: "Sound", *, at_least: float = 0) -> float:
        """Return how likely the heard is a misspelling of this: 0 where it is none, else at most 1.

        Args:
            heard: Of the same shape.
            at_least: Counts as none below, in addition to the limit for the length.
        """
        shorter = min(len(self.letters), len(heard.letters))
        needed = max(at_least, next(limit for length, limit in _SIMILARITY if shorter >= length))
        if self.key != heard.key:
            if shorter < _LONG or Levenshtein.distance(self.key, heard.key, score_cutoff=1) > 1:
                return 0
            needed = max(needed, _CLEAR)
        return ratio(self.letters, heard.letters, score_cutoff=100 * needed) / 100


def is_everyday(letters: str) -> bool:
    """Return whether this is an everyday English word, or a regular form of one."""
    return letters in _EVERYDAY or is_glue(letters) or any(stem in _EVERYDAY for stem in _stems(letters))


def is_glue(letters: str) -> bool:
    """Return whether this word holds sentences together, or is a number: no mishearing adds it to a name."""
    return letters in _GLUE or letters in _NUMBERS


def is_number(word: str) -> bool:
    """Return whether this is written with number words only, hyphens between them."""
    return all(letters_of(part) in _NUMBERS for part in word.split("-"))


def has_figures(word: str) -> bool:
    """Return whether there is a digit, a currency or a percent sign in it."""
    return any(
        character.isnumeric() or character in "%‰" or unicodedata.category(character) == "Sc"
        for character in word
    )


def _stems(letters: str) -> list[str]:
    stems = []
    for ending, replacements in _ENDINGS:
        if letters.endswith(ending):
            stem = letters.removesuffix(ending)
            stems += [stem + replacement for replacement in replacements]
            if stem[-1:] == stem[-2:-1]:
                stems.append(stem[:-1])
    return stems


_ENDINGS = (
    ("s", ("",)),
    ("es", ("",)),
    ("ies", ("y",)),
    ("ed", ("", "e")),
    ("ied", ("y",)),
    ("ing", ("", "e")),
    ("ly", ("", "le")),
    ("ily", ("y",)),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("est", ("", "e")),
    ("ment", ("",)),
    ("able", ("", "e")),
    ("al", ("", "e")),
    ("ally", ("",)),
    ("ness", ("",)),
)

_NUMBERS_TEXT = """
billion billions dozen eight eighteen eighth eighty eleven fifteen fifth fifty first five forty four fourteen
fourth half hundred hundreds million millions nine nineteen ninety ninth one quarter second seven seventeen
seventh seventy six sixteen sixth sixty ten tenth third thirteen thirty thousand thousands three twelve twenty
two zero
"""
_NUMBERS = frozenset(_NUMBERS_TEXT.split())

_GLUE_TEXT = """
a about above across after again against all almost along already also although always am among an and another
any anybody anyone anything are around as at away back be because been before behind being below between both
but by can cannot come could did do does doing done down each either else enough even ever every everybody
everyone everything few for from get gets getting give given go goes going gone got had has have having he her
here hers him himself his how however i if im in inside into is isnt it its itself ive just know less let lets
like make many may maybe me might mine more most much must my myself near need neither never new no nobody
none nor not nothing now of off often oh ok okay on once only onto or other others our ours out outside over
own perhaps please put quite rather really right same say says see seem seen shall she should since so some
somebody someone something soon still such take than thank thanks that thats the their theirs them themselves
then there these they thing things think this those though through till to today together too toward towards
uh um under until up upon us very want was way we well went were what whatever when where whether which while
who whole whom whose why will with within without would yeah yes yet you your yours yourself
"""
_GLUE = frozenset(_GLUE_TEXT.split())

_EVERYDAY_TEXT = """
ability able absolute accent accept access accident accord account accurate achieve action active actual adapt
add additional address admin advance advantage adventure advice advise afford afternoon age agency agent ago
agree agreement ahead aim air alarm alert alike alive allow alone alternative amazing amount analyse analysis
analyst analytics analyze announce annual answer apart apology apparent appeal appear apple application apply
appoint approach appropriate approve area argue argument arm arrange arrive art article ask aspect assess
asset assign assist assistant assume attach attack attempt attend attention attract attribute audience audio
audit author auto automatic automation available average avoid aware awesome bad badge bag balance band bank
bar bare base basic basis basket batch battery beat beautiful become bed begin behavior behaviour belief
believe belong benefit best bet better big bill biscuit bit black blame block blog blue board boat body bold
bond book booth border boring born borrow boss bottle bottom box brain branch brand brave bread break
breakfast bridge brief bright bring broad brochure broken brother browser budget bug build building built bulk
bunch burn bus business busy button buy buyer cabinet cable calendar call calm camera campaign cancel canvas
capable capacity capital card care career careful carrot carry case cash castle catch category cause caution
ceiling cell center central centre century certain certificate chain chair challenge champion chance change
channel chapter character charge chart chat cheap check cheese chemical chicken chief child children choice
choose church circle citizen city civil claim class classic clean clear clever click client climate clock
close cloud club coach coast code coffee cold colleague collect collection college colony color colour column
combination combine comfort comfortable command comment commercial commit commitment committee common
communicate communication community company compare comparison compass compete competition competitive
competitor complain complete complex compliance compliant complicated component compose compound computer
concept concern condition conference confident confirm conflict confluence confuse connect connection conquer
consent consider consist consistent constant consult consultant consumer contact contain content contest
context continue contract contrast contribute control convenient conversation convert convince cook cool
cooperate copy coral core corner corporate correct correspond cost cotton council count counter country county
couple course court cover crane create creative credit crisis criteria critical cross crowd crystal cube
culture curious current curve custom customer cut cute cycle daily damage dance danger dark dash dashboard
data date daughter day dead deal dear death debate debt decade decide decision declare decline deep default
define definite definition degree delay delight deliver delivery demand demo demonstrate dentist department
depend deploy deployment deposit describe description desert deserve design desk desktop dessert detail detect
determine develop device diary die difference different difficult digital dinner direct direction director
disagree disaster discount discover discuss discussion disease display dispute distance distribute
distribution district divide doctor document dog dollar domain door double doubt draft drag drama draw drawer
dream dress drift drink drive driver drop dry due during duty dynamic eager early earn earth ease east easy
eat economic economy edge edit edition education effect effective efficient effort elastic electric element
elephant eloquent email emerge emotion employ employee enable encourage end endpoint energy engage engine
engineer enjoy ensure enter enterprise entire entry environment episode equal equipment era error especially
essay essential establish estate estimate euro evaluate evening event evidence evolve exact exam examine
example excellent except exchange excite exclude excuse execute executive exercise exhaust exhibit exhibition
exist expand expect expensive experience expert explain explore export expose express extend extension
external extra extreme eye fabric face facility fact factor factory fail failure fair faith fall false
familiar family famous fancy far farm fashion fast father fault favor favorite favour feature feed feedback
feel fellow fetch fiction field fight figure file fill film filter final finance financial find fine finger
finish fire firm fish fit fix flag flat flavor flavour flexible flight float floor flow flower focus folder
folk follow food foot force foreign forest forever forget forgive form formal format forum forward foundation
fountain frame framework free freedom freight frequent fresh friend front frontier fruit frustrate fuel full
fun function fund fundamental funny furniture future gain galaxy gallery game gap garden gather gear general
generate generation generic genesis gentle gesture gift girl glad glass global goal gold good govern
government grab grade grand grant graph graphic great green grocery ground group grow growth guarantee guard
guess guest guide guy habit hall hand handle handy hang happen happy harbor harbour hard hardware harvest hate
head health hear heart heat heavy height hello help heritage hero hi high highlight hill hint hire history hit
hold holiday home honest hope horizon horse hospital host hot hotel hour house household hub huge human hunger
hurry hurt idea ideal identify identity image imagine immediate impact implement import important impossible
impress improve inch include income increase incredible independent index indicate individual industrial
industry info inform informatics information infrastructure ingest ingredient initial initiative innovation
innovative input inquiry insect insert insight inspire install instance instant instead institute insurance
integrate integration intelligence intelligent intend intense intent interact interest interface internal
international internet interview introduce invent inventory invest investment invisible invite invoice involve
iron island issue item jacket job join joint journal journey judge juice jump junior keen keep key keyboard
keyword kick kid kill kind king kingdom kit kitchen knife knock knowledge label labor labour lack ladder lake
lamp land landscape language laptop large laser last late latest latter laugh launch law lawyer layer lead
leader leaf league learn lease leave lecture left leg legacy legal legend leisure lemon length lesson letter
level leverage liberty library licence license life lift light limit line linear link liquid list listen
literature little live load loan local locate location lock logic logistics long look loop loose lose loss
lost lot loud love lovely low loyal luck lucky lunch machine magazine magic magnet mail main maintain
maintenance major majority male man manage manager mandate manner manual manufacture map marble margin marine
mark market marketing marriage mass master match mate material matter mature maximum meadow meal mean meaning
measure mechanic media medical medicine medium meet meeting melody member memory mention menu mercury mess
message metal meter method metric middle migrate migration mile milk mind mineral minimum minor minute miracle
mirror miss missing mission mistake mix mobile mode model moderate modern modify module moment monday money
monitor month monument mood moon morning mother motion motor mountain mouse mouth move movement movie multi
multiple muscle museum music mutual mystery name narrow nation national native natural nature neat necessary
needle negative negotiate neighbor neighbour nerve nest network neutral news next nice night noise nominate
normal north note notice notion novel number nurse oak object objective observe obvious occasion occur ocean
offer office officer official offline oil old onboard onboarding online open operate operation operator
opinion opportunity oppose option oracle oral orange orbit orchestrate order ordinary organic organisation
organise organization organize origin original outcome outlook output outreach overall owner oxygen pace pack
package page pain paint pair palace palette pallet panel paper parameter pardon parent park part participate
particular partner partnership party pass passenger passion past patch path patient pattern pay payment peace
peak pearl pen pencil pending people pepper per percent perfect perform performance period permanent
permission permit person personal personality personnel perspective pharma phase phenomenon philosophy phone
photo phrase physical piano pick picture piece pile pillar pilot pink pioneer pipe pipeline pitch place plain
plan plane planet plant plastic plate platform play player pleasant pleasure plenty plug plus pocket poem poet
point police policy polite politics pollution poor pop popular port portal portfolio position positive
possible post potential pound poverty power practical practice predict prefer premier premium prepare presence
present presentation press pressure pretty prevent previous price pride priest primary prime prince principal
principle print prior priority prison privacy private prize probable problem procedure proceed process
processor procure procurement produce product production profession professional profile profit program
programme progress project promise promote proof proper property proposal propose protect protocol proud prove
provide provider province public publish pull pulse pupil purchase pure purpose push pyramid qualify quality
quantity question queue quick quiet quote rabbit race radio rail rain raise ramp random range rapid rare rate
raw reach react read ready real realise reality realize reason rebel receive recent recipe recognise recognize
recommend record recover recruit red reduce refer reference reflect refresh refuse regard region register
regret regular regulate reject relate relation relationship relative relax release relevant reliable religion
rely remain remark remember remind remote remove rent repair repeat replace replicate reply report represent
representative request require requirement rescue research reserve resolve resource respect respond response
responsible rest restaurant result retail retain retire return returns revenue review revolution reward rhythm
ribbon rich ride ring rise risk river road robot robotic robust rocket role roll rollout roof room root rough
round route routine row rubber rubric rule run sacred safe safety salad salary sale salmon salt sample sand
satellite satisfied satisfy saturday sauce saucer save scale scan scanner scatter scene schedule scheme school
science scope score scout screen script sculpture search season seat secret section sector secure security
seed segment select sell seminar send senior sense sensitive sensor sentence sentry separate sequence series
serious serve server service session set setting settle setup several severe shadow shape share sharp sheet
shelf shelter shield shift shine ship shirt shock shoe shoot shop short shot show shut side sight sign signal
signature significant signify silent silk silver similar simple simulate single sister sit site situation size
skill skip slack sleep slice slide slight slope slow small smart smile smooth snow soap social society soft
software soil soldier solid solution solve sorry sort soul sound source south space spare speak speaker
special specific speed spell spend spice spirit split sponge sponsor sport spot spread spring square stable
stack staff stage stand standard star start startup state statement station status stay steal steam steel
steep step stick stock stomach stone stop storage store storm story straight strand strange strategic strategy
stream street strength stress stretch strict strike string strip stripe strong structure struggle student
studio study stuff style subject submarine submit subscribe subscription succeed success successful sudden
suffer sugar suggest suit suite sum summary summer sun sunday super supplier supply support suppose sure
surface surgeon surprise survey survive suspect sweet swift swim switch symbol symphony system table tableau
tactic tag tail talent talk talking tall tank target task taste tax tea teach team technical technician
technique technology tell temperature template tend tennis term terrace terrible territory test text theme
theory therefore thick thin thread threat throw thunder thursday ticket tidy tie tiger tight timber time tiny
tip tire title tobacco tomato tomorrow tone tool tooth top topic total touch tough tour tournament tower track
trade tradition traditional traffic train training transaction transfer transform transformation transit
transition translate transparent transport trap travel treasure treat trend trial tribe trick trigger trip
trophy tropical trouble truck true trust truth try tuesday tune tunnel turn tutorial type typical ultimate
unable uncle understand understood unfortunate unified unify union unique unit unite universal university
unknown unless unlike unlimited unusual update upgrade upload urgent usage use useful user usual valid
validate valley valuable value valve variety various vary vast vehicle vendor venture venue verify version
versus vertical vessel veteran via victim victory video view village violin virtual virus vision visit visitor
visual vital vitamin vocal voice volcano volume volunteer vote voyage wagon wait wake walk wall wallet war
warehouse warm warn wash waste watch water wave weak wealth weapon wear weather weave web website wedding
wednesday week weekend weekly weight welcome west whale wheat wheel whisper white wide widow wife wild willing
win wind window wine winner winter wire wireless wisdom wise wish wolf woman women wonder wonderful wood wool
word work workday worker workflow workload workplace workshop world worry worse worst worth wound wrap write
writing wrong yard year yellow yesterday yield young youth zebra zone zoom
"""
_EVERYDAY = frozenset(_EVERYDAY_TEXT.split())
