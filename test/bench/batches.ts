/** `npm run bench:batches`: how many imports stay within a batch of a 400-file change, against a cut in order of reading. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../src/change/change.ts';
import { assembleChange } from '../../src/dossier/assemble.ts';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { splitIntoReadings } from '../../src/dossier/reading.ts';
import { type ImportEdge, importEdges } from '../../src/evidence/import-edge.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { changedFile } from '../../src/evidence/whole-file.ts';
import { estimateTokens } from '../../src/finops/estimate.ts';
import { makeWideChange } from '../fixtures/wide-change.ts';
import { ROOT } from './process.ts';

const FILES = 400;
/** Tokens of a reading: what a window of 128,000 leaves beside the task and the answer, half, and twice of it. */
const ALLOWANCES = [50_000, 100_000, 200_000];

const changes: readonly (readonly [what: string, change: Change])[] = [
  [`${FILES} files of a generated repository`, makeWideChange(FILES)],
  [`${FILES} files of this repository`, ownChange()],
];
for (const [what, change] of changes) process.stdout.write(`${describe(what, change)}\n`);

/** Files of this repository as if all of them were new, taken evenly from all of its folders. */
function ownChange(): Change {
  const listed = execFileSync('git', ['ls-files', 'src/*.ts', 'test/*.ts', 'docs/*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const all = listed.trim().split('\n');
  const taken = all.filter(
    (_, index) => Math.floor((index * FILES) / all.length) !== Math.floor(((index - 1) * FILES) / all.length),
  );
  const files = taken.slice(0, FILES).map((path) => changedFile(path, null, readFileSync(join(ROOT, path), 'utf8')));
  return { name: 'own', base: null, head: null, files };
}

function describe(what: string, change: Change): string {
  const frame = { sessionType: 'pr_review', question: null, issue: null, description: null, notes: [] } as const;
  const dossier = assembleChange(frame, change, { hits: [], attributes: [] });
  const scanned = timed(() => scanChange(change, []));
  const paths = change.files.map(({ path }) => path);
  const found = timed(() => importEdges(scanned.value.imports, paths));
  const edges = found.value;
  const rows = ALLOWANCES.map((allowance) => compare(dossier, edges, allowance));
  return [
    `${what}: ${edges.length} imports among them; to read them ${scanned.ms} ms, to look them up ${found.ms} ms`,
    ...rows,
    '',
  ].join('\n');
}

function compare(dossier: Dossier, edges: readonly ImportEdge[], allowance: number): string {
  const batches = timed(() => splitIntoReadings(dossier, { allowance, countTokens: estimateTokens, edges }));
  const plain = timed(() =>
    estimateTokens(dossier.parts.map(({ lines }) => lines.map(({ text }) => text).join('\n')).join('\n')),
  );
  const cohesive = batches.value.map(({ parts }) => new Set(parts.map(({ path }) => path)));
  const ordered = cutInOrder(dossier, cohesive);
  return `  ${allowance} tokens: ${share(edges, ordered)} of the imports in ${ordered.length} readings in order, ${share(edges, cohesive)} in ${cohesive.length} batches (${batches.ms} ms, of which counting tokens takes about ${plain.ms} ms)`;
}

/** As many files in order of reading as the largest batch has tokens for. */
function cutInOrder(dossier: Dossier, batches: readonly ReadonlySet<string>[]): readonly ReadonlySet<string>[] {
  const sizes = new Map(
    dossier.parts.map(({ path, lines }) => [path, estimateTokens(lines.map(({ text }) => text).join('\n')) + 120]),
  );
  const sizeOf = (paths: ReadonlySet<string>) => [...paths].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  const room = Math.max(...batches.map(sizeOf));
  const readings: Set<string>[] = [new Set()];
  for (const { path } of dossier.parts) {
    const last = readings.at(-1) ?? new Set();
    if (last.size > 0 && sizeOf(last) + (sizes.get(path) ?? 0) > room) readings.push(new Set([path]));
    else last.add(path);
  }
  return readings;
}

function share(edges: readonly ImportEdge[], batches: readonly ReadonlySet<string>[]): string {
  const kept = edges.filter(({ from, to }) => batches.some((batch) => batch.has(from) && batch.has(to)));
  return `${Math.round((100 * kept.length) / Math.max(1, edges.length))} %`;
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const begin = performance.now();
  const value = work();
  return { value, ms: Math.round(performance.now() - begin) };
}
