"""What a word means as far as deeds go: a person, a body, a place, a group of people, or none of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.reader.lemmas import lemma
from onrecord.reader.people_words import office, offices
from onrecord.reader.trees import Tree

Kind = Literal["person", "org", "place", "group"]

_NAMED: Mapping[str, Kind] = {"Person": "person", "Organization": "org", "Location": "place", "NORP": "group"}

_BODIES = frozenset(
    """government administration authority regime cabinet ministry department agency bureau office court tribunal parliament
    congress senate house legislature assembly council commission committee party coalition opposition bloc alliance union
    army navy force military police police-force troop militia guard airforce coastguard patrol unit brigade battalion regiment
    embassy consulate company firm corporation bank group organisation organization ngo charity watchdog association federation
    league church mosque university school hospital newspaper broadcaster network station junta leadership presidency monarchy
    palace kremlin state nation country city town village region province district community tribe clan faction gang cartel mob crowd
    delegation mission team staff panel jury board management industry side camp movement campaign insurgency rebellion resistance
    intelligence judiciary prosecution defence defense service taskforce task-force squad fleet warship jet drone artillery
    peacekeeper convoy contingent platoon successor neighbor neighbour power superpower member world public electorate population
    society youth media press affiliate branch arm wing family household couple pair trio majority minority ally foe enemy
    counterpart
    chamber foundation institute institution syndicate consortium cooperative caucus directorate secretariat
    politburo diocese parish archdiocese monastery brotherhood sect garrison corps flotilla armada legion
    municipality county borough canton prefecture republic kingdom emirate caliphate commonwealth confederation
    empire dictatorship democracy territory island enclave suburb neighborhood neighbourhood laboratory clinic
    airline conglomerate multinational startup start-up automaker carmaker drugmaker chipmaker shipbuilder insurer
    manufacturer exporter importer retailer wholesaler lender regulator""".split()
)
_PEOPLE = frozenset(
    """people person man woman child boy girl civilian citizen resident migrant refugee immigrant worker soldier officer official
    agent rebel militant insurgent fighter terrorist extremist gunman attacker bomber assailant protester protestor demonstrator
    activist dissident student teacher doctor nurse farmer fisherman journalist reporter lawyer judge prosecutor minister president
    leader lawmaker senator deputy governor mayor ambassador diplomat envoy spokesman spokeswoman spokesperson chief commander
    general colonel hostage prisoner detainee inmate captive suspect victim survivor critic supporter voter candidate opponent rival
    employee striker taxpayer consumer patient parent mother father son daughter brother sister wife husband teenager youth
    settler villager tribesman nomad pilgrim worshipper tourist passenger driver pilot sailor smuggler trafficker hacker dealer
    pirate mercenary veteran negotiator mediator inspector observer monitor expert adviser advisor aide analyst investigator
    policeman policewoman cop mp mep congressman congresswoman councillor councilman premier
    chancellor vizier guard ranger sheriff trooper marshal king queen prince princess pope bishop priest imam cleric
    sunni shiite muslim christian jew separatist loyalist nationalist islamist jihadist republican democrat conservative liberal
    contractor supplier businessman executive banker investor landlord tenant neighbour neighbor native national foreigner
    evacuee asylum-seeker seeker body death live life woman lady other those dozen hundred thousand million some many all
    someone anyone everyone
    rescuer donor creditor borrower merchant shareholder bondholder customer client listener commuter motorist
    cyclist pedestrian passerby bystander onlooker detractor sympathizer sympathiser backer marcher picketer looter
    vandal arsonist burglar robber thief murderer rapist abductor kidnapper captor hijacker bandit raider poacher
    hitman assassin sniper trainee recruit cadet conscript reservist deserter defector exile emigrant expatriate
    returnee deportee internee convict offender guerrilla guerilla paramilitary commando paratrooper infantryman
    serviceman servicewoman guardsman crewman seaman mariner fisher shepherd herder herdsman grower peasant
    landowner labourer steelworker autoworker docker dockworker longshoreman cleaner academic lifeguard
    coastguardsman gendarme bailiff jailer interrogator torturer notary complainant litigant petitioner
    parliamentarian backbencher technocrat monk friar patriarch pontiff proprietor oligarch industrialist operator
    footballer referee orphan newborn elder homeless monarchist royalist leftist rightist reformist reformer
    hardliner hard-liner anarchist fascist nazi supremacist feminist environmentalist pacifist benefactor
    philanthropist helper carer caregiver intruder infiltrator saboteur instructor trainer tutor mentor interlocutor
    signatory participant attendee guest visitor traveler traveller holidaymaker relative spouse sibling organiser
    ringleader mastermind intermediary go-between middleman facilitator peacemaker appointee undergraduate
    schoolchild schoolboy schoolgirl schoolteacher headmaster headteacher buyer seller""".split()
)
_LANDS = frozenset(
    """state nation country city town village region province district municipality county borough canton prefecture republic kingdom
    emirate territory island enclave suburb neighborhood neighbourhood capital zone area""".split()
)
_ACTORS = _BODIES | _PEOPLE
_PRONOUNS = frozenset(
    "he she they we i you him her them us me who whom himself herself themselves his their my our your whose".split()
)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Tells what each word of one text means; ``name_of`` gives the number of the name that a word belongs to,
    ``other`` the words of names of things: dates, works, sums."""

    tree: Tree
    named: Mapping[int, Kind]
    name_of: Mapping[int, int]
    other: frozenset[int]

    def of(self, i: int) -> Kind | None:
        """The kind of the phrase that word ``i`` heads; None where it is neither people nor body nor place."""
        if i in self.named:
            return self.named[i]
        word = self.tree.word(i)
        if self.tree.analysis.upos[i] not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
            return None
        if word in _PRONOUNS:
            return "person"
        base = lemma(word, _ACTORS)
        if base in _PEOPLE or office(word) is not None or offices(word) is not None:
            return "person" if word == base else "group"
        if base in _BODIES:
            return "org"
        # A proper noun that the tagger passed over acts as often as not.
        return "org" if self.tree.analysis.upos[i] == "PROPN" and i not in self.other else None

    def is_place(self, i: int) -> bool:
        """Whether word ``i`` heads a phrase for a stretch of land: the name of a place, "the state", "a village"."""
        kind = self.of(i)
        return kind == "place" or (kind == "org" and i not in self.named and lemma(self.tree.word(i), _LANDS) in _LANDS)

    def is_actor(self, i: int) -> bool:
        """Whether word ``i`` heads a phrase for somebody who can do or suffer deeds."""
        return self.of(i) is not None


def kinds_of(tree: Tree) -> Kinds:
    """The kinds of a text's words; of its names, as the tagger has them."""
    found: dict[int, Kind] = {}
    numbers: dict[int, int] = {}
    for number, name in enumerate(tree.analysis.names):
        kind = _NAMED.get(name.type)
        if kind is not None:
            found.update(dict.fromkeys(range(name.run.start, name.run.end), kind))
            numbers.update(dict.fromkeys(range(name.run.start, name.run.end), number))
    other = frozenset(i for name in tree.analysis.names if name.type not in _NAMED for i in range(*name.run))
    return Kinds(tree, found, numbers, other)
