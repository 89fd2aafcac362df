import datetime
import datetime as dt
from datetime import datetime as DateTime
from datetime import date, timezone

import pandas as pd
from pandas import Timestamp

a = datetime.datetime.now()  # hit
a = dt.datetime.utcnow()  # hit
a = DateTime.now()  # hit
a = DateTime.now(None)  # hit
a = DateTime.now(tz=None)  # hit
a = DateTime.now(timezone.utc)
a = DateTime.now(tz=timezone.utc)
a = DateTime.now(zone)
a = DateTime.fromtimestamp(ts)  # hit
a = DateTime.fromtimestamp(ts, None)  # hit
a = DateTime.fromtimestamp(ts, timezone.utc)
a = DateTime.fromtimestamp(
    ts,
    tz=timezone.utc,
)
a = DateTime.fromtimestamp(  # hit
    ts,
)
a = pd.Timestamp.now()  # hit
a = Timestamp.now(tz="UTC")
a = pd.Timestamp.utcnow()
a = date.today()
a = self.clock.now()
a = clock.datetime.now()
a = DateTime.now
a = "datetime.now()"


def given(datetime):
    return datetime.datetime.now()
