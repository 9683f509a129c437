"""The words that news prose has for people and bodies: offices, occupations, honorifics, given names and their gender.

The inventories were compiled for onrecord by hand; they hold general English only, no names of living people.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["m", "f"]

_ABBREVIATED = {
    "del": "delegate",
    "gov": "governor", "govs": "governor", "sen": "senator", "sens": "senator", "rep": "representative",
    "reps": "representative", "pres": "president", "atty": "attorney", "gen": "general", "lt": "lieutenant",
    "col": "colonel", "sgt": "sergeant", "capt": "captain", "maj": "major", "adm": "admiral", "cpl": "corporal",
    "supt": "superintendent", "sec": "secretary", "prof": "professor", "rev": "reverend", "dr": "doctor",
    "congressman": "representative", "congresswoman": "representative", "chairwoman": "chairman", "chair": "chairman",
    "chairperson": "chairman", "spokesman": "spokesperson", "spokeswoman": "spokesperson", "ceo": "chief executive",
    "councilwoman": "councilman", "policewoman": "policeman", "businesswoman": "businessman", "cop": "policeman",
    "pm": "prime minister", "premier": "prime minister", "frontrunner": "candidate", "hopeful": "candidate",
    "contender": "candidate", "nominee": "candidate", "attorney": "lawyer", "alderwoman": "alderman",
    "assemblywoman": "assemblyman", "taoiseach": "prime minister", "ag": "attorney general", "standard-bearer": "candidate",
}  # fmt: skip

_OFFICES = frozenset(
    """accountant activist actor actress administrator admiral adult adviser advisor advocate agent aide airman
    alderman ally ambassador analyst anchor anchorman anchorwoman apprentice arbitrator archbishop architect
    archivist artist assailant assemblyman assistant associate astronaut athlete attacker auditor aunt author
    autocrat ayatollah baby baker banker barista barrister bartender billionaire biographer biologist bishop blogger
    boss boxer boy boyfriend bride broker brother builder bureaucrat businessman businessperson cameraman campaigner
    candidate captain cardinal carpenter cashier celebrity chairman chairwoman challenger champion chancellor
    chaplain chef chemist chief child citizen clerk co-founder coach cofounder colleague colonel columnist comedian
    commander commissioner communist composer comptroller conductor congressperson conservative constable consultant
    contractor cook coroner corporal correspondent councillor councilman councilor counsel counterpart cousin critic
    curator czar daughter deacon dean defendant defender delegate democrat demonstrator dentist deputy detective
    developer dictator diplomat director dissident doctor driver duchess duke earl economist editor electrician emir
    emperor employee employer empress engineer entrepreneur envoy evangelist examiner executive expert farmer father
    fiancé fiancée figure filmmaker financier firefighter fireman fisherman foreman founder freshman friend fugitive
    gangster general gentleman girl girlfriend goalkeeper golfer governor governor-elect graduate granddaughter
    grandfather grandmother grandson groom guard guardian gunman guru guy hacker handyman historian homeowner host
    hostage hostess husband icon imam immigrant incumbent individual infant influencer informant inmate insider
    inspector intern interpreter interviewer investigator investor journalist judge juror juryman justice killer
    king kingpin laborer lady landlord lawmaker lawyer leader lecturer legend legislator liberal libertarian
    librarian lieutenant lobbyist lord magistrate magnate mailman major man manager marine marshal mayor mate mayor-elect
    mechanic mediator medic midfielder midwife migrant militant millionaire miner minister missionary mobster model
    moderator mogul monarch monsignor mother mullah musician nationalist native negotiator neighbor neighbour nephew
    newcomer newsman niece novelist nun nurse officer official ombudsman operative opponent organizer owner painter
    paramedic parent partner pastor pensioner person pharmacist philosopher photographer physician physicist pilot
    pioneer pitcher plaintiff player playwright plumber poet policeman politician pollster pope populist postman
    preacher predecessor premier president president-elect priest prince princess principal prisoner producer
    professor programmer progressive prosecutor protester protestor provost psychiatrist psychologist publisher
    pundit pupil quarterback queen rabbi racer rancher ranger rapper realtor rebel rector refugee regent reporter
    representative republican researcher resident retiree reverend rioter rival sailor salesman saleswoman scholar
    scientist secretary secretary-general senator senator-elect sergeant sheikh sheriff shooter shopkeeper showman
    singer sister socialist sociologist soldier solicitor son sophomore source speaker specialist spokesperson
    sportsman spy star statesman stepfather stepmother stewardess strategist striker strongman student successor
    sultan superintendent supplier surgeon surrogate survivor suspect teacher technician teen teenager tenant
    theologian toddler trader translator treasurer trooper trucker trustee tsar tycoon tyrant uncle unionist vendor
    veteran veterinarian vicar vice-president victim videographer vlogger volunteer voter waiter waitress warden
    warlord whip whistleblower widow widower wife witness woman worker writer""".split()
) | frozenset({"prime minister", "attorney general", "chief executive"})

_AGENT = ("er", "or", "ist", "ian", "man", "woman", "eer", "ee")

_MALE = frozenset(
    """man boy father husband son brother uncle nephew grandfather grandson stepfather widower boyfriend groom gentleman
    guy king prince emperor duke earl lord sultan emir pope cardinal archbishop priest monsignor imam congressman
    chairman spokesman councilman alderman assemblyman policeman businessman salesman actor waiter airman fisherman
    fireman foreman statesman strongman gunman anchorman mr sir""".split()
)
_FEMALE = frozenset(
    """woman girl mother wife daughter sister aunt niece grandmother granddaughter stepmother widow girlfriend bride lady
    queen princess empress duchess nun actress waitress congresswoman chairwoman spokeswoman councilwoman alderwoman
    assemblywoman policewoman businesswoman saleswoman anchorwoman hostess stewardess mrs ms miss madam dame
    fiancée""".split()
)
_PLURALS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "police": "policeman", "wives": "wife",
    "spokespeople": "spokesperson", "businessmen": "businessman", "congressmen": "representative", "staff": "aide",
    "clergy": "priest", "troops": "soldier", "crew": "sailor", "folks": "person", "media": "journalist", "press": "journalist",
}  # fmt: skip

_COMPOUNDS = frozenset(
    (("prime", "minister"), ("chief", "minister"), ("first", "minister"), ("chief", "justice"), ("first", "lady"),
     ("running", "mate"), ("chief", "executive"))
)  # fmt: skip
_SECOND = frozenset("vice lieutenant lt deputy assistant".split())
"""Words that make another office of the one they stand before."""

HONORIFICS = frozenset("mr mrs ms miss sir dame madam mx messrs".split())
"""Words before a name that say how to address, not who somebody is: never a title, but they tell the gender."""

BODIES = frozenset(
    """country nation office campaign department committee company government administration court team newspaper magazine group agency
    union party council panel commission ministry organization organisation network outlet firm bank university hospital
    board army military foundation institute association coalition embassy parliament legislature congress senate
    cabinet bureau service station channel website site publication paper tribunal authority corporation charity
    regime delegation jury inquiry club league church diocese school college district city county state prosecution defense
    think-tank""".split()
)
"""Nouns for bodies that can speak: "the campaign said"."""

MUTE = frozenset(
    """account ad advertisement analysis answer article assessment ballot banner bill book case center chapter
    character chart claim comment complaint computer data disaster document e-mail email endorsement error estimate
    event evidence fact factor figure filing finding forecast image indictment issue law lawsuit letter matter memo
    message newsletter number offer order photo policy poll post poster projection question reaction record
    recording remark report result rule rumor rumour sensor statement statistic story study survey tape test thing
    transcript tweet video weather word""".split()
)
"""Nouns for things that are quoted as sources, yet are nobody: a plural of these is no group."""

SHORT_FOR = {
    "tim": "timothy", "mike": "michael", "bob": "robert", "rob": "robert", "bobby": "robert", "bill": "william",
    "will": "william", "billy": "william", "jim": "james", "jimmy": "james", "joe": "joseph", "tom": "thomas",
    "dave": "david", "dan": "daniel", "danny": "daniel", "ed": "edward", "ted": "edward", "jeff": "jeffrey",
    "steve": "steven", "stephen": "steven", "chris": "christopher", "matt": "matthew", "tony": "anthony",
    "rick": "richard", "dick": "richard", "rich": "richard", "ben": "benjamin", "sam": "samuel", "greg": "gregory",
    "ken": "kenneth", "ron": "ronald", "don": "donald", "chuck": "charles", "charlie": "charles", "bernie": "bernard",
    "liz": "elizabeth", "beth": "elizabeth", "betsy": "elizabeth", "kate": "katherine", "kathy": "katherine",
    "cathy": "catherine", "sue": "susan", "debbie": "deborah", "barb": "barbara", "pam": "pamela", "jen": "jennifer",
    "becky": "rebecca", "nick": "nicholas", "andy": "andrew", "alex": "alexander", "larry": "lawrence",
    "pete": "peter", "phil": "philip", "doug": "douglas", "mitch": "mitchell", "josh": "joshua", "jon": "jonathan",
}  # fmt: skip
"""Short given names and what they are short for: with the same surname, one person."""

PARTIES = {
    "democratic": "democrat", "democrat": "democrat", "democrats": "democrat", "d": "democrat", "dem": "democrat",
    "republican": "republican", "republicans": "republican", "gop": "republican", "r": "republican",
    "independent": "independent", "i": "independent", "libertarian": "libertarian", "l": "libertarian",
    "labour": "labour", "tory": "conservative", "conservative": "conservative", "green": "green",
}  # fmt: skip
"""Party words, as adjective, noun or letter, and the party."""


def office(low: str) -> str | None:
    """The noun that the lower-case word names a person by ("gov." and "governor" are one), or None; singular words only."""
    bare = low.rstrip(".")
    bare = _ABBREVIATED.get(bare, bare)
    return bare if bare in _OFFICES else None


def offices(low: str) -> str | None:
    """As `office`, for a plural word: "governors" gives "governor"."""
    bare = low.rstrip(".")
    if bare in _PLURALS:
        return _PLURALS[bare]
    if bare.endswith("men"):
        return office(bare[:-2] + "an")
    if bare.endswith("ies"):
        return office(bare[:-3] + "y")
    if bare.endswith("s"):
        return office(bare[:-1])
    return None


def is_agent(low: str) -> bool:
    """Whether a singular noun that no inventory holds looks like one for somebody who acts: "announcer", "violinist"."""
    return len(low) > 4 and low.endswith(_AGENT) and low not in MUTE


def compound(before: Sequence[str], noun: str, low: str) -> str:
    """The office that a noun makes with the words before it in its phrase: an attorney general is no general, and what is said
    of the vice president is not said of the president. ``noun`` is what `office` made of the word ``low``."""
    last = before[-1].rstrip(".") if before else ""
    if low in ("general", "gen", "gen.") and last in ("attorney", "atty", "surgeon", "secretary", "solicitor"):
        return "attorney general" if last == "atty" else f"{last} general"
    if (last, noun) in _COMPOUNDS:
        noun, before = f"{last} {noun}", before[:-1]
    for word in before:
        if word.rstrip(".") in _SECOND:
            return f"{_ABBREVIATED.get(word.rstrip('.'), word)} {noun}"
    return noun


def gender_of_noun(low: str) -> Gender | None:
    """The gender that a noun or honorific tells, or None."""
    bare = low.rstrip(".")
    return "m" if bare in _MALE else "f" if bare in _FEMALE else None


def gender_of_given(name: str) -> Gender | None:
    """The gender that English news mostly gives the name to, or None where it is unknown or given to both."""
    given = _given_names().get(name.lower())
    if given is None and "-" in name:
        given = _given_names().get(name.lower().split("-")[0])
    return given


@cache
def _given_names() -> dict[str, Gender]:
    text = files("onrecord.reader").joinpath("data/given_names.txt").read_text(encoding="utf-8")
    genders: dict[str, Gender] = {}
    for line in text.splitlines():
        kind, _, names = line.partition(" ")
        if kind == "m" or kind == "f":
            genders.update(dict.fromkeys(names.split(), "m" if kind == "m" else "f"))
    return genders
