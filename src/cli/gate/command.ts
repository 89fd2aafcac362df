import type { GuardConclusion, GuardReport } from '../../gates/report.ts';
import { EXIT } from '../exit-code.ts';
import { writeOut } from '../out-file.ts';
import type { Terminal } from '../terminal.ts';
import { disarm } from './disarm.ts';
import type { Guarded } from './guarded.ts';
import { guardHere } from './guarded-here.ts';
import { type GateFormat, type GateOptions, isForRunner, parseGateOptions } from './options.ts';

/** `conclave gate`: asks the five gates about one pull request and shows their answers; returns the exit code. */
export async function gate(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    const options = parseGateOptions(rawOptions, terminal);
    const guarded = await guardHere(options, terminal, () => loadDrawing(options.format));
    await show(guarded, options, terminal);
    return exitCodeOfGates(guarded.report.conclusion);
  } catch (error) {
    if (isForRunner(rawOptions, terminal.environment)) {
      const { tellRunnerOfFailure } = await loadRunner();
      await tellRunnerOfFailure(error, terminal);
    }
    throw error;
  }
}

/** What could not be asked is for the person who set it up. */
function exitCodeOfGates(conclusion: GuardConclusion): number {
  switch (conclusion) {
    case 'success':
    case 'neutral':
      return EXIT.passed;
    case 'failure':
      return EXIT.failed;
    case 'action_required':
      return EXIT.badInput;
    default:
      return conclusion satisfies never;
  }
}

async function show(guarded: Guarded, { format, out }: GateOptions, terminal: Terminal): Promise<void> {
  const { report, subject, head, remarks } = guarded;
  const told = [...remarks, `asked about ${subject}${head === null ? '' : ` at ${head.slice(0, 7)}`}`];
  const notes = format === 'json' ? report.notes.map(({ text, mend }) => [text, mend ?? ''].join(' ').trim()) : [];
  terminal.output.write(await render(report, format === 'github' ? 'text' : format, terminal));
  for (const line of [...notes, ...told]) terminal.errors.write(`conclave: ${disarm(line)}\n`);
  if (out !== null)
    await writeOut(out, await render(report, format === 'github' ? 'markdown' : format, terminal), 'the report');
  if (format !== 'github') return;
  const { tellRunner } = await loadRunner();
  await tellRunner(report, terminal);
}

const loadText = () => import('./report-text.ts');
const loadMarkdown = () => import('../../gates/check/guard-check.ts');
const loadJson = () => import('./report-json.ts');
const loadRunner = () => import('./runner.ts');

/** Begins to load what will draw the answers. */
async function loadDrawing(format: GateFormat): Promise<void> {
  const loads = { json: [loadJson], text: [loadText], markdown: [loadMarkdown], github: [loadText, loadRunner] };
  for (const load of loads[format]) await load();
}

async function render(
  report: GuardReport,
  format: Exclude<GateFormat, 'github'>,
  { output }: Terminal,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await loadJson()).renderGuardJson(report);
    case 'text':
      return (await loadText()).renderGuardText(report, output);
    case 'markdown':
      return disarm((await loadMarkdown()).renderGuardMarkdown(report));
    default:
      return format satisfies never;
  }
}
