import { AppError } from '../../kernel/app-error.ts';
import { readYaml } from '../../kernel/yaml.ts';
import { DIAGNOSIS_CODES, type DiagnosisCode } from '../diagnosis/code.ts';
import { Playbook } from './playbook.ts';

/** Playbooks in the order in which they are listed: those of the manual by its paragraph, then extensions by code. */
export type PlaybookLibrary = readonly Playbook[];

/** One file of playbooks, as it was read. */
export interface PlaybookFile {
  readonly fileName: string;
  readonly text: string;
}

/** One playbook from the text of its file; throws `bad-input` with file and line where it is none. */
export function parsePlaybook(text: string, fileName: string): Playbook {
  const playbook = readYaml(text, fileName, Playbook);
  if (fileName.split('/').at(-1) === `${playbook.code}.yaml`) return playbook;
  throw new AppError('bad-input', `the playbook of ${playbook.code} stands in a file of another name`, {
    where: fileName,
    expected: `${playbook.code}.yaml`,
  });
}

/** Every playbook from the texts of its files; throws `bad-input` where two are for one code. */
export function readPlaybooks(files: readonly PlaybookFile[]): PlaybookLibrary {
  const seen = new Map<DiagnosisCode, string>();
  const playbooks = files.map(({ text, fileName }) => {
    const playbook = parsePlaybook(text, fileName);
    const other = seen.get(playbook.code);
    if (other !== undefined)
      throw new AppError('bad-input', `a second playbook for ${playbook.code}, beside ${other}`, { where: fileName });
    seen.set(playbook.code, fileName);
    return playbook;
  });
  return playbooks.toSorted((left, right) => rank(left) - rank(right));
}

/** The playbook of a code; null for praise, which needs none. */
export function playbookFor(code: DiagnosisCode, library: PlaybookLibrary): Playbook | null {
  return library.find((playbook) => playbook.code === code) ?? null;
}

/** `manual §9.3` stands third; extensions follow in the order of the tree. */
function rank({ code, origin }: Playbook): number {
  const paragraph = /^manual §9\.(\d)/.exec(origin)?.[1];
  return paragraph === undefined ? 10 + DIAGNOSIS_CODES.indexOf(code) : Number(paragraph);
}
