/** What is asked of an organization because it changed, however often. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookAtOrganization, reconcileDueOrganizations } from '../../functions/reconciliation.ts';
import { program } from '../shared/programs/situation.ts';
import { type Desk, givenEnrolled, openDesk, termsOf } from './rollover-desk.ts';

const open = program({ id: 'open', openToAll: true });
const july = new Date('2027-07-01T00:05:00.000Z');

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(open);
  for (const organizationId of ['large', 'small'])
    await givenEnrolled(desk.deps.partners, { organizationId, programs: [open] });
  desk.held.now = july;
});
afterEach(() => desk.close());

const change = (organizationId: string) =>
  desk.deps.partners
    .item('reconciliation', organizationId)
    .patch([{ op: 'set', path: '/dueAt', value: july.toISOString() }]);
const ask = (organizationId: string) => lookAtOrganization(desk.deps, desk.log, organizationId);
const decisions = () =>
  desk.held.lines
    .filter((line) => line.startsWith('log reconciled'))
    .map((line) => /"organizations":(\d+)/.exec(line)?.[1]);

test('given a hundred changes of one organization, then one pass sees them all, and the others are not held up', async () => {
  await change('large');
  for (let n = 0; n < 100; n += 1) await ask('large');
  await change('small');
  await ask('small');
  await desk.drain();
  expect(decisions().filter((count) => count !== '0')).toEqual(['1', '1']);
  for (const id of ['large', 'small']) expect(await termsOf(desk, id)).toEqual({ open: 'FY28' });
});

test('given a change after the pass, then another pass follows', async () => {
  await change('large');
  await ask('large');
  await desk.drain();
  await change('large');
  await ask('large');
  await desk.drain();
  expect(decisions()).toEqual(['1', '1']);
});

test('given a change whose message was lost, then the minute timer asks', async () => {
  await change('small');
  await reconcileDueOrganizations(desk.deps)();
  await desk.drain();
  expect(decisions()).toEqual(['1']);
  expect(await termsOf(desk, 'large')).toEqual({ open: 'FY27' });
});

test('given an organization that keeps changing, then the message ends, and it stays due', async () => {
  await change('large');
  const { partners } = desk.deps;
  const { batch } = partners.items;
  partners.items.batch = async (...call) => {
    await partners
      .item('reconciliation', 'large')
      .patch([{ op: 'set', path: '/change', value: crypto.randomUUID() }]);
    return batch.apply(partners.items, call);
  };
  await ask('large');
  await desk.drain();
  partners.items.batch = batch;
  expect(await termsOf(desk, 'large')).toEqual({ open: 'FY27' });
  await reconcileDueOrganizations(desk.deps)();
  await desk.drain();
  expect(await termsOf(desk, 'large')).toEqual({ open: 'FY28' });
});

test('given an organization without its documents, then its message fails aloud', async () => {
  await desk.deps.partners.item('reconciliation', 'small').delete();
  await ask('small');
  await expect(desk.drain()).rejects.toThrow('without its');
});
