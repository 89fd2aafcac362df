/** Running systems, incidents and access: English words, a bar, French words of one meaning in each line. */
export const operationTerms = `
acknowledge, acknowledgement | prendre en compte, accuser réception, acquittement
administrator, admin | administrateur, admin
alert, alerting, alarm, page, paged | alerte, alerter, alarme, alerting, astreinte
anomaly detection | détection d'anomalies
archive, archived, archiving | archive, archiver, archivage, archivé
audit, auditable, auditor | audit, auditer, auditable, auditeur
audit trail, traceability, traceable, trace of | piste d'audit, traçabilité, trace, traçable
authentication, authenticate, login, sign in, log in | authentification, connexion, se connecter, authentifier
autoscale, autoscaling, scale, scale out, scalability | passage à l'échelle, montée en charge, mise à l'échelle, dimensionner, élasticité
availability, uptime | disponibilité
backup, back up, dump | sauvegarde, sauvegarder, copie de secours
bandwidth, throughput | bande passante, débit
bottleneck | goulot, goulot d'étranglement
capacity | capacité
certificate, tls, https | certificat, tls, https
cloud, hosting, hosted | nuage, cloud, hébergement, hébergé
config map, configmap, secret | configmap, secret
corruption, corrupt, corrupted | corruption, corrompu, corrompre
cpu, processor, core, cores | cpu, processeur, coeur, coeurs
cron, scheduled job, scheduler, schedule | tâche planifiée, cron, ordonnanceur, planificateur
dashboard, dashboards, board, panel | tableau de bord, tableaux de bord, dashboard, panneau
deadlock, hang, hung, freeze, stuck | interblocage, blocage, bloqué, figé
decommission, retire, take out of service | décommissionner, retirer, mise hors service, archivage
degraded, degradation | dégradé, dégradation
diagnose, diagnosis, diagnostic, diagnostics | diagnostiquer, diagnostic, diagnostics
disaster recovery, recovery, recover, restore | reprise, restauration, restaurer, rétablissement, récupération
disk, volume, storage, pvc, persistent volume | disque, volume, stockage, pvc
disk full, full disk, out of space | disque plein, volume plein, plein, saturé
dns, domain | dns, domaine
down, unavailable, outage, unavailability, offline | indisponible, panne, arrêté, indisponibilité, hors service, hors ligne
downtime | interruption de service, temps d'arrêt
drill down, drill-down, dig deeper | approfondir, exploration, drill-down
failover, fail over | bascule, basculement
flag, feature flag | drapeau, bascule
golden signal, golden signals, vital sign | signal clé, golden signal, signaux clés
global state, overall state, health of the system | état global, état général, santé du système
green | vert
yellow | jaune
red | rouge
grafana | grafana
health, healthy, health check, liveness, liveness probe | santé, sain, sonde de vie, contrôle de santé
heartbeat | battement, heartbeat
helm, chart | helm, chart
incident, incidents, outage | incident, incidents, panne
infrastructure, infra | infrastructure, infra
ingress, load balancer, proxy | ingress, répartiteur de charge, proxy, mandataire
kill, killed, terminate | tuer, arrêter, supprimer
kubernetes, k8s, kubectl | kubernetes, k8s, kubectl
latency | latence
limit, limits, quota | limite, limites, quota
log, logs, logging, logbook | journal, journaux, log, logs, trace
memory, ram, out of memory, oom, oomkill, memory limit | mémoire, ram, manque de mémoire, oom, oomkill
mitigate, mitigation, contain | atténuer, atténuation, mitigation, limiter, contenir
morning check, daily check | vérification matinale, contrôle du matin, morning check
network, networking | réseau
node pool, pool | groupe de noeuds, pool
observability, observable | observabilité, observable
on call, on-call, duty | astreinte, de garde
operate, operation, operations, ops, operational | exploiter, exploitation, opérations, ops, opérationnel, exploitant
operator, operators | opérateur, opérateurs, exploitant
outage, down | panne, indisponibilité
overload, saturate, saturated, saturation, overloaded | surcharge, saturer, saturé, saturation, surchargé
permission, permissions, rights, rbac, role-based | droit, droits, permission, habilitation, rbac
platform owner, platform team, system owner | responsable plateforme, platform owner, équipe plateforme
playbook, runbook, operating procedure | playbook, runbook, procédure, mode opératoire, fiche réflexe
pod, pods, container | pod, pods, conteneur
port | port
post-mortem, postmortem, retrospective, incident review | post-mortem, rétrospective, retour d'expérience, bilan
probe, probes | sonde, sondes
production, prod, live system | production, prod
provision, provisioning, servers | provisionner, provisionnement, serveurs
recurrent, recurring, recurrence | récurrent, récurrence, se reproduit
replica, replicas, replication | réplique, réplica, réplication
resource, resources | ressource, ressources
response time, reaction, react | temps de réaction, réaction, réagir
restart, reboot | redémarrer, redémarrage
retention, retain | rétention, conservation
root cause analysis, root cause, rca | analyse des causes, cause racine, cause profonde
sensitive, personal data | sensible, données personnelles
service level, sla, slo | niveau de service, sla, slo
severity level, severity, priority level | niveau de sévérité, gravité, sévérité, criticité
slack, chat, sms | slack, messagerie, sms
slow, too long, takes too long | lent, trop long, lenteur
snapshot, snapshots | instantané, cliché
stack trace, traceback | trace d'appels, pile d'appels
stale run, orphan, leftover | run orphelin, reste, orphelin
stream, streaming | flux, diffusion continue
telemetry, spans, opentelemetry, otel | télémétrie, opentelemetry, otel
threat, attack, vulnerability, vulnerabilities | menace, attaque, vulnérabilité, faille
time to detect, detection time | temps de détection, délai de détection
token, api key, access key | jeton, clé d'api, clé d'accès
traffic, load | trafic, charge
trigger, triggered, launch | déclencher, déclenchement, lancer, déclencheur
troubleshooting, frequent errors, common errors | dépannage, erreurs fréquentes, résolution de problèmes
upgrade, update | mise à niveau, mise à jour, montée de version
usage, consumption, consume | usage, consommation, consommer
warning sign, signal, early sign | signe avant-coureur, signal faible, signal, symptôme
worker, workers | travailleur, worker, exécutant
access rights, who has access, readonly access | droits d'accès, qui a accès, accès en lecture
break glass, emergency procedure | procédure d'urgence
clean up, clear space, free space | faire de la place, nettoyer, libérer
compute pool, machine pool | pool de calcul
config change, changed configuration, configuration change | changement de configuration, modification de configuration
data loss, lost data | perte de données
daily snapshot, daily backup | sauvegarde quotidienne, instantané quotidien
delete the pods, kill the pods | supprimer les pods, tuer les pods
entry point, single entry point | point d'entrée, point d'entrée unique
environment secret | secret d'environnement
running | en apparence sain, running, en marche
human error | erreur humaine
kernel | noyau
last resort | dernier recours
live watch, watching live | surveillance en direct
log query, search the logs | recherche dans les journaux
nobody noticed, unnoticed, went unnoticed | inaperçu, personne n'a remarqué
reaction time, how fast must we react, respond within | délai de réaction, réaction immédiate
resource limit, memory and cpu | limite de ressources
safe to delete | peut être supprimé
second, seconds | seconde, secondes
hour, hours, h | heure, heures, h
day, days, 24h | jour, jours, 24h
self-healing | auto-réparation
service catalog, list of services | catalogue de services, liste des services
single point of failure | point unique de défaillance
silent failure, silent hang, fails silently | échec silencieux, blocage silencieux
stuck pod, hanging pod | pod bloqué
wake up, page the operator | réveiller, alerter l'opérateur
weak signal, warning signal | signal faible
compress, compression | compresser, compression
encrypt, encryption, encrypted | chiffrer, chiffrement, chiffré
firewall | pare-feu
hardware | matériel informatique, matériel
layer | couche
peak, spike | pic, pointe
persist, persistent | persister, persistant
protocol | protocole
revoke, revocation | révoquer, révocation
`;
