/** Where a flow names its effects, so that a durable engine can record them and a plain one just runs them. */
export interface Journal {
  /**
   * Runs the effect once under its name; a durable journal returns the recorded result instead of running it again.
   * In a story that was stopped from outside it throws an error named `Stopped`.
   */
  step<T>(name: string, effect: () => Promise<T>): Promise<T>;
}
