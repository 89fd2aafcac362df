import { AppError } from '../../../kernel/app-error.ts';

/** How Debian calls the machine, and where its programs find their loader. */
export interface DebianPlatform {
  readonly architecture: string;
  /** Folder of libraries below `usr/lib`. */
  readonly triplet: string;
  /** Name of the program that loads programs, in that folder. */
  readonly loader: string;
  /** Where programs expect it. */
  readonly loaderPath: string;
}

const PLATFORMS: Readonly<Record<string, DebianPlatform>> = {
  x64: {
    architecture: 'amd64',
    triplet: 'x86_64-linux-gnu',
    loader: 'ld-linux-x86-64.so.2',
    loaderPath: 'lib64/ld-linux-x86-64.so.2',
  },
  arm64: {
    architecture: 'arm64',
    triplet: 'aarch64-linux-gnu',
    loader: 'ld-linux-aarch64.so.1',
    loaderPath: 'lib/ld-linux-aarch64.so.1',
  },
};

/** The machine that this program runs on; any other than Linux on x64 and arm64 is refused. */
export function debianPlatform(): DebianPlatform {
  const found = process.platform === 'linux' ? PLATFORMS[process.arch] : undefined;
  if (found !== undefined) return found;
  throw new AppError('bad-input', `no root folder can be made for ${process.platform} on ${process.arch}`, {
    where: '--from debian',
    expected: 'Linux on x64 or arm64',
    advice: 'Build with docker or podman from a registry: conclave sandbox build --from registry.',
  });
}
