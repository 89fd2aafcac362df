/** Data, models and their training: English words, a bar, French words of one meaning in each line. */
export const modelTerms = `
ablation | ablation
accuracy, precise, precision | exactitude, précision, précis
aggregate, aggregation | agréger, agrégation, agrège
algorithm | algorithme
align, aligned, misaligned | aligner, aligné, mal aligné
annotate, annotation, labelling, labeling | annoter, annotation, étiquetage, labeling
anomaly, outlier, abnormal | anomalie, valeur aberrante, anormal
artificial intelligence, ai | intelligence artificielle, ia
balance, imbalance, imbalanced, unbalanced | équilibre, déséquilibre, déséquilibré
baseline, naive, naive model, reference model | référence, naïf, base de référence, baseline, modèle naïf
batch, batch scoring | lot, traitement par lots, batch
bias, biased | biais, biaisé
bucket, object storage, blob | bucket, stockage objet, seau
calibrate, calibration | calibrer, calibration, étalonnage
candidate, candidates | candidat, candidats
challenger, contender, not promoted | challenger, prétendant, non promu
champion, production model, active model, reference model | champion, modèle actif, modèle de référence, modèle en production
checkpoint | point de reprise, checkpoint
class, classification, classifier | classe, classification, classifieur, classificateur
cluster, compute, node, nodes | cluster, grappe, noeud, noeuds, calcul
column, feature name | colonne, nom de variable
confidence interval, confidence | intervalle de confiance, confiance
convergence, converge | convergence, converger
correlation | corrélation
cross validation, cross-validation, fold, folds | validation croisée, fold, pli, plis
data, dataset, data set | données, jeu de données, dataset, donnée
data leakage, leakage, leak, look-ahead | fuite de données, fuite
data quality | qualité des données
data scientist, statistician | data scientist, scientifique des données, statisticien
degrade, degradation, degraded, worse, deteriorate | dégrader, dégradation, dégradé, pire, détériorer, détérioration
deterministic, determinism | déterministe, déterminisme
distribution, distribution shift | distribution, répartition
drift, data drift, model drift, shift | dérive, dérive des données, dériver, drift
embedding, vector | plongement, vecteur, embedding
ensemble | ensemble
epoch, round, rounds | époque, tour, tours
estimate, estimation, estimator | estimer, estimation, estimateur
evaluation, evaluator, assess | évaluation, évaluateur
experiment, experimental, trial, trials | expérience, expérimental, essai, expérimentation, essais
experiment tracking, run tracking | suivi d'expériences
explainability, interpretability | explicabilité, interprétabilité
f1, f1 score, f-score | f1, score f1
false positive, false alarm | faux positif, fausse alerte
feature, features, feature engineering, variable | variable, caractéristique, features, ingénierie de variables, feature
feature selection | sélection de variables, sélection des variables
feature store | magasin de features, feature store, entrepôt de variables
fine-tune, fine tuning, fine-tuning, tune, tuning | ajuster, ajustement, affiner, réglage fin, réglage, optimisation
fit, fitting | ajuster, entraîner, ajustement
forecast, predict, prediction, predictive | prévoir, prédire, prédiction, prévision, prédictif
gradient, boosting | gradient, boosting
grid, grid search | grille, recherche par grille
ground truth, label, labels | vérité terrain, label, labels, étiquette
hallucination, invent, made up | hallucination, inventer, inventé
harness, training harness | harnais, cadre d'entraînement
hold-out, holdout, held out, test set | jeu de test, hors échantillon, mis de côté
hyper-parameter, hyperparameter, hyper-parameters, learning rate, tree depth | hyperparamètre, hyperparamètres, taux d'apprentissage, profondeur d'arbre
hyper-parameter search, hpo, optimisation | recherche d'hyperparamètres, hpo, optimisation
imputation, missing value, missing values, nan | valeur manquante, valeurs manquantes, nan
inference, serving, scoring | inférence, mise en service, scoring
informative, signal | informatif, signal
ingest, ingestion, load data | ingestion, ingérer, chargement
iteration | itération
language model, llm, large language model, model | modèle de langage, llm, grand modèle
latency, response time | latence, temps de réponse
lineage, provenance, origin of the data | lignage, provenance, traçabilité
loss function, loss | fonction de perte, perte
machine learning, ml | apprentissage automatique, ml, apprentissage machine
metric, metrics, indicator, kpi, measure | métrique, indicateur, kpi, mesure, métriques
ml engineer, ml owner, model owner | ingénieur ml, responsable ml, ml owner
mlops | mlops
model, models | modèle, modèles
model card | fiche de modèle
model registry, registry, registered model | registre de modèles, registre, modèle enregistré
monitor, monitoring, watch, surveillance, supervise, supervision | surveiller, surveillance, supervision, superviser, suivi, monitoring
multi-agent, agents, agent | multi-agent, agents, agent
neural network, deep learning | réseau de neurones, apprentissage profond
normalise, normalisation, scaling, standardise | normaliser, normalisation, mise à l'échelle
offline, online | hors ligne, en ligne
out of sample, out-of-sample, oos | hors échantillon, oos
overfit, overfitting, overfitted | surapprentissage, surajustement, sur-apprentissage
parity, training-serving skew, skew | parité, écart entraînement-service, écart
pass rate, success rate | taux de réussite, taux de succès, pass rate
positive, negative | positif, négatif
precision, recall | précision, rappel
probability, likelihood | probabilité, vraisemblance
profile, profiling | profil, profilage
promote, promotion | promouvoir, promotion, promu
prompt, prompts | prompt, invite, consigne
quantile, percentile, median | quantile, centile, médiane
random, randomness, chance | aléatoire, hasard
regime, regimes | régime, régimes
retrain, retraining, train again | réentraîner, réentraînement, ré-entraîner, retrain
robust, robustness | robuste, robustesse
row, rows, record | ligne, lignes, enregistrement
sample, samples, sampling, sample count | échantillon, échantillons, échantillonnage
screening, pre-selection, preselection, shortlist | présélection, screening, sélection préalable
significance, significant, statistical | significatif, significativité, statistique
smoothing, smoothed, soft label, soft labels | lissage, lissé, étiquette douce
split, train test split | découpage, partition, split
stale model, out of date model | modèle périmé, modèle stale, modèle ancien
standard deviation, variance, std | écart-type, variance, écart type
statistics, statistical, statistical power | statistique, statistiques, puissance statistique
sweep, sweeps | balayage, campagne, sweep
target, label column | cible, variable cible
test set, training set, validation set | jeu de test, jeu d'entraînement, jeu de validation
theta, cut-off, decision threshold | seuil de décision, theta
time series | série temporelle, séries temporelles
trace, tracing | trace, traçage, tracer
train, training, trained, trainer | entraîner, entraînement, entraîné, apprentissage
transform, transformation | transformer, transformation
tree, decision tree | arbre, arbre de décision
underperform, useless, no better than | sous-performer, inutile, pas mieux que, sans valeur
underfit, underfitting | sous-apprentissage
unstable, instability | instable, instabilité
useful, usable, exploitable | utile, utilisable, exploitable
validation, validate | validation, valider
warm-up, lookback, look back | amorçage, période d'amorce, historique
weighting, sample weight | pondération, poids
window, rolling, walk-forward, walk forward | fenêtre, glissant, walk-forward
bad model, faulty model | mauvais modèle, modèle défaillant, modèle fautif
beat, outperform, better than | battre, surpasser, mieux que, supérieur à
code path, production path | chemin de code
cost function, objective function | fonction de coût, fonction objectif
data contract, data contracts, input type | contrat de données, contrats de données, type d'entrée
data frame, dataframe | dataframe, tableau de données
data source, data sources | source de données, sources de données
experiment review, results of an experiment | revue d'expérience, résultats d'expérience
feature parity, training and serving | parité des features, entraînement et inférence
gpu, accelerator | gpu, accélérateur
model output, prediction | sortie du modèle, prédiction
model removal, remove a model, delete a model | retirer un modèle, supprimer un modèle, désactive un modèle
multi-class, binary | multi-classe, binaire
notebook, jupyter | notebook, carnet
reference dataset, golden dataset | jeu de référence
retrieval, rag, knowledge base | recherche documentaire, rag, base de connaissances
shadow mode, shadow, canary | mode fantôme, canari
token, tokens, context window | jeton, jetons, fenêtre de contexte
training run, training job, training pods | entraînement, run d'entraînement
`;
