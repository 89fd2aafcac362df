import { type Publication, readPublication } from './publication.ts';

type Check = (published: Publication, harmless: Publication) => boolean;

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?(?:#\d|gh-\d|https?:)/i;
const reference = /#\d|\bgh-\d|:\/\/|www\.|github\.com\/|\b[0-9a-f]{7,40}\b/i;
const emojiCode = /:[a-z+-][\w+-]*:/i;
const unseen =
  /(?![\n\t]|(?<=\p{Extended_Pictographic})\ufe0f|(?<=[0-9#*])\ufe0f\u20e3)[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;

/** The publishing properties of the hostile texts, each as the question whether it is broken. */
const checks: Readonly<Record<string, Check>> = {
  'P-no-mention': ({ outsideCode }) => /@[a-z0-9]/i.test(outsideCode),
  'P-no-image': ({ nodes, skeleton, outsideCode }) =>
    nodes.some(({ type }) => type === 'image' || type === 'imageReference') ||
    skeleton.some((bone) => bone.startsWith('<img')) ||
    emojiCode.test(outsideCode),
  'P-no-raw-html': ({ skeleton }, harmless) => !sameList(skeleton.filter(isTag), harmless.skeleton.filter(isTag)),
  'P-no-foreign-marker': ({ markdown }) => /<!--\s*conclave/i.test(markdown),
  'P-no-js-link': ({ nodes }, harmless) => !sameList(linksOf(nodes), linksOf(harmless.nodes)),
  'P-structure-intact': ({ skeleton }, harmless) => !sameList(skeleton, harmless.skeleton),
  'P-no-closing-keyword': ({ markdown, everything }) => closing.test(markdown) || closing.test(everything),
  'P-no-cross-reference': ({ outsideCode }) => reference.test(outsideCode),
  'P-no-command': ({ markdown, outsideCode }) => /^\s*\/[a-z]/im.test(`${markdown}\n${outsideCode}`),
  'P-no-control-chars': ({ markdown }) => unseen.test(markdown),
};

/** The properties that a published text breaks; `harmless` is the same place with a harmless text. */
export function breachesOf(published: string, harmless: Publication): readonly string[] {
  const read = readPublication(published);
  return Object.entries(checks).flatMap(([property, isBroken]) => (isBroken(read, harmless) ? [property] : []));
}

function isTag(bone: string): boolean {
  return bone.startsWith('<');
}

function linksOf(nodes: Publication['nodes']): readonly string[] {
  return nodes.flatMap((node) => ('url' in node ? [`${node.type} ${node.url}`] : []));
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((entry, index) => entry === other[index]);
}
