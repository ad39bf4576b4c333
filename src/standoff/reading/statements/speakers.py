"""Whose words they are: the source's noun phrase resolved to a party of the report."""

from __future__ import annotations

from dataclasses import replace

from standoff.knowledge.reporting import reporting
from standoff.mentions import Party
from standoff.reading.draft import Draft
from standoff.reading.statements.cues import noun_phrase
from standoff.reading.words import Words
from standoff.report import Span

_ISSUED = frozenset({"release", "issue", "publish", "sign", "send", "write", "file", "make", "give", "draft", "circulate", "post", "conduct", "commission"})
_FIRST = frozenset({"we", "us", "our"})


def resolve(draft: Draft, token: int) -> Party:
    """Return the party that the noun phrase headed by `token` stands for, else the phrase in its own words.

    A document speaks for whoever issued it; the span stays what the text has.
    """
    words = draft.words
    named = named_head(words, token)
    phrase = draft.span(*_whole_phrase(words, token, named))
    several = _several(draft, named)
    if several is not None:
        return replace(several, span=phrase)
    kind = reporting().speakers.get(words.lemma[named]) if words.pos[named] == "NOUN" else None
    if kind == "documents":
        issuer = _issuer(draft, named)
        if issuer is not None:
            return replace(issuer, span=phrase)
    party = draft.parties.of(named)
    if party is None and named != token:
        party = draft.parties.of(token)
    if party is not None and words.lower[named] in _FIRST and party.name.lower() in _FIRST:
        party = _publisher(draft) or party
    if party is not None:
        return replace(party, span=_wider(party.span, phrase))
    return Party(phrase.text, span=phrase)


def named_head(words: Words, i: int) -> int:
    """Return the token that names the speaker: a name in apposition to a title, the last word of a split name."""
    if words.pos[i] not in ("NOUN", "PROPN"):
        return i
    if words.dep[i] in ("compound", "nmod") and words.pos[words.head[i]] == "PROPN" and words.head[i] - i < 6 and words.sent[words.head[i]] == words.sent[i]:
        i = words.head[i]
    for k in words.kids[i]:
        if words.dep[k] == "appos" and k > i and words.pos[k] == "PROPN" and words.pos[i] == "NOUN" and words.ent[k] in ("PERSON", "ORG", "GPE", ""):
            return k
    end = words.right[i] + 1
    if words.pos[i] == "NOUN" and reporting().speakers.get(words.lemma[i]) == "persons" and end + 1 < len(words) and words.text[end] == ",":
        last = _name_run(words, end + 1)
        if last is not None and words.ent[last] == "PERSON" and last + 1 < len(words) and (words.text[last + 1] == "," or words.tag[last + 1][:2] == "VB"):
            return last
    last = i
    while last + 1 < len(words) and words.pos[last + 1] == "PROPN" and words.pos[last] == "PROPN" and words.sent[last + 1] == words.sent[i]:
        last += 1
    return last


def _name_run(words: Words, i: int) -> int | None:
    """Return the last token of the run of proper nouns that begins at `i`."""
    last = None
    while i < len(words) and words.pos[i] == "PROPN":
        last = i
        i += 1
    return last


def _whole_phrase(words: Words, token: int, named: int) -> tuple[int, int]:
    first, end = noun_phrase(words, token)
    if named != token:
        other = noun_phrase(words, named)
        first, end = min(first, other[0]), max(end, other[1], named + 1)
    last = max(words.conjuncts(named)) if len(words.conjuncts(named)) > 1 else None
    if last is not None and last - end < 12 and words.sent[last] == words.sent[token]:
        end = max(end, noun_phrase(words, last)[1])
    return first, end


def _wider(span: Span | None, phrase: Span) -> Span:
    return phrase if span is None or (phrase.start <= span.start and span.end <= phrase.end) else span


def _several(draft: Draft, token: int) -> Party | None:
    """Return the parties of "A and B", or of "both leaders", as one party of joined names."""
    parties = draft.parties.all_of(token)
    names = list(dict.fromkeys(p.name for p in parties))
    if len(names) < 2 or len(names) > 5:
        return None
    joined = ", ".join(names[:-1]) + " and " + names[-1]
    code = parties[0].code if len({p.code for p in parties}) == 1 else None
    country = parties[0].country if len({p.country for p in parties}) == 1 else None
    return Party(joined, code, country)


def _issuer(draft: Draft, token: int) -> Party | None:
    """Return whose document it is: by its own phrase, else by an earlier mention of the same document."""
    words = draft.words
    own = _issued_by(draft, token)
    if own is not None:
        return own
    lemma = words.lemma[token]
    for i in range(token - 1, -1, -1):
        if words.lemma[i] == lemma and words.pos[i] in ("NOUN", "PROPN"):
            found = _issued_by(draft, i)
            if found is not None:
                return found
    return None


def _issued_by(draft: Draft, token: int) -> Party | None:
    words = draft.words
    for k in words.kids[token]:
        source: int | None = None
        if words.dep[k] == "poss" or (words.dep[k] in ("compound", "nmod") and words.ent[k] in ("ORG", "GPE", "PERSON")):
            source = k
        elif words.lower[k] in ("by", "from") and words.dep[k] in ("prep", "agent"):
            source = words.child(k, "pobj")
        elif words.dep[k] in ("acl", "relcl") and words.lemma[k] in _ISSUED:
            by = next((m for m in words.kids[k] if words.lower[m] in ("by", "from")), None)
            source = words.child(by, "pobj") if by is not None else None
        if source is not None:
            party = _several(draft, source) or _somebody(draft, source)
            if party is not None:
                return party
    letters = [words.child(k, "pobj") for a in words.kids[token] if words.dep[a] == "appos" for k in words.kids[a] if words.lower[k] in ("by", "from")]
    found = [p for source in letters if source is not None and (p := draft.parties.of(source)) is not None]
    if found:
        return found[0]
    verb = words.head[token]
    if words.dep[token] == "dobj" and words.lemma[verb] in _ISSUED:
        subject = words.child(verb, "nsubj")
        return _somebody(draft, subject) if subject is not None else None
    return None


def _somebody(draft: Draft, token: int) -> Party | None:
    """Return the party at `token`, or a person or body that is no known actor in its own words."""
    words = draft.words
    party = draft.parties.of(token)
    if party is None and reporting().speakers.get(words.lemma[token]) in ("persons", "institutions"):
        span = draft.span(*noun_phrase(words, token))
        party = Party(span.text, span=span)
    return party


def _publisher(draft: Draft) -> Party | None:
    """Return the state that says "we" in a release of its own: the one that the report names most."""
    states = [a for a in draft.parties.actors() if a.kind == "state"]
    if not states:
        return None
    most = max(states, key=lambda a: (len(a.spans), -a.spans[0].start))
    counts = sorted((len(a.spans) for a in states), reverse=True)
    if len(counts) > 1 and counts[0] == counts[1]:
        return None
    return Party(most.name, most.code, most.country)
