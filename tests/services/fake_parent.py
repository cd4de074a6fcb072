"""A program with a teaching service, to be killed: `python fake_parent.py RUN_FOLDER` prints the child's number."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.services.teaching import TeachingService

CHILD = Path(__file__).with_name("fake_child.py")


def main() -> int:
    program = QCoreApplication([])
    service = TeachingService(command=lambda run: [sys.executable, str(CHILD), "stubborn", str(run)])
    service.event_received.connect(lambda _: print(service.process_id, flush=True))
    service.start(Path(sys.argv[1]))
    return program.exec()


if __name__ == "__main__":
    sys.exit(main())
