import { z } from 'zod';
import { linearPattern } from '../../kernel/linear-pattern.ts';
import type { Home } from '../guarded-pull.ts';

/** Something that a person named in a text as the place where work goes on. */
export const Reference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issue'), owner: z.string(), name: z.string(), number: z.int() }),
  z.strictObject({ kind: z.literal('story'), id: z.string() }),
  z.strictObject({ kind: z.literal('work-package'), number: z.int() }),
]);
export type Reference = Readonly<z.infer<typeof Reference>>;

/** An issue by its address. */
export type IssueAddress = Extract<Reference, { readonly kind: 'issue' }>;

/** Where references are read: the repository that a bare `#N` means, and how its stories are named. */
export interface ReferenceGround {
  readonly home: Home;
  /** Null for any `CVN-…`. */
  readonly storyPattern: string | null;
}

const NAME = '[A-Za-z0-9_.-]{1,100}';
const ISSUE = new RegExp(String.raw`(?<![\w/&#.-])(?:(${NAME})/(${NAME}))?#(\d{1,9})(?!\w)`, 'g');
const ADDRESS = new RegExp(
  String.raw`https?://([\w.-]{1,200}(?::\d+)?)/(${NAME})/(${NAME})/(?:issues|pull)/(\d{1,9})(?!\w)`,
  'gi',
);
const WORK_PACKAGE = /(?<![\p{L}\p{N}_-])openproject:\s*wp#([1-9]\d{0,9})(?![\p{L}\p{N}_])/giu;
const STORY = /(?<![\p{L}\p{N}_-])story:\s*/giu;
const ANY_STORY = /^CVN-(?=[A-Z-]{0,60}\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\p{L}\p{N}_])/u;
/** How far an id is looked for behind its label. */
const LONGEST_ID = 300;

/** Every reference of a plain text, each once, in the order of their kinds. */
export function readReferences(text: string, { home, storyPattern }: ReferenceGround): readonly Reference[] {
  const issues = [...text.matchAll(ISSUE)].map(([, owner, name, number]) =>
    issueAt(owner ?? home.owner, name ?? home.name, number),
  );
  const addresses = [...text.matchAll(ADDRESS)].flatMap(([, host = '', owner = '', name = '', number]) =>
    host.toLowerCase() === home.host.toLowerCase() ? [issueAt(owner, name, number)] : [],
  );
  const packages = [...text.matchAll(WORK_PACKAGE)].map(
    ([, number]): Reference => ({ kind: 'work-package', number: Number(number) }),
  );
  return once([...issues, ...addresses, ...packages, ...storiesIn(text, storyPattern)]);
}

function storiesIn(text: string, pattern: string | null): readonly Reference[] {
  const idAt = pattern === null ? anyStoryAt : linearPattern(pattern).atStartOf;
  return [...text.matchAll(STORY)].flatMap((label): readonly Reference[] => {
    const start = label.index + label[0].length;
    const found = idAt(text.slice(start, start + LONGEST_ID));
    return found === null ? [] : [{ kind: 'story', id: found }];
  });
}

function anyStoryAt(text: string): string | null {
  return ANY_STORY.exec(text)?.[0] ?? null;
}

function issueAt(owner: string, name: string, number: string | undefined): IssueAddress {
  return { kind: 'issue', owner, name, number: Number(number) };
}

function once(references: readonly Reference[]): readonly Reference[] {
  return [...new Map(references.map((each) => [keyOf(each), each])).values()];
}

/** By what two references are the same; names differ not by the case of their letters. */
export function keyOf(reference: Reference): string {
  switch (reference.kind) {
    case 'issue':
      return `issue ${reference.owner}/${reference.name}#${reference.number}`.toLowerCase();
    case 'story':
      return `story ${reference.id}`.toLowerCase();
    case 'work-package':
      return `work package ${reference.number}`;
    default:
      return reference satisfies never;
  }
}

/** A reference as people write it; an issue of the repository itself by its number alone. */
export function nameReference(reference: Reference, { owner, name }: Pick<Home, 'owner' | 'name'>): string {
  switch (reference.kind) {
    case 'issue': {
      const isHere = keyOf({ ...reference, owner, name }) === keyOf(reference);
      return isHere ? `#${reference.number}` : `${reference.owner}/${reference.name}#${reference.number}`;
    }
    case 'story':
      return `Story: ${reference.id}`;
    case 'work-package':
      return `OpenProject: wp#${reference.number}`;
    default:
      return reference satisfies never;
  }
}
