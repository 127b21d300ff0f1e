"""Place new outlets again by one voice alone: what they say themselves, and what their sources do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from framing.baseline.family import answers, tests_of
from framing.baseline.place import place
from framing.baseline.placing import Scene, placements
from framing.baseline.spread import spread
from framing.baseline.units import unit_table
from framing.baseline.values import Baseline, IntArray
from framing.model import Measure, Placement, Setting, Voice

VOICES: tuple[Voice, ...] = ("outlet", "source")


def by_voice(
    baseline: Baseline,
    new: Baseline,
    mine: Mapping[str, IntArray],
    *,
    shown: Sequence[Measure],
    setting: Setting,
) -> dict[str, dict[str, tuple[Placement, ...]]]:
    """Return the placements of each new outlet (`mine` are its articles in `new`) by voice.

    No nearest and farthest outlet is looked for. Verdicts are adjusted over all outlets and measures of one voice.
    Empty where `setting` itself asks for one voice.
    """
    found: dict[str, dict[str, tuple[Placement, ...]]] = {outlet: {} for outlet in mine}
    for voice in VOICES if setting.voice == "all" else ():
        own = replace(setting, voice=voice)
        base = unit_table(baseline, shown, setting=own, unit="article")
        known = spread(base, setting=own)
        scenes = {
            outlet: Scene(
                base=base,
                new=unit_table(new, shown, setting=own, unit="article", articles=articles),
                setting=own,
                spread=known,
            )
            for outlet, articles in mine.items()
        }
        beside = {
            outlet: place(scene.base, scene.new, setting=own, spread=known, single=False)
            for outlet, scene in scenes.items()
        }
        family = [test for one in beside.values() for test in tests_of(one)]
        said = iter(answers(family, confidence=own.confidence))
        for outlet, scene in scenes.items():
            found[outlet][voice] = placements(scene, beside[outlet], outlet, said, tests=len(family))
    return found
