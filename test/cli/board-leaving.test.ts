import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MODULE = join(import.meta.dirname, '../../src/cli/review/board-leaving.ts');

/** A process that writes `left` when it is told that it ends, and does what `then` says once it listens. */
function start(then: string): ChildProcess {
  const program = `
    import { writeSync } from 'node:fs';
    import { onLeaving } from ${JSON.stringify(MODULE)};
    const stop = onLeaving(() => writeSync(1, 'left '));
    ${then}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 10_000,
    killSignal: 'SIGKILL',
  });
}

async function endOf(
  child: ChildProcess,
): Promise<{ readonly said: string; readonly code: number | null; readonly signal: string | null }> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const isReady = !said.includes('ready') && chunk.includes('ready');
    said += chunk.toString();
    if (isReady) child.kill('SIGTERM');
  });
  const [code, signal] = await once(child, 'close');
  return { said, code, signal };
}

const WAIT = "writeSync(1, 'ready '); setInterval(() => {}, 1000);";

describe('a process that is left', () => {
  it('is told of a signal, and then ends by it', async () => {
    const end = await endOf(start(WAIT));

    expect(end).toEqual({ said: 'ready left ', code: null, signal: 'SIGTERM' });
  });

  it('leaves a signal to another listener', async () => {
    const end = await endOf(
      start(`process.on('SIGTERM', () => { writeSync(1, 'other '); setTimeout(() => process.exit(7), 20); }); ${WAIT}`),
    );

    expect(end).toEqual({ said: 'ready left other ', code: 7, signal: null });
  });

  it('is told of an exit', async () => {
    const end = await endOf(start('process.exit(3);'));

    expect(end).toEqual({ said: 'left ', code: 3, signal: null });
  });

  it('is told nothing once that was taken back', async () => {
    const end = await endOf(start(`stop(); ${WAIT}`));

    expect(end).toEqual({ said: 'ready ', code: null, signal: 'SIGTERM' });
  });
});
