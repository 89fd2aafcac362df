import { describe, expect, it } from 'vitest';
import { examine } from '../../../src/flows/doctor/examine.ts';
import { filesOf, healthyPorts } from './healthy-house.ts';

/** What the doctor says of the configuration of a repository with one routing row. */
async function linesOf(row: string) {
  const files = filesOf({ '.github/conclave.yml': `version: 1\nrouting:\n  - ${row}\n` });
  const order = { offline: true, repository: null, ground: 'local' } as const;
  const ports = healthyPorts({ local: async () => ({ name: 'quant', files, commit: 'now' }) });
  const lines = await examine(order, ports);
  return lines.flatMap((line) => (line.check === 'configuration' ? [`${line.status}: ${line.found}`] : []));
}

describe('the routing rows of a repository', () => {
  it('that can never match are pointed out by the doctor', async () => {
    expect(await linesOf('{ id: never, when: { paths: [a/**], only: [b/**] }, then: { depth: full } }')).toEqual([
      'ok: .github/conclave.yml of quant is valid',
      'warning: .github/conclave.yml:3: the routing row "never" can never match: no path is among both',
    ]);
  });

  it('that ask for a rule which does not run are pointed out too', async () => {
    expect(await linesOf('{ id: leaks, when: { evidence: [leak/backfil] }, then: { depth: full } }')).toMatchObject([
      'ok: .github/conclave.yml of quant is valid',
      expect.stringContaining('no evidence rule that runs is called leak/backfil'),
    ]);
  });

  it('that name an unknown expert are an error of the configuration', async () => {
    const [line] = await linesOf('{ id: quants, when: {}, then: { experts: [quant] } }');

    expect(line).toContain('failure: .github/conclave.yml:3: the routing row "quants" names an unknown expert "quant"');
  });
});
