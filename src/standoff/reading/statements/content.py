"""What the finders of content share: candidates, the quotations by token, and where a reported clause ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.reporting import reporting
from standoff.reading.statements.cues import Cue
from standoff.reading.statements.quotes import Quote
from standoff.reading.words import Words

COMMAS = frozenset({",", "—", "–", "--", "-", "―"})
STOPS = frozenset({".", "!", "?", ";", ":", "…"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Clauses after a reported one that are still the writer's.
_APART = frozenset({"while", "although", "though", "whereas", "after", "before", "when", "as", "during"})
_RELATIVE = frozenset({"which", "who", "whom", "whose", "where"})


@dataclass(slots=True)
class Candidate:
    """What a cue may report: `pieces` are token ranges (end exclusive), `frame` how the content hangs on the cue."""

    cue: Cue
    frame: str
    pieces: list[tuple[int, int]]
    quotes: list[Quote] = field(default_factory=list)
    speaker: int | None = None
    act: str = "assert"
    score: float | None = None

    @property
    def first(self) -> int:
        """The first token of the content."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The token after the last of the content."""
        return self.pieces[-1][1]


class Scene:
    """The words of a report with its quotations, and the boundaries of clauses in them."""

    def __init__(self, words: Words, quotes: list[Quote]) -> None:
        self.words = words
        self.quotes = quotes
        self.opens = {q.first - 1: q for q in quotes}
        self.closes = {q.end: q for q in quotes if not q.carries}
        self.inside: dict[int, Quote] = {i: q for q in quotes for i in range(q.first, q.end)}

    def candidate(self, cue: Cue, frame: str, *pieces: tuple[int, int], speaker: int | None = None) -> Candidate | None:
        """Return the candidate with its pieces trimmed and kept inside the quotation that the cue is in."""
        inner = self.inside.get(cue.head)
        kept = []
        for first, end in pieces:
            if inner is not None:
                first, end = max(first, inner.first), min(end, inner.end)
            end = self.trimmed(first, end)
            if end > first:
                kept.append((first, end))
        if not kept:
            return None
        quotes = [q for q in self.quotes if q is not inner and any(q.first < e and q.end > s for s, e in kept)]
        act = cue.frames[frame].act if frame in cue.frames else "assert"
        return Candidate(cue, frame, kept, quotes, speaker if speaker is not None else cue.speaker, act)

    def trimmed(self, first: int, end: int) -> int:
        """Return `end` without the punctuation before it."""
        words = self.words
        while end > first and (words.text[end - 1] in STOPS or words.text[end - 1] in COMMAS):
            end -= 1
        return end

    def that(self, k: int) -> bool:
        """Whether clause `k` opens with "that" or "whether"."""
        words = self.words
        return any(words.dep[m] == "mark" and words.lower[m] in ("that", "whether") for m in words.kids[k])

    def infinitive(self, k: int) -> bool:
        """Whether `k` is a verb with "to"."""
        words = self.words
        return any(words.lower[m] == "to" and words.dep[m] in ("aux", "mark") for m in words.kids[k])

    def finite(self, k: int) -> bool:
        """Whether the clause of verb `k` is finite."""
        words = self.words
        return words.tag[k] in FINITE or any(words.tag[m] in FINITE for m in words.kids[k] if words.dep[m] in ("aux", "auxpass"))

    def has_finite(self, first: int, end: int) -> bool:
        """Whether there is a finite verb among the tokens."""
        return any(self.words.tag[i] in FINITE for i in range(first, end))

    def speaks(self, i: int) -> bool:
        """Whether token `i` is a verb that reports speech and can open a clause of its own."""
        words = self.words
        return words.lemma[i] in reporting().core and words.tag[i][:2] == "VB"

    def clause_end(self, cue: Cue, k: int, start: int) -> int:
        """Return where the clause ends that complement `k` heads: with what the parser hung on the cue, without the next report."""
        words, v = self.words, cue.head
        end = words.right[k] + 1
        for m in words.kids[v]:
            if m <= k or words.left[m] < end:
                continue
            marks = [words.lower[x] for x in words.kids[m] if words.dep[x] == "mark"]
            if (words.dep[m] == "advcl" and marks and marks[0] not in _APART) or (words.dep[m] == "prep" and words.left[m] == end):
                end = words.right[m] + 1
            elif words.dep[m] != "punct":
                break
        return self.with_quote(v, start, self.cut(start, end))

    def with_quote(self, v: int, start: int, end: int) -> int:
        """Return `end`, moved to the close of the quotation that it would cut."""
        inner = self.inside.get(end - 1)
        own = self.inside.get(v)
        if inner is not None and inner is not own and end < inner.end:
            return inner.end
        if inner is None and end in self.opens and end > start and self.words.text[end - 1] not in (".", ":", ";"):
            quote = self.opens[end]
            if self.words.sent[quote.end - 1] == self.words.sent[v]:
                return quote.end
        return end

    def cut(self, start: int, end: int) -> int:
        """Return where the words from `start` stop being reported before `end`: at another report or at a semicolon."""
        words = self.words
        for i in range(start + 2, end):
            if i in self.inside:
                continue
            text = words.lower[i]
            if text == ";":
                return i
            if words.tag[i] == "VBG" and self.speaks(i):
                opens = words.left[i]
                if words.text[i - 1] in COMMAS:
                    return i - 1
                if start + 2 < opens - 1 and words.lower[opens - 1] == "with" and words.text[opens - 2] in COMMAS:
                    return opens - 2
            if words.tag[i] == "VBG" and words.dep[i] == "advcl" and words.head[i] >= start and words.child(i, "mark", "nsubj") is None:
                # ", further raising the stakes": what the writer makes of it.
                opens = i - 1 if words.pos[i - 1] == "ADV" and words.head[i - 1] == i else i
                if words.text[opens - 1] in COMMAS:
                    return opens - 1
            if text in ("while", "whereas") and words.text[i - 1] in COMMAS:
                return i - 1
            if words.dep[i] == "conj" and self.speaks(i) and words.pos[words.head[i]] in ("ADJ", "NOUN", "PROPN") and words.child(i, "ccomp", "xcomp") is not None:
                joint = self._cc(start, i)
                if joint is not None:
                    return joint
            if words.dep[i] == "conj" and (words.tag[i] in ("VBD", "VBZ") or (words.tag[i] == "VBP" and self.speaks(i))) and self._leaves(start, i):
                joint = self._cc(start, i)
                if joint is not None:
                    return joint
            if words.tag[i] in ("VBD", "VBZ", "VBP") and self.speaks(i) and i + 1 < end:
                joint = self._joint(start, i)
                if joint is not None:
                    return joint
        return end

    def _leaves(self, start: int, verb: int) -> bool:
        """Whether the finite verb `verb` is coordinated with an infinitive of the content, and so really with the cue."""
        words = self.words
        head = words.head[verb]
        return head >= start and words.tag[head] == "VB" and words.child(verb, "nsubj", "nsubjpass", "expl") is None

    def _cc(self, start: int, verb: int) -> int | None:
        """Return the conjunction right before `verb`, or the comma before that."""
        words, i = self.words, verb - 1
        while i > start and (words.pos[i] == "ADV" or words.head[i] == verb):
            i -= 1
        if i > start and words.pos[i] == "CCONJ":
            return i - 1 if words.text[i - 1] == "," else i
        return None

    def _joint(self, start: int, verb: int) -> int | None:
        """Return the token at which a coordinate clause with the reporting verb `verb` begins, or None if it is reported itself."""
        words = self.words
        subject = words.child(verb, "nsubj")
        begin = words.left[subject] if subject is not None and subject < verb else verb
        while begin > start and words.dep[begin - 1] in ("aux", "advmod"):
            begin -= 1
        if begin - 1 > start and (words.lower[begin - 1] in ("and", "but", "while", "although", "though")):
            joint = begin - 1
            # "said that A and that B": what follows "and" must not be the same clause's second verb.
            if subject is None and words.lower[joint] == "and" and words.head[verb] >= start:
                return None
            return joint - 1 if words.text[joint - 1] == "," else joint
        return None

    def before_relative(self, first: int, end: int) -> int:
        """Return the end of a noun phrase without the clause that comments on it (", which …")."""
        words = self.words
        for i in range(first + 1, end - 1):
            if words.text[i] in COMMAS and words.lower[i + 1] in _RELATIVE and i not in self.inside:
                return i
        return end
