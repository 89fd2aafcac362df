import type { DecisionRecord } from '../adr/record.ts';
import { bindingInvariants } from '../adr/standing.ts';
import { parseGitAttributes } from '../change/git-attributes.ts';
import { redactSecrets } from '../change/secrets.ts';
import { type SeatedModels, takeSeats } from '../committee/seat.ts';
import type { Skill } from '../committee/skill.ts';
import { hashConfig } from '../config/config-hash.ts';
import { assembleArtifact, assembleChange, type DossierFrame } from '../dossier/assemble.ts';
import { readByRulesOnly } from '../dossier/coverage.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { onOneLine } from '../dossier/one-line.ts';
import { demandEnglish } from '../dossier/question.ts';
import { type Observation, observeArtifact, observeChange, type Subject } from '../evidence/observe.ts';
import type { Catalog } from '../finops/catalog.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import { type MicroUsd, microUsdOf } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { Scanner } from '../ports/scanner.ts';
import { type SessionType, suggestSessionType } from '../routing/session-type.ts';
import { consultLibrary } from './consult-library.ts';
import { type Committee, chooseExperts, loadCommittee } from './load-committee.ts';
import { type ReviewGround, readBaseText } from './review-ground.ts';
import type { SessionRequest } from './session-request.ts';
import { NO_SURVEY, type Survey, type SurveyedLibrary } from './survey.ts';
import { openShelves, type Shelves } from './surveyed-shelves.ts';

/** What a person asks for. */
export interface ReviewOrder {
  readonly subject: Subject;
  /** Null for the one that the subject suggests. */
  readonly sessionType: SessionType | null;
  readonly question: string | null;
  readonly issue: string | null;
  /** Title and text of a pull request, as its author wrote them; null when there is none. */
  readonly description: { readonly title: string; readonly body: string } | null;
  /** Short names of skills; null for all. */
  readonly experts: readonly string[] | null;
  /** Models in place of the configured ones. */
  readonly models: Partial<SeatedModels>;
  readonly consolidate: boolean;
  /** Null for the configured one. */
  readonly budget: MicroUsd | null;
  /** What stands in for language models in a rehearsal; null when they are asked. */
  readonly rehearsal: { readonly model: ModelId; readonly catalog: Catalog } | null;
}

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
  const experts = chooseExperts(committee.skills, order.experts);
  const { dossier, observation, symbols } = await assemble(
    order,
    { committee, experts, survey, scanner, open },
    ground,
  );
  const models = modelsOf(order, committee);
  const { committee: settings } = committee.config;
  const fallbacks = order.rehearsal === null ? settings.fallbacks : {};
  return {
    conclaveVersion: ground.program.version,
    dossier,
    seats: takeSeats(experts, models, fallbacks),
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
    seatsHeard: settings.seats_heard,
    coverage: settings.coverage,
    configSha256: hashConfig(committee.config),
    budget: order.budget ?? microUsdOf(settings.budget_usd),
    dayBudget: microUsdOf(settings.budget_usd_per_day),
    rehearsal: order.rehearsal !== null,
  };
}

interface Assembled {
  readonly dossier: Dossier;
  readonly observation: Pick<Observation<Subject>, 'subject' | 'read' | 'sources'>;
  readonly symbols: SessionRequest['symbols'];
}

/** What a dossier is assembled with. */
interface Basis extends Required<PreparationMeans> {
  readonly committee: Committee;
  readonly experts: readonly Skill[];
  readonly survey: Survey;
}

async function assemble(order: ReviewOrder, basis: Basis, ground: ReviewGround): Promise<Assembled> {
  const shelves = basis.open(basis.survey.library);
  const assembled = await assembleSubject(order, { ...basis, records: shelves.records }, ground);
  const { committee, experts, survey } = basis;
  const dossier = consultLibrary(assembled.dossier, {
    subject: assembled.observation.subject,
    skills: experts,
    rules: committee.rules,
    shelves,
    recordGlobs: committee.config.knowledge.adrs,
    known: survey.known,
  });
  const notes = [...dossier.notes, ...committee.notes, ...survey.library.notes];
  return { ...assembled, dossier: { ...dossier, notes } };
}

type WithRecords = Basis & { readonly records: readonly DecisionRecord[] };

async function assembleSubject(
  order: ReviewOrder,
  { committee, survey, scanner, records }: WithRecords,
  ground: ReviewGround,
): Promise<Assembled> {
  const { subject } = order;
  if (subject.kind === 'artifact') {
    const observation = observeArtifact(subject, committee.rules);
    return {
      dossier: assembleArtifact(frameOf(order, observation.notes), observation.subject, observation.hits),
      observation,
      symbols: [],
    };
  }
  const surroundings = { ...survey.around, invariants: bindingInvariants(records) };
  const report = await scanner.scan(subject.change, committee.rules, surroundings);
  const observation = observeChange(subject, committee.rules, report);
  const attributes = parseGitAttributes((await readBaseText(ground, '.gitattributes')) ?? '');
  const { hits, notes, unread } = observation;
  const dossier = assembleChange(frameOf(order, notes), observation.subject.change, { hits, attributes });
  const { symbols } = report;
  if (order.rehearsal !== null) {
    return { dossier: { ...dossier, coverage: readByRulesOnly(dossier.coverage, unread) }, observation, symbols };
  }
  return { dossier: { ...dossier, notes: [...notes, ...unread.map(noteOnUnread)] }, observation, symbols };
}

/** Seats read such a file themselves, and should not take the silence of the rules for an answer. */
function noteOnUnread({ path, reason }: { readonly path: string; readonly reason: string }): string {
  return `the evidence rules could not read ${path} (${reason}), so they say nothing for it`;
}

function frameOf(order: ReviewOrder, notes: readonly string[]): DossierFrame {
  const { subject, question, issue, description } = order;
  return {
    sessionType: order.sessionType ?? suggestSessionType(subject),
    question: question === null ? null : redactSecrets('question', onOneLine(question)).text,
    issue: issue === null ? null : redactSecrets('issue', onOneLine(issue)).text,
    description: description === null ? null : cleanDescription(description),
    notes,
  };
}

const LONGEST_DESCRIPTION = 10_000;

/** Title and text without secrets and invisible characters; a very long text loses its end, and says so. */
function cleanDescription({ title, body }: NonNullable<ReviewOrder['description']>): string {
  const text = removeInvisible(`${onOneLine(title)}\n\n${body}`.replaceAll('\r\n', '\n').trim()).text;
  const clean = redactSecrets('description', text).text;
  if (clean.length <= LONGEST_DESCRIPTION) return clean;
  const rest = clean.length - LONGEST_DESCRIPTION;
  return `${clean.slice(0, LONGEST_DESCRIPTION).toWellFormed()}\n[… ${rest} more characters of the description are left out]`;
}

function modelsOf({ models, rehearsal }: ReviewOrder, { config }: Committee): SeatedModels {
  if (rehearsal !== null) return { first: rehearsal.model, second: rehearsal.model, chair: rehearsal.model };
  return { ...config.committee.models, ...models };
}

/** The paths whose code one of a skill's rules has read. */
function coverageBySkill({ rules }: Committee, { read }: Assembled['observation']): SessionRequest['covered'] {
  const skills = [...new Set(rules.map(({ skill }) => skill))];
  const pathsOf = (skill: string) => {
    const own = new Set(rules.filter((rule) => rule.skill === skill).map(({ id }) => id));
    return read.filter((file) => file.rules.some((rule) => own.has(rule))).map(({ path }) => path);
  };
  return Object.fromEntries(skills.map((skill) => [skill, pathsOf(skill)]));
}
