import { BUNDLE_FILE, BUNDLE_SIDES } from '../bundle/bundle.ts';
import { INSPECTION_FILE } from '../inspection/static-check.ts';

/** The files of a run in a bundle that are needed to compute its figures again and to tell of it. */
const NEEDED = [
  'decisions.log',
  'run_config.json',
  'data_manifest.json',
  'summary.json',
  'trades.csv',
  'equity_curve.csv',
  'events.log',
  'test_report.json',
] as const;

/** Those that are for people alone. */
const SHOWN = ['summary.md', 'report.html'] as const;

const FOLDER = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/** Whether a path may stand in the archive of a bundle. */
export function isBundleEntry(path: string): boolean {
  return isKnown(path, [...NEEDED, ...SHOWN]);
}

/** Whether it is read; pages for people are not, since they are drawn anew from what was computed. */
export function isNeededEntry(path: string): boolean {
  return isKnown(path, NEEDED);
}

function isKnown(path: string, names: readonly string[]): boolean {
  if (path === BUNDLE_FILE) return true;
  const [folder = '', second = '', third, ...rest] = path.split('/');
  if (!FOLDER.test(folder) || rest.length > 0) return false;
  if (third === undefined) return second === BUNDLE_SIDES.comparison;
  if (third === INSPECTION_FILE) return second === BUNDLE_SIDES.head;
  return (second === BUNDLE_SIDES.head || second === BUNDLE_SIDES.base) && names.includes(third);
}
