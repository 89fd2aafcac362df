import type { WorkFolder } from '../../adapters/files/work-folder.ts';
import { openProgramFiles } from '../../adapters/program-files/program-files.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { oneLine } from '../verdict-text/width.ts';
import { VERSION } from '../version.ts';
import { type InitGround, openGround } from './ground.ts';
import { parseInitOptions } from './options.ts';
import { type PatchedFile, renderPatch } from './patch-text.ts';
import { type Found, planSteps, type Step, type WritingStep, writingSteps } from './plan.ts';
import { askYes, canAsk } from './question.ts';
import { countFiles, renderNext, renderSteps } from './summary-text.ts';
import { surveyFolder } from './survey.ts';
import type { InitTexts } from './wanted-files.ts';

/** `conclave init`: writes configuration, workflows and templates into a repository; returns the exit code. */
export async function init(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseInitOptions(rawOptions, terminal.folder);
  const ground = await openGround(options.folder, terminal.environment);
  const { found, notes } = await surveyFolder(ground.folder, await readTexts(), options);
  const steps = planSteps(found, options.force);
  showSteps(steps, terminal);
  showSummary(steps, { ...ground, notes }, terminal);
  const writing = writingSteps(steps);
  if (writing.length === 0 || options.dryRun) {
    terminal.errors.write(writing.length === 0 ? 'Nothing is to be written.\n' : 'Nothing was written (--dry-run).\n');
    return EXIT.passed;
  }
  await ground.folder.demandWritable(writing.map(({ path }) => path));
  if (!options.yes && !(await mayWrite(writing.length, terminal))) {
    terminal.errors.write('Nothing was written.\n');
    return EXIT.failed;
  }
  await writeSteps(writing, found, ground.folder);
  const next = renderNext(steps, ground.outsideGit !== null, terminal.errors.columns);
  terminal.errors.write(`Wrote ${countFiles(writing.length)}.\n\n${next}`);
  return EXIT.passed;
}

async function readTexts(): Promise<InitTexts> {
  const program = openProgramFiles(VERSION);
  const [templates, workflows] = await Promise.all([program.templates(), program.workflows()]);
  return { templates, workflows };
}

/** Standard output holds the patch that will be written and nothing else; what is left goes to people only. */
function showSteps(steps: readonly Step[], { output, errors }: Terminal): void {
  output.write(renderPatch(writingSteps(steps).map(patchOf), output));
  const left = steps.flatMap((step) =>
    step.action === 'leave' && step.instead !== undefined ? [{ path: step.path, ...step.instead }] : [],
  );
  if (left.length === 0) return;
  errors.write(
    `Left as it is; with --force it would become:\n${renderPatch(left, { ...errors, interactive: true })}\n`,
  );
}

function patchOf(step: WritingStep): PatchedFile {
  return { path: step.path, text: step.text, before: step.action === 'replace' ? step.before : null };
}

type Told = InitGround & { readonly notes: readonly string[] };

function showSummary(steps: readonly Step[], { folder, outsideGit, notes }: Told, { errors }: Terminal): void {
  const plain = outsideGit === null ? [] : [`${oneLine(outsideGit)}, so the files go into the folder as it is.`];
  errors.write(`${oneLine(folder.root)}\n${renderSteps(steps, errors.colours)}`);
  for (const note of [...plain, ...notes]) errors.write(`note: ${note}\n`);
  errors.write('\n');
}

async function mayWrite(count: number, terminal: Terminal): Promise<boolean> {
  if (canAsk(terminal)) return askYes(`Write ${countFiles(count)}?`, terminal);
  throw new AppError('bad-input', 'nothing was written, since nobody can be asked here', {
    expected: '--yes to write what is shown, or --dry-run to look only',
  });
}

/** What was written before an error stays: each file is whole, and the next run finds it unchanged. */
async function writeSteps(writing: readonly WritingStep[], found: readonly Found[], folder: WorkFolder): Promise<void> {
  const written: string[] = [];
  for (const { path, text } of writing) {
    const standing = found.find(({ wanted }) => wanted.path === path)?.standing ?? { kind: 'absent' };
    try {
      await folder.write(path, text, standing);
    } catch (cause) {
      const done = written.length === 0 ? 'Nothing was written.' : `Already written: ${written.join(', ')}.`;
      throw new AppError('outside-failed', messageOf(cause), {
        where: path,
        advice: `${done} Run it again to see what is missing.`,
        cause,
      });
    }
    written.push(path);
  }
}
