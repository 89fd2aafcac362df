import type { FollowUp, Lesson, LogEntry } from '../log/entry.ts';
import type { LintGround, LogFinding } from './finding.ts';

/** Lessons that nothing follows up, in their entry or in one that it names. */
export function checkLessons({ log }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap((entry) =>
    entry.lessons
      .filter(
        (lesson) => !isPlaceholder(lesson) && !entry.followUps.some((followUp) => belongs(lesson, followUp, entry)),
      )
      .map((lesson): LogFinding => {
        const message = `No follow-up of ${entry.id} belongs to the lesson “${short(lesson.text)}”.`;
        const advice =
          'Add one, or name the one that it is, as `(F4)`; write `no follow-up: <reason>` where none is needed.';
        return { rule: 'incident/lesson', line: lesson.line, entry: entry.id, message, advice };
      }),
  );
}

/** A lesson that is still to come is told by the rule on TBD. */
function isPlaceholder({ text }: Lesson): boolean {
  return /^TBD\b/.test(text) || /\bno follow-up\s*:\s*\S/i.test(text);
}

/** What a text may refer to: issues, work packages, stories, recommendations of a committee. */
const REFERENCE = /(?:\bwp)?#\d+|\bCVN-[A-Z0-9]+(?:-[A-Z0-9]+)*-S\d+|\breco #\d+/gi;

/** By name, by a reference that both hold, or by what both speak of. */
function belongs(lesson: Lesson, followUp: FollowUp, entry: LogEntry): boolean {
  if (new RegExp(String.raw`\b${followUp.id}\b`).test(lesson.text)) return true;
  const row = `${followUp.action} ${followUp.issues.map((issue) => `#${issue}`).join(' ')}`;
  const references = referencesOf(row);
  const named = referencesOf(lesson.text);
  if (named.some((each) => references.includes(each))) return true;
  if (isInRange(lesson.text, followUp.issues)) return true;
  // Each follows another recommendation of the committee, whatever words they share.
  if (named.some(isRecommendation) && references.some(isRecommendation)) return false;
  const common = new Set(wordsOf(lesson.text));
  const shared = [...new Set(wordsOf(followUp.action))].filter((word) => common.has(word) && !isCommonTo(word, entry));
  return shared.length >= 2;
}

function referencesOf(text: string): readonly string[] {
  return [...text.matchAll(REFERENCE)].map(([found]) => found.toLowerCase());
}

function isRecommendation(reference: string): boolean {
  return reference.startsWith('reco');
}

/** `#755-#760` means all of them. */
function isInRange(text: string, issues: readonly number[]): boolean {
  return [...text.matchAll(/#(\d{1,7})[-–]#(\d{1,7})/g)].some(([, from, to]) =>
    issues.some((issue) => issue >= Number(from) && issue <= Number(to)),
  );
}

const EMPTY: ReadonlySet<string> = new Set(
  'about action adr again already also another because been before being both committee could does done each even every from further have here incident into issue just lesson like made make more most must need needed next none only other reco same session should some story such than that their them then there these they this those today until very were what when where which while will with would your'.split(
    ' ',
  ),
);

/** Words of four letters and more, without the end of their plural; shorter ones join what does not belong together. */
function wordsOf(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(/[\p{L}\d]{4,}/gu)]
    .map(([word]) => word)
    .filter((word) => !EMPTY.has(word))
    .map((word) => word.replace(/(?:ies|s)$/, ''));
}

/** A word of the title stands in all of an entry. */
function isCommonTo(word: string, { title }: LogEntry): boolean {
  return wordsOf(title).includes(word);
}

function short(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}
