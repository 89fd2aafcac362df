import type { EvidenceAsked, RowWhen } from '../config/routing-config.ts';
import { compareSeverity, Severity } from '../kernel/severity.ts';
import { type Answer, askFact } from './answer.ts';
import type { RouteFacts } from './route-facts.ts';

/** One of the decision records binds the change. */
export function demandRecords({ adrs }: RowWhen, facts: RouteFacts): Answer | null {
  if (adrs === undefined) return null;
  return askFact('adrs', facts.adrs, (known) => {
    const found = adrs.includes('any') ? known : known.filter((id) => adrs.includes(id));
    return found.length === 0 ? null : `${found.join(', ')} ${found.length === 1 ? 'binds' : 'bind'} it`;
  });
}

/** A rule found one of what is asked for. */
export function demandEvidence({ evidence }: RowWhen, facts: RouteFacts): Answer | null {
  if (evidence === undefined) return null;
  return askFact('evidence', facts.evidence, (known) => {
    const [first, ...others] = known.filter((hit) => evidence.some((asked) => isAsked(hit, asked)));
    if (first === undefined) return null;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return `${first.rule}, a ${first.class} ${first.severity}, was found${more}`;
  });
}

/** There were at least so many findings on these paths before. */
export function demandHistory({ history }: RowWhen, facts: RouteFacts): Answer | null {
  if (history === undefined) return null;
  return askFact('history', facts.history, (known) => {
    const parts = [
      { asked: history.blockers, found: known.blockers, what: 'blockers' },
      { asked: history.majors, found: known.majors, what: 'majors' },
      { asked: history.findings, found: known.all, what: 'findings' },
    ].flatMap(({ asked, ...part }) => (asked === undefined ? [] : [{ ...part, asked }]));
    if (parts.some(({ asked, found }) => found < asked)) return null;
    const counts = parts.map(({ asked, found, what }) => `${found} ${what}, at least ${asked}`);
    return `earlier pull requests had findings on these paths: ${counts.join('; ')}`;
  });
}

type KnownHit = NonNullable<RouteFacts['evidence']>[number];

/** A severity asks for that one or a heavier one. */
function isAsked(hit: KnownHit, asked: EvidenceAsked): boolean {
  if (typeof asked !== 'string') {
    const { rule, class: weight, severity } = asked;
    return (
      (rule === undefined || isRule(hit, rule)) &&
      (weight === undefined || hit.class === weight) &&
      (severity === undefined || isAsHeavy(hit, severity))
    );
  }
  const severity = Severity.safeParse(asked);
  if (severity.success) return isAsHeavy(hit, severity.data);
  return hit.class === asked || isRule(hit, asked);
}

function isRule({ rule }: KnownHit, asked: string): boolean {
  return asked.endsWith('/*') ? rule.startsWith(asked.slice(0, -1)) : rule === asked;
}

function isAsHeavy(hit: KnownHit, severity: Severity): boolean {
  return compareSeverity(hit.severity, severity) <= 0;
}
