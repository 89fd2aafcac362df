import fc from 'fast-check';

/** Pieces that mean something to Markdown, to GitHub or to a bot, or that change what stands beside them. */
const pieces = [
  ...['*', '**', '_', '__', '~', '~~', '`', '``', '```', '~~~', '[', ']', '(', ')', '![', '](', '<', '>', '|', '\\', '&'],
  ...['#', '##', '-', '--', '---', '===', '+', '1.', '2)', '!', ':', ';', '$', '$$', '@', '=', '"', "'", '/', '.', ','],
  ...[' ', ' ', ' ', '\n', '\n', '\n\n', '\t', '    ', '\r\n', '\u00a0', '\u2028', '\u200b', '\u202e', '\u001b[2J', '\u0000'],
  ...['word', 'fit', 'a', 'Z', '7', 'é', '界', '😀', '🏽', '\ud800', '\ufe0f', '…', '—'],
  ...['@example-team', '@example-org/risk', 'me@x.example', '#1', '#123', 'GH-1', 'octo/repo#7', 'octo/repo@4f2a9c1d4f2a'],
  ...['4f2a9c1', '1234567', 'deadbeefcafe', 'https://', 'http://x.example/a_b', 'www.x.example', 'mailto:', 'javascript:alert(1)'],
  ...['https://github.com/octo/repo/issues/3', 'Fixes', 'closes:', 'resolved', 'fix', '/merge', '/conclave', '/'],
  ...['<img src=x>', '<b>', '</details>', '</summary>', '</code>', '</sub>', '<!--', '-->', '<!-- conclave:', 'conclave:', '<?php', '<![CDATA['],
  ...['&#64;', '&amp;', '&lt;', '&#x40', 'lt;', ':shipit:', ':+1:', '[x]', '[^1]', '[^1]: n', '[G3]', '[G3]: http://x.example', '> [!NOTE]'],
  ...['| --- | --- |', ':-:', '| a | b |', '```suggestion', '```mermaid', '- item', '* item', '1. item', '# head'],
  ...['train_test_split', '__init__', '*args', 'shift(-1)', 'prices[0]', 'List<int>', 'a < b', 'x * y', '`code`', '`a|b`', '`@me`', '**bold**'],
];

const piece = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) });

/** Texts of mixed hostile pieces, stuck together or apart. */
export const hostileMixture = fc
  .array(piece, { maxLength: 24 })
  .chain((parts) => fc.constantFrom('', '', ' ').map((between) => parts.join(between)));
