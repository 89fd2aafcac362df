/** Code, changes, tests and their delivery: English words, a bar, French words of one meaning in each line. */
export const deliveryTerms = `
acceptance criteria, acceptance criterion | critères d'acceptation, critère d'acceptation
adapter, interface | adaptateur, interface
api, endpoint, rest | api, point d'accès, rest
architecture, architect, architectural, design | architecture, architecte, architectural, conception
argument, flag, option, parameter, switch | argument, drapeau, option, paramètre, flag
artifact, artefact, deliverable | artefact, artifact, livrable
asynchronous, async | asynchrone
author, writer | auteur, rédacteur
backend, back end | backend, serveur applicatif
backlog | backlog, carnet de produit, réserve
base image, image, container image | image, image de base
binary, executable | binaire, exécutable
boilerplate, template, skeleton, model document | modèle, gabarit, squelette, patron, template
bot, robot | robot, bot
boundary, border, frontier | frontière, limite
branch, branches | branche, branches
breaking change, incompatible | changement cassant, incompatible, rupture
browser | navigateur
budget, allowance | budget, enveloppe, allocation
bug, defect | bug, bogue, défaut, anomalie
build, compile, compilation | build, compiler, compilation, construire
cache, caching, cached | cache, mise en cache
catalog, catalogue, inventory, register, registry | catalogue, inventaire, registre, annuaire
check, status check, required check | contrôle, vérification, check
checklist, tick, tick box, checkbox | liste de contrôle, case, cocher, checklist
ci, continuous integration | ci, intégration continue
cd, continuous delivery, continuous deployment | cd, livraison continue, déploiement continu
cli, command line, terminal | cli, ligne de commande, terminal
client library, library, package, sdk | bibliothèque, librairie, paquet, sdk, bibliothèque cliente
clone, checkout | cloner, clone
code, source code, codebase, source | code, code source, base de code
code review, peer review | revue de code, relecture de code
commit, commits | commit, validation
configuration, config, configure, setting, settings, set up | configuration, config, configurer, paramétrage, réglage, paramètre
consistency, consistent, coherence, coherent, inconsistent | cohérence, cohérent, incohérent
contract, agreement | contrat, convention
contributor, contribute | contributeur, contribuer
correlation, correlation id, correlate | corrélation, corréler, identifiant de corrélation
coupling, coupled | couplage, couplé
coverage, test coverage, covered | couverture, couvert, couverture de test
cover, exercise | couvrir, exercer
customer, stakeholder | client, partie prenante
database, db, table, sql | base de données, base, table, sql
debug, debugging, troubleshoot, diagnose | déboguer, débogage, dépannage, dépanner, diagnostiquer, debug
declare, declaration, undeclared | déclarer, déclaration, non déclaré
default, by default | défaut, par défaut
definition of done, dod, done | définition de fini, dod, terminé
deliver, delivery, ship, shipped | livrer, livraison, livré
dependency, dependencies, transitive dependency, requirement file | dépendance, dépendances
deploy, deployment, rollout, roll out, put into production, go live | déployer, déploiement, mise en production, mettre en production, mise en service
deprecate, deprecated, retire | déprécier, obsolète, retirer
developer, programmer, engineer, coder | développeur, programmeur, ingénieur
development, develop | développement, développer
diagram, chart, graph, drawing | diagramme, schéma, graphe, graphique
diff, patch | diff, patch, différence
directory, folder, path | dossier, répertoire, chemin
docker, container, containerise | docker, conteneur, conteneuriser
documentation, docs, manual, handbook, documented | documentation, manuel, docs, documenter, mode d'emploi
draft, sketch | brouillon, ébauche
dry run, dry-run, preview, simulate, without writing | essai à blanc, simulation, aperçu, sans écrire, dry-run
end to end, end-to-end, e2e | bout en bout, de bout en bout
entry, entries, item | entrée, élément
environment, environment variable, env | environnement, variable d'environnement, env
epic, epics | epic, épopée
event, events | événement, évènement
exception, error handling, raise | exception, gestion des erreurs, lever
exit code, return code | code de sortie, code retour
fallback, fall back | repli, solution de repli, secours, fallback
feature, capability, functionality | fonctionnalité, fonction, capacité
feedback | retour, retour d'expérience, rétroaction
field, column, attribute | champ, colonne, attribut
fixture, test data, sample data | jeu d'essai, données de test, fixture
flaky, intermittent, unstable test | instable, intermittent
format, formatting, layout | format, mise en forme, formatage
framework | cadre, cadriciel, framework
frontend, user interface, ui, gui, screen | interface, interface utilisateur, écran, ui, gui
function, method, call | fonction, méthode
gate, quality gate, guardrail, guard rail, barrier | porte, barrière, garde-fou, guardrail, gate, contrôle bloquant
generate, generated, generator | générer, généré, générateur
golden, reference run, reference scenario, frozen reference | référence, scénario de référence, cas de référence
graph, dag, workflow graph | graphe, dag
hard-coded, hardcoded, literal | codé en dur, en dur, littéral
hook, webhook, callback | crochet, hook, webhook
hotfix, quick fix | correctif, correctif urgent, hotfix
idempotent, run twice, same again | idempotent, deux fois
implement, implementation | implémenter, implémentation, mise en oeuvre, réaliser
import, imports, importing | importer, import, importation
index, indexing | index, indexation
input, inputs | entrée, entrées
install, installation, set up | installer, installation
integration, integrate, integrated | intégration, intégrer
integration test, integration tests | test d'intégration, tests d'intégration
invariant, always true | invariant, toujours vrai
issue, ticket, work package | ticket, issue, tâche, demande
iteration, loop, cycle | itération, boucle, cycle
label, tag | étiquette, label
legacy | existant, hérité, historique
library, module, component | bibliothèque, module, composant
lint, linter, static analysis, static check, static checks | analyse statique, linter, vérification statique, contrôle statique
local, locally, own machine, workstation, laptop | local, localement, poste, machine locale
lock, locked, lock file | verrou, verrouiller, verrouillé, verrouillage
main branch, trunk, default branch | branche principale, main
maintain, maintainer, maintenance | maintenir, mainteneur, maintenance
merge, merged, squash | fusionner, fusion, merger, mergé, intégrer
message, messages, message bus, bus | message, messages, bus de messages
milestone | jalon
mock, stub, fake, mocked | simulacre, bouchon, mocker, simulé
module, per-module | module, par module
nightly build, nightly tests, nightly | nocturne, de nuit, tests de nuit
open source | logiciel libre, open source
outdated documentation, docs out of date | documentation périmée, documentation obsolète
package manager, requirements file, requirements | gestionnaire de paquets, fichier de dépendances
pagination, paginate, page by page | pagination, paginer
performance, speed, fast | performance, performances, rapidité
pin, pinned, fixed version | figer, épingler, version figée
pipeline, pipelines, workflow, chain | pipeline, chaîne, flux, workflow
platform, system | plateforme, système
plugin, extension, add-on | extension, greffon, plugin
portal, developer portal | portail, portail développeur
post-merge, after merge | après fusion, après merge
property test, property-based | test de propriété, test par propriétés
pull request, pr, merge request | pull request, pr, demande de fusion
push, pushed, direct push | pousser, push, envoi direct
quality assurance, qa, tester | assurance qualité, qa, testeur
queue, queued | file, file d'attente, en file
readme | lisez-moi, readme
refactor, refactoring, restructure | refactoriser, refonte, restructurer, refactoring
regression, non-regression, regress | régression, non-régression, régresser
release, releases, rollout | version, livraison, publication, release
release note, changelog | note de version, journal des modifications
repository, repo, git | dépôt, référentiel, repo, git
request, call | requête, appel
requirement, specification, spec, specify | exigence, spécification, spécifier, cahier des charges
resolve, resolution | résoudre, résolution
reviewer, reviewers, examiner | relecteur, reviewer, examinateur
roadmap | feuille de route, roadmap
roll back, rollback, revert, undo, previous version | retour arrière, revenir en arrière, rollback, version précédente, annuler
sandbox, isolated environment, isolation | bac à sable, environnement isolé, isolation, sandbox
schema, data contract | schéma, contrat de données
script, scripts | script, scripts
secret, secrets manager, vault | secret, coffre, gestionnaire de secrets, coffre-fort
seed, random seed, rng | graine, aléatoire, graine aléatoire
service, microservice | service, microservice
side effect | effet de bord
smoke test, smoke, sanity check | test de fumée, test sommaire, smoke
snapshot, immutable copy | instantané, copie figée, photo
split, cut, divide | découper, diviser, séparer, scinder
sprint, iteration | sprint, itération, version
staging, pre-production, preproduction | préproduction, recette, staging
story, stories, user story | story, récit, récit utilisateur
strict, strict mode | strict, mode strict
subtask, task, tasks | sous-tâche, tâche, tâches
syntax, parse, parser, parse failure | syntaxe, analyser, analyseur, erreur d'analyse
tech debt, technical debt, debt | dette technique, dette
test, tests, testing, test suite | test, tests, tester, suite de tests, essai
test case, scenario | cas de test, scénario
test report, report of the tests | rapport de test, compte rendu de test
ticket number, issue number, identifier, id | numéro de ticket, identifiant, id
time limit, time-out, timeout | limite de temps, délai maximal, délai d'attente, timeout
title, subject, heading | titre, sujet, intitulé
type, typing, type hint, type mismatch | type, typage, incompatibilité de type
uat, acceptance test, user acceptance | recette, test d'acceptation, recette utilisateur
unit test, unit tests | test unitaire, tests unitaires
upload, uploads | téléverser, envoyer, charger, upload
url, link, address | url, lien, adresse
version control, git | gestion de versions, git
warning, warnings | avertissement, avertissements
wip, work in progress, in progress, single-wip, at the same time | en cours, travail en cours, wip, simultané
workspace, working folder | espace de travail, dossier de travail
acceptance, accept a change | acceptation, accepter
alongside, in parallel, parallelism, parallel execution | parallèle, parallélisme, exécution parallèle, en parallèle
approval token, token | jeton d'approbation, jeton
automated review, review robot, code review bot, incremental review | revue automatique, robot de revue, revue incrémentale
background job, background task | tâche de fond, travail en arrière-plan
bus, publish, subscribe, pub/sub | bus, publier, abonner
change request | demande de changement
chat, conversation | conversation, discussion
code style, style guide, formatting rules | style de code, guide de style
commit message, description of a commit | message de commit
compose, docker compose | compose, docker compose
crud, create read update delete | crud
data model, entities, tables | modèle de données, entités, tables
decompose, break down, decomposition, split into tasks | décomposer, décomposition, découper
deprecated | déprécié
documentation site, docs site, site of the documentation | site de documentation, documentation en ligne
done, finished, completed | fini, terminé, achevé
encode, encoding | encoder, encodage
expected value, expected values | valeur attendue, valeurs attendues
explicit, spelled out | explicite
export, exported | exporter, export
external service, third party | service externe, tiers
file name, name of the file | nom de fichier
fork, spawn, process, thread | processus, fil, fork
full text, text | texte intégral, texte
github action, github actions, workflow file | action github, actions github
handler | gestionnaire
in-house, own | maison, interne
json, yaml | json, yaml
lines of code | lignes de code
load test, stress test | test de charge
log line, log entry, log event | ligne de log, entrée de journal
machine readable, structured | structuré, lisible par machine
merge checks, required checks, checks before merge | contrôles de fusion, contrôles requis
minor version, major version | version mineure, version majeure
module load, import time | chargement du module, à l'import
monorepo | monorepo
naming convention, how is it named, name of a branch, branch name | convention de nommage, nom de branche
non-deterministic, different results, not reproducible | non déterministe, résultats différents, non reproductible
deterministic, determinism, reproducible, same results, same seed | déterministe, déterminisme, reproductible, mêmes résultats
notify, notification | notifier, notification
output file, written file | fichier de sortie, fichier produit
payload, body | charge utile, corps
phase, stage of delivery | phase, étape de livraison
pre-commit, pre-push, before committing | avant commit, pre-commit
primary key, unique key | clé primaire, clé unique
prototype, proof of concept | prototype, preuve de concept
provider, vendor, supplier | fournisseur, prestataire
quality checks, formatting | contrôles qualité
race condition, concurrency | concurrence, situation de compétition
rate limit, throttling, throttle | limitation de débit, bridage
request id, trace id, correlation, request tracing | identifiant de requête, suivi de requête, corrélation
retry policy, retries | politique de reprise, tentatives
review comment, comments of the reviewer | commentaire de revue, remarques
reviewed, not reviewed, unreviewed | relu, non relu
run, runs, execution | run, exécution, lancement
sanitize, sanitise, clean input | assainir, nettoyer les entrées
single file, one file | fichier unique, un seul fichier
software engineering, software | génie logiciel, logiciel
stack, tech stack, technology | pile, pile technique, technologie
state machine, states | machine à états, états
status code, http status | code de statut, code http
string, text | chaîne, texte
test double | doublure de test
test fixture, fixtures | jeux d'essai, fixtures
test gap, untested path, not covered by tests | trou de test, non couvert, manque de test
test pyramid, test tier, kinds of test | pyramide de tests, niveau de test, types de test
timestamp, time stamp, date and time | horodatage, date et heure
unhandled, uncaught | non géré, non intercepté
version number | numéro de version
walkthrough, tutorial | tutoriel, pas à pas
wrapper, wrap | enveloppe, envelopper
`;
