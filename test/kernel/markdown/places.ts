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

/** One way in which a text reaches the page. */
export interface Place {
  readonly name: string;
  readonly publish: Writer;
  readonly harmless: Publication;
}

type Writer = (text: string) => string;
type Writers = Readonly<Record<string, Writer>>;

/** What follows a text on the page and must come out untouched. */
const tail = '\n\nnext **line** `code` [link](https://product.example/)\n\n| a |\n|---|\n| b |';

const cellPlaces: Writers = {
  'a table cell': (line) =>
    table(
      [line, 'b'],
      [
        ['a', line],
        [`x ${line}`, 'b'],
      ],
    ) + tail,
};

const linePlaces: Writers = {
  ...cellPlaces,
  'a paragraph': (line) => line + tail,
  'a line under another': (line) => `Above | it\n${line}\nbelow it${tail}`,
  'the middle of a sentence': (line) => `**before** \`x\` ${line} \`x\` **after**${tail}`,
  'bold text': (line) => `lead: **${line}**${tail}`,
  'two fields of one line': (line) => `${line}, ${line}: (${line})${tail}`,
  'a list item': (line) => `- first\n- ${line}\n- **last**: ${line}${tail}`,
  'a numbered item': (line) => `1. ${line}\n1. last${tail}`,
  'a heading': (line) => `### ${line}${tail}`,
  'a quote': (line) => `> ${line}${tail}`,
  'small print': (line) => subText(line) + tail,
  'the label of a link': (line) => link(`a ${line}`, 'https://product.example/a') + tail,
  'the summary of a fold': (line) => fold(line, 'body') + tail,
  'the body of a fold': (line) => fold('summary', line) + tail,
};

const blockPlaces: Writers = {
  'between paragraphs': (block) => `above\n\n${block}${tail}`,
  'the body of a fold': (block) => fold('summary', block) + tail,
};

/** Every way from raw text to Markdown, in every place that it is made for. */
export const places: readonly Place[] = [
  ...cross({ 'plain text': (text) => plainText(text, 700), 'inline code': inlineCode }, linePlaces),
  ...cross({ 'plain text of 40': (text) => plainText(text, 40), cell: (text) => tableCell(text, 700) }, cellPlaces),
  ...cross(
    { 'plain block': (text) => plainBlock(text, 700), 'block of 40': (text) => plainBlock(text, 40) },
    blockPlaces,
  ),
  ...cross({ 'code block': (text) => codeBlock(text, 'python') }, blockPlaces),
];

/** The properties that a text breaks, with the place where it does. */
export function breachesEverywhere(text: string, where: readonly Place[] = places): readonly string[] {
  return where.flatMap(({ name, publish, harmless }) =>
    breachesOf(publish(text), harmless).map((property) => `${property}: ${name}`),
  );
}

function cross(writers: Writers, spots: Writers): readonly Place[] {
  return Object.entries(writers).flatMap(([writer, write]) =>
    Object.entries(spots).map(([spot, put]) => ({
      name: `${writer} in ${spot}`,
      // A caller leaves out a field without content; here a word stands in its stead.
      publish: (text: string) => put(write(text) || 'nothing'),
      harmless: readPublication(put(write('harmless'))),
    })),
  );
}
