"""Events: who did what to whom, in PLOVER and CAMEO."""

from __future__ import annotations

from dataclasses import dataclass, replace

from standoff.knowledge.ontology import cameo, plover_type, quad_of
from standoff.mentions import Event, Party
from standoff.reading.draft import Draft, Found
from standoff.reading.events.coded import Coded
from standoff.reading.events.compose import Composer
from standoff.reading.events.confidence import model, probability
from standoff.reading.events.discourse import Discourse
from standoff.reading.events.evidence import Evidence
from standoff.reading.events.modality import Mood, governing_verb, mood_of
from standoff.reading.events.refine import consult_mode, contexts_of, refined
from standoff.reading.events.sides import Sides
from standoff.reading.events.speech import own_side, spoken
from standoff.reading.events.unnamed import from_place
from standoff.reading.places import where_of
from standoff.reading.statements import attribution_of
from standoff.reading.times import when_of
from standoff.reading.words import Words
from standoff.report import Span

_QUOTES = frozenset({'"', "“", "”", "``", "''", "‘"})
# Deeds that are told without their doer, and the confidence under which any other event without a source needs a
# sentence of its own.
_BY_UNKNOWN = frozenset({"ASSAULT", "PROTEST"})
_SHADOW = 0.45
# Roots of acts that it is an event to refuse.
_REFUSABLE = frozenset({"03", "04", "05", "06", "07", "08", "15"})
_PAIRED = {"042": "043", "043": "042"}


@dataclass(slots=True)
class Candidate:
    """An event that has been coded, before it is decided whether it stands."""

    coded: Coded
    mood: Mood
    code: str
    type: str | None
    mode: str | None
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    subject: int | None = None
    confidence: float = 0.0


def find_events(draft: Draft) -> list[Found[Event]]:
    """Return the events of a report; `Found.head` is the trigger."""
    found = []
    events = decided(draft, candidates_of(draft))
    Discourse(draft).fill(events)
    for candidate in events:
        candidate.source = candidate.source or from_place(draft, candidate)
    for n, candidate in enumerate(_mirrored(events), 1):
        found.append(_found(draft, candidate, f"e{n}"))
    return found


def candidates_of(draft: Draft) -> list[Candidate]:
    """Return every event that the lexicon sees, those that are part of another left out."""
    words = draft.words
    composer = Composer(draft)
    sides = Sides(draft, composer)
    coded = composer.candidates()
    spoken_for = {k for c in coded for k in _claims(c)}
    out = []
    for one in coded:
        if not one.code or one.head in spoken_for:
            continue
        mood = mood_of(words, one)
        if _asked(draft, one.head):
            continue
        if mood.denied and not (mood.refused and (one.code[:2] in _REFUSABLE or one.families == ("refuse",) and one.head == one.inner)):
            continue
        code, kind, mode = refined(words, composer, one, mood)
        if mood.refused:
            mood.modality = "past"
        elif mood.modality in ("past", "ongoing") and _ahead(draft, one.head):
            mood.modality = "future"
        source, target = sides.of(one, kind)
        mode = consult_mode(words, one, code, mode, source, target) if kind == "CONSULT" else mode
        subject = next(iter(composer.frame(one.head).subjects), None)
        out.append(Candidate(one, mood, code, kind, mode, source, target, subject))
    out = _merged(draft, out)
    return sorted([*out, *_spoken(draft, composer, sides, coded, out)], key=lambda c: c.coded.head)


def _spoken(draft: Draft, composer: Composer, sides: Sides, coded: list[Coded], known: list[Candidate]) -> list[Candidate]:
    """Return the events that statements are by their speaker and act, those that the lexicon reads in them left out."""
    out = []
    for one, found, tokens in spoken(draft, composer, coded):
        kind = plover_type(one.code)
        if any(c.type == kind and (found.first <= c.coded.head < found.end or c.coded.head == found.head) for c in known):
            continue
        speaker = found.value.speaker
        parties = (sides.meant.party(k) for k in tokens)
        together = sides.meant.all_of(composer.frame(found.head).subjects)
        target = next((p for p in parties if p is not None and p.code is not None and not own_side(p, speaker)), None)
        source = together if len(together) > 1 else (speaker,) if speaker is not None else ()
        out.append(Candidate(one, Mood("past"), one.code, kind, None, source, (target,) if target else ()))
    return out


def _ahead(draft: Draft, head: int) -> bool:
    """Whether an event told in the present, or by a noun, has a date after the report's ("meets next week")."""
    words = draft.words
    verb = governing_verb(words, head)
    if draft.published is None or verb is not None and (words.tag[verb] not in ("VBZ", "VBP", "VBG") or verb != head):
        return False
    when = when_of(draft, head)
    return when.basis == "stated" and when.start is not None and when.start > draft.published.isoformat()


def _mirrored(candidates: list[Candidate]) -> list[Candidate]:
    """Add to each visit that it was received, as the field's coders do: 042 and 043 are one event from its two sides."""
    out = []
    for candidate in candidates:
        out.append(candidate)
        if candidate.code in _PAIRED and candidate.source and candidate.target:
            out.append(replace(candidate, code=_PAIRED[candidate.code], source=candidate.target, target=candidate.source))
    return out


def _asked(draft: Draft, head: int) -> bool:
    """Whether the report itself asks, and nobody that it quotes."""
    words = draft.words
    first, last = words.sents[words.sent[head]]
    return words.text[last - 1] == "?" and not any(words.text[k] in _QUOTES for k in range(first, last))


def _claims(coded: Coded) -> list[int]:
    """Return the tokens that stand for no event of their own, since `coded` speaks for them."""
    return [k for k in (*coded.taken, coded.inner) if k != coded.head]


def _merged(draft: Draft, found: list[Candidate]) -> list[Candidate]:
    """Keep one of the events of one type in a sentence that have the same parties, the surest."""
    out: list[Candidate] = []
    for candidate in found:
        for n, other in enumerate(out):
            if _one(draft, candidate, other):
                better, worse = (candidate, other) if candidate.coded.score > other.coded.score else (other, candidate)
                better.source = better.source or worse.source
                better.target = better.target or worse.target
                out[n] = better
                break
        else:
            out.append(candidate)
    return out


def _one(draft: Draft, a: Candidate, b: Candidate) -> bool:
    words = draft.words
    if a.type != b.type or words.sent[a.coded.head] != words.sent[b.coded.head]:
        return False
    if words.pos[a.coded.head] == words.pos[b.coded.head] == "VERB" and not _within(words, a.coded, b.coded):
        # "praised the army and thanked the villagers": each verb tells of a deed of its own
        return False
    if words.first_conjunct(a.coded.head) == words.first_conjunct(b.coded.head) and words.lemma[a.coded.head] != words.lemma[b.coded.head]:
        # "torture, rape and abductions": so does each part of a list
        return False
    names_a, names_b = {p.name for p in a.source}, {p.name for p in b.source}
    if names_a and names_b and not names_a & names_b:
        return False
    targets_a, targets_b = {p.name for p in a.target}, {p.name for p in b.target}
    return not targets_a or not targets_b or bool(targets_a & targets_b)


def _within(words: Words, a: Coded, b: Coded) -> bool:
    """Whether one trigger is the complement of the other."""
    return any(words.head[x.head] == y.head and words.dep[x.head] in ("xcomp", "ccomp", "acl", "pcomp") for x, y in ((a, b), (b, a)))


def decided(draft: Draft, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are likely enough, with their confidence."""
    evidence = Evidence(draft, candidates)
    thresholds = model()["thresholds"]
    least = thresholds["report" if evidence.report else "typed"]
    out = []
    for candidate in candidates:
        candidate.confidence = round(probability(evidence.features(candidate)), 3)
        if candidate.confidence >= (least if candidate.type else thresholds["statement"]):
            out.append(candidate)
    return _without_shadows(draft, out)


def _without_shadows(draft: Draft, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out the doubtful events that nobody does, where their sentence tells of a surer one
    that somebody does."""
    best: dict[int, float] = {}
    for candidate in candidates:
        sentence = draft.words.sent[candidate.coded.head]
        if candidate.source:
            best[sentence] = max(best.get(sentence, 0.0), candidate.confidence)
    return [
        c
        for c in candidates
        if c.source or c.type in _BY_UNKNOWN or not c.type or c.confidence >= _SHADOW or best.get(draft.words.sent[c.coded.head], 0.0) <= c.confidence
    ]


def _found(draft: Draft, candidate: Candidate, id: str) -> Found[Event]:
    words, coded = draft.words, candidate.coded
    head = coded.head
    first, end = _trigger(draft, coded)
    known = cameo().get(candidate.code)
    event = Event(
        id=id,
        evidence=_evidence(draft, coded),
        attribution=attribution_of(draft, head),
        polarity="affirmed",
        when=when_of(draft, head),
        where=where_of(draft, head),
        confidence=candidate.confidence,
        type=candidate.type,
        mode=candidate.mode,
        context=contexts_of(words, coded, candidate.code),
        cameo=candidate.code,
        goldstein=known.goldstein if known else None,
        quad=quad_of(candidate.type),
        source=candidate.source,
        target=candidate.target,
        trigger=draft.span(first, end),
        modality=candidate.mood.modality,
    )
    return Found(first, end, head, event)


def _trigger(draft: Draft, coded: Coded) -> tuple[int, int]:
    """Return the trigger's token range: the head, with its particle and the innermost part where they are near."""
    words = draft.words
    first, end = coded.head, coded.head + 1
    for k in (*coded.taken, coded.inner, *(k for k in words.kids[coded.head] if words.dep[k] == "prt")):
        if words.sent[k] == words.sent[coded.head] and -4 < k - coded.head < 7:
            first, end = min(first, k), max(end, k + 1)
    return first, end


def _evidence(draft: Draft, coded: Coded) -> Span:
    words = draft.words
    head = coded.head
    verb = head
    if words.pos[head] in ("NOUN", "PROPN"):
        verb = next((k for k in words.ancestors(head) if words.pos[k] in ("VERB", "AUX")), head)
    first, end = words.left[verb], words.right[verb] + 1
    if end - first < 3:
        first, end = words.sents[words.sent[head]]
    while end - 1 > first and words.pos[end - 1] == "PUNCT":
        end -= 1
    return draft.span(first, end)
