"""The annotator that asks a language model, against a local server that plays recorded and malformed answers."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import standoff
from standoff.annotators import annotator, annotators
from standoff.annotators.llm import LlmAnnotator
from standoff.errors import StandoffError
from standoff.mentions import Reading

pytest.importorskip("httpx")
TEXT = "Portugal hosted guests. Forty gliders went from Lisbon to Porto, says Ana Reis."
REPORT = standoff.Report(text=TEXT, published="2023-05-04")
GOOD = {"evidence": "Forty gliders went from Lisbon to Porto", "sender": "Portugal", "sender_country": "PRT", "host": "Porto", "host_country": "PRT",
        "force": "gliders", "category": "aircraft", "low": 40, "high": 40, "basis": "total", "status": "under_way"}


@pytest.fixture(scope="module")
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = self.server.answer
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answer = [], (200, b"")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def read(server, content, status=200):
    server.answer = (status, json.dumps({"choices": [{"message": {"content": content}}]}).encode())
    return LlmAnnotator(f"http://127.0.0.1:{server.server_port}", "tiny")(Reading(REPORT))


def test_an_answer_that_aligns_counts_and_is_marked(server):
    statement = {"content": "Forty gliders went from Lisbon to Porto", "speaker": "Ana Reis", "speaker_words": "Ana Reis", "cue": "says", "kind": "indirect", "act": "assert"}
    reading = read(server, "```json\n" + json.dumps({"deployments": [GOOD], "statements": [statement]}) + "\n```")
    (deployment,), (said,) = reading.deployments, reading.statements
    assert deployment.reader == "llm:tiny/prompt-1" and deployment.confidence is None and deployment.count.low == 40
    assert TEXT[deployment.evidence.start : deployment.evidence.end] == deployment.evidence.text
    assert said.speaker.span.text == "Ana Reis"
    assert server.asked[-1]["temperature"] == 0


@pytest.mark.parametrize("change", [{"evidence": "Fifty gliders went to Porto"}, {"status": "sent"}, {"category": None}, {"force": ""}, {"evidence": 7}])
def test_what_does_not_align_or_is_outside_the_vocabulary_is_dropped(server, change):
    assert read(server, json.dumps({"deployments": [GOOD | change]})).deployments == ()


def test_odd_values_become_null(server):
    (found,) = read(server, json.dumps({"deployments": [GOOD | {"low": 50, "high": 40, "host": None, "sender_country": "Portugal"}]})).deployments
    assert found.count is None and found.host is None and found.sender.country is None


@pytest.mark.parametrize("content", ["", "no JSON", "{broken", "[1, 2]", '{"deployments": "many"}', '{"deployments": [1, null]}', "{" * 5000])
def test_malformed_answers_add_nothing(server, content):
    assert read(server, content) == Reading(REPORT)


def test_a_service_that_fails_is_named(server):
    with pytest.raises(StandoffError, match="no answer"):
        read(server, "", status=500)
    with pytest.raises(StandoffError, match="no answer"):
        LlmAnnotator("http://127.0.0.1:9", "tiny", seconds=1)(Reading(REPORT))


def test_the_programs_own_mentions_stay_first(server):
    own = standoff.read("Norway sent 300 soldiers to Latvia.", published="2023-05-04")
    evidence = own.deployments[0].evidence.text
    server.answer = (200, json.dumps({"choices": [{"message": {"content": json.dumps({"deployments": [GOOD | {"evidence": evidence}]})}}]}).encode())
    assert LlmAnnotator(f"http://127.0.0.1:{server.server_port}", "tiny")(own).deployments == own.deployments


def test_settings_are_asked_for(monkeypatch):
    monkeypatch.delenv("STANDOFF_LLM_URL", raising=False)
    annotator.cache_clear()
    with pytest.raises(StandoffError, match="STANDOFF_LLM_URL"):
        annotator("llm")
    with pytest.raises(StandoffError, match="no such annotator"):
        annotator("none")
    assert "llm" in annotators()


def test_an_annotator_by_name(monkeypatch):
    from standoff.annotators import base

    monkeypatch.setattr(base, "annotators", lambda: {"empty": lambda: lambda reading: Reading(reading.report, version="empty")})
    base.annotator.cache_clear()
    assert standoff.read(TEXT, annotators=["empty"]).version == "empty"
    base.annotator.cache_clear()
