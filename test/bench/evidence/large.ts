import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { type Figure, median } from '../figure.ts';
import { runOnOneCore } from './measured-run.ts';
import { makePythonChange, type PythonChange, thousandFiles } from './python-change.ts';

const ROUNDS = 3;

const Report = z.object({
  totals: z.object({ hits: z.int() }).loose(),
  coverage: z.object({ read: z.array(z.unknown()), unread: z.array(z.unknown()) }),
});

/** Every rule over a thousand changed files, by the built command on one core, beside a grep over the same diff. */
export async function measureLarge(installed: string): Promise<readonly Figure[]> {
  const files = thousandFiles();
  const change = makePythonChange(files);
  try {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ ours: await runEvidence(installed, change, files.length), grep: grep(change) });
    }
    return [
      {
        what: `${files.length} changed Python files, ${change.lines} lines: conclave evidence on one core`,
        measured: median(rounds.map(({ ours }) => ours.ms)),
        bound: 20_000,
        unit: 'ms',
        alternative: { what: 'git diff | grep', measured: median(rounds.map((round) => round.grep)) },
      },
      {
        what: 'of it on the processor',
        measured: median(rounds.map(({ ours }) => ours.processor)),
        bound: null,
        unit: 'ms',
        alternative: null,
      },
      {
        what: 'of it, peak memory of the program and its processes',
        measured: Math.max(...rounds.map(({ ours }) => ours.megabytes)),
        bound: 500,
        unit: 'MB',
        alternative: null,
      },
    ];
  } finally {
    change.remove();
  }
}

async function runEvidence(installed: string, { folder, base, head }: PythonChange, files: number) {
  const options = ['evidence', '--repo', folder, '--base', base, '--head', head, '--json'];
  const { stdout, ...measured } = await runOnOneCore([installed, ...options], [1]);
  const { totals, coverage } = Report.parse(JSON.parse(stdout));
  if (coverage.read.length < files || coverage.unread.length > 0 || totals.hits === 0) {
    throw new Error(`read ${coverage.read.length} files, not ${coverage.unread.length}, ${totals.hits} hits`);
  }
  return measured;
}

/** What a team without such rules would search for; it sees comments and texts too, and follows no import. */
const WORDS = [
  'shift\\(-',
  'center=True',
  '(b|back)fill\\(',
  'shuffle=True',
  'except( Exception)?:',
  'pickle\\.loads?\\(|joblib\\.load\\(|yaml\\.load\\(|eval\\(|exec\\(',
  '(fee|slippage|commission)s? *= *0',
  'datetime\\.(now|today|utcnow)\\(',
  'np\\.random\\.',
  '(password|secret|token|api_?key) *= *["\']',
  'assert True',
];

function grep({ folder, base, head }: PythonChange): number {
  const script = `git diff --unified=0 '${base}...${head}' -- '*.py' | grep -cE '^\\+.*(${WORDS.join('|').replaceAll("'", "'\\''")})'`;
  const started = performance.now();
  execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return performance.now() - started;
}
