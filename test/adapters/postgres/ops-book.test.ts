import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpsBookOfAll, openOpsBook } from '../../../src/adapters/postgres/ops-book.ts';
import { applyEvent, openIncident } from '../../../src/ops/incident/apply-event.ts';
import type { DeclaredEvent, IncidentEvent, IncidentRecord } from '../../../src/ops/incident/event.ts';
import { readStateInput } from '../../../src/ops/state/input.ts';
import { judgeState } from '../../../src/ops/state/judge-state.ts';
import { recordState } from '../../../src/ops/state/record.ts';

import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { opsOf } from '../../flows/ops/incident-stage.ts';

let postgres: TestPostgres;
let book: OpsBookOfAll;

beforeAll(async () => {
  postgres = await startTestPostgres();
  book = openOpsBook(postgres.database);
});
afterAll(() => postgres.stop());

const repositoryOf = (id: number) => ({ id, owner: 'acme', name: `house-${id}`, installation: 1 });

const DECLARED: DeclaredEvent = {
  ...{ kind: 'declared', id: 'comment:1', at: '2026-04-29T11:35:00.000Z', by: 'wim', severity: 'P1' },
  ...{ title: 'orders are refused', symptom: null, code: null, groupKey: 'alert:a1', beganAt: null },
};

function recordOf(...events: readonly IncidentEvent[]): IncidentRecord {
  return events.reduce((record, event) => {
    const applied = applyEvent(record, event);
    if (applied.kind !== 'applied') throw new Error(applied.kind);
    return applied.record;
  }, openIncident(DECLARED));
}

const frame = (id: number, at: string) => ({ id: `comment:${id}`, at, by: 'wim' });

describe('the book of operations in PostgreSQL', () => {
  it('remembers nothing of a repository that it does not know', async () => {
    expect(await book.readState(repositoryOf(1))).toEqual({ record: null, damage: null });
    expect(await book.openIncidents(repositoryOf(1))).toEqual([]);
    expect(await book.findIncident(repositoryOf(1), 7)).toBeNull();
  });

  it('gives the last state back as it was written, of each repository its own', async () => {
    const { thresholds, core_groups: coreGroups, signal_floor: floor } = opsOf();
    const facts = readStateInput({ infra: { pvc_pct: 91 } }, 'figures.json');
    const context = { asOf: '2026-04-29T06:00:00.000Z', coreGroups, signalFindings: [], floor };
    const { record } = recordState(null, { verdict: judgeState(facts, thresholds, context), facts }, thresholds);

    await book.writeState(repositoryOf(2), record);
    await book.writeState(repositoryOf(2), record);

    expect(await book.readState(repositoryOf(2))).toEqual({ record, damage: null });
    expect((await book.readState(repositoryOf(3))).record).toBeNull();
    expect(await book.shownStates()).toEqual([repositoryOf(2).id]);
  });

  it('lists incidents while they are open, in the order of their issues, and finds closed ones', async () => {
    const repository = repositoryOf(4);
    const open = { issue: 12, record: openIncident(DECLARED), firing: ['a1', '\u0000'] };
    const other = {
      issue: 9,
      record: recordOf({ kind: 'acknowledged', ...frame(2, '2026-04-29T11:40:00.000Z') }),
      firing: [],
    };
    await book.writeIncident(repository, open);
    await book.writeIncident(repository, other);

    const listed = await book.openIncidents(repository);
    const record = recordOf(
      { kind: 'mitigated', ...frame(3, '2026-04-29T11:50:00.000Z') },
      { kind: 'closed', ...frame(4, '2026-04-29T12:00:00.000Z') },
    );
    await book.writeIncident(repository, { issue: 9, record, firing: [] });

    expect(listed.map(({ issue }) => issue)).toEqual([9, 12]);
    expect((await book.openIncidents(repository)).map(({ issue }) => issue)).toEqual([12]);
    expect(await book.findIncident(repository, 9)).toEqual({ issue: 9, record, firing: [] });
  });
});
