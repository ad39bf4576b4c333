"""Whom a pronoun, a bare title or a stand-in ("the country", "both sides") means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.knowledge.actors import office
from standoff.reading.actors.cast import Entity
from standoff.reading.actors.phrases import Phrase
from standoff.reading.words import SUBJECTS, Words

if TYPE_CHECKING:
    from standoff.reading.actors.coding import Coder

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = _HE | _SHE | _IT | _THEY
_WEATHER = frozenset("be seem appear happen turn take remain become rain snow emerge follow matter mean make".split())
# What "neither", "either" and "each" stand before, where they mean the two that were spoken of.
_EACH = frozenset({"neither", "either", "each"})
_SIDES = frozenset({"side", "party", "country", "nation", "state", "government", "army", "capital"})
# How much a mention counts that is no subject, and how much of its weight one keeps from sentence to sentence.
_ASIDE, _FADES = 0.4, 0.5
_SIDED = frozenset({"side", "sides", "party", "parties", "leader"})
_PRESS = frozenset({"MED", "JRN"})
_REACH = 5  # sentences back that a pronoun may look


@dataclass(slots=True)
class _Noted:
    at: int
    entity: Entity
    sentence: int
    subject: bool
    quoted: bool


class Resolver:
    """Keeps who was mentioned where, and finds antecedents among them."""

    def __init__(self, words: Words, entity_at: dict[int, Entity]) -> None:
        self.words = words
        self.entity_at = entity_at
        self.noted: list[_Noted] = []
        self.quoted = _quoted(words)

    def note(self, i: int, entity: Entity) -> None:
        """Remember a mention of `entity` at token `i`."""
        if entity.kind == "place":
            return
        words = self.words
        first = words.first_conjunct(i)
        subject = words.dep[first] in SUBJECTS or words.dep[words.head[i]] in SUBJECTS and words.dep[i] == "appos"
        entity.mentions += 1
        self.noted.append(_Noted(i, entity, words.sent[i], subject, self.quoted[i]))

    def pronoun(self, i: int) -> Entity | None:
        """Return whom the pronoun at `i` stands for."""
        lower = self.words.lower[i]
        if lower in _HE or lower in _SHE:
            return self._person(i, "m" if lower in _HE else "f")
        if lower in _IT:
            return self._thing(i)
        return self._many(i)

    def _person(self, i: int, gender: str) -> Entity | None:
        words = self.words
        sentence = words.sent[i]
        best: tuple[float, Entity] | None = None
        barred = self._barred(i)
        seen: set[int] = set()
        for noted in reversed(self.noted):
            back = sentence - noted.sentence
            if back > _REACH:
                break
            entity = noted.entity
            if entity.kind != "person" or entity.number == "p" or noted.at in barred or entity.gender not in (None, gender):
                continue
            if self.quoted[i] and not noted.quoted and self._speaks(noted.at, i):
                continue
            if id(entity) in seen and not noted.subject:
                continue
            seen.add(id(entity))
            score = -1.0 * back + (0.7 if noted.subject else 0.0) + (0.3 if entity.named else 0.0) + (0.9 if entity.gender == gender else 0.0)
            score += min(entity.mentions, 6) * 0.08
            if noted.quoted and not self.quoted[i]:
                score -= 1.0
            if words.dep[noted.at] in ("poss", "compound", "nmod"):
                score -= 0.3
            if best is None or score > best[0]:
                best = score, entity
        if best is None:
            return self._ahead(i, gender)
        if best[1].gender is None:
            best[1].gender = gender
        return best[1]

    def _ahead(self, i: int, gender: str) -> Entity | None:
        return None

    def _barred(self, i: int) -> set[int]:
        """Return the tokens that the pronoun cannot stand for: subject and objects of its own clause, unless possessive."""
        words = self.words
        if words.dep[i] == "poss" or words.lower[i].endswith(("self", "selves")):
            head = words.head[i]
            return {head}
        verb = words.head[i]
        while words.dep[verb] in ("prep", "pobj", "conj") and words.head[verb] != verb and words.pos[verb] not in ("VERB", "AUX"):
            verb = words.head[verb]
        barred = {i}
        if words.dep[i] in SUBJECTS:
            for k in words.kids[verb]:
                if words.dep[k] in ("ccomp", "parataxis") and k != i:
                    barred.update(j for j in words.subtree(k) if j != i and words.dep[j] in SUBJECTS)
        for k in words.kids[verb]:
            if k != i and words.dep[k] in ("nsubj", "nsubjpass", "dobj", "dative", "agent"):
                barred.update(words.conjuncts(k))
        return barred

    def _speaks(self, at: int, i: int) -> bool:
        """Whether the mention at `at` is the subject of the verb that reports the quotation around `i`."""
        words = self.words
        return words.sent[at] == words.sent[i] and words.dep[at] in SUBJECTS

    def _thing(self, i: int) -> Entity | None:
        words = self.words
        if words.dep[i] == "expl" or words.dep[i] in SUBJECTS and words.lemma[words.head[i]] in _WEATHER:
            if not any(words.dep[k] == "dobj" for k in words.kids[words.head[i]]):
                return None
        sentence = words.sent[i]
        subject = self._subject_above(i)
        if subject is not None and subject not in self.entity_at:
            return self._owner(subject)
        barred = self._barred(i)
        best: tuple[float, Entity] | None = None
        for noted in reversed(self.noted):
            back = sentence - noted.sentence
            if back > 2:
                break
            entity = noted.entity
            if entity.kind not in ("state", "organisation", "group") or entity.number == "p" or noted.at in barred or noted.at >= i:
                continue
            if words.dep[noted.at] in ("compound", "amod", "nmod") and not noted.subject:
                continue
            score = -1.0 * back + (0.8 if noted.subject else 0.0) - 0.01 * min(i - noted.at, 30)
            if noted.quoted != self.quoted[i]:
                score -= 0.5
            if back == 0 and words.head[noted.at] in words.ancestors(i):
                score += 0.4
            if best is None or score > best[0]:
                best = score, entity
        if best is None or best[0] < -1.0:
            return None
        return best[1]

    def _subject_above(self, i: int) -> int | None:
        """Return the nearest subject before `i` of a verb above it, if it is a noun in the singular."""
        words = self.words
        for verb in words.ancestors(i):
            for k in words.kids[verb]:
                if k < i and words.dep[k] in ("nsubj", "nsubjpass") and not words.left[k] <= i <= words.right[k]:
                    return k if words.tag[k] in ("NN", "NNP") and words.ent[k] not in ("DATE", "TIME") else None
        return None

    def _owner(self, subject: int) -> Entity | None:
        """Return whose thing a subject is that is no actor: "Denmark's frigate fired its guns"."""
        words = self.words
        for k in words.kids[subject]:
            if words.dep[k] in ("poss", "compound", "amod", "nmod") and (entity := self.entity_at.get(k)) is not None and entity.kind in ("state", "organisation", "group"):
                return entity
        return None

    def _many(self, i: int) -> Entity | None:
        words = self.words
        sentence = words.sent[i]
        barred = self._barred(i)
        best: tuple[float, Entity] | None = None
        for noted in reversed(self.noted):
            back = sentence - noted.sentence
            if back > 2:
                break
            entity = noted.entity
            if noted.at in barred or noted.at >= i:
                continue
            group = self._coordinated(noted.at)
            plural = group is not None or entity.number == "p" or entity.parts
            score = -1.0 * back + (0.7 if noted.subject else 0.0) - 0.01 * min(i - noted.at, 30) + (0.6 if plural else -0.6)
            if noted.quoted != self.quoted[i]:
                score -= 0.4
            if entity.kind == "person" and not plural:
                continue
            if words.dep[noted.at] in ("compound", "amod", "nmod"):
                continue
            if best is None or score > best[0]:
                best = score, group or entity
        return best[1] if best is not None and best[0] > -1.2 else None

    def _coordinated(self, at: int) -> Entity | None:
        """Return the actors coordinated at `at` as one, if there are several."""
        words = self.words
        if words.dep[at] == "conj":
            return None
        members = [k for k in words.conjuncts(at) if k in self.entity_at]
        if len(members) < 2:
            return None
        parts: list[Entity] = []
        for k in members:
            for part in self.entity_at[k].parts or (self.entity_at[k],):
                if part not in parts:
                    parts.append(part)
        if len(parts) < 2:
            return None
        return Entity("", parts[0].kind, number="p", parts=tuple(parts))

    # Nouns --------------------------------------------------------------------

    def described(self, i: int, phrase: Phrase, code: str | None, country: str | None, coder: Coder) -> Entity | None:
        """Return the entity that a definite phrase means: "the spokesman", "the Ukrainian president", "the ministry"."""
        if phrase.plural or not phrase.definite and phrase.role.kind not in ("office", "body", "owned") or phrase.former:
            return None
        if phrase.role.kind in ("group", "gear"):
            return None
        if self.words.lower[phrase.first] in ("a", "an", "another", "one", "some", "any", "no", "every", "each"):
            return None
        titled = phrase.role.kind == "office"
        wanted = {phrase.words, office(phrase.words)} if titled or " " in phrase.words else {phrase.words, phrase.key}
        best: tuple[float, Entity] | None = None
        sentence = self.words.sent[i]
        bare = country is None and phrase.body is None
        body = coder.entity_of(phrase.body).name if phrase.body is not None else None
        owner = self.words.lower[phrase.owner] if phrase.owner is not None and phrase.owner not in self.entity_at else None
        for noted in reversed(self.noted):
            entity = noted.entity
            if not entity.keys & wanted or entity.number == "p" or entity.kind in ("state",):
                continue
            if phrase.role.kind in ("office", "person") and entity.kind != "person":
                continue
            if country is not None and entity.country not in (None, country) or country is not None and entity.country is None and not entity.named:
                continue
            if phrase.body is not None and code and entity.code and entity.code[:6] != code[:6]:
                continue
            if body is not None and entity.bodies and body not in entity.bodies:
                continue
            if owner is not None and owner not in (entity.role or entity.name).lower():
                continue
            if bare and not phrase.definite and entity.kind == "person":
                continue
            score = (0.8 if phrase.words in entity.keys else 0.0) - 0.2 * (sentence - noted.sentence) + (0.5 if entity.named else 0) + (0.3 if noted.subject else 0)
            if best is None or score > best[0]:
                best = score, entity
        if best is not None:
            return best[1]
        if titled and not (owner and bare):
            # named later in the report, or by the lists alone
            later = [e for e in coder.cast.entities if e.kind == "person" and e.named and e.keys & wanted and (country is None or e.country == country) and (body is None or not e.bodies or body in e.bodies)]
            later = [e for e in later if code is None or e.code is None or phrase.body is None or e.code[:6] == code[:6]]
            if len(later) == 1:
                return later[0]
        return None

    def several(self, i: int, phrase: Phrase, country: str | None, coder: Coder) -> Entity | None:
        """Return the persons whom a plural means together: "the presidents", "both ministers"."""
        words = self.words
        said = {words.lower[k] for k in range(phrase.first, i)}
        one = " ".join([*phrase.words.split()[:-1], words.lemma[i]])
        role = coder.reader.roles.get(one, phrase.role)
        if not phrase.plural or role.kind not in ("office", "person") or not (phrase.definite or said & {"both", "two"}) or country is not None or phrase.body is not None:
            return None
        if said & {"three", "four", "five", "six", "other", "all", "many", "several"} or words.right[i] > i and any(words.dep[k] in ("prep", "relcl", "acl") for k in words.kids[i]):
            return None
        leaders = phrase.key in ("leader", "leaders")
        wanted = {"president", "prime minister", "chancellor", "king", "leader"} if leaders else {office(one), one, words.lemma[i]}
        found: list[Entity] = []
        sentence = words.sent[i]
        for noted in reversed(self.noted):
            if sentence - noted.sentence > 6:
                break
            entity = noted.entity
            if entity.kind == "person" and entity.named and entity.keys & wanted and entity not in found:
                found.insert(0, entity)
        if len(found) < 2 or said & {"both", "two"} and len(found) > 2:
            return None
        return Entity("", "person", number="p", parts=tuple(found[-2:] if said & {"both", "two"} else found[-3:]))

    def stand_in(self, i: int, phrase: Phrase, country: str | None, coder: Coder) -> Entity | None:
        """Return what "the country", "the alliance", "both sides" stand for."""
        words = self.words
        kind = phrase.role.kind
        if phrase.body is not None and kind in ("states", "alliance", "state"):
            entity = coder.entity_of(phrase.body)
            return entity if (entity.code or "")[:3] == "IGO" else None
        if kind == "states" or phrase.plural:
            return self._both(i, phrase, coder)
        if country is not None:
            return coder.cast.state(country) if kind == "state" and not phrase.owner else None
        if not phrase.definite or phrase.owner is not None:
            return None
        if kind == "alliance":
            for noted in reversed(self.noted):
                if noted.entity.keys & {phrase.key} and noted.entity.kind in ("organisation", "group"):
                    return noted.entity
            return None
        if phrase.key not in ("country", "nation", "state", "republic", "kingdom", "island"):
            return None
        sentence = words.sent[i]
        best: tuple[float, Entity] | None = None
        for noted in reversed(self.noted):
            back = sentence - noted.sentence
            if back > 4:
                break
            if noted.entity.kind != "state":
                continue
            score = -1.0 * back + (0.5 if noted.subject else 0.0)
            if best is None or score > best[0]:
                best = score, noted.entity
        return best[1] if best else None

    def _both(self, i: int, phrase: Phrase, coder: Coder) -> Entity | None:
        words = self.words
        said = {words.lower[k] for k in range(phrase.first, i)}
        owner = self.entity_at.get(phrase.owner) if phrase.owner is not None else None
        if owner is not None and owner.parts and phrase.key in ("country", "nation", "state", "government"):
            theirs = [coder.cast.state(c) for c in dict.fromkeys(p.country for p in owner.parts) if c]
            return Entity("", "state", number="p", parts=tuple(theirs)) if len(theirs) > 1 else None
        if not said & {"two", "both", "three"} and not (phrase.definite and phrase.key in ("side", "sides", "party", "parties", "government", "country", "neighbour", "neighbor")):
            return None
        return self.together(i, phrase.key, 3 if "three" in said else 2, coder)

    def each(self, i: int, coder: Coder) -> Entity | None:
        """Return those of whom "neither side", "each country" or "either party" speaks."""
        words = self.words
        if words.lemma[i] not in _SIDES or not any(words.lower[k] in _EACH and k < i for k in words.kids[i]):
            return None
        return self.together(i, words.lemma[i], 2, coder)

    def together(self, i: int, key: str, want: int, coder: Coder) -> Entity | None:
        """Return the `want` states, or sides of a conflict, that the sentences before speak of most, as one.

        A state that offers something about the sides is one of them ("Kyiv offers that neither side will attack"), a person who speaks
        of them is not.
        """
        words, salience = self.words, dict[int, float]()
        said: dict[int, Entity] = {}
        for noted in reversed(self.noted):
            back = words.sent[i] - noted.sentence
            if back > _REACH - 1:
                break
            beside = len(words.conjuncts(words.first_conjunct(noted.at))) > 1  # "talks between Chad and Niger"
            weight = (1.0 if noted.subject or beside else _ASIDE) * _FADES**back
            if noted.subject and back == 0 and words.head[noted.at] in words.ancestors(i):
                weight += 1.0
            for one in noted.entity.parts or (noted.entity,):
                if one.kind == "person" and key in _SIDED:
                    continue  # who speaks of the sides is not one
                if one.country and (one.kind == "person" or one.sector[:3] == "GOV"):
                    one = coder.cast.state(one.country)  # "the Chilean president visited Lima, and the two countries"
                if one.kind == "state" or key in _SIDED and one.kind in ("organisation", "group") and one.named and one.code and one.sector[:3] not in _PRESS:
                    said.setdefault(id(one), one)
                    salience[id(one)] = salience.get(id(one), 0.0) + weight
        most = sorted(salience, key=lambda k: -salience[k])[:want]
        return Entity("", "state", number="p", parts=tuple(said[k] for k in reversed(most))) if len(most) == want else None


def _quoted(words: Words) -> list[bool]:
    """Return for each token whether it stands inside quotation marks."""
    inside = False
    out: list[bool] = []
    block = -1
    for i, token in enumerate(words.text):
        if words.block[i] != block:
            inside, block = False, words.block[i]
        if token in ("“", "«", "„"):
            inside = True
        elif token in ("”", "»"):
            inside = False
        elif token in ('"', "``", "''"):
            inside = not inside
        out.append(inside)
    return out
