import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, run } from '../running.ts';

const CONFIG = `version: 1
ops:
  sources: { prometheus: { kind: prometheus }, warehouse: { kind: postgres } }
  thresholds: { pvc_pct: 77 }
  signals:
    pvc_pct: { source: prometheus, query: max(volume_used_percent) }
    oom_24h: { source: warehouse, query: select 1 }
`;

let place: ReturnType<typeof makeFolder>;

beforeEach(() => {
  place = makeFolder();
});
afterEach(() => place[Symbol.dispose]());

function rules(config: string, ...options: readonly string[]) {
  writeFileSync(join(place.folder, 'own.yml'), config);
  return run(['ops', 'rules', '--config', 'own.yml', ...options], { folder: place.folder });
}

describe('conclave ops rules', () => {
  it('writes rules with the configured line, and names what this Prometheus is not asked for', async () => {
    const { exitCode, output } = await rules(CONFIG);

    expect(exitCode).toBe(0);
    expect(output).toContain('max(volume_used_percent)');
    expect(output).toMatch(/R2_PVC[\s\S]*77|77[\s\S]*R2_PVC/);
    expect(output).toMatch(/^# .*R3_OOM_LOOP: /m);
  });

  it('writes the same to a file, and says where', async () => {
    const [shown, written] = [await rules(CONFIG), await rules(CONFIG, '--out', 'rules.yml')];

    expect(written).toMatchObject({ exitCode: 0, output: '', errors: expect.stringContaining('written: ') });
    expect(readFileSync(join(place.folder, 'rules.yml'), 'utf8')).toBe(shown.output);
  });

  it.each([
    [
      'no source that is a Prometheus',
      CONFIG.replace('kind: prometheus', 'kind: json'),
      [],
      'no source is a Prometheus',
    ],
    [
      'several that are one',
      CONFIG.replace('kind: postgres', 'kind: prometheus'),
      [],
      '--source with one of: prometheus, warehouse',
    ],
    ['a source of another name', CONFIG, ['--source', 'prom'], 'prom is no Prometheus'],
  ])('refuses %s', async (_, config, options, words) => {
    const { exitCode, errors } = await rules(config, ...options);

    expect(exitCode).toBe(2);
    expect(errors).toContain(words);
  });
});
