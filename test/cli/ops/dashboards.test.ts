import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, readFiles, run } from '../running.ts';

let place: ReturnType<typeof makeFolder>;

beforeEach(() => {
  place = makeFolder();
});
afterEach(() => place[Symbol.dispose]());

const dashboards = (...words: readonly string[]) => run(['ops', 'dashboards', ...words], { folder: place.folder });

describe('conclave ops dashboards', () => {
  it('lists what there is', async () => {
    expect(await dashboards()).toMatchObject({ exitCode: 0, output: 'platform\nml\ntrading\nlife-cycle\n' });
  });

  it('writes all of them into a folder that it makes, with the configured lines', async () => {
    writeFileSync(join(place.folder, 'own.yml'), 'version: 1\nops: { thresholds: { pvc_pct: 77.5 } }\n');

    const { exitCode, output, errors } = await dashboards('--out', 'grafana/made', '--config', 'own.yml');

    const files = readFiles(join(place.folder, 'grafana/made'));
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: '' });
    expect([...files.keys()]).toEqual(
      ['life-cycle', 'ml', 'platform', 'trading'].map((name) => `conclave-${name}.json`),
    );
    expect(files.get('conclave-platform.json')).toContain('77.5');
    expect(errors.match(/written: /g)).toHaveLength(4);
  });

  it('prints one as JSON', async () => {
    const { output } = await dashboards('ml');

    expect(JSON.parse(output)).toMatchObject({ uid: 'conclave-ml' });
  });

  it('refuses another name with the nearest, and a folder that cannot be', async () => {
    writeFileSync(join(place.folder, 'file'), '');

    const [named, placed] = [await dashboards('platfrom'), await dashboards('--out', 'file/below')];

    expect(named.exitCode).toBe(2);
    expect(named.errors).toContain('did you mean "platform"?');
    expect(placed.exitCode).toBe(2);
    expect(placed.errors).toContain('the folder cannot be made');
  });
});
