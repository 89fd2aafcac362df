import { compareSeverity } from '../kernel/severity.ts';
import type { EvidenceAccount, NamedHit } from './account.ts';
import { fingerprintHits } from './fingerprint.ts';
import { locateHit } from './head-line.ts';
import { NOTIFICATIONS, sarifNotifications } from './sarif/notification.ts';
import { levelOfHit, sarifResult } from './sarif/result.ts';
import { sarifRule } from './sarif/rule.ts';
import { SOURCE_ROOT } from './sarif/uri.ts';

/** What a SARIF log says beside what was found. */
export interface SarifFrame {
  /** Version of the program. */
  readonly version: string;
  /** Address of the repository on its host, `https://github.com/acme/quant`; null when it is not known. */
  readonly repository: string | null;
  /** Address under which the pages of the rules stand, without a slash at its end; null when it is not known. */
  readonly pages: string | null;
  /** At most so many results, the heaviest of them; what is left out is said in the log. */
  readonly most: number;
}

/** GitHub refuses a run with more results than this, and shows the 5,000 heaviest. */
export const MOST_RESULTS = 25_000;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * Tells an account as a SARIF 2.1.0 log with one run. A hard hit is an `error`, a soft one a `warning` (blocker, major)
 * or a `note`; a hit that its line allows carries a suppression. A removed line stands at the line that follows its
 * place after the change, and is quoted in the message.
 */
export function renderSarif(account: EvidenceAccount, frame: SarifFrame): string {
  const kept = heaviest(account.hits, frame.most);
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [sarifRun({ ...account, hits: kept }, account, frame)] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifRun(kept: EvidenceAccount, { hits: all }: EvidenceAccount, frame: SarifFrame) {
  const { change, hits, rules } = kept;
  const indexes = new Map(rules.map(({ rule: { id } }, index) => [id, index]));
  const fingerprints = fingerprintHits(all);
  const results = hits.map((hit) =>
    sarifResult(hit, {
      ruleIndex: indexes.get(hit.rule) ?? null,
      line: locateHit(hit, change),
      fingerprint: fingerprints.get(hit) ?? '',
    }),
  );
  return {
    tool: {
      driver: {
        name: 'Conclave evidence',
        organization: 'Conclave',
        semanticVersion: frame.version,
        version: frame.version,
        notifications: NOTIFICATIONS,
        rules: rules.map((standing) => sarifRule(standing, frame.pages)),
      },
    },
    automationDetails: { id: `conclave/evidence/${change.head ?? ''}` },
    columnKind: 'utf16CodeUnits',
    defaultEncoding: 'utf-8',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the repository.' } } },
    ...provenanceOf(kept, frame),
    invocations: [sarifNotifications(kept, all.length - hits.length)],
    results,
  };
}

function provenanceOf({ change }: EvidenceAccount, { repository }: SarifFrame) {
  if (repository === null) return {};
  const revision = change.head === null ? {} : { revisionId: change.head };
  return {
    versionControlProvenance: [{ repositoryUri: repository, ...revision, mappedTo: { uriBaseId: SOURCE_ROOT } }],
  };
}

/** As many hits as there is room for, in their order; those that weigh most are kept. */
function heaviest(hits: readonly NamedHit[], most: number): readonly NamedHit[] {
  if (hits.length <= most) return hits;
  const byWeight = hits.toSorted(
    (left, right) =>
      WEIGHTS[levelOfHit(left)] - WEIGHTS[levelOfHit(right)] || compareSeverity(left.severity, right.severity),
  );
  const kept = new Set(byWeight.slice(0, most));
  return hits.filter((hit) => kept.has(hit));
}

const WEIGHTS = { error: 0, warning: 1, note: 2 } as const;
