"""Word lists and sentence templates of the booth grammar; `sentences` puts them together.

A template's `{slots}` are filled from the list, or by the rule, of the same name.
"""


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text`."""
    return tuple(text.split())


FIRST_NAMES = words(
    "Anna Maria Priya Carlos Diego Elena Fatima George Hannah Ivan Julia Kevin Laura Marcus Nina Oscar Paul"
    " Rachel Samuel Teresa Victor Wendy Yusuf Zoe David Sarah Michael Emma Thomas Sophie Daniel Olivia Peter"
    " Claire Martin Alice Robert Grace James Linda"
)
LAST_NAMES = words(
    "Miller Schmidt Garcia Patel Johnson Rossi Novak Kim Chen Larsen Weber Dubois Silva Walker Turner Fischer"
    " Moore Young Baker Cooper Hughes Rivera Stone Bennett Foster Hayes Jordan Keller Morgan Porter Reed Shaw"
    " Tanaka Vogel Wagner Clark Lewis Hall Allen King"
)
MORE_FIRST_NAMES = words(
    "Aaron Abigail Adam Adrian Agnes Ahmed Aisha Albert Amanda Amelia Andrea Andrew Angela Anita"
    " Antonio Astrid Barbara Beatrice Benjamin Bernard Bianca Brian Bridget Bruno Camille Caroline"
    " Catherine Cecilia Charles Charlotte Christian Christopher Clara Colin Connor Daisy Deborah Dennis"
    " Derek Dmitri Dominic Donna Dorothy Edward Eleanor Eric Erika Ethan Eva Felix Fiona Florian Frances"
    " Frank Gabriel Gareth Gloria Gordon Greta Harold Harry Heather Helen Henry Hugo Ingrid Irene Isabel"
    " Jack Jasmine Jason Jennifer Jessica Joanna Jonas Joseph Judith Karen Karl Katherine Keith Kenji"
    " Kristin Lars Laurence Leo Leon Lily Louise Lucas Lucia Magnus Marco Margaret Mark Matthew Mia"
    " Mohammed Monica Naomi Natalie Nathan Nicholas Noah Norman Nora Omar Pamela Patrick Pedro Philip"
    " Rafael Ralph Rebecca Richard Roger Rosa Ruth Ryan Sandra Sebastian Sharon Simon Stella Stephen"
    " Susan Sven Tanya Theo Tim Tobias Ulrich Ursula Valerie Vanessa Vera Vincent Walter William Xavier"
)
MORE_LAST_NAMES = words(
    "Adams Alvarez Anderson Andrews Archer Arnold Ashford Atkins Barnes Barrett Becker Bergman Bishop"
    " Bianchi Blackwood Bradley Brennan Brooks Brown Bryant Burke Burton Campbell Carter Castillo"
    " Chandler Chapman Cole Collins Conrad Costa Crawford Cross Dalton Davies Dawson Delgado Dixon Drake"
    " Duncan Eriksson Evans Farrell Ferguson Fernandez Fletcher Flynn Franklin Fraser Freeman Fuller"
    " Gallagher Gardner Gibson Graham Grant Gray Griffin Gupta Haas Hamilton Hansen Harper Harrison"
    " Hartmann Harvey Henderson Hoffman Holloway Holmes Howard Hudson Ibrahim Jackson Jensen Kaminski"
    " Kaplan Kennedy Khan Koch Kowalski Krause Kumar Lambert Lang Laurent Lawson Lindberg Lopez"
    " Mackenzie Marshall Martinez Mason Mendoza Meyer Mitchell Murphy Nakamura Nelson Neumann Nguyen"
    " Nielsen Norton Olsen Owens Palmer Parker Perez Perry Peterson Phillips Pierce Powell Quinn Ramirez"
    " Richter Roberts Robinson Rodriguez Romano Russell Santos Schneider Schwarz Sharma Simmons Singh"
    " Spencer Stevens Sullivan Suzuki Taylor Thompson Torres Vargas Vaughn Vasquez Watson Webster"
    " Whitman Wong"
)
COMPANIES = (
    "Northwind", "Contoso", "Acme Robotics", "Blue Harbor", "Redwood Health", "Summit Bank",
    "Lakeside Foods", "Orion Logistics", "Pioneer Energy", "Silverline", "Vertex Labs", "Brightwater",
    "Ironbridge", "Cedar Systems", "Falcon Air", "Granite Insurance", "Harvest Retail", "Juniper Media",
    "Keystone Steel", "Lighthouse Capital", "Maple Pharma", "Nova Telecom", "Oakmont", "Polar Freight",
    "Quantum Motors", "Riverstone", "Starling Hotels", "Titan Mining", "Union Paper", "Willow Schools",
    "Zenith Power", "Delta Foods", "Atlas Shipping", "Beacon Clinics", "Copper Canyon", "Evergreen Farms",
)  # fmt: skip
PRODUCTS = (
    "EdgeSync", "FlowGate", "DataPilot", "CloudForge", "SmartRoute", "Insight Hub", "PulseBoard",
    "SafeVault", "LeadBridge", "StreamLine", "the starter plan", "the enterprise plan",
    "the analytics module", "the mobile app", "the gateway", "the dashboard",
)  # fmt: skip
RIVALS = words(
    "Marketo HubSpot Salesforce Zendesk Tableau Snowflake Datadog Splunk Oracle Dynamics Pipedrive Zoho"
    " Workday Looker Grafana Jira"
)
ROLES = (
    "head of marketing", "vice president of sales", "chief technology officer", "procurement manager",
    "operations director", "data engineer", "plant manager", "chief financial officer", "product owner",
    "IT manager", "security lead", "account executive", "solutions architect", "regional manager",
    "managing director", "research analyst",
)  # fmt: skip
CITIES = words(
    "Berlin Chicago London Madrid Paris Boston Denver Austin Munich Oslo Dublin Vienna Zurich Toronto"
    " Seattle Atlanta Lisbon Milan Prague Warsaw"
)
CHALLENGES = (
    "our reports take too long",
    "we lose leads after every event",
    "our data is in five different systems",
    "nobody updates the CRM",
    "the dashboards are always out of date",
    "our integrations keep breaking",
    "onboarding takes three months",
    "support never answers",
    "the licence costs are out of control",
    "we have no visibility into the pipeline",
    "the WiFi at our sites is terrible",
    "our team spends hours on manual entry",
    "we had two outages last month",
    "compliance is a nightmare",
    "our forecasts are always wrong",
    "we can't see what happens on the shop floor",
    "the migration failed twice",
    "alerts come in far too late",
)
OBJECTIONS = (
    "that sounds expensive",
    "I am worried about security",
    "we are locked into a contract",
    "I don't think my team has the time",
    "we tried something like this before and it failed",
    "I am not sure it scales",
    "our legal team will not like the cloud",
    "the price is too high for us",
    "we don't have the people to run it",
    "I need to see it work with our data first",
)
NEXT_STEPS = (
    "send me the pricing",
    "set up a demo next week",
    "call me on Monday",
    "send a proposal to my office",
    "schedule a meeting with our engineers",
    "share the case study",
    "invite me to the webinar",
    "introduce me to your partner team",
    "send the security white paper",
    "start a pilot in March",
    "follow up after the holidays",
    "connect me with a reference customer",
    "book a workshop in Berlin",
    "email me the data sheet",
    "give me a trial account",
)
MONTHS = words("January February March April May June July August September October November December")
DAYS = words("Monday Tuesday Wednesday Thursday Friday")
TIMELINES = (
    "this quarter", "next quarter", "by the end of the year", "before summer", "in the fall",
    "as soon as possible", "next month", "within six months", "early next year", "in two weeks",
    "after the budget review",
)  # fmt: skip
BUDGET_THOUSANDS = (
    5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 75, 80, 90, 100, 120, 150, 180, 200, 250, 300,
    400, 500, 750,
)  # fmt: skip
EURO_THOUSANDS = (10, 20, 30, 40, 50, 80, 100, 200)
SMALL_AMOUNTS = (200, 300, 500, 800, 900)
HUNDREDS = (100, 120, 150, 200, 250, 300, 400, 500, 600, 800)
THOUSANDS = (1_000, 2_000, 3_000, 5_000, 10_000)
PERCENTAGES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 80)
NUMBER_WORDS = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
    60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip

GREETINGS = (
    "Hi, welcome to our booth.",
    "Hello, how are you doing today?",
    "Good morning, can I help you?",
    "Good afternoon, what brings you here?",
    "Nice to meet you, {first}.",
    "Hi, my name is {person}.",
    "I am {person} from {company}.",
    "I work for {company} in {city}.",
    "I am the {role} at {company}.",
    "My colleague {first} is the {role}.",
    "May I scan your badge?",
    "Sure, here is my badge.",
    "Do you mind if I record our conversation?",
    "Yes, that is fine with me.",
    "No, please do not record this.",
    "Thank you for stopping by.",
    "It was great talking to you.",
    "Enjoy the rest of the show.",
)
ABOUT_SOLUTIONS = (
    "What are you using today?",
    "We currently use {rival}.",
    "We are using {rival} for most of our reporting.",
    "We switched from {rival} last year.",
    "Right now we run everything on {rival}.",
    "We are also looking at {rival}.",
    "We are comparing you with {rival} and {other_rival}.",
    "{rival} gave us a quote last week.",
    "Our contract with {rival} ends in {month}.",
    "We are not happy with {rival}.",
    "How are you different from {rival}?",
    "Can you integrate with {rival}?",
    "Does {product} work with {rival}?",
    "We looked at {rival} but it was too complicated.",
    "Tell me about {product}.",
    "I saw the demo of {product}.",
    "We are very interested in {product}.",
    "How much does {product} cost?",
    "What does {product} cost for {count} users?",
    "{product} could really help us.",
    "Let me show you {product}.",
    "With {product} you can see everything in one place.",
    "{product} runs without an internet connection.",
    "Most customers start with {product}.",
    "Is {product} available in Europe?",
)
ABOUT_MONEY = (
    "What is your budget?",
    "Do you have a budget for this project?",
    "Our budget is around {money}.",
    "We have about {money} for this.",
    "We set aside {money} this year.",
    "The budget is {money}, maybe a little more.",
    "We can spend up to {money}.",
    "The budget has been approved.",
    "We have no budget until {month}.",
    "Budget is not a problem.",
    "I would have to ask for more than {money}.",
    "Last year we spent {money} on tools.",
)
ABOUT_DECISIONS = (
    "Who makes the decision?",
    "I make the final decision.",
    "I am the decision maker.",
    "The decision is made by our {role}.",
    "Our {role} has to sign off on it.",
    "My boss {person} owns the budget.",
    "I need approval from the {role}.",
    "The buying committee meets in {month}.",
    "{first} from procurement will be involved.",
    "I can sign anything below {money}.",
    "When do you need it?",
    "We need it {timeline}.",
    "We want to go live {timeline}.",
    "We plan to decide {timeline}.",
    "We would like to start {timeline}.",
    "The project starts {timeline}.",
    "It has to be running {timeline}.",
    "There is no rush on our side.",
    "We are just looking around.",
    "This is our top priority.",
    "We are not planning anything before {month}.",
)
ABOUT_PROBLEMS = (
    "What problem are you trying to solve?",
    "The biggest problem is that {challenge}.",
    "Honestly, {challenge}.",
    "{Challenge}.",
    "Our main challenge is that {challenge}.",
    "We have a problem, {challenge}.",
    "Everybody complains that {challenge}.",
    "It hurts because {challenge}.",
    "To be honest, {objection}.",
    "{Objection}.",
    "I like it, but {objection}.",
    "My only concern is that {objection}.",
)
ABOUT_NEXT_STEPS = (
    "Could you {next_step}?",
    "Please {next_step}.",
    "I will {next_step}.",
    "We should {next_step}.",
    "Then let us {next_step}.",
    "The next step is to {next_step}.",
    "Can you {next_step} before {day}?",
    "Let us meet on {day}.",
    "I will call you on {day}.",
    "My team will get back to you on {day}.",
)
ABOUT_NAMES = (
    "Do you know {company}?",
    "This is {person} from {company}.",
    "You should talk to {person}.",
    "Have you met {person}?",
    "My name is {person} and I work for {company}.",
    "I am here with {first} and {other_first}.",
    "{person} sent me here.",
    "{first} said that {product} is better than {rival}.",
    "We replaced {rival} with {product}.",
    "{company} uses {product} as well.",
    "I used to work at {company}.",
    "{company} bought {rival} last year.",
    "The integration between {product} and {rival} was easy.",
    "Please send it to {person}.",
    "Can {first} join us on {day}?",
    "{rival} and {other_rival} are both too expensive.",
    "Nobody at {company} likes {rival}.",
    "Welcome, {first}, how is {company} doing?",
    "Thanks, {first}.",
    "{product} is what we need.",
)
SMALL_TALK = (
    "We have {count} employees.",
    "We have {count} people in the field.",
    "There are {count} users in our team.",
    "We need {count} licences.",
    "We run {count} sites in Europe.",
    "We have {count} machines in {city}.",
    "About {count} customers use it every day.",
    "We attend {count} trade shows a year.",
    "Our sales team has {count} people.",
    "We are opening an office in {city}.",
    "Our headquarters are in {city}.",
    "{company} is based in {city}.",
    "{company} is one of our customers.",
    "We work with {company} already.",
    "I met {first} from {company} yesterday.",
    "Are you here for the whole week?",
    "I have to catch a flight to {city}.",
    "Where can I get a coffee?",
    "The keynote starts in ten minutes.",
    "That makes sense.",
    "That is exactly what we need.",
    "Sounds good.",
    "I see.",
    "Okay, great.",
    "Absolutely.",
    "Not really.",
    "Let me think about it.",
    "Can you explain that again?",
    "How does it work?",
    "Is it secure?",
    "Where is the data stored?",
    "Everything stays on the device.",
    "We can deploy it on premises or in the cloud.",
    "Does it support single sign on?",
    "Do you have a case study?",
    "Do you have any customers in our industry?",
    "Yes, we work with several banks.",
    "We are hiring right now.",
    "Let me introduce you to {first}.",
    "{first} is our {role}.",
    "He will join us at the booth.",
    "She is responsible for the rollout.",
    "They have been a customer for {count} years.",
    "I will take a brochure.",
    "What is your email address?",
    "You will hear from us within two days.",
    "Who else should I talk to?",
    "What would success look like for you?",
    "We want to save {count} hours a month.",
    "We want to cut our costs by {percentage}.",
    "It would reduce our workload by {percentage}.",
    "We grew by {percentage} last year.",
)
TEMPLATES = (
    *GREETINGS,
    *ABOUT_SOLUTIONS,
    *ABOUT_MONEY,
    *ABOUT_DECISIONS,
    *ABOUT_PROBLEMS,
    *ABOUT_NEXT_STEPS,
    *ABOUT_NAMES,
    *SMALL_TALK,
)
