"""The meaning of each shape of expression: TIMEX3 type and value, first and last day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from standoff.knowledge.calendar import holiday, time_words
from standoff.reading.draft import Draft
from standoff.reading.times import moments as m
from standoff.reading.times.amounts import duration_value, parse_number, unit_code
from standoff.reading.times.context import Timeline
from standoff.reading.times.moments import Moment
from standoff.reading.times.tense import looks_ahead, tense_at

_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "sun", "sat", "mon", "wed"})
_BACK = frozenset({"last", "past", "previous", "preceding", "prior", "recent", "latest"})
_ON = frozenset({"next", "coming", "following", "subsequent", "ensuing", "succeeding", "upcoming"})
_THERE = frozenset({"same", "very same", "that", "those", "that same", "that very"})
# Relative to the text's own time, whatever the publication date is.
_ANAPHORIC = frozenset({"previous", "preceding", "following", "subsequent", "ensuing", "succeeding", "same", "very same", "that", "those", "that same", "that very"})
_POD_HOURS = {"TMO": "TMO", "TAF": "TAF", "TEV": "TEV", "TNI": "TNI", "TMI": "T12:00", "TDT": "TDT"}
_NAMED_DAYS = frozenset("bloody black good palm easter super cyber whit ruby holy orange maundy".split())
_PAPERS = frozenset("times mail telegraph express herald tribune post mirror night football agreement club accords".split())


@dataclass(frozen=True, slots=True)
class Read:
    """Type, value and days of an expression."""

    type: str
    value: str
    start: str | None = None
    end: str | None = None


def read_of(moment: Moment, pod: str | None = None) -> Read:
    """Return a moment as an expression's meaning; `pod` is a part of the day ("TMO")."""
    start = moment.start.isoformat() if moment.start else None
    end = moment.end.isoformat() if moment.end else None
    return Read("TIME" if pod else "DATE", moment.value + (pod or ""), start, end)


class Resolver:
    """Gives the expressions of one report their meaning, in the order of the text."""

    def __init__(self, draft: Draft, line: Timeline) -> None:
        self.draft = draft
        self.text = draft.working.text
        self.words = draft.words
        self.line = line
        tables = time_words()
        self.months: dict[str, int] = tables["months"]
        self.weekdays: dict[str, int] = tables["weekdays"]
        self.pods: dict[str, str] = tables["parts_of_day"]
        self.seasons: dict[str, str] = tables["seasons"]
        self.ordinals: dict[str, int] = tables["ordinals"]
        self.references = {w: value for value, group in tables["references"].items() for w in group}
        self.narrative_references = {w: value for value, group in tables["narrative_references"].items() for w in group}

    def read(self, name: str, match: re.Match[str], token: int, part: str | None, pod: str | None) -> Read | None:
        """Return what the expression of shape `name` means, None if it is no time after all."""
        result = getattr(self, f"_{name}")(match, token)
        if result is None:
            return None
        if isinstance(result, Moment):
            sent = self.words.sent[token]
            self.line.move(result, sent, token - self.words.sents[sent][0] <= 4)
            if part:
                result = result.part(part)
            if result is m.UNKNOWN or result.value == m.UNKNOWN.value:
                return Read("DATE", result.value)
            return read_of(result, self.pods[pod.lower()] if pod and result.grain == "day" else None)
        assert isinstance(result, Read)
        return result

    # -- helpers -----------------------------------------------------------------------------------------------

    def _previous(self, token: int) -> str:
        return self.words.lower[token - 1] if token and self.words.block[token - 1] == self.words.block[token] else ""

    def _next(self, offset: int) -> int | None:
        token = self.words.token_at(offset)
        return token if token is not None and self.words.start[token] < offset + 3 else None

    def _month_number(self, written: str) -> int:
        return self.months[written.lower().rstrip(".")]

    def _whose(self, match: re.Match[str]) -> int | None:
        """Return the year that is said with a date ("2014", "last year", "'14")."""
        written = match["whose"]
        return self._year_said(written) if written else None

    def _year_said(self, written: str) -> int | None:
        written = written.lower()
        digits = re.match(r"\d+", written)
        if digits:
            return -int(digits[0]) if "b" in written else int(digits[0])
        if written[0] in "'’":
            short = int(written[1:3])
            return 2000 + short if short <= 50 else 1900 + short
        anaphoric = any(w in written for w in ("same", "that", "following", "previous", "preceding"))
        base = (self.line.last.year if self.line.last else None) if anaphoric or self.line.narrative else (self.line.published.year if self.line.published else None)
        if base is None:
            return None
        if any(w in written for w in ("last", "previous", "preceding")):
            return base - 1
        if any(w in written for w in ("next", "following")):
            return base + 1
        return base

    def _tense(self, token: int) -> str:
        if looks_ahead(self.words, token):
            return "future"
        return tense_at(self.words, token)

    def _year_for(self, month: int, day: int | None, token: int, weekday: int | None = None) -> int | None:
        """Return the year of a date that is said without one."""
        line = self.line
        if line.narrative:
            return self._narrative_year(month)
        published = line.published
        if published is None:
            return line.last.year if line.last else None
        if line.last is not None and line.last_sent == self.words.sent[token] and line.last.year and line.last.year != published.year and self._tense(token) == "past":
            return self._nearest_year(month)  # "between June 2014 and August"
        years = [published.year + k for k in (-1, 0, 1)]
        if weekday is not None and day is not None:
            fits = [y for y in [*years, published.year - 2, published.year + 2] if (d := m.ymd(y, month, day)) and d.start and d.start.isoweekday() == weekday]
            if fits:
                return min(fits, key=lambda y: abs((dt.date(y, month, min(day, 28)) - published).days))
        tense = self._tense(token)
        here = (published.month, published.day if day is not None else 0)
        there = (month, day if day is not None else 0)
        if tense == "future":
            return published.year if there >= here else published.year + 1
        if tense == "past":
            return published.year if there <= here else published.year - 1
        return min(years, key=lambda y: abs((dt.date(y, month, min(day or 15, 28)) - published).days))

    def _narrative_year(self, month: int) -> int | None:
        line = self.line
        if line.last is None or line.last.year is None:
            return line.published.year if line.published else None
        return self._nearest_year(month)

    def _nearest_year(self, month: int) -> int | None:
        """Return the year that brings `month` next to the month at which the text has arrived."""
        line = self.line
        year = line.last.year if line.last else None
        anchor = line.last_month
        if year is None or anchor is None or anchor.year != year or anchor.start is None:
            return year
        step = month - anchor.start.month
        if step <= -7:
            return year + 1
        return year

    # -- dates -------------------------------------------------------------------------------------------------

    def _iso(self, match: re.Match[str], token: int) -> Moment | Read | None:
        written = match.group()
        moment = m.ymd(int(written[:4]), int(written[5:7]), int(written[8:10]))
        if moment is None or len(written) == 10:
            return moment
        self.line.move(moment, self.words.sent[token])
        return replace(read_of(moment), type="TIME", value=f"{moment.value}T{written[11:16]}" + ("Z" if written.endswith("Z") else ""))

    def _dtg(self, match: re.Match[str], token: int) -> Read | None:
        month = self._month_number(match["month"])
        year = self._year_said(match["year"] if not match["year"] or len(match["year"]) == 4 else "'" + match["year"]) if match["year"] else self._year_for(month, int(match["day"]), token)
        moment = m.ymd(year, month, int(match["day"])) if year else None
        if moment is None:
            return None
        self.line.move(moment, self.words.sent[token])
        clock = match["clock"]
        return replace(read_of(moment), type="TIME", value=f"{moment.value}T{clock[:2]}:{clock[2:]}Z")

    def _numeric(self, match: re.Match[str], token: int) -> Moment | None:
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        if year < 100:
            year += 2000 if year <= 50 else 1900
        month_first = self.line.month_first and match["sep"] == "/"
        month, day = (a, b) if month_first else (b, a)
        if month > 12:
            month, day = day, month
        return m.ymd(year, month, day)

    def _day(self, match: re.Match[str], token: int, day: str) -> Moment | None:
        number = int(re.match(r"\d+", day)[0])  # type: ignore[index]
        month = self._month_number(match["month"])
        weekday = match["weekday"]
        year = self._whose(match)
        if year is None:
            year = self._year_for(month, number, token, self.weekdays.get(weekday.lower().rstrip(".")) if weekday else None)
        if year is None:
            return Moment(f"XXXX-{month:02d}-{number:02d}", None, None, "none")
        return m.ymd(year, month, number)

    def _month_day(self, match: re.Match[str], token: int) -> Moment | None:
        if match["month"][0].islower() and match["month"].lower() in _AMBIGUOUS_MONTHS:
            return None
        if not match["whose"] and match["day"].isdigit() and self._counted(match.end("day")):
            return None
        return self._day(match, token, match["day"])

    def _counted(self, offset: int) -> bool:
        """Whether a plural noun follows, so that the number before it is a count ("In May 12 soldiers died")."""
        token = self._next(offset + 1)
        return token is not None and self.text[offset : offset + 1] == " " and self.words.tag[token] == "NNS" and self.words.lower[token] not in ("attacks", "elections", "talks", "protests", "bombings", "events", "agreements", "accords")

    def _day_month(self, match: re.Match[str], token: int) -> Moment | None:
        if match["month"][0].islower() and match["month"].lower() in _AMBIGUOUS_MONTHS:
            return None
        return self._day(match, token, match["day"])

    def day_beside(self, match: re.Match[str], day: str, token: int) -> Read | None:
        """Return another day of the same month ("4" in "4 to 6 May")."""
        if int(re.match(r"\d+", day)[0]) > 31:  # type: ignore[index]
            return None
        moment = self._day(match, token, day)
        return read_of(moment) if moment else None

    def _month_year(self, match: re.Match[str], token: int) -> Moment | None:
        year = self._whose(match)
        month = self._month_number(match["month"])
        if match["month"][0].islower() and match["month"].lower() in _AMBIGUOUS_MONTHS:
            return None
        return m.month(year, month) if year else Moment(f"XXXX-{month:02d}", None, None, "none")

    def _month(self, match: re.Match[str], token: int) -> Moment | None:
        written = match["month"]
        lower = written.lower().rstrip(".")
        words = self.words
        if not written[0].isupper():
            return None
        if lower == "march" and not self._march_is_month(token, match.end()):
            return None
        if lower in _AMBIGUOUS_MONTHS or len(lower) <= 3 or lower in ("april", "june", "august"):
            before = self._previous(token)
            timely = before in ("in", "since", "until", "till", "by", "of", "from", "to", "through", "early", "late", "mid", "before", "after", "during", "and", "or", "between", "for", "last", "next", "this", "-", "end", "to", "around", "as")
            if lower in ("may", "march", "april", "june", "august"):
                if not (timely or words.pos[token] == "PROPN" and words.dep[token] in ("pobj", "npadvmod", "compound", "poss", "conj") or words.ent[token] == "DATE"):
                    return None
                if words.pos[token] in ("VERB", "AUX") and not timely:
                    return None
            elif not timely and words.ent[token] != "DATE":
                return None
        number = self._month_number(written)
        if words.text[token + 1 : token + 2] and words.pos[token + 1] == "PROPN" and words.dep[token] == "compound" and lower in ("may", "june", "april", "august", "jan") and words.ent[token] == "PERSON":
            return None
        year = self._year_for(number, None, token)
        return m.month(year, number) if year else Moment(f"XXXX-{number:02d}", None, None, "none")

    def _march_is_month(self, token: int, end: int) -> bool:
        """Whether "March" is no march ("the Long March", "the March to the Sea")."""
        words = self.words
        before, nxt = self._previous(token), self._next(end + 1)
        following = words.lower[nxt] if nxt is not None else ""
        if before == "the" or (token and words.text[token - 1][:1].isupper() and words.pos[token - 1] in ("PROPN", "ADJ") and token - 1 != words.sents[words.sent[token]][0]):
            return nxt is not None and words.pos[nxt] in ("NOUN", "ADJ", "NUM")
        return following not in ("to", "on", "through") or before in ("from", "in", "since", "until", "late", "early", "mid", "-", "by", "between", "of")

    def _month_relative(self, match: re.Match[str], token: int) -> Moment | None:
        if match["month"][0].islower():
            return None
        relative, number = match["relative"].lower(), self._month_number(match["month"])
        anaphoric = relative in ("the same", "that", "the following", "the previous")
        base = self.line.here() if anaphoric or self.line.narrative else self.line.published
        if base is None:
            return Moment(f"XXXX-{number:02d}", None, None, "none")
        if relative in ("last", "this past", "past", "the previous"):
            return m.month(base.year if number < base.month else base.year - 1, number)
        if relative in ("next", "this coming", "the following"):
            return m.month(base.year if number > base.month else base.year + 1, number)
        return m.month(base.year, number)

    def _year(self, match: re.Match[str], token: int) -> Moment | None:
        words, number = self.words, int(match.group()[-4:])
        if number < 1400 and not self.line.narrative or self.text[match.start() - 1 : match.start()] in ("$", "€", "£", "#", "+"):
            return None
        last = self.words.token_at(match.end() - 1) or token
        if words.text[last] != match.group() and not words.text[last].endswith(match.group()) and words.text[last][0].isdigit() and len(words.text[last]) > 4:
            return None
        nxt = last + 1
        before = self._previous(token)
        if nxt < len(words) and words.sent[nxt] == words.sent[last]:
            following = words.lower[nxt]
            if following in ("%", "percent", "million", "billion", "thousand", "hundred", "meters", "metres", "miles", "km", "kilometers", "kilometres", "feet", "tons", "tonnes", "dollars", "euros", "hours", "gmt", "utc", "hrs", "kg", "mm", "m", "people", "troops", "soldiers", "men", "civilians", "others", "personnel", "ft", "tanks", "aircraft", "prisoners", "casualties", "dead", "wounded", "sorties", "ships", "planes", "years", "days", "weeks", "months", "houses", "families", "fighters", "refugees", "votes", "members", "jobs", "acres", "hectares", "guns", "vehicles", "islands", "workers", "students", "bodies", "deaths", "missiles", "rockets", "shells", "rounds", "marines", "paratroopers", "officers", "police", "rebels", "militants", "insurgents"):
                return None
            if number % 100 == 0 and number < 1900 and words.tag[nxt] == "NNS" and words.dep[last] == "nummod":
                return None
        if before in ("about", "some", "nearly", "almost", "roughly", "approximately", "over", "than", "least", "around") and (before in ("some", "than") and number < 1900 or number % 100 == 0 and number != 2000):
            return None
        if before in ("no", "no.", "number", "resolution", "flight", "route", "room", "article", "section", "page", "#", "chapter", "model", "boeing", "windows", "mark", "order", "law", "bill", "type", "unit", "protocol", "directive", "regulation"):
            return None
        if number > 2100:
            return None
        return m.year_of(number)

    def _era_year(self, match: re.Match[str], token: int) -> Moment:
        if match["after"]:
            return m.year_of(int(match["after"]))
        number = int(match["year"])
        return m.year_of(-number if "b" in match["era"].lower() else number)

    def year_range(self, match: re.Match[str], start: int) -> list[tuple[int, int, Read]]:
        """Return the two years of "2014-2016" or "2014-16"."""
        first = int(match["first"])
        second = int(match["second"])
        if second < 100:
            second += first // 100 * 100
        if second <= first or second > 2100:
            return []
        self.line.move(m.year_of(first), -1)
        return [(start, match.end("first"), read_of(m.year_of(first))), (match.start("second"), match.end("second"), read_of(m.year_of(second)))]

    def era_range(self, match: re.Match[str], start: int) -> list[tuple[int, int, Read]]:
        """Return the two years of "499-493 BC"."""
        before = "b" in match.group()[match.end("second") - match.start() :].lower()
        first, second = int(match["first"]), int(match["second"])
        if before:
            first, second = -first, -second
        self.line.move(m.year_of(first), -1)
        return [(start, match.end("first"), read_of(m.year_of(first))), (match.start("second"), match.end(), read_of(m.year_of(second)))]

    def _decade(self, match: re.Match[str], token: int) -> Moment | None:
        if match["decade"]:
            written = int(match["decade"])
            if match["era"] and "b" in match["era"].lower():
                return m.decade(-written)
            if written < 1000:
                return m.decade(-written) if self.line.last and (self.line.last.year or 1) < 0 else None
            return m.decade(written)
        if match["short"]:
            short = int(match["short"])
            return m.decade((1900 if short >= 20 else 2000) + short)
        word = re.split(r"[- ]", match["word"].lower())
        hundred = 1800 if word[0].startswith("eighteen") else 1900
        if self._previous(token) in ("his", "her", "their", "my") or not match.group().lower().startswith("the"):
            return None
        return m.decade(hundred + time_words()["decades"][word[-1]])

    def _ordinal(self, written: str) -> int:
        written = written.lower()
        return self.ordinals[written] if written in self.ordinals else int(re.match(r"\d+", written)[0])  # type: ignore[index]

    def _century(self, match: re.Match[str], token: int) -> Moment | None:
        number = self._ordinal(match["ordinal"])
        if not 1 <= number <= 30:
            return None
        moment = m.century(number, bool(match["era"]) and "b" in match["era"].lower())
        return moment.part(match["part"].lower()) if match["part"] else moment

    def _fiscal(self, match: re.Match[str], token: int) -> Read:
        year = int(match["year"])
        return Read("DATE", f"FY{year if year > 99 else 2000 + year}")

    def _quarter(self, match: re.Match[str], token: int) -> Moment | None:
        year = next((match[g] for g in ("year", "qyear", "hyear") if match[g]), None)
        number = self._quarter_year(year)
        if number is None:
            return None
        if match["q"] or match["h"]:
            return m.quarter(number, int(match["q"] or match["h"]))
        word = (match["ordinal"] or match["lone"]).lower()
        rank = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}.get(word, 0)
        if (match["kind"] or "quarter").lower() == "half":
            return m.half(number, 2 if rank != 1 else 1)
        if match["lone"]:
            nxt = self._next(match.end() + 1)
            if nxt is not None and self.words.lower[nxt] == "of":
                return None
        return m.quarter(number, rank or 4)

    def _quarter_year(self, written: str | None) -> int | None:
        if written and written.isdigit():
            return int(written)
        if written and written.lower() not in ("the year", "the fiscal year"):
            return self._year_said(written)
        return self.line.year()

    def _season(self, match: re.Match[str], token: int) -> Moment | None:
        words = self.words
        code = self.seasons[match["season"].lower()]
        said = match.group().lower().split()
        relative = next((w for w in said if w in ("this", "last", "next", "past", "coming", "previous", "following", "same", "that")), None)
        last = words.token_at(match.start("season")) or token
        year_said = match["year"]
        if relative is None and not year_said:
            nxt = self._next(match.end() + 1)
            compound = words.dep[last] in ("compound", "amod", "nmod") or words.pos[last] not in ("NOUN", "PROPN")
            if compound and not (nxt is not None and words.lemma[nxt] in _SEASONAL) or self._previous(token) in ("a", "an") and not compound:
                return None
            word, nxt = match["season"].lower(), self._next(match.end() + 1)
            if word in ("fall", "spring") and ("the" in said and nxt is not None and words.lower[nxt] == "of" or self._previous(token) not in ("in", "by", "since", "until", "during", "for", "of", "late", "early", "mid", "-", "through", "before")):
                if not compound:
                    return None
        if year_said:
            digits = re.match(r"\d{3,4}", year_said)
            year = self._year_said(year_said) if not digits or "b" in year_said.lower() else int(digits[0])
            return m.season(year, code) if year else Moment(f"XXXX-{code}", None, None, "none")
        line = self.line
        anaphoric = relative in _ANAPHORIC
        base = line.here() if anaphoric or line.narrative else line.published
        if base is None:
            year = line.year()
            return m.season(year, code) if year else Moment(f"XXXX-{code}", None, None, "none")
        here = m.season(base.year, code)
        assert here.start is not None and here.end is not None
        if relative in _BACK:
            return here if here.end < base else m.season(base.year - 1, code)
        if relative in ("next", "coming", "following"):
            return here if here.start > base else m.season(base.year + 1, code)
        if code == "WI" and base.month <= 2 and relative in ("this", None):
            return m.season(base.year - 1, code)
        if relative is None and not line.narrative and self._tense(token) == "past" and here.start > base:
            return m.season(base.year - 1, code)
        if relative is None and not line.narrative and self._tense(token) == "future" and here.end < base:
            return m.season(base.year + 1, code)
        return here

    def _holiday(self, match: re.Match[str], token: int) -> Moment | None:
        name = re.split(r",? (?:of )?(?:\d{4}|last year|this year|next year)$", match.group())[0].replace("’", "'").lower()
        if not match.group()[0].isupper():
            return None
        nxt = self._next(match.end() + 1)
        if nxt is not None and self.words.lower[nxt] in ("island", "islands", "rising", "tree", "gift", "offensive"):
            return None
        said = match["year"]
        if said:
            year = self._year_said(said)
        else:
            line = self.line
            any_day = holiday(name, 2020)
            year = self._year_for(any_day.month, any_day.day, token) if any_day else line.year()
        found = holiday(name, year) if year and year > 0 else None
        return m.day(found) if found else None

    # -- days ----------------------------------------------------------------------------------------------------

    def _weekday(self, match: re.Match[str], token: int) -> Moment | Read | None:
        written = match["weekday"].rstrip(".")
        words = self.words
        if not written[0].isupper():
            return None
        before, nxt = self._previous(token), self._next(match.end() + 1)
        if len(written) <= 5 and words.ent[token] != "DATE" and words.pos[token] != "PROPN":
            return None
        if before in _NAMED_DAYS or (nxt is not None and words.lower[nxt] in _PAPERS and words.text[nxt][0].isupper()):
            return None
        if len(written) <= 3 and words.ent[token] not in ("DATE", "TIME") and not match["weekday"].endswith("."):
            return None
        number = self.weekdays[written.lower()]
        date = self._weekday_date(number, before, token)
        if date is None:
            return Read("DATE", f"XXXX-WXX-{number}")
        moment = m.day(date)
        if match["pod"]:
            self.line.move(moment, words.sent[token])
            return read_of(moment, self.pods[match["pod"].lower()])
        return moment

    def _weekday_date(self, number: int, before: str, token: int) -> dt.date | None:
        line, words = self.line, self.words
        if before in ("following", "previous", "that", "same") or line.narrative:
            base = line.last_day or line.here() or line.published
            if base is None:
                return None
            ahead = (number - base.isoweekday()) % 7
            if before == "previous" or before == "last":
                return base - dt.timedelta(days=(base.isoweekday() - number) % 7 or 7)
            return base + dt.timedelta(days=ahead or (7 if before in ("following", "next") else 0))
        base = line.published
        if base is None:
            return None
        back = base - dt.timedelta(days=(base.isoweekday() - number) % 7)
        ahead = base + dt.timedelta(days=(number - base.isoweekday()) % 7)
        if before == "last" or before == "past":
            return back if back != base else base - dt.timedelta(days=7)
        if before in ("next", "coming"):
            return ahead if ahead != base else base + dt.timedelta(days=7)
        tense = "future" if before in ("until", "till", "by", "starting", "beginning", "from") else tense_at(words, token)
        if tense == "future":
            return ahead
        if tense == "present" and before == "this":
            return ahead
        return back

    def _deictic_date(self, count: int) -> Moment | None:
        base = self.line.published if not self.line.narrative else self.line.last_day or self.line.base()
        return m.day(base + dt.timedelta(days=count)) if base else None

    def _deictic(self, match: re.Match[str], token: int) -> Moment | Read | None:
        written = match.group().lower().removeprefix("the ")
        if written == "today":
            return self._today(match, token)
        count = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}[written]
        if written == "tomorrow" and self.text[match.end() : match.end() + 2] in ("'s", "’s") and self._previous(token) in ("for", "of"):
            return Read("DATE", "FUTURE_REF")
        return self._deictic_date(count) or m.UNKNOWN

    def _today(self, match: re.Match[str], token: int) -> Moment | Read:
        """Return the day for "announced today", the present for "today's world" and what goes on today."""
        words = self.words
        if self.line.narrative or self.line.published is None:
            return Read("DATE", "PRESENT_REF")
        possessive = self.text[match.end() : match.end() + 2] in ("'s", "’s")
        head = words.head[token]
        if possessive:
            return Read("DATE", "PRESENT_REF") if words.lemma[head] in _GENERIC_NOUNS else self._deictic_date(0) or m.UNKNOWN
        from standoff.reading.times.tense import governing_verb, verb_tense

        verb = governing_verb(words, token)
        if verb is not None and words.tag[verb] in ("VBP", "VBZ") and not words.auxiliaries(verb) and words.lemma[verb] in ("be", "have", "remain", "face", "live", "exist", "stand", "know", "seem", "mean", "represent", "number", "see", "need"):
            if verb_tense(words, verb) == "present":
                return Read("DATE", "PRESENT_REF")
        return self._deictic_date(0) or m.UNKNOWN

    def _pod_read(self, count: int, pod: str, token: int) -> Read:
        moment = self._deictic_date(count)
        if moment is None:
            return Read("TIME", f"XXXX-XX-XX{pod}")
        self.line.move(moment, self.words.sent[token])
        return read_of(moment, pod)

    def _tonight(self, match: re.Match[str], token: int) -> Read:
        return self._pod_read(0, "TNI", token)

    def _last_night(self, match: re.Match[str], token: int) -> Read:
        return self._pod_read(-1, "TNI", token)

    def _day_pod(self, match: re.Match[str], token: int) -> Read:
        return self._pod_read({"yesterday": -1, "tomorrow": 1, "today": 0}[match["day"].lower()], self.pods[match["pod"].lower()], token)

    def _next_pod(self, match: re.Match[str], token: int) -> Read:
        relative, pod = match["relative"].lower(), self.pods[match["pod"].lower()]
        if relative == "this" and not self.line.narrative:
            return self._pod_read(0, pod, token)
        base = self.line.last_day or self.line.base()
        if base is None:
            return Read("TIME", f"XXXX-XX-XX{pod}")
        count = {"next": 1, "following": 1, "previous": -1}.get(relative, 0)
        moment = m.day(base + dt.timedelta(days=count))
        self.line.move(moment, self.words.sent[token])
        return read_of(moment, pod)

    def _the_day(self, match: re.Match[str], token: int) -> Moment | None:
        if self._previous(token) not in ("on", "by", "until", "till", "from", "of", "since", "to", "before", "after", "and"):
            return None
        if not re.search(r"(?:st|nd|rd|th)$", match["day"]):
            return None
        here = self.line.last_month if self.line.last_month and self.line.last_month.start else None
        base = here.start if here is not None else self.line.base()
        if base is None:
            return None
        return m.ymd(base.year, base.month, int(re.match(r"\d+", match["day"])[0]))  # type: ignore[index]

    def _clock(self, match: re.Match[str], token: int) -> Read | None:
        if match["military"]:
            hour, minute = int(match["military"][:2]), int(match["military"][2:])
            if self._previous(token) in ("some", "about", "for", "over", "than") and "hour" in match.group().lower():
                return None
        elif match["word"]:
            word = match["word"].lower()
            hour, minute = int(word) if word.isdigit() else int(parse_number(word) or 0), 0
        else:
            hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or 0)
            separator = self.text[match.end("hour")] if match["hour"] else ":"
            if separator in ".h" and not match["half"] and "." not in match.group()[:3] + "x" or separator == "." and not (match["half"] or re.search(r"[A-Z]", match.group())):
                return None
        half = (match["half"] or match["half2"] or "").lower()
        if half.startswith("p") and hour < 12:
            hour += 12
        elif half.startswith("a") and hour == 12:
            hour = 0
        if hour > 24 or minute > 59:
            return None
        base = self._day_beside(match, token)
        value = f"{base.isoformat() if base else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}"
        day = base.isoformat() if base else None
        return Read("TIME", value, day, day)

    def _day_beside(self, match: re.Match[str], token: int) -> dt.date | None:
        """Return the day of a time of day: the one named right after it, else where the text is, else publication."""
        from standoff.reading.times.patterns import shapes

        table = shapes()
        after = re.compile(r"(?:,? (?:local time,? |GMT |UTC |[A-Z]\w+ time )?(?:on |of )?|, )").match(self.text, match.end())
        if after:
            for name in ("month_day", "day_month", "weekday", "deictic"):
                near = table[name].match(self.text, after.end())
                at = self.words.token_at(after.end())
                if near and at is not None and self.words.sent[at] == self.words.sent[token]:
                    kept = self.line.last, self.line.last_day, self.line.last_month, self.line.last_sent
                    moment = getattr(self, f"_{name}")(near, at)
                    self.line.last, self.line.last_day, self.line.last_month, self.line.last_sent = kept
                    if isinstance(moment, Moment) and moment.grain == "day":
                        return moment.start
        if self.line.last_sent == self.words.sent[token] and self.line.last_day:
            return self.line.last_day
        return self.line.last_day or self.line.base()

    def _noon(self, match: re.Match[str], token: int) -> Read:
        base = self._day_beside(match, token)
        day = base.isoformat() if base else None
        return Read("TIME", f"{day or 'XXXX-XX-XX'}T{'12:00' if match['noon'] else '24:00'}", day, day)

    # -- relative ------------------------------------------------------------------------------------------------

    def _shifted(self, match: re.Match[str], token: int) -> Moment | Read | None:
        way = match["way"].lower()
        unit = unit_code(match["unit"])
        written = match["n"]
        line = self.line
        if way == "on" and (written is None or written.lower() in ("a", "an")):
            return None
        ahead = way in ("later", "after", "afterwards", "afterward", "thereafter", "hence", "from now", "on")
        if not written and match.group("n") is None:
            if not match["unit"].lower().endswith("s") and unit != "CE":
                return None
            return Read("DATE", "FUTURE_REF" if ahead else "PAST_REF")
        count = parse_number(written)
        if match["half"]:
            count = (count or 0) + 0.5
        if match["plus"]:
            count = (count or 0) + (0.5 if match["plus"].lower() == "half" else 0)
        if count is None:
            return Read("DATE", "FUTURE_REF" if ahead else "PAST_REF")
        deictic = way in ("ago", "hence", "from now", "back", "on") and not line.narrative
        base = line.published if deictic else line.here() or line.published
        if unit in ("D", "W", "2W", "N", "WE") and not deictic:
            base = line.last_day or base
        if base is None or unit.startswith("T"):
            return Read("DATE", "FUTURE_REF" if ahead else "PAST_REF") if unit.startswith("T") else m.UNKNOWN
        moment = m.shift(base, unit, count if ahead else -count)
        if moment is not None and unit == "D" and way == "ago" and count >= 365:
            return m.year_of(moment.year or base.year)
        return moment or m.UNKNOWN

    def _day_after(self, match: re.Match[str], token: int) -> Moment | Read | None:
        relative = (match["relative"] or match["relative2"]).lower()
        unit_word = (match["unit"] or match["unit2"]).lower()
        line = self.line
        if unit_word in ("season", "fiscal year"):
            return None
        if unit_word == "day" and match["relative2"] and self.text[match.end() : match.end() + 4].strip().startswith(("the", "a")):
            count = -1 if relative in ("before", "earlier") else 1
            return self._deictic_or(count, "D", anaphoric=True)
        unit = unit_code(unit_word)
        if relative in ("before", "previous", "preceding", "earlier"):
            count = -1
        elif relative in ("next", "following", "after", "later"):
            count = 1
        else:
            count = 0
        # "next week" looks from the publication date, "the next week" from where the text is
        the = match.group().lower().startswith("the ") or unit == "D" or relative in _ANAPHORIC
        if relative == "that" and unit == "D" and line.last_day is None and not line.narrative:
            return None
        return self._deictic_or(count, unit, anaphoric=the)

    def _deictic_or(self, count: int, unit: str, *, anaphoric: bool) -> Moment | None:
        line = self.line
        base = (line.last_day if unit in ("D", "W", "WE") else line.here()) or line.here() if anaphoric else line.base()
        if anaphoric and base is None:
            if line.last is not None and line.last.year is not None and unit in ("Y", "DE", "CE"):
                year = line.last.year + count * {"Y": 1, "DE": 10, "CE": 100}[unit]
                if unit == "Y":
                    return m.year_of(year)
                if unit == "DE":
                    return m.decade(year)
                return m.century((-year - 1) // 100 + 1, era=True) if year < 0 else m.century((year - 1) // 100 + 1)
            base = line.published
        if base is None:
            return m.UNKNOWN
        return m.around(base, unit, count) or m.UNKNOWN

    def _relative(self, match: re.Match[str], token: int) -> Moment | Read | None:
        relative = match["relative"].lower()
        word = match["unit"].lower()
        unit = unit_code(word)
        plural = word.endswith("s") or word in ("centuries", "millennia")
        written = match["n"]
        if unit.startswith("T") and not plural and (not written or unit == "TS"):
            return None
        if relative == "that" and (written or "").lower() in ("a", "an", "some", "many", "several"):
            return None
        if relative in ("first", "opening", "initial", "final", "that", "those", "these", "same", "this", "intervening", "remaining") and (written or plural):
            if relative in ("these", "this") and not written:
                return Read("DATE", "PRESENT_REF") if word == "days" else None
            return Read("DURATION", duration_value(written, unit, match["half"] is not None)) if written or relative not in ("those", "that") else None
        if relative in ("first", "opening", "initial", "final", "latest"):
            return None
        if written or plural or match["half2"]:
            return Read("DURATION", duration_value("half a" if match["half2"] else written, unit, match["half"] is not None))
        the = match.group().lower().startswith(("the ", "our ", "its ", "their "))
        if relative == "past" or (relative == "coming" and the) or (relative == "last" and the and unit in ("Y", "DE", "CE", "M") and self._previous(token) in ("in", "over", "during", "for", "within", "throughout")):
            return Read("DURATION", duration_value("one", unit, False))
        if relative in ("recent", "these", "those", "intervening", "remaining"):
            return None
        count = -1 if relative in _BACK else 1 if relative in _ON else 0
        if unit == "N":
            return None
        return self._deictic_or(count, unit, anaphoric=relative in _ANAPHORIC or (the and relative == "next") or (the and relative == "last" and self.line.narrative))

    def _end_of(self, match: re.Match[str], token: int) -> Moment | None:
        which = (match["which"] or match["which2"] or "the").lower()
        word = (match["unit"] or match["unit2"] or "year").lower()
        line = self.line
        anaphoric = which in ("that", "the same", "the following") or (which == "the" and line.narrative)
        count = {"next": 1, "the next": 1, "the following": 1, "last": -1}.get(which, 0)
        if which == "the" and word == "day" and "end" in match.group().lower():
            return None
        moment = self._deictic_or(count, unit_code(word), anaphoric=anaphoric)
        if moment is None:
            return None
        said = match.group().lower()
        part = "late" if re.search(r"\b(?:end|close|late|later|last|final|latter|year-end)\b", said) else "early" if re.search(r"\b(?:beginning|start|early|first|outset|earlier)\b", said) else "mid" if "mid" in said else None
        if match["mod"] and match["mod"].lower() in ("later", "earlier") and unit_code(word) in ("W", "M", "Y") and not line.narrative and line.published and not anaphoric:
            return self._narrowed(moment, match["mod"].lower())
        return moment.part(part) if part else moment

    def _narrowed(self, moment: Moment, way: str) -> Moment:
        """Return the days of a week, month or year before ("earlier") or after ("later") publication."""
        published = self.line.published
        if published is None or moment.start is None or moment.end is None or not moment.start <= published <= moment.end:
            return moment
        if way == "earlier":
            return replace(moment, end=max(moment.start, published))
        return replace(moment, start=published)

    def _part_of(self, match: re.Match[str], token: int) -> Moment | None:
        unit = unit_code(match["unit"] or match["unit2"])
        moment = self._deictic_or(0, unit, anaphoric=self.line.narrative)
        which = (match["which"] or "start").lower()
        return moment.part("late" if which == "end" else "early") if moment else None

    # -- durations, sets, references -----------------------------------------------------------------------------

    def _age(self, match: re.Match[str], token: int) -> Read | None:
        # "a 14-year-old" is a description; "22 years old" says how long
        return None if "-" in match.group() else Read("DURATION", duration_value(match["n"], "Y", match["half"] is not None))

    def _adjective(self, match: re.Match[str], token: int) -> Read | None:
        unit = unit_code(match["unit"])
        number = match["n"].lower()
        if number in ("a", "an", "some") or unit == "TS":
            return None
        return Read("DURATION", duration_value(number, unit, False))

    def _duration(self, match: re.Match[str], token: int) -> Read | None:
        unit = unit_code(match["unit"])
        number, word = match["n"].lower(), match["unit"].lower()
        after = self.text[match.end() : match.end() + 6].lower()
        if number in ("a", "an", "one", "some") and not word.endswith("s"):
            if unit in ("TS", "N", "WE", "Q") or number == "some":
                return None
            if number == "one" and unit == "D" or self._previous(token) in ("such", "what", "of such", "quite", "not"):
                return None
            before = self._previous(token)
            if number in ("a", "an") and unit == "D" and before in ("on", "for such"):
                return None
            if number in ("a", "an") and after.startswith((" when", " of ", " that", " in wh")) and unit in ("D", "TM"):
                return None
        if unit == "Q" and after.startswith(" of"):
            return None
        if number in ("second", "third", "first") or (unit == "TS" and not word.endswith("s")):
            return None
        if unit == "Q" and not word.endswith("s"):
            return None
        if after.startswith((" old", "-old", " of age")):
            return Read("DURATION", duration_value(number, unit, match["half"] is not None))
        return Read("DURATION", duration_value(match["n"], unit, match["half"] is not None or "and a half" in match.group().lower()))

    def _lone_duration(self, match: re.Match[str], token: int) -> Read | None:
        word = match["unit"].lower()
        if word.endswith("long"):
            return Read("DURATION", duration_value("several" if "s-" in word else "one", unit_code(word.split("-")[0]), False))
        if self._previous(token) in ("these", "those", "the", "these", "old", "early", "his", "her", "their", "its", "our", "business", "working", "office", "visiting", "opening"):
            return None
        return Read("DURATION", duration_value("several", unit_code(word), False))

    def _sets(self, match: re.Match[str], token: int) -> Read | None:
        if match["word"]:
            word = match["word"].lower()
            if match["word"][0].isupper() and token != self.words.sents[self.words.sent[token]][0]:
                return None  # "the Daily Mail"
            return Read("SET", time_words()["sets"][word])
        if match["per"]:
            return Read("SET", duration_value("one", unit_code(match["per"]), False))
        if match["weekday"]:
            return Read("SET", f"XXXX-WXX-{self.weekdays[match['weekday'].lower().rstrip('.')]}") if match["weekday"][0].isupper() else None
        if match["pod"]:
            return Read("SET", f"XXXX-XX-XX{self.pods[match['pod'].lower()]}")
        if match["season"]:
            return Read("SET", f"XXXX-{self.seasons[match['season'].lower()]}")
        number = (match["n"] or "one").lower()
        number = {"other": "two", "second": "two", "few": "several", "single": "one"}.get(number, number)
        return Read("SET", duration_value(number, unit_code(match["unit"]), False))

    def _references(self, match: re.Match[str], token: int) -> Read | None:
        written = match.group().lower()
        if written == "now" and self.text[match.end() : match.end() + 5].lower() == " that":
            return None
        if written == "the present" and self._next(match.end() + 1) is not None and self.words.pos[self._next(match.end() + 1) or 0] in ("NOUN", "ADJ"):
            return None
        if written in ("the future", "the near future", "in future", "at this point", "this point") and written == "this point" and self._previous(token) != "at":
            return None
        return Read("DATE", self.references[written])

    def _time_refs(self, match: re.Match[str], token: int) -> Read:
        return Read("DATE", "PRESENT_REF")

    def _narrative(self, match: re.Match[str], token: int) -> Read | None:
        if not self.line.narrative or match.group()[0].isupper() or self.words.dep[token] != "amod":
            return None
        return Read("DATE", self.narrative_references[match.group().lower()])


_SEASONAL = frozenset(
    """offensive campaign fighting attack operation session term break season month election meeting summit drive battle assault retreat
    vacation holiday counteroffensive counter-offensive exercise manoeuvre maneuver advance weather heating conscription draft""".split()
)
_GENERIC_NOUNS = frozenset("world society youth generation era age standard technology environment context climate russia europe ukraine situation reality challenge politics economy leader".split())
