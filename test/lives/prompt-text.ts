/** A line of a file as a seat is shown it. */
export interface ShownLine {
  readonly mark: string;
  readonly number: number | null;
  readonly text: string;
}

/** A file as a seat is shown it. */
export interface ShownPart {
  readonly path: string;
  readonly lines: readonly ShownLine[];
}

/** A finding of its own that a seat is asked to rule on. */
export interface ShownFinding {
  readonly id: string;
  readonly claim: string;
  /** The lines as they were. */
  readonly earlier: string;
  /** Empty when the lines are gone. */
  readonly now: string;
}

/** One row of the findings on record. */
export interface ShownRecord {
  readonly id: string;
  readonly state: string;
  readonly claim: string;
}

/** Everything that a model can read in a prompt, found in it as a model would find it: by its quotations. */
export interface PromptText {
  readonly parts: readonly ShownPart[];
  readonly records: readonly ShownRecord[];
  /** What is to be ruled on, or examined. */
  readonly findings: readonly ShownFinding[];
  /** `ml-engineer` of the seat that is asked; null when none is. */
  readonly skill: string | null;
}

/** Reads a prompt. */
export function readPrompt(prompt: string): PromptText {
  const quotations = [...prompt.matchAll(QUOTATION)].map(([, label = '', , text = '']) => ({ label, text }));
  return {
    parts: quotations.filter(({ label }) => /^F\d+$/.test(label)).map(({ text }) => readPart(text)),
    records: quotations.filter(({ label }) => label === 'records').flatMap(({ text }) => readRecords(text)),
    findings: quotations.filter(({ label }) => /^F-[0-9a-f]{8}$/.test(label)).map(readFinding),
    skill: [...prompt.matchAll(/^# Your seat: expert-([a-z-]+)$/gm)].at(-1)?.[1] ?? null,
  };
}

const QUOTATION = /^<<<data:(.+) ([0-9a-f]{16})\n([\s\S]*?)\n\2 end>>>$/gm;

function readPart(text: string): ShownPart {
  const [title = '', ...lines] = text.split('\n');
  return { path: title.split(' | ')[0] ?? '', lines: lines.flatMap(readLine) };
}

function readLine(line: string): readonly ShownLine[] {
  const [, mark = '', number = '', text = ''] = /^([-+~ ]) *(\d*) \| (.*)$/.exec(line) ?? [];
  return mark === '' || mark === '~' ? [] : [{ mark, number: number === '' ? null : Number(number), text }];
}

function readRecords(text: string): readonly ShownRecord[] {
  return text.split('\n').map((row) => {
    const [id = '', state = '', , , claim = ''] = row.split(' | ');
    return { id, state, claim };
  });
}

function readFinding({ label, text }: { readonly label: string; readonly text: string }): ShownFinding {
  const claim = /^claim \([^)]*\): (.*)$/m.exec(text)?.[1] ?? '';
  const [before = '', now = ''] = text.split('\nNow:\n');
  return { id: label, claim, earlier: before.split('\nThen:\n')[1] ?? before, now };
}
