"""On what was it measured? The machine in one line, and the time of one call as the median of many rounds."""

import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path


def machine() -> str:
    """Processor, cores, system and Python, and how busy the machine was."""
    info = Path("/proc/cpuinfo")
    models = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    load = os.getloadavg()[0]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{processor}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, {python}, load {load:.1f}"


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this thread for one call: what other programs take is not counted."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def medians(ways: dict[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """CPU seconds of each way, the ways taking turns so that a busy moment meets them all."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            times[name].append(cpu_seconds(work))
    return {name: statistics.median(found) for name, found in times.items()}
