import type { CheckOutput, Conclusion } from '../../../src/kernel/check.ts';

/** A check as one text, in the order in which people read it. */
export function tellCheck({ conclusion, output }: { conclusion: Conclusion | null; output: CheckOutput }): string {
  const { title, summary, text, annotations } = output;
  const remarks = annotations.map(
    ({ path, startLine, endLine, level, ...said }) =>
      `${path}:${startLine}-${endLine} ${level}: ${said.title}\n${said.message.replace(/^/gm, '    ')}`,
  );
  return [
    `${conclusion ?? 'in progress'}: ${title}`,
    `## Summary\n\n${summary}`,
    ...(text === '' ? [] : [`## Text\n\n${text}`]),
    ...(remarks.length === 0 ? [] : [`## Annotations\n\n${remarks.join('\n\n')}`]),
    '',
  ].join('\n\n');
}
