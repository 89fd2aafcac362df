import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, renderError } from '../src/kernel/app-error.ts';
import { bundleProgram } from './build/bundle.ts';
import { chartPackages, copyChartLibrary } from './build/chart-library.ts';
import { writeLanguageTable } from './build/language-table.ts';
import { copyNativeEngine, enginePackages } from './build/native-engine.ts';
import { renderNotices } from './build/notices.ts';
import { copySandboxFiles } from './build/sandbox-files.ts';

const root = join(import.meta.dirname, '..');

/** Folders that the program reads when it runs, and that are not code. */
const assets = ['skills', 'prompts', 'catalog', 'docs/workflows'];

try {
  await build(join(root, process.argv[2] ?? 'dist'));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`build: ${renderError(error)}\n`);
  process.exitCode = 1;
}

/** Builds into a folder of its own and puts it in place at the end, so that nobody ever sees half a build. */
async function build(target: string): Promise<void> {
  const workshop = join(root, `node_modules/.cache/conclave/build-${process.pid}`);
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { recursive: true });
  const packages = await bundleProgram(root, workshop);
  await writeLanguageTable(root, workshop);
  for (const asset of assets) copyAsset(asset, workshop);
  copyChartLibrary(root, workshop);
  copySandboxFiles(root, workshop);
  copyNativeEngine(root, join(workshop, 'native'));
  const notices = renderNotices([...packages, ...chartPackages(root), ...enginePackages(root)]);
  writeFileSync(join(workshop, 'THIRD-PARTY-NOTICES.txt'), notices);
  rmSync(target, { recursive: true, force: true });
  renameSync(workshop, target);
}

function copyAsset(asset: string, workshop: string): void {
  const from = join(root, asset);
  if (!existsSync(from)) throw new AppError('broken', `the folder ${asset}/ is missing`, { where: root });
  cpSync(from, join(workshop, asset), { recursive: true });
}
