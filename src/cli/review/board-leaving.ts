/** Calls `act` when the process is about to end by itself or by a signal; returns how to take that back. */
export type Leaving = (act: () => void) => () => void;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Acts once before this process ends; a signal that nobody else listens to ends it as it would have. */
export const onLeaving: Leaving = (act) => {
  const stop = () => {
    process.off('exit', act);
    for (const signal of SIGNALS) process.off(signal, leave);
  };
  const leave = (signal: NodeJS.Signals) => {
    act();
    stop();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on('exit', act);
  for (const signal of SIGNALS) process.on(signal, leave);
  return stop;
};
