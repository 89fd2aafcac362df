import { isAppError, messageOf } from '../../kernel/app-error.ts';
import type { AlertNotice } from '../../ops/alerts/notice.ts';
import { readListedAlerts } from '../../ops/alerts/payload.ts';
import type { AlertDesk } from '../../ports/alert-desk.ts';
import { addressOf } from './address.ts';
import { readJson } from './answer.ts';

/** Where an Alertmanager is, as the installation knows it; nothing of it comes from a notice. */
export interface AlertmanagerPlace {
  /** With a path where it has one: `https://alerts.example/alertmanager`. */
  readonly url: string;
  /** The whole header, as `Bearer …`; null where none is needed. */
  readonly authorization: string | null;
  /** For the whole answer; 5 seconds when it is missing. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 5_000;

/** An Alertmanager that is asked over its API, version 2, at the address of the installation. */
export function alertmanagerDesk(place: AlertmanagerPlace): AlertDesk {
  return {
    current: async (group) => {
      try {
        return { kind: 'read', alerts: readListedAlerts(await ask(place, group)) };
      } catch (error) {
        return { kind: 'unread', words: wordsOf(error, place) };
      }
    },
  };
}

async function ask(place: AlertmanagerPlace, group: Pick<AlertNotice, 'groupLabels' | 'receiver'>): Promise<unknown> {
  const response = await fetch(addressOf(place.url, group), {
    headers: {
      accept: 'application/json',
      ...(place.authorization !== null && { authorization: place.authorization }),
    },
    // The credentials would travel with it.
    redirect: 'manual',
    signal: AbortSignal.timeout(place.patienceMs ?? PATIENCE_MS),
  });
  return readJson(response);
}

/** What fetch throws says nothing; its cause does. */
function wordsOf(error: unknown, { patienceMs = PATIENCE_MS }: AlertmanagerPlace): string {
  if (isAppError(error)) return error.message;
  if (error instanceof Error && error.name === 'TimeoutError')
    return `Alertmanager did not answer within ${patienceMs / 1_000} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  return `Alertmanager cannot be reached: ${messageOf(cause instanceof Error && cause.message !== '' ? cause : error)}`;
}
