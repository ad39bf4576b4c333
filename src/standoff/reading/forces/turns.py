"""What turns the status that a verb speaks for: a "no", a date, a peak long past, a way back, signs beside the noun."""

from __future__ import annotations

from collections.abc import Collection

from standoff.knowledge.moves import moves
from standoff.mentions import Party
from standoff.reading.forces.predicates import FACTORS, Predication, located, measured
from standoff.reading.forces.scene import Scene
from standoff.reading.words import Words

_WAS = frozenset({"past", "pluperfect", "past_passive", "past_progressive", "participle"})
_IS = frozenset({"present", "base"})
_STATES = frozenset({"hold", "keep", "other"})
_MOVES = frozenset({"arrive", "head", "send"})
# Mains that leave it to the words around in which status the forces are.
_VAGUE = frozenset({"hold", "keep", "other", "none", "placed"})
_NOT_NO = frozenset({"fewer", "less", "more", "longer", "other", "doubt"})
_PEAK = frozenset({"height", "peak", "heyday", "zenith", "apogee"})
_UNTIL = frozenset({"until", "till"})
_OVER = frozenset({"over", "past", "overhead", "alongside"})
_TO = frozenset({"to", "into", "onto", "in", "at"})
# How those that came go back: "flew home", "sailed off again".
_GOES = frozenset({"go", "fly", "sail", "drive", "march", "come", "be", "send", "take", "return"})
_BACK = frozenset({"home", "back", "off", "away"})
_NOW = frozenset({"currently", "presently", "already", "regularly", "routinely"})
# How what is there grows.
_GROWS = frozenset({*FACTORS, "grow", "rise", "swell", "expand", "climb"})
# How far behind the noun a sign may stand.
_REACH = 9


def turned(words: Words, i: int, chosen: Predication | None, status: str, direction: str, main: str, date: str) -> str:
    """Return the status of the force at noun `i`: the verb's, unless something beside it says otherwise; `date` is from `date_of`."""
    if denied(words, i):
        return "in_place" if direction == "out" else "ruled_out"
    if chosen is not None and status == "in_place" and (_over(words, i, chosen, main, date) or main in _MOVES | _STATES and chosen.tense != "participle" and goes_back(words, chosen.token)):
        return "ended"
    tense = chosen.tense if chosen is not None else "none"
    if chosen is not None and main in ("hold", "keep") and tense in _IS and _no_longer(words, chosen.token):
        return "ended"
    if (status in ("ordered", "under_way") or main in ("none", "placed")) and words.text[words.sents[words.sent[i]][1] - 1] == "?":
        return "considered"  # what is asked about is not decided
    if chosen is not None and main in _MOVES and tense in ("past", "pluperfect") and status == "in_place":
        return _passing(words, chosen)
    if date == "ahead" and any(words.lower[t] in _UNTIL for t in range(i, words.sents[words.sent[i]][1])):
        date = "none"  # a date up to which they stay
    if main == "reinforce" and status == "under_way" and chosen is not None and chosen.role.startswith("noun"):
        return "considered" if _among_options(words, chosen.token) else "ordered"  # "a doubling of the patrol"
    if tense == "should" and main in ("hold", "keep") and date == "ahead":
        return "ordered"  # "by the weekend there should be 900"
    if chosen is not None and chosen.role == "prep:with" and chosen.lemma in ("come", "join") and tense in _IS:
        return "ordered"  # "Romania joins with 400"
    if chosen is not None and chosen.role == "obj" and chosen.lemma == "get" and tense in (*_IS, "progressive"):
        return "ordered"  # "is getting 90 medics"
    if main == "send" and tense in _IS and chosen is not None and status == "ordered" and (habitual(words, chosen) or chosen.role == "prep:at" and measured(chosen)):
        return "in_place"
    if main in ("arrive", "head") and tense in _IS and status in ("in_place", "under_way"):
        return "ordered" if date in ("ahead", "week") else "under_way"  # "lands on Friday": the next one
    if date == "ahead" and status == "in_place" and (main in ("other", "none", "placed", "host") and tense in (*_IS, "none") or chosen is not None and tense in _IS and chosen.lemma == "fly"):
        return "ordered"
    if status in ("in_place", "considered") and main in _VAGUE and (sign := _sign(words, i)):
        return sign
    if main == "none" and status == "in_place" and any(words.lower[k] == "for" for k in located(words, i)):
        return "ordered"  # "900 blue helmets for Chad"
    return status


def habitual(words: Words, p: Predication) -> bool:
    """Whether a present says what is so, not what is to be: "provides five ships", "currently contributes"."""
    return p.main == "send" and p.tense in _IS and p.role == "obj" and (p.lemma in moves().habits or any(words.lower[k] in _NOW for k in words.kids[p.token]))


def grown(p: Predication | None, counted: bool, known: bool) -> bool:
    """Whether a figure is of what is there and is to grow: "will double the contingent of 950", "rises from 138 to 209"."""
    if p is None or p.main != "reinforce" or not counted:
        return False
    return p.role == "prep:from" or p.role == "prep:to" and p.lemma == "add to" or known and p.lemma in _GROWS and p.role in ("subj", "obj", "pass")


def shared(words: Words, i: int, before: int, named: Collection[int]) -> bool:
    """Whether noun `i`, without a verb, shares that of noun `before` in its sentence: "France sends 900, Greece 700"; `named` are tokens of names."""
    if words.sent[i] != words.sent[before] or before >= i or words.dep[i] in ("nsubj", "nsubjpass"):
        return False
    return ":" not in words.text[before:i] and not any(words.pos[t] in ("VERB", "AUX") and words.tag[t] not in ("VBN", "VBG") and t not in named for t in range(before + 1, i + 1))


def denied(words: Words, i: int) -> bool:
    """Whether noun `i` is one of none: "no soldiers", "not a single tank", "not one man"."""
    for k in words.kids[i]:
        if k < i and words.lower[k] in ("no", "neither") and words.dep[k] in ("det", "neg", "preconj", "advmod") and words.lower[k + 1] not in _NOT_NO:
            return True
    first = words.left[i]
    return words.lower[first] == "not" and first + 1 < i and (words.lower[first + 1] == "one" or words.lower[first + 1 : first + 3] == ["a", "single"])


def _over(words: Words, i: int, p: Predication, main: str, date: str) -> bool:
    """Whether what is told of was so once: "at its height had", "once 15,000 strong", "stood there until 2021"."""
    if p.tense not in _WAS:
        return "once" in words.lower[i + 1 : i + 3] and words.lower[min(i + 3, len(words) - 1)] not in ("has", "have", "is", "are")
    first, end = words.sents[words.sent[i]]
    if main in _STATES and any(words.lower[t] in _PEAK and words.lower[words.head[t]] == "at" and _clause(words, t) == p.token for t in range(first, end)):
        return True
    kids = words.kids[p.token]
    if any(words.lower[k] in _UNTIL for k in kids) or any(words.lower[m] in _UNTIL for k in kids for m in words.kids[k] if words.dep[k] == "advcl"):
        return True
    if main not in ("hold", "keep") or p.tense not in ("past", "pluperfect") or p.lemma not in moves().levels or any(words.lower[k] == "since" for k in kids):
        return False
    if any(words.lower[k] == "once" and words.dep[k] == "advmod" for k in kids) or words.lower[first] == "before" or date in ("lately", "past", "history"):
        return True
    return p.tense == "pluperfect" or p.lemma == "have" and words.dep[p.token] == "relcl"


def _clause(words: Words, t: int) -> int:
    """Return the verb of the clause that token `t` is in."""
    return next((a for a in words.ancestors(t) if words.pos[a] in ("VERB", "AUX")), t)


def goes_back(words: Words, v: int) -> bool:
    """Whether a verb coordinated with `v` says that they went again: "landed on Friday and flew home"."""
    lexicon = moves()
    for k in words.conjuncts(v)[1:]:
        lemma = words.lemma[k]
        subject = words.child(k, "nsubj", "nsubjpass")
        if subject is not None and words.pos[subject] != "PRON":
            continue  # somebody else goes
        modal = any(words.tag[m] in ("MD", "TO") for m in words.kids[k])
        if modal or words.tag[k] not in ("VBD", "VBN", "VBP", "VBZ"):
            continue
        if lemma in ("leave", "depart", "withdraw") and "leave" in lexicon.verbs[lemma] and words.tag[k] in ("VBD", "VBN"):
            return True
        if lemma in _GOES and words.child(k, "dobj") is None and any(words.lower[m] in _BACK and m > k for m in words.kids[k]):
            return True
    return False


def _among_options(words: Words, t: int) -> bool:
    """Whether what token `t` names is one of the options or offers spoken of before it in the sentence."""
    return any(words.pos[k] == "NOUN" and "consider" in moves().nouns.get(words.lemma[k], ()) for k in range(words.sents[words.sent[t]][0], t))


def _no_longer(words: Words, v: int) -> bool:
    """Whether what verb `v` says is so no longer."""
    return any(words.lower[k] in ("longer", "more") and words.lower[k - 1] in ("no", "any") for k in words.kids[v] if k > 0)


def _passing(words: Words, p: Predication) -> str:
    """Return the status of a move in the past: those that flew over are gone, those that passed a strait are on their way."""
    behind = {words.lower[k] for k in words.kids[p.token] if k > p.token}
    if p.lemma in moves().overflight and behind & _OVER and not behind & _TO:
        return "ended"
    if any(words.tag[k] == "VBG" and "head" in moves().verbs.get(words.lemma[k], ()) and words.child(k, "nsubj") is None for k in words.conjuncts(p.token)[1:]):
        return "under_way"  # "crossed the strait and is heading west"
    strait = words.child(p.token, "dobj")
    if p.lemma in ("pass", "transit") and strait is not None and any(words.pos[t] == "PROPN" for t in words.subtree(strait)):
        return "under_way"
    return "in_place"


def _sign(words: Words, i: int) -> str | None:
    """Return the status that words behind noun `i` speak for: "under study", "on the way", "on ten days' notice"."""
    end = min(words.sents[words.sent[i]][1] - 1, i + 1 + _REACH)
    for t in range(i + 1, end):
        if words.text[t] in (";", ":", "–", "—") or words.lower[t] in (",", "and") and words.pos[t + 1] in ("DET", "NUM", "NOUN", "PROPN", "ADJ"):
            return None
        for status, size in moves().signs.get(words.lower[t], ()):
            if tuple(words.lower[t : t + len(size)]) == size:
                return status
    return None


def sets_out(words: Words, scene: Scene, p: Predication | None, sender: Party | None) -> bool:
    """Whether forces that left are on their way: they left their own state or their port, or left for somewhere."""
    if p is None or p.main not in ("leave", "head") or sender is None:
        return False
    place = words.child(p.token, "dobj")
    froms = [k for k in words.kids[p.token] if words.lower[k] == "from"]
    place = place if place is not None else words.child(froms[0], "pobj") if froms else None
    if place is not None:
        mark = scene.at.get(place)
        if mark is not None and mark.country and sender.country:
            return mark.country == sender.country
        if words.lower[place] in moves().berths:
            return True
    return any(words.lower[k] == "for" and (o := words.child(k, "pobj")) is not None and o in scene.at for k in words.kids[p.token])
