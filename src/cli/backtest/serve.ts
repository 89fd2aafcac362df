import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { serveBroker } from './wire.ts';

/**
 * `conclave backtest serve`: the engine behind `adapters.SimBrokerAdapter` on a developer's machine, over standard input
 * and output. No code of a strategy runs here. Returns the exit code when its input ends.
 */
export async function serveCommand(
  { input }: Pick<Terminal, 'input'>,
  write: (bytes: Uint8Array) => void = (bytes) => void process.stdout.write(bytes),
): Promise<number> {
  await serveBroker({ input, write });
  return EXIT.passed;
}
