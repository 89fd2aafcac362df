import type { FeatureId } from '../config/app-features.ts';
import type { AppExaminer } from './app-examiner.ts';

/** The GitHub app that an installation is, without its secrets. */
export interface KnownApp {
  readonly id: number;
  /** Where its credentials were found, for people. */
  readonly source: string;
  /** The optional parts that are on. */
  readonly features: readonly FeatureId[];
  readonly github: AppExaminer;
}

/** What a server of ours said when it was asked whether it can work. */
export type ServerAnswer =
  | { readonly kind: 'ready'; readonly warnings: readonly string[] }
  | { readonly kind: 'not-ready'; readonly problems: readonly string[] }
  /** It takes deliveries, and a proxy before it keeps its readiness from the outside. */
  | { readonly kind: 'reached' }
  /** Something answers there that is no server of ours. */
  | { readonly kind: 'stranger'; readonly status: number }
  | { readonly kind: 'silent'; readonly why: string };

/** How the database of an installation is, found out without starting or changing anything. */
export type DatabaseStanding =
  /** The delivered one was not made yet, and its place can be used. */
  | { readonly kind: 'not-made'; readonly place: string }
  | { readonly kind: 'stopped'; readonly place: string; readonly version: string; readonly cutOff: boolean }
  | { readonly kind: 'starting'; readonly place: string }
  | {
      readonly kind: 'running';
      readonly place: string;
      /** Major version of PostgreSQL. */
      readonly version: number;
      readonly oldestVersion: number;
      /** Whether the user may make the tables, or change them. */
      readonly mayCreate: boolean;
      /** Steps of the tables that were done, and those that this program knows. */
      readonly applied: readonly string[];
      readonly known: readonly string[];
    };
