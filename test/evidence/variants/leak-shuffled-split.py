import sklearn
import sklearn.model_selection
import sklearn.model_selection as ms
from sklearn import model_selection
from sklearn.model_selection import (
    GroupShuffleSplit,
    KFold,
    StratifiedKFold as Folds,
    TimeSeriesSplit,
    train_test_split,
)

from commun.split import ShuffleSplit

a = train_test_split(X, y)  # hit
a = train_test_split(X, y, shuffle=True)  # hit
a = train_test_split(X, y, shuffle=flag)  # hit
a = train_test_split(X, y, shuffle=False)
a = sklearn.model_selection.train_test_split(X)  # hit
a = model_selection.train_test_split(X)  # hit
a = (
    ms
    .train_test_split(  # hit
        X,
        y,
    )
)
a = ms.train_test_split(
    X,
    # time order
    shuffle=False,
)
a = ms.ShuffleSplit(n_splits=3)  # hit
a = ms.StratifiedShuffleSplit(n_splits=3)  # hit
a = GroupShuffleSplit(n_splits=3)  # hit
a = ShuffleSplit(n_splits=3)
a = KFold(5, shuffle=True)  # hit
a = Folds(
    n_splits=5,
    shuffle=True,  # hit
)
a = KFold(5)
a = KFold(5, shuffle=False)
a = KFold(5, shuffle=flag)
a = TimeSeriesSplit(5)
a = self.train_test_split(X)
a = splitter.KFold(5, shuffle=True)
a = isinstance(cv, KFold)
a = other(KFold, shuffle=True)


def checked(train_test_split, X):
    return train_test_split(X)


def loaded(X):
    from sklearn.model_selection import train_test_split as cut

    return cut(X)  # hit
