import type { Catalog } from '../finops/catalog.ts';
import type { KnowledgeRecord } from '../finops/knowledge-line.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Embedder, EmbedPurpose, LibraryMoney, LibraryShelf } from '../ports/library.ts';

/** What texts are embedded with, and for whom. */
export interface EmbedOrder {
  readonly model: ModelId;
  readonly purpose: EmbedPurpose;
  readonly catalog: Catalog;
  /** What the day may cost. */
  readonly cap: MicroUsd;
  /** Whose documents they are, in a few words. */
  readonly repository: string;
}

/** What embedding asks of the outside world. */
export interface EmbedPorts {
  readonly embedder: Embedder;
  readonly shelf: LibraryShelf;
  readonly money: LibraryMoney;
  readonly clock: Clock;
  /** Keeps the record of what a call cost. */
  readonly tellCosts: (record: KnowledgeRecord) => Promise<void>;
}
