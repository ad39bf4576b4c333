"""Deployments, aid and statements against annotated reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from standoff.evaluate.tally import Row, Tally, match, occurrences, offsets, overlap

Verdicts = dict[str, bool | None]


def crisis(gold: Row, reading: Row) -> Tally:
    """Score ``{"deployments", "aid", "statements"}``, each with exact quotations of the text as evidence or content.

    found: a mention read whose evidence or content overlaps the gold one; whole: found, and every attribute that the gold
    gives is right; each attribute as a share of the found ones.
    """
    tally = Tally()
    for kind, (pair, verdicts, needed) in KINDS.items():
        want, have = gold.get(kind) or [], reading.get(kind) or []
        pairs = match(want, have, lambda g, r, pair=pair: pair(gold["text"], g, r))  # type: ignore[misc]
        whole = 0
        for i, j in pairs:
            found = verdicts(want[i], have[j])
            whole += all(found[name] is not False for name in needed)
            for name, right in found.items():
                if right is not None:
                    tally.add(f"{kind}: {name}", right, 0, 1)
                    if not right:
                        tally.errors.append((f"{kind}: wrong {name}", _words_of(want[i])))
        tally.add(f"{kind} found", len(pairs), len(have), len(want))
        tally.add(f"{kind} whole", whole, len(have), len(want))
        tally.errors += [(f"{kind}: missed", _words_of(g)) for i, g in enumerate(want) if i not in {a for a, _ in pairs}]
        tally.errors += [(f"{kind}: surplus", h["evidence"]["text"]) for j, h in enumerate(have) if j not in {b for _, b in pairs}]
    return tally


def _words_of(gold: Row) -> str:
    return str(gold.get("evidence") or " … ".join(gold.get("content") or ()))


def _party(want: Any, *candidates: Any) -> bool | None:
    """Whether a gold party (ISO3, organisation, or a list of them) is among the parties read; None where not scored."""
    if not want:
        return None
    wanted = {w.lower() for w in (want if isinstance(want, list) else [want])}
    for one in (x for c in candidates for x in (c if isinstance(c, list) else [c]) if x):
        names = {str(one.get(k) or "").lower() for k in ("country", "name", "code")} | {str(one.get("code") or "")[:3].lower()}
        if wanted & (names - {""}):
            return True
    return False


def _interval(gold: Row, read: Row | None) -> bool | None:
    if gold.get("low") is None and gold.get("high") is None:
        return None
    if not read or (read.get("low") is None and read.get("high") is None):
        return False
    return _close(gold.get("low"), read.get("low")) and _close(gold.get("high"), read.get("high"))


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    large = max(abs(a), abs(b))
    return abs(a - b) <= 0.02 * large + 1e-9 or (large >= 10 and abs(a - b) <= 1)


def _count(gold: Row, read: Row) -> bool | None:
    if gold.get("basis") == "ratio":
        return _interval(gold, read.get("ratio")) or _interval(gold, read.get("count"))
    return _interval(gold, read.get("count"))


def _shared(text: str, gold: Row, read: Row) -> int:
    evidence = offsets(read.get("evidence"))
    return max((overlap(g, evidence) for g in occurrences(text, gold["evidence"], 3)), default=0) if evidence else 0


def _same_words(a: str | None, b: str | None) -> bool:
    return bool(set(re.findall(r"\w+", (a or "").lower())) & set(re.findall(r"\w+", (b or "").lower())))


def _score(text: str, gold: Row, read: Row, verdicts: Verdicts, what: str | None, amount: bool | None) -> float:
    shared, same = _shared(text, gold, read), _same_words(gold.get("what"), what)
    if not shared or (amount is False and not same):
        return 0.0
    return 1 + sum(bool(v) for v in verdicts.values()) + 2 * bool(amount) + same + min(shared, 200) / 1000


def _deployment_pair(text: str, gold: Row, read: Row) -> float:
    return _score(text, gold, read, _deployment(gold, read), (read.get("force") or {}).get("text"), _count(gold, read))


def _deployment(gold: Row, read: Row) -> Verdicts:
    counted = gold.get("low") is not None or gold.get("high") is not None
    return {
        "sender": _party(gold.get("sender"), read.get("sender")), "host": _party(gold.get("host"), read.get("host")),
        "category": (read.get("force") or {}).get("category") == gold.get("category"), "count": _count(gold, read),
        "basis": read.get("basis") == gold.get("basis") if counted else None, "status": read.get("status") == gold.get("status"),
    }


def _aid_pair(text: str, gold: Row, read: Row) -> float:
    return _score(text, gold, read, _aid(gold, read), (read.get("what") or {}).get("text"), _interval(gold, read.get("amount")))


def _aid(gold: Row, read: Row) -> Verdicts:
    plain: Callable[[Any], Any] = lambda s: "in_place" if s == "delivered" else s
    return {
        "donor": _party(gold.get("donor"), read.get("donor")), "recipient": _party(gold.get("recipient"), read.get("recipient")),
        "kind": read.get("kind") == gold.get("kind"), "amount": _interval(gold, read.get("amount")), "status": plain(read.get("status")) == plain(gold.get("status")),
    }


def _statement_pair(text: str, gold: Row, read: Row) -> float:
    want = {i for quote in gold["content"] for s, e in occurrences(text, quote, 3) for i in range(s, e)}
    have = {i for s, e in filter(None, map(offsets, read.get("content") or [])) for i in range(s, e)}
    share = len(want & have) / len(want | have) if want or have else 0.0
    return share if share >= 0.5 else 0.0


def _statement(gold: Row, read: Row) -> Verdicts:
    want, have = gold.get("speaker"), read.get("speaker") or {}
    speaker = None
    if want:
        names = [(have.get("name") or "").lower(), ((have.get("span") or {}).get("text") or "").lower()]
        speaker = _surname(want) in {_surname(n) for n in names} - {""} or any(n and (want.lower() in n or n in want.lower()) for n in names)
    return {"speaker": speaker, "kind": read.get("kind") == gold.get("kind"), "act": read.get("act") == gold.get("act")}


def _surname(name: str) -> str:
    tokens: list[str] = re.findall(r"[\w'-]+", name.lower())
    return tokens[-1] if tokens else ""


KINDS: Mapping[str, tuple[Callable[[str, Row, Row], float], Callable[[Row, Row], Verdicts], tuple[str, ...]]] = {
    "deployments": (_deployment_pair, _deployment, ("sender", "host", "count", "status")),
    "aid": (_aid_pair, _aid, ("donor", "recipient", "amount", "status")),
    "statements": (_statement_pair, _statement, ("speaker",)),
}
