/** The mail quota within one minute: what the letters that can wait have left of it, and how long a grant lasts. */
import { expect, test } from 'vitest';
import { both, giveBack, lastsMs, MailQuota, noneTaken, take } from '../../../shared/letters/quota.ts';

const limits = { perMinute: 30, perHour: 1000 };
const at = (seconds: number) => new Date(Date.UTC(2027, 3, 1, 8, 0, seconds));
const later = (count: number) => ({ urgent: 0, later: count });

test('given letters that can wait left in this minute, then the next have the rest of its half', () => {
  const first = take(noneTaken, later(10), { limits, now: at(0) });
  const second = take(first.quota, later(10), { limits, now: at(30) });
  expect([first.granted, second.granted]).toEqual([later(10), later(5)]);
  expect(second.quota.taken).toEqual([{ minute: '2027-04-01T08:00:00.000Z', units: later(15) }]);
});

test('given what they took is given back, then they can take it again', () => {
  const { quota } = take(noneTaken, { urgent: 4, later: 15 }, { limits, now: at(0) });
  const returned = giveBack(quota, { urgent: 1, later: 6 }, at(20));
  expect(returned.taken.map(({ units }) => units)).toEqual([{ urgent: 3, later: 9 }]);
  expect(take(returned, later(10), { limits, now: at(40) }).granted).toEqual(later(6));
});

test('urgent letters and others count together', () => {
  expect(both({ urgent: 4, later: 3 })).toBe(7);
});

test.each([
  [0, 60_000],
  [1, 59_000],
  [59, 1000],
])('when %d seconds of the minute are over, then a grant lasts %d ms', (seconds, lasts) => {
  expect(lastsMs(at(seconds))).toBe(lasts);
});

test('the document is read back as it was written, and begins with nothing taken', () => {
  const { quota } = take(noneTaken, { urgent: 2, later: 1 }, { limits, now: at(0) });
  expect(MailQuota.parse(quota)).toEqual(quota);
  expect(MailQuota.parse(noneTaken)).toEqual({
    kind: 'mailQuota',
    schemaVersion: 1,
    id: 'operator:mail-quota',
    taken: [],
  });
});
