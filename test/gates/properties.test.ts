import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GuardCase, guardCase } from './guard-case.ts';

const FILE = join(import.meta.dirname, '../fixtures/cases/gates.json');
const { cases } = z.object({ cases: z.array(GuardCase).min(1) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));

const someCase = fc.constantFrom(...cases);
const unrelated = fc
  .constantFrom(
    'docs/z.md',
    'src/other/z.py',
    'src/training/z.txt',
    'a b/ü.ts',
    'z.toml',
    '.github/z.yml',
    'src/training/tests/z.py',
  )
  .map((path) => ({ path, status: 'added' as const, patch: '@@ -0,0 +1 @@\n+x = 1' }));

describe('every case, however it is dressed', () => {
  it('stays as red as it was when an unrelated file is added', () => {
    fc.assert(
      fc.property(
        someCase,
        fc.uniqueArray(unrelated, { selector: ({ path }) => path, maxLength: 4 }),
        (given, more) => {
          const paths = more.map(({ path }) => path);
          const texts = Object.fromEntries(paths.map((path) => [path, 'x = 1\n']));
          const grown: GuardCase = {
            ...given,
            files: [...given.files, ...more],
            head_tree: [...given.head_tree, ...paths],
            head_files: { ...given.head_files, ...texts },
          };

          const [before, after] = [guardCase(given), guardCase(grown)];

          const failing = before.gates.filter(({ answer }) => answer === 'fail').map(({ id }) => id);
          const still = after.gates.filter(({ answer }) => answer === 'fail').map(({ id }) => id);
          expect(still).toEqual(expect.arrayContaining(failing));
        },
      ),
    );
  });

  it('answers the same with CRLF and trailing blanks', () => {
    const blanks = fc.constantFrom('', ' ', '  ', '\t');
    fc.assert(
      fc.property(someCase, blanks, fc.constantFrom('\n', '\r\n', '\r'), (given, blank, end) => {
        const body = (given.pr.body ?? '')
          .split('\n')
          .map((line) => line + blank)
          .join(end);
        const dressed: GuardCase = {
          ...given,
          pr: { ...given.pr, title: given.pr.title + blank, body: body + end + end },
        };

        const [before, after] = [guardCase(given), guardCase(dressed)];

        expect(after.gates.map(({ answer }) => answer)).toEqual(before.gates.map(({ answer }) => answer));
        expect(after.conclusion).toBe(before.conclusion);
      }),
    );
  });
});
