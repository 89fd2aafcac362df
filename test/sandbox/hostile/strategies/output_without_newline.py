"""Writes to the channel without ever ending the line."""

import os
import time


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        for descriptor in range(3, 16):
            try:
                os.set_blocking(descriptor, False)
            except OSError:
                continue
            self.flood(descriptor)
        return {}

    def flood(self, descriptor):
        for _ in range(400):
            try:
                os.write(descriptor, b"x" * 65_536)
            except BlockingIOError:
                time.sleep(0.005)
            except OSError:
                return

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
