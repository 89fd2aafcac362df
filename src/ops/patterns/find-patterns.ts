import type { Thresholds } from '../thresholds.ts';
import type { PatternFacts, PatternFinding } from './pattern.ts';
import { findStuckJob } from './progress.ts';
import { findStrangeSamples } from './samples.ts';
import { findIdenticalScores, findSentinelScores } from './scores.ts';

/** Looks for what was an incident before; what nobody measures is left out, what nobody knows is unknown. */
export function findPatterns(facts: PatternFacts, lines: Thresholds): readonly PatternFinding[] {
  const { trialScores, minutesWithoutProgress, trainSamples } = facts;
  return [
    ...(trialScores === null ? [] : [findIdenticalScores(trialScores), findSentinelScores(trialScores, lines)]),
    ...(minutesWithoutProgress === null ? [] : [findStuckJob(minutesWithoutProgress, lines)]),
    ...(trainSamples === null ? [] : findStrangeSamples(trainSamples, lines)),
  ];
}
