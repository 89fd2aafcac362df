import { type SeatedModels, takeSeats } from '../committee/seat.ts';
import type { Skill } from '../committee/skill.ts';
import { hashConfig } from '../config/config-hash.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { demandEnglish } from '../dossier/question.ts';
import { symbolsIn } from '../evidence/symbol.ts';
import { microUsdOf } from '../kernel/micro-usd.ts';
import type { Scanner } from '../ports/scanner.ts';
import { suggestSessionType } from '../routing/session-type.ts';
import { openAssembly } from './assemble-dossier.ts';
import { consultLibrary } from './consult-library.ts';
import { type Committee, chooseExperts, loadCommittee } from './load-committee.ts';
import { type Observed, observeSubject } from './observe-subject.ts';
import { prepareRound, recordsOf } from './prepare-round.ts';
import type { ReviewGround } from './review-ground.ts';
import type { ReviewOrder } from './review-order.ts';
import type { RoundRequest } from './round-request.ts';
import type { SessionRequest } from './session-request.ts';
import { NO_SURVEY, type Survey, type SurveyedLibrary } from './survey.ts';
import { openShelves, type Shelves } from './surveyed-shelves.ts';

/** What a review is prepared with, beside what instructs. */
export interface PreparationMeans {
  /** Where rules run, so that neither a crafted file nor a slow rule holds up or breaks the program. */
  readonly scanner: Scanner;
  /** What lies around the review; nothing is known when it is left out. */
  readonly survey?: Survey;
  /** How its library is opened, where one may be open already. */
  readonly open?: (library: SurveyedLibrary) => Shelves;
}

/** Reads what instructs, cleans what is reviewed, lets the rules look at it and assembles the dossier; asks no model. */
export async function prepareReview(
  order: ReviewOrder,
  ground: ReviewGround,
  { scanner, survey = NO_SURVEY, open = openShelves }: PreparationMeans,
): Promise<SessionRequest> {
  if (order.question !== null) await demandEnglish(order.question);
  const committee = await loadCommittee(ground, scanner);
  const shelves = open(survey.library);
  const observed = await observeSubject(order.subject, order.past, {
    rules: committee.rules,
    records: shelves.records,
    survey,
    scanner,
  });
  const experts = chooseExperts(committee.skills, order.experts);
  const models = modelsOf(order, committee);
  const { committee: settings } = committee.config;
  const fallbacks = order.rehearsal === null ? settings.fallbacks : {};
  const seats = takeSeats(experts, models, fallbacks);
  const seated = { experts, seats: seats.map(({ id }) => id) };
  const { dossier, round } = await assemble(order, { committee, observed, survey, shelves, seated }, ground);
  const { observation, symbols } = observed;
  return {
    conclaveVersion: ground.program.version,
    dossier,
    round,
    seats,
    models,
    fallbacks,
    consolidate: order.consolidate,
    prompts: committee.prompts,
    catalog: order.rehearsal?.catalog ?? committee.catalog,
    covered: coverageBySkill(committee, observation),
    sources: observation.sources,
    symbols,
    rules: committee.rules.map(({ id }) => id),
    ownRules: committee.ownRules,
    ruleDecisions: committee.ruleDecisions,
    library: { commit: survey.library.commit, passages: survey.library.passages.length },
    enforcement: settings.enforcement,
    inline: settings.inline,
    seatsHeard: settings.seats_heard,
    coverage: settings.coverage,
    configSha256: hashConfig(committee.config),
    budget: order.budget ?? microUsdOf(settings.budget_usd),
    dayBudget: microUsdOf(settings.budget_usd_per_day),
    rehearsal: order.rehearsal !== null,
  };
}

/** What a dossier is made from, and for whom. */
interface Basis {
  readonly committee: Committee;
  readonly observed: Observed;
  readonly survey: Survey;
  readonly shelves: Shelves;
  readonly seated: { readonly experts: readonly Skill[]; readonly seats: readonly string[] };
}

/** Assembles what is read: all of the subject, or what changed since the reviews before. */
async function assemble(
  order: ReviewOrder,
  { committee, observed, survey, shelves, seated }: Basis,
  ground: ReviewGround,
): Promise<{ readonly dossier: Dossier; readonly round: RoundRequest }> {
  const { observation, symbols, delta } = observed;
  const sessionType = order.sessionType ?? suggestSessionType(order.subject);
  const assembly = await openAssembly({ order, sessionType, view: 'wide' }, observed, ground);
  const { past } = order;
  const { subject } = observation;
  const round = prepareRound(past, {
    change: subject.kind === 'change' ? subject.change : { name: subject.path, base: null, head: null, files: [] },
    delta,
    sessionType,
    seats: seated.seats,
    rulesRead: observation.read,
    symbolOf: symbolsIn(observation.sources, symbols),
    coverage: assembly.whole.coverage,
    hits: observation.hits,
  });
  const isDelta = round.kind === 'delta' && past.baseline !== null && delta !== null;
  const read = isDelta ? assembly.since(round, past.baseline.coverage) : assembly.whole;
  const consulted = consultLibrary(read, {
    subject: isDelta ? { kind: 'change', change: delta } : subject,
    skills: seated.experts,
    rules: committee.rules,
    shelves,
    recordGlobs: committee.config.knowledge.adrs,
    known: survey.known,
    isLater: isDelta,
  });
  const notes = [...consulted.notes, ...committee.notes, ...survey.library.notes];
  return { dossier: { ...consulted, notes, records: recordsOf(past, round.located) }, round };
}

function modelsOf({ models, rehearsal }: ReviewOrder, { config }: Committee): SeatedModels {
  if (rehearsal !== null) return { first: rehearsal.model, second: rehearsal.model, chair: rehearsal.model };
  return { ...config.committee.models, ...models };
}

/** The paths whose code one of a skill's rules has read. */
function coverageBySkill({ rules }: Committee, { read }: Observed['observation']): SessionRequest['covered'] {
  const skills = [...new Set(rules.map(({ skill }) => skill))];
  const pathsOf = (skill: string) => {
    const own = new Set(rules.filter((rule) => rule.skill === skill).map(({ id }) => id));
    return read.filter((file) => file.rules.some((rule) => own.has(rule))).map(({ path }) => path);
  };
  return Object.fromEntries(skills.map((skill) => [skill, pathsOf(skill)]));
}
