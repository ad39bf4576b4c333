"""The parse as plain lists: what every reading step works on.

Each list is indexed by token number, through the whole report. Plain lists are several times faster to walk than spaCy's
token objects and do not tie the steps to one library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from standoff.reading.engine import Parsed

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})


@dataclass(slots=True)
class Words:
    """Tokens of a report with their syntax (ClearNLP labels, as the English spaCy pipelines give them).

    ``start``/``end`` are offsets in the working text; ``head[i] == i`` for a root; ``sent`` is the sentence's index in
    ``sents``, whose entries are token ranges; ``block`` is the index of a token's block in the working text;
    ``ents`` are the recogniser's entities as (first token, end token, label).
    """

    text: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    sents: list[tuple[int, int]] = field(default_factory=list)
    ents: list[tuple[int, int, str]] = field(default_factory=list)
    ent: list[str] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def add(self, parsed: Parsed, offset: int, block: int) -> None:
        """Append the tokens of a text that begins at `offset` of the working text."""
        base, n = len(self.text), len(parsed.forms)
        for column, values in zip((self.text, self.lower, self.lemma, self.pos, self.tag, self.dep), zip(*parsed.forms, strict=True), strict=False):
            column.extend(values)
        self.head.extend(base + head for head in parsed.heads)
        self.start.extend(offset + at for at in parsed.offsets)
        self.end.extend(offset + at + len(form[0]) for at, form in zip(parsed.offsets, parsed.forms, strict=True))
        self.block.extend([block] * n)
        for start, end in zip(parsed.starts, [*parsed.starts[1:], n], strict=True):
            self.sents.append((base + start, base + end))
            self.sent.extend([len(self.sents) - 1] * (end - start))
        labels = [""] * n
        for start, end, label in parsed.entities:
            self.ents.append((base + start, base + end, label))
            labels[start:end] = [label] * (end - start)
        self.ent.extend(labels)

    def close(self) -> None:
        """Fill children and subtree edges once all tokens are there."""
        n = len(self.text)
        self.kids = [[] for _ in range(n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
        self.left, self.right = list(range(n)), list(range(n))
        # Edges spread from the leaves up; a tree of depth d needs d passes at most, two or three in practice.
        changed = True
        while changed:
            changed = False
            for i in [*range(n), *range(n - 1, -1, -1)]:
                h = self.head[i]
                if self.left[i] < self.left[h]:
                    self.left[h] = self.left[i]
                    changed = True
                if self.right[i] > self.right[h]:
                    self.right[h] = self.right[i]
                    changed = True

    def children(self, i: int, *deps: str) -> list[int]:
        """Return the children of token `i`, all of them or those with one of the labels `deps`."""
        return [k for k in self.kids[i] if self.dep[k] in deps] if deps else self.kids[i]

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of token `i` with one of the labels `deps`, or None."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def subtree(self, i: int) -> range:
        """Return the token range that the subtree of `i` spans."""
        return range(self.left[i], self.right[i] + 1)

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the heads above token `i`, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def conjuncts(self, i: int) -> list[int]:
        """Return `i` and all that is coordinated with it, `i` being the first conjunct."""
        found, queue = [i], [i]
        while queue:
            for k in self.kids[queue.pop(0)]:
                if self.dep[k] == "conj":
                    found.append(k)
                    queue.append(k)
        return found

    def first_conjunct(self, i: int) -> int:
        """Return the first of the conjuncts that `i` belongs to."""
        while self.dep[i] == "conj" and self.head[i] != i:
            i = self.head[i]
        return i

    def negated(self, i: int) -> bool:
        """Whether a "not", "n't", "never" or "no" hangs directly on token `i`."""
        return any(self.dep[k] == "neg" or (self.lower[k] in ("never", "no", "neither") and self.dep[k] in ("advmod", "det", "preconj")) for k in self.kids[i])

    def auxiliaries(self, i: int) -> list[str]:
        """Return the lower-cased auxiliaries of verb `i`, in order ("has", "been")."""
        return [self.lower[k] for k in self.kids[i] if self.dep[k] in ("aux", "auxpass")]

    def phrase(self, tokens: Sequence[int] | range) -> str:
        """Return the words from the first to the last of `tokens`, joined by spaces where the text has any."""
        if not tokens:
            return ""
        out: list[str] = []
        for i in range(tokens[0], tokens[-1] + 1):
            if out and self.start[i] > self.end[i - 1]:
                out.append(" ")
            out.append(self.text[i])
        return "".join(out)

    def sentence_of(self, i: int) -> range:
        """Return the token range of the sentence that holds token `i`."""
        return range(*self.sents[self.sent[i]])

    def token_at(self, offset: int) -> int | None:
        """Return the token that covers a working offset, or the next one; None after the last."""
        from bisect import bisect_right

        i = max(bisect_right(self.start, offset) - 1, 0)
        if i < len(self.text) and self.end[i] <= offset:
            i += 1
        return i if i < len(self.text) else None


def words_of(blocks: Iterable[tuple[Parsed, int, int]]) -> Words:
    """Return the `Words` of parsed blocks, given as (parse, working offset, block index)."""
    words = Words()
    for parsed, offset, block in blocks:
        words.add(parsed, offset, block)
    words.close()
    return words
