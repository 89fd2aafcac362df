"""Bars in, report out: features, labels, training, and a backtest of the test part only."""
from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from backtest.runner import BacktestConfig, BacktestReport, run_backtest
from features.momentum import FeatureConfig, momentum_features
from labels.triple_barrier import LabelConfig, triple_barrier_labels
from risk.limits import RiskLimits
from settings import read_settings
from training.trainer import TrainedModel, TrainingConfig, train


def run(bars: pd.DataFrame, config: Path) -> tuple[TrainedModel, BacktestReport]:
    """Trains on the first part of the bars and backtests the model on the part it has not seen."""
    training_file, backtest_file = config / "training.yml", config / "backtest.yml"
    features = momentum_features(bars, read_settings(training_file, "features", FeatureConfig))
    labels = triple_barrier_labels(bars, read_settings(training_file, "labels", LabelConfig))
    trained = train(features, labels, read_settings(training_file, "training", TrainingConfig))
    unseen = bars.loc[trained.split.test[0] :]
    signal = pd.Series(trained.model.predict(features.loc[unseen.index]), index=unseen.index, dtype=float)
    report = run_backtest(
        unseen,
        signal,
        read_settings(backtest_file, "backtest", BacktestConfig),
        read_settings(backtest_file, "limits", RiskLimits),
    )
    return trained, report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bars", type=Path, help="CSV with time, open, high, low, close; times in UTC")
    parser.add_argument("--config", type=Path, default=Path("config"))
    arguments = parser.parse_args()
    bars = pd.read_csv(arguments.bars, index_col="time")
    bars.index = pd.to_datetime(bars.index, utc=True)
    trained, report = run(bars, arguments.config)
    print(f"event=trained f1={trained.f1:.4f} baseline_f1={trained.baseline_f1:.4f}")
    print(f"event=backtested equity={report.equity.iloc[-1]:.2f} fills={report.fills} costs={report.costs:.2f}")


if __name__ == "__main__":
    main()
