/** Whether a story was stopped from outside while it ran; it must end then and publish nothing more. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && error.name === 'Stopped';
}
