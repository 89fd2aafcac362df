import { describe, expect, it } from 'vitest';
import { ConfigFile } from '../../../src/config/config.ts';
import { judgeSources } from '../../../src/flows/doctor/sources.ts';

const { ops } = ConfigFile.parse({
  version: 1,
  ops: {
    sources: { prometheus: { kind: 'prometheus' }, warehouse: { kind: 'postgres' } },
    signals: { pvc_pct: { source: 'prometheus', query: 'x' } },
  },
});

describe('the sources of operations', () => {
  it('are no line where none is named', () => {
    expect(judgeSources({ sources: {}, signals: {} }, () => false)).toEqual([]);
  });

  it('that this machine knows are well, with how many signals nobody asks for', () => {
    expect(judgeSources(ops, () => true)).toEqual([
      expect.objectContaining({
        ...{ check: 'sources', status: 'ok' },
        found:
          'prometheus, warehouse known here; 26 signals are not configured, and so unknown; not asked, “conclave ops signals” does',
      }),
    ]);
  });

  it('without an address are a warning that names the variable', () => {
    const [line] = judgeSources(ops, (name) => name === 'prometheus');

    expect(line).toMatchObject({ status: 'warning', found: expect.stringContaining('no address here for warehouse;') });
    expect(line?.advice).toContain('CONCLAVE_SOURCE_WAREHOUSE_URL');
  });
});
