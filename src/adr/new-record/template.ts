import type { OptionalSection, RecordStyle } from './style.ts';

/** What a record says of itself at its top. */
export interface RecordHead {
  readonly number: number;
  readonly title: string;
  readonly date: string;
}

/** The words of a template; a prompt stands where the author is to write. */
interface Words {
  readonly status: string;
  readonly statusHeading: string;
  readonly dateKey: string;
  /** A French colon has a space before it. */
  readonly colon: string;
  readonly context: Section;
  readonly decision: Section;
  readonly consequences: Section;
  readonly optional: Readonly<Record<OptionalSection, Section>>;
}

interface Section {
  readonly nygard: string;
  readonly madr: string;
  readonly prompt: string;
}

const same = (heading: string, prompt: string): Section => ({ nygard: heading, madr: heading, prompt });

const ENGLISH: Words = {
  status: 'Proposed',
  statusHeading: 'Status',
  dateKey: 'Date',
  colon: ':',
  context: {
    nygard: 'Context',
    madr: 'Context and Problem Statement',
    prompt: '_What makes a decision necessary now? Which facts, figures and limits does it have to respect?_',
  },
  decision: {
    nygard: 'Decision',
    madr: 'Decision Outcome',
    prompt: '_What is done from now on, in full sentences, and why this rather than the other ways?_',
  },
  consequences: same(
    'Consequences',
    '_What becomes easier, what becomes harder, and what has to be done because of it?_',
  ),
  optional: {
    drivers: same('Decision Drivers', '* _what the decision is measured by_'),
    options: same('Considered Options', '* _the one that is chosen_\n* _the others, also to do nothing_'),
    invariants: same(
      'Invariants',
      '_What must hold from now on; a fenced block of YAML lets every change be checked for it._',
    ),
    paths: same('Affected paths', '_The folders and files that are bound, each in code._'),
  },
};

const FRENCH: Words = {
  status: 'Proposé',
  statusHeading: 'Statut',
  dateKey: 'Date',
  colon: ' :',
  context: {
    nygard: 'Contexte',
    madr: 'Contexte et problème',
    prompt:
      '_Qu’est-ce qui rend une décision nécessaire maintenant ? Quels faits, chiffres et limites doit-elle respecter ?_',
  },
  decision: {
    nygard: 'Décision',
    madr: 'Résultat de la décision',
    prompt: '_Que fait-on désormais, en phrases complètes, et pourquoi cela plutôt qu’autre chose ?_',
  },
  consequences: same(
    'Conséquences',
    '_Qu’est-ce qui devient plus facile, plus difficile, et que faut-il faire de ce fait ?_',
  ),
  optional: {
    drivers: same('Facteurs de décision', '* _ce à quoi la décision est mesurée_'),
    options: same('Options envisagées', '* _celle qui est retenue_\n* _les autres, y compris ne rien faire_'),
    invariants: same('Invariants', '_Ce qui doit rester vrai ; un bloc YAML permet de vérifier chaque changement._'),
    paths: same('Chemins concernés', '_Les dossiers et fichiers concernés, chacun en code._'),
  },
};

const WORDS = { en: ENGLISH, fr: FRENCH } as const;

/** The whole text of a record that is yet to be written, in a style. */
export function bodyFor(head: RecordHead, style: RecordStyle): string {
  const words = WORDS[style.language];
  const blocks = [
    ...(style.status === 'front-matter' ? [frontMatter(head, style, words)] : []),
    `# ${titleOf(head, style)}`,
    ...aboveSections(head, style, words),
    ...(style.status === 'heading' ? [`## ${words.statusHeading}`, statusOf(style, words)] : []),
    ...sectionsOf(style, words),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function frontMatter({ date }: RecordHead, style: RecordStyle, words: Words): string {
  return `---\nstatus: ${statusOf(style, words)}\ndate: ${date}\n---`;
}

function statusOf({ hasCapitals }: RecordStyle, { status }: Words): string {
  return hasCapitals ? status : status.toLowerCase();
}

function titleOf({ number, title: plain }: RecordHead, style: RecordStyle): string {
  const title = escapeTitle(plain);
  switch (style.title.kind) {
    case 'plain':
      return title;
    case 'dotted':
      return `${number}. ${title}`;
    case 'id':
      return `ADR-${String(number).padStart(style.title.width, '0')}${style.title.colon}${title}`;
    default:
      return style.title satisfies never;
  }
}

/** A bracket would begin a link and `<` a tag, and hashes at the end would close the heading; code is left as it is. */
function escapeTitle(title: string): string {
  return title
    .replaceAll(/(`+).*?\1|\\.|[[<]/g, (found) => (/^[[<]/.test(found) ? `\\${found}` : found))
    .replace(/#+$/, '\\$&');
}

function aboveSections({ date }: RecordHead, style: RecordStyle, words: Words): readonly string[] {
  const dated = `${words.dateKey}${words.colon} ${date}`;
  if (style.status === 'front-matter') return [];
  if (style.status === 'heading') return [dated];
  return [`- ${words.statusHeading}${words.colon} ${statusOf(style, words)}\n- ${dated}`];
}

/** Optional sections stand where their template has them: in MADR before the outcome, all others at the end. */
function sectionsOf({ template, sections }: RecordStyle, words: Words): readonly string[] {
  const draw = (section: Section, marks = '##') => [`${marks} ${section[template]}`, section.prompt];
  const optional = (wanted: readonly OptionalSection[]) =>
    wanted.filter((section) => sections.includes(section)).flatMap((section) => draw(words.optional[section]));
  return [
    ...draw(words.context),
    ...optional(['drivers', 'options']),
    ...draw(words.decision),
    ...draw(words.consequences, template === 'madr' ? '###' : '##'),
    ...optional(['invariants', 'paths']),
  ];
}
