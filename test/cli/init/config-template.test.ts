import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillConfig } from '../../../src/cli/init/config-text.ts';
import { ConfigFile, parseConfig } from '../../../src/config/config.ts';
import { StoryConfig } from '../../../src/config/story-config.ts';
import { readYaml } from '../../../src/kernel/yaml.ts';
import { type ConfigKey, configKeys } from '../../generated/config-keys.ts';

const template = readFileSync(join(import.meta.dirname, '../../../catalog/templates/conclave.yml'), 'utf8');

/** The template with every setting switched on; a comment has one space behind its sign, a setting none or more. */
const switchedOn = template.replaceAll(/^#(?! \S)/gm, '');

function pathsOf(keys: readonly ConfigKey[]): readonly string[] {
  return keys.flatMap(({ path, keys: below }) => [path, ...pathsOf(below)]);
}

/** The keys of a YAML text in its order, read by their indentation. */
function writtenPaths(text: string): readonly string[] {
  const open: string[] = [];
  return [...text.matchAll(/^( *)([a-z]\w*):/gm)].map(([, indent = '', name = '']) => {
    open.splice(indent.length / 2, open.length, name);
    return open.join('.');
  });
}

describe('the configuration that is written', () => {
  it('means the same as no file, and wakes no gate', () => {
    expect(parseConfig(template)).toEqual(parseConfig(null));
  });

  it('has nothing switched on but its version', () => {
    expect(template.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['version: 1']);
  });

  it('means the defaults again when everything is switched on', () => {
    expect(readYaml(switchedOn, 'conclave.yml', ConfigFile)).toEqual(ConfigFile.parse({ version: 1 }));
  });

  it('is valid as a whole when everything is switched on and a story pattern is set', () => {
    const { wokenGates } = parseConfig(switchedOn.replace('pattern: null', "pattern: 'CVN-1'"));

    expect(wokenGates).toEqual(['G1', 'G2', 'G3', 'G4', 'G5']);
  });

  it('has every key of the schema once, in its order, each below a comment', () => {
    expect(writtenPaths(switchedOn)).toEqual(pathsOf(configKeys()));
    const lines = switchedOn.split('\n');
    const keys = lines.filter((line, at) => /^ *\w+:/.test(line) && !/^ *#/.test(lines[at - 1] ?? ''));
    expect(keys).toEqual(['  models:']);
  });

  it('holds any pattern that is allowed, letter by letter', () => {
    const patterns = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
    fc.assert(
      fc.property(patterns, (pattern) => {
        fc.pre(StoryConfig.safeParse({ pattern }).success && !/[\p{Cc}\u2028\u2029]/u.test(pattern));

        expect(parseConfig(fillConfig(template, pattern)).story.pattern).toBe(pattern);
      }),
    );
  });
});
