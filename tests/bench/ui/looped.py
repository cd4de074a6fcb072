"""The program at work, in which a timer tells how long the window is deaf; prints what it measured, and ends.

`python -m tests.bench.ui.looped FRAMES MINUTES` prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from itertools import islice

from tests.bench.event_loop import measured_at_work, summary

WORKS = 3
"""With nothing to do, while a folder is detected, while the child teaches; what is done together is in `event_loop`."""


def main(frames: str, minutes: str) -> None:
    """One object for each work."""
    options = argparse.Namespace(frames=int(frames), minutes=float(minutes), stacks=False)
    facts = {}
    with closing(measured_at_work(options)) as works:
        for measured in islice(works, WORKS):
            middle, high, worst = summary(measured.delays)
            facts[measured.work] = {"p50": middle, "p99": high, "worst": worst}
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
