"""Leaves a process behind that is to outlive it."""

import os
import time


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execv("/usr/bin/python3" if os.path.exists("/usr/bin/python3") else "/usr/local/bin/python3",
                         ["python3", "-c", "import time; time.sleep(86_399)", self.cfg["marker"]])
            os._exit(0)
        time.sleep(0.2)
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
