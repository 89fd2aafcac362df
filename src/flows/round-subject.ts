import type { Change } from '../change/change.ts';
import type { Coverage } from '../dossier/coverage.ts';
import type { Hit } from '../evidence/hit.ts';
import type { SessionType } from '../routing/session-type.ts';
import type { RoundRequest } from './round-request.ts';

/** What is reviewed, as it may be shown, and who looks at it. */
export interface RoundSubject {
  readonly change: Change;
  /** What changed since the baseline, as it may be shown; null when nobody can tell. */
  readonly delta: Change | null;
  readonly sessionType: SessionType;
  /** Ids of the seats. */
  readonly seats: readonly string[];
  readonly rulesRead: RoundRequest['rulesRead'];
  readonly symbolOf: (path: string, line: number, side: string) => string | null;
  /** What reading the whole change covers. */
  readonly coverage: Coverage;
  /** What the rules see in the whole change. */
  readonly hits: readonly Pick<Hit, 'rule' | 'path' | 'quote'>[];
}
