import { describe, expect, it } from 'vitest';
import { findRemovedGuards } from '../../src/evidence/guard-removed.ts';
import { places, type SomeFile, sceneOf } from './scene-of.ts';

const found = (file: Omit<SomeFile, 'path'> & { path?: string }) =>
  places(findRemovedGuards, sceneOf({ path: 'src/trading/executor.py', ...file }));

/** A removed first line above one that stays. */
const removing = (line: string, path = 'src/trading/executor.py') =>
  found({ path, before: `${line}\nkept = 1\n`, after: 'kept = 1\n' });

describe('a removed guard', () => {
  it.each([
    ['a name', 'stop_loss = 3'],
    ['a longer name', 'stop_loss_atr = 3'],
    ['a name that ends with it', 'use_trailing_stop_loss = True'],
    ['capitals', 'MAX_DRAWDOWN = 0.2'],
    ['an attribute', 'order.sl = price'],
    ['a keyword', 'place(sl=price)'],
    ['a parameter', 'def place(volume, sl): return volume'],
    ['a call', 'circuit_breaker()'],
    ['an import', 'from risk.kill_switch import guard'],
    ['the word without its mark', 'if flags.killswitch: stop()'],
    ['a key of an entry', 'order = {"sl": price}'],
    ['a key that is read', 'price = order["stop_loss"]'],
    ['a key with a default', 'price = order.get("sl", 0)'],
    ['a value of one word', 'reason = "stop_loss"'],
    ['an f-string of one word', 'column = f"sl_{name}"'],
    ['an expression inside a message', 'log.info(f"stopped at {order.sl}")'],
    ['an argument of a log call', 'log.info("stopped at %s", order.sl)'],
    ['a query', 'hit = frame.query("low < stop_loss")'],
    ['a full-width letter', 'ｓl = 3'],
    ['two words of one line', 'order = {"sl": stop_loss}'],
  ])('is found by %s', (_, line) => {
    expect(removing(line)).toEqual(['before:1']);
  });

  it.each([
    ['a longer word', 'slot, slice, sleep, tesla = 1, 2, 3, 4'],
    ['a word with a digit', 'sl2 = x2sl'],
    ['a comment', '# stop_loss = 3'],
    ['a comment behind code', 'x = 3  # stop_loss'],
    ['a docstring', '"""The stop_loss is set here."""'],
    ['a docstring of one word', '"stop_loss"'],
    ['a log message', 'log.warning("stop_loss hit at %s", price)'],
    ['a log message of one word', 'log.warning("stop_loss")'],
    ['a log message in parts', 'log.warning("event=x " + "stop_loss")'],
    ['an error', 'raise RiskError("kill_switch")'],
    ['an error that is returned', 'x = ValueError("kill_switch")'],
    ['the message of an assertion', 'assert x, "stop_loss"'],
    ['a sentence', 'HELP = "the position_limit of an account"'],
    ['camel case, which is another word', 'stopLoss = 3'],
  ])('is not seen in %s', (_, line) => {
    expect(removing(line)).toEqual([]);
  });

  it('is back when an added line mentions the same word, wherever that is', () => {
    const before = 'a = cfg.stop_loss\nb = 2\nc = 3\n';

    expect(found({ before, after: 'b = 2\nc = 3\nd = limit(STOP_LOSS_ATR)\n' })).toEqual([]);
  });

  it.each([
    ['another word', 'd = kill_switch'],
    ['a comment', '# stop_loss'],
    ['a docstring', '"""stop_loss"""'],
    ['a message', 'log.info("stop_loss off")'],
  ])('is not back by %s', (_, line) => {
    expect(found({ before: 'a = stop_loss\nb = 2\n', after: `b = 2\n${line}\n` })).toEqual(['before:1']);
  });

  it('is not back by a line that was there before', () => {
    expect(found({ before: 'a = stop_loss\nb = stop_loss\n', after: 'b = stop_loss\n' })).toEqual(['before:1']);
  });

  it('has one hit for each removed line, and one where only one of two words comes back', () => {
    const before = 'a = {"sl": stop_loss}\nkill_switch(a)\nb = stop_loss\n';

    expect(found({ before, after: 'c = stop_loss\n' })).toEqual(['before:1', 'before:2']);
  });

  it('says which words are gone', () => {
    const scene = sceneOf({ path: 'a.py', before: 'a = {"sl": stop_loss}\n', after: 'a = {}\n' });

    expect(findRemovedGuards(scene).map(({ message }) => message)).toEqual([
      'A line with `sl` and `stop_loss` is removed, and no added line of the file mentions them again: an order may pass that the guard would have stopped.',
    ]);
  });

  it('is found over all lines of a text that is code', () => {
    const before = 'x = frame.query("""\nlow < 3 and\nlow < stop_loss""")\n';

    expect(found({ before, after: 'x = frame\n' })).toEqual(['before:3']);
  });

  it('is found in a deleted file and in one that was renamed', () => {
    const before = 'import os\n\nKILL_SWITCH = os.getenv("KS")\n';

    expect(found({ before, after: null })).toEqual(['before:3']);
    expect(found({ path: 'b.py', previousPath: 'a.py', before, after: 'import os\n' })).toEqual(['before:3']);
  });

  it('keeps its line when whole lines end otherwise', () => {
    expect(found({ before: 'x = 1\r\nsl = 2\r\n', after: 'x = 1\n' })).toEqual(['before:2']);
  });

  it('has nothing to say of documents', () => {
    expect(found({ path: 'docs/risk.md', before: 'stop_loss\n', after: '\n' })).toEqual([]);
  });

  it('is back in a text that cannot be read as a tree, outside of a comment', () => {
    const tooLong = `x = "${'a'.repeat(100_001)}"\n`;

    expect(found({ before: 'a = stop_loss\n', after: `b = stop_loss\n${tooLong}` })).toEqual([]);
    expect(found({ before: 'a = stop_loss\n', after: `b = 1 # stop_loss\n${tooLong}` })).toEqual(['before:1']);
    expect(found({ before: `a = stop_loss\n${tooLong}`, after: 'b = 1\n' })).toEqual([]);
  });
});

describe('a guard in TypeScript and JavaScript', () => {
  it.each([
    ['a property', 'const order = { sl: price };'],
    ['a short property', 'const order = { sl };'],
    ['a quoted property', 'const order = { "stop_loss": price };'],
    ['a member', 'if (flags.killSwitch) halt();'],
    ['a private field', 'class A { #sl = 3 }'],
    ['a taken-apart parameter', 'function f({ sl }) {}'],
    ['a type', 'type Max_Drawdown = number;'],
    ['a key that is read', 'const x = cfg[`stop_loss`];'],
  ])('is found by %s', (_, line) => {
    expect(removing(line, 'src/order.ts')).toEqual(['before:1']);
  });

  it.each([
    ['a comment', '// stop_loss'],
    ['a block comment', '/* stop_loss */ const x = 1;'],
    ['a log message', 'console.log("stop_loss");'],
    ['an error', 'throw new RangeError("stop_loss");'],
    ['a sentence', 'const x = "the stop_loss";'],
  ])('is not seen in %s', (_, line) => {
    expect(removing(line, 'src/order.js')).toEqual([]);
  });
});

describe('a guard in configuration', () => {
  it.each([
    ['a key', 'risk.yaml', 'stop_loss: 0.02'],
    ['a key of an item', 'risk.yml', '  - kill_switch: true'],
    ['an item', 'risk.yml', '  - kill_switch'],
    ['a key in brackets', 'risk.yaml', 'limits: { max_drawdown: 0.2, x: 1 }'],
    ['a value of one word', 'risk.yaml', 'guards: circuit_breaker'],
    ['a key of JSON', 'risk.json', '"stop_loss": 3,'],
    ['a key of TOML', 'risk.toml', 'stop_loss = 0.02'],
    ['a section', 'risk.toml', '[risk.kill_switch]'],
    ['a variable', '.env', 'export KILL_SWITCH=false'],
    ['a key of INI', 'risk.ini', 'position_limit = 3'],
  ])('is found by %s', (_, path, line) => {
    expect(removing(line, path)).toContain('before:1');
  });

  it.each([
    ['a comment', 'risk.yaml', '# stop_loss: 0.02'],
    ['a comment behind a value', 'risk.yaml', 'x: 1 # stop_loss'],
    ['a sentence', 'risk.yaml', 'why: the stop_loss is on the exchange'],
    ['a text over several lines', 'risk.yaml', 'why: |\n  stop_loss'],
    ['a comment of TOML', 'risk.toml', '# stop_loss = 1'],
    ['a comment of JSON', 'risk.jsonc', '// "stop_loss": 1'],
    ['a longer word', 'risk.yaml', 'slots: 3'],
  ])('is not seen in %s', (_, path, line) => {
    expect(removing(line, path)).toEqual([]);
  });

  it('reads the lines that a diff shows when nothing else is known', () => {
    const scene = sceneOf({ path: 'risk.yaml', before: 'a: 1\nstop_loss: 2\n', after: 'a: 1\n' });

    const file = { ...scene.file, before: null, after: null };

    expect(places(findRemovedGuards, { ...scene, file })).toEqual(['before:2']);
  });
});
