"""Takes files in over standard input, writes them below a folder and starts one of them."""

import gc
import importlib
import json
import os
import sys

root = "/tmp/conclave"
source, sink = os.fdopen(os.dup(0), "rb"), os.dup(1)
os.dup2(2, 1)
quiet = os.open(os.devnull, os.O_RDONLY)
os.dup2(quiet, 0)
os.close(quiet)
head = json.loads(source.readline(1048577))
if head.get("v") != 1 or head.get("kind") != "files":
    sys.exit("the first message is not about files")
for file in head["files"]:
    path = os.path.normpath(os.path.join(root, file["path"]))
    if not path.startswith(root + os.sep):
        sys.exit("a file lies outside of its folder")
    data = source.read(file["bytes"])
    if len(data) != file["bytes"]:
        sys.exit("the files are not whole")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as target:
        target.write(data)
sys.path.insert(0, root)
# Modules leave nothing to collect; looking for it takes a sixth of the start.
gc.disable()
program = importlib.import_module(head["start"])
gc.enable()
os.write(sink, json.dumps({"v": 1, "n": head["n"], "kind": "ready"}).encode() + b"\n")
program.main(source, sink)
