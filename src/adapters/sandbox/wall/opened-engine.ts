import { openBubblewrap } from './bubblewrap/bubblewrap.ts';
import { openContainers } from './containers/container-engine.ts';
import type { WallChoice, WallEngine } from './wall-engine.ts';

/**
 * Opens an engine that was chosen before, in this process or another one of ours. One whose walls would no longer be
 * those that were measured refuses to start anything.
 */
export function openWallEngine({
  engine,
  program,
  version,
}: Pick<WallChoice, 'engine' | 'program' | 'version'>): WallEngine {
  return engine === 'bubblewrap'
    ? openBubblewrap({ program, version })
    : openContainers({ name: engine, program, version });
}
