import { describe, expect, it } from 'vitest';
import type { Finding, FindingPlace } from '../../../src/committee/finding.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import { LIKELY, VERY_LIKELY } from '../../../src/committee/ledger/likeness.ts';
import { matchAmong } from '../../../src/committee/ledger/match.ts';
import { someFinding, unsourced } from '../some-finding.ts';
import { locatedAt, someEntry, someHit, somePlace } from './some-ledger.ts';

const A = 'F-0000000a';
const B = 'F-0000000b';

interface Compared {
  readonly raised: Partial<Finding>;
  readonly known?: Partial<Finding>;
  readonly entry?: Partial<LedgerEntry>;
  readonly likeness?: number;
  readonly renames?: ReadonlyMap<string, string>;
  /** Where the known one stands now; not known when left out. */
  readonly now?: 'unchanged' | 'changed' | 'gone';
}

function match({ raised, known = {}, entry = {}, likeness = 0, renames = new Map(), now }: Compared) {
  const finding = someFinding({ id: A, place: somePlace(), ...known });
  const located = now === undefined ? new Map() : locatedAt([[finding, now]]);
  const find = matchAmong([someEntry(finding, entry)], { renames, located, alike: () => likeness });
  return find(someFinding({ id: B, place: somePlace(), ...raised }))?.by ?? null;
}

const at = (overrides: Partial<FindingPlace>) => ({ place: somePlace(overrides) });
const elsewhere = at({ line: 40, end_line: 40, symbol: 'stop', quote: 'tax = 0' });
const sameSymbol = at({ line: 40, end_line: 40, quote: 'tax = 0' });
const LESS = 0.01;

describe('an earlier finding', () => {
  it.each<[string, string | null, Compared]>([
    ['its id', 'id', { raised: { id: A, ...elsewhere } }],
    ['an alias', 'id', { raised: elsewhere, entry: { aliases: [B] } }],
    ['the same quote with other white space', 'quote', { raised: at({ quote: ' fee  = 0' }) }],
    [
      'the same quote under the new name of its file',
      'quote',
      { raised: at({ path: 'src/new.py' }), renames: new Map([['src/run.py', 'src/new.py']]) },
    ],
    ['the same quote where the symbol is not known', 'quote', { raised: at({ symbol: null }) }],
    ['the same quote with another code and alike words', 'quote', { raised: { code: 'COST_RISK' }, likeness: LIKELY }],
    ['another line of its symbol with alike words', 'code', { raised: sameSymbol, likeness: LIKELY }],
    [
      'overlapping lines with alike words',
      'code',
      { raised: at({ line: 8, end_line: 12, symbol: 'stop', quote: 'x\ny' }), likeness: LIKELY },
    ],
    [
      'words very much alike where the symbol is not known',
      'words',
      { raised: at({ symbol: null, line: 90, end_line: 90, quote: 'z' }), likeness: VERY_LIKELY },
    ],
    [
      'words very much alike in another symbol once its code is gone',
      'words',
      { raised: elsewhere, likeness: VERY_LIKELY, now: 'changed' },
    ],
  ])('is recognised by %s', (_, by, compared) => {
    expect(match(compared)).toBe(by);
  });

  it.each<[string, Compared]>([
    ['has its id in another file', { raised: { id: A, ...at({ path: 'src/other.py' }) } }],
    ['quotes the same in another file', { raised: at({ path: 'src/other.py' }), likeness: 1 }],
    ['quotes the same in another symbol', { raised: at({ symbol: 'stop', line: 40, end_line: 40 }), likeness: 1 }],
    [
      'quotes the same in another symbol while the first stands',
      { raised: at({ symbol: 'stop', line: 40, end_line: 40 }), likeness: 1, now: 'unchanged' },
    ],
    ['quotes the same with another code and other words', { raised: { code: 'COST_RISK' }, likeness: LIKELY - LESS }],
    ['stands in the same symbol with other words', { raised: sameSymbol, likeness: LIKELY - LESS }],
    [
      'stands in the same symbol with another code',
      { raised: { ...sameSymbol, code: 'COST_RISK' }, likeness: VERY_LIKELY - LESS },
    ],
    ['says the same of another symbol', { raised: elsewhere, likeness: 1 }],
    ['says the same of another symbol while the first stands', { raised: elsewhere, likeness: 1, now: 'unchanged' }],
    [
      'says the same of removed lines',
      { raised: { ...at({ side: 'before', symbol: null, quote: 'z' }) }, likeness: VERY_LIKELY - LESS },
    ],
  ])('is not one that %s', (_, compared) => {
    expect(match(compared)).toBeNull();
  });

  it('is found where its code stands now, when its function has got another name', () => {
    const finding = someFinding({ id: A, place: somePlace() });
    const now = somePlace({ symbol: 'start', line: 30, end_line: 30 });
    const located = new Map([[A, { kind: 'unchanged', place: now } as const]]);
    const find = matchAmong([someEntry(finding)], { renames: new Map(), located, alike: () => 0 });

    expect(find(someFinding({ id: B, place: now }))?.by).toBe('quote');
  });

  it('is the surest of several, and of equally sure ones the one nearer to open', () => {
    const entries = [
      someEntry(someFinding({ id: 'F-00000001', place: somePlace({ quote: 'a' }) })),
      someEntry(someFinding({ id: 'F-00000002', place: somePlace() }), { state: 'fixed' }),
      someEntry(someFinding({ id: 'F-00000003', place: somePlace() }), { state: 'dismissed' }),
    ];
    const find = matchAmong(entries, { renames: new Map(), located: new Map(), alike: () => 1 });

    const found = find(someFinding({ id: B, place: somePlace() }));

    expect(found).toMatchObject({ by: 'quote', likeness: null, entry: { id: 'F-00000003' } });
  });

  it('without a place is recognised by its code and words alone', () => {
    const known = { place: null, standing: unsourced };

    expect(match({ known, raised: { place: null }, likeness: VERY_LIKELY })).toBe('words');
    expect(match({ known, raised: { place: null }, likeness: VERY_LIKELY - LESS })).toBeNull();
    expect(match({ known, raised: { place: null, code: 'COST_RISK' }, likeness: 1 })).toBeNull();
    expect(match({ known, raised: {}, likeness: 1 })).toBeNull();
  });
});

describe('a hit of a hard rule', () => {
  const hit = someHit();

  it.each<[string, string | null, Partial<Finding>]>([
    ['is the same at another line', 'quote', at({ line: 50, end_line: 50 })],
    ['is another one in another symbol', null, at({ symbol: 'stop' })],
    ['is another one with another quote', null, at({ quote: 'fee = 0.0' })],
    ['is another one of another rule', null, { rule: 'sec/unsafe-load' }],
    ['is no claim about its line', null, { rule: null, evidence_class: null, code: 'TRADING_RISK', claim: hit.claim }],
  ])('%s', (_, by, differs) => {
    const known = someHit({ id: A, ...(differs.rule === null ? differs : {}) });
    const raised = someHit({ id: B, ...(differs.rule === null ? {} : differs) });

    expect(match({ known, raised, likeness: 1 })).toBe(by);
  });

  it('is told by a claim on its line that weighs no more', () => {
    const claim: Partial<Finding> = { rule: null, evidence_class: null, code: 'TRADING_RISK' };

    expect(match({ known: hit, raised: { ...claim, severity: 'major' }, likeness: LIKELY })).toBe('quote');
    expect(match({ known: hit, raised: { ...claim, severity: 'blocker' }, likeness: 1 })).toBeNull();
    expect(
      match({
        known: hit,
        raised: { ...claim, ...at({ symbol: null, line: 90, end_line: 90, quote: 'z' }) },
        likeness: 1,
      }),
    ).toBeNull();
  });
});
