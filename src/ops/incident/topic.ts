/** What a note of the timeline is for; `trigger` and `detect` are moments, the others fields of the log entry. */
export type Topic = 'trigger' | 'detect' | 'symptom' | 'root cause' | 'test gap' | 'lesson' | 'follow-up';

const TOPIC = /^(trigger|detect|symptom|root cause|test gap|lesson|follow-up)(?:\s*:\s*(.*))?$/is;

/**
 * The topic that a note begins with, as `root cause: the volume was full` or `trigger` alone, and the words behind it;
 * null for a plain note.
 */
export function topicOf(text: string): { readonly topic: Topic; readonly words: string } | null {
  const [, name, words = ''] = TOPIC.exec(text.trim()) ?? [];
  const topic = TOPICS.find((each) => each === name?.toLowerCase());
  return topic === undefined ? null : { topic, words: words.trim() };
}

const TOPICS: readonly Topic[] = ['trigger', 'detect', 'symptom', 'root cause', 'test gap', 'lesson', 'follow-up'];
