import type { EvidenceItem } from '../dossier/dossier.ts';
import { EMPTY_LIBRARY } from '../dossier/library.ts';
import type { CatalogModel } from '../finops/catalog.ts';
import type { SessionRequest } from './session-request.ts';

/** What a request that an earlier version recorded may lack. */
type Later = 'ownRules' | 'ruleDecisions' | 'library' | 'symbols';

/** A request as it may stand on record: of this version, or of one that knew no library. */
export type RecordedRequest = Omit<SessionRequest, Later> & Partial<Pick<SessionRequest, Later>>;

/** A recorded request with all that this version reads, so that a review goes on after an upgrade. */
export function completeRequest(recorded: RecordedRequest): SessionRequest {
  const { dossier, catalog } = recorded;
  const library: typeof dossier.library | undefined = dossier.library;
  return {
    ownRules: [],
    ruleDecisions: [],
    library: { commit: null, passages: 0 },
    symbols: [],
    ...recorded,
    catalog: { ...catalog, models: catalog.models.map(completeModel) },
    dossier: { ...dossier, library: library ?? EMPTY_LIBRARY, evidence: dossier.evidence.map(completeItem) },
  };
}

/** Every model of an earlier catalog answered questions. */
function completeModel(model: CatalogModel): CatalogModel {
  const earlier: Partial<CatalogModel> = model;
  return { ...model, kind: earlier.kind ?? 'language' };
}

function completeItem(item: EvidenceItem): EvidenceItem {
  const earlier: Partial<EvidenceItem> = item;
  return { ...item, cites: earlier.cites ?? [], record: earlier.record ?? null, allowed: earlier.allowed ?? null };
}
