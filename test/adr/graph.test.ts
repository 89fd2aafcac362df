import { describe, expect, it } from 'vitest';
import { assembleGraph, renderMermaid } from '../../src/adr/graph.ts';
import { readRecords } from '../../src/adr/reading.ts';
import type { DecisionRecord } from '../../src/adr/record.ts';
import { bareTitle } from '../../src/adr/record-title.ts';
import { corpora } from './case-corpora.ts';
import { claims, section, someRecord } from './decision-parts.ts';

const edgesOf = (...records: readonly DecisionRecord[]) =>
  assembleGraph(records).edges.map(({ from, kind, to }) => `${numberIn(from)} ${kind} ${numberIn(to)}`);

const numberIn = (path: string) => Number(/\d{4}/.exec(path)?.[0]);

describe('the graph of records', () => {
  it.each(corpora.filter(({ id }) => ['clean-nygard', 'clean-french', 'supersede'].includes(id)))(
    'of $id is the one on file',
    async ({ id, files, config: { folder } }) => {
      const texts = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`) && path.endsWith('.md'));
      const records = readRecords(new Map(texts)).filter((record) => record.kind === 'record');

      const drawn = renderMermaid(assembleGraph(records));

      await expect(drawn).toMatchFileSnapshot(`golden/graph-${id}.mmd`);
    },
  );

  it('is the same in whatever order the records come', () => {
    const records = [
      someRecord(3, { claims: [claims('supersedes', 1)] }),
      someRecord(1, { status: 'superseded', claims: [claims('superseded-by', 3)] }),
      someRecord(2, { sections: [section('As ADR-1 and ADR-3 say.')] }),
    ];

    expect(renderMermaid(assembleGraph(records.toReversed()))).toBe(renderMermaid(assembleGraph(records)));
    expect(edgesOf(...records)).toEqual(['2 cites 1', '2 cites 3', '3 supersedes 1']);
  });

  it.each([
    ['one side', [claims('amends', 1)], []],
    ['the other side', [], [claims('amended-by', 2)]],
    ['both sides', [claims('amends', 1)], [claims('amended-by', 2)]],
  ])('has one arrow for an amendment that %s claims, and none for its links', (_, own, other) => {
    const first = someRecord(1, { claims: other, sections: [section('Amended by [2](0002-decision.md)')] });
    const second = someRecord(2, { claims: own, sections: [section('Amends [ADR-1](0001-decision.md)')] });

    expect(edgesOf(first, second)).toEqual(['2 amends 1']);
  });

  it('has no arrow for what stands in a fence or a comment, or for a record that names itself', () => {
    const text = '```text\nADR-2\n```\n<!-- ADR-2 -->\nADR-1 and ADR-9\n';

    expect(edgesOf(someRecord(1, { sections: [section(text)] }), someRecord(2))).toEqual([]);
  });

  it('keeps two records of one number apart', () => {
    const drawn = renderMermaid(assembleGraph([someRecord(1), someRecord(1, { path: 'docs/adr/0001-other.md' })]));

    expect(drawn).toContain('record1["ADR-1: Decision 1<br/>accepted"]');
    expect(drawn).toContain('record2["ADR-1: Decision 1<br/>accepted"]');
  });

  it('lets no title end its box', () => {
    const title = '"]; click adr1 "javascript:alert(1)" <script> `x` |y| {z}\nend %%{init}';

    const [line = ''] = renderMermaid(assembleGraph([someRecord(1, { title, status: null })]))
      .split('\n')
      .slice(1);

    expect(line).toMatch(/^ {2}adr1\["ADR-1: [^"[\]`<>|{}\n]*<br\/>no status"\]:::none$/);
  });
});

it.each([
  ['7. Keep ticks', 'Keep ticks'],
  ['ADR-007: Keep ticks', 'Keep ticks'],
  ['ADR-007 : Garder', 'Garder'],
  ['ADR 7 – Keep', 'Keep'],
  ['15-minute bars', '15-minute bars'],
  ['3 replicas', '3 replicas'],
  ['ADR-7', 'ADR-7'],
])('the title %s without its number is %s', (title, bare) => {
  expect(bareTitle(title)).toBe(bare);
});
