import type { Prompts } from '../committee/brief.ts';
import type { Seat, SeatedModels } from '../committee/seat.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Catalog } from '../finops/catalog.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';

/** Everything a session is held on; read from the base, the installation and the command, never from the change. */
export interface SessionRequest {
  readonly conclaveVersion: string;
  readonly dossier: Dossier;
  readonly seats: readonly Seat[];
  readonly models: SeatedModels;
  readonly fallbacks: Readonly<Record<ModelId, readonly ModelId[]>>;
  /** Whether the chair consolidates. */
  readonly consolidate: boolean;
  readonly prompts: Prompts;
  readonly catalog: Catalog;
  /** Whether a rule of the skill covers a file of the dossier. */
  readonly covers: (skill: string, dossier: Dossier) => boolean;
  readonly symbolOf: (path: string, line: number, side: 'before' | 'after') => string | null;
  /** Ids of the evidence rules that ran. */
  readonly rules: readonly string[];
  readonly enforcement: 'blocking' | 'advisory';
  /** Share of the seats that must be heard, and of the changed implementation lines that must be read. */
  readonly seatsHeard: number;
  readonly coverage: number;
  readonly configSha256: string;
  readonly budget: MicroUsd;
  /** True when the models are the evidence rules. */
  readonly rehearsal: boolean;
}
