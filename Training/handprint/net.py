"""The reader: five convolutions, a bidirectional GRU, and a linear layer that gives two steps for each column (one step is 2 pixels)."""

import torch
from torch import nn

from alphabet import CLASSES

# channels, stride of rows and columns, and rows pooled, of each 3×3 convolution + batch norm + ReLU
CONVOLUTIONS = [(24, 2, 1), (48, 2, 1), (64, 1, 2), (96, 1, 2), (128, 1, 1)]
HIDDEN, STEPS = 128, 2


class Reader(nn.Module):
    def __init__(self, drop=.1):
        super().__init__()
        self.convolutions, self.norms, before = nn.ModuleList(), nn.ModuleList(), 1
        for channels, stride, _ in CONVOLUTIONS:
            self.convolutions.append(nn.Conv2d(before, channels, 3, padding=1, stride=stride, bias=False))
            self.norms.append(nn.BatchNorm2d(channels))
            before = channels
        self.convolutions.to(memory_format=torch.channels_last)
        self.recurrent = nn.GRU(before * 2, HIDDEN, bidirectional=True)
        self.drop = nn.Dropout(drop)
        self.last = nn.Linear(HIDDEN * 2, STEPS * CLASSES)

    def columns(self, x):
        """[batch, 1, 32, width] in 0…1 → [width / 4, batch, 256]; feature = channel · 2 + row"""
        for convolution, norm, (_, _, pool) in zip(self.convolutions, self.norms, CONVOLUTIONS):
            x = norm(convolution(x)).relu()
            if pool > 1:
                x = nn.functional.max_pool2d(x, (pool, 1))
        return x.permute(3, 0, 1, 2).flatten(2)

    def forward(self, x):
        """→ logits [width / 2, batch, classes]"""
        x = self.recurrent(self.drop(self.columns(x)))[0]
        x = self.last(self.drop(x))
        t, n, _ = x.shape
        return x.view(t, n, STEPS, CLASSES).transpose(1, 2).reshape(t * STEPS, n, CLASSES)
