"""
How things are timed: the best of several repetitions, taken in turns so that a slow moment hits everyone.
"""

import gc
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TypeVar

Key = TypeVar("Key")


def best_of(tasks: Mapping[Key, Callable[[], object]], repetitions: int) -> dict[Key, float]:
    """
    The least seconds each task took.
    """
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(repetitions):
        for key, task in tasks.items():
            best[key] = min(best[key], seconds(task))
    return best


def seconds(task: Callable[[], object]) -> float:
    """
    Seconds a task takes, the garbage of others collected before and none during it.
    """
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        task()
        return perf_counter() - start
    finally:
        gc.enable()
