import { plainText } from '../../kernel/markdown/plain-text.ts';
import { NOTHING_ASKED } from '../ceiling/words.ts';
import type { SeatRecord, Session } from '../session.ts';
import { weightOf } from '../wording.ts';

const MOST_SILENCES = 3;

/** What keeps a session from a decision and what would make it one: a sentence, or a numbered list; then who was silent. */
export function renderMissing(session: Session): readonly string[] {
  const { missing } = session.verdict;
  const [only] = missing;
  if (session.ceiling !== null && only !== undefined) {
    return [`**${asSentence(capital(plainText(only.what, 600)))}** ${NOTHING_ASKED}`];
  }
  const silence = silenceOf(session.expert_opinions);
  if (only !== undefined && missing.length === 1) {
    return [
      `**${asSentence(capital(plainText(only.what, 600)))}** To decide: ${asSentence(plainText(only.remedy, 300))}${silence}`,
    ];
  }
  const items = missing.map(
    ({ what, remedy }, index) =>
      `${index + 1}. **${asSentence(capital(plainText(what, 600)))}** To decide: ${asSentence(plainText(remedy, 300))}`,
  );
  return [`**${weightOf(session)}.**${silence}`, items.join('\n')];
}

/** Why seats were not heard; the same reason on several seats is told once. */
function silenceOf(seats: readonly SeatRecord[]): string {
  const silent = new Map<string, number>();
  for (const { standing, failed_tries } of seats) {
    const why = failed_tries.at(-1)?.message ?? 'no answer';
    if (standing === 'failed') silent.set(why, (silent.get(why) ?? 0) + 1);
  }
  const reasons = [...silent].map(([why, number]) => `${number} × ${plainText(why, 200)}`);
  if (reasons.length === 0) return '';
  const more = reasons.length > MOST_SILENCES ? `; and ${reasons.length - MOST_SILENCES} other reasons` : '';
  return ` Not heard: ${asSentence(`${reasons.slice(0, MOST_SILENCES).join('; ')}${more}`)}`;
}

function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
