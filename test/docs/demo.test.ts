import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const program = join(import.meta.dirname, '../../docs/examples/demo.ts');
const patience = 90_000;
/** Every run is from the same files. */
const compiled = dirname(getCompileCacheDir() ?? '');

/** One run of the demo with a temporary folder of its own, so that whatever it leaves is seen. */
interface Run {
  readonly child: ChildProcess;
  readonly temporary: string;
  /** The path of the page, as it is to be written. */
  readonly page: string;
  readonly said: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<unknown>;
  remove(): void;
}

function startDemo(): Run {
  const root = mkdtempSync(join(tmpdir(), 'conclave-demo-test-'));
  chmodSync(root, 0o755);
  const temporary = join(root, 'tmp');
  mkdirSync(temporary, { mode: 0o755 });
  const child = spawn(process.execPath, ['--no-deprecation', program, join(root, 'out')], {
    cwd: root,
    env: { PATH: process.env.PATH, TMPDIR: temporary, NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return {
    ...{ child, temporary, page: join(root, 'out', 'conversation.html'), said: () => said },
    ended: once(child, 'close').then(([code]) => code),
    remove: () => {
      child.kill('SIGTERM');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Command lines of processes that name a folder; a machine with `/proc` need not have `ps`. */
function processesIn(folder: string): readonly string[] {
  const lines = existsSync('/proc/self/cmdline')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(readCommandLine)
    : execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder));
}

/** Empty when the process has ended meanwhile. */
function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

const count = (text: string, words: string): number => text.split(words).length - 1;

describe('the demo', () => {
  let run: Run;
  let code: unknown;
  let page: string;

  beforeAll(async () => {
    run = startDemo();
    code = await run.ended;
    page = existsSync(run.page) ? readFileSync(run.page, 'utf8') : '';
  }, patience);
  afterAll(() => run.remove());

  it('ends well and says where its page stands', () => {
    expect(run.said()).toContain('out/conversation.html');
    expect(code).toBe(0);
  });

  it('leaves no process and no temporary folder', () => {
    expect(processesIn(run.temporary)).toEqual([]);
    expect(readdirSync(run.temporary)).toEqual([]);
  });

  it('tells of each pull request that its delivery was taken, its check ended and one comment stands there', () => {
    expect(run.said().match(/delivery pull_request opened, signed; acknowledged in \d+ ms/g)).toHaveLength(3);
    expect(run.said().match(/conclave\/verdict in progress after/g)).toHaveLength(2);
    expect(run.said()).toMatch(/conclave\/verdict failure after [\d.]+ s: REJECTED · DATA_LEAKAGE/);
    expect(run.said()).toMatch(/conclave\/verdict action required after [\d.]+ s: ACCEPTED/);
    expect(run.said()).toMatch(/conclave\/guardrails failure: [^\n]*G2/);
    expect(run.said()).toMatch(/conclave\/guardrails success: /);
    expect(run.said().match(/^ {2}= exactly 1 comment and 1 check of each kind$/gm)).toHaveLength(2);
  });

  it('shows the answers to a maintainer, and that the check has changed', () => {
    expect(run.said()).toMatch(/explain F-[0-9a-f]{8} ━━[\s\S]*│ F-[0-9a-f]{8} blocker · DATA_LEAKAGE/);
    expect(run.said()).toMatch(/│ F-[0-9a-f]{8} is waived by mia/);
    expect(run.said()).toMatch(/failure: REJECTED[^:]*: 3\s+blockers, 3 changes asked/);
  });

  it('shows that the same delivery a second time changes nothing', () => {
    expect(run.said()).toContain('a second later nothing has changed');
  });

  it('draws both conversations: one verdict each, the commands with their answers, one check of each kind', () => {
    expect(count(page, '<article class="pull"')).toBe(2);
    expect(page.match(/<h4>.{1,3}Conclave: (REJECTED|ACCEPTED)/gu)).toEqual([
      '<h4>⛔ Conclave: REJECTED',
      '<h4>✅ Conclave: ACCEPTED',
    ]);
    expect(page.match(/<div class="entry" id="issuecomment-\d+">/g)).toHaveLength(6);
    expect(count(page, '<details class="check">')).toBe(6);
    expect(count(page, '<div class="annotation ')).toBe(7);
  });

  it('draws a page that runs nothing and loads nothing', () => {
    expect(page).not.toMatch(/<(script|img|link|iframe|object|embed)\b|\bon\w+="|@import|url\(/i);
    expect(page).not.toMatch(/(src|srcset|action)="/);
  });

  it('leads with each link to a place that is there', () => {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => `#${id}`));

    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    expect(ids.size).toBe(count(page, ' id="'));
  });

  it('draws Markdown, and leaves none of it raw', () => {
    const body = page.slice(page.indexOf('<body>'));
    const words = body.replaceAll(/<code>.*?<\/code>/gs, '').replaceAll(/<[^>]*>/g, '');

    expect(words).not.toMatch(
      /\*\*|\]\(|\|\s*---|^#{1,6} |```|&lt;\/?(details|summary|sub|!--)|conclave:(verdict|answer)/m,
    );
    expect(count(body, '<details')).toBe(count(body, '</details>'));
    expect(count(body, '<table>')).toBe(count(body, '</table>'));
    expect(count(body, '<table>')).toBeGreaterThan(6);
  });
});

describe('a demo that is interrupted', () => {
  it.each([
    ['while it starts', /no network/],
    ['during a review', /delivery pull_request opened/],
  ])(
    'leaves no process, no folder and no page behind: %s',
    async (_, moment) => {
      const run = startDemo();
      onTestFinished(() => run.remove());
      while (!moment.test(run.said()) && run.child.exitCode === null) await sleep(20);

      run.child.kill('SIGINT');
      const code = await run.ended;

      expect(run.said()).toContain('stopping in order');
      expect(code).toBe(130);
      expect(processesIn(run.temporary)).toEqual([]);
      expect(readdirSync(run.temporary)).toEqual([]);
      expect(existsSync(run.page)).toBe(false);
    },
    patience,
  );
});
