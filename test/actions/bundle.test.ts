import { execFileSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitHub } from '../fakes/github/github.ts';
import { builtDelivery } from '../fixtures/built-program.ts';
import { runAndWatch } from './loaded-files.ts';
import { LEAST } from './stage.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a build is made from. */
const SOURCES = ['.ci', 'catalog', 'docs/workflows', 'package-lock.json', 'package.json', 'prompts', 'skills', 'src'];

const MEGABYTE = 1_000_000;

let place: string;
let dist: string;

/** Elsewhere in every way in which a machine may be another one; away from the packages that it was built with. */
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'conclave-bundle-'));
  const elsewhere = join(place, 'a folder', 'elsewhere');
  for (const path of SOURCES) cpSync(join(ROOT, path), join(elsewhere, path), { recursive: true });
  shareModules(join(elsewhere, 'node_modules'));
  const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'C' };
  execFileSync(process.execPath, ['.ci/build.ts', 'other'], { cwd: elsewhere, env, stdio: 'pipe' });
  dist = join(place, 'dist');
  renameSync(join(elsewhere, 'other'), dist);
}, 120_000);

afterAll(() => rmSync(place, { recursive: true }), 120_000);

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((total, path) => total + statSync(join(dist, path)).size, 0);
}

describe('a build', () => {
  it('has the same bytes in another folder, at another hour and in another language', async () => {
    const here = await builtDelivery();

    expect(filesOf(dist)).toEqual(filesOf(here));
    expect(filesOf(here).filter((path) => !isSame(join(dist, path), join(here, path)))).toEqual([]);
  }, 120_000);

  it('does not tell where it was made', () => {
    const texts = filesOf(dist).filter((path) => !/\.(?:node|so)$/.test(path));

    expect(texts.filter((path) => readFileSync(join(dist, path), 'utf8').includes(place))).toEqual([]);
  });

  it('carries the syntax engine for both processors', () => {
    expect(filesOf(dist).filter((path) => path.startsWith('native/'))).toEqual(
      ['linux-arm64', 'linux-x64'].flatMap((folder) => [
        `native/${folder}/ast-grep.node`,
        `native/${folder}/python.so`,
      ]),
    );
    const processors = ['linux-x64', 'linux-arm64'].map((folder) => processorOf(`native/${folder}/ast-grep.node`));
    expect(processors).toEqual(['x64', 'arm64']);
  });

  // A figure that is passed is raised on purpose or not at all: every user's runner downloads all of it, each time.
  it('weighs at most 25 MB, of which 5 MB are code', () => {
    const files = filesOf(dist);

    expect(sizeOf(files)).toBeLessThan(25 * MEGABYTE);
    expect(sizeOf(files.filter((path) => path.endsWith('.js')))).toBeLessThan(5 * MEGABYTE);
  });
});

describe('a run of the guardrails', () => {
  it('loads at most 1.4 MB of code, and the syntax engine of its own processor only', async () => {
    await using github = await openFake();
    const [output, summary] = [join(place, 'output'), join(place, 'summary')];
    for (const file of [output, summary]) writeFileSync(file, '');
    const { exitCode, bytes } = await runAndWatch(dist, ['gate', '--event', github.event, '--format', 'github'], {
      ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN: github.token, GITHUB_OUTPUT: output },
      ...{ GITHUB_STEP_SUMMARY: summary, GUARDRAILS_KILL_SWITCH: 'false' },
    });

    const loaded = Object.keys(bytes);
    expect(exitCode).toBe(1);
    expect(readFileSync(summary, 'utf8')).toContain('max_depth');
    expect(loaded.filter((path) => path.startsWith('native/'))).toEqual([`native/linux-${process.arch}/ast-grep.node`]);
    expect(sizeOf(loaded.filter((path) => path.endsWith('.js')))).toBeLessThan(1.4 * MEGABYTE);
  });

  async function openFake() {
    const github = await startGitHub();
    const files = { 'src/training/fit.py': 'def fit(frame):\n    return frame\n' };
    const repository = github.addRepository({ owner: 'acme', name: 'quant', files });
    const changes = { 'src/training/fit.py': 'def fit(frame, max_depth=6):\n    return frame\n' };
    const pull = github.openPull(repository, { title: 'feat: fit', body: 'Closes #8', head: 'fit', changes });
    const event = join(place, 'event.json');
    const named = { id: repository.id, name: 'quant', owner: { login: 'acme' } };
    writeFileSync(
      event,
      JSON.stringify({ number: pull.number, pull_request: { number: pull.number }, repository: named }),
    );
    const token = github.plainToken({ repositories: [repository], permissions: LEAST });
    return { url: github.url, event, token, [Symbol.asyncDispose]: () => github.stop() };
  }
});

/** The same packages at another path; as links to the same bytes where the file system can do that. */
function shareModules(target: string): void {
  const from = join(ROOT, 'node_modules');
  const packages = readdirSync(from).filter((name) => name !== '.cache');
  mkdirSync(target);
  try {
    execFileSync('cp', ['--archive', '--link', ...packages, target], { cwd: from, stdio: 'pipe' });
  } catch {
    execFileSync('cp', ['--archive', ...packages, target], { cwd: from, stdio: 'pipe' });
  }
  // What a build has fetched stays fetched; builds that are under way stand beside it.
  const kept = globSync('.cache/conclave/*.tgz', { cwd: from });
  for (const path of kept) cpSync(join(from, path), join(target, path));
}

function isSame(left: string, right: string): boolean {
  return readFileSync(left).equals(readFileSync(right));
}

/** From the head of a native library (ELF: `e_machine`). */
function processorOf(path: string): string {
  const machine = readFileSync(join(dist, path)).readUInt16LE(18);
  return { 62: 'x64', 183: 'arm64' }[machine] ?? String(machine);
}
