"""Who vouches for a clause."""

from __future__ import annotations

from standoff.knowledge.reporting import reporting
from standoff.mentions import Attribution, Statement
from standoff.reading.draft import Draft, Found


def attribution_of(draft: Draft, trigger: int) -> Attribution | None:
    """Return who vouches for the clause of token `trigger`; None for the report's own voice.

    The innermost statement whose content covers the token; "allegedly" and "reportedly" name no source, but one there is.
    """
    start = draft.words.start[trigger]
    at = draft.working.to_report(start, start + 1)[0]
    covering: list[Found[Statement]] = [
        found
        for found in draft.statements
        if found.first <= trigger < found.end and any(s.start <= at < s.end for s in found.value.content)
    ]
    if covering:
        best = min(covering, key=lambda found: found.end - found.first)
        speaker = best.value.speaker
        return Attribution(speaker.name if speaker else "unnamed", speaker.code if speaker else None, best.value.cue)
    words, lexicon = draft.words, reporting()
    for i in (trigger, *words.ancestors(trigger)):
        for k in words.kids[i]:
            if words.lower[k] in lexicon.unnamed_adverbs:
                return Attribution("unnamed", None, draft.span(k, k + 1))
        if words.dep[i] in ("ROOT", "ccomp", "advcl", "relcl", "acl", "conj") and words.tag[i][:2] == "VB":
            break
    return None
