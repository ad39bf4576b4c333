"""Content that stands around its cue: quotations, and clauses that the cue follows or breaks into."""

from __future__ import annotations

from standoff.knowledge.speech import speech
from standoff.reading.statements.content import COMMAS, FINITE, STOPS, Candidate, Scene
from standoff.reading.statements.cues import Cue, is_nominal
from standoff.reading.statements.quotes import MARKS, Quote

# How far after its cue a quotation may begin, in tokens, where comma or colon tie it.
_REACH = 30
_RESUMES = frozenset({"if", "unless", "provided", "because", "and", "or", "but"})


def around(scene: Scene, cue: Cue) -> Candidate | None:
    """Return the content that the cue of a speech verb follows, breaks into, or introduces in quotation marks."""
    return _before(scene, cue) or _after(scene, cue)


def _edges(scene: Scene, cue: Cue) -> tuple[int, int, int] | None:
    """Return first and last token of the cue's clause and its subject, where that clause is subject and verb alone."""
    words, v = scene.words, cue.head
    first, last = cue.first, cue.end - 1
    subject = words.child(v, "nsubj", "nsubjpass")
    if subject is not None and words.right[subject] < v:
        return min(first, words.left[subject]), last, subject
    if subject is not None and words.left[subject] > v:
        return first, max(last, words.right[subject]), subject
    if subject is None and words.dep[v] == "acl" and words.tag[v] == "VBN" and words.right[words.head[v]] >= v > words.head[v]:
        # ", the spokeswoman, Jen Psaki, estimated on Tuesday, …": taken for a participle of its subject.
        head = words.head[v]
        if words.lower[cue.end] != "by" and words.text[words.left[head] - 1] in COMMAS:
            return words.left[head], last, head
    if subject is None and words.dep[v] not in ("acl", "advcl", "xcomp", "pcomp", "relcl"):
        # "…," said X: the parser often takes X for an object, or loses it.
        for k in words.kids[v]:
            if v < k <= cue.end + 12 and words.dep[k] in ("dobj", "attr", "oprd", "npadvmod", "dep") and is_nominal(words, k):
                return first, max(last, words.right[k]), k
    return None


def _before(scene: Scene, cue: Cue) -> Candidate | None:
    words = scene.words
    edges = _edges(scene, cue)
    if edges is None:
        return None
    first, last, subject = edges
    at, stop = words.sents[words.sent[cue.head]]
    before = first - 1
    if before < 0 or words.block[before] != words.block[first]:
        return None
    if words.lower[before] in ("as", "so") and before - 1 >= at and words.text[before - 1] in COMMAS:
        before -= 1
    quote = _closing(scene, before)
    if quote is not None and not _own_sentence(scene, cue, quote):
        return _quoted(scene, cue, quote, last, stop, subject)
    if not (before > at and words.text[before] in COMMAS) or scene.inside.get(before) is not scene.inside.get(cue.head):
        return None
    start = next((i + 1 for i in range(before - 1, at - 1, -1) if words.text[i] == ";" or (i in scene.opens and i not in scene.inside)), at)
    if not any(words.pos[i] in ("VERB", "AUX", "NOUN", "PROPN", "PRON") for i in range(start, before)):
        return None
    if not _reported(scene, cue, start, before):
        return None
    pieces = [(start, before)]
    rest = _resumed(scene, cue, last, stop, pieces[0])
    return scene.candidate(cue, "post", *pieces, *rest, speaker=subject)


def _own_sentence(scene: Scene, cue: Cue, quote: Quote) -> bool:
    """Whether the cue opens a report of its own after a quotation, or the quotation is a title inside the cue's clause."""
    words, v = scene.words, cue.head
    ends = words.text[quote.end - 1] in (".", "…") or words.sent[quote.end - 1] != words.sent[v]
    complement = any(k > v and words.dep[k] in ("ccomp", "xcomp", "dobj", "advcl", "prep") for k in words.kids[v])
    follows = any(i in scene.opens or words.text[i] == ":" for i in range(cue.end, min(cue.end + 3, len(words))))
    if ends and words.text[quote.end - 1] not in ",?!":
        return complement or follows
    return any(k > v and words.dep[k] == "ccomp" for k in words.kids[v]) and not scene.has_finite(quote.first, quote.end)


def _reported(scene: Scene, cue: Cue, start: int, before: int) -> bool:
    """Whether the words before the cue are its content by the parse: its complement, or the clause it breaks into."""
    words, v = scene.words, cue.head
    if "clause" not in cue.frames:
        return False
    if any(words.dep[k] in ("ccomp", "parataxis") and start <= k < before for k in words.kids[v]):
        return True
    if any(words.dep[k] in ("mark", "dobj", "ccomp", "xcomp") and k > cue.first for k in words.kids[v]):
        inverted = any(words.dep[k] == "dobj" and k > v for k in words.kids[v]) and words.child(v, "nsubj", "ccomp", "xcomp", "mark") is None
        if not inverted:
            return False
    if words.dep[v] in ("parataxis", "ccomp", "dep", "advcl"):
        return True
    # A cue in commas that the parser coordinates with what it reports, or makes a participle of its own subject.
    joined = words.dep[v] == "conj" and not any(words.dep[k] == "cc" and words.head[k] == words.head[v] and before <= k < v for k in range(before, v))
    return (joined or words.dep[v] == "acl") and scene.has_finite(start, before)


def _closing(scene: Scene, before: int) -> Quote | None:
    """Return the quotation that closes at token `before`, a comma or a second mark between them allowed."""
    words = scene.words
    for i in (before, before - 1):
        if i in scene.closes:
            return scene.closes[i]
        if i < 0 or (words.text[i] not in COMMAS and words.text[i] not in MARKS):
            return None
    return None


def _quoted(scene: Scene, cue: Cue, quote: Quote, last: int, stop: int, subject: int) -> Candidate:
    """Return the quotation before a cue, with the words outside it that it completes and the quotation that follows."""
    words = scene.words
    start = words.sents[words.sent[quote.first]][0]
    whole = quote.first - 1 > start and words.block[start] == quote.block and _completes(scene, start, quote)
    pieces = [(start if whole else quote.first, quote.end)]
    end = _tail(scene, last, stop)
    opened = next((i for i in range(end, min(end + 3, len(words))) if i in scene.opens and words.block[i] == words.block[cue.head]), None)
    if opened is not None and all(words.pos[i] in ("PUNCT", "CCONJ") for i in range(end, opened)) and not has_cue(scene, scene.opens[opened]):
        following = scene.opens[opened]
        pieces.append((following.first, following.end))
    quotes = [q for q in scene.quotes if any(q.first < e and q.end > s for s, e in pieces)]
    act = cue.frames["quote"].act if "quote" in cue.frames else "assert"
    return Candidate(cue, "quote", pieces, quotes, subject, act)


def has_cue(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation is followed by a cue of its own ("…," she added)."""
    words = scene.words
    if words.text[quote.end - 1] == ".":
        return False
    for i in range(quote.end + 1, min(quote.end + 16, len(words))):
        if words.block[i] != quote.block or words.text[i] in (".", ";") or i in scene.opens:
            return False
        if scene.speaks(i) and words.tag[i] in FINITE:
            return True
    return False


def _completes(scene: Scene, start: int, quote: Quote) -> bool:
    """Whether the words from the sentence's start to the quotation are said too ("The plan was "a mistake," he said")."""
    words = scene.words
    ahead = range(start, quote.first - 1)
    if words.text[quote.first - 2] in (":", ".", ";") or any(i in scene.inside for i in ahead):
        return False
    if any(scene.speaks(i) for i in ahead):
        return False
    return any(words.pos[i] in ("NOUN", "PROPN", "PRON", "VERB", "AUX") for i in ahead)


def _resumed(scene: Scene, cue: Cue, last: int, stop: int, before: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the rest of the clause that a cue in commas breaks into, or the clause that goes on after a semicolon."""
    words = scene.words
    end = _tail(scene, last, stop)
    if end >= stop - 1 or (words.text[end] not in COMMAS and words.text[end] != ";"):
        return []
    begin = end + 1
    until = scene.cut(begin - 1, stop)
    rest = range(begin, until)
    if until <= begin or any(scene.speaks(i) and words.tag[i] in FINITE for i in rest):
        return []
    finite = scene.has_finite(begin, until)
    if words.text[end] == ";":
        return [(begin, until)] if finite else []
    crossing = any(before[0] <= words.head[i] < before[1] and words.pos[i] not in ("PUNCT", "CCONJ") for i in rest) or any(
        words.head[i] in rest and words.pos[i] != "PUNCT" for i in range(*before)
    )
    starter = words.lower[begin]
    # "…, it says, only if …": a condition that the parser hangs on the cue; "…, he announced, and lend …".
    crossing = crossing or any(words.dep[k] == "advcl" and k in rest and any(words.lower[m] in speech().condition_marks for m in words.kids[k]) for k in words.kids[cue.head])
    finite = finite or any(words.tag[k] == "VB" and words.dep[k] == "conj" for k in rest)
    if (not scene.has_finite(*before) and finite) or (crossing and words.tag[begin] != "VBG") or (starter in _RESUMES and finite):
        if starter in ("and", "but", "or"):
            begin += 1
        return [(begin, until)]
    return []


def _tail(scene: Scene, last: int, stop: int) -> int:
    """Return the token after the cue's clause: past time, place and addressee."""
    words, end = scene.words, last + 1
    while end < stop and words.text[end] not in COMMAS and words.text[end] not in STOPS and end not in scene.opens:
        end += 1
    return end


def _after(scene: Scene, cue: Cue) -> Candidate | None:
    """Return the quotation that follows the cue at once, or by comma or colon."""
    words = scene.words
    block, inner = words.block[cue.head], scene.inside.get(cue.head)
    for i in range(cue.end, min(cue.end + _REACH, len(words))):
        if words.block[i] != block and not (words.text[i - 1] == ":" and i in scene.opens):
            return None
        if i in scene.opens and scene.opens[i] is not inner:
            quote, previous = scene.opens[i], words.text[i - 1]
            size = quote.end - quote.first
            tied = previous in (":", ",") or (i == cue.end and (size >= 4 or words.text[quote.end - 1] in ".,!?"))
            if not tied and size >= 6 and scene.has_finite(quote.first, quote.end) and words.text[quote.first][0].isupper():
                tied = all(words.dep[k] in ("prep", "pobj", "det", "compound", "amod", "poss", "case", "npadvmod", "advmod", "dobj", "dative", "nummod", "punct") for k in range(cue.end, i))
            if not tied:
                return None
            pieces = [(quote.first, quote.end)]
            end = quote.end
            # `"A," he said, adding: "B" and "C"`: a run-on whose parts are quoted one by one is one content.
            if words.lower[quote.first][0].islower() and previous not in (":", ",") and end + 1 < len(words) and words.sent[end] == words.sent[cue.head]:
                end = scene.with_quote(cue.head, quote.first, max(end, _mixed_end(scene, cue, end)))
                pieces = [(quote.first, end)]
            return Candidate(
                cue, "quote", pieces, [q for q in scene.quotes if q.first < end and q.end > quote.first], cue.speaker,
                cue.frames["quote"].act if "quote" in cue.frames else "assert",
            )
        if words.text[i] in (".", ";", "!", "?") or words.lower[i] in ("that", "whether", "it", "he", "she", "they"):
            return None
        if words.tag[i] in FINITE or (words.tag[i] in ("VB", "VBG") and ":" not in words.text[i : i + 8]):
            return None
    return None


def _mixed_end(scene: Scene, cue: Cue, end: int) -> int:
    """Return where an indirect sentence ends that opens with quoted words: at its complement's edge."""
    words = scene.words
    edges = [words.right[k] + 1 for k in words.kids[cue.head] if words.dep[k] in ("ccomp", "dobj", "xcomp") and words.left[k] <= end <= words.right[k]]
    return max(edges, default=end)
