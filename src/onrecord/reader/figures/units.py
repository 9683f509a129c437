"""What a number may be measured in: percent, money, measures; and which nouns count people or votes."""

from __future__ import annotations

import re

from onrecord.reader.people_words import MUTE, is_agent, office, offices

TIME_UNITS = frozenset("seconds minutes hours days weeks months years decades centuries".split())

_MEASURES = {
    form: unit
    for entry in """
    seconds:second minutes:minute,mins hours:hour,hrs days:day weeks:week months:month years:year,yrs decades:decade
    centuries:century times:time inches:inch feet:foot,ft yards:yard miles:mile kilometers:kilometer,kilometre,kilometres,km,kms
    meters:meter,metre,metres centimeters:centimeter,centimetre,centimetres,cm millimeters:millimeter,millimetre,millimetres,mm
    acres:acre hectares:hectare ounces:ounce,oz pounds:pound,lb,lbs tons:ton tonnes:tonne grams:gram kilograms:kilogram,kilo,kilos,kg
    gallons:gallon liters:liter,litre,litres barrels:barrel degrees:degree watts:watt kilowatts:kilowatt megawatts:megawatt,mw
    gigawatts:gigawatt,gw knots:knot mph:mph kph:kph megabytes:megabyte,mb gigabytes:gigabyte,gb terabytes:terabyte,tb
    calories:calorie volts:volt milligrams:milligram,mg""".split()
    for unit, _, forms in [entry.partition(":")]
    for form in (unit, *forms.split(","))
}
_MONEY = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rubles": "RUB", "roubles": "RUB", "shekels": "ILS", "cent": "cents",
    "cents": "cents", "pence": "pence", "pesos": "pesos", "rupees": "rupees", "francs": "francs", "lira": "lira",
    "quid": "GBP",
}  # fmt: skip
"""ISO 4217 where the word alone tells the currency; else the word: whose pesos they are is not said."""
_WHOSE = {
    "australian": "AUD", "canadian": "CAD", "kong": "HKD", "zealand": "NZD", "singapore": "SGD", "taiwan": "TWD",
    "jamaican": "JMD", "british": "GBP", "sterling": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP",
    "mexican": "MXN", "argentine": "ARS", "philippine": "PHP", "colombian": "COP", "chilean": "CLP", "indian": "INR",
    "pakistani": "PKR", "sri": "LKR", "nepali": "NPR", "swiss": "CHF", "turkish": "TRY",
}  # fmt: skip
CURRENCY_SIGNS = {
    "$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "N$": "NAD", "J$": "JMD", "G$": "GYD", "TT$": "TTD", "Tk": "BDT", "RM": "MYR", "Rp": "IDR",
    "R$": "BRL", "NT$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₪": "ILS",
    "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "CHF": "CHF",
    "AUD": "AUD", "CAD": "CAD", "CNY": "CNY", "INR": "INR", "Rs": "rupees", "Rs.": "rupees",
}  # fmt: skip
"""Signs and codes that stand before a sum, and the currency by ISO 4217. The bare dollar sign is the American one: news from
elsewhere says which dollar it means."""

_PEOPLE = frozenset(
    """people persons person men women children kids boys girls men man woman child boy girl citizens citizen residents troops
    personnel members member staff staffers staffer americans lives fatalities casualties deaths hostages inmates passengers
    pedestrians civilians refugees migrants immigrants aliens households families relatives siblings seniors
    millennials respondents listeners viewers readers followers subscribers attendees caucusgoers goers churchgoers pupils babies
    youths adults minors elders thugs veterans vets delegates superdelegates electors donors backers cops police officers
    whites blacks latinos hispanics muslims christians jews catholics protestants evangelicals adherents believers contestants
    athletes enlistees recruits deportees detainees evacuees escapees retirees nominees appointees trainees addicts patients
    clients customers guests tourists bystanders onlookers pallbearers spouses brothers sisters sons daughters friends partners
    allies enemies terrorists jihadists fighters gunmen guerrillas independents moderates folks souls strangers newcomers dead wounded
    homeless
    mp mps mep meps user users witness witnesses convicts criminals felons thief thieves insurgents combatants conscripts bodyguard
    bodyguards coaches fans inhabitants locals nationals aborigines academics actresses bosses waitresses maids nannies orphan
    orphans grandparents twins triplets adolescents alumni dropouts monks signatories litigants recipients beneficiaries
    claimants unemployed jobless injured captives alcoholics vegans males females lads tweens laureates royals exiles
    africans europeans mexicans texans chileans koreans afghans britons israelis iraqis saudis pakistanis kuwaitis yemenis
    bangladeshis nepalis somalis danes swedes finns turks greeks czechs slovaks serbs croats kurds arabs sikhs hindus scots
    spaniards filipinos
    participants applicants occupants naysayers celebrities dignitaries heads hands peers individuals democrats republicans""".split()
) - {"lives", "deaths", "fatalities", "households", "families", "heads", "hands", "souls"}
_NO_OFFICE = frozenset("figure figures model models icon icons star stars".split())
"""Nouns for persons that count other things as often."""
_THINGS = frozenset(
    """adapter amplifier anchor answer armor armour ban banner bar barometer barrier beaver bee blister blocker blunder boiler
    bomber booster border bumper bunker burger buzzer calculator calendar cancer car career carrier carryover center
    centimeter centre chamber chandelier chapter character charger charter checklist chopper clan cleaner cluster coaster coffee color
    colour committee computer container cooler corner corridor counter cover cracker cruiser cutter cylinder cyst deer
    degree destroyer detector diameter dinner disaster disorder dollar door drawer ear elevator encounter endeavor endeavour
    error escalator factor fastener favor favour feather fee fertilizer fiber fibre filter finger fist flavor flavour floor
    flower folder freezer freighter frontier gander gear generator guarantee gutter hammer hangover harbor harbour header
    heist helicopter honor honour horror incubator indicator jubilee kilometer kilometre knee labor labour ladder laser
    layer layover letter levee lighter list liter litre loan lobster locker makeover manner marquee matter median meridian
    metaphor meter metre millimeter mirror mist mixer monitor monster mortar motor murder muster newsletter newspaper number
    odometer offer order otter outlier over oyster pacemaker paper parameter pavilion perimeter pier pillar plan planner
    plaster playlist poster powder power primer printer processor projector quarter radiator reactor receiver refrigerator
    register river retainer rooster roster rotor router ruler rumor rumour scan scanner sector semester seminar sensor server shelter
    shoulder shower skyscraper slider span spider spree star starter sticker stopover summer supercomputer sweater takeover
    tanker terror theater theatre thermometer thriller tier tiger timber toaster tower tractor trailer transfer transmitter
    tree tremor trigger trimester tuber tumor tumour turnover twist van vapor vapour vector waist war water whisker whopper
    winter wonder wrapper wrist year zipper""".split()
)
"""Nouns with the ending of an agent that name no person."""
_VOTES = frozenset("vote votes ballot ballots".split())
_MEMBERS = re.compile(r"(?:wo)?m[ae]n$|people$|children$|goers?$|holders?$|keepers?$|makers?$|dwellers?$")

MEASURE = "|".join(sorted(_MEASURES, key=lambda form: (-len(form), form)))
MONEY = "|".join(sorted(_MONEY, key=lambda form: (-len(form), form)))
"""Sources of patterns: the words for measures and for money."""


def measured(noun: str, before: str = "") -> str | None:
    """The unit that a lower-case noun names, None for one that names none; ``before`` is the word in front of it."""
    if noun in _MONEY or noun in ("pounds", "pound"):
        whose = _WHOSE.get(before)
        if whose is not None:
            return whose
    if noun in _MONEY:
        return _MONEY[noun]
    unit = _MEASURES.get(noun)
    return f"{before} {unit}" if unit and before in ("square", "cubic", "metric", "nautical") else unit


def counted_in(noun: str) -> str | None:
    """*people* for a lower-case noun for persons, *votes* for one for votes; None for any other: such things are no unit."""
    if noun in _VOTES:
        return "votes"
    if noun in _NO_OFFICE:
        return None
    if noun in _PEOPLE or offices(noun) is not None or office(noun) is not None:
        return "people"
    single = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    if single not in _THINGS and single not in MUTE and is_agent(single):
        return "people"
    return "people" if _MEMBERS.search(noun) else None
