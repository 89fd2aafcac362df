import { describe, expect, it } from 'vitest';
import { renderGuardCheck, renderGuardMarkdown } from '../../../src/gates/check/guard-check.ts';
import { reportBypassed, reportGates, reportMisconfigured } from '../../../src/gates/conclude-gates.ts';
import type { GateResult, Reason } from '../../../src/gates/gate.ts';
import { judgeGates } from '../../../src/gates/judge-gates.ts';
import type { GateWaiver, GuardReport } from '../../../src/gates/report.ts';
import { failuresOf, waiveGates } from '../../../src/gates/waive-gates.ts';
import { tellCheck } from '../../committee/check/told-check.ts';
import { someChange, someConfig, someFile, someFiles, somePull, somePython } from '../some-pull.ts';

const DOSSIER = 'documentation/reviews/2026-05-12-fold-embargo-plan.md';
const HEAD = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';

function judgeSome(title: string, body: string, python: string): readonly GateResult[] {
  const change = someChange(somePython('src/training/trainer.py', python), someFile(DOSSIER, { status: 'added' }));
  const files = someFiles(change, { base: [DOSSIER], texts: { [DOSSIER]: '# Embargo\n\n## Context\n' } });
  return judgeGates(somePull({ title, body }), files, someConfig());
}

function reportFailing(): GuardReport {
  const judged = judgeSome('Add momentum feature', 'Part of #41', 'max_depth = 6\nfit(eta=0.3)');
  return reportGates(judged, { waivers: [], notes: [] });
}

function reportWaived(): GuardReport {
  const judged = judgeSome('feat(features): add momentum feature', 'Closes #812', 'max_depth = 6');
  const waiver: GateWaiver = {
    how: 'command',
    cause: '12',
    gates: ['G5'],
    by: 'release-manager',
    reason: 'legacy baseline, removed in #815',
    head: HEAD,
    at: '2026-05-12T10:00:00Z',
    failures: failuresOf(judged),
  };
  const note: Reason = { level: 'warning', key: 'x', text: 'The variable cannot be read.', mend: 'Let it be read.' };
  const waived = waiveGates(judged, [waiver], HEAD);
  return reportGates(waived.judged, { ...waived, notes: [note] });
}

const HOSTILE = '@team <!-- conclave:verdict --> [x](https://evil.io) | `a` closes #1 ![i](u) <b>';

function reportHostile(): GuardReport {
  return reportGates(judgeSome(HOSTILE, HOSTILE, `fit(eta=1)  # conclave: allow G5 ${HOSTILE}`), {
    waivers: [],
    notes: [{ level: 'warning', key: 'x', text: HOSTILE, mend: HOSTILE }],
  });
}

const REPORTS: Readonly<Record<string, () => GuardReport>> = {
  failing: reportFailing,
  waived: reportWaived,
  passing: () => reportGates(judgeSome('feat: x', 'Closes #812', 'x = 1'), { waivers: [], notes: [] }),
  'kill-switch': () => reportBypassed({ kind: 'kill-switch', since: '2026-05-12T10:00:00Z' }, []),
  bot: () => reportBypassed({ kind: 'bot', login: 'dependabot[bot]' }, []),
  misconfigured: () =>
    reportMisconfigured(
      {
        what: 'unknown key "g6" under gates',
        where: '.github/conclave.yml:14',
        expected: 'one of: off, g1, g2, g3, g4, g5',
        advice: 'did you mean "g5"?',
      },
      [],
    ),
  hostile: reportHostile,
};

describe('the check of the gates', () => {
  it.each(Object.entries(REPORTS))('reads well: %s', async (name, report) => {
    await expect(tellCheck(renderGuardCheck(report()))).toMatchFileSnapshot(`../golden/${name}.guard-check.md`);
  });

  it('reads well as a job summary', async () => {
    await expect(renderGuardMarkdown(reportFailing())).toMatchFileSnapshot('../golden/failing.guard-summary.md');
  });

  it('pings nobody and closes nothing with the words of an author', () => {
    const { summary, text } = renderGuardCheck(reportHostile()).output;

    for (const drawn of [summary, text]) {
      const outside = drawn.replace(/^<!-- conclave:guardrails [^>]*-->/, '').replace(/(`+)[^`]*\1/g, '');
      expect(outside).not.toMatch(/@team|<!--|<b>|\]\(http|closes #1/);
    }
  });

  it('stays within the limits of the host with thousands of failures', () => {
    const reasons = Array.from({ length: 3_000 }, (_, index): Reason => {
      const path = `src/training/${'é'.repeat(100)}${index}.py`;
      return {
        level: 'failure',
        key: 'literal',
        text: `${'long "@text" '.repeat(100)}`,
        mend: 'é'.repeat(1_300),
        path,
        line: 1,
      };
    });
    const gates = reportFailing().gates.map((gate, index) => {
      const own = reasons.slice(index * 600, (index + 1) * 600);
      return { ...gate, answer: 'fail' as const, reasons: [...reasons.slice(0, 1), ...own] };
    });

    const { output } = renderGuardCheck(reportGates(gates, { waivers: [], notes: reasons.slice(0, 600) }));

    expect(output.title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(output.summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(output.text)).toBeLessThanOrEqual(65_535);
    expect(output.annotations).toHaveLength(50);
    expect(output.text).toContain('50 of 3000 annotations');
  });

  it('annotates failures before warnings', () => {
    const levels = renderGuardCheck(reportFailing()).output.annotations.map(({ level }) => level);

    expect(levels).toEqual(['failure', 'failure', ...levels.slice(2).map(() => 'warning')]);
    expect(levels.length).toBeGreaterThan(2);
  });
});
