import { describe, expect, it } from 'vitest';
import { ActionFile } from '../actions/action-file.ts';
import { placeTables } from './action-page.ts';

const PAGE = `# Before

<!-- inputs: written by \`npm run generate\` from action.yml -->
old
<!-- end of inputs -->

between

<!-- outputs: written by \`npm run generate\` from action.yml -->
<!-- end of outputs -->
after
`;

const ACTION = ActionFile.parse({
  name: 'x',
  description: 'y',
  inputs: {
    command: { description: 'what to run', required: true },
    token: { description: 'a token\nthat reads', default: '$TOKEN' },
    since: { description: 'a day | or none' },
  },
  outputs: { report: { description: 'all of it', value: 'x' } },
  runs: { using: 'composite', steps: [{ shell: 'bash', run: 'true' }] },
});

describe('the page of an action', () => {
  it('has a row for every input and output, and keeps the words around', () => {
    expect(placeTables(PAGE, ACTION)).toMatchInlineSnapshot(`
      "# Before

      <!-- inputs: written by \`npm run generate\` from action.yml -->

      | input | default | what it is |
      | --- | --- | --- |
      | \`command\` | required | what to run |
      | \`token\` | \`$TOKEN\` | a token that reads |
      | \`since\` | empty | a day \\| or none |

      <!-- end of inputs -->

      between

      <!-- outputs: written by \`npm run generate\` from action.yml -->

      | output | what it is |
      | --- | --- |
      | \`report\` | all of it |

      <!-- end of outputs -->
      after
      "
    `);
  });

  it('is the same when it is written again', () => {
    const once = placeTables(PAGE, ACTION);

    expect(placeTables(once, ACTION)).toBe(once);
  });

  it.each(['inputs', 'outputs'])('is refused without a place for its %s', (name) => {
    expect(() => placeTables(PAGE.replace(`<!-- end of ${name} -->`, ''), ACTION)).toThrow(`no place for its ${name}`);
  });
});
