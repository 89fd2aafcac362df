import { codeBlock } from '../../../src/kernel/markdown/code-block.ts';
import { fold } from '../../../src/kernel/markdown/fold.ts';
import { inlineCode } from '../../../src/kernel/markdown/inline-code.ts';
import { link } from '../../../src/kernel/markdown/link.ts';
import { plainBlock } from '../../../src/kernel/markdown/plain-block.ts';
import { plainText } from '../../../src/kernel/markdown/plain-text.ts';
import { subText } from '../../../src/kernel/markdown/sub-text.ts';
import { table } from '../../../src/kernel/markdown/table.ts';
import { tableCell } from '../../../src/kernel/markdown/table-cell.ts';
import { breachesOf } from './breaches.ts';
import { type Publication, readPublication } from './publication.ts';

/** The limit of the longer fields. */
export const limit = 700;

type Writer = (text: string) => string;

/** How the product turns raw text into Markdown of one line, and into Markdown of a block. */
const lineWriters: Readonly<Record<string, Writer>> = {
  'plain text': (text) => plainText(text, limit),
  'short plain text': (text) => plainText(text, 40),
  'table cell': (text) => tableCell(text, limit),
  'inline code': inlineCode,
};

const blockWriters: Readonly<Record<string, Writer>> = {
  'plain block': (text) => plainBlock(text, limit),
  'short plain block': (text) => plainBlock(text, 40),
};

const codeWriters: Readonly<Record<string, Writer>> = { 'code block': (text) => codeBlock(text, 'python') };

/** Where a line may stand. `tail` follows it on the page and must come out untouched. */
const tail = '\n\nnext **line** `code` [link](https://product.example/)\n\n| a |\n|---|\n| b |';

const linePlaces: Readonly<Record<string, Writer>> = {
  'a paragraph': (line) => `${line}${tail}`,
  'a line under another': (line) => `Above | it\n${line}\nbelow it${tail}`,
  'the middle of a sentence': (line) => `**before** \`x\` ${line} \`x\` **after**${tail}`,
  'bold text': (line) => `lead: **${line}**${tail}`,
  'two fields of one line': (line) => `${line} ${line}: ${line}${tail}`,
  'a list item': (line) => `- first\n- ${line}\n- **last**: ${line}${tail}`,
  'a numbered item': (line) => `1. ${line}\n1. last${tail}`,
  'a heading': (line) => `### ${line}${tail}`,
  'a quote': (line) => `> ${line}${tail}`,
  'a table cell': (line) =>
    `${table(
      ['a', line],
      [
        [line, 'b'],
        ['c', `x ${line}`],
      ],
    )}${tail}`,
  'small print': (line) => `${subText(line)}${tail}`,
  'the label of a link': (line) => `${link(`a ${line}`, 'https://product.example/a')}${tail}`,
  'the summary of a fold': (line) => `${fold(line, 'body')}${tail}`,
  'the body of a fold': (line) => `${fold('summary', line)}${tail}`,
};

const blockPlaces: Readonly<Record<string, Writer>> = {
  'between paragraphs': (block) => `above\n\n${block}${tail}`,
  'the body of a fold': (block) => `${fold('summary', block)}${tail}`,
};

/** One way in which a text reaches the page. */
export interface Place {
  readonly name: string;
  readonly publish: Writer;
  readonly harmless: Publication;
}

/** Every writer in every place that it is made for. */
export const places: readonly Place[] = [
  ...cross(lineWriters, linePlaces),
  ...cross(blockWriters, blockPlaces),
  ...cross(codeWriters, blockPlaces),
];

/** The properties that a text breaks, with the place where it does. */
export function breachesEverywhere(text: string, where: readonly Place[] = places): readonly string[] {
  return where.flatMap(({ name, publish, harmless }) =>
    breachesOf(publish(text), harmless).map((property) => `${property}: ${name}`),
  );
}

function cross(writers: Readonly<Record<string, Writer>>, spots: Readonly<Record<string, Writer>>): readonly Place[] {
  return Object.entries(writers).flatMap(([writer, write]) =>
    Object.entries(spots).map(([spot, put]) => ({
      name: `${writer} in ${spot}`,
      // A caller leaves out a field without content; here a word stands in its stead.
      publish: (text: string) => put(write(text) || 'nothing'),
      harmless: readPublication(put(write('harmless'))),
    })),
  );
}
