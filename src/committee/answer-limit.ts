/**
 * The most tokens an answer may take, reasoning included; a model's own limit may be lower. An opinion of twelve findings
 * takes about 2,500, twenty examined claims about 1,500, minutes about 2,000; the rest is room to reason.
 */
export const ANSWER_LIMIT = { opinion: 8_000, examination: 4_000, minutes: 6_000 } as const;
/** What a model is asked for: also the name of the schema that its answer has. */
export type AnswerKind = keyof typeof ANSWER_LIMIT;
