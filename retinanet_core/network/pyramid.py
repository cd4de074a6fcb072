"""Feature pyramid P3-P7 (Lin et al. 2017, Feature Pyramid Networks; levels as in Focal Loss, section 4)."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the usual name)


class FeaturePyramid(nn.Module):
    """Maps C3, C4, C5 to P3..P7, all with the same number of channels, at strides 8 to 128.

    Args:
        in_channels: Channels of C3, C4, C5.
        channels: Channels of every level.
        p6_from_p5: P6 is computed from P5; otherwise from C5, as in the paper.
    """

    def __init__(self, in_channels: Sequence[int], channels: int, *, p6_from_p5: bool = False) -> None:
        super().__init__()
        self.p6_from_p5 = p6_from_p5
        self.lateral = nn.ModuleList(nn.Conv2d(c, channels, 1) for c in in_channels)
        self.output = nn.ModuleList(nn.Conv2d(channels, channels, 3, padding=1) for _ in in_channels)
        self.p6 = nn.Conv2d(channels if p6_from_p5 else in_channels[-1], channels, 3, stride=2, padding=1)
        self.p7 = nn.Conv2d(channels, channels, 3, stride=2, padding=1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_uniform_(module.weight, a=1)
                nn.init.zeros_(module.bias)  # type: ignore[arg-type]  # every convolution here has a bias

    def forward(self, features: Sequence[Tensor]) -> list[Tensor]:
        """[C3, C4, C5] -> [P3, P4, P5, P6, P7]; P6 comes from C5 (or P5), P7 from ReLU(P6)."""
        merged = [lateral(c) for lateral, c in zip(self.lateral, features, strict=True)]
        for level in range(len(merged) - 2, -1, -1):
            # To the lateral's own size: sides that are not multiples of 32 need no cropping.
            upsampled = F.interpolate(merged[level + 1], size=merged[level].shape[-2:], mode="nearest")
            merged[level] = merged[level] + upsampled
        levels = [output(m) for output, m in zip(self.output, merged, strict=True)]
        p6 = self.p6(levels[-1] if self.p6_from_p5 else features[-1])
        return [*levels, p6, self.p7(F.relu(p6))]
