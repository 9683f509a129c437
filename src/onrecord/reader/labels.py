"""The label inventories of the encoder's heads; an index here is an index in the model's output."""

from __future__ import annotations

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""Attribution tags, after PolNeAR: at most one attribution to a word."""

NAME_TYPES = ("Person", "Organization", "Location", "NORP", "Facility", "Product", "Date", "Money", "Misc")
"""Entity types of the Worldwide English newswire corpus."""
NAME_TAGS = ("O", *(f"{edge}-{kind}" for kind in NAME_TYPES for edge in "BI"))

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
"""Universal POS tags."""

DEPRELS = tuple(
    """acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt
    conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj
    list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan
    parataxis punct reparandum root vocative xcomp""".split()
)
"""Universal Dependencies relations with their English subtypes, as in EWT and GUM."""
