import { NO_CALLS } from '../../src/committee/call-totals.ts';
import { missingFor } from '../../src/committee/ceiling/words.ts';
import type { Ceiling } from '../../src/committee/ceiling.ts';
import type { LedgerLine } from '../../src/committee/ledger/round.ts';
import type { Session } from '../../src/committee/session.ts';
import { leaveUnread } from '../../src/dossier/coverage.ts';
import { withRuling } from '../fixtures/ruled-session.ts';
import { acceptedWithChanges } from '../fixtures/sessions.ts';

const BASELINE = '90f7d1c4'.repeat(5);
const place = {
  path: 'src/features/momentum.py',
  line: 48,
  end_line: 48,
  side: 'after',
  symbol: 'momentum_features',
  quote: 'columns["mom_1"] = close.shift(-1)',
} as const;

const leak: LedgerLine = {
  id: 'F-3fa9c2d1',
  state: 'fixed',
  severity: 'blocker',
  claim: 'The close of bar t+1 enters the feature mom_1 of bar t.',
  place,
  why: 'its code has changed; ml-engineer/first and ml-engineer/second agree',
};

/** A third review: one finding fixed, one open still, one dismissed, and a copy of that one dropped; four seats as before. */
export function laterReview(): Session {
  const session = acceptedWithChanges();
  const [open] = session.findings;
  return {
    ...session,
    expert_opinions: session.expert_opinions.map((seat, index) =>
      index < 4 ? { ...seat, carried_from: '20261119-081500-0a1b2c3d' } : seat,
    ),
    coverage: {
      ...session.coverage,
      files: session.coverage.files.map((file, index) => (index === 0 ? file : { ...file, read_at: BASELINE })),
    },
    round: {
      ...session.round,
      ...{ number: 3, kind: 'delta', full_because: null, complete: true },
      baseline: { session: '20261119-081500-0a1b2c3d', head: BASELINE },
      delta: { files: 1, lines: 12 },
      carried: open === undefined ? [] : [open.id],
      fixed: [leak],
      dismissed: [
        {
          ...leak,
          id: 'F-90b1aa07',
          state: 'dismissed',
          severity: 'minor',
          claim: 'The name mom_1 does not say its horizon.',
          why: 'dismissed by anna-keller: the name is that of the paper',
        },
      ],
      dropped: [
        {
          reason: 'copy',
          of: 'F-90b1aa07',
          likeness: 0.83,
          severity: 'minor',
          claim: 'mom_1 hides over which horizon it is taken.',
          place,
          seats: ['data-scientist/second'],
          why: 'it is F-90b1aa07 again, dismissed by anna-keller: the name is that of the paper',
        },
      ],
    },
    route: {
      ...{ session_type: 'pr_review', depth: 'full', experts: null, models: {}, budget_usd: null },
      ...{ reviewers: [], teams: ['acme/risk'], labels: ['model'] },
      rows: [
        { id: 'model-code', from: 'default', because: ['src/features/momentum.py matches src/features/** (model)'] },
      ],
      undecided: [{ id: 'newcomers', unknown: ['what the author is to the repository'] }],
    },
    not_asked: [{ whom: 'acme/risk', why: 'GitHub answered 422 when asked for a review of acme/quant#41' }],
  };
}

/** A change above the ceiling in lines: nobody was asked, and the verdict says how to split it. */
export function aboveCeiling(): Session {
  const session = acceptedWithChanges();
  const ceiling: Ceiling = {
    kind: 'lines',
    asked: 31_204,
    allowed: 20_000,
    split: [
      piece('src/features', 41, 14_900, ['src/features/momentum.py', 'src/features/volume.py']),
      piece('src/training', 62, 16_100, ['src/training/fit.py', 'src/training/split.py']),
      { ...piece('README.md', 1, 204, ['README.md']), rest: true },
    ],
  };
  const why = missingFor(ceiling).what;
  const unheard = session.expert_opinions.map((seat) => ({
    ...seat,
    ...{ answered_by: null, standing: 'failed' as const, stance: null, score: null, summary: '' },
    totals: NO_CALLS,
    failed_tries: [{ model: seat.model, reason: 'not-asked', message: `not asked: ${why}` }],
  }));
  return withRuling({
    ...session,
    ...{ ceiling, chair: null, findings: [], expert_opinions: unheard },
    coverage: leaveUnread(session.coverage, why),
    cross_examination: { asked: 0, failed_tries: [], totals: NO_CALLS },
    finops: { ...session.finops, models: [], totals: NO_CALLS },
  });
}

function piece(name: string, files: number, changed_lines: number, first_paths: string[]): Ceiling['split'][number] {
  return { name, files, changed_lines, first_paths, rest: false, over: false };
}
