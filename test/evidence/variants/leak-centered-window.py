smooth = df.rolling(5, center=True).mean()  # hit
smooth = df.groupby("s")["x"].rolling(
    window=5,
    min_periods=1,
    center=True,  # hit
).mean()
smooth = array.rolling(time=5, center=True).mean()  # hit
smooth = df.rolling(5, center=False).mean()
smooth = df.rolling(5, center=is_centered).mean()
smooth = df.expanding(center=True)
smooth = df.rolling(5).apply(f, center=True)
smooth = df.rolling(window_of(center=True)).mean()
annotate(center=True)
text = "rolling(5, center=True)"
settings = {"center": True}
