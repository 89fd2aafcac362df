import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { readStrictJson } from '../../../backtest/artefacts/strict-json.ts';
import { BUNDLE_FILE, Bundle } from '../../../backtest/bundle/bundle.ts';
import type { BundleVerification, RunVerification } from '../../../backtest/verification/verification.ts';
import { renderBundleVerification, renderRunVerification } from '../../../backtest/verification/verification-text.ts';
import type { VerifyPorts } from '../../../flows/backtest/given-market.ts';
import { verifyBundle } from '../../../flows/backtest/verify-bundle.ts';
import { verifyRun } from '../../../flows/backtest/verify-run.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { ArtefactFiles } from '../../../ports/artefact-files.ts';
import { EXIT } from '../../exit-code.ts';
import { disarm, disarmJson } from '../../gate/disarm.ts';
import { refuseSwallowed } from '../../swallowed-option.ts';
import type { Terminal } from '../../terminal.ts';
import { VERSION } from '../../version.ts';
import { absolute, parseDataFiles } from '../options.ts';
import { openArtefactFiles, openRecordedData } from '../wire.ts';

const Raw = z.object({
  data: z.array(z.string()).default([]),
  repo: z.string().default('.'),
  json: z.boolean().default(false),
});

const EXITS = { verified: EXIT.passed, differs: EXIT.failed, unusable: EXIT.badInput } as const;
const LARGEST_BUNDLE = 16_777_216;

/** `conclave backtest verify`: computes the figures of a run or a bundle again; returns the exit code. */
export async function verifyCommand(folder: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const raw = Raw.parse(rawOptions);
  refuseSwallowed({ repo: raw.repo, data: raw.data.find((each) => each.startsWith('--')) }, 'backtest verify');
  const named = parseDataFiles(raw.data).map(({ symbol, path }) => ({ symbol, path: absolute(path, terminal) }));
  const openData = demandData(openRecordedData({ named, root: absolute(raw.repo, terminal) }));
  const ports = { openData, program: VERSION };
  await refuseNoFolder(absolute(folder, terminal), folder);
  const files = openArtefactFiles(absolute(folder, terminal));
  const bundle = await readBundle(files);
  const { output } = terminal;
  if (bundle === null) {
    const verified = await verifyRun({ files, needsReport: true }, ports);
    output.write(raw.json ? disarmJson(renderJson(plainRun(verified))) : disarm(renderRunVerification(verified)));
    return EXITS[verified.answer];
  }
  const verified = await verifyBundle(bundle, files, ports);
  output.write(raw.json ? disarmJson(renderJson(plainBundle(verified))) : disarm(renderBundleVerification(verified)));
  return EXITS[verified.answer];
}

async function refuseNoFolder(path: string, given: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return;
  throw new AppError('bad-input', found === null ? 'there is no such folder' : 'this is no folder', {
    where: given,
    expected: 'the folder of a run or of a bundle, as --out named it',
  });
}

type OpenData = VerifyPorts['openData'];

/** Whoever sits at a terminal is told how data is named. */
function demandData(open: OpenData): OpenData {
  return async (wanted) => {
    const { symbol, file, path, sha256 } = wanted;
    const source = await open(wanted);
    if (source !== null) return source;
    throw new AppError('bad-input', `the data of ${symbol} is not there`, {
      where: path ?? file,
      expected: `the file with the SHA-256 ${sha256}, named by --data ${symbol}=FILE or found below --repo`,
    });
  };
}

/** The bundle of a folder; null where the folder is that of a run. */
async function readBundle(files: ArtefactFiles): Promise<Bundle | null> {
  const reading = await files.read(BUNDLE_FILE, LARGEST_BUNDLE);
  if (reading.kind === 'absent') return null;
  if (reading.kind === 'read') return readStrictJson(reading.bytes, Bundle, BUNDLE_FILE);
  throw new AppError('bad-input', `it ${reading.reason}`, {
    where: BUNDLE_FILE,
    expected: 'a plain file that conclave backtest pull wrote',
  });
}

function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function plainRun(verified: RunVerification) {
  if (verified.answer === 'unusable') return verified;
  const notice = verified.report?.notice ?? null;
  if (verified.answer === 'differs') return { answer: 'differs', notice, differences: verified.differences };
  const { computed, claims, run } = verified;
  return { answer: 'verified', notice, computed, claims, summary: run.summary };
}

function plainBundle({ answer, strategies }: BundleVerification) {
  const told = strategies.map(({ head, base, ...rest }) => ({
    ...rest,
    head: head === null ? null : plainRun(head),
    base: base === null ? null : plainRun(base),
  }));
  return { answer, strategies: told };
}
