a = index.tz_localize(None)  # hit
a = index.dt.tz_localize(tz=None)  # hit
a = (
    index
    .tz_localize(  # hit
        None,
    )
)
a = at.replace(tzinfo=None)  # hit
a = at.replace(
    microsecond=0,
    tzinfo=None,  # hit
)
a = index.tz_localize("UTC")
a = index.tz_localize(zone)
a = index.tz_localize("UTC", None)
a = at.replace(tzinfo=timezone.utc)
a = at.replace(microsecond=0)
a = text.replace("tzinfo=None", "")
a = frame.replace({"": None})
a = make(tzinfo=None)
