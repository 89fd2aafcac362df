import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def bars() -> pd.DataFrame:
    """1,200 hourly bars of a seeded random walk."""
    rng = np.random.default_rng(7)
    close = 100.0 * np.exp(np.cumsum(rng.normal(0.0, 0.01, 1200)))
    opened = np.concatenate([[100.0], close[:-1]])
    spread = np.abs(rng.normal(0.0, 0.004, 1200))
    return pd.DataFrame(
        {
            "open": opened,
            "high": np.maximum(opened, close) * (1.0 + spread),
            "low": np.minimum(opened, close) * (1.0 - spread),
            "close": close,
        },
        index=pd.date_range("2025-01-01", periods=1200, freq="h", tz="UTC"),
    )
