import type { SignalQuestion } from '../../../src/ports/signal-source.ts';

/** A question for a signal of this form, with what is not said as configuration has it. */
export function questionFor(
  form: SignalQuestion['form'],
  query: string,
  more: Partial<SignalQuestion> = {},
): SignalQuestion {
  const by = form === 'names' ? 'pod' : 'crypto';
  return {
    name: 'pvc_pct',
    form,
    query,
    freshness: null,
    maxAgeSeconds: 3_600,
    by,
    run: 'run',
    windowSeconds: 7 * 86_400,
    ...more,
  };
}
