/** A package as `requirements.txt` pins it. */
export interface Pin {
  readonly version: string;
  readonly hashes: number;
  /** When it is wanted, as pip writes it; null for always. */
  readonly marker: string | null;
}

/** Reads the pins of a `requirements.txt`, by name. */
export function pinsOf(requirements: string): ReadonlyMap<string, Pin> {
  const blocks = requirements.matchAll(/^([\w-]+)==(\S+)(?: ; (.+?))? \\\n((?: {4}--hash=\S+(?: \\)?\n)*)/gm);
  return new Map(
    [...blocks].map(([, name = '', version = '', marker, hashes = '']) => [
      name,
      { version, marker: marker ?? null, hashes: hashes.split('--hash=').length - 1 },
    ]),
  );
}
