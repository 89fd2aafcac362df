import { describe, expect, it } from 'vitest';
import { breachesOf } from './breaches.ts';
import { readPublication } from './publication.ts';

const careless: readonly (readonly [property: string, published: string])[] = [
  ['P-no-mention', 'ask @example-team'],
  ['P-no-mention', '`code` and `ends`@example-team'],
  ['P-no-mention', '<details><summary>`@example-team`</summary>\n\nbody\n\n</details>'],
  ['P-no-image', '![curve](https://attacker.example/p.png)'],
  ['P-no-image', '![curve][c]\n\n[c]: https://attacker.example/p.png'],
  ['P-no-image', 'an <img src="p.png"> in a line'],
  ['P-no-image', 'done :shipit: at once'],
  ['P-no-raw-html', '</details>'],
  ['P-no-raw-html', 'fine <b>bold</b>'],
  ['P-no-foreign-marker', '`<!-- conclave:verdict -->`'],
  ['P-no-js-link', '[log](javascript:alert(1))'],
  ['P-no-js-link', 'see www.attacker.example'],
  ['P-structure-intact', '# Verdict'],
  ['P-structure-intact', 'title\n==='],
  ['P-structure-intact', '- item'],
  ['P-structure-intact', 'a | b\n--- | ---'],
  ['P-structure-intact', '```\nopen'],
  ['P-structure-intact', '**bold** words'],
  ['P-no-closing-keyword', 'Fixes #1'],
  ['P-no-closing-keyword', 'Fixes `#1`'],
  ['P-no-cross-reference', 'same as GH-1'],
  ['P-no-cross-reference', 'since 4f2a9c1d'],
  ['P-no-command', '  /merge'],
  ['P-no-command', '- /merge'],
  ['P-no-control-chars', 'app\u200broved'],
];

describe('the check of a published text', () => {
  it.each(careless)('sees %s broken in %j', (property, published) => {
    const broken = breachesOf(published, readPublication('harmless'));

    expect(broken).toContain(property);
  });

  it('finds nothing in a harmless text', () => {
    const broken = breachesOf('a harmless `text`, in short', readPublication('harmless'));

    expect(broken).toEqual([]);
  });
});
