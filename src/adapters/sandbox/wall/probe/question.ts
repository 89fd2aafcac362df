import { z } from 'zod';

/** What a probe behind a wall is told to try, as one line of JSON. */
export interface Question {
  /** Ports of ours on 127.0.0.1. */
  readonly tcp: number;
  readonly udp: number;
  /** Name of a socket of ours without a file. */
  readonly abstract: string;
  /** A name that the outside resolves. */
  readonly host: string;
  /** What our own environment holds while the wall is put up. */
  readonly secret: string;
  /** A file of ours. */
  readonly file: string;
  /** Most processes that are started. */
  readonly processes: number;
  /** Milliseconds in which the share of the processor is measured. */
  readonly spin: number;
}

/** A word for how an attempt ended: `made`, or the name of the error. */
const Attempt = z.string().max(100);
const Words = z.array(z.string().max(300)).max(100);

/** What a probe saw, as one line of JSON. It comes from behind the wall, from programs of the image. */
export const Sighting = z.strictObject({
  tcp: Attempt,
  udp: Attempt,
  dns: Attempt,
  abstract: Attempt,
  secrets: Words.describe('Where the secret was found.'),
  names: Words.describe('Variables of the environment.'),
  file: Attempt,
  writable: Words.describe('Folders that took a new file.'),
  root_read_only: z.boolean(),
  descriptors: z.array(z.int()).max(100),
  status: z.record(z.string(), z.string().max(300)),
  uid_map: z.string().max(1_000),
  started: z.int().describe('Processes and threads that were started before one was refused.'),
  refused: Attempt.nullable().describe('How the next one was refused; null where none was.'),
  share: z.number().nullable().describe('Share of one processor that several busy processes had together.'),
});
export type Sighting = z.infer<typeof Sighting>;

/** The fields of `/proc/self/status` that a probe tells. */
export const STATUS_FIELDS: readonly string[] = [
  ...['Uid', 'Gid', 'CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb', 'NoNewPrivs', 'Seccomp'],
];
