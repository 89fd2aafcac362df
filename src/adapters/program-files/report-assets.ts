import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportAssets } from '../../backtest/artefacts/report/report-page.ts';
import { AppError } from '../../kernel/app-error.ts';
import { findProgramRoot } from './program-root.ts';

/** Where the charting library stands: beside a built program, else in the installed package. */
const LIBRARY_PLACES = [
  'chart-library.js',
  'node_modules/lightweight-charts/dist/lightweight-charts.standalone.production.js',
];

/** Reads what `report.html` is made of beside its content. */
export async function readReportAssets(): Promise<ReportAssets> {
  const root = findProgramRoot();
  const library = LIBRARY_PLACES.map((place) => join(root, place)).find((place) => existsSync(place));
  if (library === undefined) {
    throw new AppError('broken', 'the program does not find its charting library', {
      where: root,
      expected: LIBRARY_PLACES.join(' or '),
      advice: 'install conclave again',
    });
  }
  const [code, style] = await Promise.all([
    readFile(library, 'utf8'),
    readFile(join(root, 'catalog/report/report.css'), 'utf8'),
  ]);
  return { library: code, style };
}
