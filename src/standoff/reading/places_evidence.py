"""Whether a name is a place here: the evidence of the words around it.

Each test adds to or takes from a score; weights are set by hand, from what prepositions, titles and kind words mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from standoff.knowledge.gazetteer import gazetteer
from standoff.knowledge.gazetteer_context import PlaceContext, place_context
from standoff.reading.draft import Draft
from standoff.reading.places_names import Name
from standoff.reading.words import Words

ACCEPT = 1.1
SURE = 2.6
ROW = 1.7
WORD = 0.6
_BIG_KINDS = frozenset({"country", "continent", "water", "region", "base"})
_DIVISIONS = (" county", " parish", " borough", " district", " province", " region", " oblast")
_JOINTS = ([","], ["and"], [",", "and"], ["or"], [",", "or"], ["/"], ["-"])
_QUOTES = frozenset("\"'“”‘’«»()[]")


@dataclass(slots=True)
class Scene:
    """What the tests need to know of the report as a whole."""

    words: Words
    context: PlaceContext
    ent_of: list[int]
    surnames: frozenset[str]
    shouting: set[int]
    datelines: frozenset[int]
    names: dict[int, Name] = field(default_factory=dict)


def scene_of(draft: Draft, names: list[Name]) -> Scene:
    """Return the scene of a report: its persons' surnames, and the sentences in which capitals tell nothing."""
    words, context = draft.words, place_context()
    ent_of = [-1] * len(words)
    for number, (first, end, _) in enumerate(words.ents):
        for i in range(first, end):
            ent_of[i] = number
    surnames: set[str] = set()
    for i in range(1, len(words)):
        if not words.text[i][0].isupper() or words.sent[i] != words.sent[i - 1]:
            continue
        before = words.lower[i - 1]
        person = ent_of[i] >= 0 and words.ents[ent_of[i]][2] == "PERSON"
        end_of_person = person and words.ents[ent_of[i]][1] == i + 1 and words.ents[ent_of[i]][0] < i and words.lower[words.ents[ent_of[i]][0]] in context.first_names
        if end_of_person or before in ("mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.") or (
            words.text[i - 1][0].isupper() and before in context.first_names and (person or i not in _starts(names)) and words.lower[i] not in context.kind_after
        ):
            surnames.add(words.text[i])
    shouting = set()
    for number, (first, end) in enumerate(words.sents):
        long = [words.text[i] for i in range(first, end) if len(words.text[i]) > 3 and words.text[i].isalpha()]
        if len(long) > 2 and sum(t[0].isupper() for t in long) > 0.7 * len(long):
            shouting.add(number)
    datelines = frozenset(n for n, block in enumerate(draft.working.blocks) if block.kind == "dateline")
    return Scene(words, context, ent_of, frozenset(surnames), shouting, datelines, {name.first: name for name in names})


def _starts(names: list[Name]) -> set[int]:
    return {name.first for name in names}


def weigh(scene: Scene, name: Name) -> float:
    """Return the evidence that `name` is a place, and note on it what it lies in and of which kind it is said to be."""
    words, context = scene.words, scene.context
    if name.use == "demonym":
        return _weigh_demonym(scene, name)
    if name.use == "postal":
        return 3.0 if name.within == -1 else -9.0
    if name.use == "short":
        return 3.0 if name.within == -1 or _state_abbreviation(words, name) else -9.0
    score = _prior(name) + _label(scene, name) + _before(scene, name) + _after(scene, name)
    if name.within is not None:
        score += 2.5
    single = name.end == name.first + 1
    low = words.lower[name.first]
    if single and name.key in context.common:
        score -= 2.0 if low in context.common_but_places else 4.0
    elif single and name.key in context.words_too:
        score -= WORD if any(ref.how == "n" for ref in name.refs) else 2 * WORD
    if len(name.key) < 3 and name.use == "name":
        score -= 3.0
    if words.text[name.first].isupper() and len(low) < 6 and single and name.use == "name" and words.sent[name.first] not in scene.shouting:
        score -= 0.8  # an acronym
    if name.first and words.text[name.first - 1] == "$" or name.end < len(words) and words.text[name.end] == "$":
        score -= 9.0
    if name.key in ("eu", "european union", "eurozone"):
        score -= 1.5  # an actor, unless something is said to be in it
    if name.key in context.in_the_news:
        score += max(0.0, 1.7 - _prior(name))
    if not name.kinds and (name.key in context.phrases or (name.first and f"{words.lower[name.first - 1]} {name.key}" in context.phrases)):
        score -= 5.0
    if single and low in context.first_names:
        score -= 0.6
    if (words.block[name.first] in scene.datelines and words.text[max(name.first - 1, 0)] != "(") or (words.text[name.first].isupper() and len(low) > 3 and _opens_dateline(words, name)):
        score += 2.0
    if words.pos[name.end - 1] not in ("PROPN", "X") and single and name.use != "abbr":
        score -= 0.4 if words.sent[name.first] in scene.shouting else 0.9
    if words.sent[name.first] in scene.shouting:
        score -= 0.5
    return score


def _state_abbreviation(words: Words, name: Name) -> bool:
    """Whether "Del." or "N.Y." stands for the state: with its dots, and not as the title of a name that follows."""
    text = words.text[name.end - 1]
    if not text.endswith(".") and not (name.end < len(words) and words.text[name.end] == "."):
        return False
    if name.first and words.text[name.first - 1] in (",", "(", "-"):
        return True
    follows = name.end < len(words) and words.text[name.end][0].isupper()
    return text.count(".") > 1 or not follows


def _opens_dateline(words: Words, name: Name) -> bool:
    """Whether a name in capitals at the head of a sentence is followed by what a dateline has: "KYIV (Agency) --"."""
    first, last = words.sents[words.sent[name.first]]
    return name.first == first and name.end < min(last + 1, len(words)) and words.text[name.end] in ("--", "-", "—", "–", "(", ",", "/", ":")


def _prior(name: Name) -> float:
    """Return how likely a name is to be a place by itself: by the largest thing that bears it."""
    if name.use == "abbr":
        return 2.6
    g = gazetteer()
    best = -1.0
    for ref in name.refs:
        entry = g.entry(ref.number)
        if entry.kind == "country":
            value = 2.4
        elif entry.kind in _BIG_KINDS:
            value = 2.0
        elif entry.kind == "landmark":
            value = 1.5
        elif entry.kind == "admin1":
            value = 1.9 if entry.population > 500_000 else 1.2
        elif entry.kind == "admin2":
            if ref.how == "n":
                value = 1.9 if name.key.endswith(_DIVISIONS) else 0.9 if " " in name.key or entry.population > 200_000 else 0.1
            else:
                value = 0.1
        else:
            p = entry.population
            value = 2.3 if entry.capital else 1.7 if p > 1_000_000 else 1.2 if p > 200_000 else 0.8 if p > 50_000 else 0.5 if p > 10_000 else 0.2
        if ref.how == "a" and entry.kind != "country" and not entry.capital:
            value -= 0.7 if entry.population > 100_000 else 0.9
        elif ref.how == "s":
            value -= 0.8
        best = max(best, value)
    if " " in name.key:
        best += 0.5
    elif len(name.key) <= 3:
        best -= 0.8
    return best


def _label(scene: Scene, name: Name) -> float:
    """Return what the entity recogniser says of the stretch."""
    words = scene.words
    number = scene.ent_of[name.end - 1]
    if number < 0:
        return -0.3
    first, end, label = words.ents[number]
    whole = first >= name.first - 1 and end <= name.end + 1
    if label in ("GPE", "LOC"):
        return 1.3
    if label == "FAC":
        return 0.5 if whole else 0.1
    if label == "PERSON":
        # The recogniser takes many a foreign town for a person; a lone name that is no given name says little.
        given = words.text[first].istitle() and words.lower[first] in scene.context.first_names
        return -1.6 if not whole or given else -0.8 if end - first > 1 else -0.5
    if label in ("ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"):
        if whole:
            return -0.4
        # "the Council of Europe", "the Organization for Security and Co-operation in Europe"
        tail = name.first > first + 1 and name.end >= end and words.lower[name.first - 1] in ("of", "in", "for")
        return -1.9 if tail and words.text[first + (words.lower[first] == "the")][0].isupper() else -0.7
    if label == "NORP":
        return -0.2
    return -1.0


def _before(scene: Scene, name: Name) -> float:
    words, context, i = scene.words, scene.context, name.first
    if i == 0 or words.sent[i - 1] != words.sent[i]:
        return 0.0
    k = i - 1
    while k > words.sents[words.sent[i]][0] and (words.lower[k] in ("the", "a", "an", "-") or words.text[k] in _QUOTES):
        k -= 1
    low = words.lower[k]
    score = 0.0
    if _party_member(words, i):
        return 2.5
    if low in context.vessels and words.lower[i - 1] in (low, '"', "“", "‘"):
        return -4.0
    if k == i - 1 or words.lower[i - 1] == "the":
        score += context.prepositions.get(low, 0.0)
    if low == "of" and k > 0:
        if words.lower[k - 1] in context.organisations and words.text[k - 1][0].isupper():
            score -= 2.0  # "the Peanut Corporation of America"
        elif words.text[k - 1] == "," or words.ent[k - 1] == "PERSON":
            score += 0.7  # "Jane Roe, 24, of Dover"
        kinds = context.kind_before.get(words.lower[k - 1])
        if kinds is not None:
            if kinds:
                score += 1.5
                name.kinds |= kinds
            else:
                score -= 0.8
    elif low in context.kind_before and k == i - 1 and context.kind_before[low] and low != "state":
        score += 0.7
    if words.text[i - 1][0].isupper() and words.sent[i - 1] == words.sent[i]:
        if low in context.titles and k == i - 1:
            score -= 1.2 if low in ("the", "chief") else 2.4
        elif low in context.first_names and (i - 1 not in scene.names or scene.names[i - 1].end == i):
            score -= 2.6
        elif words.tag[i - 1] in ("NNP", "NNPS") and i - 1 not in _ends(scene):
            # The name is the tail of a longer one that the gazetteer does not know ("Joe Lieberman", "Merrill Lynch").
            score -= 1.6
    elif low in context.titles and k == i - 1 and low not in ("guard", "center", "forward", "chief", "coach", "owner", "father"):
        score -= 1.5
    if words.text[i - 1] == "-" and i > 1 and words.lower[i - 2] in ("mid", "trans", "cross", "euro", "pan", "anti", "pro"):
        score -= 2.5
    if words.text[i - 1].endswith(".") and len(words.text[i - 1]) == 2 and words.text[i - 1][0].isupper():
        score -= 2.0  # an initial
    return score


def _party_member(words: Words, i: int) -> bool:
    """Whether a name follows a party's letter, as in "Rep. Ann Lee, D-Calif."."""
    return words.lower[i - 1] in ("d-", "r-", "i-") or (words.text[i - 1] in ("-", "–") and i > 1 and words.text[i - 2] in ("D", "R", "I"))


def _ends(scene: Scene) -> set[int]:
    return {n.end - 1 for n in scene.names.values()}


def _after(scene: Scene, name: Name) -> float:
    words, context, j = scene.words, scene.context, name.end
    last = words.sents[words.sent[name.first]][1]
    if j >= last:
        return 0.0
    score = 0.0
    if words.text[j] in ("'s", "’s", "'", "’"):
        j += 1
        score += 0.1
    elif words.text[j] == "-" and j + 1 < last and words.lower[j + 1] in ("based", "area", "born", "bound", "controlled", "held", "backed", "led", "occupied"):
        return 1.6
    if j >= last:
        return score
    low = words.lower[j]
    if context.kind_after.get(low):
        score += 1.2
        name.kinds |= context.kind_after[low]
        return score
    if low in context.after:
        return score + 1.0
    if low in context.streets and words.text[j][0].isupper():
        return score - 2.0
    if name.key.startswith("saint ") and j > name.end and words.text[j][0].isupper():
        return score - 2.0
    if (low in context.organisations and words.text[j][0].isupper()) or low in context.accords:
        return score - 1.6
    if words.text[j][0].isupper() and words.tag[j] in ("NNP", "NNPS") and j == name.end and j not in scene.names:
        # A run of capitals goes on: a person's surname, or an organisation of that place.
        if words.lower[name.first] in context.first_names and name.end == name.first + 1:
            return score - 3.0
        ahead = [words.lower[k] for k in range(j, min(j + 4, last)) if words.text[k][0].isupper()]
        if any(w in context.organisations for w in ahead):
            return score - 1.2
        if any(w in context.after for w in ahead):
            return score + 0.3
        return score - (0.4 if name.use == "abbr" or _is_country(name) or name.key.endswith(_DIVISIONS) else 0.9)
    if words.lower[name.first] in context.first_names and j in scene.names and j == name.end:
        return score - 2.0
    if low in context.speech and name.end == j:
        return score - 0.6
    if name.end == j and words.pos[j] == "NOUN" and low.isalpha() and low not in context.titles:
        return score + 0.4  # it modifies a thing: "a Dover shop"
    return score


def _is_country(name: Name) -> bool:
    return any(gazetteer().entry(ref.number).kind == "country" for ref in name.refs)


def veto_persons(scene: Scene, names: list[Name]) -> None:
    """Take from bare names that are surnames of this report's persons."""
    words = scene.words
    for name in names:
        if name.end == name.first + 1 and words.text[name.first] in scene.surnames and name.within is None:
            name.score -= 1.8
            name.lends = False


def _weigh_demonym(scene: Scene, name: Name) -> float:
    words, context, i = scene.words, scene.context, name.first
    score = 2.0
    number = scene.ent_of[i]
    label = words.ents[number][2] if number >= 0 else ""
    if label == "PERSON":
        # The recogniser takes "Moldovan Prime Minister" for a person's name; "French said" is one.
        score -= 0.6 if name.end < len(words) and words.pos[name.end] in ("NOUN", "PROPN", "ADJ") else 1.5
    elif label in ("NORP", "GPE"):
        score += 0.8
    elif label == "LANGUAGE":
        score -= 2.0
    elif label in ("ORG", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT"):
        score -= 0.5
    if i and words.sent[i - 1] == words.sent[i]:
        before = words.lower[i - 1]
        if before in context.first_names and words.text[i - 1][0].isupper():
            score -= 3.0
        elif before in context.titles and words.text[i - 1][0].isupper() and words.pos[i] == "PROPN":
            score -= 2.0
        elif before in context.language_before and (name.end >= len(words) or words.pos[name.end] not in ("NOUN", "PROPN", "ADJ")):
            score -= 3.0
        if before in ("african", "native", "anglo", "-") or (before == "-" and i > 1 and words.lower[i - 2] in ("african", "anglo", "asian")):
            score -= 1.5
    if name.end < len(words):
        after = words.lower[name.end]
        if after in context.after_demonym:
            score -= 2.5
        if after in context.organisations and words.text[name.end][0].isupper():
            score -= 1.5
        elif words.text[name.end][0].isupper() and words.pos[name.end] == "PROPN" and gazetteer().entry(name.refs[0].number).kind in ("continent", "region"):
            score -= 2.0  # "the European Commission", "the African Union"
        if after == "-" and name.end + 1 < len(words) and words.lower[name.end + 1] in ("american", "americans", "speaking", "language", "style"):
            score -= 2.0
    return score


def lend(names: list[Name], words: Words) -> None:
    """Let what stands in one row with a sure place ("to Goma and Sinjar", "MINSK / KYIV") have some of its certainty.

    A row of four or more names that one country has all of ("Suba, Migori, Kisii and Siaya") is one of places too; where
    every surname is a town somewhere, that says nothing.
    """
    pairs = list(pairwise(names))
    joined = [words.text[a.end : b.first] in _JOINTS and words.block[a.first] == words.block[b.first] for a, b in pairs]
    for order in (range(len(pairs)), reversed(range(len(pairs)))):
        for n in order:
            for sure, name in (pairs[n], pairs[n][::-1]):
                if joined[n] and sure.score >= ROW and name.score < SURE and not name.lent:
                    name.score += 0.8
                    name.lent = True
    start = 0
    for n in range(len(names)):
        if n == len(pairs) or not joined[n]:
            for name in _of_one_country([name for name in names[start : n + 1] if name.use == "name"]):
                name.score += 0.8
            start = n + 1


def _of_one_country(row: list[Name]) -> list[Name]:
    """Return the names of a row that one country has, if it has four and nearly all; countries full of surnames do not count."""
    g = gazetteer()
    holders: dict[str, list[Name]] = {}
    for name in row:
        for country in {g.entry(ref.number).country for ref in name.refs if ref.how == "n"} - {"", "USA", "GBR", "CAN", "AUS"}:
            holders.setdefault(country, []).append(name)
    best = max(holders.values(), key=len, default=[])
    return best if len(best) > 3 and len(best) >= 0.7 * len(row) else []
