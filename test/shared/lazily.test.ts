import { describe, expect, test } from 'vitest';
import { lazily, loadedOnce } from '../../shared/lazily.ts';

describe('given something that is made when it is first asked for', () => {
  test('when it is asked for twice, then it was made once, even where it is nothing', () => {
    const made: string[] = [];
    const nothing = lazily(() => void made.push('made'));

    expect([nothing(), nothing()]).toEqual([undefined, undefined]);
    expect(made).toEqual(['made']);
  });
});

describe('given something that is loaded when it is first asked for', () => {
  test('when several ask at once, then all get the one that was loaded', async () => {
    const load = loadedOnce(() => Promise.resolve({}));

    const [one, other] = await Promise.all([load(), load()]);

    expect(one).toBe(other);
  });

  test('when the first load fails, then whoever waited hears it, and the next one tries again', async () => {
    const outcomes = [() => Promise.reject(new Error('no such file')), () => Promise.resolve('loaded')];
    const load = loadedOnce<string>(() => (outcomes.shift() ?? (() => Promise.reject(new Error('again'))))());

    const both = await Promise.allSettled([load(), load()]);

    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([await load(), await load()]).toEqual(['loaded', 'loaded']);
  });
});
