"""The program around the detector."""
