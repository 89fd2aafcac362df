import type { ListedPull } from '../change/pull-request.ts';
import { KILL_SWITCH, killSwitchBypass } from '../gates/bypass.ts';
import type { Bypass } from '../gates/report.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AppHost } from '../ports/app-host.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import type { Asking } from '../routing/review-ticket.ts';
import { SessionType } from '../routing/session-type.ts';
import { standsOn } from './guard-check.ts';
import { basisOf } from './keep-guard.ts';
import type { HousePorts } from './receive-delivery.ts';
import { judgeRulesLeft } from './rules-round.ts';
import { isStopped } from './stopped.ts';
import { ITSELF } from './write-ticket.ts';

/** What a round asks of the outside world. */
export type RoundPorts = HousePorts & { readonly app: AppHost };

/** How often a review that broke is begun anew by itself. */
const MOST_ATTEMPTS = 3;

/**
 * Looks at every open pull request whose head has no verdict, since the host may never have told us of it; and asks the
 * gates where their check speaks of another title, description, label, head or switch.
 */
export async function pickUpLeft(ports: RoundPorts): Promise<void> {
  const { journal, app } = ports;
  const repositories = await journal.step('list the repositories', () => app.listRepositories());
  for (const repository of repositories) {
    // One repository that cannot be read is no reason to leave the others.
    await journal
      .step(`pick up what is left in ${repository.id}`, async () => {
        const host = app.repository(repository);
        const open = await host.listOpenPulls();
        for (const pull of open.filter(({ draft }) => !draft)) await pickUp(pull, ports);
        const { bypass } = open.length === 0 ? NO_BYPASS : killSwitchBypass(await host.readVariable(KILL_SWITCH));
        for (const pull of open) await guardAgain(pull, { bypass, open }, ports);
        await judgeRulesLeft(open, ports.at(repository));
      })
      .catch(passOver);
  }
}

function passOver(error: unknown): void {
  if (isStopped(error) || !isAppError(error)) throw error;
}

async function pickUp(pull: ListedPull, ports: RoundPorts): Promise<void> {
  const review = await ports.book.current(pull.ref);
  const due = await dueOf(pull, review, ports);
  if (due.kind === 'nothing') return;
  const cause = review === null ? `round ${pull.head.sha}` : `round ${review.key}`;
  await ports.stories.takeUpSoon({ pull: pull.ref, cause, asked: due.asked, again: due.again });
}

const NO_BYPASS = { bypass: null };

/** What holds for every open pull request of a repository. */
interface OpenPulls {
  readonly bypass: Bypass | null;
  readonly open: readonly ListedPull[];
}

async function guardAgain(pull: ListedPull, { bypass, open }: OpenPulls, ports: RoundPorts): Promise<void> {
  const basis = basisOf(pull, bypass);
  if (await standsOn(pull, { basis, open }, ports.at(pull.ref.repository))) return;
  const { ref } = pull;
  const hour = new Date(ports.clock.now()).toISOString().slice(0, 13);
  const order = { pull: ref, cause: `round ${hour}`, again: false };
  await ports.stories.startGuard(order, `${ref.repository.id} round ${hour} ${ref.number}`);
}

type Due =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'look'; readonly asked: Asking | null; readonly again: boolean };

/** A look begins what is missing; another attempt is made where the same review is on record without a verdict. */
async function dueOf(pull: ListedPull, review: ReviewRow | null, ports: RoundPorts): Promise<Due> {
  if (review === null || review.head !== pull.head.sha) return { kind: 'look', asked: null, again: false };
  const again: Due = { kind: 'look', asked: asAskedBefore(review), again: false };
  switch (review.status) {
    case 'published':
      return { kind: 'nothing' };
    case 'cancelled':
    case 'replaced':
      return { kind: 'look', asked: null, again: false };
    case 'running':
      return (await ports.stories.isReviewAlive(review.key)) === true || review.attempt >= MOST_ATTEMPTS
        ? { kind: 'nothing' }
        : again;
    case 'failed':
      // What was paid for and kept is published, not asked for again.
      if (review.sessionId !== null) return { kind: 'look', asked: null, again: true };
      return review.attempt >= MOST_ATTEMPTS ? { kind: 'nothing' } : again;
    case 'refused':
      return refusedDue(review, again, ports);
    default:
      return review.status satisfies never;
  }
}

/** The wish of the person who asked for the review that broke, or one of our own. */
function asAskedBefore({ askedBy, sessionType }: ReviewRow): Asking {
  const by = askedBy ?? ITSELF;
  const type = SessionType.parse(sessionType);
  return { by, isWelcome: by !== ITSELF, anew: true, sessionType: type === 'pr_review' ? null : type, full: false };
}

/** A budget is open again on the next day, a configuration when it was changed; the rest is for people. */
function refusedDue({ cause, endedAt }: ReviewRow, again: Due, { clock }: RoundPorts): Due {
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  if (cause === 'budget') return endedAt?.slice(0, 10) === today ? { kind: 'nothing' } : again;
  return cause === 'configuration' ? { kind: 'look', asked: null, again: false } : { kind: 'nothing' };
}
