import type { CodeHost } from '../../ports/code-host.ts';
import type { Publications } from '../../ports/publications.ts';
import type { ReviewBook } from '../../ports/review-book.ts';
import type { Stories } from '../../ports/stories.ts';
import type { PullPorts } from '../pull-ports.ts';

/** What showing findings on their lines asks of the outside world. */
export interface InlinePorts extends Pick<PullPorts, 'journal' | 'clock' | 'hostUrl' | 'rulesUrl'> {
  readonly host: Pick<CodeHost, 'threads'>;
  readonly book: Pick<ReviewBook, 'exclusively' | 'isCurrent' | 'ledger'>;
  readonly publications: Pick<Publications, 'find' | 'note'>;
  readonly stories: Pick<Stories, 'hearSoon'>;
}
