import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { GuardCase, guardCase } from '../../gates/guard-case.ts';
import { type Figure, median } from '../figure.ts';

const FILE = join(import.meta.dirname, '../../fixtures/cases/gates.json');
const GATES = ['G1', 'G2', 'G3', 'G4', 'G5'] as const;

/** Both ways on the shared cases: which of the answers are right, and how long one case takes. */
export function measureCases(): { readonly figures: readonly Figure[]; readonly words: string } {
  const { cases } = z.object({ cases: z.array(GuardCase) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const place = mkdtempSync(join(tmpdir(), 'conclave-cases-'));
  try {
    const rounds = cases.map((given, index) => ({
      given,
      ours: ask(given),
      grep: grep(given, join(place, `${index}`)),
    }));
    const asked = rounds.flatMap((round) =>
      GATES.filter((gate) => gate in round.given.expect).map((gate) => ({
        expected: passes(String(round.given.expect[gate])),
        ours: passes(round.ours.answers[gate] ?? ''),
        grep: round.grep.answers[gate] === 'pass',
      })),
    );
    const right = (way: 'ours' | 'grep') => asked.filter((each) => each[way] === each.expected).length;
    return {
      figures: [
        {
          what: `one of ${cases.length} cases, five gates`,
          measured: median(rounds.map(({ ours }) => ours.ms)),
          bound: null,
          unit: 'ms',
          alternative: { what: 'one shell step with grep', measured: median(rounds.map((round) => round.grep.ms)) },
        },
      ],
      words: `Of ${asked.length} answers in ${cases.length} cases (may it be merged or not) the gates give ${right('ours')} rightly, the step of grep ${right('grep')}.\n`,
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** A step of grep knows yes and no; what does not fail may be merged. */
function passes(answer: string): boolean {
  return answer !== 'fail';
}

function ask(given: GuardCase) {
  const started = performance.now();
  const { gates } = guardCase(given);
  const ms = performance.now() - started;
  return { ms, answers: Object.fromEntries(gates.map(({ id, answer }) => [id, answer])) };
}

function grep(given: GuardCase, folder: string) {
  layOut(given, folder);
  const started = performance.now();
  const { stdout } = spawnSync('bash', [join(import.meta.dirname, 'grep-gates.sh'), folder], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', TITLE: given.pr.title, BODY: given.pr.body ?? '' },
  });
  const ms = performance.now() - started;
  return { ms, answers: Object.fromEntries(stdout.split('\n').map((line) => line.split(' '))) };
}

function layOut({ files, head_tree: tree }: GuardCase, folder: string): void {
  for (const path of tree) {
    mkdirSync(dirname(join(folder, 'tree', path)), { recursive: true });
    writeFileSync(join(folder, 'tree', path), '');
  }
  mkdirSync(folder, { recursive: true });
  const letters = files.map(({ path, status }) => `${status.charAt(0).toUpperCase()}\t${path}\n`);
  const added = files.flatMap(({ path, patch }) =>
    (patch ?? '')
      .split('\n')
      .filter((line) => line.startsWith('+'))
      .map((line) => `${path}:${line.slice(1)}\n`),
  );
  writeFileSync(join(folder, 'changed.txt'), letters.join(''));
  writeFileSync(join(folder, 'added.txt'), added.join(''));
}
