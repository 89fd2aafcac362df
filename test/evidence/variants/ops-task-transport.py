import io
import os
from pathlib import Path

import numpy as np
from numpy import load as load_array

np.savez("a.npz", a=a)  # hit
np.save(path, a)  # hit
a = np.load(path)  # hit
a = load_array(path)  # hit
client.put_object(Bucket="a")  # hit
client.upload_fileobj(handle)  # hit
frame.sort_index().to_parquet(path)  # hit
(
    frame
    .to_pickle(path)  # hit
)
a = open("/tmp/a.json")  # hit
a = open(f"/tmp/{name}.json", "w")  # hit
a = open("/tmp/" + name)  # hit
a = open(os.path.join("/tmp", name))  # hit
a = open(Path("/tmp") / name)  # hit
a = open(file="/tmp/a.json")  # hit
a = io.open(  # hit
    "/tmp/a.json",
)
a = open("/tmpfiles/a.json")
a = open("config/tmp/a.json")
a = open(f"{root}/tmp/a.json")
a = open(name, "/tmp/")
a = archive.open("/tmp/a.json")
a = Path("/tmp/a.json").exists()
a = json.load(handle)
a = frame.read_parquet(path)
client.put_object_tagging(Bucket="a")
text = "np.savez to_parquet"
