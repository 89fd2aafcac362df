"""Asks for a million orders at once."""



class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        pass
        return {}

    def find_entries(self, df, indicators, idx):
        return [{"action": "BUY", "type": "MARKET", "volume": 1.0} for _ in range(1_000_000)]

    def find_exits(self, position, df, indicators, idx):
        return None
