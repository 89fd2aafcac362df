from multiprocessing import Pool

# import mlflow
from commun.mlflow import client
from .mlflow import other
from . import grpc

a = fit(n_jobs=-1)
a = Pool(2)
