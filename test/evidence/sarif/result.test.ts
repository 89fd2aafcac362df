import { beforeAll, describe, expect, it } from 'vitest';
import { parseUnifiedDiff } from '../../../src/change/unified-diff.ts';
import type { EvidenceAccount, NamedHit } from '../../../src/evidence/account.ts';
import { addedFile, changeOf } from '../change-of.ts';
import { accountOf } from './account-of.ts';
import { LEAKY, leakyAccount, runOf } from './sarif-run.ts';

let account: EvidenceAccount;
let hit: NamedHit;

beforeAll(async () => {
  ({ account, hit } = await leakyAccount());
});

describe('a result in a log', () => {
  it('points at the line of its file and at its rule', () => {
    const run = runOf(account);

    const [result] = run.results;
    expect(result).toMatchObject({ ruleId: 'leak/negative-shift', level: 'error' });
    expect(run.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('leak/negative-shift');
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/features/a%20b%231.py', uriBaseId: 'SRCROOT' },
      region: { startLine: 5, snippet: { text: '    df["x"] = df["close"].shift(-1)' } },
    });
  });

  it.each([
    ['hard', 'blocker', 'error'],
    ['hard', 'minor', 'error'],
    ['soft', 'blocker', 'warning'],
    ['soft', 'major', 'warning'],
    ['soft', 'minor', 'note'],
    ['soft', 'note', 'note'],
  ] as const)('that is %s and a %s is of the level %s', (weight, severity, level) => {
    expect(runOf({ ...account, hits: [{ ...hit, class: weight, severity }] }).results[0]?.level).toBe(level);
  });

  it('keeps its fingerprint when its line moves, and has another one for another line', async () => {
    const moved = await accountOf(addedFile('src/features/a b#1.py', LEAKY.replace('\n\n\n', '\n\n# moved\n\n\n')));
    const twice = await accountOf(
      addedFile(
        'src/features/a b#1.py',
        LEAKY.replace('    return', '    df["x"]  =  df["close"].shift(-1)\n    return'),
      ),
    );

    const [prints, movedPrints, twicePrints] = [account, moved, twice].map((one) =>
      runOf(one).results.map(({ partialFingerprints }) => partialFingerprints['conclaveHit/v1']),
    );
    expect(movedPrints).toEqual(prints);
    expect(twicePrints).toHaveLength(2);
    expect(new Set(twicePrints).size).toBe(2);
    expect(twicePrints).toEqual(expect.arrayContaining([...(prints ?? [])]));
  });

  it('cites the record that decides, and nobody puts a link of his own into it', () => {
    const record = { id: 'adr:15', title: 'No [peeking](https://evil.example)', path: 'docs/adr/15.md', line: 9 };

    const [result] = runOf({
      ...account,
      hits: [{ ...hit, record, message: 'See [here](https://evil.example).' }],
    }).results;

    expect(result?.message.text).toContain('Decided in [adr:15 No  peeking  https://evil.example](1).');
    expect(result?.message.text).toContain('See [here] (https://evil.example).');
    expect(result?.relatedLocations).toEqual([
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'docs/adr/15.md', uriBaseId: 'SRCROOT' },
          region: { startLine: 9 },
        },
        message: { text: 'adr:15 No [peeking] (https://evil.example)' },
      },
    ]);
  });

  it.each([
    ['soft', 'accepted'],
    ['hard', 'underReview'],
  ] as const)('that its line allows and that stays %s is suppressed as %s', (weight, status) => {
    const allowed = 'the shift is the label itself';

    const [result] = runOf({ ...account, hits: [{ ...hit, class: weight, allowed }] }).results;

    expect(result?.suppressions).toEqual([{ kind: 'inSource', status, justification: allowed }]);
  });

  it('for a removed line stands at the line that follows it now, and quotes what was there', () => {
    const before = 'a = 1\nif size > LIMIT:\n    raise Stop\nsend(size)\n';
    const change = changeOf([{ path: 'risk.py', before, after: 'a = 1\nb = 2\nsend(size)\n' }]);
    const removed: NamedHit = { ...hit, path: 'risk.py', line: 2, side: 'before', quote: 'if size > `LIMIT`:' };

    const [result] = runOf({ ...account, change, hits: [removed] }).results;

    expect(result?.locations[0]?.physicalLocation.region).toEqual({ startLine: 2 });
    expect(result?.message.text).toContain("It stood in line 2, which the change takes away: `if size > 'LIMIT':`.");
  });

  it.each([
    ['at the end of its file stands at the line before it', 'a\nb\n', 'a\n', 2, 1],
    ['in an emptied file stands at its first line', 'a\nb\n', '', 2, 1],
    ['in a file that is gone stands at its first line', 'a\nb\n', null, 2, 1],
  ])('%s', (_, before, after, line, expected) => {
    const change = changeOf([{ path: 'x.py', before, after }]);

    const [result] = runOf({ ...account, change, hits: [{ ...hit, path: 'x.py', line, side: 'before' }] }).results;

    expect(result?.locations[0]?.physicalLocation.region.startLine).toBe(expected);
  });

  it('outside of the hunks of a diff moves with what stands above it', () => {
    const diff = '--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,3 @@\n a\n+b\n c\n';
    const change = { ...account.change, files: parseUnifiedDiff(diff, 'x.diff') };

    const [result] = runOf({ ...account, change, hits: [{ ...hit, path: 'x.py', line: 9, side: 'before' }] }).results;

    expect(result?.locations[0]?.physicalLocation.region.startLine).toBe(10);
  });
});
