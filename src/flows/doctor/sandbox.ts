import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';

const pen = penOf('sandbox');

/** Looks for something that can wall in a backtest; whether it can do so here is not tried. */
export async function examineSandbox({ ports }: Pick<Known, 'ports'>): Promise<readonly Line[]> {
  return [judgeSandbox(await ports.engines())];
}

/** Whether backtests can be walled in. */
export function judgeSandbox(engines: readonly string[]): Line {
  if (engines.length > 0) return pen.ok(`on the PATH, not tried: ${engines.join(', ')}`);
  return pen.warning('no sandbox engine found; backtests need one', 'Install bubblewrap, podman or docker.');
}
