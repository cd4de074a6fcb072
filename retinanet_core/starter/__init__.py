"""How the starter was made: drawn scenes that a detector learns from before it has seen a picture of anybody's.

`python -m retinanet_core.starter` draws, trains and measures; nothing else in the program imports it.
"""
