"""The dictionary form of an English word, as far as a word list needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_IRREGULAR = """
    be:am,are,is,was,were,been,being,'s,'re,'m have:has,had,having,'ve do:does,did,done go:goes,went,gone say:said,says,sayin'
    tell:told write:wrote,written speak:spoke,spoken think:thought know:knew,known feel:felt see:saw,seen find:found hear:heard
    hold:held make:made,making take:took,taken give:gave,given,giving get:got,gotten put:putting swear:swore,sworn plead:pled
    forget:forgot,forgotten understand:understood mean:meant teach:taught seek:sought fight:fought show:shown choose:chose,chosen
    stand:stood withstand:withstood sing:sang,sung withdraw:withdrew,withdrawn begin:began,begun beg:begged foresee:foresaw,foreseen
    foretell:foretold keep:kept lay:laid lead:led leave:left let:letting lie:lying,lied lose:lost mistake:mistook overturn:overturned
    strike:struck,stricken uphold:upheld throw:threw,thrown win:won,winning draw:drew,drawn read:reading shoot:shot send:sent
    meet:met pay:paid run:ran,running rise:rose,risen come:came bring:brought buy:bought catch:caught break:broke,broken
    forbid:forbade,forbidden forgive:forgave,forgiven cast:casting bet:betting hit:hitting rebut:rebutted set:setting quit:quitting
    shrug:shrugged rip:ripped knock:knocked tweet:tweeted admit:admitted permit:permitted ban:banned bar:barred nod:nodded
    beat:beaten,beating fly:flew,flown flee:fled steal:stole,stolen sell:sold lend:lent build:built shut:shutting split:splitting
    bind:bound freeze:froze,frozen bear:bore,borne fall:fell,fallen grow:grew,grown hide:hid,hidden hang:hung sit:sat
    bite:bit,bitten tear:tore,torn feed:fed burn:burnt hurt:hurting cut:cutting wage:waging arise:arose,arisen spread:spreading
    weigh:weighed echo:echoes veto:vetoes sue:suing bemoan:bemoaned rule:ruled overrule:overruled spend:spent wear:wore
    overrun:overran overthrow:overthrew,overthrown withhold:withheld fling:flung sling:slung sweep:swept slay:slew,slain sink:sank,sunk
    drive:drove,driven ride:rode,ridden blow:blew,blown dig:dug light:lit stick:stuck undertake:undertook,undertaken retake:retook,retaken
    deal:dealt overcome:overcame override:overrode,overridden forgo:forwent,forgone forsake:forsook,forsaken shrink:shrank,shrunk
    swing:swung bleed:bled creep:crept wring:wrung cling:clung strive:strove,striven spring:sprang,sprung
    shake:shook,shaken rebuild:rebuilt repay:repaid rewrite:rewrote,rewritten oversee:oversaw,overseen mislead:misled
    overtake:overtook,overtaken undo:undid,undone outrun:outran shed:shedding slit:slitting wake:woke,woken bend:bent
    spit:spat,spitting stink:stank partake:partook sleep:slept weep:wept leap:leapt ring:rang,rung swim:swam,swum learn:learnt lean:leant
    kneel:knelt dwell:dwelt outbid:outbidding reset:resetting
"""
_FORMS = {
    form: lemma
    for entry in _IRREGULAR.split()
    for lemma, _, forms in [entry.partition(":")]
    for form in forms.split(",")
}


_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


@lru_cache(maxsize=1 << 16)  # the words of a long article and the few lists they are looked up in
def lemma(word: str, known: frozenset[str]) -> str:
    """The form of ``word`` that is in ``known``, tried from the likeliest; else the likeliest. ``word`` is in lower case."""
    if word in _FORMS:
        return _FORMS[word]
    if word in known:
        return word
    return next((form for form in _stems(word) if form in known), word)


def _stems(word: str) -> Iterator[str]:
    for ending, puts in (
        ("ies", ("y", "ie")),
        ("ied", ("y", "ie")),
        ("ying", ("ie", "y")),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            if ending in ("ed", "ing") and _SHORT.fullmatch(stem):
                puts = puts[::-1]  # "raped" is of "rape": "rap" would double its last letter
            yield from (stem + put for put in puts)
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
