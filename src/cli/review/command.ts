import { REHEARSAL_MODEL } from '../../adapters/rehearsal/rehearsal.ts';
import { type HeldSession, holdSession, planOf } from '../../flows/hold-session.ts';
import type { Subject } from '../../flows/observe.ts';
import { prepareReview, type ReviewOrder } from '../../flows/prepare-review.ts';
import type { SessionRequest } from '../../flows/session-request.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { renderSession } from '../render-session.ts';
import type { Terminal } from '../terminal.ts';
import { rehearsalCatalog, wireReview } from '../wire.ts';
import { openBoard } from './board.ts';
import { renderDryRun } from './dry-run.ts';
import { parseReviewOptions, type ReviewOptions } from './options.ts';
import { openPlainLog } from './plain-log.ts';
import { readReviewed } from './reviewed.ts';

/** `conclave review`: reads the input, holds the session and shows the verdict; returns the exit code. */
export async function review(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseReviewOptions(rawOptions, terminal.folder);
  const { subject, ground, remarks } = await readReviewed(options, terminal);
  for (const remark of remarks) terminal.errors.write(`conclave: ${remark}\n`);
  const request = await prepareReview(orderOf(options, subject), ground);
  if (options.dryRun) {
    terminal.output.write(renderDryRun(request, planOf(request)));
    return EXIT.passed;
  }
  const { session, archived } = await hold(request, options, terminal);
  terminal.output.write(
    options.json ? `${JSON.stringify(session, null, 2)}\n` : renderSession(session, options.format, terminal.output),
  );
  terminal.errors.write(`session  ${archived.session}\ndossier  ${archived.artifact}\ncosts    ${archived.finops}\n`);
  return exitCodeOf(session);
}

function orderOf(options: ReviewOptions, subject: Subject): ReviewOrder {
  const { sessionType, question, issue, experts, models, consolidate, budget, rehearsal } = options;
  return {
    subject,
    sessionType,
    question,
    issue,
    experts,
    models,
    consolidate,
    budget,
    rehearsal: rehearsal ? { model: REHEARSAL_MODEL, catalog: rehearsalCatalog() } : null,
  };
}

async function hold(request: SessionRequest, options: ReviewOptions, terminal: Terminal): Promise<HeldSession> {
  const { dossier } = request;
  const head = {
    subject: dossier.subject,
    commit: dossier.head,
    files: dossier.coverage.files.length,
    baseName: baseNameOf(options),
  };
  const board = terminal.errors.interactive
    ? openBoard(terminal.errors, head, () => terminal.now())
    : openPlainLog(terminal.errors);
  try {
    return await holdSession(request, wireReview(options, terminal, board.witness));
  } finally {
    board.close();
  }
}

function baseNameOf({ reviewed }: ReviewOptions): string | null {
  return reviewed.kind === 'change' ? reviewed.base : null;
}
