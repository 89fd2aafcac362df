import { AppError } from '../kernel/app-error.ts';
import { type Change, mapTexts } from '../change/change.ts';
import { type AttributeRule, parseGitAttributes } from '../change/git-attributes.ts';
import { type FoundSecret, redactChange, redactSecrets } from '../change/secrets.ts';
import { type SeatedModels, takeSeats } from '../committee/seat.ts';
import { hashConfig } from '../config/config-hash.ts';
import { assembleArtifact, assembleChange, type DossierFrame } from '../dossier/assemble.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { demandEnglish } from '../dossier/question.ts';
import { type EvidenceReport, scanArtifact, scanChange } from '../evidence/scan.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import { type MicroUsd, microUsdOf } from '../kernel/micro-usd.ts';
import { type SessionType, suggestSessionType } from '../routing/session-type.ts';
import { chooseExperts, type Committee, loadCommittee, type ReviewGround, readBaseText } from './load-committee.ts';
import type { SessionRequest } from './session-request.ts';

/** What is reviewed, as it was read. */
export type Subject =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'artifact'; readonly path: string; readonly text: string };

/** What a person asks for. */
export interface ReviewOrder {
  readonly subject: Subject;
  /** Null for the one that the subject suggests. */
  readonly sessionType: SessionType | null;
  readonly question: string | null;
  readonly issue: string | null;
  /** Short names of skills; null for all. */
  readonly experts: readonly string[] | null;
  /** Models in place of the configured ones. */
  readonly models: Partial<SeatedModels>;
  readonly consolidate: boolean;
  /** Null for the configured one. */
  readonly budget: MicroUsd | null;
  /** The one model of a rehearsal with its catalog entry; null when language models are asked. */
  readonly rehearsal: Pick<Committee, 'catalog'> | null;
}

/** Reads what instructs, cleans what is reviewed, lets the rules look at it and assembles the dossier; asks no model. */
export async function prepareReview(order: ReviewOrder, ground: ReviewGround): Promise<SessionRequest> {
  if (order.question !== null) await demandEnglish(order.question);
  const committee = await loadCommittee(ground);
  const { config } = committee;
  const looked = await lookAt(order, committee, ground);
  const models = modelsOf(order, committee);
  const fallbacks = order.rehearsal === null ? config.committee.fallbacks : {};
  return {
    conclaveVersion: ground.program.version,
    dossier: looked.dossier,
    seats: takeSeats(chooseExperts(committee.skills, order.experts), models, fallbacks),
    models,
    fallbacks,
    consolidate: order.consolidate,
    prompts: committee.prompts,
    catalog: order.rehearsal?.catalog ?? committee.catalog,
    covers: (skill, dossier) => coversAny(skill, dossier, { report: looked.report, committee }),
    symbolOf: looked.report.symbolOf,
    rules: committee.rules.map(({ id }) => id),
    enforcement: config.committee.enforcement,
    seatsHeard: config.committee.seats_heard,
    coverage: config.committee.coverage,
    configSha256: hashConfig(config),
    budget: order.budget ?? microUsdOf(config.committee.budget_usd),
    rehearsal: order.rehearsal !== null,
  };
}
