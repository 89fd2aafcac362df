import random
import random as rnd
from random import choice, Random

import numpy
import numpy as np
import numpy.random as npr
from numpy import random as nr
from numpy.random import RandomState, default_rng, normal

MODULE = np.random.rand(3)  # hit


def draws(values):
    a = np.random.normal()  # hit
    a = numpy.random.uniform(0, 1)  # hit
    a = npr.randint(3)  # hit
    a = nr.permutation(values)  # hit
    a = normal()  # hit
    a = random.random()  # hit
    a = rnd.gauss(0, 1)  # hit
    a = choice(values)  # hit
    a = (
        np.random
        .choice(  # hit
            values,
        )
    )
    return [random.sample(values, 2) for _ in values]  # hit


def generators(seed, config):
    a = np.random.default_rng()  # hit
    a = default_rng(None)  # hit
    a = default_rng(seed=None)  # hit
    a = RandomState()  # hit
    a = Random()  # hit
    a = RandomState(seed)
    a = Random(config.seed)
    a = np.random.Generator(np.random.PCG64(seed))
    a = np.random.SeedSequence(seed)
    a = random.Random(0)
    return a


def seeded(seed):
    np.random.seed(seed)
    return np.random.normal() + random.random()


def seeded_by_generator(seed):
    rng = default_rng(seed)
    return rng.normal() + np.random.normal()


def reseeded_from_the_clock():
    np.random.seed()
    random.seed(None)
    return np.random.normal()  # hit


def outer(seed):
    random.seed(seed)

    def inner():
        return random.random()

    return inner


def outer_of_a_seed(values):
    def inner(seed):
        random.seed(seed)
        return random.random()

    return inner(1) + random.random()  # hit


class Shuffler:
    def __init__(self, seed, rng: np.random.Generator):
        self.random = random.Random(seed)
        self.np = np

    def draw(self, trades):
        self.random.shuffle(trades)
        return self.random.choice(trades)

    def other(self, trades):
        return random.choice(trades)  # hit


def handed_in(random, trades):
    return random.choice(trades)


def local(trades, seed):
    random = Random(seed)
    return random.choice(trades)


def state():
    return random.getstate(), np.random.get_state(), choice


# random.random()
TEXT = "np.random.normal()"
