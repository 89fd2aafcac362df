import type { Prompts } from '../committee/brief.ts';
import type { Ceiling } from '../committee/ceiling.ts';
import type { Seat, SeatedModels } from '../committee/seat.ts';
import type { RuleDecision } from '../config/evidence-config.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { ImportEdge } from '../evidence/import-edge.ts';
import type { SourceText, SymbolPlace } from '../evidence/symbol.ts';
import type { Catalog } from '../finops/catalog.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { Route } from '../routing/route.ts';
import type { RoundRequest } from './round-request.ts';

/** Everything a session is held on, as plain data that can be recorded; read from the base, the installation and the command, never from the change. */
export interface SessionRequest {
  readonly conclaveVersion: string;
  readonly dossier: Dossier;
  readonly seats: readonly Seat[];
  readonly models: SeatedModels;
  readonly fallbacks: Readonly<Record<ModelId, readonly ModelId[]>>;
  /** Who looks at it and why; null in requests of older versions. */
  readonly route: Route | null;
  /** Whom the route names and nobody could ask, with the reason. */
  readonly notAsked: readonly { readonly whom: string; readonly why: string }[];
  /** A ceiling that the change is above already by its size, before any call is planned; null when it is not. */
  readonly ceiling: Ceiling | null;
  /** Whether a change is reviewed, and no document. */
  readonly isChange: boolean;
  /** Which files import which others. */
  readonly edges: readonly ImportEdge[];
  /** Which review of its pull request it is. */
  readonly round: RoundRequest;
  /** Which findings become comments on their lines. */
  readonly inline: 'blockers' | 'all' | 'none';
  /** Whether the chair consolidates. */
  readonly consolidate: boolean;
  readonly prompts: Prompts;
  readonly catalog: Catalog;
  /** The paths that a rule of a skill has read, by the skill's name. */
  readonly covered: Readonly<Record<string, readonly string[]>>;
  /** The texts in which the symbol around a cited line is looked up. */
  readonly sources: readonly SourceText[];
  /** The symbols around the hits, known since the rules read their files. */
  readonly symbols: readonly SymbolPlace[];
  /** Ids of the evidence rules that ran. */
  readonly rules: readonly string[];
  /** Those of them that the repository added, with their files. */
  readonly ownRules: readonly { readonly id: string; readonly path: string }[];
  readonly ruleDecisions: readonly RuleDecision[];
  /** The commit at which documents and records were read, and how many passages there were. */
  readonly library: { readonly commit: string | null; readonly passages: number };
  readonly enforcement: 'blocking' | 'advisory';
  /** Share of the seats that must be heard, and of the changed implementation lines that must be read. */
  readonly seatsHeard: number;
  readonly coverage: number;
  readonly configSha256: string;
  readonly budget: MicroUsd;
  /** What all sessions of the repository may cost in a day. */
  readonly dayBudget: MicroUsd;
  /** True when the models are the evidence rules. */
  readonly rehearsal: boolean;
}

/** Whether a rule of a skill has read a file of a dossier. */
export function covers({ covered }: Pick<SessionRequest, 'covered'>, skill: string, { parts }: Dossier): boolean {
  const paths = new Set(covered[skill]);
  return parts.some(({ path }) => paths.has(path));
}
