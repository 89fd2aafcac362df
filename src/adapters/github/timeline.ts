import { z } from 'zod';
import type { Access } from './access.ts';
import { askAll } from './ask.ts';

/** GitHub's numbers of events rise with time, and may pass what a number can hold exactly. */
const EventId = z.union([z.number(), z.bigint()]);

const Event = z.object({
  /** Missing in what GitHub tells of comments on lines. */
  event: z.string().optional(),
  id: EventId.optional(),
  /** Null when the account was deleted. */
  actor: z.object({ login: z.string() }).nullish(),
  created_at: z.string().optional(),
  label: z.object({ name: z.string() }).nullish(),
  rename: z.object({ from: z.string(), to: z.string() }).nullish(),
});
type Event = z.infer<typeof Event>;

/** Something that happened to a pull request, at a time of whole seconds; those of one second are told by their ids. */
export interface Happened {
  readonly id: number | bigint;
  readonly at: string;
}

/** That a label was set or taken away. */
export interface LabelEvent extends Happened {
  readonly kind: 'labeled' | 'unlabeled';
  readonly label: string;
  readonly by: string | null;
}

/** That a title was changed. */
export interface RenameEvent extends Happened {
  readonly from: string;
}

/** What happened to the labels, the title and the base of a pull request, oldest first. */
export interface Timeline {
  readonly labels: readonly LabelEvent[];
  readonly renames: readonly RenameEvent[];
  /** When it was led to another base. */
  readonly retargets: readonly Happened[];
}

/** Reads the whole timeline of a pull request. */
export async function readTimeline({ octokit, at, name }: Access, number: number): Promise<Timeline> {
  const events = await askAll(`the timeline of ${name}#${number}`, Event, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/timeline', {
      ...at,
      issue_number: number,
      per_page: 100,
    }),
  );
  return {
    labels: events.flatMap(labelEvent).toSorted(inOrder),
    renames: events.flatMap(renameEvent).toSorted(inOrder),
    retargets: events.flatMap(retargetEvent).toSorted(inOrder),
  };
}

/** Whether something happened after something else. */
export function isAfter(one: Happened, other: Happened): boolean {
  return inOrder(one, other) > 0;
}

function inOrder(one: Happened, other: Happened): number {
  const [left, right] = [Date.parse(one.at), Date.parse(other.at)];
  if (left !== right) return left - right;
  if (one.id === other.id) return 0;
  return one.id > other.id ? 1 : -1;
}

function labelEvent({ event, id, actor, created_at: at, label }: Event): readonly LabelEvent[] {
  if (event !== 'labeled' && event !== 'unlabeled') return [];
  if (id === undefined || at === undefined || !label) return [];
  return [{ kind: event, id, at, label: label.name, by: actor?.login ?? null }];
}

function renameEvent({ event, id, created_at: at, rename }: Event): readonly RenameEvent[] {
  if (event !== 'renamed' || id === undefined || at === undefined || !rename) return [];
  return [{ id, at, from: rename.from }];
}

const RETARGETS = ['base_ref_changed', 'automatic_base_change_succeeded'];

function retargetEvent({ event = '', id, created_at: at }: Event): readonly Happened[] {
  return RETARGETS.includes(event) && id !== undefined && at !== undefined ? [{ id, at }] : [];
}
