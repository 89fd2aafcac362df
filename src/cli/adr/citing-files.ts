import type { Project } from './project.ts';

/** Most bytes of a file in which citations are looked for. */
const LONGEST = 1024 * 1024;
/** Most characters that are looked at in all, so that a huge repository has an end. */
const MOST_TEXT = 256 * 1024 * 1024;

/** The texts of a project that may cite a record, and what was left out. */
export interface CitingFiles {
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Reads the texts beside the records in which an id such as `ADR-7` stands. Only files that git keeps, or would offer to
 * keep, are looked at, each up to 1 MB; links and binaries are passed over, what cannot be read is noted.
 */
export async function readCitingFiles(
  project: Project,
  paths: readonly string[],
  isLeftOut: (path: string) => boolean,
): Promise<CitingFiles> {
  if (project.outsideGit !== null) {
    return { texts: new Map(), notes: ['this is no git repository, so citations in other files were not looked for'] };
  }
  const texts = new Map<string, string>();
  const unread = new Map<string, readonly string[]>();
  let seen = 0;
  for (const path of paths) {
    if (isLeftOut(path)) continue;
    if (seen > MOST_TEXT)
      return {
        texts,
        notes: [...notesOn(unread), `citations were looked for up to ${path}, after 256 MB of texts`],
      };
    const reading = await project.read(path, LONGEST);
    if (reading.kind === 'unreadable') unread.set(reading.reason, [...(unread.get(reading.reason) ?? []), path]);
    if (reading.kind !== 'text') continue;
    seen += reading.text.length;
    if (/ADR-\d/.test(reading.text)) texts.set(path, reading.text);
  }
  return { texts, notes: notesOn(unread) };
}

function notesOn(unread: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...unread].map(([reason, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `citations were not looked for in ${first}${more}, ${reason}`;
  });
}
