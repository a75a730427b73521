/** What a call asks of the database: requests by kind, and request units. Two point reads for the permission, one batch to enroll. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { eligible, type Figures, found, openProgram } from './company.ts';
import { invited, usePrograms } from './enrolling.ts';

const scene = usePrograms();

/** The work of one call alone: nothing else is under way. */
async function spentBy<T>(call: () => Promise<T>) {
  await scene.cloud.settle();
  const before = scene.cloud.cosmos.spent();
  const answered = await call();
  const after = scene.cloud.cosmos.spent();
  const requests = Object.entries(after.requests).map(
    ([verb, count]) => [verb, count - (before.requests[verb] ?? 0)] as const,
  );
  return {
    answered,
    requests: Object.fromEntries(requests.filter(([, count]) => count > 0)),
    charge: after.charge - before.charge,
  };
}

test('reading an enrollment: six point reads, at most 13 RU', async () => {
  const { ines, path } = await invited(scene.cloud);
  const { answered, requests, charge } = await spentBy(() => ines.get(path));
  expect(answered.status).toBe(200);
  // Organization and member for the permission; enrollment, program, location and roster for the answer.
  expect(requests).toEqual({ read: 6 });
  expect(charge).toBeLessThanOrEqual(13);
});

test('eligibility: four point reads, at most 10 RU', async () => {
  const { ines, path } = await invited(scene.cloud);
  const { answered, requests, charge } = await spentBy(() => ines.get(`${path}/eligibility`));
  expect(answered.status).toBe(200);
  expect(requests).toEqual({ read: 4 });
  expect(charge).toBeLessThanOrEqual(10);
});

test.each([
  [3, 17],
  [300, 39],
])(
  'eligibility where the revenue of %i locations counts: one query more, at most %i RU',
  async (count, most) => {
    const company = await found(scene.cloud);
    const [office] = company.locations;
    const operator = scene.cloud.as('olivia');
    const more = Array.from({ length: count - 2 }, (_, n) => String(Number(office) + 2 + n));
    for (const mpnId of more)
      await must(
        operator.put(`${company.path}/locations/${mpnId}`, { name: `Office ${mpnId}`, country: 'SE' }),
      );
    const earning: Figures = { trailing12MonthRevenueUsd: 1_000 };
    await company.report(
      Object.fromEntries([...company.locations, ...more].map((mpnId) => [mpnId, earning])),
    );
    const { answered, requests, charge } = await spentBy(() =>
      company.as('ines').get(`${company.enrollment(office, 'csp-direct-bill')}/eligibility`),
    );
    expect(answered.body.criteria[1].criteria[0]).toMatchObject({ kind: 'revenue', figure: count * 1_000 });
    expect(requests).toEqual({ read: 4, query: 1 });
    expect(charge).toBeLessThanOrEqual(most);
  },
);

test('enrolling: six point reads and one batch, at most 45 RU', async () => {
  const { ines, path, etag } = await invited(scene.cloud);
  const { answered, requests, charge } = await spentBy(() => ines.put(path, undefined, { 'if-match': etag }));
  expect(answered.status).toBe(200);
  // The fence, organization and member; enrollment, program and location; then all or nothing.
  expect(requests).toEqual({ read: 6, batch: 1 });
  expect(charge).toBeLessThanOrEqual(45);
});

test('a call that is refused for want of a role reads nothing but the permission', async () => {
  const { company, path } = await invited(scene.cloud);
  const { answered, requests } = await spentBy(() => company.as('uma').delete(path, { 'if-match': '*' }));
  expect(answered.status).toBe(403);
  expect(requests).toEqual({ read: 3 });
});

test('the overview: three point reads and three queries, however many programs it shows', async () => {
  const { company, ines } = await invited(scene.cloud);
  await company.report({ [company.locations[1]]: eligible });
  const { answered, requests, charge } = await spentBy(() => ines.get(`${company.path}/incentives`));
  expect(answered.body.value.map(({ programId }: { programId: string }) => programId)).toContain(openProgram);
  expect(requests).toMatchObject({ read: 3, query: 3 });
  expect(charge).toBeLessThanOrEqual(30);
});
