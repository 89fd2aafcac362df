import type { NamedHit } from '../account.ts';
import { recordWords } from '../record-words.ts';
import { artifactAt } from './uri.ts';
import { cut, quoted, withoutLinks } from './words.ts';

/** How SARIF weighs a result. */
export type SarifLevel = 'error' | 'warning' | 'note';

/** Where a result stands in its log. */
export interface ResultPlace {
  /** Position of its rule among the rules of the log; null when the rule is not there. */
  readonly ruleIndex: number | null;
  /** Line after the change. */
  readonly line: number;
  readonly fingerprint: string;
}

/** What is hard is an error: it fails `conclave evidence`. A hint warns when it would weigh much, and is a note otherwise. */
export function levelOfHit(hit: Pick<NamedHit, 'class' | 'severity'>): SarifLevel {
  if (hit.class === 'hard') return 'error';
  return hit.severity === 'blocker' || hit.severity === 'major' ? 'warning' : 'note';
}

/** One hit as a SARIF result. */
export function sarifResult(hit: NamedHit, { ruleIndex, line, fingerprint }: ResultPlace) {
  const { rule, class: weight, severity, code, skill, side, finding, symbol } = hit;
  const isShown = side === 'after' && hit.quote !== '';
  const region = { startLine: line, ...(isShown && { snippet: { text: cut(hit.quote, LONGEST_SNIPPET) } }) };
  return {
    ruleId: rule,
    ...(ruleIndex !== null && { ruleIndex }),
    kind: 'fail',
    level: levelOfHit(hit),
    message: { text: messageOf(hit) },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactAt(hit.path), region },
        ...(symbol !== null && { logicalLocations: [{ fullyQualifiedName: symbol }] }),
      },
    ],
    ...relatedTo(hit),
    partialFingerprints: { 'conclaveHit/v1': fingerprint },
    ...suppressionOf(hit),
    properties: { class: weight, severity, code, skill, side, ...(finding !== null && { finding }) },
  };
}

const LONGEST_SNIPPET = 500;
const LONGEST_QUOTE = 200;
const LONGEST_MESSAGE = 1_500;

function messageOf({ message, mend, side, line, quote, record, allowed }: NamedHit): string {
  const removed = quote.trim() === '' ? '' : `: ${quoted(quote, LONGEST_QUOTE)}`;
  const parts = [
    withoutLinks(message),
    side === 'before' ? `It stood in line ${line}, which the change takes away${removed}.` : '',
    record === null
      ? ''
      : `Decided in [${recordWords(record)
          .replaceAll(/[[\]()\\]/g, ' ')
          .trim()}](1).`,
    withoutLinks(mend),
    allowed === null ? '' : `A comment on the line allows it: ${withoutLinks(allowed)}`,
  ];
  return cut(parts.filter((part) => part !== '').join(' '), LONGEST_MESSAGE);
}

function relatedTo({ record }: NamedHit) {
  if (record === null) return {};
  const physicalLocation = { artifactLocation: artifactAt(record.path), region: { startLine: record.line } };
  const text = withoutLinks(cut(recordWords(record), LONGEST_SNIPPET));
  return { relatedLocations: [{ id: 1, physicalLocation, message: { text } }] };
}

/** An allowance that makes a hint of a hard hit is accepted; one that may not do that still has to be looked at. */
function suppressionOf({ allowed, class: weight }: NamedHit) {
  if (allowed === null) return {};
  const status = weight === 'hard' ? 'underReview' : 'accepted';
  return { suppressions: [{ kind: 'inSource', status, justification: cut(allowed, LONGEST_SNIPPET) }] };
}
