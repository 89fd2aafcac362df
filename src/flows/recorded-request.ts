import type { Dossier, EvidenceItem } from '../dossier/dossier.ts';
import { EMPTY_LIBRARY } from '../dossier/library.ts';
import type { CatalogModel } from '../finops/catalog.ts';
import type { RoundRequest } from './round-request.ts';
import type { SessionRequest } from './session-request.ts';

/** What a request that an earlier version recorded may lack. */
type Later =
  | 'ownRules'
  | 'ruleDecisions'
  | 'library'
  | 'symbols'
  | 'round'
  | 'inline'
  | 'route'
  | 'notAsked'
  | 'edges'
  | 'ceiling'
  | 'isChange';

/** A request as it may stand on record: of this version, or of one that knew no library. */
export type RecordedRequest = Omit<SessionRequest, Later> & Partial<Pick<SessionRequest, Later>>;

/** A recorded request with all that this version reads, so that a review goes on after an upgrade. */
export function completeRequest(recorded: RecordedRequest): SessionRequest {
  const { dossier, catalog } = recorded;
  return {
    ownRules: [],
    ruleDecisions: [],
    library: { commit: null, passages: 0 },
    symbols: [],
    round: firstRound(recorded),
    inline: 'none',
    route: null,
    notAsked: [],
    ceiling: null,
    isChange: recorded.dossier.base !== null,
    edges: [],
    ...recorded,
    catalog: { ...catalog, models: catalog.models.map(completeModel) },
    dossier: completeDossier(dossier),
  };
}

function completeDossier(dossier: Dossier): Dossier {
  const earlier: Partial<Dossier> = dossier;
  return {
    ...dossier,
    library: earlier.library ?? EMPTY_LIBRARY,
    evidence: dossier.evidence.map(completeItem),
    since: earlier.since ?? null,
    records: earlier.records ?? [],
  };
}

/** An earlier version knew no rounds; what it found is looked for again as in a first review. */
function firstRound({ dossier, seats }: RecordedRequest): RoundRequest {
  return {
    number: 1,
    kind: 'full',
    fullBecause: 'first',
    baseline: null,
    identity: {
      head: dossier.head ?? '',
      base_branch: '',
      configuration: '',
      session_type: dossier.sessionType,
      seats: seats.map(({ id }) => id),
    },
    ...{ entries: [], dispositions: [], located: {}, changed: null, renames: {}, rulesRead: [], delta: null },
    ...{ toRule: [], seatsBefore: [], kept: null },
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
