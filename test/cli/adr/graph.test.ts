import { expect, it } from 'vitest';
import { RECORDS, useRecordHouse } from './record-house.ts';

const house = useRecordHouse(RECORDS);

it('conclave adr graph draws the records', async () => {
  const { exitCode, output, errors } = await house().adr(['graph']);

  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  await expect(output).toMatchFileSnapshot('golden/graph.mmd');
});

it('says what is left out', async () => {
  house().write('docs/adr/notes.md', 'Some words.\n');

  const { exitCode, output, errors } = await house().adr(['graph', 'docs/adr']);

  expect(exitCode).toBe(0);
  expect(output).not.toContain('notes');
  expect(errors).toContain('conclave: docs/adr/notes.md is left out: The file is no decision record');
});

it('tells the same as JSON', async () => {
  const { output } = await house().adr(['graph', '--json']);

  expect(JSON.parse(output)).toMatchObject({
    version: 1,
    records: [{ number: 1, status: 'accepted' }, { number: 2 }, { number: 3 }],
    relations: [
      {
        from: 'docs/adr/0002-one-feature-store.md',
        kind: 'cites',
        to: 'docs/adr/0001-limits-stand-in-one-module.md',
      },
    ],
  });
});

it('is refused where there are no records', async () => {
  const { exitCode, errors } = await house().adr(['graph', 'src']);

  expect(exitCode).toBe(2);
  expect(errors).toContain('no decision record was found');
});
