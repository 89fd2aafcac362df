/** Reviews, roles, decisions and agile work: English words, a bar, French words of one meaning in each line. */
export const governanceTerms = `
accountable, accountability | redevable, responsabilité
address blockers, resubmit, resubmission, submit again | adresser les blockers, resoumettre, resoumission, soumettre à nouveau
adr, architecture decision record, decision record | adr, registre de décision, décision d'architecture
advisory, advice only, not binding, non-binding | consultatif, non contraignant, avis
agenda | ordre du jour, agenda
agile, scrum | agile, scrum
amendment, amend | amendement, amender
arbitration, arbitrate | arbitrage, arbitrer
archetype, persona, personas | persona, profil
backlog refinement, refinement | affinage, affinage du backlog
blame | blâme, faute
blind spot | angle mort
brainstorm | remue-méninges
capacity planning | planification de capacité
ceremony, ritual | cérémonie, rituel
chair, consolidator, consolidation, moderator, president | président, consolidateur, consolidation, modérateur
change management | conduite du changement, gestion des changements
committee, panel, board, expert committee, reviewers | comité, panel, comité d'experts, commission
compliance, compliant, conformance, conform, non-compliant | conformité, conforme, non conforme
constitution, constitutional | constitution
contract, review contract | contrat
convention, standard, norm | convention, norme, standard
cost control | maîtrise des coûts
cross-reading, second opinion | lecture croisée, second avis
deadline, due date | échéance, date limite
delegate, delegation | déléguer, délégation
document owner | responsable du document
dossier, plan dossier, self-contained file | dossier, dossier de plan
effort, story point, story points, estimate | effort, points, charge, estimation
end of sprint, sprint end, roll-over, close a version | fin de sprint, clôture de version, fermer une version
epic, need | epic, besoin
evidence, source, sourced | preuve, source, sourcé
experiment review, cold eyes, sign-off of results | revue d'expérience, regard neuf
expert, experts, specialist | expert, experts, spécialiste
governance | gouvernance
guideline, guidelines | ligne directrice, directives
human in the loop, human decision, human review | humain dans la boucle, décision humaine, revue humaine
incident log, incident register | journal des incidents, registre des incidents
kanban, task board | kanban, tableau des tâches
kick-off | lancement
lead, leader | chef, responsable, lead
lesson learned, lessons learned, lessons | leçons apprises, enseignements, retour d'expérience
life cycle, life-cycle, lifecycle | cycle de vie
maturity, maturity level | maturité, niveau de maturité
meeting, minutes of a meeting | réunion, compte rendu de réunion, meeting
merge decision | décision de fusion
methodology, methodological | méthodologie, méthodologique
mission | mission
need, business need | besoin, besoin métier
objection, object | objection, objecter
openproject, op | openproject, op
orphan story, unassigned | story orpheline, non assigné
outcome, outcomes | résultat, issue, bilan
pair, pairing | binôme, en binôme
plan review, review of the plan | revue de plan, relecture du plan
planning meeting, sprint planning | planification de sprint
postpone, defer, deferred, put off | reporter, différer, différé, repousser
pre-requisite | prérequis, préalable
product owner, product manager, business owner | responsable produit, product owner, métier
project, projects | projet, projets
project manager, pm | chef de projet
quorum | quorum
rationale, reasoning | justification, raisonnement, motivation
reaction, admissible reaction, options | réaction, réactions admissibles, options
record, minutes | compte rendu, procès-verbal
register of risks, risk register, risk registry | registre des risques, registre de risques
turned down | plan rejeté, rejeté, rejected
report, status report | rapport, point d'avancement
responsibility, role, roles and responsibilities | responsabilité, rôle, rôles et responsabilités
retrospective, retro | rétrospective, rétro
roadmap | feuille de route
session, review session, committee session | session, session de comité
sign-off, sign off | validation finale, signature, aval
silo | silo
sprint version, sprint, version | version de sprint, sprint, version
stakeholder, stakeholders | partie prenante, parties prenantes
status change, transition | changement de statut, transition de statut, transition
steering committee | comité de pilotage
story status, state of a story | statut de la story
subject matter | sujet, domaine
supersede, superseded, replaced by | remplacer, remplacé par, supplanté
team lead, tech lead | chef d'équipe, responsable technique
timeline | calendrier, frise
trade-off, compromise | compromis, arbitrage
unanimous | unanime
value stream, value train | chaîne de valeur, train de valeur
velocity | vélocité
verdict, ruling, judgement | verdict, jugement, décision
veto | veto
violation, violate, breach, broken rule | violation, violer, enfreindre, infraction, manquement
vote, voting | vote, voter
waiver, waivers, exemption, exemptions, dispensation, derogation | dérogation, dispense, waiver, exemption
workflow, work flow | flux de travail, workflow
workload | charge de travail
workshop | atelier
agents, bots, assistants | agents, assistants
answer for, vouch | répondre de, se porter garant
approve a change, give approval | approuver un changement, donner son approbation
automatic start, triggered automatically | démarrage automatique, déclenchement automatique
binding decision, final decision | décision finale, décision contraignante
company, organisation | entreprise, organisation, société
comment flood, too many comments, noise | trop de commentaires, bruit
convene, call a meeting | convoquer
cross-check | contre-vérification
customer readiness, onboarding, onboard | accueil du client, intégration du client
decision log, decision memory | journal des décisions, mémoire des décisions
diverging opinions, experts disagree | avis divergents, désaccord des experts
division of labour, who does what | répartition des tâches, qui fait quoi
english, in english | anglais, en anglais
french, in french, non-english | français, en français
explicit waiver, written waiver | dérogation écrite, dérogation explicite
follow-up, follow-up action, next step, next steps | suite à donner, action de suivi, prochaine étape
group of experts, panel of experts | groupe d'experts, panel d'experts
half-yearly, quarter, quarterly | semestriel, trimestre, trimestriel
hand-over between roles | passation entre rôles
job title, position held | intitulé de poste
key result, okr | résultat clé, okr
legal, law | légal, juridique, loi
merge authorisation | autorisation de fusion
mentoring, mentor | mentorat, mentor
obligation, duty | obligation, devoir
opportunity, opportunity assessment, qualification | opportunité, qualification
ownership of a decision | décideur
past decision, previous decision | décision passée, décision antérieure
question to the committee, committee question | question au comité
reading of the verdict, read a verdict | lecture du verdict, lire le verdict
score of an expert, lone score | score d'expert, score isolé
specialised review, specialist review, security validation | revue spécialisée, relecture spécialisée, validation sécurité
split opinion, split | partagé, divisé
strong consensus, weak consensus | consensus fort, consensus faible
task owner, assigned to | responsable de la tâche, assigné à
time box, timebox | temps imparti
two models, two language models, dual llm, second model | deux modèles, double llm, second modèle
work item, work items | élément de travail, tâche
written justification, reason in writing | justification écrite, motif écrit
constraint, restriction | contrainte, restriction
exclude, exclusion, leave out | exclure, exclusion
growth | croissance
integrity | intégrité
invalid | invalide, non valide
investigate, investigation, inquiry | enquêter, enquête, investiguer, investigation
licence, license | licence
member | membre
penalty, sanction | pénalité, sanction
privacy | vie privée, confidentialité
`;
