import { type Seat, type SeatedModels, takeSeats } from '../committee/seat.ts';
import type { Skill } from '../committee/skill.ts';
import { hashConfig } from '../config/config-hash.ts';
import type { DossierDecision } from '../dossier/library.ts';
import { demandEnglish } from '../dossier/question.ts';
import { symbolsIn } from '../evidence/symbol.ts';
import { microUsdOf } from '../kernel/micro-usd.ts';
import type { Scanner } from '../ports/scanner.ts';
import type { Route } from '../routing/route.ts';
import { cleanWords, openAssembly } from './assemble-dossier.ts';
import { consultLibrary, readOwnWords } from './consult-library.ts';
import { decideBinding } from './decide-binding.ts';
import { ceilingBySize } from './find-ceiling.ts';
import { type Committee, chooseExperts, loadCommittee } from './load-committee.ts';
import { type Observed, observeSubject } from './observe-subject.ts';
import { prepareRound, recordsOf } from './prepare-round.ts';
import { refuseBeyondReach } from './refuse-hopeless.ts';
import type { ReviewGround } from './review-ground.ts';
import type { ReviewOrder } from './review-order.ts';
import { routeReview } from './route-review.ts';
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

/** A session that can be held, or the route by which there is none. */
export type Preparation =
  | { readonly kind: 'session'; readonly request: SessionRequest }
  | { readonly kind: 'skipped'; readonly route: Route };

/**
 * Reads what instructs, cleans what is reviewed, lets the rules look at it, decides who else looks, and assembles the
 * dossier; asks no model.
 */
export async function prepareReview(
  order: ReviewOrder,
  ground: ReviewGround,
  { scanner, survey = NO_SURVEY, open = openShelves }: PreparationMeans,
): Promise<Preparation> {
  if (order.question !== null) await demandEnglish(order.question);
  const committee = await loadCommittee(ground, scanner);
  if (order.experts !== null) chooseExperts(committee.skills, order.experts);
  const shelves = open(survey.library);
  const { rules } = committee;
  const observed = await observeSubject(order.subject, order.past, {
    rules,
    records: shelves.records,
    survey,
    scanner,
  });
  const { subject } = observed.observation;
  const decisions = decideBinding({ subject, ...readOwnWords(subject, cleanWords(order)) }, shelves);
  const routed = await routeReview(order, { committee, observed, decisions }, ground);
  const route = keepRaisers(routed.route, order.past, committee);
  const { notes } = routed;
  if (route.depth === 'skip') return { kind: 'skipped', route };
  const seating = takeSeating(order, route, committee);
  const basis: Basis = { committee, observed, survey, shelves, decisions, route, seating, notes };
  const assembled = await assemble(order, basis, ground);
  const ceiling = ceilingOf(order, basis, assembled);
  return {
    kind: 'session',
    request: { ...assembled, ...requestOf(order, basis), ceiling, conclaveVersion: ground.program.version },
  };
}

/**
 * The route with the skills whose findings are open still: nobody else can say that these are fixed. So a change of which
 * only documents are left is not skipped before they have spoken.
 */
function keepRaisers(route: Route, { entries }: ReviewOrder['past'], { skills }: Committee): Route {
  const open = entries.filter(({ state }) => state === 'open' || state === 'waived');
  const raisers = new Set(open.flatMap(({ finding }) => finding.raised_by.map(({ skill }) => skill)));
  const missing = skills.filter(({ name }) => raisers.has(name)).map(({ name }) => name);
  if (missing.length === 0) return route;
  const seated = route.depth === 'skip' ? [] : route.experts;
  const experts = seated === null ? null : [...new Set([...seated, ...missing])];
  return { ...route, depth: route.depth === 'skip' ? 'light' : route.depth, experts };
}

/** What a session is made from. */
interface Basis {
  readonly committee: Committee;
  readonly observed: Observed;
  readonly survey: Survey;
  readonly shelves: Shelves;
  readonly decisions: readonly DossierDecision[];
  readonly route: Route;
  readonly seating: Seating;
  /** What a person should know of the routing matrix. */
  readonly notes: readonly string[];
}

/** Who sits, on which models. */
interface Seating {
  readonly experts: readonly Skill[];
  readonly models: SeatedModels;
  readonly fallbacks: SessionRequest['fallbacks'];
  readonly seats: readonly Seat[];
}

function takeSeating(order: ReviewOrder, route: Route, committee: Committee): Seating {
  const experts = chooseExperts(committee.skills, route.experts);
  const models = modelsOf(order, route, committee);
  const fallbacks = order.rehearsal === null ? committee.config.committee.fallbacks : {};
  return { experts, models, fallbacks, seats: takeSeats(experts, models, fallbacks) };
}

type Assembled = Pick<SessionRequest, 'dossier' | 'round'>;

/** All of a request but what is read and what is known of earlier reviews. */
function requestOf(
  order: ReviewOrder,
  { committee, observed, survey, route, seating }: Basis,
): Omit<SessionRequest, keyof Assembled | 'ceiling' | 'conclaveVersion'> {
  const { config } = committee;
  const { committee: settings } = config;
  const { observation, symbols } = observed;
  const { seats, models, fallbacks } = seating;
  return {
    ...{ seats, models, fallbacks, route, notAsked: [] },
    consolidate: order.consolidate && route.depth === 'full',
    prompts: committee.prompts,
    catalog: order.rehearsal?.catalog ?? committee.catalog,
    covered: coverageBySkill(committee, observation),
    sources: observation.sources,
    edges: observation.edges,
    isChange: observation.subject.kind === 'change',
    symbols,
    rules: committee.rules.map(({ id }) => id),
    ownRules: committee.ownRules,
    ruleDecisions: committee.ruleDecisions,
    library: { commit: survey.library.commit, passages: survey.library.passages.length },
    enforcement: settings.enforcement,
    inline: settings.inline,
    seatsHeard: settings.seats_heard,
    coverage: settings.coverage,
    configSha256: hashConfig(config),
    budget: order.budget ?? microUsdOf(Math.min(settings.budget_usd, route.budget_usd ?? settings.budget_usd)),
    dayBudget: microUsdOf(settings.budget_usd_per_day),
    rehearsal: order.rehearsal !== null,
  };
}

/** A change above a ceiling is told how to be split; a document beyond reach is refused. A rehearsal reads at no cost. */
function ceilingOf(order: ReviewOrder, basis: Basis, assembled: Assembled): SessionRequest['ceiling'] {
  if (order.rehearsal !== null) return null;
  const request = { ...assembled, ...requestOf(order, basis) };
  if (!request.isChange) {
    refuseBeyondReach(request);
    return null;
  }
  return ceilingBySize({ ...request, maxLines: basis.committee.config.committee.max_lines });
}

/** Assembles what is read: all of the subject, or what changed since the reviews before. */
async function assemble(order: ReviewOrder, basis: Basis, ground: ReviewGround): Promise<Assembled> {
  const { committee, observed, survey, shelves, decisions, route, seating } = basis;
  const { observation, symbols, delta } = observed;
  const { past } = order;
  const { subject, sources, hits, read } = observation;
  const sessionType = route.session_type;
  const view = route.depth === 'light' ? 'narrow' : 'wide';
  const assembly = await openAssembly({ order, sessionType, view }, observed, ground);
  const round = prepareRound(past, {
    change: subject.kind === 'change' ? subject.change : { name: subject.path, base: null, head: null, files: [] },
    delta,
    sessionType,
    seats: seating.seats.map(({ id }) => id),
    rulesRead: read,
    symbolOf: symbolsIn(sources, symbols),
    coverage: assembly.whole.coverage,
    hits,
  });
  const isDelta = round.kind === 'delta' && past.baseline !== null && delta !== null;
  const consulted = consultLibrary(isDelta ? assembly.since(round, past.baseline.coverage) : assembly.whole, {
    subject: isDelta ? { kind: 'change', change: delta } : subject,
    skills: seating.experts,
    rules: committee.rules,
    shelves,
    decisions,
    recordGlobs: committee.config.knowledge.adrs,
    known: survey.known,
    isLater: isDelta,
  });
  const notes = [...consulted.notes, ...committee.notes, ...basis.notes, ...survey.library.notes];
  return { dossier: { ...consulted, notes, records: recordsOf(past, round.located) }, round };
}

/** What a person named outweighs a row, and a row the configuration. */
function modelsOf({ models, rehearsal }: ReviewOrder, route: Route, { config }: Committee): SeatedModels {
  if (rehearsal !== null) return { first: rehearsal.model, second: rehearsal.model, chair: rehearsal.model };
  const { first, second, chair } = { ...config.committee.models, ...route.models, ...models };
  const configured = config.committee.models;
  return { first: first ?? configured.first, second: second ?? configured.second, chair: chair ?? configured.chair };
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
