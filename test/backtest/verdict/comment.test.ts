import { describe, expect, it } from 'vitest';
import { renderBacktestCheck, renderNoReport, type ShownStrategy } from '../../../src/backtest/verdict/check.ts';
import { renderBacktestComment } from '../../../src/backtest/verdict/comment.ts';
import type { StrategyFacts } from '../../../src/backtest/verdict/strategy-facts.ts';
import { judgeBacktests } from '../../../src/backtest/verdict/verdict.ts';
import { HOSTILE } from '../artefacts/sample-summary.ts';
import { factsWith, reportWith } from './some-facts.ts';

const NO_TESTS = {
  ...{ answer: 'none' as const, reason: null, exit_code: null },
  ...{ passed: 0, failed: 0, skipped: 0, duration_ms: 0, tests: [] },
};
const PLACE = { number: 4, head: 'a'.repeat(40), runUrl: 'https://github.com/acme/quant/actions/runs/1', notes: [] };

function drawn(facts: readonly StrategyFacts[], markdown = 'figures') {
  const verdict = judgeBacktests(facts, { kind: 'attested', by: 'base' });
  const shown: readonly ShownStrategy[] = verdict.strategies.map((each) => ({ ...each, markdown }));
  return { body: renderBacktestComment(verdict, shown, PLACE), ...renderBacktestCheck(verdict, shown, []) };
}

function inspected(message: string, count = 1): StrategyFacts {
  const found = { path: 'strategies/momentum.py', column: null, code: 'B1', message };
  const findings = Array.from({ length: count }, (_, at) => ({ ...found, line: at + 1 }));
  const checks = [{ id: 'bandit' as const, answer: 'fail' as const, tool: null, findings, reason: null }];
  const inspection = reportWith().inspection;
  if (inspection === null) throw new Error('a sound report is inspected');
  return factsWith({ report: reportWith({ inspection: { ...inspection, checks } }) });
}

describe('the comment and the check of the backtests', () => {
  it('begin with the decision and the figure that decides', () => {
    const { body, output } = drawn([factsWith()]);

    expect(body).toMatch(/^<!-- conclave:backtest pr=4 -->\n/);
    expect(body).toContain('### ✅ Backtest: better: mean daily return +0.0500 % against the base');
    expect(output.title).toBe('Backtest: better: mean daily return +0.0500 % against the base');
  });

  it('let no long name hide the figure of the strategy that decides', () => {
    const path = `strategies/${'very_long_'.repeat(90)}name.py`;
    const { output } = drawn([factsWith({}, { path }), factsWith()]);

    expect(output.title).toMatch(
      /^Backtest: 2 strategies: 2 pass; ….{59}\S: better: mean daily return \S+ % against the base$/,
    );
  });

  it('let nothing of a stranger act: no mention, no HTML, no link, no marker', () => {
    const words = `${HOSTILE} <!-- conclave:verdict pr=4 --> @acme/risk`;
    const { body, output } = drawn([inspected(words), factsWith({}, { path: `strategies/@octocat <img src=x>.py` })]);

    for (const text of [body, output.summary, output.text]) {
      const outsideOfCode = text.replaceAll(/`[^`]*`/g, '').replaceAll(/<code>[^<]*<\/code>/g, '');
      expect(outsideOfCode).not.toMatch(/<img|<\/script|\]\(javascript|@octocat|@acme/);
      expect(text.match(/<!-- conclave/g) ?? []).toHaveLength(text === body ? 1 : 0);
    }
  });

  it('fit into what the host takes, however much there is, and name what is left out', () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      factsWith({}, { path: `strategies/s${at}.py`, folder: `s${at}` }),
    );

    const { body, output } = drawn(many, `| a |\n|---|\n${'| x |\n'.repeat(2_000)}`);
    const alone = drawn([factsWith()], 'y'.repeat(70_000));

    for (const text of [body, output.summary, output.text, alone.body, alone.output.text]) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535);
    }
    expect(body).toContain('Too long to be shown here');
    expect(alone.body).toContain('Too long to be shown here');
  });

  it('put at most fifty remarks on lines, and only on files of the strategy', () => {
    const other = { path: '.github/workflows/ci.yml', line: 1, column: null, code: 'B1', message: 'not there' };
    const elsewhere = inspected('x');
    const moved = factsWith({
      report: {
        ...reportWith(),
        inspection: elsewhere.report?.inspection && {
          ...elsewhere.report.inspection,
          checks: [{ id: 'bandit', answer: 'fail', tool: null, findings: [other], reason: null }],
        },
      } as StrategyFacts['report'],
    });

    expect(drawn([inspected('an import', 80)]).output.annotations).toHaveLength(50);
    expect(drawn([moved]).output.annotations).toEqual([]);
  });

  it('name look-ahead and socket with their lines, also where the strategy died of it', () => {
    const path = 'strategies/momentum.py';
    const found = (line: number, code: string, message: string) => ({ path, line, column: 5, code, message });
    const socket = found(7, 'structure/network', 'it reaches a network');
    const shift = found(18, 'look-ahead/shift', 'it takes later rows');
    const inspection = (answer: 'fail' | 'pass', findings: (typeof socket)[]) => ({
      checks: [{ id: 'structure' as const, answer, tool: null, findings, reason: null }],
      tests: { ...NO_TESTS },
    });
    const dead = (examined: ReturnType<typeof inspection>) =>
      drawn([
        factsWith(
          { report: null, comparison: null, recomputation: { answer: 'nothing' }, inspection: examined },
          { answer: 'refused', reason: 'it raised PermissionError' },
        ),
      ]);

    const { body, conclusion, output } = dead(inspection('fail', [socket, shift]));

    expect(conclusion).toBe('failure');
    expect(body).toMatch(/✗ \| usable \| .*\n.*✗ \| static check structure \| .*momentum\\?\.py:7: /);
    expect(body).toMatch(/– \| look-ahead \| it is suspected: .*momentum\\?\.py:18: /);
    expect(output.annotations.map(({ startLine, level }) => [startLine, level])).toEqual([
      [7, 'failure'],
      [18, 'failure'],
    ]);
    expect(dead(inspection('pass', [shift])).output.annotations).toMatchObject([{ startLine: 18, level: 'warning' }]);
  });

  it('never pass where there is no report', () => {
    const complaint = { what: 'x', where: null, expected: null, advice: null };
    const workflow = 'backtest.yml';
    const checks = [
      renderNoReport({ kind: 'missing', workflow, ended: 'failure' }),
      renderNoReport({ kind: 'expired', workflow, ended: null }),
      renderNoReport({ kind: 'refused', complaint }),
      renderNoReport({ kind: 'failed', complaint }),
      renderNoReport({ kind: 'moved' }),
      renderNoReport({ kind: 'lost', workflow, minutes: 61 }),
    ];

    expect(new Set(checks.map(({ conclusion }) => conclusion))).toEqual(new Set(['action_required']));
    expect(renderNoReport({ kind: 'skipped', workflow }).conclusion).toBe('neutral');
  });
});
