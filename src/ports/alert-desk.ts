import type { CurrentAlerts } from '../ops/alerts/decision.ts';
import type { AlertNotice } from '../ops/alerts/notice.ts';

/** The place that holds the alerts of now. */
export interface AlertDesk {
  /**
   * Asks for the alerts of a notice's group that are not over; silenced ones fire too. A place that is down or answers
   * nonsense is an answer, never an exception.
   */
  current(group: Pick<AlertNotice, 'groupLabels' | 'receiver'>): Promise<CurrentAlerts>;
}
