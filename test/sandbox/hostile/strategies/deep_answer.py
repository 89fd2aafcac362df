"""Asks for an order that is nested without end."""



class Strategy:
    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        pass
        return {}

    def find_entries(self, df, indicators, idx):
        nested: list = []
        for _ in range(100_000):
            nested = [nested]
        return {"action": "BUY", "type": "MARKET", "volume": nested}

    def find_exits(self, position, df, indicators, idx):
        return None
