import type { WallSettings } from '../../../../backtest/wall/bounds.ts';

/** A control group for one walled process and everything that it starts. */
export interface ControlGroup {
  /** Folders of it, one for each hierarchy. */
  readonly folders: readonly string[];
  /** Whether a process in it was ended because the group used up its memory. */
  ranOutOfMemory(): boolean;
  /** Ends every member; some may be forking meanwhile. */
  strike(): void;
  /** Ends every member and removes the group. */
  remove(): Promise<void>;
}

/** A way to make control groups by hand on this machine. */
export interface Grouping {
  /** Such as `control groups v1`. */
  readonly words: string;
  /** Whether a share of the processor can be kept. */
  readonly hasShares: boolean;
  make(name: string, limits: GroupLimits): ControlGroup;
}

/** The limits that a group keeps. */
export interface GroupLimits extends Pick<WallSettings, 'memory_mb' | 'cpus'> {
  /** Processes and threads, those of the engine included. */
  readonly processes: number;
}

/** A file of a group and what is written into it; where it is missing and not needed, it is passed over. */
export interface LimitFile {
  readonly file: string;
  readonly value: string;
  readonly needed: boolean;
}

export const MEBIBYTE = 1_048_576;
/** Microseconds in which a share of the processor is counted. */
export const CPU_PERIOD = 100_000;
