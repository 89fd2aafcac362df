import { type BacktestAnswer, renderBacktestAnswer } from './backtest.ts';
import { type CourseAnswer, renderCourse } from './course.ts';
import { type DecisionAnswer, renderDecision } from './decision.ts';
import { type DenialAnswer, renderDenial } from './denial.ts';
import { type ExplanationAnswer, renderExplanation } from './explanation.ts';
import { type FailureAnswer, renderFailure } from './failure.ts';
import { type GateWaiverAnswer, renderGateWaiver } from './gate.ts';
import { type HelpAnswer, renderHelp } from './help.ts';
import { type IncidentAnswer, renderIncidentAnswer } from './incident.ts';
import { type OpsAnswer, renderOpsAnswer } from './ops.ts';
import { type RefusalAnswer, renderRefusal } from './refusal.ts';
import { type RuleWaiverAnswer, renderRuleWaiver } from './rule.ts';
import { renderStatus, type StatusAnswer } from './status.ts';

/** What is answered to a command; every command has an answer, a refused one too. */
export type Answer =
  | CourseAnswer
  | StatusAnswer
  | ExplanationAnswer
  | DecisionAnswer
  | GateWaiverAnswer
  | RuleWaiverAnswer
  | BacktestAnswer
  | OpsAnswer
  | IncidentAnswer
  | HelpAnswer
  | RefusalAnswer
  | DenialAnswer
  | FailureAnswer;

/** The comment that answers the command in a comment; its marker stands on line 1. */
export function renderAnswer(commentId: number, answer: Answer): string {
  return `${answerMarker(commentId)}\n\n${draw(answer)}\n`;
}

/** The first line of an answer, by which it is found again. */
export function answerMarker(commentId: number): string {
  return `<!-- conclave:answer comment=${commentId} -->`;
}

function draw(answer: Answer): string {
  if (isOpsAnswer(answer)) return renderOpsAnswer(answer);
  if (isIncidentAnswer(answer)) return renderIncidentAnswer(answer);
  switch (answer.kind) {
    case 'started':
    case 'on-record':
    case 'cancelled':
      return renderCourse(answer);
    case 'status':
      return renderStatus(answer);
    case 'explanation':
      return renderExplanation(answer);
    case 'decided':
      return renderDecision(answer);
    case 'gate-waived':
    case 'gate-moved':
    case 'gate-not-failing':
      return renderGateWaiver(answer);
    case 'rule-waived':
    case 'rule-unknown':
    case 'rule-not-waivable':
    case 'rule-not-failing':
      return renderRuleWaiver(answer);
    case 'backtest-started':
    case 'backtest-lost':
    case 'backtest-moved':
    case 'backtest-not-started':
      return renderBacktestAnswer(answer);
    case 'help':
      return renderHelp();
    case 'refused':
      return renderRefusal(answer);
    case 'no-permission':
    case 'own-waiver':
    case 'own-dismissal':
    case 'unknown-finding':
    case 'other-head':
    case 'nothing':
    case 'notice':
      return renderDenial(answer);
    case 'failed':
      return renderFailure(answer);
    default:
      return answer satisfies never;
  }
}

function isOpsAnswer(answer: Answer): answer is OpsAnswer {
  return answer.kind.startsWith('ops-');
}

function isIncidentAnswer(answer: Answer): answer is IncidentAnswer {
  return answer.kind.startsWith('incident-');
}
