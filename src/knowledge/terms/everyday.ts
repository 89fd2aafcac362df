/** Actions and qualities of any field: English words, a bar, French words of one meaning in each line. */
export const everydayTerms = `
accept, agree | accepter, admettre, convenir
access | accès, accéder
achieve, reach, attain | atteindre, parvenir, réaliser
act, action | agir, action
active, live, in place | actif, en vigueur, en place
add, append, addition | ajouter, ajout
advice, recommend, recommendation, suggest, reco | conseil, recommander, recommandation, préconiser, suggérer
affect, impact, influence, consequence | affecter, impacter, impact, influence, conséquence
again, repeat, once more, another time | encore, de nouveau, répéter, à nouveau
age, old | âge, ancien, vieux
agreement, consensus, unanimity | accord, consensus, unanimité
all, every, each, whole, entire, full, complete | tout, tous, chaque, entier, complet, intégral
allow, permit, may, authorise, authorize, permission, entitled | autoriser, permettre, permission, autorisation, droit, admissible
always, systematically | toujours, systématiquement, systématique
amount, quantity, number, count, how many | montant, quantité, nombre, combien
announce, notify, tell, inform, notification | annoncer, notifier, prévenir, informer, avertir, notification
answer, reply, response, respond | réponse, répondre
appear, show, display, visible | apparaître, afficher, montrer, visible
approve, approval, approver, sign off, endorse | approuver, approbation, approbateur, aval, validation
ask, request, demand, question | demander, demande, requête, question
assign, allocate, attribute, assignment | assigner, attribuer, affecter, attribution
assume, assumption, hypothesis, presume | supposer, supposition, hypothèse
attach, attachment | attacher, joindre, pièce jointe
attempt, try, tentative | tentative, essayer, tenter, essai
automatic, automatically, automated, by itself, automation | automatique, automatiquement, automatisé, automatisation
avoid, prevent | éviter, empêcher, prévenir
available, availability | disponible, disponibilité
bad, poor, unfavourable, adverse | mauvais, défavorable, médiocre
become, turn into, change into | devenir
beginning, start, begin, launch, kick off, initiate | début, commencer, démarrer, lancer, démarrage, lancement, débuter
behave, behaviour, misbehave | comportement, se comporter
big, large, great, wide, broad | grand, gros, large, étendu, élargi
bind, binding, mandatory, compulsory, obligatory, required, must | obligatoire, contraignant, imposé, mandatoire, requis, obligation
block, blocking, blocker, prevent, stop | bloquer, bloquant, blocage, blocker
broken, break, crash, crashed | cassé, casser, planter, crasher, rompu
build, construct | construire, bâtir, construction
busy, occupied | occupé
calculate, compute, computation, calculation | calculer, calcul
call, invoke, invocation, trigger | appeler, appel, invoquer, déclencher, invocation
cancel, abort | annuler, abandonner, annulation
cannot, impossible, unable, incapable | impossible, incapable, incapacité
case, situation, circumstance | cas, situation, circonstance
cause, reason, why, because, root cause | cause, raison, pourquoi, motif, origine, car
change, modify, modification, alter, edit, amend | changer, modifier, modification, changement, éditer, amender
check, verify, verification, control, inspect, make sure | vérifier, vérification, contrôler, contrôle, inspecter, s'assurer
choose, select, choice, selection, pick | choisir, sélectionner, choix, sélection
clean, clean up, cleanup, purge, flush, empty | nettoyer, nettoyage, purger, vider
clear, plain, explicit, legible, readable | clair, explicite, lisible
close, closed, closing, closure | fermer, clos, clore, clôturer, clôture, fermeture, fermé
collect, gather | collecter, rassembler, recueillir, collecte
combine, merge, join, unite | combiner, fusionner, réunir, joindre
comment, remark, note | commentaire, remarque, note, commenter
common, frequent, usual, typical, ordinary, normal | courant, fréquent, habituel, typique, ordinaire, normal
compare, comparison | comparer, comparaison
complain, complaint | plainte, réclamation
condition, rule, criterion, criteria | condition, règle, critère
confirm, confirmation | confirmer, confirmation
consecutive, in a row, successive | consécutif, d'affilée, successif
contain, hold, include | contenir, comporter, inclure
continue, resume, go on, carry on | continuer, reprendre, poursuivre
convention, naming, name | convention, nommage, nom
copy, duplicate | copie, copier, dupliquer, doublon
correct, fix, repair, mend, remedy, solve, resolve | corriger, réparer, correction, correctif, remédier, résoudre, résolution
create, creation, make, new, set up | créer, création, nouveau, nouvelle
current, today, now, present, at the moment | actuel, courant, aujourd'hui, actuellement, présent
daily, day, per day | quotidien, jour, journée, journalier
danger, dangerous, risk, risky, hazard | danger, dangereux, risque, risqué
date, when, time | date, quand, heure, moment
day, days | jour, jours, journée
decide, decision, decider | décider, décision, décideur, trancher
deep, depth | profond, profondeur
define, definition, meaning, mean | définir, définition, signification, signifier, désigner
delay, late, slow, slip | retard, délai, lent, tard, glisser
delete, remove, removal, erase, drop, suppress | supprimer, effacer, retirer, enlever, suppression, retrait, élimination
deny, refuse, reject, turn down, rejection, decline, refusal | refuser, rejeter, rejet, refus, écarter
depend, dependent | dépendre, dépendant
describe, description | décrire, description
detail, detailed | détail, détaillé
differ, difference, different, diverge, divergence, unequal | différence, différent, différer, diverger, divergence
direct, directly, straight | direct, directement
disable, switch off, turn off, deactivate | désactiver, désactivation, éteindre, couper
disagree, disagreement, dissent, conflict, contradict, contradiction | désaccord, dissensus, conflit, contredire, contradiction
discover, find, detect, detection, notice | découvrir, trouver, détecter, détection, constater, repérer
distribute, distribution | distribuer, répartition, distribution
duration, last, how long, long, length, take time | durée, durer, long, longueur, combien de temps
easy, simple | facile, simple
emergency, urgent, urgency | urgence, urgent
enable, switch on, turn on, activate | activer, activation, allumer
end, finish, final, complete, terminate | fin, finir, terminer, final, achever
enforce, apply, application | appliquer, imposer, application
enough, sufficient | assez, suffisant
error, mistake, fault, failure, fail | erreur, faute, échec, échouer, panne, défaillance
escalate, escalation, hand up | escalader, escalade, remonter
evaluate, assess, judge, evaluation, assessment | évaluer, évaluation, juger, apprécier, jugement
even, also, too | même, aussi, également
example, instance, sample | exemple, échantillon
exceed, beyond, above, more than, over, overrun | dépasser, au-delà, supérieur, plus de, dépassement, excéder
exception, exempt, exemption, except | exception, exempter, exemption, sauf, dispense, dérogation
execute, run, perform, carry out, execution | exécuter, exécution, effectuer, tourner, réaliser, jouer
exist, existing, already there | exister, existant
expect, expected, anticipate | attendre, attendu, prévoir, prévu
explain, explanation, justify, justification | expliquer, explication, justifier, justification
fast, quick, rapid, speed, quickly | rapide, vite, vitesse, rapidement
few, little, small, minor, low | peu, petit, mineur, faible, bas
file, document | fichier, document
fill, filled, full | remplir, rempli, plein, saturé
filter | filtrer, filtre
first, initial, before all | premier, d'abord, initial
follow, track, trace, following | suivre, suivi, tracer, suivant
forbid, prohibit, ban, never, must not | interdire, interdit, interdiction, jamais, ne pas
forget, forgotten, miss, omit | oublier, oublié, omettre, rater
free, free of charge | libre, gratuit
frequency, how often, rate | fréquence, taux, rythme, cadence
fresh, recent, up to date, freshness | frais, récent, à jour, fraîcheur
gap, hole, lack, missing, absent | manque, manquant, absent, trou, lacune, écart, absence
get, obtain, fetch, retrieve | obtenir, récupérer, chercher
give, provide, supply, deliver | donner, fournir, livrer
good, healthy, sound, well | bon, sain, bien
group, set, family | groupe, ensemble, famille
grow, increase, raise, rise, augment | augmenter, croître, hausse, accroître, augmentation
hand over, hand, pass, transmit, transfer, handoff, handover | transmettre, passer, transférer, remettre, passation, transfert
hang, stuck, freeze, frozen, froze, deadlock | bloqué, figé, gelé, suspendu, planté, interblocage
happen, occur, take place | arriver, se produire, survenir, avoir lieu
help, support, assist | aider, aide, assister, soutien
hide, hidden, mask | cacher, masquer, caché, masqué
high, elevated, top | haut, élevé, fort
history, past, log of | historique, passé, histoire
idea, proposal, propose | idée, proposition, proposer
identify, identification, identifier | identifier, identification, identifiant
ignore, skip, bypass | ignorer, sauter, contourner, passer outre, contournement
immediate, immediately, at once, right away | immédiat, immédiatement, aussitôt, sans délai
important, essential, key, main, principal, core | important, essentiel, clé, principal, noyau
improve, improvement, better, enhance | améliorer, amélioration, mieux, meilleur
independent, separate, isolated | indépendant, séparé, isolé
inside, within, in | dans, à l'intérieur, au sein
interpret, read, interpretation | interpréter, lire, interprétation, lecture
keep, preserve, retain, stay | garder, conserver, maintenir, préserver, rester
kind, type, sort, category, class | type, sorte, genre, catégorie, classe
know, knowledge, known | savoir, connaître, connaissance, connu
language | langue, langage
last, latest, most recent | dernier, dernière
learn, lesson, learning | apprendre, leçon, apprentissage
leave, depart, quit | quitter, partir, sortir, laisser
level, degree, stage, tier | niveau, degré, palier, étape
limit, bound, maximum, at most, cap, ceiling | limite, borne, maximum, au plus, plafond
link, relation, connect, connection | lien, relation, lier, relier, connexion
list, enumerate | liste, lister, énumérer
load | charger, charge
look, see, view, watch, consult | voir, regarder, consulter, vue, visualiser
lose, loss, lost, losing | perdre, perte, perdu, négatif
lower than, less than, below, under, smaller | inférieur, moins de, en dessous, plus petit
matter, concern, about | concerner, sujet, affaire
maybe, perhaps, possibly | peut-être, éventuellement
mechanism, means, way | mécanisme, moyen
middle, centre, center, central | milieu, centre, central
mind, remember, memory | mémoire, se souvenir, retenir
more, additional, further, extra | plus, supplémentaire, davantage
natural, ordinary | naturel, ordinaire
negative, below zero | négatif, inférieur à zéro
network access, internet, connectivity, network call | accès réseau, internet, connectivité, appel réseau
object, thing | objet, chose
once, one time, only once | une fois, une seule fois
one by one, individually, each on its own | un par un, individuellement, un à un
one, 1, first | un, 1, premier
two, 2, twice, both, double, doubled, dual, second | deux, 2, double, second, doublé, deux fois
three, 3, third | trois, 3, troisième
four, 4, fourth | quatre, 4, quatrième
five, 5, fifth | cinq, 5, cinquième
six, 6 | six, 6
seven, 7 | sept, 7
eight, 8 | huit, 8
nine, 9 | neuf, 9
ten, 10 | dix, 10
half | moitié, demi
hundred, 100 | cent, 100
thousand, 1000 | mille, 1000
zero, 0, none, not a single | zéro, 0, aucun
how long, how fast, how soon, how quickly, minutes, minute, min, hours, seconds, duration, time limit | combien de temps, minutes, minute, min, heures, secondes, durée, délai
how much, how expensive, price, dollar, usd, $ | combien coûte, prix, dollar, usd, $
`;
