"""Small helpers of `.ci/run`. Needs only Python."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def readme_command(name: str) -> str:
    """The command in README.md's code block that follows the line `<!-- ci: NAME -->`."""
    pattern = rf"<!-- ci: {re.escape(name)} -->\s*```sh\n(.*?)\n```"
    found = re.search(pattern, README.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        raise SystemExit(f"README.md has no code block after <!-- ci: {name} -->.")
    return found[1]


def total(folder: Path, failed_steps: int) -> tuple[int, int, int]:
    """Passed, failed and skipped over all pytest reports and checks in a folder.

    A step that failed without a failing test (it could not start, say) counts as well.
    """
    checks = folder / "checks.txt"
    said = checks.read_text(encoding="utf-8").split() if checks.exists() else []
    passed, failed, skipped = said.count("passed"), said.count("failed"), 0
    for report in sorted(folder.glob("*.xml")):
        for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314
            wrong = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            left_out = int(suite.get("skipped", 0))
            failed += wrong
            skipped += left_out
            passed += int(suite.get("tests", 0)) - wrong - left_out
    return passed, max(failed, failed_steps), skipped


def main(arguments: list[str]) -> int:
    """`readme-command NAME` or `total FOLDER FAILED_STEPS`."""
    if arguments[0] == "readme-command":
        sys.stdout.write(readme_command(arguments[1]) + "\n")
        return 0
    passed, failed, skipped = total(Path(arguments[1]), int(arguments[2]))
    sys.stdout.write(f"{passed} passed, {failed} failed, {skipped} skipped\n")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
