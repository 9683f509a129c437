"""Which act a cue word performs, by its dictionary form. Collected for this project from the definitions in `onrecord.terms.ACTS`.

A word whose act hangs on what follows it ("agreed to", "asked that", "refused to say") stands under its commonest act; the
rules in ``acts`` look at the rest. Words of saying with no act of their own ("said", "added", "noted") are not listed.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.terms import Act

_VERBS: dict[Act, str] = {
    "demand": """demand urge order instruct direct require request press pressure push prod implore beg plead beseech exhort appeal
        command compel lobby petition entreat advise counsel recommend encourage invite summon dare force nudge coax cajole
        pressurise pressurize subpoena direct mandate dictate enjoin persuade convince
        """,
    "commit": """promise pledge vow offer swear guarantee commit undertake volunteer threaten""",
    "accuse": """accuse blame charge condemn denounce allege fault indict sue incriminate implicate impugn vilify demonize demonise
        excoriate arraign prosecute smear""",
    "deny": """deny refute rebut dispute disavow contradict disclaim debunk gainsay recant retract""",
    "agree": """agree acknowledge admit concede confirm accept confess concur corroborate echo affirm acquiesce relent reaffirm
        assent validate""",
    "support": """support back endorse praise defend hail applaud laud welcome commend champion tout promote advocate favor favour
        congratulate celebrate cheer embrace vouch compliment salute credit extol exalt glorify thank trumpet justify espouse
        bolster honor honour uplift flatter""",
    "oppose": """oppose reject criticise criticize object slam blast attack assail rail lambaste lambast rip mock ridicule deride
        scoff disparage belittle bash skewer rebuke chide scold chastise castigate protest complain decry deplore knock hammer
        savage disagree resist denigrate repudiate dismiss lampoon pan pillory trash decries boo heckle jeer snub shun spurn insult
        demean taunt eviscerate rebuff undercut needle berate admonish reprimand rap torch mock sneer jab dislike hate detest
        loathe abhor refuse discredit disown unload inveigh fulminate lash challenge pummel""",
    "predict": """predict expect warn forecast project anticipate foresee caution prophesy foretell envision envisage bet augur
        presage prognosticate await""",
    "ask": """ask wonder inquire enquire query quiz interview grill question""",
    "intend": """plan hope want aim seek intend wish desire aspire strive propose attempt try prepare mull contemplate weigh
        eye vie yearn long scheme plot""",
    "believe": """believe think know feel fear worry suspect doubt understand realize realise see view consider regard deem assume
        guess imagine figure reckon suppose judge perceive sense appreciate forget distrust mistrust trust recognize recognise
        love like enjoy admire respect prefer presume surmise conceive ponder mind care regret dread resent despise
        mourn misunderstand envy agonize seem appear""",
    "decide": """decide rule approve vote appoint ban sign pass nominate enact adopt veto overturn uphold select hire fire impose
        grant allow permit prohibit restrict authorize authorise sentence convict acquit ratify repeal designate elect certify
        pardon revoke suspend resolve legalize legalise forbid invalidate overrule block censure fine commute vacate outlaw
        exonerate clear reinstate rescind lift cancel abolish reverse affirm determine""",
}
_NOUNS: dict[Act, str] = {
    "demand": "demand request call order plea petition appeal advice recommendation insistence directive instruction urging subpoena",
    "commit": "pledge promise vow offer commitment guarantee threat oath ultimatum",
    "accuse": "accusation allegation charge blame condemnation indictment lawsuit denunciation",
    "deny": "denial disavowal rebuttal refutation",
    "agree": "admission acknowledgment acknowledgement confirmation agreement acceptance concession consensus confession",
    "support": """support endorsement praise backing defense defence supporter advocate backer proponent admiration enthusiasm
        acclaim applause champion endorser fan""",
    "oppose": """opposition criticism objection attack rejection opponent critic complaint critique rebuke protest dismissal jab
        disapproval resistance refusal backlash detractor hostility ridicule insult disdain contempt outrage barb diatribe
        tirade broadside""",
    "predict": "prediction forecast expectation warning projection odds",
    "ask": "question inquiry query questioning enquiry",
    "intend": "plan hope desire intention goal aim bid wish proposal ambition willingness agenda platform intent eagerness",
    "believe": """belief thought fear concern feeling view opinion suspicion worry doubt confidence sense knowledge perception
        conviction anger frustration anxiety skepticism scepticism regret distrust mistrust hatred memory recollection faith
        attitude preference judgment judgement interest""",
    "decide": "decision ruling vote approval verdict ban appointment nomination conviction sentence injunction veto pardon",
}
_ADJECTIVES: dict[Act, str] = {
    "accuse": "accused guilty indicted",
    "support": "supportive favorable favourable enthusiastic complimentary",
    "oppose": "critical opposed dismissive hostile scathing",
    "intend": "eager willing ready determined keen hopeful poised reluctant unwilling loath interested",
    "believe": """confident sure certain worried concerned afraid aware convinced glad happy proud disappointed angry upset
        surprised sorry skeptical sceptical unsure uncertain optimistic doubtful pessimistic fearful nervous grateful thankful
        wary pleased thrilled excited ashamed embarrassed shocked stunned frustrated furious puzzled comfortable
        uncomfortable mindful unaware impressed unconvinced saddened relieved alarmed anxious suspicious leery cautious
        delighted amazed outraged appalled tired dissatisfied satisfied""",
    "agree": "agreed",
}

WRONGS = frozenset(
    """lie liar cheat cheater steal rig rigged racist racism bigot bigoted guilty responsible fault blame biased criminal fraud betray
    collude mislead deceive exploit sabotage violate abuse bully incite corrupt crooked corruption dishonest traitor treason thief
    predator crook hypocrite hypocritical complicit negligent fraudulent scam cheated lying bribe extort plagiarize cover-up""".split()
)
"""What lays a wrong at somebody's door when it is said of him."""
FLAWS = frozenset(
    """disqualifying meritless improper unfit disgrace disgraceful disaster disastrous disgusting outrageous shameful ridiculous absurd
    dangerous irresponsible reckless unacceptable terrible horrible pathetic failure mistake stupid unqualified nonsense awful worst
    appalling unconscionable misguided embarrassing idiotic insulting offensive unjust unfair crap clown laughable foolish deplorable
    despicable repugnant abhorrent divisive hateful demagogue incompetent clueless ignorant garbage unhinged counterproductive
    unconstitutional unreasonable unworkable""".split()
)
"""What speaks against somebody or something when it is said of it, with no wrong laid."""

VERBS: Mapping[str, Act] = {word: act for act, words in _VERBS.items() for word in words.split()}
NOUNS: Mapping[str, Act] = {word: act for act, words in _NOUNS.items() for word in words.split()}
ADJECTIVES: Mapping[str, Act] = {word: act for act, words in _ADJECTIVES.items() for word in words.split()}

_PHRASES: dict[Act, str] = {
    "demand": "call on|call for|call upon|insist on|ask for|speak out for|argue for|make the case for|push for|press for|plead with",
    "commit": "give word|take oath|make promise|make pledge|commit to",
    "accuse": "point finger|hold responsible|lay blame|level charge|hit with|bring charge|file suit|file lawsuit|take to task|call out",
    "deny": "plead not guilty|push back|walk back|rule out|brush off|bat down|shoot down|back away",
    "agree": "plead guilty|come clean|own up|give in|go along|sign off|accept responsibility",
    "support": """side with|stand by|vote for|rally behind|stand behind|rally around|stick by|speak favorably|come out for|
            sing the praises|give credit|cast vote for|line up behind|stand up for|come to the defense|back up|root for|thumb up""",
    "oppose": """vote against|take issue|speak out against|come out against|take aim|lash out|fire at|go after|hit back|fire back|
            tear into|rail against|argue against|shrug off|turn down|distance from|distance himself|distance herself|
            distance themselves|poke fun|make fun|take shot|take swipe|turn on|lay into|have enough|break with|warn against|
            cast doubt|be against|speak against""",
    "predict": "be expect|be likely|be set to",
    "ask": "raise question|want to know|pose question|call into question|be curious",
    "intend": "would like|look to|look forward|be eager|be set|set out|would love|would rather|toy with",
    "believe": """think of|look at|be aware|make up mind|come to believe|take for granted|make sense|be tired of|
            dream of|express concern|express confidence|care about|have faith|hear of""",
    "decide": "strike down|throw out|hand down|sign into law|sign off on|pick as|name as|choose as|grant bail|opt for",
    "decline_to_comment": """decline comment|no comment|have no comment|offer no comment|
            make no comment|provide no comment|not respond|not return|not reply|not comment|not answer|not immediately respond|
            not be reach|refuse comment|refuse to comment|refuse to say|refuse to answer|
            decline to comment|decline to say|decline to answer|decline to discuss|decline to give|decline to elaborate|
            decline to identify|decline to name|decline to specify|decline to provide|decline to confirm|would not comment|
            would not say|would not answer|would not discuss|would not confirm|would not elaborate|refuse to discuss|
            refuse to confirm|will not say|will not comment|not provide comment|not return call|dodge question|
            avoid question|evade question|sidestep question|remain silent|stay silent|keep silent|ignore request|
            ignore question|not offer comment|not elaborate|stay mum|keep mum|be mum|stonewall""",
}
PHRASES: Mapping[tuple[str, ...], Act] = {
    tuple(phrase.split()): act for act, phrases in _PHRASES.items() for phrase in phrases.split("|")
}
"""Cues of several words, as dictionary forms in the order in which they stand; others may stand between."""

SAYING = frozenset(
    """say tell add note write state announce declare claim argue insist maintain contend assert explain tweet post report suggest
    observe remark stress emphasize emphasise point reply respond continue recall testify read show reveal find conclude mention
    describe call repeat reiterate comment indicate estimate think believe feel speak talk joke quip answer make put go according
    complain warn hint imply signal assure inform describe brag boast lament shout yell remember speculate disclose caution
    acknowledge concede admit""".split()
)
"""Words of saying whose act may be read off what is said."""

KNOWN = frozenset(VERBS) | frozenset(NOUNS) | SAYING | {w for p in PHRASES for w in p} | {"decline"}
"""Every dictionary form of a verb or noun in the lists above, for `onrecord.reader.lemmas.lemma`; adjectives are looked up as written."""

ANSWERING = frozenset(
    """comment say answer discuss respond elaborate identify name specify confirm provide give reply disclose speak talk reveal
    detail address explain tell describe characterize characterise speculate interview""".split()
)
"""What somebody does who gives an answer: to decline it is to decline to comment."""
