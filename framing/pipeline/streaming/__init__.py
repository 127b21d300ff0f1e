"""Archives larger than memory are scored in parts, on all cores or a cluster; a killed run is gone on with."""

from framing.pipeline.streaming.finish import Finished
from framing.pipeline.streaming.job import Scoring
from framing.pipeline.streaming.local import LocalWorkers
from framing.pipeline.streaming.run import Engine, every_core, score_archive

__all__ = ["Engine", "Finished", "LocalWorkers", "Scoring", "every_core", "score_archive"]
