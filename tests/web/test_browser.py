"""The pages in a real browser: the whole way from a report to a correction, hostile texts, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import standoff
from standoff.web.room import PAGES

from .browser import Watch, chromium, serving
from .conftest import TEXT, reading
from .test_pages import addresses

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def open_tab(browser: Any, address: str, **options: Any) -> tuple[Any, Watch]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    return tab, Watch(tab, address)


def test_the_whole_way(browser: Any, empty: Any) -> None:
    """Ingest, move the date, open a dossier, follow the evidence, correct, see it win, compare the rows."""
    files = sorted(EXAMPLES.glob("1[12]-*.md"))
    assert len(files) == 2
    with serving(empty) as address:
        tab, watch = open_tab(browser, address)
        tab.goto(address + "/")
        tab.click("text=Add reports")
        tab.set_input_files("input[name=files]", files)
        tab.click("text=Read them")
        tab.wait_for_selector("text=See the situation", timeout=120_000)
        tab.goto(address + "/ingest")
        tab.fill("textarea[name=text]", "OSLO, Feb. 5 - Norway has 250 soldiers in Lithuania, its defence ministry said.")
        tab.fill("input[name=title]", "Norwegian numbers")
        tab.locator("input[name=published]").first.fill("2022-02-05")
        tab.click("text=Read it")
        tab.wait_for_selector("text=See the situation", timeout=60_000)
        tab.click("text=See the situation")

        # The film: one day back, and the address and the table follow.
        rows = tab.locator("table.posture tbody tr")
        rows.first.wait_for()  # the click does not wait for the page
        assert "5 Feb 2022" in tab.inner_text("#live-head")
        tab.click("[data-step='-1']")
        tab.locator("#live-head", has_text="2 Feb 2022").wait_for()
        assert "as_of=2022-02-02" in tab.url
        tab.keyboard.press("Tab")
        tab.goto(address + "/")

        # A dossier, its evidence in the report, and back.
        tab.locator("table.posture tbody tr a").first.click()
        tab.wait_for_selector("text=Every mention")
        tab.locator(".mention a[href^='/reports/']").first.click()
        tab.wait_for_selector("[data-text]")
        assert "#s-" in tab.url
        tab.locator(".tag:target").wait_for(state="attached")  # the address is known a moment before its target is

        # A correction wins.
        mention = next(d for d in empty.deployments() if d["sender"] and d["host"] and d["low"] and d["status"] == "in_place")
        tab.goto(f"{address}/mentions/{mention['id']}")
        tab.fill("input[name='count.low']", "4321")
        tab.fill("input[name='count.high']", "4321")
        tab.fill("input[name=by]", "Ada Analyst")
        tab.fill("input[name=why]", "counted again")
        tab.get_by_role("button", name="Save the edit").click()
        tab.wait_for_selector("text=edit by Ada Analyst")
        assert empty.corrections()[0]["by"] == "Ada Analyst"
        told = tab.request.get(f"{address}/situation.json?sender={mention['sender']}&host={mention['host']}").json()
        assert 4321 in {row["low"] for row in told["rows"]}

        # What is exported is what the page counts.
        tab.goto(address + "/events")
        shown = int(tab.inner_text(".head p").split()[0].replace(",", ""))
        csv = tab.request.get(address + "/events.csv").text()
        assert tab.request.get(address + "/events.json").json()["total"] == shown
        import csv as reader

        assert len(list(reader.reader(csv.splitlines(keepends=True)))) - 1 == shown
        assert watch.faults == []


def test_review_by_keyboard_alone(browser: Any, record: Any) -> None:
    with serving(record) as address:
        tab, watch = open_tab(browser, address)
        tab.goto(address + "/review")
        tab.keyboard.press("a")  # refuses without a name, and leads to the field
        assert tab.evaluate("document.activeElement.hasAttribute('data-reviewer-main')")
        tab.keyboard.type("Ada")
        tab.keyboard.press("Escape")
        before = tab.locator(".item").count()
        tab.keyboard.press("a")
        tab.locator("[data-said]", has_text="Accepted").wait_for()
        tab.keyboard.press("j")
        tab.keyboard.press("r")
        tab.locator("[data-said]", has_text="Rejected").wait_for()
        assert tab.locator(".item").count() == before - 2
        tab.keyboard.press("u")
        tab.locator("[data-said]", has_text="Undone").wait_for()
        assert tab.locator(".item").count() == before - 1
        tab.keyboard.press("e")
        assert tab.evaluate("document.activeElement.matches('.item.now form input, .item.now form select')")
        done = record.corrections()
        assert [c["action"] for c in done] == ["accept", "reject"] and {c["by"] for c in done} == {"Ada"}
        assert done[1]["undone"]["by"] == "Ada"
        assert watch.faults == []


def test_words_are_chosen_by_selecting_them(browser: Any, tmp_path: Path) -> None:
    text = "\U0001d504 \U0001d505. " + TEXT  # characters that JavaScript counts twice
    with standoff.open(tmp_path / "x.db") as record:
        record.ingest([reading(text)])
        mention = record.reports()[0]["key"] + ".e1"
        with serving(record) as address:
            tab, watch = open_tab(browser, address)
            tab.goto(f"{address}/mentions/{mention}")
            tab.evaluate("""() => {
                const node = document.querySelector('[data-around]').firstChild, at = node.data.indexOf('another 120');
                getSelection().setBaseAndExtent(node, at, node, at + 11);
            }""")
            tab.wait_for_timeout(50)
            tab.fill("[data-correct] input[name=by]", "Ada")
            tab.get_by_role("button", name="Save the edit").click()
            tab.wait_for_selector("text=edit by Ada")
            assert record.show(mention)["body"]["evidence"]["text"] == "another 120"
            assert watch.faults == []


def test_brushing_the_timeline_sets_the_dates(browser: Any, record: Any) -> None:
    with serving(record) as address:
        tab, watch = open_tab(browser, address)
        tab.goto(address + "/timeline")
        box = tab.locator("[data-axis]").bounding_box()
        assert box
        y = box["y"] + box["height"] / 2
        tab.mouse.move(box["x"] + box["width"] * 0.3, y)
        tab.mouse.down()
        tab.mouse.move(box["x"] + box["width"] * 0.6, y, steps=5)
        tab.mouse.up()
        tab.wait_for_url("**since=*")
        assert "until=" in tab.url
        assert watch.faults == []


ATTACKS = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "'><svg onload=alert(3)>", "</textarea><script>alert(4)</script>",
    "{{ 7*7 }}{% raw %}", "javascript:alert(5)", "<iframe src=https://off.example/></iframe>", "</script><script src=//off.example/x.js>",
    "<a href=\"javascript:alert(6)\">x</a>", "<style>*{background:url(https://off.example/)}</style>", "<base href=https://off.example/>",
    "<meta http-equiv=refresh content=\"0;url=https://off.example/\">", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(7)>",
    "\u202egnp.exe \u0000\ufeff\ud7ff", "--><!--<script>alert(8)</script>", "[x](javascript:alert(9))", "<noscript><p title=\"</noscript><img src=x onerror=alert(10)>\">",
    "<xmp><script>alert(11)</script>", "${alert(12)}`-alert(13)-`", "<form action=https://off.example><button>go",
]  # fmt: skip


def hostile() -> list[dict[str, Any]]:
    """Return readings whose text, title, publisher, name and address are attacks."""
    found = []
    for i, attack in enumerate(ATTACKS):
        clean = attack.replace("\u0000", "")
        text = TEXT.replace("Norway has", f"{clean} Norway has") + clean
        one = reading(text, published=f"2023-03-{i + 1:02d}", title=clean, publisher=clean, url=clean if i % 2 else "javascript:alert('url')", ref=f"{i}-{clean}", byline=clean)
        # Names that were read are as hostile as the text.
        one["deployments"][0]["sender"] = {**one["deployments"][0]["sender"], "name": clean, "country": None, "code": None}
        one["events"][0]["source"][0] = {**one["events"][0]["source"][0], "name": clean, "country": None, "code": None}
        one["statements"][0]["audience"] = clean
        found.append(one)
    return found


def test_hostile_texts_do_nothing_on_any_page(browser: Any, tmp_path: Path) -> None:
    with standoff.open(tmp_path / "hostile.db") as record:
        record.ingest(hostile())
        record.correct(record.events()[0]["mentions"][0], "accept", by="<img src=x onerror=alert(20)>", why="<script>alert(21)</script>")
        with serving(record) as address:
            tab, watch = open_tab(browser, address)
            paths = addresses(record) + ["/events?actor=%22%3E%3Cscript%3Ealert(30)%3C/script%3E", "/search?q=%3Cscript%3E", "/search?q=Norway", "/timeline?by=actor", "/?publisher=%3Cimg%20src=x%20onerror=alert(31)%3E", "/nothing/%3Cscript%3Ealert(32)%3C/script%3E"]
            paths += [f"/reports/{r['key']}" for r in record.reports()]
            for path in paths:
                tab.goto(address + path, wait_until="load")
                tab.wait_for_timeout(20)
            # A page that is not there is told of on the console by the browser itself.
            faults = [f for f in watch.faults if "status of 404" not in f]
            assert faults == []
            first = tab.request.get(f"{address}/reports/{record.reports()[0]['key']}").text()
            assert "<script>alert" not in first and "&lt;script&gt;" in first


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Any, record: Any, look: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    width = 1440 if look == "light" else 390
    with serving(record) as address:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=look)
        tab = context.new_page()
        found = []
        for path in addresses(record) + ["/?compare=2023-03-01", "/search?q=Norway"]:
            tab.goto(address + path)
            for fault in axe.Axe().run(tab).response["violations"]:
                if fault["impact"] in {"serious", "critical"}:
                    found.append((path, fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"][:300]))
        assert found == []


def test_pages_fit_a_phone(browser: Any, record: Any) -> None:
    with serving(record) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        tab = context.new_page()
        for path in addresses(record):
            tab.goto(address + path)
            assert tab.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_every_page_has_a_heading_and_works_without_script(browser: Any, record: Any) -> None:
    with serving(record) as address:
        context = browser.new_context(java_script_enabled=False)
        tab = context.new_page()
        for page in PAGES:
            if "{" not in page.path and page.path != "/cell":
                tab.goto(address + page.path)
                assert tab.locator("h1").count() == 1, page.path
        tab.goto(address + "/")
        tab.fill(".film [name=as_of]", "2023-03-02")
        tab.click(".film [data-go]")
        assert "2 Mar 2023" in tab.inner_text(".head")
