import type { SandboxEngine } from '../../ports/doctor.ts';
import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';

const pen = penOf('sandbox');

/** Looks for something that can wall in a backtest, and for its image; whether it holds here is not tried. */
export async function examineSandbox({ ports }: Pick<Known, 'ports'>): Promise<readonly Line[]> {
  return [judgeSandbox(await ports.engines())];
}

/** Whether backtests can be walled in. */
export function judgeSandbox(engines: readonly SandboxEngine[]): Line {
  if (engines.length === 0) {
    return pen.warning('no sandbox engine found; backtests need one', 'Install bubblewrap, podman or docker.');
  }
  if (engines.some(({ image }) => image.kind === 'there')) {
    const each = engines.map((engine) => `${nameOf(engine)} ${WORDS[engine.image.kind]}`);
    return pen.ok(`${each.join(', ')}; not tried, “conclave sandbox probe” does`);
  }
  return pen.warning(
    `${engines.map(lackOf).join(', ')}; strategies run in one`,
    'Build it, once: conclave sandbox build. What the wall holds then says conclave sandbox probe.',
  );
}

const WORDS = { there: 'with an image', missing: 'without', unknown: 'does not answer' } as const;

function lackOf(engine: SandboxEngine): string {
  const { image } = engine;
  return image.kind === 'unknown'
    ? `${nameOf(engine)} does not say whether it has an image (${image.why})`
    : `${nameOf(engine)} without an image`;
}

function nameOf({ name, path }: SandboxEngine): string {
  return `${name} (${path})`;
}
