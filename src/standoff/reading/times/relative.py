"""Expressions that count from another time: "two days later", "last week", "the end of the year"."""

from __future__ import annotations

import re
from dataclasses import replace

from standoff.reading.times import moments as m
from standoff.reading.times.amounts import duration_value, parse_number, unit_code
from standoff.reading.times.base import ANAPHORIC, BACK, ON, Base, Read
from standoff.reading.times.moments import Moment


class Relative(Base):
    """Times that count from the publication date or from the text's own time."""

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
        if unit == "TH" and count % 24 == 0:
            unit, count = "D", count / 24
        if not deictic and line.last is not None and (line.last.year or 1) < 0:
            years = {"DE": 10, "CE": 100}.get(unit, 1)
            return self._before_christ((count if ahead else -count) * years, "Y") if unit in ("Y", "DE", "CE") else m.UNKNOWN
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
        the = match.group().lower().startswith("the ") or unit == "D" or relative in ANAPHORIC
        if relative == "that" and unit == "D" and line.last_day is None and not line.narrative:
            return None
        return self._deictic_or(count, unit, anaphoric=the)

    def _deictic_or(self, count: int, unit: str, *, anaphoric: bool) -> Moment | None:
        line = self.line
        if (anaphoric or line.narrative) and line.last is not None and (line.last.year or 1) < 0:
            return self._before_christ(count, unit)
        base = (line.last_day if unit in ("D", "W", "WE") else line.here()) or line.here() if anaphoric else line.base()
        if anaphoric and base is None:
            base = line.published
        if base is None:
            return m.UNKNOWN
        return m.around(base, unit, count) or m.UNKNOWN

    def _before_christ(self, count: float, unit: str) -> Moment:
        """Return the time `count` units from the year BC at which the text has arrived."""
        last = self.line.last
        years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
        if last is None or last.year is None or years is None:
            return last if count == 0 and last is not None and unit == "D" and last.grain == "day" else m.UNKNOWN
        year = last.year + round(count * years)
        if unit == "DE":
            return m.decade(year)
        if unit == "CE":
            return m.century((-year - 1) // 100 + 1, era=True) if year < 0 else m.century((year - 1) // 100 + 1)
        return m.year_of(year)

    def _relative(self, match: re.Match[str], token: int) -> Moment | Read | None:
        relative = match["relative"].lower()
        word = match["unit"].lower()
        unit = unit_code(word)
        if relative == "last" and self.words.pos[token] in ("VERB", "AUX"):
            return None
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
        count = -1 if relative in BACK else 1 if relative in ON else 0
        if unit == "N":
            return None
        return self._deictic_or(count, unit, anaphoric=relative in ANAPHORIC or (the and relative == "next") or (the and relative == "last" and self.line.narrative))

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
        part = "end" if re.search(r"\b(?:end|close|year-end)\b", said) else "start" if re.search(r"\b(?:beginning|start|outset)\b", said) else "late" if re.search(r"\b(?:late|later|last|final|latter)\b", said) else "early" if re.search(r"\b(?:early|first|earlier)\b", said) else "mid" if "mid" in said else None
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
        return moment.part("end" if which == "end" else "start") if moment else None
