"""The codebook and the schema cover the whole vocabulary."""

import json

import jsonschema

import standoff
from standoff import codebook


def test_nothing_public_is_undocumented():
    assert codebook.undocumented() == []


def test_every_class_of_the_vocabulary_has_a_section():
    from dataclasses import is_dataclass

    from standoff import mentions, parts

    own = (mentions.__name__, parts.__name__)
    named = {c.__name__ for c in vars(mentions).values() if isinstance(c, type) and is_dataclass(c) and c.__module__ in own}
    assert named - {c.__name__ for c in codebook.SECTIONS} <= {"Reading", "Mention"}


def test_the_codebook_lists_fields_values_and_examples():
    text = codebook.markdown()
    assert "| `modality` |" in text and "`hypothetical`" in text and "MOBILIZE" in text
    for sentence in codebook.EXAMPLES.values():
        assert sentence in text


def test_a_reading_fits_the_schema():
    schema = codebook.schema()
    assert standoff.__version__ in schema["$id"]
    for sentence in codebook.EXAMPLES.values():
        plain = json.loads(json.dumps(standoff.read(sentence, published="2023-05-03").to_dict()))
        jsonschema.validate(plain, schema)
