import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/committee/ledger/entry.ts';
import { ruleAgain } from '../../src/committee/lifted.ts';
import type { Session } from '../../src/committee/session.ts';
import type { InlinePorts } from '../../src/flows/inline/inline-ports.ts';
import { publishInline } from '../../src/flows/publish-inline.ts';
import type { Publication } from '../../src/ports/publications.ts';
import { operationsOf, refOf, useFake } from '../adapters/github/fake-host.ts';
import { confirmed, idOf, someFinding } from '../committee/some-finding.ts';
import type { Pull } from '../fakes/github/world.ts';
import { rejected } from '../fixtures/sessions.ts';

const text = (mark: string) => Array.from({ length: 60 }, (_, index) => `line ${index + 1}${mark}\n`).join('');
const stage = useFake({ 'run.py': text(''), 'far.py': text('') });

const REVIEW = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const FILE = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments';

/** A pull request that changes all of one file and only the first line of another one. */
function openPull(): Pull {
  const { github, repository } = stage();
  const changes = { 'run.py': text('!'), 'far.py': text('').replace('line 1\n', 'line one\n') };
  return github.openPull(repository, { title: 'Change', author: 'wim', head: 'change', changes });
}

function blocker(number: number, path = 'run.py', line = number) {
  const place = { path, line, end_line: line, side: 'after', symbol: null, quote: 'x' } as const;
  return someFinding({ id: idOf(number), severity: 'blocker', standing: confirmed, claim: `Claim ${number}.`, place });
}

const holding = (...findings: readonly ReturnType<typeof blocker>[]): Session => ({
  ...rejected(),
  inline: 'blockers',
  chair: null,
  findings: [...findings],
});

/** What is on record, for flows that ask for nothing else. */
function makeRecord({ isCurrent = true } = {}) {
  const { github, repository, host } = stage();
  const noted = new Map<string, Publication>();
  const heard: unknown[] = [];
  const ledger: LedgerEntry[] = [];
  const ports: InlinePorts = {
    host,
    book: {
      exclusively: (_pull, work) => work(),
      isCurrent: async () => isCurrent,
      ledger: async () => ledger,
    },
    publications: {
      find: async (key) => noted.get(key) ?? null,
      note: async (publication) => void noted.set(publication.key, publication),
    },
    stories: { hearSoon: async (order) => void heard.push(order) },
    journal: { step: (_name, effect) => effect() },
    clock: { now: () => 0 },
    hostUrl: 'https://github.example',
    rulesUrl: null,
  };
  const publish = (pull: Pull, session: Session) => {
    const review = {
      key: 'k',
      pull: { repository: refOf(github, repository), number: pull.number },
      head: pull.headSha,
    };
    return publishInline({ review, session, ruled: ruleAgain(session, []) }, ports);
  };
  return { publish, noted, heard, ledger };
}

const threads = (pull: Pull) => stage().github.threads(pull);
const sent = (operation: string) => operationsOf(stage()).filter((each) => each === operation).length;

describe('the findings of a verdict', () => {
  it('are shown on their lines by one review, outside the hunks at their file, and else not', async () => {
    const pull = openPull();

    const outcome = await makeRecord().publish(
      pull,
      holding(blocker(1), blocker(2), blocker(3, 'far.py', 50), blocker(4, 'other.py')),
    );

    expect(outcome).toMatchObject({
      posted: 3,
      failed: null,
      notShown: [{ finding: idOf(4), label: 'B2', why: 'no-place' }],
    });
    expect(threads(pull)).toMatchObject([
      { path: 'run.py', line: 1 },
      { path: 'run.py', line: 2 },
      { path: 'far.py', line: null },
    ]);
    expect(sent(REVIEW)).toBe(1);
    expect(pull.reviews[0]?.body).toContain('Not shown inline: **B2**');
  });

  it('have one thread each, also when nothing is noted, and when the thread was deleted', async () => {
    const pull = openPull();
    const session = holding(blocker(1));
    const record = makeRecord();
    await record.publish(pull, session);

    await makeRecord().publish(pull, session);
    const [thread] = threads(pull);
    stage().github.deleteInThread(pull, thread?.id ?? 0);
    await record.publish(pull, session);

    expect(sent(REVIEW)).toBe(1);
    expect(threads(pull)).toEqual([]);
  });

  it('have one thread each although the answer of GitHub was lost', async () => {
    const pull = openPull();
    const record = makeRecord();
    stage().github.fail(REVIEW, { acceptedButNoAnswer: true });

    const first = await record.publish(pull, holding(blocker(1)));
    const second = await record.publish(pull, holding(blocker(1), blocker(2)));

    expect(first).toMatchObject({ posted: 0, failed: expect.stringContaining('GitHub could not be asked') });
    expect(second).toMatchObject({ posted: 1, failed: null });
    expect(threads(pull)).toHaveLength(2);
  });

  it('go to their files when GitHub refuses the review, and are named when it refuses that too', async () => {
    const pull = openPull();
    stage().github.fail(REVIEW, { status: 422 });
    stage().github.fail(FILE, { status: 422 });

    const outcome = await makeRecord().publish(pull, holding(blocker(1), blocker(2)));

    expect(outcome).toMatchObject({ posted: 1, failed: null, notShown: [{ finding: idOf(1), why: 'refused' }] });
    expect(threads(pull)).toMatchObject([{ path: 'run.py', line: null }]);
  });

  it('keep no verdict back where the app may not comment', async () => {
    const pull = openPull();
    stage().github.fail(REVIEW, { status: 403 });

    const outcome = await makeRecord().publish(pull, holding(blocker(1)));

    expect(outcome).toMatchObject({ posted: 0, failed: expect.stringContaining('403') });
  });

  it('are not shown on a head that is no more, nor for a review that was replaced, nor where nobody wants it', async () => {
    const pull = openPull();
    const old = { ...pull };
    stage().github.push(pull, { 'run.py': text('?') });

    await makeRecord().publish(old, holding(blocker(1)));
    await makeRecord({ isCurrent: false }).publish(pull, holding(blocker(1)));
    await makeRecord().publish(pull, { ...holding(blocker(1)), inline: 'none' });

    expect(threads(pull)).toEqual([]);
    expect(sent(REVIEW)).toBe(0);
  });
});

describe('the threads of earlier verdicts', () => {
  it('are closed when their findings are gone, with a reply only where a person has answered', async () => {
    const { github } = stage();
    const pull = openPull();
    const record = makeRecord();
    await record.publish(pull, holding(blocker(1), blocker(2)));
    const [, answered] = threads(pull);
    github.replyInThread(pull, answered?.id ?? 0, { by: 'ada', body: 'I see.' });

    await record.publish(pull, holding());
    await record.publish(pull, holding());

    expect(threads(pull).map(({ isHidden, comments }) => [isHidden, comments.length, comments[0]?.edits])).toEqual([
      [true, 1, 1],
      [false, 3, 1],
    ]);
    expect(threads(pull)[0]?.comments[0]?.body).toContain('**Not found again**');
  });

  it('are caught up with later when GitHub was away', async () => {
    const { github } = stage();
    const pull = openPull();
    const record = makeRecord();
    await record.publish(pull, holding(blocker(1), blocker(2)));
    github.fail('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', { status: 403 });

    const first = await record.publish(pull, holding());
    const second = await record.publish(pull, holding());

    expect(first.failed).toContain('403');
    expect(second.failed).toBeNull();
    expect(threads(pull).map(({ comments }) => comments[0]?.edits)).toEqual([1, 1]);
  });

  it('are opened again with a reply when their findings are', async () => {
    const pull = openPull();
    const record = makeRecord();
    await record.publish(pull, holding(blocker(1)));
    await record.publish(pull, holding());

    await record.publish(pull, holding(blocker(1)));

    expect(threads(pull)).toMatchObject([{ isHidden: false, comments: [{ edits: 2 }, {}] }]);
    expect(threads(pull)[0]?.comments[1]?.body).toContain('**Open again**');
    expect(sent(REVIEW)).toBe(1);
  });

  it('stay as a person left them, and are no dismissal', async () => {
    const { github } = stage();
    const pull = openPull();
    const record = makeRecord();
    await record.publish(pull, holding(blocker(1)));
    github.resolveThread(pull, threads(pull)[0]?.id ?? 0, 'ada');

    await record.publish(pull, holding(blocker(1)));

    expect(threads(pull)).toMatchObject([{ resolvedBy: 'ada', comments: [{ edits: 0 }] }]);
    expect(record.heard).toEqual([]);
  });

  it('are read for what people ask there', async () => {
    const { github } = stage();
    const pull = openPull();
    const record = makeRecord();
    await record.publish(pull, holding(blocker(1)));
    github.reactInThread(pull, threads(pull)[0]?.id ?? 0, { by: 'ada', content: '-1' });

    await record.publish(pull, holding(blocker(1)));

    expect(record.heard).toMatchObject([{ pull: { number: pull.number } }]);
  });
});
