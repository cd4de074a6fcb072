"""The detector and how it learns: no Qt, no project files, usable alone."""
