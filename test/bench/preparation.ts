import { join } from 'node:path';
import { type Figure, median } from './figure.ts';
import { makeLargeChange } from './large-change.ts';
import { Prepared, type Reading } from './prepare.ts';
import { runNodeWell } from './process.ts';

const ROUNDS = 3;

/** What it takes to read a large change, run the rules over it and assemble its dossier. */
export function measurePreparation(): readonly Figure[] {
  const change = makeLargeChange();
  try {
    const prepare = (reading: Reading) =>
      Array.from({ length: ROUNDS }, () => {
        const options = [change.folder, change.base, change.head, reading];
        const { stdout } = runNodeWell([join(import.meta.dirname, 'prepare.ts'), ...options]);
        return Prepared.parse(JSON.parse(stdout));
      });
    const program = prepare('program');
    const fileByFile = prepare('file by file');
    refuseOtherDossiers([...program, ...fileByFile], change.files, change.changedLines);
    const figure = (what: string, part: keyof Prepared, { bound, unit }: Pick<Figure, 'bound' | 'unit'>): Figure => ({
      what: `${change.changedLines} lines in ${change.files} files: ${what}`,
      measured: median(program.map((one) => one[part])),
      bound,
      unit,
      alternative: { what: 'one git show for each text', measured: median(fileByFile.map((one) => one[part])) },
    });
    return [
      figure('dossier and evidence', 'ms', { bound: 1_500, unit: 'ms' }),
      figure('of it on the processor, without git', 'cpuMs', { bound: null, unit: 'ms' }),
      figure('peak memory', 'megabytes', { bound: 250, unit: 'MB' }),
    ];
  } finally {
    change.remove();
  }
}

/** Both ways must have read the same, and all of it. */
function refuseOtherDossiers(all: readonly Prepared[], files: number, changedLines: number): void {
  const other = all.find(
    (one) => one.parts !== files || one.changedLines !== changedLines || one.hits !== all[0]?.hits,
  );
  if (other === undefined && files === 120 && changedLines >= 5_000) return;
  throw new Error(`expected ${files} files and ${changedLines} lines, found ${JSON.stringify(all)}`);
}
