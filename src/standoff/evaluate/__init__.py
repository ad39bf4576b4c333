"""The measures by which reading is judged, for anybody's gold."""

from standoff.evaluate.run import TASKS, Evaluation, compare, evaluate

__all__ = ["TASKS", "Evaluation", "compare", "evaluate"]
