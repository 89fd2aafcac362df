import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WEEK } from '../fixtures/ops-week.ts';

const program = join(import.meta.dirname, '../../docs/examples/ops-demo.ts');

function demo(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-deprecation', program, ...words], {
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  return { exitCode: status, output: stdout, errors: stderr };
}

describe('the scripted week as an example', () => {
  it('tells every stretch of the week with its state and next step, and that all hours are right', () => {
    const { exitCode, output, errors } = demo();

    const spoken = output.replaceAll(/\s+/g, ' ');
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(WEEK.filter(({ why }) => !spoken.includes(`: ${why}`)).map(({ why }) => why)).toEqual([]);
    expect(spoken).toContain(`${WEEK.length} of ${WEEK.length} hours are judged and shown as the script says.`);
    expect(output.match(/^ {4}→ /gm)).toHaveLength(output.match(/^✓ /gm)?.length ?? 0);
    expect(output).not.toContain('✗');
  });

  it('tells one hour as the program does, at its moment', () => {
    const red = WEEK.findIndex(({ why }) => why === 'a full volume');

    const { exitCode, output } = demo(String(red));

    expect(exitCode).toBe(1);
    expect(output).toContain('State: RED, 1 rule fired');
    expect(output).toContain('→ Platform owner, now: free the full volume');
    expect(output).toContain(`as of ${WEEK[red]?.at.slice(0, 16).replace('T', ' ')} UTC`);
  });

  it('refuses what is no hour', () => {
    expect(demo('168')).toMatchObject({ exitCode: 2, errors: expect.stringContaining('expected one of 0 to 167') });
  });
});
