"""Thinks about one bar for ever."""

import time


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        pass
        return {}

    def find_entries(self, df, indicators, idx):
        if idx == 40:
            time.sleep(3_600)
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
