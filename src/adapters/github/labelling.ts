import { z } from 'zod';
import type { Labelling } from '../../gates/labelling.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';
import { readBodyAt } from './body-history.ts';
import { type PastHead, readHeadAt } from './push-history.ts';
import { isAfter, type LabelEvent, readTimeline, type Timeline } from './timeline.ts';

const Pull = z.object({
  title: z.string(),
  head: z.object({
    sha: z.string(),
    ref: z.string(),
    /** Null when the fork was deleted. */
    repo: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }).nullable(),
  }),
});
type Pull = z.infer<typeof Pull>;

/** Who set a label on a pull request and when, and how it was then; null when the label does not stand there. */
export async function readLabelling(access: Access, number: number, label: string): Promise<Labelling | null> {
  // The pull request is read first: what changes meanwhile then stands in the histories, which are read later.
  const pull = await readNow(access, number);
  const timeline = await readTimeline(access, number);
  const set = findSetting(timeline, label);
  if (set === null) return null;
  const { id, by, at } = set;
  if (by === null)
    return { id: String(id), by: 'ghost', at, moment: { unknown: 'the account that set the label is gone' } };
  return { id: String(id), by, at, moment: await readMoment(access, number, { pull, timeline, set }) };
}

/** The head that a pull request had at a moment; null where GitHub's history does not tell. */
export async function readPullHeadAt(access: Access, number: number, at: string): Promise<string | null> {
  const { head } = await readNow(access, number);
  const past = await readPastHead(access, head, at);
  return 'unknown' in past ? null : past.sha;
}

async function readPastHead(access: Access, { repo, ref: branch, sha }: Pull['head'], at: string): Promise<PastHead> {
  if (repo === null) return { unknown: 'the repository of the head was deleted' };
  return readHeadAt(access, { owner: repo.owner.login, repo: repo.name, branch, sha }, at);
}

async function readNow({ octokit, at, name }: Access, number: number): Promise<Pull> {
  return ask(`pull request ${name}#${number}`, Pull, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: number }),
  );
}

/** The newest event of the label, where that set it. */
function findSetting({ labels }: Timeline, label: string): LabelEvent | null {
  const last = labels.findLast((event) => event.label.toLowerCase() === label.toLowerCase());
  return last?.kind === 'labeled' ? last : null;
}

interface Setting {
  readonly pull: Pull;
  readonly timeline: Timeline;
  readonly set: LabelEvent;
}

async function readMoment(
  access: Access,
  number: number,
  { pull, timeline, set }: Setting,
): Promise<Labelling['moment']> {
  const title = timeline.renames.find((rename) => isAfter(rename, set))?.from ?? pull.title;
  const body = await readBodyAt(access, number, set.at);
  if ('unknown' in body) return body;
  const head = await readPastHead(access, pull.head, set.at);
  return 'unknown' in head ? head : { title, body: body.text, head: head.sha };
}
