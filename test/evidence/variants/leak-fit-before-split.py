import re

import numpy as np
import pandas as pd
import sklearn.model_selection as ms
from sklearn.model_selection import TimeSeriesSplit, train_test_split as cut


def scaled(X, y):
    Xs = StandardScaler().fit_transform(X)  # hit
    return cut(Xs, y, shuffle=False)


def wrapped(X: pd.DataFrame, y):
    scaler = StandardScaler()
    X_scaled = pd.DataFrame(
        scaler
        .fit_transform(X),  # hit
        columns=X.columns,
    )
    return ms.train_test_split(X_scaled, y)


def annotated(X, y):
    Z: np.ndarray = PCA(5).fit_transform(X)  # hit
    return cut(test_size=0.2, *[y], X=Z)


def walrus(X):
    if (Z := PCA(5).fit_transform(X)) is not None:  # hit
        return cut(Z)


def unpacked(X, y):
    Xs, labels = scaler.fit_transform(X), encoder.fit_transform(y)  # hit
    return cut(Xs)


def unpacked_other(X, y):
    names, Xs = encoder.fit_transform(y), X
    return cut(Xs)


def by_keyword(X, y, cv):
    selector.fit(X=X, y=y)  # hit
    return list(cv.split(y=y, groups=g, X=X))


def by_keyword_in_any_order(X, y, cv):
    selector.fit(y=y, X=X)  # hit
    return list(cv.split(X))


def labels_too(X, y, cv):
    encoder.fit(y)  # hit
    return list(cv.split(X, y))


def several(a, b, c):
    imputer.fit(b)  # hit
    return cut(a, b, c)


def own(self, y):
    self.X = self.scaler.fit_transform(self.X)  # hit
    self.selector.fit(self.X, y)  # hit
    return cut(self.X, y)


def at_once(X, y):
    return cut(scaler.fit_transform(X), y)  # hit


def in_two_words(X, y):
    Xs = StandardScaler().fit(X).transform(X)  # hit
    return cut(Xs, y)


def kept_name(X, y):
    scaler.fit(X)  # hit
    X = scaler.transform(X)
    return cut(X, y)


def inner_function(X, y):
    scaler.fit(X)  # hit

    def objective(trial):
        return [evaluate(trial, X[a], X[b]) for a, b in TimeSeriesSplit(3).split(X)]

    return objective


def loop(sets):
    for X in sets:
        scaler.fit(X)  # hit
        parts = (
            splitter
            .split(X)
        )


async def method_of_pipeline(X):
    make_pipeline(Imputer(), Scaler()).fit(X)  # hit
    return next(ShuffleSplit().split(X))


# What follows is fine.


def split_first(X, y):
    a, b = cut(X, shuffle=False)
    scaler.fit(X)
    Z = scaler.fit_transform(X)
    return a, b


def fitted_on_part(X, train, n):
    scaler.fit(X[train])
    imputer.fit(X.iloc[:n])
    head = scaler.fit_transform(X[:n])
    return cut(X)


def split_of_part(X, n):
    scaler.fit(X)
    return cut(X[n:], X.iloc[n:])


def other_data(X, symbols):
    encoder.fit(symbols)
    codes = encoder.fit_transform(symbols)
    return cut(X)


def other_function(X):
    scaler.fit(X)

    def later(X):
        return cut(X)

    return later


def given_anew(X, path):
    scaler.fit(X)
    X = load(path)
    return cut(X)


def no_split(X, text, sep):
    scaler.fit(X)
    sep_model.fit(sep)
    return text.splitlines(), re.split(sep, text), "a b".split(sep), X.split


def no_split_of_text(sep, text: str, rest, limit: str | None = None):
    encoder.fit(sep)
    return text.split(sep), limit.split(sep), rest.split(sep, maxsplit=1), rest.split(sep=sep)


def no_data(X):
    scaler.fit()
    scaler.fitted(X)
    return cut(X)


def read(X):
    # scaler.fit(X)
    """scaler.fit(X)"""
    return cut(X)


class Trainer:
    def first(self, X):
        self.scaler.fit(X)

    def second(self, X):
        return cut(X)


def rows_of(X, train, cv):
    X[train] = scaler.fit_transform(X[train])
    return list(cv.split(X))


def columns_of(frame, columns):
    frame[columns] = scaler.fit_transform(frame[columns])
    return cut(frame)


def columns_among_others(X, y, cv):
    X[["a"]], y = scaler.fit_transform(X[["a"]]), y
    return list(cv.split(X))


def fitted_by_inner_function(X, y):
    def refit():
        return model.fit(X, y)

    parts = cut(X, shuffle=False)
    return parts, refit


def fitted_by_lambda(X, cv):
    refit = lambda: model.fit(X)
    return list(cv.split(X)), refit
