from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from features.momentum import FeatureConfig, momentum_features
from labels.triple_barrier import LabelConfig, first_touch, triple_barrier_labels
from settings import read_settings
from training.trainer import TrainingConfig, time_split, train

FEATURES = FeatureConfig(lookbacks=(3, 12), trend_window=24)
LABELS = LabelConfig(horizon=12, take_profit=2.0, stop_loss=1.5, volatility_window=24)
TRAINING = TrainingConfig(
    test_share=0.25, seed=7, learning_rate=0.1, max_depth=3, max_iter=20, min_samples_leaf=20
)


@pytest.fixture
def labels(bars):
    return triple_barrier_labels(bars, LABELS)


def test_every_training_outcome_is_known_before_the_test_part_begins(labels):
    split = time_split(labels, TRAINING.test_share)

    assert labels.loc[split.train, "known_at"].max() < split.test[0]
    assert split.train[-1] < split.test[0]


def test_a_bar_that_touches_both_barriers_counts_as_stopped():
    label, offset = first_touch(np.array([100.5, 103.0]), np.array([99.5, 97.0]), upper=102.0, lower=98.0)

    assert (label, offset) == (0, 1)


def test_the_same_seed_gives_the_same_model(bars, labels):
    features = momentum_features(bars, FEATURES)

    first, second = (train(features, labels, TRAINING) for _ in range(2))

    assert first.f1 == second.f1
    rows = features.loc[first.split.test]
    np.testing.assert_array_equal(first.model.predict_proba(rows), second.model.predict_proba(rows))


@pytest.mark.parametrize("share", [0.0, 1.0, -0.2])
def test_a_share_outside_zero_and_one_is_refused(bars, labels, share):
    with pytest.raises(ValueError, match="test_share"):
        train(momentum_features(bars, FEATURES), labels, replace(TRAINING, test_share=share))


def test_a_parameter_that_the_file_does_not_give_is_an_error(tmp_path: Path):
    path = tmp_path / "training.yml"
    path.write_text("training: {test_share: 0.25, seed: 7}\n", encoding="utf-8")

    with pytest.raises(ValueError, match="learning_rate"):
        read_settings(path, "training", TrainingConfig)
