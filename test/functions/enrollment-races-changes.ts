/** What changes around a location just while it is enrolled, or looked at. */
import { expect } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { eligible, ineligible } from './company.ts';
import {
  discontinue,
  type Offices,
  offices,
  openPrograms,
  read,
  report,
} from './enrollment-races-offices.ts';
import { both, codeOf, eachRound, holdBatch, type Race, told } from './enrollment-races-rounds.ts';

/** Longer than any request lives: whatever was decided on an older program is looked at again. */
async function tenMinutesLater({ cloud }: Offices): Promise<void> {
  await cloud.settle();
  await cloud.host.moveClock(new Date(cloud.now().getTime() + 11 * 60_000));
  await cloud.settle();
}

export const changes: Record<string, Race> = {
  'enrolling and losing eligibility: the figures decide': async (cloud, rounds) => {
    const given = await offices(cloud, rounds);
    await eachRound(given, async (path, n) => {
      const headers = await read(given.ines, path);
      const [enrolled] = await both(
        n,
        () => given.ines.put(path, undefined, headers),
        () => report(given, path, ineligible),
      );
      await cloud.settle();
      expect([200, 'enrollment/ineligible']).toContain(codeOf(enrolled));
      const entering = enrolled.status === 200 ? ['enroll'] : [];
      expect(await told(given, path)).toMatchObject({
        status: 'Ineligible',
        steps: ['invite', ...entering, 'loseEligibility'],
      });
    });
  },

  'enrolling in an open program and its end: ten minutes later nobody is in it': async (cloud, rounds) => {
    const given = await openPrograms(cloud, rounds);
    const entries = new Map<string, string[]>();
    await eachRound(given, async (path, n) => {
      const [enrolled, ended] = await both(
        n,
        () => given.ines.put(path),
        () => discontinue(given, path),
      );
      expect(ended.status).toBe(200);
      expect([201, 'program/discontinued']).toContain(codeOf(enrolled));
      entries.set(path, enrolled.status === 201 ? ['enroll', 'discontinue'] : []);
    });
    await tenMinutesLater(given);
    for (const [path, steps] of entries)
      expect(await told(given, path)).toMatchObject({ status: 'Discontinued', steps });
  },

  'figures that come in the middle of a pass are the ones it ends with': async (cloud, rounds) => {
    const given = await offices(cloud, rounds);
    await eachRound(given, async (path, n) => {
      const [before, between] = n % 2 === 0 ? [ineligible, eligible] : [eligible, ineligible];
      await must(report(given, path, before));
      await cloud.settle();
      const was = await told(given, path);
      const held = holdBatch(given, 1);
      await must(report(given, path, between));
      await held;
      await must(report(given, path, before));
      await cloud.settle();
      expect(await told(given, path)).toEqual(was);
      expect(was.status).toBe(n % 2 === 0 ? 'Ineligible' : 'Invited');
    });
  },

  'a program that ends in the middle of an enrollment: ten minutes later nobody is in it': async (
    cloud,
    rounds,
  ) => {
    const given = await openPrograms(cloud, rounds);
    await eachRound(given, async (path) => {
      const held = holdBatch(given);
      const enrolling = given.ines.put(path);
      await held;
      await must(discontinue(given, path));
      expect((await enrolling).status).toBe(201);
    });
    await tenMinutesLater(given);
    for (const path of given.paths)
      expect(await told(given, path)).toMatchObject({
        status: 'Discontinued',
        steps: ['enroll', 'discontinue'],
      });
  },
};
