"""Rules are held against the numbers of each new outlet by itself."""

from __future__ import annotations

import json

import pytest
from standing_fixtures import make_compared, too_little

from framing.pipeline.alarms import alarm_names, alarms, values_of
from framing.report.standing.data import results
from framing.rules import read_rules

COMPARED = make_compared(new=3, articles=4)


def test_every_name_has_a_value_and_every_value_a_name() -> None:
    """What can be written is what is counted, in every shape of a comparison."""
    names = set(alarm_names(COMPARED.standings.measures))
    for compared in (COMPARED, too_little()):
        for standing in compared.standings.standings:
            assert set(values_of(standing)) == names


def test_the_numbers_are_those_of_the_results() -> None:
    """Share, difference, percentile and q of a measure are those that results.json has, in per cent and points."""
    values = values_of(COMPARED.standings.standings[0])
    found = json.loads(results(COMPARED))["standings"][0]["placements"]
    assert values["different"] == sum(p["difference"]["verdict"] in ("higher", "lower") for p in found)
    for placement in found:
        name = placement["measure"]
        assert values[f"{name}.share"] == pytest.approx(100 * placement["new"]["value"])
        assert values[f"{name}.difference"] == pytest.approx(100 * placement["difference"]["value"])
        assert values[f"{name}.percentile"] == pytest.approx(placement["percentile"]["value"])
        assert values[f"{name}.q"] == pytest.approx(placement["difference"]["q"])


def test_a_rule_is_met_by_the_outlets_it_holds_for() -> None:
    """The alarm names outlet, rule and value; an outlet that does not meet the rule raises none."""
    rules = read_rules(["flood-risk.difference > 15"], known=alarm_names(COMPARED.standings.measures))
    met = alarms(rules, COMPARED.standings)
    assert [alarm.outlet for alarm in met] == ["Meridian Post"]
    assert str(met[0]).startswith("Meridian Post: flood-risk.difference is 2")
    assert str(met[0]).endswith("(flood-risk.difference > 15)")


def test_what_could_not_be_tested_meets_no_rule_but_its_own() -> None:
    """Too little text is no difference of 0 and no share of tests passed: only `too-little` counts it."""
    standings = too_little().standings
    known = alarm_names(standings.measures)
    assert alarms(read_rules(["flood-risk.difference < 100", "flood-risk.q <= 1"], known=known), standings) == ()
    assert len(alarms(read_rules(["too-little == 6"], known=known), standings)) == 1
