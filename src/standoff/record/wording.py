"""Words by which a report says that it corrects something, that forces have arrived, or that somebody threatens."""

from __future__ import annotations

import re

MARK = re.compile(
    r"\bcorrections?\b|\bcorrected\b|\berrat(?:um|a)\b|\bclarification\b|\bwe (?:apologi[sz]e|regret)\b|\bmisstated\b|\bmisreported\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously)\b|\bin error\b|\b(?:our|the) (?:error|mistake|slip)\b|\bset the record straight\b",
    re.IGNORECASE)
ARRIVES = re.compile(
    r"\b(?:arriv(?:e[sd]?|ing|al)|land(?:s|ed|ing)|reach(?:es|ed|ing)|touch(?:ed|es|ing) down|flew in|flown (?:in|to)|turned up|docked|moored|tied up|(?:dropped|dropping) anchor|sailed into|steamed into|put into|rolled in(?:to)?|(?:came|come|gone|went) ashore|disembarked"
    r"|(?:have|has) (?:moved|deployed|come) (?:to|in(?:to)?|up)|began (?:flying|arriving)|begun (?:flying|arriving))\b", re.IGNORECASE)
# What is arriving is partly there.
ARRIVING = re.compile(r"\b(?:are|is|were|was|been|began|begun|started|keep|kept)\s+(?:\w+ly\s+)?(?:arriving|landing|reaching|rolling in|flying in|coming in|disembarking)\b", re.IGNORECASE)
SENDS = re.compile(
    r"\b(?:send|sends|sent|sending|deploy\w*|dispatch\w*|order\w*|transfer\w*|despatch\w*|reinforc\w*|bound for|on (?:its|their|the) way|shift\w*|moving"
    r"|more|another|further|additional|extra|fresh|new|join\w*|go|goes|going)\b(?! than)", re.IGNORECASE)
# What opens the condition of a threat.
IF = re.compile(r"(?:even\s)?(?:if|unless|should|were|had|in (?:the event|case))\b", re.IGNORECASE)
# What would be done to who does not yield: force, an answer in kind, something that he loses ("there would be no trade deal").
MENACES = re.compile(
    r"\b(?:will|would|shall|is going to|are going to)\b[^.;]{0,60}?\b(?:use\s(?:every|all|any)|open\sfire|respond|retaliate|strike|hit|fire|shoot|sink|seize|fetch|punish"
    r"|destroy|attack|fight|act|answer|cut|halt|stop|close|expel|suspend|block|resort|pay|suffer|regret|face|cost|take\s(?:\w+\s)?(?:measures|steps|action)|defend|crush)\b"
    r"|\bnot\s(?:stand\s(?:aside|by|idle|idly\sby)|look\son|sit\sidle|remain\s(?:silent|idle)|hesitate)\b"
    r"|\bthere\s(?:will|would)\sbe\sno\s(?!war\b|need\b|reason\b)|\bconsequences\b", re.IGNORECASE)
# Whose threat it is that a speaker without a state utters: "Iran will not stand aside".
OWN = re.compile(r"\b([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)\s(?:will|would|shall)\b")
# What is held out, by its first word: "offered to station a company", "willing to lead".
OFFERS = re.compile(r"(?:offer(?:s|ed|ing)?|willing|ready|prepared)\b", re.IGNORECASE)
# Forces at practice.
DRILL = re.compile(r"\b(?:exercises?|drills?|man(?:oe|eu)uvres?|maneuvers?|war\sgames?)\b", re.IGNORECASE)
# What gives another's claim the lie.
CONTRADICTS = re.compile(
    r"\b(?:seen|found|saw|observed|was|is)\s(?:just\s|quite\s|exactly\s)?the\s(?:reverse|opposite|contrary)\b|\bno\s(?:sign|evidence|trace)s?\sof\b"
    r"|\b(?:claims?|account|announcement|story|version|assertion|report)\s(?:is|was|were|are)\s(?:\w+\s)?(?:false|untrue|fiction|a\slie|lies|not\strue|nonsense)\b", re.IGNORECASE)
# What is not to be done, and to whom.
VICTIM = re.compile(
    r"\b(?:any|an?|further|another|new)\s(?:\w+\s){0,2}(?:attack|assault|aggression|strike|incursion|invasion|move|raid|violation|advance)s?\s(?:on|against|into|of|by land on)"
    r"\s(?:the\s)?([A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})"
    r"|\b(?:on|against|into|at|enters?|cross(?:es|ed)?\sinto)\s(?:\w+\s)?([A-Z]\w+)\s(?:soil|territory|ground|waters|airspace|towns?|cities|villages?|ships?|soldiers|troops|positions)\b")
# What goes on about who was spoken of.
GOES_ON = re.compile(r"[\"“‘]?(?:(?:but|and|then|there|later|also),?\s)?(?:he|she|they|it)\b", re.IGNORECASE)
