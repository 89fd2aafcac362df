import { readAllFlow } from './flow.ts';
import type { Setting, TextLine } from './setting.ts';
import { readTable } from './table.ts';
import { readBlocks } from './yaml-block.ts';

/**
 * Reads the keys and values of a configuration file (YAML, TOML, JSON, INI, variables) line by line; other files have none. It does not parse the format: templates, anchors and
 * single hunks are read too, comments and texts over several lines are not. Takes time in proportion to the length.
 */
export function settingsIn(path: string, lines: readonly TextLine[]): readonly Setting[] {
  return FORMATS.get(endingOf(path))?.(lines) ?? [];
}

const FORMATS: ReadonlyMap<string, (lines: readonly TextLine[]) => readonly Setting[]> = new Map([
  ...['yaml', 'yml'].map((ending) => [ending, readBlocks] as const),
  ...['json', 'jsonc', 'json5'].map((ending) => [ending, readJson] as const),
  ...['toml', 'ini', 'cfg', 'conf', 'env', 'properties'].map((ending) => [ending, readTable] as const),
]);

/** `.env` and `.env.production` hold variables. */
function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name === '.env' || name.startsWith('.env.') ? 'env' : name.slice(name.lastIndexOf('.') + 1);
}

function readJson(lines: readonly TextLine[]): readonly Setting[] {
  return readAllFlow(lines, { keys: [], comment: '//' });
}
