import { citationsIn } from '../../adr/lint/citations.ts';
import { lintRecords } from '../../adr/lint.ts';
import { matchesAny } from '../../kernel/glob.ts';
import { EXIT } from '../exit-code.ts';
import { disarm } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { readCitingFiles } from './citing-files.ts';
import { countFindings, type LintReport, renderLintJson } from './lint-report.ts';
import { isForRunner, type LintFormat, type LintOptions, parseLintOptions } from './options.ts';
import { openProject } from './project.ts';
import { readRecordFiles } from './record-files.ts';

/** `conclave adr lint`: checks the decision records of a project; returns the exit code. */
export async function lintHere(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    const options = parseLintOptions(rawOptions, terminal);
    const report = await lintProject(options, terminal.environment);
    await show(report, options.format, terminal);
    return countFindings(report.findings).errors > 0 ? EXIT.failed : EXIT.passed;
  } catch (error) {
    if (isForRunner(rawOptions, terminal.environment)) {
      const { tellRunnerOfFailure } = await import('./lint-runner.ts');
      await tellRunnerOfFailure(error);
    }
    throw error;
  }
}

async function lintProject(
  { repo, folders, except, ifAny }: LintOptions,
  environment: Terminal['environment'],
): Promise<LintReport> {
  const project = await openProject(repo, environment);
  const { records, paths, notes } = await readRecordFiles(project, folders, { ifAny });
  const own = new Set(records.map(({ path }) => path));
  // Where nobody keeps records, "ADR-7" means something else.
  const citable = records.length === 0 ? [] : paths;
  const citing = await readCitingFiles(project, citable, (path) => own.has(path) || matchesAny(path, except));
  const citations = [...citing.texts].flatMap(([path, text]) => citationsIn(path, text));
  const findings = lintRecords({ files: records, paths, citations });
  return {
    name: project.name,
    records: records.length,
    findings,
    notes: [...notes, ...citing.notes],
  };
}

async function show(report: LintReport, format: LintFormat, terminal: Terminal): Promise<void> {
  terminal.output.write(await render(report, format, terminal));
  if (format !== 'github') return;
  const { tellRunner } = await import('./lint-runner.ts');
  await tellRunner(report, terminal);
}

async function render(report: LintReport, format: LintFormat, { output }: Terminal): Promise<string> {
  switch (format) {
    case 'json':
      return renderLintJson(report);
    case 'markdown':
      return disarm((await import('./lint-markdown.ts')).renderLintMarkdown(report));
    case 'text':
    case 'github':
      return (await import('./lint-text.ts')).renderLintText(report, output);
    default:
      return format satisfies never;
  }
}
