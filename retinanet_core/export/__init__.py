"""Models in the formats of other programs: ONNX, and torchvision's state dicts."""
