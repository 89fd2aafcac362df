a = s.bfill()  # hit
a = s.bfill  # a method that nobody calls
a = s.groupby("x").bfill(limit=1)  # hit
a = s.backfill()  # hit
a = s.ffill().backfill(limit=2, axis=0)  # hit
a = s.groupby("x").backfill(3)  # hit
a = (
    s.resample("1min")
    .bfill(  # hit
        limit=1,
    )
)
a = s.fillna(method="bfill")  # hit
a = s.fillna(method='backfill', limit=3)  # hit
a = s.fillna(
    value=None,
    method="bfill",  # hit
)
a = s.reindex(index, method="bfill")  # hit
a = s.asfreq("1min", method="backfill")  # hit
a = s.interpolate(limit_direction="both")  # hit
a = s.interpolate("time", limit_direction='backward', limit=3)  # hit
a = s.interpolate(limit_direction="forward")
a = s.interpolate(limit_direction=direction)
a = s.fillna(method="ffill").fillna(0)
a = s.fillna("bfill")
a = s.reindex(index, method="ffill")
a = s.rename(method="bfill")
a = pd.merge_asof(x, y, direction="backward")
client.backfill("SOLUSDC", days=3)
scheduler.backfill(dag_id="a", start=day)
backfill(store)
bfill_rate(s)
log.info("bfill() of %s", s)
