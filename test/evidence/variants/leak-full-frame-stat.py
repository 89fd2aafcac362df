import numpy as np
import pandas as pd
from scipy import stats as st


def prepare_indicators(df):
    close = df["close"]
    out = {}
    out["a"] = close - close.mean()  # hit
    out["b"] = close / close.max()  # hit
    out["c"] = close.subtract(df["close"].min())  # hit
    out["d"] = close.divide(other=close.std())  # hit
    out["e"] = (
        close
        .sub(
            close
            .quantile(0.5),  # hit
        )
    )
    out["f"] = close // (close.std() + 1e-9)  # hit
    out["g"] = close / max(close.std(), 1e-9)  # hit
    out["h"] = close / close.std().clip(1e-9)  # hit
    out["i"] = close / (close.std() or 1.0)  # hit
    out["j"] = close / np.where(close.std() == 0, 1.0, close.std())  # hit
    out["k"] = close - np.mean(close)  # hit
    out["l"] = np.subtract(close, close.mean())  # hit
    out["m"] = close - df.close.mean()  # hit
    out["n"] = close.pct_change() / close.pct_change().std()  # hit
    out["o"] = close - close.rolling(20).mean().max()  # hit
    out["p"] = close - df.loc[:, "close"].mean()  # hit
    out["q"] = close.rolling(5).mean() / close.mean()  # hit
    out["r"] = close * (1 / close.std())  # hit
    return out


def in_place_feature(df):
    df["close"] -= df["close"].mean()  # hit
    df["close"] /= df["close"].std()  # hit
    return df


def build_Features_v2(df):
    mu, sigma = df["x"].mean(), df["x"].std()  # hit
    z = (df["x"] - mu) / sigma
    lo = hi = df["y"].min()  # hit
    scale = 2 * df["y"].quantile(0.9)  # hit
    span = scale + 1
    norm = {"mean": df["v"].mean(), "max": df["v"].max()}  # hit
    return z, df["y"].sub(hi) / span, df["v"] - norm["mean"]


def feature_by_key(df):
    norm = {
        "mean": df["v"].mean(),  # hit
        "max": df["v"].max(),
    }
    means = {c: df[c].mean() for c in df}  # hit
    total = df.std()  # hit
    return df["v"] - norm["mean"], df["v"] - means["v"], df["v"] / total["v"]


class Maker:
    def fit_feature(self, df):
        self.mu = df["x"].mean()  # hit
        return df["x"] - self.mu


def feature_loop(df, columns):
    for column in columns:
        df[column] = (df[column] - df[column].mean()) / df[column].std()  # hit
    return df


def feature_lambda(df, columns):
    out = df[columns].apply(lambda c: (c - c.mean()) / c.std())  # hit
    return out.assign(
        z=lambda d: d.close - d.close.mean(),  # hit
    )


def feature_inner(df):
    def zscore(s):
        return (s - s.mean()) / s.std()  # hit

    return df.apply(zscore)


def feature_last_meaning(df):
    m = df["x"].rolling(5).mean()
    a = df["x"] - m
    m = df["x"].mean()  # hit
    return a, df["x"] - m


def feature_walrus(df):
    return df["x"] - (mu := df["x"].mean())  # hit


# What follows is fine.


def feature_windows(df):
    close = df["close"]
    roll = close.rolling(20)
    typed: pd.Rolling = close.ewm(span=3)
    groups, day = close.groupby(df["s"]), close.resample("1D")
    held = {"fast": close.rolling(3), "slow": close.rolling(9)}
    a = (close - roll.mean()) / roll.std()
    b = close - typed.mean()
    c = close / groups["close"].mean() - day.min()
    d = close - held["fast"].mean()
    e = close - close.expanding(min_periods=5).quantile(0.5)
    f = close.sub(close.rolling(5).mean()).div(close.rolling(5).std().shift(1))
    g = close - df.groupby("s").close.mean()
    base = (roll.mean() + roll.std()).shift(1)
    return a, b, c, d, e, f, g, close / base


def feature_self_window(self, df):
    self.roll = df["close"].rolling(3)
    return df["close"] - self.roll.mean()


def feature_groups(df):
    out = []
    for symbol, group in df.groupby("symbol"):
        out.append((group["x"] - group["x"].mean()) / group["x"].std())
    for part in [g for _, g in df.groupby("day")]:
        out.append(part - part.mean())
    both = {s: g - g.mean() for s, g in df.groupby("s")}
    return out, both


def feature_lambdas(df):
    roll = df["close"].rolling(5)
    by = df.groupby("s")["close"]
    a = roll.apply(lambda w: (w[-1] - w.mean()) / w.std(), raw=True)
    b = by.transform(lambda s: (s - s.mean()) / s.std())
    c = df["close"].expanding().apply(func=lambda w: w[-1] / np.mean(w))
    d = df.apply(lambda row: row - row.mean(), axis=1)
    zscore = lambda s: (s - s.mean()) / s.std()
    return a, b, c, d, by.transform(zscore)


def feature_inner_window(df):
    def last(values):
        return (values[-1] - values.mean()) / values.std()

    return df["x"].rolling(5).apply(last, raw=True)


def feature_of_window(window):
    return (window[-1] - window.mean()) / window.std()


def feature_across(df):
    a = df["high"] - df[["open", "close"]].max(axis=1)
    b = df.sub(df.mean(axis=1), axis=0)
    c = df["x"] / df[["a", "b"]].std(axis="columns")
    d = df["x"] - np.max([df["a"], df["b"]], axis=0)
    e = df["x"] - df[["a", "b"]].mean(1)
    f = df["x"] - pd.concat([df["a"], df["b"]], axis=1).quantile(0.5, axis=1)
    return a, b, c, d, e, f


def feature_parts(df, n, train_rows):
    past = df["x"].iloc[:n]
    a = df["x"] - past.mean()
    b = df["x"] - df["x"].head(n).mean()
    c = df["x"] / df["x"][-20:].std()
    train = df[train_rows].copy()
    return a, b, c, df["x"] - train["x"].mean()


def feature_other_uses(df):
    log.info("mean=%.2f", df["x"].mean() / 2)
    above = df["x"] > df["x"].mean()
    filled = df["x"].fillna(df["x"].mean())
    capped = df["x"].clip(df["x"].quantile(0.01), df["x"].quantile(0.99))
    mean = df["x"].mean()
    below = df["x"].max() - df["x"]
    count = df["x"] / df["x"].sum() - df["x"].median()
    age = df.index - df.index.min()
    return above, filled / filled.shift(1), capped / capped.shift(1), below, count


def report(df):
    return (df["x"] - df["x"].mean()) / df["x"].std()


def featureless():
    # close - close.mean()
    return "close - close.mean()"
