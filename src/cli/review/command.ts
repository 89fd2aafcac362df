import { tellCeiling } from '../../committee/ceiling/words.ts';
import type { Subject } from '../../evidence/observe.ts';
import { planWithin } from '../../flows/hold-session.ts';
import { planOf } from '../../flows/plan-of.ts';
import { prepareReview } from '../../flows/prepare-review.ts';
import { NO_ORIGIN, type ReviewOrder } from '../../flows/review-order.ts';
import { NO_PAST } from '../../flows/round-request.ts';
import type { SessionRequest } from '../../flows/session-request.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { renderSession } from '../render-session.ts';
import type { Terminal } from '../terminal.ts';
import { beginLoading, openScanner, REHEARSAL_STAND_IN } from '../wire.ts';
import { renderDryRun } from './dry-run.ts';
import { holdInTerminal } from './hold.ts';
import { parseReviewOptions, type ReviewOptions } from './options.ts';
import { readReviewed } from './reviewed.ts';
import { tellSkipped } from './skipped.ts';
import { surveyAround } from './survey.ts';

/** `conclave review`: reads the input, holds the session and shows the verdict; returns the exit code. */
export async function review(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseReviewOptions(rawOptions, terminal.folder);
  beginLoading(options);
  const scanner = openScanner();
  scanner.warmUp();
  try {
    const { subject, ground, around, remarks } = await readReviewed(options, terminal);
    for (const remark of remarks) terminal.errors.write(`conclave: ${remark}\n`);
    const survey = await surveyAround({ subject, ground, around }, { options, scanner, terminal });
    const prepared = await prepareReview(orderOf(options, subject), ground, { scanner, survey });
    if (prepared.kind === 'skipped') return tellSkipped(prepared.route, options, terminal);
    return await hold(prepared.request, options, terminal);
  } finally {
    await scanner.close();
  }
}

async function hold(request: SessionRequest, options: ReviewOptions, terminal: Terminal): Promise<number> {
  if (options.dryRun) return tellDryRun(request, terminal);
  const { session, kept } = await holdInTerminal(request, options, terminal);
  terminal.output.write(
    options.json ? `${JSON.stringify(session, null, 2)}\n` : renderSession(session, options.format, terminal.output),
  );
  if ('failure' in kept) throw kept.failure;
  const { session: file, artifact, finops } = kept.paths;
  terminal.errors.write(`session  ${file}\ndossier  ${artifact}\ncosts    ${finops}\n`);
  return exitCodeOf(session);
}

/** The prompts, and behind them the ceiling that the session would be above; a change too large to be read has no prompts. */
function tellDryRun(request: SessionRequest, { output }: Pick<Terminal, 'output'>): number {
  const planned = planWithin(request);
  if (planned.kind === 'within') {
    output.write(renderDryRun(request, planned.plan));
    return EXIT.passed;
  }
  if (request.ceiling === null) output.write(renderDryRun(request, planOf(request)));
  output.write(`${tellCeiling(planned.ceiling).join('\n')}\n`);
  return EXIT.inconclusive;
}

function orderOf(options: ReviewOptions, subject: Subject): ReviewOrder {
  const { sessionType, question, issue, experts, models, consolidate, budget, rehearsal } = options;
  return {
    subject,
    sessionType,
    question,
    issue,
    description: null,
    experts,
    models,
    consolidate,
    budget,
    rehearsal: rehearsal ? REHEARSAL_STAND_IN : null,
    anyway: false,
    origin: NO_ORIGIN,
    past: NO_PAST,
  };
}
