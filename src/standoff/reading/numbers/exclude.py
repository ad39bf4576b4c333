"""Digits and number words that are no quantity: dates, clock times, versions, scores, names of models and articles."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from standoff.knowledge.countries import country_by_name
from standoff.reading.numbers.numerals import Numeral
from standoff.reading.words import Words

_MONTH = r"(?:jan(?:uary|\b\.?)|feb(?:ruary|\b\.?)|mar(?:ch|\b\.?)|apr(?:il|\b\.?)|may|june?\b\.?|july?\b\.?|aug(?:ust|\b\.?)|sept?(?:ember|\b\.?)|oct(?:ober|\b\.?)|nov(?:ember|\b\.?)|dec(?:ember|\b\.?))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE = re.compile(
    rf"""
    \b{_MONTH},?\ {_DAY}(?:\ ?(?:[-–—,]|to|and|or|through|till|until)\ ?{_DAY}(?![\w-]|[ ](?:million|thousand|percent|%)))*(?:,?\ (?:of\ )?\d{{4}})?\b(?!,\d{{3}})
    | \b(?:{_DAY}\ ?(?:[-–—,]|to|and|or|through|till|until)\ ?)*{_DAY}(?:\ of)?[ -]{_MONTH}\b(?:,?[ -]\d{{2,4}}\b)?
    | \b{_MONTH},?\ (?:of\ )?\d{{4}}\b(?:\ ?[-–]\ ?\d{{4}}\b)?
    | \b\d{{4}}-\d{{2}}(?:-\d{{2}})?(?:T[\d:.]+Z?)?\b | \b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b | \b\d{{1,2}}/\d{{1,2}}\b
    | \b\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?\ ?(?:[ap]\.?m\b\.?|gmt|utc|hrs?\b|hours\b|[cm]?[e]t\b|[pe]st\b|[pe]dt\b) | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b
    | \b(?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\ ?(?:[ap]\.m\.|[ap]m\b|o['’]clock\b)
    | (?<=\bat\ )[0-2]\d[0-5]\d\b(?!\ ?[a-z]+s\b|,\d)
    | \b\d{{4}}\ ?(?:z\b|hrs?\b|hours\b(?=\ (?:gmt|utc|local|on))|gmt|utc|local\ time)
    | \b{_WEEKDAY},?\ (?:the\ )?\d{{1,2}}(?:st|nd|rd|th)?\b(?![,.]?\d|\ ?%|\ (?:million|billion|thousand|percent|[a-z]+s\b))
    | ['’]\d\ds?\b | \b(?:mid|early|late)[- ]\d{{2,4}}s?\b
    """,
    re.X | re.I,
)
# Two numbers that hang together and are no range: scores, telephone numbers, 24/7.
_JOINED_AFTER = re.compile(r"(?:[-–—/:]|, ?(?=\d{3}\b)|\.)\d")
_JOINED_BEFORE = re.compile(r"\d[-–—/:.]$")
# "Article 5", "Channel 4": a number after one of these is a name.
LABELS = frozenset(
    """article articles section sections chapter page pages row channel flight route highway motorway freeway interstate
    resolution resolutions phase stage level tier type mark version part series grade class category room gate block protocol
    track act title law bill order decree regulation amendment clause paragraph paragraphs point rule step item table figure
    exhibit schedule annex appendix building pier zone area district precinct ward episode season volume vol number no nos no. nos. #
    day week round game match lap turn case docket issue chapter group pool lot unit camp base checkpoint post position sector
    square mission operation task line exit junction platform floor suite apartment flat box psalm verse windows iphone ios android
    xbox playstation formula boeing airbus falcon soyuz salyut apollo agenda question proposition prop protocol pillar basket
    directive convention form format code model mk mk. world euro division regiment corps army fleet covid minsk schengen
    studio camp pick hurricane ep. art. sec. par. para ch. fig. p. pp. vol. g ag nr nr. section § §§ plan ps size size. us""".split()
)
# These make a name even in lower case; the others only as "Channel 4".
_PLAIN_LABELS = frozenset(
    """article articles section sections chapter page pages resolution resolutions phase stage level tier type category paragraph
    paragraphs item number no no. nos nos. clause annex appendix amendment episode volume figure table group day verse rule
    route highway flight gate exhibit title row exit season week step grade class iphone windows version mark formula""".split()
)
# Makes whose models are numbered.
_MARKED = frozenset(
    """leopard challenger centurion merkava tornado hawk falcon javelin stinger harpoon neptune patriot storm ariane soyuz chieftain
    scud fateh shahab sejil agni hwasong nodong taepodong polaris trident minuteman titan atlas vega galaxy""".split()
)
_NOT_MODIFYING = frozenset("they he she it we i you who that which this these those is are was were has have had will would can could".split())
_BARE_ONE = frozenset("no this that each every any another some which either neither the only number day phase step part chapter level air force".split())
_IDLE_NOUNS = frozenset("day another thing time".split())
_HYPHEN_IDLE = frozenset(
    """way off time sided track third thirds half halves quarter quarters fourth fourths fifth fifths sixth tenth tenths fold on to
    state faced tier timer piece party front step pronged dimensional upmanship stop size eyed handed legged horse part liner
    and up shot fifths seventh eighths something ish plus""".split()
)
_YEAR_BEFORE = frozenset(
    """in since by of from until till before after during for to and the between early late mid through around about circa into
    its his her their our this that a or if end beyond than as under""".split()
)


@lru_cache(maxsize=4)
def _dates(text: str) -> tuple[list[int], list[int]]:
    spans = [found.span() for found in _DATE.finditer(text)]
    return [a for a, _ in spans], [b for _, b in spans]


def is_date(text: str, start: int, end: int) -> bool:
    """Whether the characters lie inside a date or a time of day."""
    starts, ends = _dates(text)
    at = bisect_right(starts, start) - 1
    return at >= 0 and ends[at] >= end


def is_name(text: str, words: Words, numeral: Numeral, first: int, last: int, money: bool, measured: bool) -> bool:
    """Whether the numeral at the tokens `first` to `last` is no quantity.

    `money`: a currency sign stands before it; `measured`: a unit stands after it.
    """
    start, end = numeral.start, numeral.end
    after = text[end : end + 1]
    if not money:
        if is_date(text, start, end) or _JOINED_BEFORE.search(text[max(start - 2, 0) : start]):
            return True
        if _JOINED_AFTER.match(text, end):
            return True
        before = words.lower[first - 1] if first and words.block[first - 1] == words.block[first] else ""
        if numeral.kind == "digits" and _is_list_mark(text, words, numeral, first):
            return True
        if not measured and numeral.scale == 1 and _is_labelled(words.text[first - 1] if before else "", numeral):
            return True
        if numeral.kind == "digits" and _is_year(text, words, numeral, first, last):
            return True
        if _in_name(words, numeral, first, last):
            return True
    if after == "-" or after == "–":
        word = re.match(r"[-–]([A-Za-z]+)", text[end : end + 24])
        if word and numeral.kind == "words" and (word[1].lower() in _HYPHEN_IDLE or numeral.low == 1):
            return True
        if word and word[1][0].isupper() and numeral.scale == 1 and not money and len(word[1]) <= 4:
            return True
    elif after.isalnum():
        return True
    return numeral.low == numeral.high == 1 and numeral.kind == "words" and _idle_one(words, first, last)


def _is_labelled(before: str, numeral: Numeral) -> bool:
    lower = before.lower()
    if lower not in LABELS or numeral.kind not in ("digits", "words") or not float(numeral.low).is_integer():
        return False
    if before == "number" and numeral.low >= 1000:
        return False  # a verb: "the soldiers there number 1,200"
    return before[0].isupper() or not before[0].isalpha() or lower in _PLAIN_LABELS


def _is_list_mark(text: str, words: Words, numeral: Numeral, first: int) -> bool:
    opens = first == 0 or words.block[first - 1] != words.block[first] or words.sent[first - 1] != words.sent[first]
    return opens and bool(re.match(r"[.)]\s", text[numeral.end : numeral.end + 2])) and numeral.low < 100


def _is_year(text: str, words: Words, numeral: Numeral, first: int, last: int) -> bool:
    written = text[numeral.start : numeral.end]
    if len(written) != 4 or not written.isdigit() or not 1400 <= int(written) <= 2100:
        return False
    if first and words.lower[first - 1] in ("$", "€", "£"):
        return False
    nxt = last + 1
    if nxt < len(words) and words.sent[nxt] == words.sent[last] and words.tag[nxt] in ("NNS", "NN", "JJ"):
        noun = words.head[last] if words.dep[last] == "nummod" else nxt
        plural = words.tag[noun] == "NNS"
        before = words.lower[first - 1] if first else ""
        round_number = written.endswith("00")
        if plural and (round_number or not 1900 <= int(written) <= 2100) and (before not in _YEAR_BEFORE or before in ("about", "around", "than", "of", "from", "to", "by", "for", "and", "or", "between")):
            return False
        return not (plural and before not in _YEAR_BEFORE and not 1940 <= int(written) <= 2040)
    return True


def _in_name(words: Words, numeral: Numeral, first: int, last: int) -> bool:
    """Whether a capitalised word before the number makes it a name ("Chandrayaan 2", "the Big 12")."""
    if numeral.scale > 1 or numeral.vague:
        return False
    if numeral.kind == "digits" and numeral.low < 1000 and _names_after(words, last):
        return True
    if first == 0 or words.sent[first - 1] != words.sent[first]:
        return False
    previous = words.text[first - 1]
    if numeral.kind == "words":
        # "the Group of Seven": capitalised inside a sentence that is not a headline
        return words.text[first][:1].isupper() and first > words.sents[words.sent[first]][0] and not words.text[first].isupper() and words.pos[first] == "PROPN"
    if previous.lower() in _MARKED and numeral.low < 100:
        return True
    if _gapped(words, first, last):
        return False
    if not previous[:1].isupper() or words.pos[first - 1] not in ("PROPN", "NOUN", "ADJ") or first - 1 == words.sents[words.sent[first]][0]:
        return False
    if numeral.low < 100 and (words.lower[first - 1] in _MARKED or (words.dep[first - 1] in ("compound", "nmod") and words.head[first - 1] > last and words.tag[first - 1] == "NNP")):
        return True  # "eight Leopard 2 tanks"
    if last + 1 < len(words) and words.sent[last + 1] == words.sent[last]:
        if words.pos[last + 1] in ("NOUN", "SYM") or words.text[last + 1] == "%" or (words.dep[last] == "nummod" and words.head[last] > last):
            return False
        if words.pos[last + 1] == "ADJ" and words.pos[min(last + 2, len(words) - 1)] == "NOUN":
            return False
    return words.head[first] == first - 1 or words.head[first - 1] == first or words.dep[first] in ("nummod", "compound", "nmod", "appos", "pobj", "npadvmod")


_NUMBERED = frozenset(
    """commando para parachute rifles corps division brigade regiment squadron battalion fleet wing army company street road avenue
    lane drive square boulevard place court max pro plus downing""".split()
)


def _gapped(words: Words, first: int, last: int) -> bool:
    """Whether a number stands behind a state in a list that leaves the noun out: "Spain sends 600 men, Denmark 100"."""
    if country_by_name(words.lower[first - 1]) is None or last + 1 < len(words) and words.text[last + 1] not in (",", ";", ".") and words.lower[last + 1] not in ("and", "each", "more"):
        return False
    return any(words.pos[t] == "NUM" for t in range(words.sents[words.sent[first]][0], first - 1))


def _names_after(words: Words, last: int) -> bool:
    """Whether a number is the name of a unit or a house ("3 Commando Brigade", "10 Downing Street")."""
    for i in range(last + 1, min(last + 3, len(words))):
        if words.sent[i] != words.sent[last] or not words.text[i][0].isupper() or words.tag[i] == "NNPS":
            return False
        if words.lower[i] in _NUMBERED:
            return True
    return False


def _idle_one(words: Words, first: int, last: int) -> bool:
    """Whether "one" is a pronoun or a phrase of its own and counts nothing."""
    nxt = last + 1
    if first and words.lower[first - 1] in _BARE_ONE:
        return True
    if nxt >= len(words) or words.sent[nxt] != words.sent[last]:
        return True
    if words.lower[nxt] == "of":
        return False
    if words.lower[nxt] in _IDLE_NOUNS or words.lower[nxt] in _NOT_MODIFYING:
        return True
    return not (words.dep[last] == "nummod" and words.head[last] > last or words.pos[nxt] in ("NOUN", "ADJ"))


def is_year_pair(first: str, second: str) -> bool:
    """Whether two numbers joined by a dash or "to" are years ("2014-2016", "1998-99")."""
    return len(first) == 4 and first.isdigit() and 1400 <= int(first) <= 2100 and second.isdigit() and len(second) in (2, 4)
