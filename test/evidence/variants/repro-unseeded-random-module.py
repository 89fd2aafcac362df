import random

import numpy as np

if True:
    np.random.seed(7)


def draw():
    return np.random.normal() + random.random()
