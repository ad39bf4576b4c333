"""PLOVER and CAMEO: the tables hold together."""

from __future__ import annotations

import pytest

from standoff.knowledge.ontology import CONTEXTS, MODES, QUADS, TYPES, cameo, plover_type, quad_of, valid_mode
from standoff.knowledge.patterns import FILES, context_words, domain_words, noun_classes, operators, patterns


def test_the_ontology_has_the_sizes_that_the_manuals_give() -> None:
    assert len(TYPES) == 16
    assert len(CONTEXTS) == 37
    assert sorted(set(QUADS.values())) == [1, 2, 3, 4]
    assert len([c for c in cameo() if len(c) == 2]) == 20
    assert len(cameo()) > 290


def test_every_code_has_a_type_a_mode_and_contexts_that_exist() -> None:
    for code in cameo().values():
        assert code.type is None or code.type in TYPES
        assert code.mode is None or code.mode in MODES[code.type or ""], code
        assert set(code.context) <= set(CONTEXTS)
        if len(code.code) > 2:
            assert code.goldstein is not None and -10 <= code.goldstein <= 10


@pytest.mark.parametrize(
    ("code", "kind", "quad"),
    [("0841", "RETREAT", 2), ("138", "THREATEN", 3), ("154", "MOBILIZE", 4), ("057", "SUPPORT", 1), ("010", None, None)],
)
def test_types_and_quads(code: str, kind: str | None, quad: int | None) -> None:
    assert plover_type(code) == kind
    assert quad_of(kind) == quad


def test_a_mode_of_another_type_is_no_mode() -> None:
    assert valid_mode("ASSAULT", "drone") == "drone"
    assert valid_mode("PROTEST", "drone") is None
    assert valid_mode(None, "drone") is None


def test_every_pattern_has_a_known_code_and_known_classes() -> None:
    classes = {name for names in noun_classes()[0].values() for name in names}
    known = classes | {"ACTOR", "PLACENAME", "COUNTRYNOUN", "PERSON"}
    for entries in patterns().values():
        for pattern in entries:
            assert pattern.code == "none" or pattern.code in cameo(), pattern
            assert pattern.type is None or pattern.type in TYPES
            for slot in pattern.slots:
                assert slot.kind in "ospmx", pattern
                assert {v for v in slot.values if v.isupper() and len(v) > 1 and "-" not in v} <= known | {"NATO", "UN"}, pattern


def test_classes_stand_for_known_codes_and_lists_are_not_empty() -> None:
    assert set(noun_classes()[1].values()) <= set(cameo())
    assert operators()["refuse"]
    assert len(FILES) == 5 and len(patterns()) > 900
    assert {c for names in context_words().values() for c in names} == set(CONTEXTS)
    assert domain_words()["goalkeeper"] == ("sport",)
