import numpy as np
import torch

a["x"] = s.shift(-1)  # hit
a["x"] = s.shift(-n)  # hit
a["x"] = s.shift(-f(x))  # hit
a["x"] = s.shift(-self.h)  # hit
a["x"] = s.shift(-cfg["h"])  # hit
a["x"] = s.shift(-(h + 1))  # hit
a["x"] = s.shift((-1))  # hit
a["x"] = s.shift(-1 * h)  # hit
a["x"] = s.shift(h * -1)  # hit
a["x"] = s.shift(-h // 2)  # hit
a["x"] = s.shift(periods=-1, freq="D")  # hit
a["x"] = s.shift(n=-1)  # hit
a["x"] = s.shift(  # lead  # hit
    -1
)
a["x"] = (
    s.rolling(3)
    .mean()
    .shift(  # hit
        periods=-step(),
    )
    .fillna(0)
)
a["x"] = s.pct_change(-3, fill_method=None)  # hit
u = s.diff(periods=-1).fillna(0).shift(1)  # hit
u = s.shift(1).diff(-2)  # hit
returned = [close.shift(-h) for h in horizons]  # hit
print(close.shift(-1))  # hit
a["x"] = s.shift(1, fill_value=-1)
a["x"] = s.shift(h - 1)
a["x"] = s.shift(-1 * -h)
a["x"] = s.shift()
a["x"] = np.diff(-prices)
a["x"] = torch.diff(-prices)
df = df.replace([np.inf, -np.inf], np.nan).replace(-1).shift(1)
text = "x.shift(-1)"
# x.shift(-1)

# names of labels
a.target = s.shift(-1)
self.y = s.shift(-1)
y = s.shift(-1)
y_next: pd.Series = s.shift(-1)
MyLabel = s.shift(-1)
f((y := s.shift(-1)))
f((z := s.shift(-1)))  # hit
labels["up"] = s.shift(-1)
df[f"label_{h}"] = s.shift(-1)
df[f"{label}_{h}"] = s.shift(-1)
df[target_col] = s.shift(-1)
df["lead_" + "target"] = s.shift(-1)
df["label_{}".format(h)] = s.shift(-1)
df.loc[mask, "label"] = s.shift(-1)
df.loc[df["label"] == 1, "lead"] = s.shift(-1)  # hit
df[["a", "label"]] = s.shift(-1)
df["y_1"] = s.shift(-1)
df["y"] = s.shift(-1)
df["label"] += s.shift(-1)
df["lead"] += s.shift(-1)  # hit
df["y1"] = s.shift(-1)  # hit
df["day"] = s.shift(-1)  # hit
yy = s.shift(-1)  # hit
my = s.shift(-1)  # hit
a = label = s.shift(-1)
label = a = s.shift(-1)
x, (target, z) = 1, (s.shift(-1), 2)
(label, x) = s.shift(-1), 1
[label, x] = s.shift(-1), 1
*label, x = s.shift(-1), 1
table = {
    "Label": s.shift(-1),
    "b": s.shift(-1),  # hit
    TARGET: s.shift(-2),
}
many = {f"label_{h}": s.shift(-h) for h in hs}
none = {f"lead_{h}": s.shift(-h) for h in hs}  # hit
out = df.assign(
    Target_up=s.shift(-1),
    other=lambda d: d.shift(-2),  # hit
)
ax.plot(s.shift(-1), label="next")  # hit


class LabelMaker:
    def make(self, s):
        return s.shift(-1)  # hit

    def make_Targets(self, s):
        def inner(v):
            return v.shift(-1)

        return inner(s)


def features(frame, label):
    for n in hs:
        frame[n] = frame["close"].shift(-n)  # hit
    return frame
