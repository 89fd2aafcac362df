/** What people do and what befalls them, in the words of questions: English, a bar, French of one meaning in each line. */
export const verbTerms = `
arrange, settle, sort out | arranger, régler, organiser
ask for, apply for | demander, solliciter
bad luck, misfortune | malchance
bear, withstand, tolerate | supporter, tolérer
begin again, start over, from scratch | recommencer, repartir de zéro
blame, fault, whose fault | blâmer, reprocher, faute
borrow, lend, lease | emprunter, prêter, louer
bring, carry, convey, transport | apporter, transporter, transport
bring back, restore, recover | ramener, restaurer, récupérer
cheap, inexpensive, save money, cheaper | bon marché, économique, moins cher, économiser
clash, collide, conflict | heurter, entrer en collision, conflit
come first, precede, before | précéder, avant
come to an end, expire, run out | expirer, arriver à échéance, prendre fin
convince, persuade | convaincre, persuader
cope, deal with, handle, treat | traiter, gérer, faire face
cut off, disconnect, isolate | couper, déconnecter, isoler
damage, harm, hurt | dommage, endommager, nuire
doubt, uncertain, uncertainty, unsure | doute, incertain, incertitude
endless, never ends, loop, does not converge, non-convergence | sans fin, interminable, ne converge pas, non-convergence
engage, hire | engager, recruter
enter, type in, key in | saisir, entrer
escape, flee | échapper, fuir
fair, just | équitable, juste
fake, pretend, invented | faux, feindre, inventé
fall, drop, decline | chute, tomber, baisse
feed, supply with data | alimenter
force, compel, oblige | forcer, contraindre, obliger
gain access, get in, log on | obtenir l'accès, se connecter
gather evidence, collect logs | recueillir des preuves
guarantee, ensure, assure | garantir, assurer
guess, estimate roughly | deviner, estimer
guide, lead, show how | guider, conduire, orienter
hear, listen | entendre, écouter
hold back, retain, withhold | retenir, conserver
hurry, rush, haste | se presser, hâte, précipitation
intervene, step in, intervention | intervenir, intervention
invite, summon | inviter, convoquer
keep apart, separate, isolate, isolation | séparer, isoler, cloisonner, isolation
keep in sync, lockstep | garder synchronisé, de concert
keep secret, not in code, never in code | garder secret, jamais dans le code
lead to, result in, cause | mener à, entraîner, causer
lie, deceive, mislead | mentir, tromper, induire en erreur
make sense of, interpret, read | interpréter, donner du sens, lire
manage without, do without | se passer de
match, correspond, fit | correspondre, concorder
miss, overlook, fail to see | manquer, rater, passer à côté
need, have to, be required | avoir besoin, devoir, être requis
neglect, careless | négliger, négligence
obey, comply, respect | obéir, respecter, se conformer
offer, propose | offrir, proposer
oversee, supervise, keep an eye on, look after | superviser, surveiller, veiller sur
owe, due | devoir, dû
pass, get through, succeed | passer, réussir
perform badly, underperform, do worse | sous-performer, faire moins bien
play back, replay, rerun | rejouer, relancer
point at, point out, indicate | indiquer, pointer, signaler
pretty print, render, rendering | rendu, restituer
proceed, go ahead, continue | procéder, poursuivre
pull out, extract, extraction | extraire, extraction
push back, oppose, resist | s'opposer, résister
put off, postpone, defer | repousser, différer, reporter
put right, correct, repair | rectifier, corriger, réparer
question, doubt, challenge a decision | contester, remettre en question
raise again, re-raise, bring up again | soulever à nouveau, remonter
rank, put in order, prioritise | classer, ordonner, prioriser
rely, depend on, count on | compter sur, dépendre, se fier
remind, reminder | rappeler, rappel
rescue, save | sauver, secourir
retire a model, end of life | retirer un modèle, fin de vie
reveal, disclose, expose | révéler, divulguer, exposer
rotate, renew | renouveler, rotation
see through, transparent, transparency | transparent, transparence
set aside, hold out | mettre de côté, réserver
settle, agree on | convenir, s'accorder
shape, form | forme
shut down, power off | éteindre, arrêter
sit idle, unused | inutilisé, inactif
spend, consume, burn, burn rate | dépenser, consommer, consommation
spoil, ruin | gâcher, abîmer
spot, notice, observe | repérer, remarquer, constater
spread the load, balance the load, load balancing | répartir la charge, équilibrage de charge
stand for, abbreviation, acronym | signifier, abréviation, acronyme
stand in, substitute | remplaçant, suppléer
start up, boot, bring up | démarrer, amorcer
steal, theft | voler, vol
stick to, adhere, follow the rules | respecter, s'en tenir à, suivre les règles
succeed, follow on | succéder
suffer, undergo | subir
suit, appropriate, adequate, adapted | adapté, approprié, convenir, adéquat
survive, outlive | survivre
swap, exchange | échanger
take apart, disassemble | démonter
take care of, be responsible for, look after | s'occuper de, être responsable de
take part, participate, participant | participer, participant
take too much, excessive, excess, too many, too much | excessif, excès, trop de, trop
tell the difference, distinguish | faire la différence, distinguer
threaten, threat | menacer, menace
tidy, put in order | ranger, mettre en ordre
touch, concern a file, modify | toucher, modifier
trap, pitfall | piège, écueil
trick, fool, circumvent | ruser, contourner
try out, experiment | expérimenter, essayer
undo, take back | défaire, annuler
unlock, release a lock | déverrouiller, libérer
upset, disturb | perturber, déranger
vanish, disappear | disparaître
warn about, caution | mettre en garde, prévenir
waste, squander | gaspiller, gaspillage
watch over, guard | veiller, garder
wear out, exhaust, used up | épuiser, épuisé
win, gain | gagner, remporter
wipe out, clear, erase | effacer, vider
worry, concern, worried | inquiéter, inquiétude, souci
wrap up, conclude, conclusion | conclure, conclusion
zoom in, look closer, detail | approfondir, détail
`;
