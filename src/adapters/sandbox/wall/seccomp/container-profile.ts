import { type ArgumentRule, EVERY_BIT, type Profile, type Verdict } from './profile.ts';

const EPERM = 1;
const ENOSYS = 38;

/** Renders a profile as the JSON that docker and podman read. */
export function renderContainerProfile({ allowed, refused, looked }: Profile): string {
  return JSON.stringify({
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: ENOSYS,
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: [] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: [] },
    ],
    syscalls: [
      { names: allowed.map(({ name }) => name), ...actionOf('allow') },
      { names: refused.map(({ name }) => name), ...actionOf('refuse') },
      ...looked.flatMap(rulesOf),
    ],
  });
}

/** The library knows neither "masked and unequal" nor "none of several": there what is left falls to the default. */
function rulesOf({ call, argument: index, mask, values, otherwise }: ArgumentRule): readonly object[] {
  const names = [call.name];
  const isMasked = mask !== EVERY_BIT;
  const allowed = values.map((value) => {
    const look = isMasked ? { value: mask, valueTwo: value, op: 'SCMP_CMP_MASKED_EQ' } : { value, op: 'SCMP_CMP_EQ' };
    return { names, args: [{ index, ...look }], ...actionOf('allow') };
  });
  if (otherwise === 'unknown') return allowed;
  const [value, ...others] = values;
  if (isMasked || others.length > 0) throw new RangeError(`a rule about ${call.name} that containers cannot keep`);
  return [...allowed, { names, args: [{ index, value, op: 'SCMP_CMP_NE' }], ...actionOf(otherwise) }];
}

function actionOf(verdict: Verdict): object {
  if (verdict === 'allow') return { action: 'SCMP_ACT_ALLOW' };
  return { action: 'SCMP_ACT_ERRNO', errnoRet: verdict === 'refuse' ? EPERM : ENOSYS };
}
