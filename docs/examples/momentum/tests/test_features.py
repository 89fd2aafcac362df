import pandas as pd
import pytest

from features.momentum import FeatureConfig, feature_columns, momentum_features

CONFIG = FeatureConfig(lookbacks=(3, 12), trend_window=24)


@pytest.mark.parametrize("known", [25, 26, 400, 1199])
def test_a_row_does_not_change_when_later_bars_arrive(bars, known):
    whole = momentum_features(bars, CONFIG)

    prefix = momentum_features(bars.iloc[:known], CONFIG)

    pd.testing.assert_frame_equal(prefix, whole.iloc[:known])


def test_rows_stay_empty_until_the_longest_window_is_full(bars):
    features = momentum_features(bars, CONFIG)

    assert features.iloc[: CONFIG.trend_window - 1].isna().any(axis=1).all()
    assert features.iloc[CONFIG.trend_window :].notna().all(axis=None)


def test_the_columns_come_in_the_order_of_the_model(bars):
    features = momentum_features(bars, CONFIG)

    assert list(features.columns) == feature_columns(CONFIG) == ["mom_3", "mom_12", "trend_gap", "range_position"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda bars: bars.iloc[::-1], "strictly increasing"),
        (lambda bars: pd.concat([bars, bars.tail(1)]), "strictly increasing"),
        (lambda bars: bars.reset_index(drop=True), "time zone"),
        (lambda bars: bars.where(bars["close"] > bars["close"].min()), "empty prices"),
    ],
)
def test_bars_on_which_a_window_is_not_the_past_are_refused(bars, spoil, message):
    with pytest.raises(ValueError, match=message):
        momentum_features(spoil(bars), CONFIG)
