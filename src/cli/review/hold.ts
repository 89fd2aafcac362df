import type { Session } from '../../committee/session.ts';
import { holdSession } from '../../flows/hold-session.ts';
import type { SessionRequest } from '../../flows/session-request.ts';
import type { ArchivedSession } from '../../ports/archive.ts';
import type { Witness } from '../../ports/witness.ts';
import { INTERRUPTED, onInterruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';
import { type ReviewPorts, wireReview } from '../wire.ts';
import { openBoard } from './board.ts';
import { recordBrokenOff } from './broken-off.ts';
import type { ReviewOptions } from './options.ts';
import { openPlainLog } from './plain-log.ts';

/** A finished session, and where it was kept or why it could not be. */
export interface Held {
  readonly session: Session;
  readonly kept: { readonly paths: ArchivedSession } | { readonly failure: unknown };
}

/**
 * Holds a session where a person may break it off: shows it while it is held, and leaves nothing half done. A verdict
 * that was paid for is returned also when its files could not be written.
 */
export async function holdInTerminal(
  request: SessionRequest,
  options: ReviewOptions,
  terminal: Terminal,
): Promise<Held> {
  const ports = wireReview(options, request.catalog, terminal);
  const view = openView(request, options, terminal);
  const finished = keepFinished(ports);
  const opened = rememberOpening(terminal);
  const stop = onInterruption((signal) => {
    // A session that is being written is whole in a moment, and its verdict worth waiting for.
    if (ports.archive.isKeeping()) return;
    ports.archive.abandon();
    view.close();
    const opening = opened.opening();
    if (opening !== null) {
      const spending = ports.models.spending();
      ports.archive.keepCosts(recordBrokenOff(request, { ...opening, ended: terminal.now(), spending }));
    }
    terminal.errors.write(`conclave: stopped by ${signal} before there was a verdict; no session was kept\n`);
    terminal.errors.write(`  ${ports.models.tellSpending()}\n`);
    process.exit(INTERRUPTED[signal]);
  });
  try {
    const witness: Witness = (event) => {
      opened.witness(event);
      view.witness(event);
    };
    const held = await holdSession(request, { ...finished.ports, witness });
    return { session: held.session, kept: { paths: held.archived } };
  } catch (failure) {
    const session = finished.session();
    if (session === null) throw failure;
    return { session, kept: { failure } };
  } finally {
    stop();
    view.close();
    ports.archive.abandon();
  }
}

/** The board for a person who watches, plain lines for everything else. */
function openView({ dossier }: SessionRequest, { reviewed }: ReviewOptions, terminal: Terminal) {
  if (!terminal.errors.interactive) return openPlainLog(terminal.errors);
  const head = {
    subject: dossier.subject,
    commit: dossier.head,
    files: dossier.coverage.files.length,
    baseName: reviewed.kind === 'change' ? reviewed.base : null,
  };
  return openBoard(terminal.errors, head, () => terminal.now());
}

/** Remembers the id of the session and when it began, for its costs. */
function rememberOpening(terminal: Terminal) {
  let opening: { readonly id: string; readonly began: number } | null = null;
  const witness: Witness = (event) => {
    if (event.kind === 'opened') opening = { id: event.id, began: terminal.now() };
  };
  return { witness, opening: (): typeof opening => opening };
}

/** Remembers the session that the flow hands to the archive. */
function keepFinished(ports: Omit<ReviewPorts, 'witness'>) {
  let finished: Session | null = null;
  const { archive } = ports;
  const keep: ReviewPorts['archive']['keep'] = (held) => {
    finished = held.session;
    return archive.keep(held);
  };
  return { ports: { ...ports, archive: { ...archive, keep } }, session: (): Session | null => finished };
}
