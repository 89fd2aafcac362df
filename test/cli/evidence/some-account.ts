import type { EvidenceAccount, NamedHit } from '../../../src/evidence/account.ts';
import { changeOf } from '../../evidence/change-of.ts';
import { shippedRule } from '../../evidence/shipped-rules.ts';

/** A hit with every part that a report may show; the given parts are others. */
export function someHit(changes: Partial<NamedHit> = {}): NamedHit {
  return {
    rule: 'leak/backfill',
    class: 'hard',
    severity: 'major',
    code: 'DATA_LEAKAGE',
    skill: 'ml-engineer',
    path: 'src/a.py',
    line: 1,
    side: 'after',
    quote: 'x = y.bfill()',
    message: 'Backward filling.',
    mend: 'Fill forwards.',
    record: null,
    allowed: null,
    symbol: null,
    finding: 'F-01234567',
    ...changes,
  };
}

/** An account of a small change; the given parts are others. */
export function someAccount(changes: Partial<EvidenceAccount> = {}): EvidenceAccount {
  const change = changeOf([
    { path: 'src/a.py', before: 'a = 1\nif size > LIMIT:\n    stop()\n', after: 'x = y.bfill()\n' },
    { path: 'notes.md', before: null, after: 'words\n' },
  ]);
  return {
    change,
    hits: [someHit()],
    read: [{ path: 'src/a.py', rules: ['leak/backfill'] }],
    unread: [],
    notes: [],
    rules: [{ rule: shippedRule('leak/backfill'), own: false, runs: 'hard', decision: null }],
    ...changes,
  };
}

/** Words of a stranger in every place that takes some. */
export const HOSTILE = '::error::x ##[group]y @everyone [link](https://evil.example) <img src=x> |\n\u001b[2J`code`';
