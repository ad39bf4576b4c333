"""The details of a statement: its conditions, the evidence it cites, to whom and by what it was said."""

from __future__ import annotations

from standoff.knowledge.speech import Phrases, speech
from standoff.reading.draft import Draft
from standoff.reading.statements.content import Candidate
from standoff.reading.statements.cues import noun_phrase
from standoff.reading.statements.quotes import MARKS
from standoff.reading.words import Words
from standoff.report import Span

_TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "notify", "brief", "advise", "ask", "reassure", "address", "convince", "urge"})


def phrase_at(words: Words, i: int, phrases: Phrases) -> int:
    """Return the length of the phrase that begins at token `i`, 0 if none does."""
    for phrase in phrases.get(words.lower[i], ()):
        if tuple(words.lower[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def conditions(draft: Draft, candidate: Candidate) -> tuple[Span, ...]:
    """Return what a statement is made contingent on: clauses and phrases in its content, or on its cue's clause."""
    words = draft.words
    found: list[tuple[int, int]] = []
    ranges = [*candidate.pieces]
    cue = candidate.cue
    if candidate.frame != "quote":
        sentence = words.sentence_of(cue.head)
        # "The proposal, which includes an offer to …, is contingent on …": the condition is said of the cue's clause.
        ranges.append((candidate.end, sentence.stop) if candidate.end <= sentence.stop else (sentence.stop, sentence.stop))
        if candidate.first > sentence.start and cue.head < candidate.first:
            ranges.append((sentence.start, cue.first))
    for n, (first, end) in enumerate(ranges):
        own = n < len(candidate.pieces)
        i = first
        while i < end:
            span = _condition(words, i, first, end, own)
            if span is not None and not any(a <= span[0] < b for a, b in found):
                found.append(span)
                i = span[1]
            else:
                i += 1
    return tuple(draft.span(a, b) for a, b in sorted(found))


def _condition(words: Words, i: int, first: int, end: int, own: bool) -> tuple[int, int] | None:
    lists, lower = speech(), words.lower[i]
    size = phrase_at(words, i, lists.condition_phrases)
    if size:
        stop = max(_phrase_end(words, i, size), i + size)
        while stop < end and (words.pos[stop] not in ("PUNCT", "CCONJ") or words.text[stop] in MARKS):
            stop += 1  # what the parser lost on the way ("contingent on Moscow withdrawing its troops")
        return _bounded(words, i, stop, end)
    if lower in lists.condition_marks and words.dep[i] in ("mark", "prep", "advmod", "pcomp", "aux", "acl", "advcl") and own:
        head = words.head[i]
        whether = lower == "if" and words.dep[head] in ("ccomp", "pcomp")
        if whether or words.pos[head] not in ("VERB", "AUX") or words.dep[i] == "prep":
            return None  # "asked if" is whether, "until April" a time
        return _bounded(words, i, words.right[head] + 1, end)
    if own and lower in lists.inverted and (i == first or words.text[i - 1] in (",", "—", "–") or lower == "should") and i + 1 < end:
        verb = words.head[i] if words.dep[i] == "aux" else i
        subject = words.child(verb, "nsubj", "nsubjpass", "expl")
        if subject is not None and i < subject < max(verb, i + 6) and words.dep[verb] in ("advcl", "ccomp", "parataxis", "conj", "relcl"):
            return _bounded(words, i, words.right[verb] + 1, end)
    return None


def _phrase_end(words: Words, i: int, size: int) -> int:
    """Return the end of what a conditional phrase governs."""
    last = i + size - 1
    ends = [words.right[i] + 1, words.right[last] + 1]
    head = words.head[last]
    if head > last and words.dep[last] in ("mark", "advmod"):
        ends.append(words.right[head] + 1)
    return max(e for e in ends)


def _bounded(words: Words, i: int, stop: int, end: int) -> tuple[int, int]:
    """Return the condition from `i`, ended by the comma after which the main clause begins."""
    stop = min(stop, end)
    for k in range(i + 2, stop):
        if words.text[k] in (",", ";") and words.head[k] < i or words.text[k] == ";":
            stop = k
            break
        if words.text[k] == "," and k + 1 < stop and words.dep[words.head[k + 1]] == "nsubj" and words.head[words.head[k + 1]] > stop:
            stop = k
            break
    while stop > i + 1 and words.pos[stop - 1] == "PUNCT":
        stop -= 1
    return i, stop


def basis_cited(draft: Draft, candidate: Candidate) -> tuple[Span, ...]:
    """Return the evidence that a statement is said to rest on."""
    words, lists = draft.words, speech()
    sentence = words.sentence_of(candidate.cue.head)
    found: list[tuple[int, int]] = []
    if candidate.speaker is not None and words.lemma[candidate.speaker] in lists.evidence_nouns and words.pos[candidate.speaker] == "NOUN":
        found.append(noun_phrase(words, candidate.speaker))
    for i in {*sentence, *(k for a, b in candidate.pieces for k in range(a, b))}:
        size = phrase_at(words, i, lists.evidence_phrases)
        thing: int | None = None
        if size:
            thing = next((words.child(k, "pobj") for k in range(i + size - 1, i - 1, -1) if words.child(k, "pobj") is not None), None)
        elif words.lemma[i] in lists.evidence_verbs and words.tag[i] in ("VBG", "VBN", "VBD", "VBZ", "VBP") and (words.tag[i] == "VBG" or i == candidate.cue.head):
            thing = _object(words, i)
        elif words.lemma[i] in lists.evidence_nouns and words.dep[i] == "nsubj" and words.lemma[words.head[i]] in lists.showing:
            thing = i
        if thing is not None and any(words.lemma[k] in lists.evidence_nouns for k in range(*noun_phrase(words, thing))):
            span = noun_phrase(words, thing)
            if not any(a <= span[0] < b for a, b in found):
                found.append(span)
    return tuple(draft.span(a, b) for a, b in sorted(found))


def _object(words: Words, verb: int) -> int | None:
    thing = words.child(verb, "dobj")
    if thing is not None:
        return thing
    prep = next((k for k in words.kids[verb] if words.dep[k] == "prep" and words.lower[k] == "to"), None)
    return words.child(prep, "pobj") if prep is not None else None


def audience_and_channel(draft: Draft, candidate: Candidate) -> tuple[str | None, str | None]:
    """Return to whom and by what a statement was made, in the report's words."""
    words, lists, v = draft.words, speech(), candidate.cue.head
    if candidate.cue.kind not in ("verb", "light"):
        return None, None
    verb = v if candidate.cue.kind == "verb" else words.head[v]
    audience: str | None = None
    channel: str | None = None
    held = [range(a, b) for a, b in candidate.pieces]
    for k in _modifiers(words, verb):
        if any(k in r for r in held):
            continue
        if words.dep[k] in ("dobj", "dative") and words.pos[k] != "ADP" and words.lemma[verb] in _TELLING:
            name = _named(words, k)
            if _is_medium(words, k):
                channel = channel or name
            else:
                audience = audience or name
            continue
        if words.dep[k] not in ("prep", "dative", "agent"):
            continue
        inner = words.child(k, "pobj")
        if inner is None or any(inner in r for r in held):
            continue
        lower = words.lower[k]
        if lower in ("to", "with") and (words.lemma[inner] in lists.audience_nouns or words.ent[inner] in ("PERSON", "GPE", "ORG", "NORP") or _is_medium(words, inner)):
            if _is_medium(words, inner):
                channel = channel or _named(words, inner)
            elif lower == "to":
                audience = audience or _named(words, inner)
        elif lower in lists.channel_prepositions and (words.lemma[inner] in lists.channel_nouns or _is_medium(words, inner)):
            channel = channel or (_named(words, inner) if _is_medium(words, inner) else _bare(words, inner))
            to = next((m for m in words.kids[inner] if words.lower[m] in ("to", "with") and words.dep[m] == "prep"), None)
            reached = words.child(to, "pobj") if to is not None else None
            if reached is not None and audience is None and not _is_medium(words, reached):
                audience = _named(words, reached)
    return audience, channel


def _modifiers(words: Words, verb: int) -> list[int]:
    """Return what hangs on a verb, and on the verbs that it shares a clause with ("writing in a letter to X, he said")."""
    found = [*words.kids[verb]]
    for k in words.kids[verb]:
        if words.dep[k] == "advcl" and words.lemma[k] in ("speak", "write", "address", "talk", "testify", "appear") and words.tag[k] == "VBG":
            found += words.kids[k]
    if words.dep[verb] in ("conj", "advcl", "xcomp") and words.tag[words.head[verb]][:2] == "VB" and words.lemma[words.head[verb]] in ("speak", "write", "tell", "say", "address", "talk"):
        found += [k for k in words.kids[words.head[verb]] if k < verb]
    return found


def _is_medium(words: Words, i: int) -> bool:
    lists = speech()
    name = "-".join(words.lower[k] for k in range(words.left[i], i + 1) if words.dep[k] in ("compound", "amod", "nmod", "pobj", "dobj", "dative") and words.pos[k] != "DET" or k == i)
    if name in lists.media or words.lower[i] in lists.media and words.pos[i] == "PROPN":
        return True
    if words.lemma[i] in lists.media_heads:
        return True
    return any(words.lower[k] in lists.media and words.pos[k] == "PROPN" and len(words.lower[k]) > 2 for k in range(words.left[i], i)) or any(words.lemma[k] in lists.media_heads for k in words.kids[i] if words.dep[k] in ("compound", "nmod", "appos"))


def _bare(words: Words, i: int) -> str:
    """Return a noun with what stands before it, without article or possessive."""
    first = i
    while first > words.left[i] and words.head[first - 1] in range(first, i + 1) and words.dep[first - 1] in ("compound", "amod", "nmod", "nummod"):
        first -= 1
    return words.phrase(range(first, i + 1))


def _named(words: Words, i: int) -> str:
    """Return a noun phrase without its article."""
    first, end = noun_phrase(words, i)
    while first < i and (words.pos[first] == "DET" or words.tag[first] == "PRP$"):
        first += 1
    return words.phrase(range(first, end))
