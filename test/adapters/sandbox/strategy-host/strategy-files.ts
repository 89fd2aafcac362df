import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Strategy files in a folder of their own, by what they do. */
export interface StrategyFiles {
  path(name: keyof typeof TEXTS): string;
  remove(): void;
}

/** A class that buys where `rule` says so; `extra` is what else stands in it, `before` what stands above it. */
function text({ rule = 'index % 10 === 0', prepare = '', before = '', column = 'Number.NaN' }): string {
  return `${before}
export class Strategy {
  prepareIndicators(bars: { readonly close: Float64Array }) {
    ${prepare}
    return { column: bars.close.map((value, index) => ${column}) };
  }
  findEntries(bars: { readonly close: Float64Array }, columns: { readonly column: Float64Array }, index: number) {
    const close = bars.close;
    return ${rule} ? { action: 'BUY', type: 'MARKET', volume: 1, sl: Number.NaN } : null;
  }
  findExits({ position_id, entry_bar }: { position_id: string; entry_bar: number }, bars: unknown, all: unknown, index: number) {
    return index > entry_bar + 3 ? { position_id } : null;
  }
}
`;
}

const TEXTS = {
  /** Prints, and has in a column how much it sees of the environment; zone and compile cache are told, no more. */
  sound: text({
    prepare: "if (!('PATH' in process.env)) console.log('prints', console.error('complains'));",
    column: "index === 3 ? -0 : index === 4 ? -Infinity : 'PATH' in process.env || 'HOME' in process.env ? 1 : value",
  }),
  /** Keeps the first frame for all symbols and times. */
  keeper: text({
    before: 'let kept: Float64Array | null = null;',
    prepare: 'kept ??= bars.close;',
    rule: 'kept !== null && kept[index + 1]! > close[index]!',
  }),
  hanging: text({ prepare: 'while (bars.close.length > 5 && bars.close.length < 50);' }),
  leaving: text({ prepare: 'if (bars.close.length === 6) process.exit(0);' }),
  writing: text({
    before: "import { writeSync } from 'node:fs';",
    prepare: "if (bars.close.length === 6) writeSync(1, Buffer.from('\\u001b[2J nonsense, nonsense, nonsense\\n'));",
  }),
  /** Leaves a process behind that holds the pipes of this one. */
  forking: text({
    before: `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', 'setTimeout(() => {}, 8_000)'], { stdio: 'inherit', detached: true }).unref();`,
    prepare: 'if (bars.close.length === 6) process.exit(0);',
  }),
  throwing: text({ prepare: "if (bars.close.length === 60) throw new Error('no luck');" }),
};

export function writeStrategies(): StrategyFiles {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-host-'));
  const pathOf = (name: string): string => join(folder, `${name}.mts`);
  for (const [name, written] of Object.entries(TEXTS)) writeFileSync(pathOf(name), written);
  return { path: pathOf, remove: () => rmSync(folder, { recursive: true }) };
}
