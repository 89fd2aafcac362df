import { backtestOrders } from './backtest-orders.ts';
import { gateWaivers } from './gate-waivers.ts';
import { ledgerLives } from './ledger-lives.ts';
import { ledgerTables } from './ledger-tables.ts';
import { libraryTables } from './library-tables.ts';
import { operations } from './operations.ts';
import { recordTables } from './record-tables.ts';
import { reviewTables } from './review-tables.ts';
import { ruleWaivers } from './rule-waivers.ts';

/** The schema in which all tables of ours stand. */
export const SCHEMA = 'conclave';

/** Every step of the tables by name, in order, as statements; a step that was released is never changed. */
export const STEPS: Readonly<Record<string, string>> = {
  '0001-reviews': reviewTables,
  '0002-ledger': ledgerTables,
  '0003-records': recordTables,
  '0004-gate-waivers': gateWaivers,
  '0005-library': libraryTables,
  '0006-ledger-lives': ledgerLives,
  '0007-rule-waivers': ruleWaivers,
  '0008-backtest-orders': backtestOrders,
  '0009-operations': operations,
};
