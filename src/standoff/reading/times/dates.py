"""Dates of the calendar: days, months and years that are written out."""

from __future__ import annotations

import re
from dataclasses import replace

from standoff.reading.times import moments as m
from standoff.reading.times.base import Base, Read, read_of
from standoff.reading.times.moments import Moment

_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "sun", "sat", "mon", "wed"})
# A number of four digits before one of these is no year.
_COUNTED = frozenset(
    """% acres aircraft billion bodies casualties civilians days dead deaths dollars euros families feet fighters ft gmt guns
    hectares hours houses hrs hundred insurgents islands jobs kg kilometers kilometres km m marines members men meters
    metres miles militants million missiles mm months officers others paratroopers people percent personnel planes
    police prisoners rebels refugees rockets rounds shells ships soldiers sorties students tanks thousand tonnes tons
    troops utc vehicles votes weeks workers wounded years""".split()
)


class Dates(Base):
    """Dates written out."""

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
        return self._nearer(m.ymd(year, month, day), m.ymd(year, day, month) if match["sep"] == "/" else None)

    def _nearer(self, usual: Moment | None, other: Moment | None) -> Moment | None:
        """Return the usual reading of "05/02/2022", unless only the other one lies close to publication."""
        published = self.line.published
        if published and usual and other and usual.start and other.start:
            if abs((other.start - published).days) <= 40 < abs((usual.start - published).days):
                return other
        return usual or other

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
            if following in _COUNTED:
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
