import { type FindingMark, readFindingMarker } from '../../committee/inline-comment/marker.ts';
import type { ReviewThread } from '../../committee/inline-comment/thread.ts';
import type { CodeHost } from '../../ports/code-host.ts';

/** A thread of ours with what its first line says. */
export interface MarkedThread extends ReviewThread {
  readonly mark: FindingMark;
}

/** Our threads about findings of a pull request; where a crash made several about one, the oldest is it. */
export async function findThreads(number: number, host: Pick<CodeHost, 'threads'>): Promise<readonly MarkedThread[]> {
  const byFinding = new Map<string, MarkedThread>();
  const read = await host.threads.read(number);
  for (const thread of read.toSorted((one, other) => one.opening.id - other.opening.id)) {
    const mark = readFindingMarker(thread.opening.body);
    if (mark?.pull === number && !byFinding.has(mark.finding)) byFinding.set(mark.finding, { ...thread, mark });
  }
  return [...byFinding.values()];
}
