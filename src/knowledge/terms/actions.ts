/** More actions and qualities of any field: English words, a bar, French words of one meaning in each line. */
export const actionTerms = `
machine, computer, server, host | machine, ordinateur, serveur, hôte
manage, management, govern, governance, steer | gérer, gestion, gouverner, gouvernance, piloter, pilotage
manual, by hand, manually | manuel, à la main, manuellement
mark, label, tag | marquer, étiquette, label, marque
mean, average | moyenne, moyen
measure, measurement | mesure, mesurer
meeting, session | réunion, séance, session, meeting
minimum, at least | minimum, au moins
minute, minutes, min | minute, minutes, min
mix, blend | mélanger, mélange
month, monthly, per month | mois, mensuel, par mois
morning | matin, matinal, matinée
move, migrate, shift, migration | déplacer, migrer, migration, bouger
necessary, need, needed, require, requirement, prerequisite | nécessaire, besoin, exiger, exigence, prérequis, il faut
new, newly | nouveau, nouvelle, neuf
next, following, then, afterwards | suivant, prochain, ensuite, puis
night, nightly | nuit, nocturne
nobody, no one, none, nothing | personne, aucun, rien
noise, noisy | bruit, bruyant
objective, goal, aim, purpose, target | objectif, but, cible, finalité, visée
observe, observation, see | observer, observation, constater
often, frequently | souvent, fréquemment
open, opening | ouvrir, ouvert, ouverture
opinion, view | avis, opinion
optional, voluntary | optionnel, facultatif
order, sequence | ordre, séquence, enchaînement
order, command, instruct, instruction | ordonner, commande, commander, instruction, consigne
organise, organization, organise | organiser, organisation
origin, source, come from | origine, source, provenir, venir
outdated, out of date, obsolete, stale, expired | périmé, obsolète, dépassé, vieilli, non rafraîchi, stale
outside, external | externe, extérieur, dehors
overview, summary, summarise, synthesis | aperçu, résumé, synthèse, vue d'ensemble, récapitulatif
own, owner, ownership, belong | propriétaire, posséder, appartenir, responsable
page, site, website | page, site
part, piece, section, portion | partie, morceau, section, part, rubrique
partial, incomplete, light | partiel, incomplet, léger, allégé
people, person, human, somebody, someone | personne, humain, gens, quelqu'un
percent, percentage, share, proportion, fraction | pourcentage, pourcent, part, proportion
periodic, regular, regularly | périodique, régulier, régulièrement
place, location, where | endroit, lieu, emplacement, où
plan, planned, schedule, planning | plan, planifier, prévu, planification, planifié
please, wish, want | vouloir, souhaiter
point, entry point | point, point d'entrée
possible, can, able, capable | possible, pouvoir, capable, capacité
prepare, preparation | préparer, préparation
principle, policy, guideline, rule | principe, politique, directive, règle
priority, prioritise, important first | priorité, prioriser, prioritaire
problem, trouble, issue, difficulty | problème, souci, difficulté, ennui
procedure, process, method, way, how to, approach | procédure, processus, méthode, démarche, manière, mode opératoire
produce, generate, output, yield | produire, générer, sortie, production, engendrer
progress, advance | progrès, avancement, avancer, progression
promise, commit, commitment, engagement | promesse, engager, engagement
proof, evidence, prove | preuve, prouver, attester
protect, protection, safeguard | protéger, protection, garde-fou
publish, publication, release | publier, publication, diffuser
put, place, set | mettre, placer, poser
quality | qualité
reach, contact | joindre, contacter, atteindre
read, reading | lire, lecture, lu
readonly, read-only | lecture seule, readonly
ready, readiness | prêt, préparation
real, actual, true | réel, vrai, véritable
receive, get | recevoir, réception
record, register, registered, log, write down | enregistrer, consigner, noter, journaliser, enregistrement, logger
reduce, decrease, lower, shrink, diminish | réduire, diminuer, baisser, réduction, baisse, abaisser
refer, reference, cite, mention, citation | référence, référencer, citer, mentionner, mention
relaunch, restart, rerun, re-run, run again | relancer, redémarrer, relance, redémarrage, rejouer
reliable, trust, trusted, trustworthy | fiable, confiance, fiabilité
remaining, rest, left | restant, reste
replace, substitute, replacement | remplacer, remplacement, substituer
report, account, reporting | rapport, compte rendu, reporting
reproduce, reproducible, reproduction, same result | reproduire, reproductible, reproduction, rejouable
responsible, responsibility, in charge, accountable, duty | responsable, responsabilité, en charge, chargé
restrict, restricted, limited | restreindre, restreint, limité
result, outcome | résultat, issue
retry, try again | réessayer, retenter, nouvelle tentative
return, go back, come back, revert, back | retour, revenir, rétablir, retourner, en arrière
review, examine, re-read, look through | revue, examiner, relire, relecture, réviser, examen
right, correct, proper | correct, juste, bon
role, function, part played | rôle, fonction
safe, safety, security, secure | sûr, sécurité, sécurisé, sûreté
same, identical, equal, alike | même, identique, égal, pareil
save, store, keep, storage | sauvegarder, stocker, conserver, stockage, sauver
say, tell, speak | dire, parler
schedule, timetable, calendar | calendrier, planning, échéancier, horaire
scope, perimeter, range, extent | périmètre, portée, champ, étendue
score, mark, grade, rating | score, note, notation
search, look for, query | chercher, rechercher, recherche, requête
secret, confidential, password, credential, credentials | secret, confidentiel, mot de passe, identifiant, identifiants
send, transmit, submit, submission | envoyer, transmettre, soumettre, soumission, envoi
serious, severe, severity, grave, critical | grave, sévère, gravité, sévérité, critique, sérieux
share, shared | partager, partagé
short, brief, concise | court, bref, concis
sign, signal, warning, warn, alert | signe, signal, avertissement, alerte, alarme, alerter
silent, silence, silently, quiet, without error | silencieux, silence, silencieusement, sans erreur
simultaneous, at the same time, parallel, at once, concurrent | simultané, en même temps, parallèle, simultanément, concurrent
size, how big, volume | taille, volume, dimension
skill, expertise, competence, expert, specialist, specialised | compétence, expertise, expert, spécialiste, spécialisé
stable, stability, steady | stable, stabilité
state, status, condition | état, statut, situation
step, stage, task, phase | étape, tâche, phase, pas
stop, halt, end, pause, interrupt | arrêter, stopper, arrêt, interrompre, pause, interruption
strict, rigorous | strict, rigoureux
strong, solid, robust | fort, solide, robuste
structure, structured, layout | structure, structuré
succeed, success, successful | réussir, succès, réussite, réussi
suspect, suspicion, suspicious | suspect, suspicion, suspecter, soupçon
symptom, sign of | symptôme
synchronise, sync, synchronised | synchroniser, synchronisation, synchronisé
team, colleague | équipe, collègue
temporary, temp, intermediate, interim | temporaire, intermédiaire, provisoire
term, word, vocabulary, glossary | terme, mot, vocabulaire, glossaire
threshold, limit value, level | seuil, valeur limite
tight, narrow, close | serré, étroit, proche
together, jointly | ensemble, conjointement
tool, tooling, instrument | outil, outillage, instrument
total, sum, overall, global | total, somme, global, globalement
transition, change of state | transition, passage
translate, translation | traduire, traduction
truth, source of truth, authoritative | vérité, source de vérité, faire foi, autorité
understand, understanding | comprendre, compréhension
unit, single, alone, one | unité, unique, seul
unknown, unclear | inconnu, flou
unplanned, unexpected, surprise | imprévu, inattendu, surprise
update, refresh, upgrade | mettre à jour, mise à jour, rafraîchir, actualiser
use, usage, utilise, employ | utiliser, usage, utilisation, employer, servir
user, client, customer | utilisateur, client, usager
valid, validate, validation, validity | valide, valider, validation, validité
value, worth | valeur
variant, variation, vary | variante, variation, varier
version, revision | version, révision
wait, waiting, pending | attendre, attente, en attente
weak, weakness | faible, faiblesse
week, weekly | semaine, hebdomadaire
weight, weigh | poids, peser, pondérer
work, job, working | travail, travailler, fonctionner, fonctionnement, marcher
write, written, writing | écrire, écrit, rédiger, rédaction
wrong, false, incorrect, misconfigured | faux, erroné, incorrect, mal configuré
year, yearly, annual | an, année, annuel
immutable, unchanged, unchangeable, fixed, frozen, cannot change, never changed, not changed | immuable, inchangé, figé, fixe, gelé, jamais modifié
influence, depend on | influencer, dépendre de
mistaken, be wrong, go wrong, err, fail | se tromper, avoir tort, mal se passer, échouer
mode, way of working | mode, façon
overwrite, clobber, override | écraser, remplacer, surcharger
owner of, who owns, who is responsible, in charge of | responsable de, propriétaire de, en charge de
pair, couple | paire, couple
path, location of the file | chemin, emplacement
physical | physique
pay, paid, payment | payer, payé, paiement
permanent, permanently, forever | permanent, définitif, définitivement
present, presence | présent, présence
price of, cost of, how much | prix de, coût de, combien
print, printed, display | imprimer, afficher
private, public | privé, public
pull, fetch, download | tirer, récupérer, télécharger
quick look, glance | coup d'oeil, aperçu
raise, lift, throw | lever, soulever
random, by chance | aléatoire, au hasard
range, interval, between | plage, intervalle, fourchette, entre
reach out, ask for help | demander de l'aide
rebuild, build again, regenerate, recreate | reconstruire, régénérer, recréer
recommended, advisable | recommandé, conseillé
redundant, duplicate, twice the same | redondant, doublon, en double
relevant, related | pertinent, lié, relatif
remain, still | rester, encore, toujours
remote | distant
remove from production, take down, pull from production, withdraw | retirer de la production, désactiver, retrait
rename, renamed | renommer, renommé
reopen, open again | rouvrir
reset, wipe | réinitialiser, remise à zéro
reuse, used again | réutiliser, réutilisation
reversible, undo | réversible, annuler
reward | récompense
rights, who may, allowed to, is allowed | droits, qui peut, a le droit de
role of, purpose of | rôle de, but de
root, top folder | racine, dossier racine
round trip | aller-retour
rule of thumb | règle empirique
same place, same surface, same spot | même endroit, même surface
scan, re-scan, rescan, full review | balayer, analyser, analyse complète, revue complète
second time, another run | deuxième fois, seconde exécution
sequential, one after another | séquentiel, l'un après l'autre
shorten, cut down, truncate | raccourcir, tronquer, réduire
sleep, idle | inactif, dormir
soft, hard | souple, dur
solution, workaround, remedy | solution, contournement, remède
sort, ranking, rank | trier, classement, rang, classer
spread, propagate | propager, répandre, propagation
statement, claim | affirmation, déclaration
collide, collision, interfere, conflict | gêner, collision, interférer, conflit
stop working, break down | cesser de fonctionner, tomber en panne
store, stored, kept, where is kept, live in | stocké, conservé, rangé, stocker
subset, only some | sous-ensemble, seulement certains
superfluous, unnecessary, not needed | superflu, inutile, pas nécessaire
suspend, suspended | suspendre, suspendu
switch, toggle | basculer, interrupteur
take over, takeover | reprendre, prendre le relais
talk, discuss, discussion | parler, discuter, discussion
target date | date cible
teach, train people | former, formation, enseigner
tell apart, distinguish, difference between | distinguer, différencier, différence entre
think, believe, consider | penser, croire, considérer
time of day, at what time | heure, à quelle heure
trend, tendency | tendance
turn, become | tourner, devenir
typo, spelling | coquille, orthographe
unfinished, not finished, incomplete, not done | inachevé, pas terminé, incomplet
unique, distinct | unique, distinct
untested, not tested | non testé
unusual, strange, odd | inhabituel, étrange, bizarre
verify twice, double-check, cross-check | vérifier deux fois, contre-vérifier
view only, look only | consultation seule, lecture seule
visible change | changement visible
wall clock, elapsed | temps écoulé
watch out, beware, attention, careful | attention, prudence, prendre garde
wrong place | mauvais endroit
`;
