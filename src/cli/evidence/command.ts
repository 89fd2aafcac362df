import { join } from 'node:path';
import type { EvidenceAccount } from '../../evidence/account.ts';
import { gatherEvidence } from '../../flows/gather-evidence.ts';
import { EXIT } from '../exit-code.ts';
import { disarm } from '../gate/disarm.ts';
import { writeOut } from '../out-file.ts';
import { readChange } from '../review/reviewed.ts';
import type { Terminal } from '../terminal.ts';
import { type EvidenceOptions, isForRunner, parseEvidenceOptions } from './options.ts';
import { renderEvidenceJson } from './report-json.ts';
import { renderEvidenceText } from './report-text.ts';
import { tellRunner, tellRunnerOfFailure } from './runner.ts';
import { renderSarifFile } from './sarif-file.ts';
import { fails } from './weight.ts';
import { openScanner } from './wire.ts';

/** `conclave evidence`: lets the rules look at a change and shows what they found; returns the exit code. */
export async function evidence(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    const options = parseEvidenceOptions(rawOptions, terminal);
    const account = await look(options, terminal);
    await show(account, options, terminal);
    return account.hits.some((hit) => fails(hit, options.failOn)) ? EXIT.failed : EXIT.passed;
  } catch (error) {
    if (isForRunner(rawOptions, terminal.environment)) await tellRunnerOfFailure(error);
    throw error;
  }
}

async function look({ reviewed, repo, rules }: EvidenceOptions, terminal: Terminal): Promise<EvidenceAccount> {
  const outputs = [join(terminal.folder, 'committee')];
  const { subject, ground, around, remarks } = await readChange(
    { reviewed, repo, outputs, command: 'evidence' },
    terminal,
  );
  for (const remark of remarks) terminal.errors.write(`conclave: ${disarm(remark)}\n`);
  const scanner = openScanner();
  try {
    return await gatherEvidence({ change: subject.change, around, only: rules }, ground, scanner);
  } finally {
    await scanner.close();
  }
}

async function show(account: EvidenceAccount, options: EvidenceOptions, terminal: Terminal): Promise<void> {
  const { format, out } = options;
  const isGitHub = format === 'github';
  const drawn = await render(account, isGitHub ? 'text' : format, terminal);
  terminal.output.write(drawn);
  if (out !== null) {
    const toFile = { ...terminal, output: { ...terminal.output, colours: false } };
    await writeOut(out, await render(account, isGitHub ? 'sarif' : format, toFile), 'the hits');
  }
  if (isGitHub) await tellRunner(account, options, terminal);
}

async function render(
  account: EvidenceAccount,
  format: Exclude<EvidenceOptions['format'], 'github'>,
  terminal: Terminal,
): Promise<string> {
  switch (format) {
    case 'text':
      return renderEvidenceText(account, terminal.output);
    case 'json':
      return renderEvidenceJson(account);
    case 'sarif':
      return renderSarifFile(account, terminal);
    default:
      return format satisfies never;
  }
}
