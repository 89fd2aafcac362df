/** Texts of a trading repository, made of numbered blocks; a block reads the same wherever and whenever it stands. */

/** A Python module: functions over bars, some of them as careless as people write them. */
export function moduleText(seed: number, blocks: readonly number[]): string {
  const head = [
    `"""Study ${seed}: features and signals over hourly bars, read from config/."""`,
    'from __future__ import annotations',
    '',
    'import logging',
    'import os',
    'from dataclasses import dataclass',
    'from datetime import datetime, timezone',
    '',
    'import joblib',
    'import numpy as np',
    'import pandas as pd',
    '',
    'logger = logging.getLogger(__name__)',
    '',
  ];
  return `${[...head, ...blocks.map((block) => FUNCTIONS[pick(seed, block, FUNCTIONS.length)]?.(seed, block) ?? '')].join('\n')}\n`;
}

/** A test module for pytest. */
export function testText(seed: number, blocks: readonly number[]): string {
  const head = ['import numpy as np', 'import pandas as pd', 'import pytest', ''];
  return `${[...head, ...blocks.map((block) => testBlock(seed, block))].join('\n')}\n`;
}

/** Settings in YAML. */
export function configText(seed: number, blocks: readonly number[]): string {
  const sections = blocks.map((block) =>
    [
      `strategy_${seed}_${block}:`,
      `  lookback: ${24 + ((seed * 7 + block * 13) % 144)}`,
      `  threshold: 0.${10 + ((seed + block * 3) % 80)}`,
      `  fee: 0.00${1 + (block % 8)}`,
      `  instruments: [BTC-USD, ETH-USD, SOL-USD]`,
      `  schedule: { train: "0 ${block % 24} * * 1", retrain_after_days: ${7 + (seed % 21)} }`,
      '',
    ].join('\n'),
  );
  return `version: 1\n\n${sections.join('\n')}`;
}

/** A design note in Markdown. */
export function documentText(seed: number, blocks: readonly number[]): string {
  const sections = blocks.map((block) =>
    [
      `## Observation ${seed}.${block}`,
      '',
      `The drawdown of run ${seed * 31 + block} was ${(seed + block * 5) % 40} % over ${30 + block} days; the walk-forward score fell`,
      'from one window to the next, and most of the loss came from three days with thin books.',
      '',
      '| window | score | trades |',
      '| --- | --- | --- |',
      `| first | 0.${40 + ((seed + block) % 50)} | ${100 + block * 3} |`,
      `| second | 0.${30 + ((seed * 3 + block) % 50)} | ${90 + block * 2} |`,
      '',
    ].join('\n'),
  );
  return `# Note ${seed}\n\n${sections.join('\n')}`;
}

type Block = (seed: number, block: number) => string;

const FUNCTIONS: readonly Block[] = [
  (seed, block) => `
def momentum_${block}(bars: pd.DataFrame, window: int = ${12 + ((seed + block) % 150)}) -> pd.Series:
    """Return over the window, scaled by the volatility of the same bars."""
    returns = bars["close"].pct_change(window)
    volatility = bars["close"].pct_change().rolling(window).std()
    return (returns / volatility.replace(0.0, np.nan)).rename("momentum_${block}")
`,
  (seed, block) => `
@dataclass(frozen=True)
class Limits${block}:
    """Limits of one book; read once at the start."""

    max_position: float = ${1 + ((seed + block) % 9)}.0
    max_drawdown: float = 0.${10 + ((seed * 3 + block) % 30)}

    def allows(self, position: float, drawdown: float) -> bool:
        if drawdown >= self.max_drawdown:
            logger.warning("event=halted drawdown=%.4f", drawdown)
            return False
        return abs(position) <= self.max_position
`,
  (seed, block) => `
def label_${block}(bars: pd.DataFrame, horizon: int) -> pd.Series:
    """Whether the close after the horizon is above today's by more than the costs."""
    future = bars["close"].shift(-horizon)
    hurdle = 1.0 + 0.000${1 + ((seed + block) % 9)}
    label = (future > bars["close"] * hurdle).astype(int)
    return label.iloc[:-horizon]
`,
  (seed, block) => `
def load_${block}(path: str) -> pd.DataFrame:
    """Bars from a file, ordered by time; an empty frame when there is none."""
    try:
        frame = pd.read_csv(path, index_col="time", parse_dates=True)
    except FileNotFoundError:
        logger.info("event=no_bars path=%s study=${seed}", path)
        return pd.DataFrame(columns=["open", "high", "low", "close", "volume"])
    return frame.sort_index()
`,
  (seed, block) => `
def score_${block}(frame: pd.DataFrame, rng: np.random.Generator) -> dict[str, float]:
    """Hit rate, mean return and its bootstrap error over the study's rows."""
    hits = float((frame["signal"] * frame["return"] > 0).mean())
    draws = [frame["return"].sample(frac=1.0, replace=True, random_state=rng).mean() for _ in range(${20 + (seed % 30)})]
    for name, values in frame.groupby("instrument"):
        if len(values) < ${10 + block}:
            continue
        logger.debug("event=scored instrument=%s mean=%.6f", name, values["return"].mean())
    return {"hits": hits, "mean": float(frame["return"].mean()), "error": float(np.std(draws))}
`,
  (seed, block) => `
def connect_${block}(host: str, pool_size: int = ${2 + (seed % 6)}):
    """A connection to the store of runs; the password comes from the vault by way of the environment."""
    password = os.environ["STORE_PASSWORD"]
    opened = datetime.now(timezone.utc)
    store = Store(url=f"postgresql://{host}/runs", user="trainer", password=password, pool_size=pool_size)
    store.tag(study=${seed}, block=${block}, opened=opened.isoformat(), token_name="run_token")
    return store
`,
  (seed, block) => `
def restore_${block}(folder: str, fee: float, slippage: float):
    """The model of a run with the costs that it was trained with."""
    model = joblib.load(os.path.join(folder, "model_${seed}.joblib"))
    generator = np.random.default_rng(${seed * 100 + block})
    order = generator.permutation(len(model.estimators_))
    costs = {"fee": fee, "slippage": slippage, "seed": ${seed}}
    return model, order.tolist(), costs
`,
  (seed, block) => `
def clean_${block}(features: pd.DataFrame) -> pd.DataFrame:
    """Features without holes."""
    try:
        filled = features.${(seed + block) % 11 === 0 ? 'bfill()' : 'ffill()'}
    except ${(seed + block) % 13 === 0 ? 'Exception' : 'TypeError'}:
        return features.dropna()
    return filled.clip(lower=-${3 + (block % 5)}.0, upper=${3 + (block % 5)}.0)
`,
];

function testBlock(seed: number, block: number): string {
  return `
@pytest.mark.parametrize(("window", "expected"), [(${2 + block}, ${seed % 7}.0), (${3 + block}, ${block % 5}.5)])
def test_study_${seed}_${block}(window, expected):
    bars = pd.DataFrame({"close": np.linspace(1.0, ${2 + block}.0, ${50 + (seed % 40)})})

    rolled = bars["close"].rolling(window).mean().dropna()

    assert len(rolled) == len(bars) - window + 1
    assert rolled.iloc[-1] != expected
`;
}

/** Which kind of block stands there: mixed, yet the same each time. */
function pick(seed: number, block: number, kinds: number): number {
  return (seed * 31 + block * 17 + ((seed ^ block) % 5)) % kinds;
}
