import type { Change } from '../../change/change.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { hasTitleFormat, type TitleParts, type TitleRules, writeTitle } from './title-format.ts';
import { REDUNDANT_VERBS, TYPE_ALIASES, TYPE_VERBS } from './title-words.ts';
import { folderOfTouched, typeOfTouched } from './touched-kind.ts';

/** The title as it would pass, when that can be told from what was written and what is touched; otherwise null. */
export function correctTitle(title: string, change: Change, rules: TitleRules): string | null {
  if (title.length > LONGEST) return null;
  const given = plain(title).replace(DRAFT, '');
  const parts = fromPrefix(given, change, rules) ?? fromVerb(given, change, rules);
  if (parts === null || parts.subject === '') return null;
  const written = writeTitle({ ...parts, scope: mendScope(parts.scope, rules) });
  return hasTitleFormat(written, rules) ? written : null;
}

/** Hosts allow 256 characters. */
const LONGEST = 1_000;

const DRAFT = /^(?:\[(?:wip|draft)\]:?|(?:wip|draft):) ?/i;

/** A type, perhaps in brackets or another case, with what may stand around it in whatever order and spacing. */
const PREFIX =
  /^[\s[(]*(\p{L}[\p{L}\p{N}_-]{0,40})[\s\])]*(!?)[ \t]*(?:[([{]([^()[\]{}]{0,100})[)\]}])?[\s\])]*(!?)\s*(?:[:：]|\s[-–—]\s|(?<=\]\s*))\s*(.*)$/u;

function fromPrefix(title: string, change: Change, rules: TitleRules): TitleParts | null {
  const [, word, early, scope, late, rest] = PREFIX.exec(withoutPictures(title)) ?? [];
  if (word === undefined || rest === undefined) return null;
  const breaking = early === '!' || late === '!';
  const subject = plain(rest);
  const type = typeMeant(word, rules);
  if (type !== null) return { type, scope: scope ?? null, breaking, subject };
  const parts = fromVerb(subject, change, rules);
  if (parts === null) return null;
  const isNumbered = /\d/.test(word);
  return isNumbered ? { ...parts, subject: `${word} ${parts.subject}` } : { ...parts, scope: scope ?? word, breaking };
}

/** Emoji, their codes and other signs before the first letter are no part of a title's form. */
function withoutPictures(title: string): string {
  return title.replace(/^(?::[a-z0-9_+-]{1,40}:|[^\p{L}\p{N}[(])+/iu, '');
}

function plain(subject: string): string {
  return subject.replace(/\s+/g, ' ').trim();
}

function typeMeant(word: string, { types }: TitleRules): string | null {
  const lower = word.toLowerCase();
  if (types.includes(lower)) return lower;
  const alias = TYPE_ALIASES.get(lower);
  if (alias !== undefined) return types.includes(alias) ? alias : null;
  return nearestWord(
    lower,
    types.filter((type) => type.length > 2),
  );
}

/** A title without a type: its first verb and what it touches tell the type, a common folder the scope. */
function fromVerb(title: string, change: Change, rules: TitleRules): TitleParts | null {
  const words = withoutPictures(title);
  const [first = ''] = words.split(' ', 1);
  const verb = first.toLowerCase().replace(/[^\p{L}]+$/u, '');
  const type = typeOfTouched(change) ?? TYPE_VERBS.get(verb) ?? null;
  if (type === null || !rules.types.includes(type)) return null;
  const rest = words.slice(first.length).trim();
  const goesOn = REDUNDANT_VERBS.has(verb) && TYPE_VERBS.get(verb) === type && rest !== '';
  return { type, scope: folderOfTouched(change), breaking: false, subject: goesOn ? rest : withSmallLetter(words) };
}

/** `Add` becomes `add`; `API` and `LightGBM` stay. */
function withSmallLetter(subject: string): string {
  return /^\p{Lu}\p{Ll}*(?![\p{L}\p{N}])/u.test(subject) ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject;
}

/** The scopes that can be kept, in their letters; null where none is left. */
function mendScope(scope: string | null, { scopes }: TitleRules): string | null {
  const kept = (scope ?? '')
    .split(/[,;]/)
    .map((one) => one.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim())
    .map((one) => one.replace(/\s+/g, '-').replace(/[^a-z0-9._/-]/g, ''))
    .map((one) => (scopes === null || scopes.includes(one) ? one : (nearestWord(one, scopes) ?? '')))
    .filter((one) => one !== '');
  return kept.length === 0 ? null : [...new Set(kept)].join(',');
}
