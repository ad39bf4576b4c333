"""Periods larger than a month or named otherwise: eras, decades, centuries, quarters, seasons, holidays."""

from __future__ import annotations

import re

from standoff.knowledge.calendar import holiday, time_words
from standoff.reading.times import moments as m
from standoff.reading.times.base import ANAPHORIC, BACK, Base, Read, read_of
from standoff.reading.times.moments import Moment

_SEASONAL = frozenset(
    """offensive campaign fighting attack operation session term break season month election meeting summit drive battle assault retreat
    vacation holiday counteroffensive counter-offensive exercise manoeuvre maneuver advance weather heating conscription draft""".split()
)


class Periods(Base):
    """Decades, centuries, quarters, seasons and holidays."""

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
        anaphoric = relative in ANAPHORIC
        base = line.here() if anaphoric or line.narrative else line.published
        if base is None:
            year = line.year()
            return m.season(year, code) if year else Moment(f"XXXX-{code}", None, None, "none")
        here = m.season(base.year, code)
        assert here.start is not None and here.end is not None
        if relative in BACK:
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
