"""The shapes of time expressions: one scan finds where one begins and of which shape it is.

Each shape is a pattern with named groups; `SCAN` joins them all, the first that fits wins. Words come from the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from standoff.knowledge.calendar import holidays, time_words
from standoff.knowledge.measures import numerals
from standoff.reading.words import Words


def alternatives(words: list[str] | dict[str, object]) -> str:
    """Return the words as one alternation, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", " ").replace("'", "['’]") for w in sorted(words, key=len, reverse=True))


YEAR = r"(?:1[0-9]\d\d|20\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,]\d)"
ERA = r"(?:\s?(?:B\.?C\.?E?\.?|A\.D\.|AD|CE|C\.E\.)(?!\w))"
ZONE = r"(?:\s?(?:GMT|UTC|Zulu|Z|local time|local|Moscow time|Kyiv time|Kiev time|Eastern(?: (?:Standard|Daylight))?(?: Time)?|E[SD]?T|P[SD]?T|C[SD]?T|M[SD]?T|BST|CES?T|EES?T|MSK|IST|JST)\b(?:[+-]\d{1,2})?)"


@lru_cache(maxsize=1)
def shapes() -> dict[str, re.Pattern[str]]:
    """Return name → pattern of every shape, in the order in which they are tried."""
    words, number_words = time_words(), numerals()
    month = rf"(?:{alternatives(words['months'])})\b\.?"
    weekday = rf"(?:{alternatives(words['weekdays'])})\b(?:\.(?=\s?,|\s\d|\s[a-z]))?"
    season = alternatives(words["seasons"])
    pod = alternatives(words["parts_of_day"])
    units = "|".join(w for w in words["units"] if w not in ("century", "millennium"))
    unit = rf"(?:(?:{units})s?|centur(?:y|ies)|millenni(?:um|a))\b"
    ones = "|".join(w for w, v in number_words["units"].items() if 0 < v < 10)
    teens = "|".join(w for w, v in number_words["units"].items() if v >= 10)
    number = (
        rf"(?:(?:{'|'.join(number_words['tens'])})(?:[- ](?:{ones}))?|(?:{teens})|(?:{ones})|(?:an?|one|two|three) hundred(?: and \w+)?|a (?:thousand|million)"
        r"|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?: and a half| 1/2|½)?|half(?:[- ]an?|[- ]dozen| a dozen)?|a dozen|an?|several|many|(?:a |the )?(?:few|couple(?: of)?)|some|dozens of|hundreds of|countless|a number of|numerous)"
    )
    numbers = rf"(?P<n>{number})(?:(?: ?[-–] ?| to | or | and )(?P<n2>{number}))?(?P<half> and a half)?"
    between = rf"(?:(?:{alternatives(words['between']['words'])}) )?"
    ordinal = rf"(?:{alternatives(words['ordinals'])}|\d{{1,2}}(?:st|nd|rd|th))"
    relative = r"(?:last|past|previous|preceding|prior|next|coming|following|subsequent|ensuing|succeeding|upcoming|this|current|same|very same|that|these|those|recent|final|first|opening|initial|intervening|remaining|latest)"
    references = [w for group in words["references"].values() for w in group]
    narrative = [w for group in words["narrative_references"].values() for w in group]
    whose = rf"(?P<whose>last year|this year|next year|that year|(?:of )?(?:the )?(?:same|following|previous|next|preceding) year|of (?:last|this|next|that) year|{YEAR}(?!\d|-\d|,\d{{3}}){ERA}?|\d{{3}}{ERA}|['’]\d\d)"
    table = {
        "iso": r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)",
        "dtg": rf"(?P<day>[0-3]\d)(?P<clock>[0-2]\d[0-5]\d)Z (?P<month>{month})(?: (?P<year>\d{{4}}|\d{{2}})\b)?",
        "numeric": r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d|\.\d)",
        "month_day": rf"(?:(?P<weekday>{weekday}),? )?(?P<month>{month}),? (?:the )?(?P<day>{DAY})(?P<more>(?:(?: ?[-–—] ?| to | and | or | through | until | till )(?P<day2>{DAY}))?)(?:,? {whose}(?!\w))?",
        "day_month": rf"(?:(?P<weekday>{weekday}),? )?(?:the )?(?P<day>{DAY})[ -](?:of )?(?P<month>{month})(?:,?[ -](?:of )?{whose}(?!\w))?",
        "month_year": rf"(?P<month>{month}),?(?: of)? {whose}(?!\w)",
        "clock": rf"(?:(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?)(?: ?(?P<half>[ap]\.?m\b\.?))?{ZONE}?|(?P<hour2>1[0-2]|0?[1-9]) ?(?P<half2>[ap]\.m\.|[ap]m\b){ZONE}?|(?P<military>[0-2]\d[0-5]\d)(?: ?(?:hours|hrs?)\b{ZONE}?|{ZONE})|(?<=\bat )(?P<plain>(?:0\d|1\d|2[0-3])[0-5]\d)(?= on\b|,? local|,(?! ?\d)|$|\.(?!\d))|(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,2}}) o['’]clock)",
        "century": rf"(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<ordinal>{ordinal})[- ]centur(?:y|ies)(?P<era>{ERA})?",
        "decade": rf"(?:the )?(?:(?P<decade>\d{{2,3}}0)['’]?s\b(?P<era>{ERA})?|['’](?P<short>\d0)['’]?s\b|(?P<word>(?:nineteen[- ]|eighteen[- ])?(?:{alternatives(words['decades'])})\b))",
        "era_year": rf"(?:AD (?P<after>\d{{1,4}})|(?P<year>\d{{1,4}})(?P<era>{ERA}))(?!\w)",
        "fiscal": r"(?:(?:the )?(?:fiscal|financial)(?: year)?(?: of)? |FY ?)['’]?(?P<year>\d{4}|\d{2})\b(?:[/-]\d{2,4})?",
        "quarter": rf"(?:(?:the )?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|last|final) (?P<kind>quarter|half)(?:,? (?:of )?(?:(?:the )?(?:fiscal )?year )?(?P<year>{YEAR}|this year|last year|next year|the year|that year|the fiscal year)\b)|Q(?P<q>[1-4])(?: (?:of )?(?P<qyear>{YEAR}))?\b|(?P<h>[1-4])Q ?(?P<hyear>{YEAR})?\b|the (?P<lone>first|second|third|fourth) quarter\b)",
        "year_range": rf"(?P<first>{YEAR}) ?[-–—/] ?(?P<second>{YEAR}|\d\d)(?![\d-])",
        "year": rf"{YEAR}(?![\d]|[.,:]\d|[-–—/]\d|%|[A-Za-z])",
        "era_range": rf"(?P<first>\d{{1,4}})(?P<joint> ?[-–] ?| to | and | or )(?P<second>\d{{1,4}}){ERA}(?!\w)",
        "season": rf"(?:(?:the|this|last|next|past|coming|previous|following|same|that|early|late|mid)[ -])*(?P<season>{season})(?!\w)(?: (?:of )?(?P<year>{YEAR}[-/–]\d\d(?!\d)|{YEAR}|\d{{3}}{ERA}|this year|last year|next year|that year|(?:the )?(?:same|following|next|previous) year)\b)?",
        "holiday": rf"(?:{alternatives(list(holidays()))})\b(?:,? (?:of )?(?P<year>{YEAR}|last year|this year|next year))?",
        "weekday": rf"(?P<weekday>{weekday})(?:,?[ ](?P<pod>{pod})\b)?",
        "tonight": r"tonight\b",
        "last_night": r"(?:last|yesterday) night\b",
        "day_pod": rf"(?P<day>yesterday|tomorrow|today) (?P<pod>{pod})\b",
        "deictic": r"(?:the )?day before yesterday\b|(?:the )?day after tomorrow\b|yesterday\b|tomorrow\b|today\b",
        "shifted": rf"(?:{numbers} {between}|(?P<bare>))(?P<unit>{unit}) (?:and an? (?P<plus>half|quarter|week|month|day) )?(?P<way>ago|earlier|later|before(?= that\b|[.,;]|$| (?:he|she|they|it|we|I) )|beforehand|previously|afterwards?|thereafter|hence|from now|prior(?! to)|back(?=[.,;]|$)|on(?=,)|after(?=[,;.]))(?: that| this| then)?\b",
        "next_pod": rf"(?:(?P<early>early|late) )?(?:in )?(?:the )?(?P<relative>next|following|same|that|this|previous) (?P<pod>{pod})\b",
        "day_after": r"(?:the )?(?P<relative>next|following|previous|preceding|same|very same|that same|that very|that) (?:very )?(?P<unit>day|week|month|year|decade|century|weekend|season|quarter|fiscal year)\b|(?:the )?(?P<unit2>day|week|month|year) (?P<relative2>before|after|following|earlier|later)(?= that\b|[,.;]|$| [A-Z]| the\b| an?\b)",
        "relative": rf"(?:(?:the|our|its|their|these|those) )?(?P<relative>{relative}) (?:(?:{numbers}|(?P<half2>half)) )?{between}(?:calendar )?(?P<unit>{unit}|quarter\b)(?!['’]s?[- ]long)",
        "month_relative": rf"(?P<relative>this past|this coming|last|next|this|the same|that|the following|the previous|past) (?P<month>{month})(?! \d)",
        "part_of": r"(?:the )?(?P<unit>decade|century|year|month|week|day)['’]s (?P<which>end|start|beginning)|(?:the )?turn of the (?P<unit2>century|year|decade)",
        "end_of": r"(?:the )?(?:end|beginning|start|middle|close|remainder|rest|(?:first|second|latter|early|former|last|final) (?:half|part|third|days|weeks)|outset) of (?P<which>the|this|that|next|last|the same|the following|the next) (?P<unit>day|week|weekend|month|year|decade|century|quarter)\b|(?P<mod>early|late|later|earlier|mid) (?:in )?(?P<which2>the|this|that|next|last|the same|the following|the next) (?P<unit2>day|week|weekend|month|year|decade|century)\b|year(?:['’]s)?[- ]end\b",
        "age": rf"{numbers}[- ](?:year|month|week|day)s?[- ]olds?\b",
        "adjective": rf"(?P<n>{number})[-–](?P<unit>{units}|century)\b(?:[- ]long\b)?",
        "duration": rf"{numbers} {between}(?P<unit>{unit})(?:(?: of)? and a half)?(?:['’](?!s))?",
        "lone_duration": r"(?P<unit>(?:year|month|week|day|decade|hour|century)s?-long|minutes|hours|days|weeks|months|years|decades|centuries|millennia)\b(?! of (?:the )?(?:\d|{month}))",
        "references": rf"(?<!as )(?:{alternatives(references)})\b(?! (?:\w+ ){{0,2}}{unit})",
        "narrative": rf"(?:{alternatives(narrative)})\b",
        "time_refs": r"(?:at )?(?:this|the present|the current) (?:very |crucial |critical |important |pivotal |historic |difficult |crucial and important |juncture|stage |particular )*(?:moment|juncture)\b",
        "weekend": r"(?:the|this) weekend\b",
        "noon": r"(?:(?P<noon>noon|midday)|(?P<midnight>midnight))\b",
        "month": rf"(?P<month>{month})(?!\w)",
        "the_day": rf"the (?P<day>{DAY})(?=[,.;]|$| (?:of (?:that|the same|this|the) month|and|but|when|as|to|that|he|she|they|it|the)\b)",
    }
    table["sets"] = (
        rf"(?:every|each)(?: (?P<n>other|second|two|three|four|five|six|\d+|few|single))? (?:(?P<unit>{unit})|(?P<weekday>{weekday})|(?P<pod>{pod})\b|(?P<season>{season})\b)"
        rf"|(?P<word>{alternatives(words['sets'])})\b|(?P<rate>per) (?P<per>{unit})"
    )
    order = [
        "iso", "dtg", "numeric", "month_day", "day_month", "month_year", "clock", "century", "decade", "era_range", "era_year", "fiscal", "quarter",
        "year_range", "year", "holiday", "season", "tonight", "last_night", "day_pod", "deictic", "references", "time_refs", "weekday", "sets", "end_of",
        "part_of", "month_relative", "next_pod", "weekend", "day_after", "shifted", "relative", "age", "adjective", "duration", "lone_duration", "noon", "the_day", "narrative", "month",
    ]  # fmt: skip
    return {name: re.compile(table[name], re.I) for name in order}


@lru_cache(maxsize=1)
def scan() -> re.Pattern[str]:
    """Return the pattern that finds the next expression; the name of its shape is the match's last group."""
    inner = []
    for name, pattern in shapes().items():
        body = re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern).replace("(?P=sep)", "[/.]")
        inner.append(f"(?P<{name}>{body})")
    before = r"(?<!\w)(?<!\w['’])(?<!\d[.,])(?:(?<!\w[-–])|(?<=[a-z\d][-–])(?=(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-)|(?<=\bpre-)|(?<=\bpost-))"
    return re.compile(rf"{before}(?:{'|'.join(inner)})", re.I)


@lru_cache(maxsize=1)
def cues() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that can open an expression, the common words that can only before others, and those others."""
    words, number_words = time_words(), numerals()
    units = {form for u in words["units"] for form in (u, u + "s")} | {"centuries", "millennia"}
    core = {
        *words["months"], *words["weekdays"], *words["seasons"], *units, *words["parts_of_day"], *words["ordinals"], *words["decades"],
        "last", "past", "previous", "preceding", "prior", "next", "coming", "following", "subsequent", "ensuing", "succeeding", "upcoming", "current",
        "same", "very", "recent", "present", "future", "moment", "end", "beginning", "start", "middle", "close", "remainder", "rest", "outset", "turn",
        "latter", "final", "fiscal", "financial", "near", "foreseeable", "not-too-distant", "distant", "few", "couple", "early", "late", "half", "while",
        "former", "time", "times",
    }  # fmt: skip
    openers = core | {w.split()[0] for group in words["references"].values() for w in group} | set(words["sets"]) | {h.split()[0] for h in holidays()}
    openers |= {*number_words["units"], *number_words["tens"], *(w for g in words["narrative_references"].values() for w in g)}
    openers |= {"today", "yesterday", "tomorrow", "tonight", "noon", "midday", "midnight", "every", "each", "per", "several", "many", "dozens", "hundreds", "countless",
                "numerous", "ad", "fy", "year", "those", "opening", "initial", "first", "intervening", "remaining", "latest", "mid", "later", "earlier"}  # fmt: skip
    common = frozenset({"a", "an", "the", "in", "at", "some", "this", "that", "these", "our", "its", "their", "as", "of"})
    return frozenset(openers - common), common, frozenset(core)


def starts(words: Words) -> Iterator[int]:
    """Yield the offsets at which an expression may begin, in order."""
    openers, common, core = cues()
    lower, n = words.lower, len(words)
    for i in range(n):
        word = lower[i]
        if word in openers:
            yield words.start[i]
        elif word in common:
            for j in range(i + 1, min(i + 5, n)):
                if lower[j] in core or lower[j][0].isdigit():
                    yield words.start[i]
                    break
        elif not word.isalpha():
            offset = words.start[i]
            yield offset
            if len(word) > 1:
                for at in _INNER.finditer(word):
                    yield offset + at.end()


_INNER = re.compile(r"[-–—/.:('’\"“]+(?=\w)")

# What may stand before an expression and belongs to it.
EXTENSION = re.compile(
    r"""(?:^|(?<=[\s(“"'‘—–,;-]))(?:
    (?:as\ (?:early|late|recently)\ as|not\ even|no\ (?:less|more|later|earlier)\ than|more\ than|less\ than|fewer\ than|at\ least|at\ most|up\ to|nearly|almost|approximately|roughly|around|about|over|under|some|only|just|an?\ (?:total|period)\ of|ca\.|c\.|circa|exactly|well\ over|close\ to|the\ (?:space|course)\ of)\ )?
    (?:the\ (?:very\ )?(?=(?:end|beginning|start|middle|early|late|mid|turn|close|first|second|latter|last|final|opening|closing|eve|morning|afternoon|evening|night|spring|summer|winter|autumn|fall|month|week|year|remainder|rest|outset|day)))?
    (?:(?:very\ )?(?P<part>end|beginning|start|middle|close|remainder|rest|outset|turn|early\ part|latter\ part|later\ part|first\ half|second\ half|latter\ half|early\ (?:days|months|weeks|hours)|first\ (?:days|weeks|months)|last\ (?:days|weeks|months)|final\ (?:days|weeks|months)|closing\ (?:days|weeks|months)|opening\ (?:days|weeks|months)|(?:first|second|third|fourth|last)\ week|month|week|year|spring|summer|autumn|fall|winter|eve|early\ morning\ hours|early\ hours|(?:early\ )?(?P<pod>morning|afternoon|evening|night))\ (?:of|in)\ (?:the\ )?)?
    (?:(?P<mod>early|late|later|earlier|mid|middle)(?:\ (?:in|on))?(?:\ the)?[ -])?$""",
    re.X | re.I,
)
EXTENDERS = frozenset(
    """of in the early late later earlier mid middle on as even than least most to nearly almost approximately roughly around
    about over under some only just ca. c. circa exactly""".split()
)
