"""Names of places in a text: every stretch that the gazetteer or a table of demonyms and abbreviations knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from standoff.knowledge.gazetteer import Entry, Named, fold, gazetteer
from standoff.knowledge.gazetteer_context import place_context, written_names
from standoff.reading.draft import Draft
from standoff.reading.words import Words

LONGEST = 7
_WITH_ARTICLE = frozenset({"country", "region", "water", "landmark"})
# Lower-case words that stand inside names ("Republic of the Congo", "Stoke on Trent", "Dar es Salaam").
INNER = frozenset(
    "of the and de la le les los las du des do da di del al el es on upon in am an der den bei sur sous au aux en et y i ul ud bin van von "
    "ash ad ar as at az ’s 's - – & / .".split()
)
# Arabic names begin with a lower-case article ("al-Bab").
_ARTICLES = frozenset("al ad an ar as ash at az el ain abu".split())


@dataclass(slots=True)
class Name:
    """A stretch of text that may name a place.

    `refs` are the entries that bear the name; `kinds` what a kind word beside it says it is ("province"), else empty;
    `within` the entry of what it is said to lie in ("Paris, Texas"), and `fixed` the entry that such a container is itself;
    `fellows` the kinds of the places that it is listed with; `score` the evidence that it is a place here.
    """

    first: int
    end: int
    head: int
    key: str
    refs: tuple[Named, ...]
    use: str = "name"
    kinds: frozenset[str] = frozenset()
    within: int | None = None
    fixed: int | None = None
    fellows: frozenset[str] = frozenset()
    score: float = 0.0
    lends: bool = True
    lent: bool = False
    entry: Entry | None = None


@lru_cache(maxsize=100_000)
def _fold_token(token: str) -> str:
    return fold(token)


def names_in(draft: Draft) -> list[Name]:
    """Return the names in a report, longest first at each token, without overlaps."""
    words = draft.words
    found: list[Name] = []
    i, n = 0, len(words)
    while i < n:
        if words.text[i][0].isupper() or _article(words, i):
            name = _name_at(words, i)
            if name:
                found.append(name)
                i = name.end
                continue
        i += 1
    return found


def _article(words: Words, i: int) -> bool:
    text = words.text[i]
    if text in _ARTICLES:
        return i + 2 < len(words) and words.text[i + 1] == "-" and words.text[i + 2][0].isupper()
    head, hyphen, rest = text.partition("-")
    return bool(hyphen) and head in _ARTICLES and rest[:1].isupper()


def _name_at(words: Words, i: int) -> Name | None:
    """Return the longest name that begins at token `i`."""
    g, written = gazetteer(), written_names()
    best: Name | None = None
    parts: list[str] = []
    phrase = ""
    last = words.sents[words.sent[i]][1]
    the = i > 0 and words.lower[i - 1] == "the"
    for j in range(i, min(i + LONGEST, last)):
        text = words.text[j]
        if j > i:
            lower = words.lower[j]
            if text == "," and (j + 1 >= last or words.text[j + 1] not in ("D.C.", "DC", "D.C")):
                break
            if not (text != lower or text[0].isdigit() or text in INNER or text == "," or lower in place_context().kind_after or lower == "bridge"):
                break
            phrase += (" " if words.start[j] > words.end[j - 1] else "") + text
        else:
            phrase = text
        part = _fold_token(text)
        if text in ("'s", "’s") and parts:
            parts[-1] += "s"
        elif part:
            parts.extend(part.split(" "))
        if text in INNER and j > i:
            continue
        use = next((u for u in ("demonym", "abbr", "short", "postal") if phrase in written[u]), None)
        if use == "demonym" and the and g.named("the " + " ".join(parts)) and (j + 1 >= last or words.pos[j + 1] not in ("NOUN", "PROPN", "ADJ")):
            use = None  # "in the Baltic" is the sea, "the Baltic states" are not
        if use is None and j == i and phrase + "." in written["short"]:
            use, phrase_ = "short", phrase + "."
        else:
            phrase_ = phrase
        key = " ".join(parts)
        if use:
            best = Name(i, j + 1, _head(words, i, j + 1), "=" + phrase_, (Named(written[use][phrase_], "n"),), use)
        elif key:
            refs = g.named(key)
            if the and (special := tuple(r for r in g.named("the " + key) if g.entry(r.number).kind in _WITH_ARTICLE)):
                # "the Gulf" has a sense that "Gulf" alone has not.
                key, refs = "the " + key, (*special, *(r for r in refs if r not in special))
            if refs and _written_like_a_name(words, i, j):
                best = Name(i, j + 1, _head(words, i, j + 1), key, refs)
        stem = key.removeprefix("the ")
        if stem and j > i + 1 and not g.begins(stem) and not (the and g.begins("the " + stem)):
            break
    return best


def _written_like_a_name(words: Words, i: int, j: int) -> bool:
    """Whether the last token has a capital or is a kind word, so that "Paris in" or "Of the" are no names."""
    text = words.text[j]
    return text != words.lower[j] or text[0].isdigit() or words.lower[j] in place_context().kind_after or words.lower[j] == "bridge"


def _head(words: Words, first: int, end: int) -> int:
    """Return the token of a stretch whose head lies outside it; the last one where the parse has several."""
    outside = [i for i in range(first, end) if not first <= words.head[i] < end or words.head[i] == i]
    return outside[-1] if outside else end - 1
