"""A mention as a card: what it says in words, and the words that say it."""

from __future__ import annotations

from typing import Any

from standoff.web import wording
from standoff.web.highlight import sentence
from standoff.web.room import NotThere, Room

BASIS = {
    "total": "a level", "increment": "comes on top", "reduction": "taken away", "ratio": "a multiple of what was there",
}  # fmt: skip


def detail_of(room: Room, id: str) -> dict[str, Any]:
    """Return all about a mention, event or report; raise `NotThere` in words."""
    from standoff.errors import RecordError

    try:
        found: dict[str, Any] = room.once(("show", id), lambda: room.record.show(id))
    except RecordError:
        raise NotThere(f"There is nothing called {id} in this record. It may have been read again since the link was made.") from None
    return found


def card(room: Room, detail: dict[str, Any]) -> dict[str, Any]:
    """Return what a template shows of one mention."""
    kind, body = detail["kind"], detail["body"]
    key, _, local = detail["id"].partition(".")
    return {
        "id": detail["id"],
        "local": local,
        "kind": kind,
        "report": detail["report"],
        "title": detail.get("title") or detail["report"],
        "publisher": detail.get("publisher"),
        "published": detail.get("published"),
        "href": f"/reports/{key}#s-{local}",
        "own": f"/mentions/{detail['id']}",
        "pieces": sentence(body, kind),
        "headline": headline(kind, body, detail),
        "facts": facts(kind, body, detail),
        "confidence": detail.get("confidence"),
        "accepted": detail.get("accepted"),
        "rejected": detail.get("rejected"),
        "corrections": detail.get("corrections") or [],
    }


def cards(room: Room, ids: list[str]) -> list[dict[str, Any]]:
    """Return the cards of mentions, by date of publication; ids that the record no longer has are left out."""
    found = []
    for id in ids:
        try:
            found.append(card(room, detail_of(room, id)))
        except NotThere:
            continue
    return sorted(found, key=lambda c: (c["published"] or "", c["id"]))


def headline(kind: str, body: dict[str, Any], row: dict[str, Any] | None = None) -> str:
    """Return a mention in one line of plain words."""
    if kind == "event":
        sides = [wording.parties(body.get(side)) for side in ("source", "target")]
        return f"{' → '.join(filter(None, (sides[0] or 'someone', sides[1])))}: {wording.event_type(body.get('type')).lower()}"
    if kind == "deployment":
        count = body.get("count") or {}
        force = (body.get("force") or {}).get("text") or ""
        said = (count.get("text") or "").lower()
        number = wording.bounds(count.get("low"), count.get("high")) if body.get("count") and said not in force.lower() else ""
        host = (body.get("host") or {}).get("name")
        parts = [wording.party(body.get("sender")) or "someone", number, force, f"→ {host}" if host else "", f"({wording.status(body.get('status'))})"]
        return " ".join(filter(None, parts))
    if kind == "aid":
        parts = [wording.party(body.get("donor")) or "someone", "→", wording.party(body.get("recipient")) or "someone", "·", (body.get("what") or {}).get("text"), f"({wording.status(body.get('status'))})"]
        return " ".join(filter(None, parts))
    return f"{wording.party(body.get('speaker')) or 'someone'} · {body.get('act')}"


def facts(kind: str, body: dict[str, Any], row: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Return a mention's fields as label and words; what the report does not say is left out."""
    when = body.get("when") or {}
    days = " to ".join(dict.fromkeys(wording.day(d) for d in (when.get("start"), when.get("end")) if d))
    found: list[tuple[str, Any]] = []
    if kind == "event":
        found += [
            ("Type", " ".join(filter(None, (wording.event_type(body.get("type")), f"({body['mode']})" if body.get("mode") else "")))),
            ("CAMEO", body.get("cameo")),
            ("Who", wording.parties(body.get("source"))), ("To whom", wording.parties(body.get("target"))),
            ("Reality", body.get("modality")), ("Context", ", ".join(body.get("context") or ())),
        ]  # fmt: skip
    elif kind == "deployment":
        count, ratio = body.get("count"), body.get("ratio") or {}
        found += [
            ("Sender", wording.party(body.get("sender"))), ("Host", (body.get("host") or {}).get("name")),
            ("From", (body.get("origin") or {}).get("name")),
            ("Forces", " · ".join(dict.fromkeys(filter(None, ((body.get("force") or {}).get("text"), wording.category((body.get("force") or {}).get("category"))))))),
            ("Number", wording.bounds(count.get("low"), count.get("high")) if count else None),
            ("Factor", wording.bounds(ratio.get("low"), ratio.get("high")) if ratio else None),
            ("Counts as", BASIS.get(body.get("basis") or "")), ("Status", wording.status(body.get("status"))),
            ("Part of", body.get("of")),
        ]  # fmt: skip
    elif kind == "aid":
        amount = body.get("amount")
        found += [
            ("Donor", wording.party(body.get("donor"))), ("Recipient", wording.party(body.get("recipient"))),
            ("Kind", body.get("kind")), ("What", (body.get("what") or {}).get("text")),
            ("Amount", f"{wording.bounds(amount.get('low'), amount.get('high'))} {amount.get('unit') or ''}" if amount else None),
            ("Status", wording.status(body.get("status"))),
        ]  # fmt: skip
    else:
        speaker = body.get("speaker") or {}
        found += [
            ("Speaker", ", ".join(filter(None, (speaker.get("name"), speaker.get("role"))))), ("Act", body.get("act")),
            ("Quotation", body.get("kind")), ("To", body.get("audience")), ("Through", body.get("channel")),
            ("On condition", "; ".join(s["text"] for s in body.get("conditions") or ())),
            ("Rests on", "; ".join(s["text"] for s in body.get("basis_cited") or ())),
        ]  # fmt: skip
    found += [
        ("Date", days + (" (the report's own date)" if when.get("basis") == "published" and days else "")),
        ("Vouched for by", (body.get("attribution") or {}).get("source") or "the report itself"),
        ("Denied", "yes" if body.get("polarity") == "denied" else None),
    ]
    return [(label, str(value)) for label, value in found if value]
