import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGemini } from '../fakes/gemini-server.ts';
import type { FakeService } from '../fakes/loopback.ts';
import { silence } from '../fakes/loopback-reply.ts';
import { startMistral } from '../fakes/mistral-server.ts';
import { opinion } from '../sessions/script.ts';
import { SMALL_CHANGE } from '../sessions/small-change.ts';
import { startProcess, until } from './process.ts';
import { listFiles, makeFolder } from './running.ts';

let mistral: FakeService;
let gemini: FakeService;

/** One provider answers its five seats, the other takes the questions and says nothing. */
beforeAll(async () => {
  mistral = await startMistral({ reply: () => opinion() });
  gemini = await startGemini({ reply: silence });
});
afterAll(() => Promise.all([mistral.stop(), gemini.stop()]));

describe('a session that is stopped while models are asked', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'by %s ends with exit code %i, leaves its costs alone and says what they may be',
    async (signal, exitCode) => {
      using home = makeFolder();
      const diff = join(home.folder, 'change.diff');
      writeFileSync(diff, SMALL_CHANGE);
      const out = join(home.folder, 'committee');
      const asked = gemini.calls.length;
      const session = startProcess(['review', '--diff', diff, '--out', out], {
        folder: home.folder,
        environment: { ...mistral.settings, ...gemini.settings },
      });
      const answered = () => session.written().errors.match(/\/first +accept/g)?.length ?? 0;
      await until(() => session.child.exitCode !== null || (answered() === 5 && gemini.calls.length === asked + 5));

      session.child.kill(signal);
      const ending = await session.ended();

      expect(ending).toMatchObject({ exitCode, output: '' });
      expect(ending.errors).toContain(
        `conclave: stopped by ${signal} before there was a verdict; no session was kept\n`,
      );
      expect(ending.errors).toMatch(
        /^ {2}\$0\.\d+ was paid for 5 answers; 5 calls were under way, so that at most \$\d\.\d+ more may be charged\.$/m,
      );
      expect(listFiles(out)).toEqual(['finops.jsonl']);
      const record = JSON.parse(readFileSync(join(out, 'finops.jsonl'), 'utf8'));
      expect(record).toMatchObject({ status: 'INTERRUPTED', totals: { calls: 10 } });
      expect(record.totals.micro_usd).toBeGreaterThan(0);
      expect(record.totals.possibly_spent_micro_usd).toBeGreaterThan(0);
    },
  );
});

describe('a reader that has seen enough', () => {
  it('does not make an error of what it did not take', async () => {
    using home = makeFolder();
    const diff = join(home.folder, 'change.diff');
    writeFileSync(diff, SMALL_CHANGE);
    const session = startProcess(['review', '--diff', diff, '--dry-run'], { folder: home.folder });
    session.child.stdout?.destroy();

    const { exitCode, errors } = await session.ended();

    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  });
});
