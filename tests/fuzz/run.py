"""Feeds mutated inputs to a target, and keeps those that it could not take."""

import hashlib
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from bpadocs.errors import BrokenInputError
from fuzz.mutate import mutated
from fuzz.targets import Target

SECONDS = 2.0
"""Processor time that an input may take; other programs on the machine do not count."""
WHOLE_EVERY = 50


class TooLongError(BaseException):
    """An input took longer than it may."""


@dataclass
class Outcome:
    """What became of the inputs of one target."""

    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    failures: dict[str, bytes] = field(default_factory=dict)
    """By what went wrong and where, the first input."""


def run(target: Target, count: int, seed: int, *, first_whole: int = 1) -> Outcome:
    """Feed so many inputs, the same ones for the same seed."""
    random = Random(seed)
    outcome = Outcome()
    for number in range(count):
        data = mutated(random.choice(target.good), target.good, random)
        feed = target.whole if number % WHOLE_EVERY == first_whole else target.read
        started = time.process_time()
        outcome.tried += 1
        try:
            with _limit(SECONDS):
                feed(data)
        except BrokenInputError:
            outcome.refused += 1
        except TooLongError:
            outcome.failures.setdefault(f"over {SECONDS:g} s", data)
        except (Exception, SystemExit) as error:
            outcome.failures.setdefault(_what(error), data)
        outcome.slowest = max(outcome.slowest, time.process_time() - started)
    return outcome


def keep(outcome: Outcome, name: str, folder: Path) -> None:
    """Write each input that failed to a file, whose name says what it was for."""
    folder.mkdir(parents=True, exist_ok=True)
    for what, data in outcome.failures.items():
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:8]
        (folder / f"{name}-{digest}").write_bytes(data)
        print(f"{name}: {what}: {folder / f'{name}-{digest}'}")


def _what(error: BaseException) -> str:
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "bpadocs" in frame.filename
    ]
    where = places[-1] if places else str(error)[:300]
    return f"{type(error).__name__} at {where}"


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise TooLongError inside where the processor has worked for so long."""

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
