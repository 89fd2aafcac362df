import { readStrictJson, readUtf8 } from '../../backtest/artefacts/strict-json.ts';
import { TestReport } from '../../backtest/artefacts/test-report.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { ArtefactFiles } from '../../ports/artefact-files.ts';

const MEBIBYTE = 1_048_576;

/** The files of a run, each with the most bytes that it may have. */
const SIZES = {
  'run_config.json': 2 * MEBIBYTE,
  'data_manifest.json': 4 * MEBIBYTE,
  'decisions.log': 256 * MEBIBYTE,
  'trades.csv': 1024 * MEBIBYTE,
  'equity_curve.csv': 1024 * MEBIBYTE,
  'events.log': 1024 * MEBIBYTE,
  'summary.json': 8 * MEBIBYTE,
} as const;
type FileName = keyof typeof SIZES;

const LARGEST_REPORT = 32 * MEBIBYTE;
const LARGEST_PAGE = 8 * MEBIBYTE;

/** A run as it was read. */
export interface GivenRun {
  readonly bytes: Readonly<Record<FileName, Uint8Array>>;
  readonly report: TestReport | null;
  readonly reportText: string;
  /** Of `summary.md`; null where there is none. */
  readonly page: Uint8Array | null;
}

/** Reads the files of a run; throws `bad-input` for one that is missing, too large or no plain file. */
export async function readGivenRun(files: ArtefactFiles, needsReport: boolean): Promise<GivenRun> {
  const bytes: Partial<Record<FileName, Uint8Array>> = {};
  for (const [name, most] of Object.entries(SIZES) as [FileName, number][]) {
    const read = await readFile(files, name, most);
    if (read === null) throw unreadable(name, 'there is no such file');
    bytes[name] = read;
  }
  const name = 'test_report.json';
  const report = await readFile(files, name, LARGEST_REPORT);
  if (report === null && needsReport) throw unreadable(name, 'there is no such file');
  return {
    bytes: bytes as Record<FileName, Uint8Array>,
    report: report === null ? null : readStrictJson(report, TestReport, name),
    reportText: report === null ? '' : readUtf8(report, name),
    page: await readFile(files, 'summary.md', LARGEST_PAGE),
  };
}

async function readFile(files: ArtefactFiles, name: string, most: number): Promise<Uint8Array | null> {
  const reading = await files.read(name, most);
  if (reading.kind === 'refused') throw unreadable(name, `it ${reading.reason}`);
  return reading.kind === 'read' ? reading.bytes : null;
}

function unreadable(where: string, what: string): AppError {
  return new AppError('bad-input', what, { where, expected: 'a plain file that a run of Conclave wrote' });
}
