"""A program with a project open and a run at work, to be killed: `teaching_parent.py PROJECT RUN` prints the child."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.project.store import Store
from app.services.teaching import TeachingService


def main(project: Path, run: Path) -> int:
    program = QCoreApplication([])
    with Store.open(project) as store:
        if store.read_only:
            sys.exit(store.read_only_reason)
        service = TeachingService()
        service.finished.connect(program.quit)
        service.start(run)
        print(service.process_id, flush=True)
        return program.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
