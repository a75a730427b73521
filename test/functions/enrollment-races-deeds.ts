/** What people do at once to one location, round after round: whoever was first, nothing is half done. */
import { expect } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { everywhere } from './company.ts';
import { entered, offices, read } from './enrollment-races-offices.ts';
import { both, codeOf, eachRound, type Race, told } from './enrollment-races-rounds.ts';

const payout = 'payout-profile';
const demanding = { requirements: [{ requirement: payout, name: 'Payout profile' }] };
export const deeds: Record<string, Race> = {
  'fifty enroll one location: it is enrolled once, and everybody is told the same': async (cloud, rounds) => {
    const given = await offices(cloud, rounds);
    await eachRound(given, async (path) => {
      const headers = await read(given.ines, path);
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => given.ines.put(path, undefined, headers)),
      );
      const repeated = await given.ines.put(path, undefined, headers);
      expect(new Set([repeated, ...answers].map(({ status }) => status))).toEqual(new Set([200]));
      for (const { body } of answers) expect(body).toEqual(repeated.body);
      expect(await told(given, path)).toMatchObject({ status: 'Enrolled', steps: ['invite', 'enroll'] });
    });
  },

  'enrolling and withdrawing: what was answered last is so': async (cloud, rounds) => {
    const given = await offices(cloud, rounds);
    await eachRound(given, async (path, n) => {
      const headers = await read(given.ines, path);
      const [enrolled, withdrawn] = await both(
        n,
        () => given.ines.put(path, undefined, headers),
        () => given.ines.delete(path, { 'if-match': '*' }),
      );
      expect(enrolled.status).toBe(200);
      const left = withdrawn.status === 204;
      expect([204, 'enrollment/not-possible']).toContain(codeOf(withdrawn));
      expect(await told(given, path)).toMatchObject({
        status: left ? 'Withdrawn' : 'Enrolled',
        steps: left ? ['invite', 'enroll', 'withdraw'] : ['invite', 'enroll'],
      });
    });
  },

  'enrolling and losing the grant: one or the other, and never after it': async (cloud, rounds) => {
    const given = await offices(cloud, rounds);
    const role = given.company.rolePath('ines', 'incentivesAdministrator');
    await eachRound(given, async (path, n) => {
      const headers = await read(given.ines, path);
      const [enrolled, revoked] = await both(
        n,
        () => given.ines.put(path, undefined, headers),
        () => given.company.as('alan').delete(`${role}?acknowledge=stranded`, { 'if-match': '*' }),
      );
      expect([200, 'access/role-missing']).toContain(codeOf(enrolled));
      expect(revoked.status).toBe(204);
      expect(codeOf(await given.ines.delete(path, { 'if-match': '*' }))).toBe('access/role-missing');
      await cloud.settle();
      const { history, steps } = await told(given, path);
      expect(steps.includes('enroll')).toBe(enrolled.status === 200);
      const grant = { role: 'incentivesAdministrator', ...everywhere };
      for (const entry of history.filter(({ what }) => what === 'enroll'))
        expect(entry).toMatchObject({ grant });
      await must(given.company.as('alan').put(role, everywhere));
      await cloud.settle();
    });
  },

  'completing and withdrawing: one of the two': async (cloud, rounds) => {
    const given = await offices(cloud, rounds, demanding);
    await eachRound(given, async (path, n) => {
      const headers = await entered(given, path);
      const [completed, withdrawn] = await both(
        n,
        () => given.ines.put(`${path}/requirements/${payout}`, undefined, headers),
        () => given.ines.delete(path, headers),
      );
      const left = withdrawn.status === 204;
      expect([200, 'request/precondition-failed', 'enrollment/not-possible']).toContain(codeOf(completed));
      expect([204, 'request/precondition-failed']).toContain(codeOf(withdrawn));
      expect(left).toBe(completed.status !== 200);
      expect(await told(given, path)).toMatchObject({
        status: left ? 'Withdrawn' : 'Enrolling',
        steps: ['invite', 'enroll', left ? 'withdraw' : 'complete'],
      });
    });
  },

  'validating and rejecting: one of the two': async (cloud, rounds) => {
    const given = await offices(cloud, rounds, demanding);
    await eachRound(given, async (path, n) => {
      const requirement = `${path}/requirements/${payout}`;
      const { body } = await must(given.ines.put(requirement, undefined, await entered(given, path)));
      const judged = (outcome: object) =>
        given.operator.put(`${requirement}/validation`, outcome, { 'if-match': body.etag });
      const [validated, rejected] = await both(
        n,
        () => judged({ outcome: 'validated' }),
        () => judged({ outcome: 'rejected', reason: 'No such bank' }),
      );
      expect([codeOf(validated), codeOf(rejected)].map(String).sort()).toEqual([
        '200',
        'request/precondition-failed',
      ]);
      const good = validated.status === 200;
      expect(await told(given, path)).toMatchObject({
        status: good ? 'Enrolled' : 'Enrolling',
        steps: ['invite', 'enroll', 'complete', good ? 'validate' : 'reject'],
      });
    });
  },
};
