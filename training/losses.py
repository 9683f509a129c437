"""The loss of each head, and the linear chain that the attribution tags are trained through."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.reader.chain import allowed_transitions
from onrecord.reader.labels import NAME_TAGS
from training.batches import IGNORE, OTHER, Batch
from training.model import Scores


class Chain(nn.Module):
    """Linear-chain CRF over the attribution tags; forbidden transitions stay forbidden."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("allowed", torch.from_numpy(allowed_transitions()))
        self.learned = nn.Parameter(torch.zeros_like(self.allowed))

    def table(self) -> Tensor:
        """[8, 7]: score of each transition, the last row for the start."""
        return self.learned + self.allowed

    def loss(self, scores: Tensor, gold: Tensor, words: Tensor) -> Tensor:
        """Mean over words of the negative log-likelihood of ``gold`` [B, W]; ``words`` is True where a word stands."""
        table, scores = self.table(), scores.float()
        inner, alpha = table[:-1], scores[:, 0] + table[-1]
        for i in range(1, scores.shape[1]):
            nxt = torch.logsumexp(alpha.unsqueeze(2) + inner, dim=1) + scores[:, i]
            alpha = torch.where(words[:, i : i + 1], nxt, alpha)
        tag = gold.clamp(min=0)
        emitted = (scores.gather(2, tag.unsqueeze(-1)).squeeze(-1) * words).sum(1)
        # a window may open inside a run (a paragraph longer than a window): the forbidden start is not charged there
        moved = (inner[tag[:, :-1], tag[:, 1:]] * words[:, 1:]).sum(1)
        begun = table[-1][tag[:, 0]].clamp(min=-20.0)
        return (torch.logsumexp(alpha, dim=1) - emitted - moved - begun).sum() / words.sum()


def losses(scores: Scores, batch: Batch, chain: Chain | None) -> dict[str, Tensor]:
    """The losses that the batch has gold for, by name."""
    out: dict[str, Tensor] = {}
    if batch.tags is not None and batch.link is not None and batch.edges is not None:
        out["tags"] = chain.loss(scores.tags, batch.tags, batch.words) if chain else _cross(scores.tags, batch.tags)
        here = batch.words.unsqueeze(1)
        out["link"] = _cross(_masked(scores.link, here), batch.link)
        if bool((batch.edges != IGNORE).any()):
            out["edges"] = _cross(_masked(scores.edges, here), batch.edges)
    if batch.names is not None:
        out["names"] = _names(scores.names, batch.names)
    if batch.heads is not None and batch.deprels is not None and batch.upos is not None and batch.starts is not None:
        out["arc"] = _cross(_masked(scores.arcs, batch.words), batch.heads)
        known = torch.where(batch.heads == IGNORE, IGNORE, batch.deprels)
        out["relation"] = _cross(scores.relations, known)
        out["upos"] = _cross(scores.upos, batch.upos)
        here = batch.words
        out["start"] = F.binary_cross_entropy_with_logits(scores.starts[here].float(), batch.starts[here].float())
    return out


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE)


def _names(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy over name tags; where the gold is `OTHER`, of all tags that are no person, organization or location."""
    chance = F.log_softmax(scores.float(), dim=-1)
    core = torch.tensor([tag[2:] in ("Person", "Organization", "Location") for tag in NAME_TAGS])
    other = torch.logsumexp(chance.masked_fill(core, -1e4), dim=-1)
    exact = chance.gather(-1, gold.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    known = gold != IGNORE
    return -torch.where(gold == OTHER, other, exact)[known].sum() / known.sum()


def _masked(scores: Tensor, words: Tensor) -> Tensor:
    """Pointer scores with the columns of padding shut; the last column (none, root) stays open."""
    open_column = torch.ones_like(words[..., :1])
    return scores.float().masked_fill(~torch.cat([words, open_column], dim=-1).unsqueeze(-2), -1e4)
