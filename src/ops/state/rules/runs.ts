import { rounded, spell, spellCount } from '../../figure-words.ts';
import { type Reading, unknown } from '../../reading.ts';
import { soundAge, soundCount, soundWhole } from '../../sound.ts';
import { allOf, type Truth, truthOf } from '../../truth.ts';
import type { StateFacts } from '../facts.ts';
import { above } from '../limit.ts';
import { type Judgement, judgeFigure, oldestSample, type Rule, type RuleLines } from '../rule.ts';

/** What the runs bring: candidates, useful runs, challengers (manual §0, §2). */
export const RUN_RULES: readonly Rule[] = [
  {
    id: 'O2_PASS_ZERO_X3',
    state: 'ORANGE',
    origin: 'manual §0',
    signals: ['pass_counts'],
    judge: judgePasses,
  },
  {
    id: 'O4_NO_CANDIDATE_3D',
    state: 'ORANGE',
    origin: 'manual §0',
    signals: ['last_candidate_age_d', 'full_universe_runs_3d'],
    judge: judgeCandidate,
  },
  {
    id: 'Y7_NO_RECENT_USEFUL_RUN',
    state: 'YELLOW',
    origin: 'manual §0, definition of GREEN',
    signals: ['last_useful_age_h'],
    judge: ({ runs }, { thresholds }) =>
      judgeFigure(
        soundAge(runs.lastUsefulAgeH, 'last_useful_age_h'),
        above(thresholds.useful_run_hours, ' h'),
        (value) => `last useful run ${spell(value)} h ago`,
      ),
  },
  {
    id: 'Y8_CHALLENGERS',
    state: 'YELLOW',
    origin: 'manual §2',
    signals: ['challengers_pending'],
    judge: ({ challengersPending }, { thresholds }) =>
      judgeFigure(
        soundWhole(challengersPending, 'challengers_pending'),
        above(thresholds.challengers_warning),
        (value) => spellCount(value, 'challenger'),
      ),
  },
];

/** Whether the last completed runs brought nothing, one after the other; a run that is not told could be either. */
function judgePasses({ runs: { passCounts } }: StateFacts, { thresholds }: RuleLines): Judgement {
  const wanted = thresholds.pass_zero_runs;
  const limit = `no candidate in the last ${wanted} completed runs`;
  if (!passCounts.known) return { truth: 'unknown', found: passCounts.words, limit, sampledAt: null };
  const last = lastOf(passCounts.value, wanted, 'run').map((count) => soundWhole(count, 'pass_counts'));
  return {
    truth: allOf(last.map((count) => truthOf(count.known ? count.value === 0 : null))),
    found: `candidates, newest first: ${last.map((count) => (count.known ? spell(count.value) : count.words)).join(', ')}`,
    limit,
    sampledAt: oldestSample([passCounts, ...last]),
  };
}

/** The newest of a list, filled up with the unknown where it is shorter than the window. */
export function lastOf(newestFirst: readonly Reading[], window: number, noun: string): readonly Reading[] {
  const last = newestFirst.slice(0, window);
  const missing = Array.from({ length: window - last.length }, () => unknown('absent', `a ${noun} that is not given`));
  return [...last, ...missing];
}

/**
 * A young candidate is enough. An old one counts only when the whole universe was searched since; without such a run
 * nobody knows whether there was one to find.
 */
function judgeCandidate({ runs }: StateFacts, { thresholds }: RuleLines): Judgement {
  const age = soundAge(runs.lastCandidateAgeD, 'last_candidate_age_d');
  const searches = soundCount(runs.fullUniverseRuns3d, 'full_universe_runs_3d');
  const line = thresholds.no_candidate_days;
  const told = age.known ? `last candidate ${spell(age.value)} d ago` : age.words;
  const searched = searches.known ? `${spell(searches.value)} runs over the whole universe in 3 d` : searches.words;
  return {
    truth: candidateTruth(age, searches, line),
    found: `${told}; ${searched}`,
    limit: `more than ${spell(line)} d, with a run over the whole universe since`,
    sampledAt: oldestSample([age, searches]),
  };
}

function candidateTruth(age: Reading, searches: Reading, line: number): Truth {
  if (!age.known) return 'unknown';
  if (rounded(age.value) <= line) return 'false';
  return searches.known && searches.value >= 1 ? 'true' : 'unknown';
}
