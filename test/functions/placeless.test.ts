/** An enrollment whose location is not there: nobody can decide about it, and everybody who looks says so. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { previewOrganization } from '../../functions/preview-organization.ts';
import { program } from '../shared/programs/situation.ts';
import { type Desk, givenEnrolled, openDesk, termsOf } from './rollover-desk.ts';

const open = program({ id: 'open', openToAll: true });
const other = program({ id: 'other', openToAll: true });
const asked = {
  ...{ programs: [open, other], on: '2027-07-01', warn: false },
  askedAt: '2027-01-10T08:00:00.000Z',
};
const july = '2027-07-01T00:05:00.000Z';
const numbered = (count: number) => Array.from({ length: count }, (_, n) => String(4_200_000 + n));

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(open, other);
});
afterEach(() => desk.close());

async function given(mpnIds: string[], missing: string[]): Promise<void> {
  await givenEnrolled(desk.deps.partners, { organizationId: 'contoso', programs: [open, other], mpnIds });
  for (const mpnId of missing) await desk.deps.partners.item(`location:${mpnId}`, 'contoso').delete();
}

/** In sections of fifty, and in one. */
describe.each([
  ['a large organization', numbered(250), ['4200000', '4200049', '4200050', '4200120', '4200249']],
  ['a large organization whose sections are full', numbered(251), ['4200250']],
  ['a small one', numbered(3), ['4200001']],
])('given %s', (_, mpnIds, missing) => {
  test('when it is previewed, then each of them is a fault, and all others are previewed', async () => {
    await given(mpnIds, missing);
    const { outcomes, faults } = await previewOrganization(desk.deps, 'contoso', asked);
    expect(outcomes).toHaveLength(2 * (mpnIds.length - missing.length));
    const named = missing.flatMap((mpnId) => ['open', 'other'].map((id) => [id, mpnId]));
    const said = faults.map((fault) =>
      / in (\S+) without its location, (\S+)$/.exec(String(fault))?.slice(1),
    );
    expect(said.sort()).toEqual(named.sort());
    const winter = { ...asked, on: '2027-02-01' };
    expect((await previewOrganization(desk.deps, 'contoso', winter)).faults).toEqual([]);
  });
});

test('when the term has ended, then the pass fails aloud, and rolls over all others', async () => {
  await given(numbered(3), ['4200001']);
  await expect(desk.hour(july)).rejects.toThrow('2 decisions cannot be made or written');
  expect(desk.held.lines.at(-1)).toContain('"organizations":1,"decisions":4,"failed":1');
  expect(Object.values(await termsOf(desk, 'contoso'))).toContain('FY28');
});

test('while the term lasts, then a pass has nothing to decide, and none to fail', async () => {
  await given(numbered(3), ['4200001']);
  desk.held.messages.push({ organizationIds: ['contoso'] });
  await expect(desk.drain()).resolves.toBeUndefined();
});
