import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, openIncident } from '../../../src/ops/incident/apply-event.ts';
import { renderIncidentIssue } from '../../../src/ops/incident/issue-text.ts';
import { INCIDENT_MARK, readRecordMark, renderRecordMark } from '../../../src/ops/incident/record-mark.ts';
import { Playbook } from '../../../src/ops/playbook/playbook.ts';
import { anyText } from '../../fixtures/any-text.ts';
import { at, DECLARED, note, OPENED, tell, WHOLE } from './incident-story.ts';

const ROLES = { operator: [], mlops_maintainer: ['ada'], ml_owner: [], platform_owner: ['bob', 'eve'] };

const PLAYBOOK = Playbook.parse({
  code: 'INFRA_SATURATED',
  title: 'A pod was killed or a volume is full',
  origin: 'manual §9.4',
  severity: 'P0',
  owner: 'platform_owner',
  symptom: 'OOMKill above 0, or PVC above 85 %',
  impact: 'the pipeline is unstable',
  hypotheses: ['a leak'],
  checks: ['Find the pod in Grafana', 'Compare its memory with the limits'],
  actions: [
    { when: 'PVC above 85 %', do: 'prune old artefacts', params: { older_than: '30d' } },
    { do: 'delete the pod', destructive: true, approver: 'platform_owner', command: 'kubectl delete pod <name>' },
  ],
  exit_criterion: {
    all: [
      { fact: 'oom_24h', at_most: 0 },
      { fact: 'pvc_pct', below: { threshold: 'pvc_clear_pct' } },
    ],
  },
  escalation: { after_attempts: 3, to: 'platform_owner' },
});

describe('the issue of an incident', () => {
  it('says first what is next and by whom, then what to do, then what happened', async () => {
    const { title, body } = renderIncidentIssue(tell(WHOLE.slice(0, 5)), { playbook: PLAYBOOK, roles: ROLES });

    expect(title).toBe('Incident P0: PVC of mlflow at 91 %');
    await expect(body).toMatchFileSnapshot('golden/issue.md');
  });

  it.each([
    [
      'open',
      [],
      '**P1, nobody acknowledged it yet.** Next: MLOps maintainer (@ada) acknowledges it within the hour, with `/incident ack`.',
    ],
    [
      'proposed to be over',
      WHOLE.slice(0, 1).concat(WHOLE.slice(11, 12)),
      '**P1, acknowledged.** Next: MLOps maintainer (@ada) looks whether it is over, and says `/incident close`.',
    ],
    [
      'mitigated',
      WHOLE.slice(0, 6),
      '**P0, mitigated, not yet fixed.** Next: @ada (lead) names the repair with `/incident fix #PR`, then `/incident close`.',
    ],
    [
      'fixed',
      WHOLE.slice(0, 11),
      '**P0, fixed.** Next: @ada (lead) checks the exit criterion and says `/incident close`.',
    ],
    ['closed', WHOLE, '**P0, closed.** It is closed; what was learnt stands in the incident log.'],
  ])('that is %s says so in its first visible line', (_, story, line) => {
    const { body } = renderIncidentIssue(tell(story), { playbook: null, roles: ROLES });

    expect(body.split('\n')[1]).toBe(line);
  });

  it('has room for the longest record', () => {
    let record = openIncident(OPENED);
    for (let index = 0; index < 120; index += 1) {
      const applied = applyEvent(record, { ...note('10:30', `|_*<@a ${'wörter '.repeat(70)}`), id: `n${index}` });
      if (applied.kind !== 'refused') record = applied.record;
    }
    const { body } = renderIncidentIssue(record, { playbook: PLAYBOOK, roles: ROLES });

    expect(record.events.length).toBeGreaterThan(40);
    expect(body.length).toBeLessThan(65_536);
  });
});

describe('the hidden record', () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '-->',
          '--!>',
          '<!--',
          '<!-- conclave:incident ',
          '@ada',
          '#1',
          '`',
          '\u2028',
          '\\',
          '"}',
          '--',
          '</',
        ),
        anyText({ minLength: 1, maxLength: 5 }),
      ),
      { minLength: 1, maxLength: 20 },
    )
    .map((parts) => parts.join('').slice(0, 200));

  it('comes back as it was, whatever was written into it', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, text) => {
        const opened = openIncident({ ...DECLARED, title: title || 'x', symptom: text || 'x' });
        const applied = applyEvent(opened, { ...note('10:30', text || 'x'), id: text || 'x' });
        const record = applied.kind === 'refused' ? opened : applied.record;
        const { body } = renderIncidentIssue(record, { playbook: null, roles: ROLES });

        expect(readRecordMark(body)).toEqual(record);
        expect(body.indexOf('-->')).toBe(renderRecordMark(record).length - 3);
        expect(body.slice(1).includes(INCIDENT_MARK)).toBe(false);
        expect(renderRecordMark(record)).not.toMatch(/[@#`\u2028]/);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['stands behind other words', (mark: string) => `x${mark}`],
    ['has no end', (mark: string) => mark.slice(0, -3)],
    ['is cut', (mark: string) => `${mark.slice(0, 60)} -->`],
    ['is of another version', (mark: string) => mark.replace('"version":1', '"version":2')],
    ['names a person who cannot be', (mark: string) => mark.replace('"by":"ada"', '"by":"ada **"')],
  ])('is not read where it %s', (_, damage) => {
    const mark = renderRecordMark(tell([{ kind: 'acknowledged', at: at('10:10'), by: 'ada' }]));

    expect(readRecordMark(mark)).not.toBeNull();
    expect(readRecordMark(damage(mark))).toBeNull();
  });
});
