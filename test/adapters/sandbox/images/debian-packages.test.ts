import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchDebianPackages } from '../../../../src/adapters/sandbox/images/debian-packages.ts';
import { fakePrograms } from './fake-programs.ts';

const shows = (python: string) =>
  `echo 'Package: python3'; echo 'Depends: python${python} (>= ${python}.2-1~), libpython3-stdlib'`;

/** Downloads what it is asked for into the folder that it is told. */
const DOWNLOADS = `
echo "$*" >> "$HERE/asked"
case "$*" in *--download-only*)
  for word in "$@"; do case $word in Dir::Cache=*) cache=\${word#*=};; esac; done
  for name in python3.11 libc6 tzdata perl-base dpkg; do : > "$cache/archives/\${name}_1_amd64.deb"; done;;
esac`;

describe('the packages of a distribution', () => {
  it('are those of its Python and what it needs, without what nobody behind a wall can start', async () => {
    using fakes = fakePrograms({ 'apt-cache': shows('3.11'), 'apt-get': DOWNLOADS });

    const { python, files } = await fetchDebianPackages(join(fakes.folder, 'work'), fakes.environment);

    expect(python).toBe('3.11');
    expect(files.map((file) => file.split('/').at(-1))).toEqual([
      'libc6_1_amd64.deb',
      'python3.11_1_amd64.deb',
      'tzdata_1_amd64.deb',
    ]);
    expect(readFileSync(join(fakes.folder, 'asked'), 'utf8')).toContain('--yes install python3.11 libc-bin tzdata');
  });

  it('are looked up anew where the machine knows of none', async () => {
    const unknown = `test -e "$HERE/asked" || { echo 'E: No packages found' >&2; exit 100; }; ${shows('3.13')}`;
    using fakes = fakePrograms({ 'apt-cache': unknown, 'apt-get': DOWNLOADS });

    const { python } = await fetchDebianPackages(join(fakes.folder, 'work'), fakes.environment);

    const [first, second] = readFileSync(join(fakes.folder, 'asked'), 'utf8').split('\n');
    expect(python).toBe('3.13');
    expect(first).toMatch(/Dir::State::lists=\S+\/work\/lists update$/);
    expect(second).toContain('Dir::State::lists=');
  });

  it.each(['3.10', '3.14'])('are refused when its Python is %s', async (version) => {
    using fakes = fakePrograms({ 'apt-cache': shows(version), 'apt-get': DOWNLOADS });

    const fetched = fetchDebianPackages(join(fakes.folder, 'work'), fakes.environment);

    await expect(fetched).rejects.toMatchObject({
      code: 'bad-input',
      message: `the Python of this distribution is ${version}`,
      facts: { expected: expect.stringContaining('3.11, 3.12, 3.13') },
    });
  });

  it('cannot be had without its package manager', async () => {
    using fakes = fakePrograms({});

    const fetched = fetchDebianPackages(join(fakes.folder, 'work'), { PATH: join(fakes.folder, 'bin') });

    await expect(fetched).rejects.toMatchObject({
      code: 'outside-failed',
      facts: { advice: expect.stringContaining('--from registry') },
    });
  });
});
