"""Events that are done by saying something: what a statement's speaker and act tell beyond the words of the lexicon.

"The concessions came too late, organisers said" has no verb of blame, yet it blames. The reader of statements knows who
speaks and what the words do; here such a statement becomes an event, unless the lexicon has read one in it already.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.mentions import Party, Statement
from standoff.reading.draft import Draft, Found
from standoff.reading.events.coded import Coded
from standoff.reading.events.compose import Composer

# What a statement does → CAMEO code of doing it.
_CODES = {"accuse": "111", "demand": "100", "reject": "120", "praise": "051", "promise": "030", "offer": "030", "threaten": "130", "accept": "030"}
_OWN = frozenset({"i", "we", "us", "our", "my", "me", "ours", "mine"})
_MUST = frozenset({"must", "should", "need", "have", "ought"})
_ASKING = frozenset({"urge", "ask", "call", "demand", "request", "appeal", "press", "want", "expect", "invite", "order", "tell", "instruct", "encourage"})


def spoken(draft: Draft, composer: Composer, coded: list[Coded]) -> Iterator[tuple[Coded, Found[Statement], list[int]]]:
    """Yield the events that statements are and the lexicon does not see, with the tokens that may name whom they are addressed to."""
    heads = {one.head for one in coded if one.code} | {k for one in coded if one.code for k in one.taken if one.families}
    words = draft.words
    for found in draft.statements:
        code = _CODES.get(found.value.act)
        if code is None or found.value.polarity == "denied" or found.value.speaker is None:
            continue
        cue = found.head
        if cue in heads or any(words.sent[h] == words.sent[cue] and h in words.kids[cue] for h in heads if words.dep[h] in ("dobj", "xcomp")):
            continue
        root = _root(draft, found)
        one = Coded(code, cue, root, 1.0, True, False, frozenset(), (f"act:{found.value.act}",))
        yield one, found, list(_addressed(draft, composer, found, root))


def _root(draft: Draft, found: Found[Statement]) -> int:
    """Return the token that the rest of the content hangs on."""
    words = draft.words
    for k in range(found.first, found.end):
        if (words.head[k] == k or not found.first <= words.head[k] < found.end) and words.pos[k] in ("VERB", "AUX"):
            return k
    return next((k for k in range(found.first, found.end) if words.head[k] == k or not found.first <= words.head[k] < found.end), found.first)


def _addressed(draft: Draft, composer: Composer, found: Found[Statement], root: int) -> Iterator[int]:
    """Yield the tokens of the content that may say whom it blames, praises or asks, the likeliest first."""
    words, nouns = draft.words, composer.nouns
    act = found.value.act
    if act == "demand":
        for k in range(found.first, found.end):
            verb = words.head[k]
            if words.lemma[k] in _MUST and words.dep[k] == "aux" or words.lemma[k] in ("need", "have") and words.pos[k] == "VERB":
                yield from composer.frame(verb if words.dep[k] == "aux" else k).subjects
            elif words.lemma[k] in _ASKING and words.pos[k] == "VERB":
                frame = composer.frame(k)
                yield from (*frame.objects, *frame.preps.get("on", ()), *frame.preps.get("to", ()))
    frame = composer.frame(root)
    for k in (*frame.subjects, *frame.objects):
        if words.lower[k] not in _OWN:
            yield k
            for prep in ("of", "by", "from", "with", "to"):
                yield from composer.frame(k).preps.get(prep, ())
    for k in range(found.first, found.end):
        if words.lower[k] in _OWN or words.pos[k] not in ("NOUN", "PROPN", "PRON", "ADJ"):
            continue
        if nouns.actor(k):
            yield k


def own_side(party: Party, speaker: Party | None) -> bool:
    """Whether a party is the speaker."""
    return speaker is not None and (party.name == speaker.name or party.code is not None and party.code == speaker.code and party.country == speaker.country)
