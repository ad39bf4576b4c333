"""Cues: the words that report, with the phrase they form and whose words they report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.knowledge.reporting import Frame, Reporting, reporting
from standoff.reading.words import SUBJECTS, Words

# A verb under one of these shares the subject of the verb above it.
_SHARED = frozenset({"conj", "advcl", "xcomp", "pcomp", "parataxis", "dep", "ccomp"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
# Words that follow a verb and make one cue with it: "makes clear", "put it".
_TAILS = {("make", "clear"), ("make", "plain"), ("put", "it"), ("let", "know"), ("pay", "tribute"), ("say", "so")}


@dataclass(slots=True)
class Cue:
    """A reporting word at token `head`; `first` to `end` (exclusive) is the phrase, `speaker` the head of the source."""

    head: int
    first: int
    end: int
    frames: dict[str, Frame]
    speaker: int | None
    kind: str = "verb"


def verb_cues(words: Words) -> Iterator[Cue]:
    """Yield the verbs that may report, in the order of the text."""
    lexicon = reporting()
    for i in range(len(words)):
        if words.tag[i][:2] != "VB" or words.dep[i] in ("aux", "auxpass", "amod", "compound"):
            continue
        frames = frames_of(words, i, lexicon)
        if frames is not None:
            first, end = cue_phrase(words, i)
            yield Cue(i, first, end, frames, speaker_of(words, i))


def frames_of(words: Words, i: int, lexicon: Reporting) -> dict[str, Frame] | None:
    """Return the frames of the reporting verb at token `i`, or None."""
    lemma = words.lemma[i]
    for k in words.kids[i]:
        if words.dep[k] == "prt":
            return lexicon.verbs.get(f"{lemma}:{words.lower[k]}")
    for j in range(i + 1, min(i + 4, len(words))):
        if (lemma, words.lower[j]) in _TAILS:
            return lexicon.verbs.get(f"{lemma}:{words.lower[j]}") or lexicon.verbs.get(lemma)
    return lexicon.verbs.get(lemma)


def cue_phrase(words: Words, i: int) -> tuple[int, int]:
    """Return the token range of the verb `i` with its auxiliaries, negation and particle."""
    first, end = i, i + 1
    while first > 0 and words.head[first - 1] == i and words.dep[first - 1] in ("aux", "auxpass", "neg", "advmod"):
        if words.dep[first - 1] == "advmod" and words.lower[first - 1] not in ("also", "never", "later", "repeatedly"):
            break
        first -= 1
    while first < i and words.lower[first] in ("'s", "’s", "also", "later"):
        first += 1
    while end < len(words) and words.head[end] == i and words.dep[end] == "prt":
        end += 1
    if end < len(words) and (words.lemma[i], words.lower[end]) in _TAILS:
        end += 1
    return first, end


def speaker_of(words: Words, v: int, depth: int = 0) -> int | None:
    """Return the head of the noun phrase that speaks at verb `v`: its subject, an agent, or what it shares."""
    passive = any(words.dep[k] == "auxpass" for k in words.kids[v]) or words.child(v, "nsubjpass") is not None
    if passive or (words.tag[v] == "VBN" and words.dep[v] in ("acl", "advcl")):
        return _agent(words, v)
    subject = words.child(v, "nsubj", "csubj")
    if subject is not None:
        if words.lower[subject] in _RELATIVES and words.dep[v] == "relcl":
            return _antecedent(words, v, subject)
        if words.lower[subject] == "it" and words.child(v, "expl") is not None:
            return None
        return subject
    head, dep = words.head[v], words.dep[v]
    if depth == 0 and words.tag[v] in ("VBD", "VBZ", "VBP") and dep in ("ROOT", "ccomp") and v > 0 and words.pos[v - 1] in ("PROPN", "NOUN", "PRON"):
        return v - 1  # the parser lost the subject
    if head == v or depth > 6:
        return None
    if dep == "relcl":
        return head if any(words.lower[k] in _RELATIVES and words.dep[k] in SUBJECTS for k in words.kids[v]) else None
    if dep == "acl":
        if words.tag[v] == "VBG":
            return _issuing(words, head, depth)
        return speaker_of(words, head, depth + 1) if words.tag[head][:2] == "VB" else head
    if (dep in _SHARED and words.tag[head][:2] == "VB") or words.pos[head] == "AUX":
        if dep == "ccomp" and words.tag[v] not in ("VBG", "VB"):
            return None
        shared = speaker_of(words, head, depth + 1)
        if shared is not None and words.pos[shared] == "NOUN" and words.lemma[shared] not in reporting().speakers and words.head[head] != head:
            # "called it odd, as margins are thin, while noting": a thing does not speak, whoever is above it may.
            above = speaker_of(words, words.head[head], depth + 1) if words.tag[words.head[head]][:2] == "VB" else None
            return above if above is not None else shared
        return shared
    if dep == "conj" and words.tag[head][:2] != "VB":
        # "declare it "unjustified" and demand": coordinated with a word inside the first report.
        verbs = [a for a in words.ancestors(head) if words.tag[a][:2] == "VB"]
        verb = next((a for a in verbs if words.lemma[a] in reporting().core), verbs[0] if verbs else None)
        return speaker_of(words, verb, depth + 1) if verb is not None else None
    if dep == "pcomp" and words.lower[head] == "as" and words.lemma[words.head[head]] in ("quote", "cite", "report"):
        return words.child(words.head[head], "dobj", "nsubjpass")
    if dep == "pcomp":
        above = words.head[head]
        return speaker_of(words, above, depth + 1) if words.tag[above][:2] == "VB" else above
    return None


def _issuing(words: Words, noun: int, depth: int) -> int:
    """Return who speaks in "posted a message announcing": the subject; in "a letter saying": the letter."""
    verb = words.head[noun]
    if reporting().speakers.get(words.lemma[noun]) == "documents" and words.dep[noun] == "dobj" and words.tag[verb][:2] == "VB":
        subject = speaker_of(words, verb, depth + 1)
        if subject is not None:
            return subject
    return noun


def _antecedent(words: Words, v: int, relative: int) -> int:
    """Return whom "who" or "which" stands for: the head of the relative clause, or a name right before it."""
    before = relative - 1
    if before > 0 and words.text[before] == ",":
        before -= 1
    if before > words.head[v] and words.ent[before] in ("GPE", "ORG", "PERSON") and words.pos[before] == "PROPN":
        return before
    return words.head[v]


def _agent(words: Words, v: int) -> int | None:
    for k in words.kids[v]:
        if words.dep[k] == "agent" or (words.lower[k] == "by" and words.dep[k] == "prep"):
            return words.child(k, "pobj")
    return None


def is_passive(words: Words, v: int) -> bool:
    """Whether the verb `v` is passive."""
    return any(words.dep[k] in ("auxpass", "nsubjpass") for k in words.kids[v])


def is_nominal(words: Words, i: int) -> bool:
    """Whether token `i` can head a noun phrase."""
    return words.pos[i] in _NOMINAL


def noun_phrase(words: Words, i: int) -> tuple[int, int]:
    """Return the token range of the noun phrase headed by `i`, without relative clauses and what they leave open."""
    first, end = i, i + 1
    for k in words.kids[i]:
        if words.dep[k] in ("relcl", "acl", "cc", "conj", "punct", "advcl", "parataxis", "ccomp", "appos") and k > i:
            break
        if words.dep[k] in ("punct", "cc") or words.sent[k] != words.sent[i]:
            continue
        first, end = min(first, words.left[k]), max(end, words.right[k] + 1)
    return first, end
