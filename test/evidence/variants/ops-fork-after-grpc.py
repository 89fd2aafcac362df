import multiprocessing
import multiprocessing as mp
from concurrent import futures
from concurrent.futures import ProcessPoolExecutor as Workers, ThreadPoolExecutor
from multiprocessing import Pool, get_context

import mlflow.xgboost

FORK = mp.get_context("fork")
SPAWN = get_context("spawn")
SERVER: object = get_context(method="forkserver")

a = fit(n_jobs=-1)  # hit
a = fit(n_jobs=jobs)  # hit
a = fit(n_jobs=None)  # hit
a = fit(
    x,
    n_jobs=4,  # hit
)
a = fit(n_jobs=1)
n_jobs = -1
a = multiprocessing.Pool(4)  # hit
a = mp.Pool()  # hit
a = Pool(2)  # hit
a = mp.get_context("fork").Pool(2)  # hit
a = mp.get_context().Pool(2)  # hit
a = FORK.Pool(2)  # hit
a = SERVER.Pool(2)  # hit
a = mp.get_context("spawn").Pool(2)
a = SPAWN.Pool(2)
a = given.Pool(2)
a = Workers()  # hit
a = futures.ProcessPoolExecutor(4)  # hit
a = Workers(mp_context=FORK)  # hit
a = Workers(4, mp.get_context("fork"))  # hit
a = Workers(mp_context=None)  # hit
a = Workers(mp_context=SPAWN)
a = Workers(4, SPAWN)
a = Workers(
    max_workers=4,
    mp_context=get_context("spawn"),
)
a = ThreadPoolExecutor(4)
