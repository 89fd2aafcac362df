import { describe, expect, it } from 'vitest';
import { renderComment } from '../../../src/committee/comment/comment.ts';
import { pullPlace, verdictMarker } from '../../../src/committee/comment/pull-place.ts';
import { link } from '../../../src/kernel/markdown/link.ts';
import { rejected } from '../../fixtures/sessions.ts';

const repository = { id: 7, owner: 'acme', name: 'quant', installation: 3 };
const head = 'a1b2c3d4'.repeat(5);
const place = pullPlace({
  host: 'https://github.example',
  pull: { repository, number: 41 },
  head,
  generation: 2,
  rules: 'https://conclave.example/rules',
});
const blob = `https://github.example/acme/quant/blob/${head}`;

describe('the place of a verdict comment on a pull request', () => {
  it('is named on the first line of the comment, by which it is found again', () => {
    const [first] = renderComment(rejected(), place).split('\n');

    expect(first).toBe(`<!-- conclave:verdict pr=41 n=2 head=${head} session=20260512-071004-4be19c02 -->`);
    expect(first?.startsWith(verdictMarker(41, 2))).toBe(true);
  });

  it('is not taken for that of another pull request or generation', () => {
    expect(verdictMarker(4, 1).startsWith(verdictMarker(41, 1))).toBe(false);
    expect(verdictMarker(41, 12).startsWith(verdictMarker(41, 1))).toBe(false);
  });

  it.each([
    ['src/run.py', 12, '/src/run.py#L12'],
    ['src/run.py', null, '/src/run.py'],
    ['docs/my plan (1).md', 3, '/docs/my%20plan%20(1).md?plain=1#L3'],
    ['données/été.py', 1, '/donn%C3%A9es/%C3%A9t%C3%A9.py#L1'],
    ['a#b?c%d.py', 1, '/a%23b%3Fc%25d.py#L1'],
    ['\ud800.py', 1, '/%EF%BF%BD.py#L1'],
  ])('leads to %s', (path, line, address) => {
    expect(place.linkTo(path, line)).toBe(`${blob}${address}`);
  });

  it.each(['../secrets.py', 'a/./b.py', '/etc/passwd', 'a//b.py', 'a](https://x.example/)', ''])(
    'leads nowhere for the path %j',
    (path) => {
      expect(place.linkTo(path, 1)).toBeNull();
    },
  );

  it('makes addresses that a link keeps', () => {
    const address = place.linkTo('src/a b.md', 12) ?? '';

    expect(link('x', address)).toBe(`[x](${blob}/src/a%20b.md?plain=1#L12)`);
  });
});
