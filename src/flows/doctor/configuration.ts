import { CONFIG_PATH } from '../../config/config.ts';
import type { Ground, Known } from './known.ts';
import { type Line, penOf } from './line.ts';

const pen = penOf('configuration');

/** Looks at the configuration, the skills, the prices and the routing rows of a repository. */
export async function examineConfiguration({ ground }: Pick<Known, 'ground'>): Promise<readonly Line[]> {
  const found = await ground();
  const idleRows = found.kind === 'own' ? found.idleRows : [];
  return [
    judgeConfiguration(found),
    ...idleRows.map(({ where, text, advice }) => pen.warning(`${where}: ${text}`, advice)),
  ];
}

/** Whether the configuration can be used. */
function judgeConfiguration(ground: Ground): Line {
  switch (ground.kind) {
    case 'own':
      return pen.ok(
        ground.hasFile
          ? `${CONFIG_PATH} of ${ground.name} is valid`
          : `${ground.name} has no ${CONFIG_PATH}: the defaults hold`,
      );
    case 'none':
      return pen.skipped(ground.why);
    case 'wrong':
      return pen.error(ground.error);
    default:
      return ground satisfies never;
  }
}
