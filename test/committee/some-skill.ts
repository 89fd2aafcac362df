import type { Skill } from '../../src/committee/skill.ts';

/** A skill with every field filled. */
export function someSkill(name: string): Skill {
  return {
    name,
    contract: {
      name: `expert-${name}`,
      title: 'Quant',
      scope: 'Whether the edge is real.',
      inputs: ['the change'],
      outputs: ['one opinion'],
      format: 'JSON',
      blocking: ['the edge is not there'],
      limits: ['code style'],
      abstain: ['no figures are given'],
      knowledge: [],
    },
    body: 'Look for the edge.',
    sha256: '0'.repeat(64),
  };
}
