"""Contents: for each cue the words it may report, as token ranges."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.reading.statements.cues import Cue, is_nominal
from standoff.reading.statements.quotes import MARKS, Quote
from standoff.reading.words import Words

_COMMAS = frozenset({",", "—", "–", "--", "-"})
_STOPS = frozenset({".", "!", "?", ";", ":"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PREPOSITION_FRAMES = {"of": "of", "about": "about", "on": "on", "for": "for", "against": "against", "to": "to_np", "over": "about"}
# Clauses after a reported one that are still the writer's or open another report.
_APART = frozenset({"while", "although", "though", "whereas"})


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


class Contents:
    """Finds the contents of cues in one report."""

    def __init__(self, words: Words, quotes: list[Quote]) -> None:
        self.words = words
        self.quotes = quotes
        self.opens = {q.first - 1: q for q in quotes}
        self.closes = {q.end: q for q in quotes if not q.carries}
        self.inside: dict[int, Quote] = {i: q for q in quotes for i in range(q.first, q.end)}

    def of(self, cue: Cue) -> Candidate | None:
        """Return the content of a verb cue by the surest way, or None."""
        speaks = "quote" in cue.frames or "clause" in cue.frames
        if speaks:
            found = self._postposed(cue) or self._quote_after(cue)
            if found:
                return found
        return self._complement(cue)

    # -- the cue comes after or in the middle of its content -------------------------------------------------------

    def _clause_edges(self, cue: Cue) -> tuple[int, int, int | None] | None:
        """Return first and last token of the cue's own clause and its subject, if the clause is subject and verb alone."""
        words, v = self.words, cue.head
        subject = next((k for k in words.kids[v] if words.dep[k] in ("nsubj", "nsubjpass")), None)
        first, last = cue.first, cue.end - 1
        if subject is not None and words.right[subject] < v:
            first = min(first, words.left[subject])
        elif subject is not None and words.left[subject] > v:
            last = max(last, words.right[subject])
        else:
            # "…," said X: the parser often takes X for an object, or loses it.
            after = next((k for k in words.kids[v] if k > v and words.dep[k] in ("dobj", "attr", "oprd", "npadvmod", "dep") and is_nominal(words, k)), None)
            if after is None or after > cue.end + 12 or words.dep[v] in ("acl", "advcl", "xcomp", "pcomp"):
                return None
            subject = after
            last = max(last, words.right[after])
        return first, last, subject

    def _postposed(self, cue: Cue) -> Candidate | None:
        words = self.words
        edges = self._clause_edges(cue)
        if edges is None:
            return None
        first, last, subject = edges
        at, stop = words.sents[words.sent[cue.head]]
        before = first - 1
        if before < 0 or words.block[before] != words.block[first]:
            return None
        if words.lower[before] in ("as", "so") and before - 1 >= at and words.text[before - 1] in _COMMAS:
            before -= 1
        quote = self._quote_before(before)
        if quote is None and not (before > at and words.text[before] in _COMMAS):
            return None
        if self.inside.get(before) is not self.inside.get(cue.head) and quote is None:
            return None
        pieces: list[tuple[int, int]] = []
        quotes: list[Quote] = []
        if quote is not None:
            start = self._sentence_start(quote.first)
            if quote.first - 1 > start and quote.block == words.block[start] and not self._cue_between(start, quote.first - 1) and self._is_content_start(start, quote):
                pieces.append((start, quote.end))
            else:
                pieces.append((quote.first, quote.end))
            quotes.append(quote)
        else:
            start = at
            for i in range(before - 1, at - 1, -1):
                if words.text[i] == ";" or (words.text[i] in MARKS and i in self.opens and i not in self.inside):
                    start = i + 1
                    break
            if not any(words.pos[i] in ("VERB", "AUX", "NOUN", "PROPN", "PRON") for i in range(start, before)):
                return None
            if not self._heads_clause(cue, start, before):
                return None
            pieces.append((start, before))
        self._rest(cue, last, stop, pieces, quotes)
        return Candidate(cue, "quote" if quote else "post", pieces, quotes, subject)

    def _heads_clause(self, cue: Cue, start: int, before: int) -> bool:
        """Whether the words before the cue are its content by the parse: its complement, or the clause it breaks into."""
        words, v = self.words, cue.head
        if any(words.dep[k] in ("ccomp", "parataxis", "nsubj", "csubj") and start <= k < before and words.right[k] < cue.first for k in words.kids[v] if words.dep[k] in ("ccomp", "parataxis")):
            return True
        if words.dep[v] in ("parataxis", "ccomp", "dep", "advcl") and words.head[v] != v:
            return "clause" in cue.frames and words.child(v, "mark", "dobj", "ccomp", "xcomp") is None
        return False

    def _quote_before(self, before: int) -> Quote | None:
        """Return the quotation that closes at token `before`, a comma between them allowed."""
        words = self.words
        for i in (before, before - 1):
            if i in self.closes:
                return self.closes[i]
            if i < 0 or (words.text[i] not in _COMMAS and words.text[i] not in MARKS):
                return None
        return None

    def _sentence_start(self, i: int) -> int:
        return self.words.sents[self.words.sent[i]][0]

    def _cue_between(self, start: int, end: int) -> bool:
        words = self.words
        return any(words.tag[i][:2] == "VB" and words.lemma[i] in ("say", "tell", "add", "write", "state") for i in range(start, end))

    def _is_content_start(self, start: int, quote: Quote) -> bool:
        """Whether the words from the sentence's start to the quotation belong to what is said (a part in quotes)."""
        words = self.words
        if words.text[quote.first - 2] in (":", ".", "”", '"'):
            return False
        return any(words.pos[i] in ("NOUN", "PROPN", "PRON", "VERB", "AUX") for i in range(start, quote.first - 1)) and not any(
            i in self.inside for i in range(start, quote.first - 1)
        )

    def _rest(self, cue: Cue, last: int, stop: int, pieces: list[tuple[int, int]], quotes: list[Quote]) -> None:
        """Add what goes on after a cue in the middle: the quotation that resumes, or the rest of the clause."""
        words = self.words
        end = self._tail(cue, last, stop)
        opened = next((self.opens[i] for i in range(end, min(end + 3, len(words))) if i in self.opens and words.block[i] == words.block[cue.head]), None)
        if quotes:
            between = words.text[end] if end < len(words) else "."
            if opened is not None and all(words.pos[i] in ("PUNCT", "CCONJ") or i in self.opens for i in range(end, opened.first)):
                pieces.append((opened.first, opened.end))
                quotes.append(opened)
            elif between == "." and end + 1 in self.opens and words.block[end + 1] == words.block[cue.head]:
                following = self.opens[end + 1]
                pieces.append((following.first, following.end))
                quotes.append(following)
            return
        if end < stop and words.text[end] in _COMMAS:
            resumed = range(end + 1, stop)
            finite_before = any(words.tag[i] in _FINITE for i in range(*pieces[0]))
            finite_after = any(words.tag[i] in _FINITE for i in resumed)
            open_clause = words.head[cue.head] in resumed or any(k in resumed or words.right[k] > end for k in words.kids[cue.head] if words.dep[k] == "ccomp")
            starter = words.lower[end + 1] if end + 1 < stop else ""
            if (not finite_before and finite_after) or open_clause or (starter in ("if", "unless", "provided", "because", "and", "or") and finite_after):
                pieces.append((end + 1, self._trim(end + 1, stop)))

    def _tail(self, cue: Cue, last: int, stop: int) -> int:
        """Return the first token after the cue's clause: past time, place and addressee."""
        words, end = self.words, last + 1
        while end < stop:
            if words.text[end] in _COMMAS or words.text[end] in _STOPS or end in self.opens:
                break
            end += 1
        return end

    def _trim(self, first: int, end: int) -> int:
        words = self.words
        while end > first and (words.text[end - 1] in _STOPS or words.text[end - 1] in _COMMAS):
            end -= 1
        return end

    # -- the cue comes before ---------------------------------------------------------------------------------------

    def _quote_after(self, cue: Cue) -> Candidate | None:
        """Return the quotation that follows the cue by a comma, a colon, or at once."""
        words = self.words
        block = words.block[cue.head]
        inner = self.inside.get(cue.head)
        for i in range(cue.end, min(cue.end + 30, len(words))):
            if words.block[i] != block:
                if words.text[i - 1] == ":" and i in self.opens:
                    quote = self.opens[i]
                    return Candidate(cue, "quote", [(quote.first, quote.end)], [quote], cue.speaker)
                return None
            if i in self.opens and self.opens[i] is not inner:
                previous = words.text[i - 1]
                quote = self.opens[i]
                tied = i == cue.end or previous in (":", ",")
                long = quote.end - quote.first >= 4 or (previous in (":", ",") and quote.end - quote.first > 0)
                if tied and long and self._reaches(cue, i):
                    return Candidate(cue, "quote", [(quote.first, quote.end)], [quote], cue.speaker)
                if i == cue.end and "quote" in cue.frames and quote.end < len(words) and words.text[quote.end - 1] in ".,!?":
                    return Candidate(cue, "quote", [(quote.first, quote.end)], [quote], cue.speaker)
                return None
            if words.text[i] in (".", ";", "!", "?") or words.lower[i] in ("that", "whether"):
                return None
            if words.tag[i] in _FINITE and words.lower[i] not in ("is", "was"):
                return None
        return None

    def _reaches(self, cue: Cue, i: int) -> bool:
        """Whether nothing but time, place and addressee stands between the cue and token `i`."""
        words = self.words
        for k in range(cue.end, i):
            if words.tag[k] in _FINITE or (words.tag[k] in ("VB", "VBG") and words.text[i - 1] != ":"):
                return False
        return True

    def _complement(self, cue: Cue) -> Candidate | None:
        words, v, frames = self.words, cue.head, cue.frames
        kids = [k for k in words.kids[v] if k > v]
        clause = next((k for k in kids if (words.dep[k] == "ccomp" and words.tag[k] != "VBG") or (words.dep[k] in ("xcomp", "advcl") and self._that(k))), None)
        infinitive = next((k for k in kids if words.dep[k] in ("xcomp", "ccomp", "advcl") and self._to(k)), None)
        thing = next((k for k in kids if words.dep[k] in ("dobj", "nsubjpass", "attr") and is_nominal(words, k)), None)
        if clause is not None and infinitive != clause and ("clause" in frames or "whether" in frames):
            start = max(words.left[clause], cue.end)
            if "call" in frames and not self._finite(clause) and not self._that(clause):
                return self._make(cue, "call", start, self._end(cue, clause))
            return self._make(cue, "clause" if "clause" in frames else "whether", start, self._end(cue, clause))
        if infinitive is not None and "whom" in frames:
            addressee = self._subject_of(infinitive) if self._subject_of(infinitive) is not None else thing
            if addressee is None:
                prep = next((k for k in kids if words.lower[k] in ("on", "for") and words.dep[k] == "prep"), None)
                addressee = words.child(prep, "pobj") if prep is not None else None
            start = words.left[addressee] if addressee is not None and addressee < infinitive else words.left[infinitive]
            return self._make(cue, "whom", max(start, cue.end), self._end(cue, infinitive))
        if infinitive is not None and ("to" in frames or "gerund" in frames) and self._subject_of(infinitive) is None:
            return self._make(cue, "to", max(words.left[infinitive], cue.end), self._end(cue, infinitive))
        if "call" in frames or "as" in frames:
            found = self._named_as(cue, kids, thing)
            if found:
                return found
        for k in kids:
            frame = _PREPOSITION_FRAMES.get(words.lower[k])
            if words.dep[k] in ("prep", "dative") and frame in frames:
                inner = words.child(k, "pobj", "pcomp")
                if inner is not None:
                    return self._make(cue, frame or "", k + 1, self._end(cue, inner))
        if thing is not None and "for_deed" in frames and not (words.pos[thing] == "PRON" and words.right[v] == thing):
            end = words.right[thing] + 1
            for k in kids:
                if k > thing and words.dep[k] == "prep" and words.lower[k] in ("for", "over"):
                    end = max(end, words.right[k] + 1)
            return self._make(cue, "for_deed", words.left[thing], end)
        if thing is not None and "object" in frames and words.pos[thing] != "PRON":
            return self._make(cue, "object", max(words.left[thing], cue.end), words.right[thing] + 1)
        return None

    def _named_as(self, cue: Cue, kids: list[int], thing: int | None) -> Candidate | None:
        words = self.words
        predicate = next((k for k in kids if words.dep[k] in ("oprd", "acomp") or (words.dep[k] == "prep" and words.lower[k] == "as" and "as" in cue.frames)), None)
        if predicate is None:
            predicate = next((k for k in kids if words.dep[k] == "ccomp" and not self._finite(k)), None)
        if predicate is None:
            return None
        start = words.left[predicate] if thing is None or thing > predicate else words.left[thing]
        return self._make(cue, "call", max(start, cue.end), words.right[predicate] + 1)

    def _that(self, k: int) -> bool:
        words = self.words
        return any(words.dep[m] == "mark" and words.lower[m] in ("that", "whether") for m in words.kids[k])

    def _to(self, k: int) -> bool:
        words = self.words
        return words.tag[k] == "VB" and any(words.lower[m] == "to" and words.dep[m] == "aux" for m in words.kids[k])

    def _finite(self, k: int) -> bool:
        words = self.words
        return words.tag[k] in _FINITE or any(words.tag[m] in _FINITE for m in words.kids[k] if words.dep[m] in ("aux", "auxpass"))

    def _subject_of(self, k: int) -> int | None:
        return self.words.child(k, "nsubj", "nsubjpass")

    def _end(self, cue: Cue, k: int) -> int:
        """Return where the content ends that complement `k` heads: with the clauses that the parser hung on the cue."""
        words, v = self.words, cue.head
        end = words.right[k] + 1
        for m in words.kids[v]:
            if m <= k or words.left[m] < end:
                continue
            if (words.dep[m] == "advcl" and any(words.dep[x] == "mark" and words.lower[x] not in _APART for x in words.kids[m])) or (
                words.dep[m] == "prep" and words.left[m] == end
            ):
                end = words.right[m] + 1
            elif words.dep[m] != "punct":
                break
        inner = self.inside.get(end - 1)
        if inner is not None and inner is not self.inside.get(v) and end < inner.end:
            end = inner.end
        elif end in self.opens and self.opens[end].end <= words.sents[words.sent[v]][1]:
            end = self.opens[end].end
        return end

    def _make(self, cue: Cue, frame: str, start: int, end: int) -> Candidate | None:
        end = self._trim(start, end)
        if end <= start:
            return None
        inner = self.inside.get(cue.head)
        if inner is not None:
            end = min(end, inner.end)
            if end <= start:
                return None
        quotes = [q for q in self.quotes if q.first < end and q.end > start and q is not inner]
        act = cue.frames[frame].act if frame in cue.frames else "assert"
        return Candidate(cue, frame, [(start, end)], quotes, cue.speaker, act)
