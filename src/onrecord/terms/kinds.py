"""The values that a statement, an event, a figure or a time can take, and what each means."""

from __future__ import annotations

from typing import Literal

Kind = Literal["direct", "indirect", "mixed"]
"""How the words are given: *direct*, all between quotation marks or set off as a block; *indirect*, none; *mixed*, some of them."""

Act = Literal[
    "assert", "demand", "commit", "accuse", "deny", "agree", "support", "oppose", "predict", "ask", "intend", "believe",
    "decide", "decline_to_comment",
]  # fmt: skip

ACTS: dict[Act, str] = {
    "assert": "puts something forward as true. 'The pump failed at noon, Orr said.' Also the act when no other is clear.",
    "demand": "wants somebody to do or stop something: orders, urges, calls on, requests. 'Orr urged the council to close the road.'",
    "commit": "binds the speaker to a deed to come: promises, pledges, vows, offers; 'would' and 'will' of the speaker's own "
    "deeds. 'Orr said she would repay the fund.'",
    "accuse": "lays a wrong at somebody's door: accuses, blames, charges, condemns. 'Orr accused Venn of hiding the report.'",
    "deny": "says that something put forward is not so, or was not done. 'Venn denied hiding the report.'",
    "agree": "accepts, concedes or confirms what another put forward. 'Venn agreed that the report was late.'",
    "support": "speaks for a person, measure or deed: backs, praises, endorses, defends. 'Orr backed the levy.'",
    "oppose": "speaks against a person, measure or deed with no wrong laid: rejects, criticises, objects. 'Venn opposes the levy.'",
    "predict": "says what will come, beyond the speaker's own deeds: expects, warns, forecasts. 'Orr said the dam will hold.'",
    "ask": "puts a question or wonders. 'Venn asked who had signed the order.'",
    "intend": "reports a plan or wish of the speaker with no promise to anyone: plans, hopes, wants. 'Orr plans to run.'",
    "believe": "reports what is held in the mind, not said: thinks, knows, fears, feels. 'Venn believes the count is wrong.'",
    "decide": "does by the words what they say: rules, approves, votes, appoints, bans. 'The court struck down the ban.'",
    "decline_to_comment": "refuses or fails to answer. 'Venn's office did not respond.' Never a denial, never agreement.",
}
"""What each act means, with an example. When two fit, the more specific one stands: any act before *assert*."""

ChannelType = Literal[
    "social_post", "interview", "press_conference", "speech", "phone_call", "meeting", "letter", "written_statement",
    "court_filing", "report", "testimony", "advertisement", "other",
]  # fmt: skip
EntityType = Literal["person", "organization", "place", "group", "work", "other"]
Form = Literal["name", "nominal", "pronoun"]
ResolvedBy = Literal["name", "nominal", "pronoun", "continuation", "none"]
Modality = Literal["actual", "future", "hypothetical"]
TimePrecision = Literal["year", "month", "week", "day", "part_of_day", "minute", "unknown"]
PartOfTime = Literal[
    "morning", "afternoon", "evening", "night", "daytime", "weekend", "spring", "summer", "fall", "winter",
    "Q1", "Q2", "Q3", "Q4", "H1", "H2",
]  # fmt: skip
TimeModifier = Literal[
    "start", "mid", "end", "approx", "before", "after", "on_or_before", "on_or_after", "less_than", "more_than"
]
VagueTime = Literal["past", "present", "future"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

EVENT_TYPES: dict[EventType, str] = {
    "AGREE": "accepts, offers or promises to work with another or to help; also cooperation that is still to come. "
    "'Venn agreed to share the data.'",
    "CONSULT": "meets, visits or talks with another. 'Orr met the ferry workers.'",
    "SUPPORT": "backs, praises, recognises or signs with another, by word and not by means. 'Venn endorsed Orr.'",
    "CONCEDE": "gives way by word: apologises, pardons, eases a rule, announces a retreat. 'The county lifted the ban.'",
    "COOPERATE": "works with another to the good of both: trade, joint exercises, shared evidence. "
    "'The two towns run the ferry jointly.'",
    "AID": "gives help that serves the one who gets it: money, goods, shelter, rescue. 'The county gave Sallow ten pumps.'",
    "RETREAT": "gives way by deed: frees, withdraws, disarms, lets in, resigns. 'The guards left the quay.'",
    "REQUEST": "asks, demands or orders something of another. 'Orr called on the county to publish the report.'",
    "ACCUSE": "blames, condemns, sues or investigates another. 'Prosecutors charged Venn with fraud.'",
    "REJECT": "turns down, refuses, breaks off or blocks what another wants. 'Venn refused to meet Orr.'",
    "THREATEN": "warns of harm to come. 'The union threatened to close the port.'",
    "PROTEST": "acts in public, with others, against somebody or something. 'Islanders marched against the fares.'",
    "SANCTION": "cuts back what was there between the two: ends, expels, fines, convicts. 'The county cut the subsidy.'",
    "MOBILIZE": "readies or moves armed force, short of using it. 'Police were sent to the quay.'",
    "COERCE": "bears down by power, short of violence: arrests, deports, seizes, bans, hacks. 'Police arrested two men.'",
    "ASSAULT": "does what can badly hurt or kill, or wrecks. 'A gunman shot a guard.'",
}
"""What each event type means for the actor, with an example. The sixteen types of PLOVER 2.0 (Open Event Data Alliance),
from cooperation to conflict."""

EVENT_MODES: dict[EventType, dict[str, str]] = {
    "CONSULT": {"visit": "the actor is the guest", "third-party": "a third one is the host",
        "multilateral": "among many, as in an alliance", "phone": "from afar"},
    "RETREAT": {"withdraw": "from a place", "release": "of captives", "disarm": "laying down weapons", "ceasefire": "holding fire",
        "access": "letting in helpers or observers", "resign": "leaving office"},
    "REQUEST": {"assist": "for help or relations", "change": "for another policy, law or leader",
        "yield": "to give way: free, ease, cease fire", "meet": "for talks"},
    "ACCUSE": {"disapprove": "condemning, complaining", "investigate": "inquiring, of any kind",
        "allege": "laying a wrong at somebody's door, in court or out"},
    "REJECT": {"assist": "help or relations", "change": "another policy, law or leader", "yield": "to give way", "meet": "talks"},
    "THREATEN": {"restrict": "to ban or block", "arrest": "to arrest", "relations": "to break off relations or talks",
        "expel": "to expel", "territory": "to take land", "violence": "to use violence"},
    "PROTEST": {"demo": "a demonstration, largely peaceful", "riot": "violent", "strike": "leaving work", "hunger": "a hunger strike",
        "boycott": "refusing to buy or to deal", "obstruct": "blocking the way", "vandalize": "damage as a sign"},
    "SANCTION": {"convict": "found guilty or unlawful", "expel": "from a group, an office or a country",
        "withdraw": "taking oneself or one's means out", "discontinue": "ending or cutting exchange"},
    "MOBILIZE": {"troops": "soldiers", "weapons": "weapons, ships, vehicles", "police": "police", "militia": "other armed groups"},
    "COERCE": {"seize": "search, raid, confiscate", "restrict": "limits on politics or movement",
        "censor": "limits on what may be published", "curfew": "a curfew", "martial-law": "a state of emergency",
        "arrest": "arrest, detain", "deport": "put out of the country", "withhold": "cut off public goods", "misinformation": "deceive",
        "cyber": "attack computers"},
    "ASSAULT": {"abduct": "kidnap, hijack", "beat": "blows", "torture": "torture", "sexual": "sexual violence",
        "targeted": "killing of chosen or defenceless people", "destroy": "wrecking as the aim", "primitive": "blades, stones, fire",
        "firearms": "guns", "explosives": "bombs, mines", "suicide-attack": "suicide attack", "aerial": "from aircraft",
        "drone": "by drone", "heavy-weapons": "artillery, rockets, tanks", "crowd-control": "tear gas, water cannon, batons",
        "unconventional": "chemical, biological, nuclear"},
}  # fmt: skip
"""The modes of PLOVER 2.0: how it was done, or what was asked, refused or threatened. Types left out have none."""

EventStatus = Literal["actual", "future", "hypothetical", "negated", "historical"]
"""Whether it happened: *actual*; *future*, it is to happen; *hypothetical*, it may, would or is only thought of; *negated*, it did
not; *historical*, it did, over a year before the article. PLOVER's auxiliary modes, or *actual*."""

Bound = Literal["exactly", "more_than", "less_than", "about", "range"]
"""How a number bounds what it counts: "at least 40" is *more_than*, "nearly 40" and "up to 40" *less_than*, "some 40" *about*,
"10 to 15" a *range*."""
