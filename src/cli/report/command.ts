import { type Quality, weighQuality } from '../../committee/ledger/quality.ts';
import { AppError, renderError } from '../../kernel/app-error.ts';
import type { QualityReading } from '../../ports/quality.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { parseQualityOptions, type QualityOptions } from './options.ts';
import { renderQualityJson } from './quality-json.ts';
import { renderQualityMarkdown } from './quality-markdown.ts';
import { renderQualityText } from './quality-text.ts';
import type { QualityReport } from './quality-words.ts';
import { openRecords } from './wire.ts';

/** `conclave report quality`: says what became of findings, and whose are dismissed too often; returns the exit code. */
export async function quality(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseQualityOptions(rawOptions, terminal);
  const { wish } = options;
  const reading = await openRecords(options, terminal.environment).read(wish);
  for (const { path, reason } of reading.unread) {
    terminal.errors.write(`conclave: ${renderError(notCounted(path, reason))}\n`);
  }
  if (reading.groups.length === 0) {
    terminal.errors.write(`conclave: ${renderError(nothingRaised(reading, options))}\n`);
    return EXIT.inconclusive;
  }
  const weighed = weighQuality(reading.groups);
  terminal.output.write(render({ wish, reading, quality: weighed }, options.format, terminal));
  return exitCodeOf(weighed);
}

function notCounted(path: string, reason: string): AppError {
  return new AppError('bad-input', `not counted: ${reason}`, { where: path });
}

/** Without data nothing is well. */
function nothingRaised({ place, sessions }: QualityReading, { wish, sessions: files }: QualityOptions): AppError {
  const of = wish.repository === null ? '' : ` of ${wish.repository.owner}/${wish.repository.name}`;
  const since = wish.since === null ? '' : ` since ${wish.since}`;
  const what =
    sessions === 0
      ? `no session${of} is on record${since}, so that nothing can be said`
      : `no finding${of} was raised${since} in ${sessions === 1 ? 'the one session' : `the ${sessions} sessions`} on record`;
  return new AppError('bad-input', what, {
    where: place,
    ...(wish.since !== null && { advice: 'An earlier day with --since shows more.' }),
    ...(wish.since === null && files === null && { advice: 'DATABASE_URL or CONCLAVE_HOME name another database.' }),
  });
}

function render(report: QualityReport, format: QualityOptions['format'], { output }: Terminal): string {
  switch (format) {
    case 'text':
      return disarm(renderQualityText(report, output));
    case 'markdown':
      return disarm(renderQualityMarkdown(report));
    case 'json':
      return `${disarmJson(renderQualityJson(report))}\n`;
    default:
      return format satisfies never;
  }
}

function exitCodeOf({ all, pointedOut }: Quality): number {
  if (all.fates === null) return EXIT.inconclusive;
  return pointedOut.length === 0 ? EXIT.passed : EXIT.failed;
}
