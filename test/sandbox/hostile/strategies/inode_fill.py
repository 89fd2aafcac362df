"""Makes empty files until it cannot, or until there are a million."""

import os


class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        count = 0
        try:
            while count < 1_000_000:
                os.close(os.open(f"/tmp/{count}", os.O_CREAT | os.O_WRONLY))
                count += 1
        except OSError as error:
            print(f"stopped at {count} files: {error}")
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
