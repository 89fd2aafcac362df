import { describe, expect, it } from 'vitest';
import type { OpsConfig } from '../../../src/config/ops-config.ts';
import { answerOps, type OpsPorts, type OpsQuestion } from '../../../src/flows/ops/answer-ops.ts';
import type { SignalAnswer } from '../../../src/ops/signal-answer.ts';
import { decodeRecord } from '../../../src/ops/state/record-text.ts';
import type { SignalSource } from '../../../src/ports/signal-source.ts';
import { openRecordingJournal } from '../recording-journal.ts';
import { opsOf, ownPlaybooks } from './incident-stage.ts';
import { allSignals, healthyAnswers, opsWith } from './some-ops.ts';

const repository = { id: 7, owner: 'acme', name: 'quant', installation: 1 };

/** Sources that give these answers, and whether they were closed. */
function portsOver(ops: OpsConfig, answers: Readonly<Record<string, SignalAnswer>>) {
  const closed: number[] = [];
  const source: SignalSource = {
    name: 'prometheus',
    ask: async ({ name }) => ({
      answer: answers[name] ?? { known: false, why: 'missing', words: `${name} was not seen in 30 days` },
      reservations: [],
      requests: 1,
    }),
  };
  const operations: OpsPorts = {
    readOps: async () => ops,
    playbooks: async () => ownPlaybooks(),
    book: { readState: async () => decodeRecord(''), openIncidents: async () => [] },
    openSources: () => ({
      open: () => source,
      openRuns: () => null,
      close: async () => {
        closed.push(1);
      },
    }),
  };
  return { operations, closed };
}

async function ask(asked: OpsQuestion['asked'], operations?: OpsPorts) {
  const clock = { now: () => Date.parse('2026-11-20T08:00:00Z') };
  return answerOps(
    { repository, asked },
    { journal: openRecordingJournal(), clock, ...(operations !== undefined && { operations }) },
  );
}

describe('a question about the state', () => {
  it('is answered by what the sources say right now', async () => {
    const { operations, closed } = portsOver(opsWith(allSignals), healthyAnswers());

    const answer = await ask({ verb: 'state' }, operations);

    expect(answer).toMatchObject({
      kind: 'ops-told',
      markdown: expect.stringMatching(/^\*\*GREEN: every rule is false/),
    });
    expect(closed).toEqual([1]);
  });

  it('never takes the unknown for health', async () => {
    const { operations } = portsOver(opsWith(allSignals), {});

    const answer = await ask({ verb: 'state' }, operations);

    expect(answer).toMatchObject({
      markdown: expect.stringContaining('**ORANGE: nobody can judge a single outage rule'),
    });
    expect(answer).toMatchObject({ markdown: expect.stringContaining('pods_down was not seen in 30 days') });
  });

  it('is answered also where nobody said where signals come from', async () => {
    const { operations } = portsOver(opsOf(), {});

    expect(await ask({ verb: 'state' }, operations)).toEqual({ kind: 'ops-unready' });
    expect(await ask({ verb: 'state' })).toEqual({ kind: 'ops-unready' });
  });
});

describe('a question about a run or a playbook', () => {
  it('says why a run cannot be read', async () => {
    const { operations, closed } = portsOver(opsWith([]), {});

    const answer = await ask({ verb: 'diagnose', run: '4c1f' }, operations);

    expect(answer).toMatchObject({ kind: 'ops-no-run', run: '4c1f', why: expect.stringContaining('mlflow') });
    expect(closed).toEqual([1]);
  });

  it('shows the playbook, or which there are', async () => {
    const { operations } = portsOver(opsOf(), {});

    expect(await ask({ verb: 'playbook', code: 'NO_CANDIDATES' }, operations)).toMatchObject({
      kind: 'ops-told',
      markdown: expect.stringContaining('`NO_CANDIDATES`, P1'),
    });
    expect(await ask({ verb: 'playbook', code: 'NOTHING' }, operations)).toMatchObject({
      kind: 'ops-no-playbook',
      known: expect.arrayContaining(['POD_DOWN', 'INFRA_SATURATED']),
    });
  });
});
