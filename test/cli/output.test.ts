import { afterAll, describe, expect, it } from 'vitest';
import { renderComment } from '../../src/committee/comment/comment.ts';
import { readSession } from '../../src/committee/read-session.ts';
import { renderReport } from '../../src/committee/report/report.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { makeFolder, readFiles, run } from './running.ts';

const repository = makeMomentumRepository();
afterAll(() => repository.remove());

/** One rehearsal of the leaky change, with the session that it kept. */
async function rehearse(...args: readonly string[]) {
  using home = makeFolder();
  const argv = ['review', '--base', 'main', '--head', 'leaky', '--rehearsal', '--out', home.folder, ...args];
  const ending = await run(argv, { folder: repository.folder });
  const kept = [...readFiles(home.folder)].find(([path]) => path.endsWith('_committee.json'));
  return { ...ending, session: readSession(kept?.[1] ?? '', 'kept') };
}

describe('standard output', () => {
  it('holds with --json the session alone; everything else stands on standard error', async () => {
    const { output, errors, session } = await rehearse('--json');

    expect(readSession(output, 'output')).toEqual(session);
    expect(errors).toContain('_committee.json');
    expect(errors).toContain(`session ${session.id}`);
  });

  it('holds with --format markdown the full report', async () => {
    const { output, session } = await rehearse('--format', 'markdown');

    expect(output).toBe(renderReport(session));
  });

  it('holds with --format comment the comment', async () => {
    const { output, session } = await rehearse('--format', 'comment');

    expect(output).toBe(renderComment(session));
  });

  it('holds the verdict as text when nothing is said, and nothing of the progress', async () => {
    const { output, errors } = await rehearse();

    expect(output).toMatch(/^⛔ BLOCK: REJECTED · DATA_LEAKAGE/);
    expect(output).toContain('no language model was consulted');
    expect(output).not.toContain('_committee.json');
    expect(errors).toContain('ml-engineer/first');
  });
});

describe('a session of few seats', () => {
  it('seats only the experts that were named, twice each', async () => {
    const { session } = await rehearse('--experts', 'ops,expert-architect');

    expect(session.expert_opinions.map(({ seat }) => seat)).toEqual([
      'architect/first',
      'architect/second',
      'ops/first',
      'ops/second',
    ]);
  });

  it('has no chair with --no-consolidation', async () => {
    const { session, exitCode } = await rehearse('--no-consolidation');

    expect(session.chair).toBeNull();
    expect(exitCode).toBe(1);
  });

  it('keeps question, issue and session type', async () => {
    const { session } = await rehearse('--question', 'Is it sound?', '--issue', '#12', '--session-type', 'general');

    expect(session).toMatchObject({ question: 'Is it sound?', issue: '#12', session_type: 'general' });
  });
});
