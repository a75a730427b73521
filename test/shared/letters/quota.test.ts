/** How many letters may leave: never more than a minute and an hour allow, and the urgent ones are not held up by others. */
import { expect, test } from 'vitest';
import { giveBack, type MailQuota, noneTaken, take } from '../../../shared/letters/quota.ts';

const limits = { perMinute: 30, perHour: 100 };
const at = (minutes: number, seconds = 0) => new Date(Date.UTC(2027, 3, 1, 8, minutes, seconds));
const urgent = (count: number) => ({ urgent: count, later: 0 });
const later = (count: number) => ({ urgent: 0, later: count });

function taking(quota: MailQuota, wanted: { urgent: number; later: number }, now: Date) {
  return take(quota, wanted, { limits, now });
}

/** Takes in each of these minutes; what was granted, and the quota after it. */
function inTurn(minutes: number[], wanted: { urgent: number; later: number }) {
  let quota = noneTaken;
  const granted = minutes.map((minute) => {
    const taken = taking(quota, wanted, at(minute));
    quota = taken.quota;
    return taken.granted;
  });
  return { quota, granted };
}

test('no minute grants more than a minute allows, in however many blocks', () => {
  const { granted } = inTurn([0, 0, 0, 1], urgent(20));
  expect(granted.map((units) => units.urgent)).toEqual([20, 10, 0, 20]);
});

test('no sixty minutes grant more than an hour allows', () => {
  const { granted } = inTurn([0, 1, 2, 3, 4, 59, 60, 61], urgent(50));
  expect(granted.map((units) => units.urgent)).toEqual([30, 30, 30, 10, 0, 0, 30, 30]);
});

test('letters that can wait use half of the minute and half of the hour', () => {
  const { granted, quota } = inTurn([0, 1, 2, 3, 4], later(50));
  expect(granted.map((units) => units.later)).toEqual([15, 15, 15, 5, 0]);
  expect(taking(quota, urgent(50), at(4)).granted).toEqual(urgent(30));
});

test('what is urgent goes first, and what it leaves goes to the others', () => {
  expect(taking(noneTaken, { urgent: 25, later: 25 }, at(0)).granted).toEqual({ urgent: 25, later: 5 });
  expect(taking(noneTaken, { urgent: 40, later: 10 }, at(0)).granted).toEqual({ urgent: 30, later: 0 });
});

test('the smallest quota lets letters that can wait leave too', () => {
  const smallest = { limits: { perMinute: 1, perHour: 1 }, now: at(0) };
  expect(take(noneTaken, later(5), smallest).granted).toEqual(later(1));
});

test('what is given back can be taken again', () => {
  const { quota } = taking(noneTaken, urgent(30), at(0));
  const returned = giveBack(quota, urgent(10), at(0, 30));
  expect(taking(returned, urgent(30), at(0, 40)).granted).toEqual(urgent(10));
});

test('what an instance took whose clock is ahead counts', () => {
  const { quota } = taking(noneTaken, urgent(30), at(2));
  expect(inTurn([0], urgent(1)).granted).toEqual([urgent(1)]);
  const hour = take(quota, urgent(100), { limits: { perMinute: 100, perHour: 100 }, now: at(0) });
  expect(hour.granted).toEqual(urgent(70));
});

test('the document holds one hour', () => {
  const { quota } = inTurn(
    Array.from({ length: 300 }, (_, minute) => minute),
    urgent(1),
  );
  expect(quota.taken.length).toBeLessThanOrEqual(60);
});
