/** Two averages that cross, with a stop, a target and an exit that looks at the position; prices are on a grid of cents. */
export const TYPESCRIPT_CROSS = `
export class Strategy {
  warmup = 30;
  prepareIndicators({ close }: { close: Float64Array }) {
    const mean = (count: number) => close.map((_, bar) => {
      let sum = 0;
      for (let at = bar; at > bar - count; at -= 1) sum += at < 0 ? Number.NaN : Math.round(close[at]! * 100);
      return sum / count;
    });
    return { fast: mean(10), slow: mean(30) };
  }
  findEntries({ close }: { close: Float64Array }, { fast, slow }: { fast: Float64Array; slow: Float64Array }, bar: number) {
    if (!(fast[bar]! > slow[bar]! && fast[bar - 1]! <= slow[bar - 1]!)) return null;
    return { action: 'BUY', type: 'MARKET', volume: 1, sl: close[bar]! * 0.9, tp: close[bar]! * 1.2 };
  }
  findExits(position: { position_id: string; unrealised_pnl: number }, _: unknown, { fast, slow }: { fast: Float64Array; slow: Float64Array }, bar: number) {
    return fast[bar]! < slow[bar]! ? { position_id: position.position_id, reason: 'at ' + position.unrealised_pnl.toFixed(6) } : null;
  }
}
`;

/** The same in Python. */
export const PYTHON_CROSS = `
class Strategy:
    warmup = 30

    def __init__(self, cfg):
        self.cfg = cfg

    def prepare_indicators(self, df):
        cents = (df["Close"] * 100).round()
        return {"fast": cents.rolling(10).sum() / 10, "slow": cents.rolling(30).sum() / 30}

    def find_entries(self, df, indicators, idx):
        fast, slow = indicators["fast"], indicators["slow"]
        if not (fast.iloc[idx] > slow.iloc[idx] and fast.iloc[idx - 1] <= slow.iloc[idx - 1]):
            return None
        close = df["Close"].iloc[idx]
        return {"action": "BUY", "type": "MARKET", "volume": 1, "sl": close * 0.9, "tp": close * 1.2}

    def find_exits(self, position, df, indicators, idx):
        if not indicators["fast"].iloc[idx] < indicators["slow"].iloc[idx]:
            return None
        return {"position_id": position["position_id"], "reason": f"at {position['unrealised_pnl']:.6f}"}
`;
