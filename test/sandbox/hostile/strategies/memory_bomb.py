"""Takes memory until there is none."""



class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        held = []
        while True:
            held.append(b"x" * 50_000_000)
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
