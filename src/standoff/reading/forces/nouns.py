"""Noun phrases of forces: which tokens speak of forces, of which category, and how many."""

from __future__ import annotations

from standoff.knowledge.forces import ForceNoun, forces
from standoff.knowledge.moves import moves
from standoff.mentions import Category, Interval, Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.candidates import COUNTED, Candidate, interval
from standoff.reading.forces.elided import Elisions
from standoff.reading.forces.pronouns import Pronouns
from standoff.reading.forces.scene import Scene

MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "det", "poss"})
NOUNISH = frozenset({"NOUN", "PROPN"})
_STRONG_SUFFIX = frozenset({"strong", "man", "men", "member", "person", "soldier", "troop", "-strong", "-man", "-member"})
_ONE = frozenset({"a", "an", "one", "the", "another", "its", "this", "that", "his", "their", "own", "first", "second", "third"})
# Categories whose single specimens are worth counting.
# What a name of equipment stands before: "Pantsir systems".
_SORTS = frozenset({"system", "systems", "complex", "complexes", "unit", "units"})
_NUMBERS_AT = frozenset({"number", "numbers", "numbered", "total", "totals", "totalled", "totaled"})
# Words before "fighters" that make them men.
_MEN = frozenset("rebel rebels militia foreign islamist jihadi jihadist tribal guerrilla insurgent kurdish volunteer armed irregular opposition resistance women".split())
_MANY = 200
# What points back at what was told before.
_POINTING = frozenset({"this", "that", "these", "those"})
# Sectors of armed groups in codes.
_ARMED = frozenset({"REB", "UAF"})
_TOTALS = frozenset({"number", "strength", "size", "total"})
_STANDS = frozenset({"stand", "remain", "stay", "hover"})
_EXCEEDS = frozenset({"exceed", "surpass", "top", "pass"})
_BOUNDS = frozenset({"threshold", "ceiling", "limit", "cap", "quota"})
# No army or militia has more men.
LARGEST = 6_000_000
_NO_COUNT_UNITS = frozenset({"army", "military", "navy", "air force", "armed force", "presence", "force", "special force", "special forces",
                             "ground force", "land force", "coalition", "mission", "militaries", "regular", "regulars", "reserve", "fleet"})  # fmt: skip
_NOT_COUNTED = frozenset({"percent", "%", "km", "m", "mi", "kg", "t", "tonnes", "tons", "day", "hour", "year", "month", "week", "minute", "second",
                          "mile", "kilometre", "kilometer", "metre", "meter", "degree", "dead", "time", "times", "ratio"})  # fmt: skip

# Prefixes that turn a weapon into what is meant for it.
_AGAINST = ("anti-", "counter-", "non-")


class Nouns:
    """Finds the force phrases of one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words
        self.lexicon = forces()
        self.by_head: dict[int, list[Found[Quantity]]] = {}
        self.by_token: dict[int, Found[Quantity]] = {}
        timed = {t for f in draft.times for t in range(f.first, f.end)}
        for found in draft.quantities:
            if found.first in timed:
                continue
            self.by_head.setdefault(found.head, []).append(found)
            for t in range(found.first, found.end):
                self.by_token[t] = found
        self.timed = timed

    def find(self) -> list[Candidate]:
        """Return the candidates in the order of the text."""
        words = self.words
        units = self._units()
        found: dict[int, Candidate] = {}
        for i in range(len(words)):
            if i in units:
                first, end, owner, category = units[i]
                found[i] = Candidate(i, first, end, category, "unit", item=words.phrase(range(first, end)), unit=owner)
                continue
            if self._is_group(i):
                mark = self.scene.at[i]
                found[i] = Candidate(i, mark.first, mark.end, "personnel", "party")
                continue
            noun = self._noun(i)
            if noun and not (noun.grade == "count" and self._counts_else(i)):
                found[i] = Candidate(i, i, i + 1, noun.category, noun.grade)
        for i in list(found):
            if self._is_part(i, found):
                del found[i]
        for candidate in found.values():
            self._widen(candidate, found)
            self._count(candidate)
        self._fighters(found)
        for i in [i for i in found if self._is_again(i, found)]:
            del found[i]
        elisions = Elisions(self.draft, self.scene, self.timed)
        for quantity in self.draft.quantities:
            if not is_measure(quantity) and (elided := elisions.of(quantity, found)):
                found.setdefault(elided.head, elided)
        for i in [i for i, c in found.items() if c.grade == "group" and c.quantity is None and self.words.dep[i] == "appos" and (h := found.get(self.words.head[i])) and h.elided]:
            del found[i]  # "the remaining 900, a squadron": the same men
        found |= Pronouns(self.draft).find(found)
        return [found[i] for i in sorted(found) if not self._is_populace(found[i])]

    def _counts_else(self, i: int) -> bool:
        """Whether a word for a number says of what it is, and that is no force: "record levels of aid"."""
        words = self.words
        of = [words.child(p, "pobj") for p in words.children(i, "prep") if words.lower[p] == "of"]
        return any(o is not None and words.pos[o] == "NOUN" and all(self._noun(t) is None and t not in self.scene.at for t in words.conjuncts(o)) for o in of)

    def _is_group(self, i: int) -> bool:
        """Whether token `i` names an armed group that does something, or has something done to it: where it is, its men are."""
        words, mark = self.words, self.scene.at.get(i)
        if mark is None or mark.kind != "organisation" or i != mark.end - 1 or not (mark.code or "").startswith("IMG") and (mark.code or "")[3:6] not in _ARMED:
            return False
        return words.dep[i] in ("nsubj", "nsubjpass") or words.dep[i] == "pobj" and words.dep[words.head[i]] == "agent"

    def _fighters(self, found: dict[int, Candidate]) -> None:
        """Let "fighters" be aircraft in a report that names combat aircraft, unless their number or company is of men."""
        flies = any(c.category == "aircraft" and (c.grade == "name" or c.item or self.words.lemma[c.head] in ("jet", "aircraft", "warplane")) for c in found.values())
        for c in found.values():
            if flies and self.words.lemma[c.head] == "fighter" and c.category == "personnel":
                few = c.count is None or (c.count.low or c.count.high or 0) < _MANY
                if few and not any(self.words.lower[t] in _MEN for t in range(c.first, c.head)):
                    c.category = "aircraft"

    def _is_again(self, i: int, found: dict[int, Candidate]) -> bool:
        """Whether a phrase only says again what another one names or counts: "HMS Kent, a frigate", "a column of 60 tanks"."""
        words, one = self.words, found[i]
        if one.quantity is not None:
            return False
        if one.grade == "abstract" and any(words.lower[k] in _POINTING for k in words.kids[i] if k < i):
            return True  # "these deployments": those just told of
        if one.grade == "count" and words.dep[i] == "pobj" and words.lower[words.head[i]] == "by":
            return True  # "by Cairo's count"
        if words.dep[i] == "appos" and (named := found.get(words.head[i])) is not None:
            return named.category == one.category and named.quantity is None and "unit" in (named.grade, one.grade)
        if one.grade != "group":
            return False
        inner = (words.child(p, "pobj") for p in words.children(i, "prep") if words.lower[p] == "of")
        return any(o in found and found[o].quantity is not None and found[o].category != "units" for o in inner if o is not None)

    @staticmethod
    def _is_populace(candidate: Candidate) -> bool:
        """Whether a number is larger than any force: the people of a state."""
        low = candidate.count.low if candidate.count else None
        return low is not None and low > LARGEST and candidate.category == "personnel"

    def _units(self) -> dict[int, tuple[int, int, str | None, Category]]:
        """Return named units by the token that heads them: tokens, owner and category."""
        words, lexicon = self.words, self.lexicon
        at: dict[int, tuple[int, int, str | None, Category]] = {}
        ships: dict[str, str | None] = {}
        i = 0
        while i < len(words):
            step = 1
            if words.lower[i] in lexicon.unit_starts and words.text[i][:1].isupper() or words.lower[i] in lexicon.unit_starts and words.text[i][:1].isdigit():
                for end in range(min(i + 5, len(words)), i, -1):
                    unit = lexicon.units.get(words.phrase(range(i, end)).lower())
                    if unit:
                        at[self._top(i, end)] = (i, end, unit.owner, unit.category)
                        step = end - i
                        break
            owner = lexicon.ship_prefixes.get(words.lower[i]) if words.text[i].isupper() else None
            if owner is not None and i + 1 < len(words) and words.text[i + 1][:1].isupper() or self._christened(i):
                end = self._name_end(i + 1)
                at[self._top(i, end)] = (i, end, owner or None, "ships")
                ships[words.phrase(range(i + 1, end))] = owner or None
                step = end - i
            i += step
        self._again(ships, at)
        return at

    def _christened(self, i: int) -> bool:
        """Whether token `i` is a sort of ship before a ship's name: "the frigate Kent"."""
        words = self.words
        noun = self.lexicon.noun(words.lower[i]) if words.text[i].islower() and words.tag[i] != "NNS" else None
        if noun is None or noun.category != "ships" or noun.grade not in ("strong", "weak") or i + 1 >= len(words):
            return False
        return words.pos[i + 1] == "PROPN" and words.text[i + 1][:1].isupper() and words.sent[i + 1] == words.sent[i]

    def _name_end(self, first: int) -> int:
        """Return the end of the name that begins at token `first`."""
        words, end = self.words, first + 1
        while end < len(words) and words.sent[end] == words.sent[first]:
            step = 2 if words.text[end] == "-" else 1
            last = end + step - 1
            if last >= len(words) or words.pos[last] != "PROPN" or not words.text[last][:1].isupper():
                break
            end += step
        return end

    def _top(self, first: int, end: int) -> int:
        """Return the token of a range that carries its syntax."""
        words, inside = self.words, range(first, end)
        return next((t for t in inside if words.head[t] not in inside or words.head[t] == t), end - 1)

    def _again(self, ships: dict[str, str | None], at: dict[int, tuple[int, int, str | None, Category]]) -> None:
        """Add the ships that are named again by their name alone: "the Kent"."""
        words = self.words
        taken = {t for first, end, _, _ in at.values() for t in range(first, end)}
        for name, owner in ships.items():
            size = len(name.split())
            for i in range(1, len(words) - size + 1):
                if words.lower[i - 1] == "the" and words.text[i] == name.split()[0] and i not in taken and words.phrase(range(i, i + size)) == name and words.pos[i + size - 1] == "PROPN":
                    top = self._top(i, i + size)
                    if words.head[top] <= top or words.dep[top] not in MODIFIERS:
                        at[top] = (i, i + size, owner, "ships")

    def _noun(self, i: int) -> ForceNoun | None:
        """Return what token `i` says of forces, alone or with the word before it."""
        words, lexicon = self.words, self.lexicon
        if "/" in words.text[i] and "." in words.text[i] or "@" in words.text[i]:
            return None
        category = lexicon.designation(words.text[i])
        if category:
            return ForceNoun(category, "name")
        people = self.scene.at.get(i)
        if people and people.end == i + 1 and self._is_people(i):
            return ForceNoun("personnel", "weak")
        if words.pos[i] not in NOUNISH and words.tag[i][:2] != "NN" and not words.text[i].isupper():
            return None
        word = words.lower[i]
        if word.startswith(_AGAINST) or i > 1 and words.text[i - 1] == "-" and words.lower[i - 2] + "-" in _AGAINST:
            return None  # "anti-tank and anti-aircraft systems"
        if words.lemma[i] == "element" and (of := next((p for p in words.children(i, "prep") if words.lower[p] == "of"), None)) is not None:
            whole = words.child(of, "pobj")
            if whole is None or whole not in self.scene.at and self._noun(whole) is None and words.pos[whole] != "PROPN":
                return None  # "one of the key elements of stability"
        if i and word in _SORTS:
            named = lexicon.noun(words.lower[i - 1])
            category = named.category if named and named.grade == "name" else lexicon.designation(words.text[i - 1])
            if category:
                return ForceNoun(category, "strong")
        if i and (pair := lexicon.noun(f"{words.lower[i - 1]} {word}")):
            return pair
        hyphened = f"{words.lower[i - 2]}-{word}" if i > 1 and words.text[i - 1] == "-" else ""  # "build-up"
        noun = lexicon.noun(hyphened) or lexicon.noun(word) or lexicon.noun(words.lemma[i])
        if noun is None and "-" in word:
            noun = lexicon.noun(word.rsplit("-", 1)[1])
        if noun and noun.grade == "name" and (not words.text[i][:1].isupper() or i in self.scene.at):
            return None
        return noun

    def _is_people(self, i: int) -> bool:
        """Whether token `i` names people of a state ("450 Kenyans", "the Dutch"), not its language or an adjective."""
        words, mark = self.words, self.scene.at[i]
        if mark.kind not in ("people", "demonym"):
            return False
        if words.head[i] > i and words.dep[i] in ("amod", "compound", "nmod", "poss"):
            return False
        plural = mark.kind == "people" or words.tag[i] in ("NNPS", "NNS")
        counted = i in self.by_head or any(t in self.by_token for t in range(max(i - 2, 0), i))
        return counted or plural or any(words.lower[k] == "the" for k in words.kids[i])

    def _is_part(self, i: int, found: dict[int, Candidate]) -> bool:
        """Whether candidate `i` only modifies another ("F-15" of "F-15 jets", "the 82nd Airborne" of "troops of …")."""
        words, h = self.words, self.words.head[i]
        if found[i].grade == "count" and any(words.lower[p] == "of" and words.child(p, "pobj") in found for p in words.children(i, "prep")):
            return True
        if h in found and h > i and words.dep[i] in MODIFIERS and words.dep[i] != "poss":
            return True
        if words.dep[i] in ("compound", "amod", "nmod") and h > i and h not in found and words.pos[h] in NOUNISH:
            # "troop numbers", "tank factory": the head decides, and it is no force
            return found[i].grade != "strong" or self.lexicon.noun(words.lower[h]) is None
        if words.dep[i] == "pobj" and words.lower[h] == "of" and words.head[h] in found and i not in self.by_head:
            return found[words.head[h]].grade in ("strong", "weak", "group", "name", "unit")
        return False

    def _widen(self, candidate: Candidate, found: dict[int, Candidate]) -> None:
        """Set the extent of a candidate's words, and what its modifiers say of category, item and owner."""
        words, i = self.words, candidate.head
        first = candidate.first
        for t in range(i - 1, max(words.left[i], i - 9) - 1, -1):
            if words.dep[t] in ("cc", "punct", "relcl", "mark", "prep") and words.text[t] not in "-–\"“”'’" or words.tag[t] in ("IN", "TO") or words.pos[t] == "VERB" and words.dep[t] not in ("amod",):
                break
            first = min(first, t)
        names = [t for t in range(first, i) if words.head[t] == i or words.dep[t] in MODIFIERS]
        while first < candidate.first and words.lower[first] in ("the", "a", "an", "its", "their", "his", "our", "some", "these", "those", '"', "“"):
            first += 1
        candidate.first = first
        for t in names:
            category = self.lexicon.designation(words.text[t])
            noun = self.lexicon.noun(words.lower[t])
            if candidate.grade == "group" and t and (pair := self.lexicon.noun(f"{words.lower[t - 1]} {words.lower[t]}")) and pair.category == "air_defence":
                noun = pair  # "air defence battery"
            if category or noun and noun.grade in ("name",) and words.text[t][:1].isupper():
                if candidate.item is None:
                    candidate.item = singular_name(words.text[t])
                if candidate.category in ("units", "vehicles", "missiles", "other") or candidate.grade == "weak":
                    candidate.category = category or noun.category  # type: ignore[union-attr]
                    candidate.hints.add("equipped")
            elif noun and candidate.grade == "group" and candidate.category == "units" and noun.category in ("aircraft", "ships", "air_defence"):
                candidate.category = noun.category
                candidate.hints.add("equipped")
            if words.lower[t] in self.lexicon.military or noun and noun.grade == "strong":
                candidate.hints.add("military")
            if words.lower[t] in self.lexicon.ship_classes and candidate.category == "ships":
                candidate.hints.add("class")
        if candidate.grade == "name" and candidate.item is None:
            candidate.item = singular_name(words.text[i])
        for p in words.children(i, "prep"):
            if words.lower[p] == "of" and (o := words.child(p, "pobj")) is not None:
                noun = self._noun(o)
                if noun and candidate.category == "units" and candidate.grade == "group" and noun.category not in ("personnel", "units", "other"):
                    candidate.category = noun.category
                    candidate.hints.add("equipped")
                if noun and noun.grade in ("strong", "group", "name"):
                    candidate.hints.add("military")
                if noun or words.ent[o] == "ORG" or (o in found):
                    candidate.end = max(candidate.end, o + 1)
                if o in found and found[o].unit:
                    candidate.unit = candidate.unit or found[o].unit

    def _count(self, candidate: Candidate) -> None:
        """Set how many the candidate says."""
        words, i = self.words, candidate.head
        best = self._quantity(candidate)
        if best is not None and best.value.value == 1 and best.first and words.lower[best.first - 1] == "not":
            return  # "not one soldier"
        if best is not None:
            candidate.quantity = best
            candidate.count = interval(best.value, self.draft)
            if bounded := self._bounded(i):
                candidate.count = Interval(None, (best.value.high or 0) - (bounded == "below"), candidate.count.text)
            candidate.first = min(candidate.first, best.first) if best.end <= i + 1 else candidate.first
            following = words.lower[best.end] if best.end < len(words) else ""
            tail = words.lower[best.end - 1]
            if following in ("strong", "men") or tail.endswith(("-strong", "-man")) or following == "-" and words.lower[min(best.end + 1, len(words) - 1)] in _STRONG_SUFFIX:
                candidate.hints.add("strong")
                if candidate.category == "units":
                    candidate.category = "personnel"
            elif candidate.category == "units" and best.first > i:
                candidate.category = "personnel"
            return
        noun = self._name_of(i)
        singular = words.tag[i] in ("NN", "NNP") and words.lower[i] not in ("aircraft", "armour", "armor", "artillery", "personnel", "infantry", "cavalry", "police", "staff", "craft")
        if candidate.category in COUNTED and singular and noun not in _NO_COUNT_UNITS and candidate.grade in ("strong", "weak", "group", "unit", "name"):
            before = [words.lower[t] for t in range(words.left[i], i)]
            if candidate.category == "units" and candidate.grade == "group" and not any(w in ("a", "an", "one", "another", "own", "first", "second", "third") for w in before):
                return
            if candidate.grade == "unit" and candidate.category != "ships" or candidate.grade == "name" and not any(w in ("a", "an", "one", "another") for w in before):
                return
            if noun in ("air defence", "air defense", "missile defence", "missile defense", "equipment", "hardware", "materiel", "heavy equipment", "flak", "airlift"):
                return
            if any(w in _ONE for w in before) or candidate.grade == "unit" or any(words.tag[t] == "NNP" for t in range(words.left[i], words.right[i] + 1)):
                candidate.count = Interval(1, 1, words.text[i])

    def _name_of(self, i: int) -> str:
        words = self.words
        pair = f"{words.lower[i - 1]} {words.lemma[i]}" if i else ""
        return pair if self.lexicon.noun(pair) else words.lemma[i]

    def _quantity(self, candidate: Candidate) -> Found[Quantity] | None:
        words, i = self.words, candidate.head
        for found in self.by_head.get(i, ()):
            if not is_measure(found):
                return found
        for t in range(i - 1, max(candidate.first, words.left[i]) - 1, -1):
            quantity = self.by_token.get(t)
            if quantity and not is_measure(quantity) and quantity.head not in self._rivals(i) and (words.head[t] == i or words.head[words.head[t]] == i or quantity.head == t):
                return quantity
        # "a battalion of 800", "Wagner, two thousand strong", "divisions, some 20,000 men"
        for p in words.children(i, "prep"):
            if words.lower[p] == "of" and (o := words.child(p, "pobj")) is not None and o in self.by_token and words.pos[o] == "NUM":
                return self.by_token[o]
        if (said := self._numbered(i) or self._sized(i)) is not None:
            return said
        after = words.right[i] + 1
        for t in range(i + 1, min(after + 1, i + 8, len(words))):
            quantity = self.by_token.get(t)
            if quantity and quantity.end < len(words) and words.lower[quantity.end] == "strong":
                return quantity
        return None

    def _bounded(self, i: int) -> str | None:
        """Return whether a number is one that is not passed ("will not exceed 900") or stays below ("below the threshold of 900")."""
        words, h = self.words, self.words.head[i]
        if words.dep[i] == "dobj" and words.lemma[h] in _EXCEEDS and words.negated(h):
            return "to"
        if words.lemma[i] in _BOUNDS and words.dep[i] == "pobj" and words.lower[h] in ("below", "under", "beneath"):
            return "below"
        return None

    def _numbered(self, i: int) -> Found[Quantity] | None:
        """Return how many a verb says that they are: "the soldiers there number 1,200"; the parse takes such verbs for nouns."""
        words = self.words
        for t in range(i + 1, min(i + 8, len(words) - 1, words.sents[words.sent[i]][1] - 1)):
            found = self.by_token.get(t + 1)
            if words.lower[t] in _NUMBERS_AT and found is not None and found.first == t + 1:
                counted = words.pos[found.end] in NOUNISH and words.dep[found.first] == "nummod" and words.head[found.first] >= found.end if found.end < len(words) else False
                return None if counted else found
            if words.pos[t] == "PUNCT" or self.lexicon.noun(words.lemma[t]) is not None and words.lower[t] not in _NUMBERS_AT:
                return None
        return None

    def _sized(self, i: int) -> Found[Quantity] | None:
        """Return at how many they are put: "puts the force at 900", "gave the number of troops as 900", "the garrison stands at 900"."""
        words, h = self.words, self.words.head[i]
        wanted: tuple[str, ...] = ("at",)
        verb = h
        if words.dep[i] == "pobj" and words.lower[h] == "of" and words.lemma[words.head[h]] in moves().counts | _TOTALS:
            verb, wanted = words.head[words.head[h]], ("at", "as", "to")
        elif not (words.dep[i] in ("dobj", "nsubjpass") and words.lemma[h] in moves().sized or words.dep[i] == "nsubj" and words.lemma[h] in _STANDS):
            return None
        for p in words.children(verb, "prep"):
            o = words.child(p, "pobj")
            if o is not None and p > i and words.lower[p] in wanted and words.pos[o] == "NUM" and (found := self.by_token.get(o)) is not None and not is_measure(found):
                return found
        return None

    def _rivals(self, i: int) -> set[int]:
        """Return other nouns that a number before `i` may count."""
        words = self.words
        return {t for t in range(max(i - 4, 0), i) if words.pos[t] in NOUNISH and words.head[t] != i and t in self.by_head}



def is_measure(found: Found[Quantity]) -> bool:
    """Whether a quantity measures something else than forces: days, miles, money."""
    unit = (found.value.unit or "").lower()
    return unit in _NOT_COUNTED or len(unit) == 3 and (found.value.unit or "").isupper()


def singular_name(text: str) -> str:
    """Return the name of a type of equipment without the plural's "s": "F-16s" are F-16."""
    return text[:-1].rstrip("'’") if text.endswith("s") and (text[-2:-1].isdigit() or text[-2:-1].isupper() or text[-2:] == "’s") else text
