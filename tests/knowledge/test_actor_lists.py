"""The lists of actors are well-formed: sectors, countries, years, names."""

from standoff.knowledge.actors import Organisation, given_names, name_index, office, peoples, pieces, regions, roles
from standoff.knowledge.countries import country_by_code

SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())


def test_roles_have_sectors_of_the_codebook():
    assert len(roles()) > 1500
    for phrase, role in roles().items():
        assert phrase == phrase.lower().strip()
        assert role.sector in SECTORS | {""}


def test_names_have_codes_that_fit_their_country():
    for aliases in name_index().values():
        for alias in aliases:
            entry = alias.entry
            if isinstance(entry, Organisation):
                if entry.country:
                    assert country_by_code(entry.country), entry
                    assert entry.code.startswith(entry.country) or entry.code[:3] in ("NGO", "EDU", "JRN"), entry
                else:
                    assert entry.code[:3] in ("IGO", "NGO", "IMG") or entry.code in SECTORS or entry.code == "CHEBUS", entry
            else:
                assert country_by_code(entry.country), entry
                assert entry.start <= entry.end


def test_peoples_and_regions():
    assert all(country_by_code(iso3) for iso3 in peoples().values())
    assert regions()["west african"] == "WAF"


def test_offices_have_one_wording():
    assert office("minister of defense") == office("defence secretary") == "defence minister"
    assert office("deputy defence minister") != "defence minister"
    assert office("premier") == "prime minister"


def test_names_are_cut_as_running_text_is():
    assert pieces("People's Front") == ["People", "'s", "Front"]
    assert pieces("U.S. Army") == ["U.S.", "Army"]
    assert pieces("al-Noor") == ["al", "-", "Noor"]


def test_given_names_of_both_genders_are_left_out():
    assert given_names()["maria"] == "f"
    assert "jean" not in given_names()
