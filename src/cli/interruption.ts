/** A signal by which a person or a machine ends the program. */
export type Interruption = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What a shell expects as exit code of a program that ended by a signal: 128 and the signal's number. */
export const INTERRUPTED: Readonly<Record<Interruption, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const SIGNALS: readonly Interruption[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Acts on the first signal; a second one ends the program as it would any. Returns how to take that back. */
export function onInterruption(act: (signal: Interruption) => void): () => void {
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
  const interrupt = (signal: Interruption) => {
    // Later, so that whoever else listens does not take itself for the last and ends the process before us.
    setImmediate(stop);
    act(signal);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return stop;
}
