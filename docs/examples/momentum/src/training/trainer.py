"""Trains the classifier on the past and scores it once on the part that comes after (ADR-0002)."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score


@dataclass(frozen=True)
class TrainingConfig:
    """Everything a training run depends on; read from config/training.yml, never defaulted here."""

    test_share: float
    seed: int
    learning_rate: float
    max_depth: int
    max_iter: int
    min_samples_leaf: int


@dataclass(frozen=True)
class TimeSplit:
    """Row times of both parts; the outcome of every training row is known before the test part begins."""

    train: pd.DatetimeIndex
    test: pd.DatetimeIndex


@dataclass(frozen=True)
class TrainedModel:
    """A fitted model, its split, and its score beside the one of always saying 1."""

    model: HistGradientBoostingClassifier
    split: TimeSplit
    f1: float
    baseline_f1: float


def time_split(labels: pd.DataFrame, test_share: float) -> TimeSplit:
    """Cuts by time; training rows whose outcome is known only inside the test part are purged."""
    if not 0.0 < test_share < 1.0:
        raise ValueError(f"test_share must lie between 0 and 1, got {test_share}")
    cut = int(len(labels) * (1.0 - test_share))
    test = labels.index[cut:]
    before = labels.iloc[:cut]
    train = before.index[before["known_at"] < test[0]]
    if len(train) == 0:
        raise ValueError("no training row is left after the purge; use more bars or a smaller test share")
    return TimeSplit(train=train, test=test)


def train(features: pd.DataFrame, labels: pd.DataFrame, config: TrainingConfig) -> TrainedModel:
    """Fits on the training part and scores on the test part; rows with an empty feature are dropped first."""
    usable = features.dropna().index.intersection(labels.index)
    features, labels = features.loc[usable], labels.loc[usable]
    split = time_split(labels, config.test_share)
    model = build_model(config)
    model.fit(features.loc[split.train], labels.loc[split.train, "label"])
    truth = labels.loc[split.test, "label"].to_numpy()
    predicted = model.predict(features.loc[split.test])
    return TrainedModel(
        model=model,
        split=split,
        f1=float(f1_score(truth, predicted, zero_division=0.0)),
        baseline_f1=float(f1_score(truth, np.ones_like(truth), zero_division=0.0)),
    )


def build_model(config: TrainingConfig) -> HistGradientBoostingClassifier:
    """An unfitted model whose only source of chance is the configured seed."""
    return HistGradientBoostingClassifier(
        learning_rate=config.learning_rate,
        max_depth=config.max_depth,
        max_iter=config.max_iter,
        min_samples_leaf=config.min_samples_leaf,
        early_stopping=False,
        random_state=config.seed,
    )
