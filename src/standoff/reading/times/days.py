"""Days by name and times of the day."""

from __future__ import annotations

import datetime as dt
import re

from standoff.reading.times import moments as m
from standoff.reading.times.amounts import parse_number
from standoff.reading.times.base import Base, Read, read_of
from standoff.reading.times.moments import Moment
from standoff.reading.times.tense import governing_verb, tense_at, verb_tense

_NAMED_DAYS = frozenset("bloody black good palm easter super cyber whit ruby holy orange maundy".split())
_PAPERS = frozenset("times mail telegraph express herald tribune post mirror night football agreement club accords".split())
_GENERIC_NOUNS = frozenset("world society youth generation era age standard technology environment context climate russia europe ukraine situation reality challenge politics economy leader".split())


class Days(Base):
    """Weekdays, yesterday and tomorrow, parts of the day, times of the clock."""

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
            days = (number - base.isoweekday()) % 7
            if before == "previous" or before == "last":
                return base - dt.timedelta(days=(base.isoweekday() - number) % 7 or 7)
            return base + dt.timedelta(days=days or (7 if before in ("following", "next") else 0))
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
        if tense == "future" or (tense == "present" and (before == "this" or self._scheduled(token))):
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
        number = int(re.match(r"\d+", match["day"])[0])  # type: ignore[index]
        found = m.ymd(base.year, base.month, number)
        published = self.line.published
        if here is None and published and found and found.start and found.start > published and self._tense(token) == "past":
            before = m.add_months(published.replace(day=1), -1)
            return m.ymd(before.year, before.month, number)
        return found

    def _clock(self, match: re.Match[str], token: int) -> Read | None:
        if match["military"]:
            hour, minute = int(match["military"][:2]), int(match["military"][2:])
            if self._previous(token) in ("some", "about", "for", "over", "than") and "hour" in match.group().lower():
                return None
        elif match["plain"]:
            hour, minute = int(match["plain"][:2]), int(match["plain"][2:])
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

    def _weekend(self, match: re.Match[str], token: int) -> Moment | None:
        base = self.line.base()
        if base is None:
            return m.UNKNOWN
        here = m.weekend(base)
        past = self._tense(token) == "past" or self._tense(token) == "present"
        if here.start is not None and past and here.start > base and not match.group().lower().startswith("this"):
            return m.weekend(base - dt.timedelta(days=7))
        return here

    def _noon(self, match: re.Match[str], token: int) -> Read:
        base = self._day_beside(match, token)
        day = base.isoformat() if base else None
        return Read("TIME", f"{day or 'XXXX-XX-XX'}T{'12:00' if match['noon'] else '24:00'}", day, day)
