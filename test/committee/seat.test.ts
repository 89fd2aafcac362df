import { describe, expect, it } from 'vitest';
import { chainOf, type Seat, seatsNeeded, takeSeats } from '../../src/committee/seat.ts';
import type { ModelId } from '../../src/kernel/model-id.ts';
import { someSkill } from './some-skill.ts';

const models = { first: 'mistral:large', second: 'google:pro', chair: 'google:flash' };
const seatsOf = (fallbacks: Readonly<Record<ModelId, readonly ModelId[]>> = {}) =>
  takeSeats([someSkill('ml-engineer'), someSkill('ops')], models, fallbacks);

describe('takeSeats', () => {
  it('seats every skill on both models, in order of the skills', () => {
    expect(seatsOf().map(({ id, slot, model }) => [id, slot, model])).toEqual([
      ['ml-engineer/first', 'first', 'mistral:large'],
      ['ml-engineer/second', 'second', 'google:pro'],
      ['ops/first', 'first', 'mistral:large'],
      ['ops/second', 'second', 'google:pro'],
    ]);
  });

  it('gives each seat the fallbacks of its model', () => {
    const seats = seatsOf({ 'mistral:large': ['mistral:small'], 'google:flash': ['google:pro'] });

    expect(seats.map(({ fallbacks }) => fallbacks)).toEqual([['mistral:small'], [], ['mistral:small'], []]);
  });
});

describe('chainOf', () => {
  it.each<[fallbacks: readonly ModelId[], chain: readonly ModelId[]]>([
    [[], ['mistral:large']],
    [
      ['mistral:small', 'google:pro'],
      ['mistral:large', 'mistral:small', 'google:pro'],
    ],
    [
      ['mistral:large', 'mistral:small'],
      ['mistral:large', 'mistral:small'],
    ],
    [
      ['mistral:small', 'mistral:small'],
      ['mistral:large', 'mistral:small'],
    ],
  ])('with the fallbacks %j asks %j, each once', (fallbacks, chain) => {
    const seat: Seat | undefined = seatsOf({ 'mistral:large': fallbacks })[0];

    expect(seat && chainOf(seat)).toEqual(chain);
  });
});

describe('seatsNeeded', () => {
  it.each<[seats: number, share: number, needed: number]>([
    [2, 0.8, 2],
    [4, 0.8, 4],
    [6, 0.8, 5],
    [8, 0.8, 7],
    [10, 0.8, 8],
    [12, 0.8, 10],
    [10, 0.7, 7],
    [10, 1, 10],
    [10, 0.01, 1],
    [30, 0.1, 3],
    [10, 0.81, 9],
    [20, 0.55, 11],
  ])('of %i seats with a share of %d is %i', (count, share, needed) => {
    const seats = takeSeats(
      Array.from({ length: count / 2 }, (_, index) => someSkill(`skill-${index}`)),
      models,
      {},
    );

    expect(seatsNeeded(seats, share)).toBe(needed);
  });
});
