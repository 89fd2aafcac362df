import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

/** Puts the charting library into a folder as a file of its own: reports carry it as text, the program never runs it. */
export function copyChartLibrary(root: string, folder: string): void {
  const source = join(root, 'node_modules/lightweight-charts/dist/lightweight-charts.standalone.production.js');
  copyFileSync(source, join(folder, 'chart-library.js'));
}

/** Folders of the packages that are in that file; their licences are stated with the others. */
export function chartPackages(root: string): readonly string[] {
  return ['lightweight-charts', 'fancy-canvas'].map((name) => join(root, 'node_modules', name));
}
