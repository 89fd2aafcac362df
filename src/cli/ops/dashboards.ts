import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { type GrafanaDashboard, grafanaDashboards } from '../../ops/export/grafana/dashboards.ts';
import { EXIT } from '../exit-code.ts';
import { writeOut } from '../out-file.ts';
import { reasonOf } from '../review/input.ts';
import type { Terminal } from '../terminal.ts';
import { openGround } from './ground.ts';
import { parseDashboardsOptions } from './options.ts';

/** `conclave ops dashboards`: writes dashboards for Grafana, or lists them; returns the exit code. */
export async function dashboardsCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const { name, out, ...place } = parseDashboardsOptions(rawOptions, terminal);
  const { ops } = await openGround(place, true, terminal);
  const all = grafanaDashboards(ops.thresholds);
  const chosen = name === null ? all : [findDashboard(name, all)];
  if (out !== null) await writeAll(chosen, out, terminal);
  else
    terminal.output.write(
      chosen.map(name === null ? ({ fileName }) => `${nameOf(fileName)}\n` : ({ text }) => text).join(''),
    );
  return EXIT.passed;
}

/** `platform` of `conclave-platform.json`. */
function nameOf(fileName: string): string {
  return fileName.replace(/^conclave-(.*)\.json$/, '$1');
}

function findDashboard(name: string, all: readonly GrafanaDashboard[]): GrafanaDashboard {
  const found = all.find(({ fileName }) => nameOf(fileName) === name);
  if (found !== undefined) return found;
  const names = all.map(({ fileName }) => nameOf(fileName));
  const near = nearestWord(name, names);
  throw new AppError('bad-input', `there is no dashboard ${JSON.stringify(name)}`, {
    where: 'NAME',
    expected: `one of: ${names.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}

async function writeAll(dashboards: readonly GrafanaDashboard[], folder: string, { errors }: Terminal): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new AppError('bad-input', `the folder cannot be made: ${reasonOf(cause)}`, {
      where: '--out',
      expected: 'a folder, or a place for one',
      cause,
    });
  });
  for (const { fileName, text } of dashboards) {
    const path = join(folder, fileName);
    await writeOut(path, text, 'the dashboard');
    errors.write(`conclave: written: ${path}\n`);
  }
}
