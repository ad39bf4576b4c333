"""Finer codes, modes and contexts, from the words around the trigger."""

from __future__ import annotations

from collections import Counter

from standoff.knowledge.ontology import cameo, plover_type, valid_mode
from standoff.knowledge.patterns import context_words
from standoff.mentions import Party
from standoff.reading.events.coded import Coded
from standoff.reading.events.codes import combine
from standoff.reading.events.compose import Composer
from standoff.reading.events.modality import Mood
from standoff.reading.words import Words

# Weapons and means → code of the attack, the more telling first; the second column is the mode.
_MEANS = (
    (("suicide", "suicide bomber", "explosive vest", "explosives vest"), "1831", "suicide-attack"),
    (("car bomb", "truck bomb", "vehicle bomb"), "1832", "explosives"),
    (("roadside bomb", "landmine", "improvised explosive device", "ied"), "1833", "explosives"),
    (("sarin", "chlorine", "nerve agent", "chemical weapon", "poison gas", "nerve gas", "mustard gas", "anthrax"), "2041", "unconventional"),
    (("drone", "drones", "unmanned"), "1952", "drone"),
    (("airstrike", "air strike", "warplane", "fighter jet", "bomber", "helicopter", "helicopter gunship", "gunship", "air raid", "jet", "aircraft", "aerial", "plane", "barrel bomb", "air force"), "195", "aerial"),
    (("artillery", "shell", "mortar", "rocket", "tank", "howitzer", "missile", "shelling", "bombardment", "katyusha", "grad", "cannon"), "194", "heavy-weapons"),
    (("bomb", "grenade", "explosive", "bombing", "bomb attack"), "183", "explosives"),
    (("machete", "knife", "axe", "sword", "spear", "arrow", "petrol bomb", "molotov cocktail", "stone"), "180", "primitive"),
    (("gun", "rifle", "gunfire", "gunbattle", "sniper", "machine gun", "pistol", "gunfight", "ak-47", "shootout", "gunman", "gunmen", "small arms"), "193", "firearms"),
)  # fmt: skip
_OPEN_ATTACKS = frozenset({"190", "180", "183", "193"})
_PURPOSES = {
    "1": frozenset("resignation resign ouster oust removal remove quit impeachment impeach departure overthrow topple exit downfall reinstate leadership".split()),
    "2": frozenset("policy law bill decree tax price reform plan decision wage pay pension cut austerity measure tariff fuel budget subsidy project dam charge fee levy rule ban contract job condition privatisation privatization war sale visit ruling legislation amendment base invasion".split()),
    "3": frozenset("right freedom liberty equality arrest detention abuse discrimination brutality release prisoner killing censorship torture violation crackdown persecution property eviction shooting death murder justice".split()),
    "4": frozenset("independence democracy constitution constitutional autonomy secession statehood republic sovereignty democratic referendum election federalism term dictatorship monarchy occupation annexation coup unification".split()),
}
_PURPOSE_CUES = frozenset("demand call against over for protest urge seek press want oppose require at about until insist disapproval change defiance".split())
_MULTILATERAL = frozenset("summit conference forum council assembly session congress ministers leaders convention".split())


def refined(words: Words, composer: Composer, coded: Coded, mood: Mood) -> tuple[str, str | None, str | None]:
    """Return the code, PLOVER type and mode of an event, by its mood and the words around it."""
    code = _by_mood(words, composer, coded, mood)
    around = _clause(words, coded)
    mode: str | None = None
    if code in _OPEN_ATTACKS:
        code, mode = _by_means(words, code, coded, around)
    elif code[:2] == "14" and len(code) == 3 and code != "140":
        code += _purpose(words, composer, around)
    kind = coded.type if coded.type and code == coded.code else plover_type(code)
    if code[:3] == "035" and ("commit" in coded.families or mood.pledged):
        kind = "AGREE"
    if kind == "MOBILIZE":
        mode = _forces(words, composer, coded, code)
    elif code[:3] == "143":
        mode = "boycott" if any(words.lemma[k] in ("boycott", "shun") for k in around) else "strike"
    elif kind == "ASSAULT" and not mode:
        mode = _means_mode(words, around)
    known = cameo().get(code)
    return code, kind, valid_mode(kind, mode) or valid_mode(kind, known.mode if known else None)


def _by_mood(words: Words, composer: Composer, coded: Coded, mood: Mood) -> str:
    code = coded.code
    if mood.announced:
        return code
    if code[:2] == "07" and mood.modality == "future" and not any(composer.nouns.actor(k) for k in composer.frame(coded.head).subjects):
        # "this funding will provide shelter": what has been given will serve, nobody promises
        return code
    if mood.refused:
        return combine("refuse", code) or code
    if mood.threat and code[:2] in ("14", "15", "16", "17", "18", "19"):
        return combine("threaten", code) or code
    if mood.modality == "future" and "decide" not in coded.families and code[:2] in ("04", "05", "06", "07", "08"):
        return combine("commit", code) or code
    if mood.modality == "hypothetical" and code[:2] == "08" and not mood.conditional:
        return combine("commit", code) or code
    return code


def _clause(words: Words, coded: Coded) -> list[int]:
    """Return the tokens of the sentence within reach of the trigger."""
    first, last = words.sents[words.sent[coded.head]]
    low, high = min(coded.head, coded.inner) - 14, max(coded.head, coded.inner) + 18
    return list(range(max(first, low), min(last, high)))


def _names(words: Words, k: int) -> tuple[str, str, str]:
    pair = f"{words.lemma[k - 1]} {words.lemma[k]}" if k else ""
    return words.lemma[k], words.lower[k], pair


def _by_means(words: Words, code: str, coded: Coded, around: list[int]) -> tuple[str, str | None]:
    near = {name for k in around if abs(k - coded.head) < 12 or abs(k - coded.inner) < 12 for name in _names(words, k)}
    for means, finer, mode in _MEANS:
        if near.isdisjoint(means):
            continue
        if code == "193" and finer not in ("194", "195", "1952") or code == "183" and finer[:3] != "183":
            break
        return finer, mode
    return code, None


def _means_mode(words: Words, around: list[int]) -> str | None:
    near = {name for k in around for name in _names(words, k)}
    return next((mode for means, _, mode in _MEANS if not near.isdisjoint(means)), None)


def _purpose(words: Words, composer: Composer, around: list[int]) -> str:
    """Return the last digit of a protest's code, by what it demands or opposes."""
    cue = next((k for k in around if words.lemma[k] in _PURPOSE_CUES and words.pos[k] in ("VERB", "ADP", "SCONJ", "NOUN")), None)
    if cue is None:
        return ""
    found: Counter[str] = Counter()
    for k in around:
        if k > cue:
            for digit, names in _PURPOSES.items():
                if words.lemma[k] in names:
                    found[digit] += 1
    return found.most_common(1)[0][0] if found else ""


def _forces(words: Words, composer: Composer, coded: Coded, code: str) -> str:
    frame = composer.frame(coded.head)
    moved = [*coded.taken, *frame.objects, *frame.subjects, *frame.modifiers]
    classes = {name for k in moved for name in composer.nouns.of(k) | composer.nouns.around(k)}
    if code in ("151", "153"):
        return "police"
    if any(words.lemma[k] in ("militia", "volunteer", "militiaman", "rebel", "fighter") for k in moved):
        return "militia"
    if classes & {"WEAPON", "SHIP", "AIRCRAFT"} and "TROOPS" not in classes or code == "150":
        return "weapons"
    return "weapons" if classes & {"SHIP", "AIRCRAFT"} else "troops"


def consult_mode(words: Words, coded: Coded, code: str, mode: str | None, source: tuple[Party, ...], target: tuple[Party, ...]) -> str | None:
    """Return the mode of a meeting: multilateral where it is a body's, of three parties or at a conference."""
    if mode or code[:2] != "04":
        return mode
    first, last = words.sents[words.sent[coded.head]]
    codes = {(p.code or "")[:3] for p in (*source, *target)}
    if "IGO" in codes or len(codes - {""}) > 2 or any(words.lower[k] in _MULTILATERAL for k in range(first, last)):
        return "multilateral"
    return None


def contexts_of(words: Words, coded: Coded, code: str) -> tuple[str, ...]:
    """Return the PLOVER contexts of an event: what the code implies, then what the words around speak of."""
    known = cameo().get(code)
    found = list(known.context) if known else []
    lexicon = context_words()
    counts: Counter[str] = Counter()
    for k in _clause(words, coded):
        if words.pos[k] in ("NOUN", "PROPN", "ADJ", "VERB"):
            for name in set(_names(words, k)):
                counts.update(lexicon.get(name, ()))
    for context, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if context not in found and len(found) < 3:
            found.append(context)
    return tuple(found)
