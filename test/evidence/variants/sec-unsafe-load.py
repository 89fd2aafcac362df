import builtins
import pickle
import pickle as pkl
from pickle import load, loads as revive

import joblib
import yaml
import yaml as y
from joblib import load as load_artefact
from yaml import CSafeLoader, SafeLoader as Safe

a = pickle.load(handle)  # hit
a = pkl.loads(blob)  # hit
a = load(handle)  # hit
a = revive(blob)  # hit
a = pickle.dumps(blob)
a = joblib.load(path)  # hit
a = joblib.load(f"models/{name}.joblib")  # hit
a = joblib.load(filename=path)  # hit
a = load_artefact(folder / "a.joblib")  # hit
a = joblib.load("models/a.joblib")
a = joblib.load(
    "models/"
    "a.joblib"
)
a = joblib.load(filename="models/a.joblib")
a = joblib.load("models/a.joblib", mmap_mode=mode)
a = yaml.load(text)  # hit
a = yaml.load(text, Loader=yaml.Loader)  # hit
a = y.load(text, yaml.FullLoader)  # hit
a = yaml.load(text, Loader=yaml.SafeLoader)
a = yaml.load(text, Loader=Safe)
a = yaml.load(text, CSafeLoader)
a = yaml.load(
    text,
    Loader=y.CSafeLoader,
)
a = yaml.safe_load(text)
a = yaml.unsafe_load(text)  # hit
a = eval(text)  # hit
a = eval(f"{a} + 1")  # hit
a = builtins.eval(text)  # hit
exec(source, namespace)  # hit
exec(compile(source, "a", "exec"))  # hit
a = eval("24 * 60")
exec("x = 1")
a = model.eval()
a = frame.eval(rule)
a = ast.literal_eval(text)
a = cursor.execute(text)
a = json.load(handle)
a = self.pickle.load(handle)


def given(eval, pickle):
    return eval(pickle.load(1))
