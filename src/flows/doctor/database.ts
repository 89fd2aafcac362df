import type { DatabaseStanding } from '../../ports/installation.ts';
import type { Known } from './known.ts';
import { type Line, penOf } from './line.ts';

const pen = penOf('database');

/** Looks at the database without starting or changing it. */
export async function examineDatabase({ order, ports }: Pick<Known, 'order' | 'ports'>): Promise<readonly Line[]> {
  if (order.offline && ports.databasePlace() === 'elsewhere')
    return [pen.skipped('the database of DATABASE_URL is not asked')];
  return [judgeDatabase(await ports.database())];
}

/** Whether a server can work with the database. */
export function judgeDatabase(standing: DatabaseStanding): Line {
  switch (standing.kind) {
    case 'not-made':
      return pen.ok(`none yet; npm start makes it in ${standing.place}`);
    case 'stopped': {
      const after = standing.cutOff ? ' after it was cut off; it mends itself' : '';
      return pen.ok(`PostgreSQL ${standing.version} in ${standing.place}, not running${after}; npm start starts it`);
    }
    case 'starting':
      return pen.warning(`the PostgreSQL in ${standing.place} is starting`, 'Look again in a minute.');
    case 'running':
      return judgeRunning(standing);
    default:
      return standing satisfies never;
  }
}

function judgeRunning(standing: Extract<DatabaseStanding, { kind: 'running' }>): Line {
  const { place, version, oldestVersion, applied, known } = standing;
  const name = `PostgreSQL ${version} at ${place}`;
  const newer = applied.filter((step) => !known.includes(step));
  const missing = known.filter((step) => !applied.includes(step));
  if (version < oldestVersion)
    return pen.failure(`${name} is too old`, `Give a PostgreSQL ${oldestVersion} or newer in DATABASE_URL.`);
  if (!standing.mayCreate) {
    const advice = 'As the owner of the database: grant create on the database to the user.';
    return pen.failure(`${name}: the user may not make our tables`, advice);
  }
  if (newer.length > 0) {
    const advice = 'Use the newer program; an older one would not understand what it wrote.';
    return pen.failure(`${name} is newer than this program: it has ${newer.join(', ')}`, advice);
  }
  if (missing.length > 0) {
    const found = `${name} lacks ${missing.length} of ${known.length} steps of the tables: ${missing.join(', ')}`;
    return pen.warning(found, 'npm start brings the tables up to date.');
  }
  return pen.ok(`${name}, all ${known.length} steps of the tables done`);
}
