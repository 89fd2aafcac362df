import type { Audit } from '../ports/audit.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeHost } from '../ports/code-host.ts';
import type { Journal } from '../ports/journal.ts';
import type { Publications } from '../ports/publications.ts';
import type { ReviewBook } from '../ports/review-book.ts';
import type { Stories } from '../ports/stories.ts';
import type { Waivers } from '../ports/waivers.ts';
import type { Judge } from './judge-change.ts';

/** What every story of a pull request asks of the outside world. */
export interface PullPorts {
  /** The host of the pull request's own repository. */
  readonly host: CodeHost;
  readonly book: ReviewBook;
  readonly publications: Publications;
  readonly audit: Audit;
  readonly waivers: Waivers;
  readonly stories: Stories;
  readonly journal: Journal;
  /** How the gates are judged where that holds up nothing else. */
  readonly judge: Judge;
  readonly clock: Clock;
  /** Address of the host's pages, e.g. `https://github.com`. */
  readonly hostUrl: string;
  /** Where this program shows the pages of its evidence rules, without a slash at its end; null when it has no address. */
  readonly rulesUrl: string | null;
}

/** The time as records write it. */
export function timeOf({ clock }: Pick<PullPorts, 'clock'>): string {
  return new Date(clock.now()).toISOString();
}
