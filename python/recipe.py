"""The recipe that is common to the models: one-cycle schedule, and AdamW as fastai has it."""
import math

import torch
from torch import distributed

WARM_UP, MOMENTA, CONSTANT_MOMENTUM = 0.25, (0.95, 0.85), 0.9
BETA2, EPSILON, REFERENCE_BATCH = 0.99, 1e-5, 64


def cosine(start, end, position):
    return start + (end - start) * (1 - math.cos(math.pi * position)) / 2


def schedule(settings, done):
    """Learning rate and momentum after this share of the steps."""
    rate = settings["learningRate"]
    if settings["schedule"] == "constant":
        return rate, CONSTANT_MOMENTUM
    if done < WARM_UP:
        return cosine(rate / 25, rate, done / WARM_UP), cosine(*MOMENTA, done / WARM_UP)
    position = (done - WARM_UP) / (1 - WARM_UP)
    return cosine(rate, rate / 1e5, position), cosine(*reversed(MOMENTA), position)


class AdamW:
    """Decoupled decay, debiased by the current momentum; epsilon shrinks with the batch, as mean gradients do.

    Decay is dense: every row of a table decays and follows its momentum at every step, whether or not the batch has it.
    The studio comes to the same numbers lazily: a row takes the steps that it missed when it is next read.
    """

    def __init__(self, groups, batch):
        """`groups` of (parameter, share of the rate, whether it decays, first row that learns)."""
        self.groups, self.steps = groups, 0
        self.means = [torch.zeros_like(p) for p, *_ in groups]
        self.squares = [torch.zeros_like(p) for p, *_ in groups]
        self.epsilon = EPSILON * REFERENCE_BATCH / max(batch, REFERENCE_BATCH)

    @torch.no_grad()
    def step(self, rate, momentum, decay):
        self.steps += 1
        debias1, debias2 = 1 - momentum**self.steps, 1 - BETA2**self.steps
        for (p, share, decays, first), mean, square in zip(self.groups, self.means, self.squares):
            gradient = torch.zeros_like(p) if p.grad is None else p.grad
            if distributed.is_initialized():
                distributed.all_reduce(gradient)
            gradient[:first] = 0
            if decays:
                p.mul_(1 - share * rate * decay)
            mean.mul_(momentum).add_(gradient, alpha=1 - momentum)
            square.mul_(BETA2).addcmul_(gradient, gradient, value=1 - BETA2)
            p.addcdiv_(mean, (square / debias2).sqrt_().add_(self.epsilon), value=-share * rate / debias1)
            p.grad = None
