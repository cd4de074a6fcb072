"""Weights that come from elsewhere, made into a model of this program without trusting them.

Whatever such a file holds is looked at in a process of its own (`process`), which knows torch; this one does not.
"""

from retinanet_core.importing.jobs import import_backbone, import_weights
from retinanet_core.importing.process import Limits

__all__ = ["Limits", "import_backbone", "import_weights"]
