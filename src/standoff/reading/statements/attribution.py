"""Who vouches for a clause."""

from __future__ import annotations

from standoff.knowledge.reporting import reporting
from standoff.mentions import Attribution, Statement
from standoff.reading.draft import Draft, Found

_CLAUSE_EDGES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis"})


def attribution_of(draft: Draft, trigger: int) -> Attribution | None:
    """Return who vouches for the clause of token `trigger`; None for the report's own voice.

    That is the speaker of the innermost statement whose content covers the token, or whose turn it is in a transcript;
    "allegedly" and "reportedly" name no source, but there is one.
    """
    found = covering(draft, trigger)
    if found is not None:
        speaker = found.value.speaker
        return Attribution(speaker.name if speaker else "unnamed", speaker.code if speaker else None, found.value.cue)
    adverb = _hearsay(draft, trigger)
    if adverb is not None:
        return Attribution("unnamed", None, draft.span(adverb, adverb + 1))
    for turn in draft.turns:
        if turn.first <= trigger < turn.end:
            return Attribution(turn.value.name, turn.value.code, turn.value.span)
    return None


def covering(draft: Draft, token: int) -> Found[Statement] | None:
    """Return the innermost statement in whose content token `token` is asserted, or None."""
    start = draft.words.start[token]
    at = draft.working.to_report(start, start + 1)[0]
    best: Found[Statement] | None = None
    for found in draft.statements:
        if not (found.first <= token < found.end and any(s.start <= at < s.end for s in found.value.content)):
            continue
        if (best is None or found.end - found.first < best.end - best.first) and not _presupposed(draft, found):
            best = found
    return best


def _presupposed(draft: Draft, found: Found[Statement]) -> bool:
    """Whether the content is what the speaker takes a stand on, a fact that the report vouches for ("condemned the attack")."""
    if found.value.kind != "indirect" or found.value.act not in ("praise", "accuse"):
        return False
    frames = reporting().verbs.get(draft.words.lemma[found.head], {})
    entry = frames.get("object") or frames.get("for_deed")
    return entry is not None and entry.kind == "stance" and "clause" not in frames


def _hearsay(draft: Draft, trigger: int) -> int | None:
    """Return the adverb or adjective that leaves the clause of `trigger` to an unnamed source."""
    words, lexicon = draft.words, reporting()
    for i in (trigger, *words.ancestors(trigger)):
        for k in words.kids[i]:
            if words.lower[k] in lexicon.unnamed_adverbs or (i == trigger and words.lower[k] in lexicon.unnamed_adjectives):
                return k
        if words.dep[i] in _CLAUSE_EDGES and words.pos[i] in ("VERB", "AUX"):
            return None
    return None
