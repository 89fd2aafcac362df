import { addedLines } from '../../change/change.ts';
import { linesOf } from '../../change/change-texts.ts';
import { readNumber } from '../number-value.ts';
import { settingsIn } from '../settings/reading.ts';
import type { Setting } from '../settings/setting.ts';
import { type FindBreaches, nameOf } from './breach.ts';
import { type GivenNumber, numbersGiven } from './given-number.ts';

/**
 * Finds numbers on added lines that are larger than a record allows for a name: in Python, TypeScript and JavaScript what is
 * given to the name, in YAML, TOML, JSON and INI what stands under the key. `limits.leverage` asks for the key in what the
 * other one names. Case does not matter.
 */
export const findExcessiveValues: FindBreaches<'max-value'> = (scene, { name, max }, record) => {
  const { file } = scene;
  const added = addedLines(file);
  if (added.size === 0) return [];
  const wanted = name.toLowerCase().split('.');
  const texts = linesOf(file, 'after');
  const last = wanted.at(-1) ?? '';
  if (!texts.values().some((text) => text.toLowerCase().includes(last))) return [];
  const settings = settingsIn(
    file.path,
    Array.from(texts, ([line, text]) => ({ line, text })),
  );
  const given = scene.after === null ? settings.flatMap(asNumber) : numbersGiven(scene.after, last);
  return given.flatMap(({ keys, value, lines }) => {
    const line = lines.find((each) => added.has(each));
    if (line === undefined || !(value > max) || !endsWith(keys(wanted.length), wanted)) return [];
    const says = `\`${name}\` is given ${value}, more than the ${max} that ${nameOf(record)} allows.`;
    return [{ line, side: 'after', says, mend: `Stay within ${max}, or change ${nameOf(record)} first.` } as const];
  });
};

function asNumber({ keys, value, line, valueLine, isItem }: Setting): readonly GivenNumber[] {
  const number = isItem ? null : readNumber(value);
  return number === null ? [] : [{ keys: () => keys, value: number, lines: [line, valueLine] }];
}

/** Keys may be written with dots: `limits.leverage = 3`. */
function endsWith(keys: readonly string[], wanted: readonly string[]): boolean {
  const all = keys.flatMap((key) => key.toLowerCase().split('.'));
  return wanted.every((part, index) => all[all.length - wanted.length + index] === part);
}
