"""Whether an event is past, under way, still to come or only supposed, and whether it is denied."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.mentions import Modality
from standoff.reading.events.coded import Coded
from standoff.reading.words import Words

_HYPOTHETICAL = frozenset({"could", "may", "might"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_PLANNED = frozenset(
    "plan intend aim prepare schedule set due poised expect about slate bound arrange decide mean resolve going vote likely".split()
)
_UNSURE = frozenset("consider mull weigh contemplate ponder discuss debate study possibility prospect risk speculation fear threat".split())
# What is called so has not happened yet, or is only spoken of.
_COMING = frozenset("imminent upcoming impending looming forthcoming planned proposed scheduled expected future".split())
_SUPPOSED = frozenset("possible potential hypothetical would-be eventual".split())
_DENIES = frozenset("deny refute disavow disclaim imagine pretend fantasise fantasize daydream".split())
_FALSE = frozenset("rumour rumor false hoax untrue fiction misprint fabricated baseless unfounded nonsense invention wrong premature myth groundless fake".split())
_OPEN = frozenset("know unclear clear unknown uncertain wonder doubt".split())
_SIGNS = frozenset("sign evidence indication proof hint trace suggestion question".split())
_TALES = frozenset("rumour rumor suggestion speculation story report claim talk allegation idea notion gossip tale whisper word".split())
_SPEECH = frozenset(
    "say announce declare tell confirm warn state report promise pledge vow add insist reiterate indicate predict argue hint suggest "
    "believe think reckon maintain claim write inform assure hope expect know note explain signal stress muse".split()
)
_SELF = frozenset({"it", "they", "he", "she", "we", "i"})
_OWN = frozenset({"its", "their", "his", "her"})
_CLAUSE_DEPS = frozenset({"advcl", "ccomp", "xcomp", "relcl", "acl", "pcomp", "conj", "acomp", "csubj", "parataxis", "ROOT", "prep"})


@dataclass(slots=True)
class Mood:
    """Modality, whether the event is denied, and how it is still to come: refused, under a condition, threatened, pledged
    by who is to act, or announced only."""

    modality: Modality
    denied: bool = False
    refused: bool = False
    conditional: bool = False
    threat: bool = False
    pledged: bool = False
    announced: bool = False


def mood_of(words: Words, coded: Coded) -> Mood:
    """Return the mood of an event."""
    verb = governing_verb(words, coded.head)
    mood = Mood("past")
    if verb is None:
        verb = coded.head
    chain = _chain(words, coded)
    negative = next((k for k in chain if _negated(words, k)), None)
    modal = _modal(words, verb) or (words.dep[verb] == "conj" and _modal(words, words.head[verb])) or ""
    if negative is not None:
        mood.denied = True
        would = _modal(words, negative) or modal
        mood.refused = would in _FUTURE or would in ("would", "can", "ca", "cannot") or _never(words, negative)
    tale = words.lemma[coded.head] in _TALES and words.pos[coded.head] == "NOUN" and _proves_false(words, coded.head)
    if tale or _denied_above(words, verb) or _yet_to(words, verb):
        mood.denied = True
    mood.conditional = _conditional(words, verb)
    if words.pos[coded.head] == "NOUN" and not coded.families:
        called = {words.lower[k] for k in words.kids[coded.head] if words.dep[k] == "amod"}
        if called & _COMING or called & _SUPPOSED:
            mood.modality = "future" if called & _COMING else "hypothetical"
            return mood
    if _aside(words, coded, verb):
        mood.modality = "past"
        return mood
    mood.modality = _modality(words, coded, verb, modal, mood)
    if mood.modality == "past" and (_goes_on(words, coded, verb) or _goes_on_since(words, verb)):
        mood.modality = "ongoing"
    if mood.modality in ("past", "ongoing") and coded.code[:2] == "07" and _promised(words, coded, verb):
        mood.modality, mood.announced = "future", True
    if (coded.code[:2] in _HARM or coded.code == "130") and not mood.denied and _under_condition(words, coded, verb, modal):
        # "will strike unless", "voted to cut the aid if": said so that it need not be done
        mood.threat, mood.modality = True, "past"
    if coded.code[:2] == "15" and not mood.denied and modal in ("will", "would", "'ll") and _unless(words, verb):
        mood.threat, mood.modality = True, "past"
    if mood.modality == "future" and _said_of_oneself(words, verb):
        mood.pledged = True
        if coded.code[:2] in ("14", "16", "17", "18", "19"):
            mood.threat, mood.modality = True, "past"
    if not mood.denied and not mood.conditional and _menaced(words, coded, verb, mood):
        mood.threat, mood.modality = True, "past"
    return mood


def _menaced(words: Words, coded: Coded, verb: int, mood: Mood) -> bool:
    """Whether somebody announces violence without naming who is to do it ("said that looters would be shot"), or says
    himself what he may do ("may freeze the accounts, he told reporters")."""
    if coded.families or words.dep[verb] != "ccomp" or words.lemma[words.head[verb]] not in _SPEECH:
        return False
    speaker, subject = words.child(words.head[verb], "nsubj"), words.child(verb, "nsubj")
    if speaker is None:
        return False
    if mood.modality == "future":
        return coded.code[:2] in ("18", "19") and words.child(verb, "nsubjpass") is not None and words.child(verb, "agent") is None
    if mood.modality != "hypothetical" or subject is None or coded.code[:2] not in ("16", "17", "18", "19"):
        return False
    own = words.child(speaker, "poss")
    return words.lower[subject] in _SELF or words.lower[speaker] in _SELF or own is not None and words.lower[own] in _OWN


def _unless(words: Words, verb: int) -> bool:
    """Whether it is to be done only if something else is not ("will send troops if the militia does not leave")."""
    for k in words.kids[verb]:
        if words.dep[k] == "advcl":
            marks = {words.lower[m] for m in words.kids[k] if words.dep[m] == "mark"}
            if "unless" in marks or "if" in marks and words.negated(k):
                return True
    return False


def _under_condition(words: Words, coded: Coded, verb: int, modal: str) -> bool:
    """Whether a harm is announced or decided on for the case that something is done, or not done."""
    if coded.families and coded.families[0] not in ("stop", "start"):
        return coded.families[0] in _ANNOUNCED and (_has_condition(words, verb) or _has_condition(words, coded.inner))
    return modal in ("will", "would", "'ll") and words.child(verb, "nsubj", "nsubjpass") is not None and _has_condition(words, verb)


def _aside(words: Words, coded: Coded, verb: int) -> bool:
    """Whether a noun only names what the clause refers to ("an inquiry into the shooting"): its mood is its own."""
    head = coded.head
    if coded.families or words.pos[head] not in ("NOUN", "PROPN") or words.dep[head] != "pobj" or verb == head:
        return False
    prep = words.head[head]
    return words.lower[prep] not in ("for", "to", "with", "on", "of", "in") or words.pos[words.head[prep]] in ("NOUN", "PROPN")


_HARM = frozenset({"14", "16", "17", "18", "19", "20"})
_ANNOUNCING = frozenset({"announce", "decision", "decide", "allocate", "earmark", "commit", "intention", "approve"})
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth straight consecutive".split())
# What is said to be so in the present goes on.
_STANDING = frozenset("demand insist oppose refuse threaten blame support back".split())
_NOWADAYS = frozenset({"currently", "presently"})
_ATTITUDES = frozenset({"support", "backing", "solidarity"})
_ANNOUNCED = frozenset({"commit", "decide", "intend", "announce"})
_DEEDS = frozenset({"04", "06", "07", "14", "15", "16", "17", "18", "19"})


def _goes_on(words: Words, coded: Coded, verb: int) -> bool:
    """Whether the clause says that the deed goes on: "has begun holding", "went on shelling", or a plain present."""
    if any(words.lower[k] in _NOWADAYS for k in (*words.kids[verb], *words.kids[coded.head])):
        return True
    if words.pos[coded.head] == "NOUN" and words.lemma[coded.head] in _ATTITUDES and coded.code[:2] == "05" and not coded.families:
        # "their support for Kyiv": how somebody stands to another
        return True
    aux = words.auxiliaries(verb)
    lemma = words.lemma[verb]
    inner_verb = coded.inner != verb and words.pos[coded.inner] == "VERB"
    if lemma in ("begin", "start", "continue", "keep", "stop") and inner_verb and (words.tag[verb] in ("VBZ", "VBP") or "has" in aux or "have" in aux):
        return True
    if lemma == "go" and inner_verb and any(words.lower[k] == "on" for k in words.kids[verb]):
        return True
    if words.tag[verb] not in ("VBZ", "VBP") or aux or coded.code[:2] not in _DEEDS and lemma not in _STANDING or verb != coded.head:
        return False
    # a headline has the present for the past, and no full stop
    return words.text[words.sents[words.sent[verb]][1] - 1] == "."


def _goes_on_since(words: Words, verb: int) -> bool:
    """Whether a deed is told as lasting: "have marched every day this week", "has been held since", "burned for a third night"."""
    aux = words.auxiliaries(verb)
    perfect = "has" in aux or "have" in aux
    for k in words.kids[verb]:
        lower = words.lower[k]
        if perfect and lower in ("since", "ever") and words.dep[k] in ("prep", "advmod", "mark"):
            return True
        if perfect and words.dep[k] == "npadvmod" and any(words.lower[kid] in ("every", "each") for kid in words.kids[k]):
            return True
        if lower == "still" and words.tag[verb] == "VBG":
            return True
        if lower not in ("for", "into", "on") or words.dep[k] != "prep":
            continue
        for deep in words.children(k, "pobj"):
            if perfect and lower == "for" and words.ent[deep] in ("DATE", "TIME"):
                # "have refused food for a week"
                return True
            beside = {words.lower[kid] for kid in words.kids[deep]}
            if beside & _ORDINALS and (lower == "for" or "a" in beside):
                return True
    return False


def _promised(words: Words, coded: Coded, verb: int) -> bool:
    """Whether aid has so far been announced only ("announced 12 million in aid", "the decision to provide")."""
    return any(words.lemma[k] in _ANNOUNCING for k in (coded.head, verb, words.head[verb])) and not {"has", "have", "had"} & set(words.auxiliaries(verb))


def _said_of_oneself(words: Words, verb: int) -> bool:
    """Whether the one who is to act says so: "announced that it would", "said they will"."""
    head = words.head[verb]
    if words.dep[verb] != "ccomp" or words.lemma[head] not in _SPEECH or words.child(head, "nsubj") is None:
        return False
    subject = words.child(verb, "nsubj")
    return subject is not None and words.lower[subject] in _SELF


def governing_verb(words: Words, i: int) -> int | None:
    """Return the verb whose tense and mood a trigger has: itself, its copula, or the verb that a noun hangs on."""
    if words.pos[i] in ("VERB", "AUX"):
        return i
    if words.dep[i] in ("acomp", "attr", "oprd") and words.head[i] != i:
        return words.head[i]
    for k in (i, *words.ancestors(i)):
        if words.pos[k] in ("VERB", "AUX"):
            return k
    return None


def _chain(words: Words, coded: Coded) -> list[int]:
    """Return the tokens from the trigger's clause down to its innermost part, on which a "not" would count."""
    chain, k = [coded.inner], coded.inner
    while k != coded.head and words.head[k] != k and len(chain) < 8:
        k = words.head[k]
        chain.append(k)
    if words.dep[k] in ("acomp", "attr", "oprd"):
        chain.append(words.head[k])
    if words.pos[coded.head] in ("NOUN", "PROPN") and words.dep[coded.head] in ("dobj", "nsubjpass", "nsubj", "attr"):
        up = words.head[coded.head]
        if words.dep[coded.head] != "nsubj" or words.lemma[up] in ("take", "happen", "occur", "be", "exist", "come"):
            chain.append(up)
    if words.dep[coded.head] == "xcomp":
        chain.append(words.head[coded.head])
    if words.dep[coded.head] == "conj" and words.pos[coded.head] in ("VERB", "AUX") and _shares_auxiliaries(words, coded.head):
        chain.append(words.head[coded.head])
    return chain


def _shares_auxiliaries(words: Words, i: int) -> bool:
    """Whether verb `i` stands under the "did not" of the verb that it is coordinated with, by its form."""
    if words.child(i, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return False
    first = words.head[i]
    return words.tag[i] == words.tag[first] and words.tag[i] in ("VB", "VBN", "VBG")


def _negated(words: Words, k: int) -> bool:
    for kid in words.kids[k]:
        lower, dep = words.lower[kid], words.dep[kid]
        if dep == "neg" or lower in ("never", "neither", "hardly", "scarcely"):
            return True
        if lower == "no" and dep in ("det", "advmod", "neg") and words.pos[k] not in ("VERB", "AUX", "ADJ"):
            return True
        if dep in ("nsubj", "nsubjpass", "dobj") and words.pos[k] in ("VERB", "AUX"):
            if lower in ("nobody", "none", "nothing") or any(words.lower[d] in ("no", "neither") and words.dep[d] in ("det", "preconj") for d in words.kids[kid]):
                return True
            if any(words.lower[d] in ("not", "no") and d < kid and words.dep[d] in ("neg", "advmod", "preconj") for d in words.kids[kid]):
                return True
    return False


def _never(words: Words, k: int) -> bool:
    return any(words.lower[kid] == "never" for kid in words.kids[k]) and bool(_modal(words, k))


def _yet_to(words: Words, verb: int) -> bool:
    """Whether the act "has yet to" be done."""
    marks = [k for k in words.kids[verb] if words.lower[k] == "to" and words.dep[k] == "aux"]
    return any(words.lower[k - 1] == "yet" and words.lemma[k - 2] in ("have", "be") for k in marks if k > 1)


def _denied_above(words: Words, verb: int) -> bool:
    """Whether a speaker denies the clause, or it is told as a rumour that proves false."""
    k = verb
    if words.dep[k] in ("csubj", "advcl") and any(words.lower[kid] == "whether" for kid in words.kids[k]):
        # "whether they will come is unclear"
        return True
    for _ in range(4):
        if words.dep[k] not in ("ccomp", "pcomp", "acl", "relcl", "xcomp", "conj", "prep", "dobj", "pobj") or words.head[k] == k:
            return False
        above = words.head[k]
        unsettled = words.negated(above) or any(words.lemma[a] in _OPEN for a in (above, *words.children(above, "acomp")))
        if unsettled and any(words.lower[kid] == "whether" for kid in words.kids[k]):
            # "nobody knows whether he will resign"
            return True
        k = words.head[k]
        if words.lemma[k] == "come" and words.lower[words.child(k, "nsubj") or 0] in ("nothing", "little"):
            # "nothing came of the plan"
            return True
        if words.lemma[k] in _SIGNS and any(words.lower[kid] == "no" for kid in words.kids[k]):
            return True
        if words.lemma[k] in _DENIES and words.dep[k] != "acl" or words.lemma[k] in _FALSE:
            return True
        if words.lemma[k] in _TALES and words.pos[k] == "NOUN" and _proves_false(words, k):
            return True
    return False


def _proves_false(words: Words, k: int) -> bool:
    """Whether a story is said to be none: "rumours … died away", "reports … are untrue"."""
    up = words.head[k]
    if words.lemma[k] in ("rumour", "rumor", "speculation", "gossip") and words.dep[k] in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return True
    if words.lemma[up] in ("deny", "dismiss", "reject", "refute", "contradict", "quash", "dispel", "rubbish", "scotch"):
        return True
    return any(words.lemma[a] in _FALSE for a in words.kids[up] if words.dep[a] in ("acomp", "attr", "oprd", "advcl", "xcomp"))


def _modal(words: Words, verb: int) -> str:
    for k in words.kids[verb]:
        if words.tag[k] == "MD" and words.dep[k] in ("aux", "advmod"):
            return words.lower[k]
    return ""


def _conditional(words: Words, verb: int) -> bool:
    """Whether the clause, or the clause above it, stands under an "if"."""
    k = verb
    for _ in range(4):
        for kid in words.kids[k]:
            if words.dep[kid] == "mark" and words.lower[kid] in ("if", "unless", "lest"):
                return True
        if words.dep[k] == "advcl":
            first = words.left[k]
            if words.lower[first] in ("were", "should", "had") and words.sents[words.sent[k]][0] in (first, first - 1):
                return True
        if words.dep[k] not in _CLAUSE_DEPS or words.head[k] == k or words.dep[k] == "ccomp":
            return False
        k = words.head[k]
    return False


def _has_condition(words: Words, verb: int) -> bool:
    """Whether an "if" clause hangs on the verb."""
    for k in words.kids[verb]:
        if words.dep[k] == "advcl":
            first = words.left[k]
            if words.lower[first] in ("if", "unless", "provided") or any(
                words.dep[m] == "mark" and words.lower[m] in ("if", "unless") for m in words.kids[k]
            ):
                return True
            if words.lower[first] in ("were", "should") and words.pos[first] == "AUX":
                return True
    return False


def _modality(words: Words, coded: Coded, verb: int, modal: str, mood: Mood) -> Modality:
    lemma = words.lemma[verb]
    if mood.conditional:
        return "hypothetical"
    families = set(coded.families)
    lead = words.lemma[coded.head]
    if modal in _HYPOTHETICAL or modal == "would" and _has_condition(words, verb):
        return "hypothetical"
    if modal in _FUTURE:
        return "hypothetical" if _has_condition(words, verb) and "threaten" not in families else "future"
    if "intend" in families or lead in _PLANNED or lemma in _PLANNED:
        if lead in _UNSURE or lemma in _UNSURE:
            return "hypothetical"
        if "intend" in families or "decide" in families:
            return "future"
    if lead in _UNSURE and coded.families:
        return "hypothetical"
    if "commit" in families and coded.code[:2] in ("14", "15"):
        # a march or a deployment that is promised is still to come
        return "future"
    if lemma in ("remain", "stay") or words.lemma[words.head[verb]] in ("remain", "stay") and words.dep[verb] in ("acomp", "xcomp", "oprd"):
        return "ongoing"
    if modal == "would":
        if words.pos[coded.head] == "NOUN" and words.dep[coded.head] == "nsubj" and lemma == "be" and not coded.families:
            # "an invasion would be a mistake": what is weighed need not come
            return "hypothetical"
        return "future" if _reported(words, verb) else "hypothetical"
    if _to_be(words, verb):
        return "future"
    above = words.head[verb]
    if words.dep[verb] == "xcomp" and above != verb:
        if words.lemma[above] in _UNSURE:
            return "hypothetical"
        if words.lemma[above] in _PLANNED or words.lower[above] == "going" or _modal(words, above) in _FUTURE:
            return "future"
        if _modal(words, above) in _HYPOTHETICAL:
            return "hypothetical"
    return _tense(words, coded, verb)


def _tense(words: Words, coded: Coded, verb: int) -> Modality:
    aux = words.auxiliaries(verb)
    tag = words.tag[verb]
    if tag == "VBG" and any(a in ("is", "are", "am", "'s", "'re", "was", "were", "been", "’s", "’re") for a in aux):
        return "past" if any(a in ("was", "were", "had") for a in aux) else "ongoing"
    if tag == "VBN" and "being" in aux and any(a in ("is", "are") for a in aux):
        return "ongoing"
    if words.lemma[verb] in ("continue", "remain", "stand", "keep") and coded.families[:1] in ((), ("start",)) and tag in ("VBP", "VBZ"):
        return "ongoing"
    return "past"


def _reported(words: Words, verb: int) -> bool:
    """Whether "would" is a reported "will": the clause is the content of a verb of speech in the past."""
    k = verb
    for _ in range(4):
        if words.head[k] == k:
            break
        k = words.head[k]
        if words.lemma[k] in _SPEECH and words.tag[k] in ("VBD", "VBN", "VBG"):
            return True
    first, last = words.sents[words.sent[verb]]
    return any(words.lemma[k] in _SPEECH and words.tag[k] == "VBD" for k in range(first, last))


def _to_be(words: Words, verb: int) -> bool:
    """Whether the verb is announced by "is to", "is due to", or the bare "to" of a headline."""
    if not any(words.lower[k] == "to" and words.dep[k] == "aux" for k in words.kids[verb]):
        return False
    if words.dep[verb] == "ROOT":
        return True
    head = words.head[verb]
    return words.dep[verb] in ("xcomp", "ccomp") and words.lemma[head] == "be"
