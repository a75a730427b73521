/** The incentives overview over HTTP: what each role sees, filters and pages. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { type Answered, type Client, must } from '../../infra/local/client.ts';
import { eligible, found, openProgram, type Person, reseller } from './company.ts';
import { enroll, invited, refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const rowsOf = ({ body }: Answered): string[] =>
  body.value.map(({ mpnId, programId, status }: Record<string, string>) => `${mpnId} ${programId} ${status}`);

/** Two locations: the first enrolled in the open program, both invited to the other one. */
async function mixed() {
  const { company, office, ines } = await invited(scene.cloud);
  const [, branch] = company.locations;
  await company.report({ [branch]: eligible });
  await enroll(ines, company.enrollment(office, openProgram));
  const rows = [
    `${office} ${openProgram} Enrolled`,
    `${office} ${reseller} Invited`,
    `${branch} ${openProgram} Invited`,
    `${branch} ${reseller} Invited`,
  ] as const;
  return { company, ines, office, branch, rows, overview: `${company.path}/incentives` };
}

test('Incentives roles see what their grants cover, administrators and the operator what is stored, other members nothing', async () => {
  const { company, branch, overview, rows } = await mixed();
  await company.appoint('ivan', 'incentivesAdministrator', {
    scopes: [{ locations: [branch], programs: 'all' }],
  });
  await company.appoint('mona', 'incentivesUser', { scopes: [{ locations: 'all', programs: [reseller] }] });
  const seen: [Person, readonly string[]][] = [
    ['ines', rows],
    ['uma', rows],
    ['ivan', [rows[2], rows[3]]],
    ['mona', [rows[1], rows[3]]],
    ['alan', [rows[0], rows[1], rows[3]]],
    ['gloria', [rows[0], rows[1], rows[3]]],
  ];
  for (const [person, expected] of seen)
    expect(rowsOf(await company.as(person).get(overview)), person).toEqual(expected);
  expect(rowsOf(await scene.cloud.as('olivia').get(overview))).toEqual([rows[0], rows[1], rows[3]]);
  const nobody = await found(scene.cloud, { appointed: 'nobody' });
  const refused = await nobody.as('mona').get(`${nobody.path}/incentives`);
  expect(refused).toMatchObject(refusal(403, 'access/role-missing'));
});

test('a row names program, location, status, the next step and the guide', async () => {
  const { ines, overview, office, branch } = await mixed();
  const { body } = await ines.get(overview);
  const guide = 'https://partner.example/guides/csp-indirect-reseller';
  expect(body.value[0]).toMatchObject({ actionRequired: null, deadline: null, term: 'FY27' });
  expect(body.value[1]).toEqual({
    programId: reseller,
    program: 'CSP Indirect Reseller',
    mpnId: office,
    location: `Office ${office}`,
    status: 'Invited',
    actionRequired: 'enroll',
    requirement: null,
    deadline: '2027-06-01T00:00:00.000Z',
    term: null,
    renewalPending: false,
    warnings: [],
    resources: { guide },
  });
  expect(body.value[2]).toMatchObject({
    mpnId: branch,
    actionRequired: 'enroll',
    deadline: null,
    term: null,
  });
});

test('who sees part of the organization is told how many locations there are beside', async () => {
  const { company, branch, overview } = await mixed();
  const scopes = [{ locations: [branch], programs: [reseller] }];
  await company.appoint('ivan', 'incentivesUser', { scopes });
  await company.appoint('mona', 'incentivesUser', {
    scopes: [{ locations: 'all', programs: [openProgram] }],
  });
  const beyond = async (client: Client, query = '') =>
    (await client.get(`${overview}${query}`)).body.locationsNotCovered;
  for (const person of ['ines', 'mona', 'alan', 'gloria'] as const)
    expect(await beyond(company.as(person)), person).toBe(0);
  expect(await beyond(scene.cloud.as('olivia'))).toBe(0);
  expect(await beyond(company.as('ivan'))).toBe(1);
  expect(await beyond(company.as('ivan'), '?status=Lapsed')).toBe(1);
});

test('the next step is the one thing in the way: the migration, or somebody to enroll', async () => {
  const early = await found(scene.cloud, { migration: 'inProgress' });
  const { body } = await early.as('ines').get(`${early.path}/incentives`);
  expect(body.value).toMatchObject([
    { actionRequired: 'completeMigration' },
    { actionRequired: 'completeMigration' },
  ]);
  const { company } = await invited(scene.cloud, { appointed: 'nobody' });
  const stored = await company.as('gloria').get(`${company.path}/incentives`);
  expect(stored.body.value).toMatchObject([
    { status: 'Invited', actionRequired: 'assignIncentivesAdministrator' },
  ]);
});

test('filters: program, location and status, alone and together', async () => {
  const { ines, overview, office, branch, rows } = await mixed();
  const filtered = async (filter: Record<string, string>) =>
    rowsOf(await ines.get(`${overview}?${new URLSearchParams(filter)}`));
  expect(await filtered({ program: reseller })).toEqual([rows[1], rows[3]]);
  expect(await filtered({ location: branch })).toEqual([rows[2], rows[3]]);
  expect(await filtered({ status: 'Enrolled' })).toEqual([rows[0]]);
  expect(await filtered({ status: 'Invited', location: office })).toEqual([rows[1]]);
  expect(await filtered({ status: 'Lapsed' })).toEqual([]);
  expect(await filtered({ location: '999' })).toEqual([]);
});

async function pagesOf(client: Client, first: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | undefined = first; next; ) {
    const answered: Answered = await client.get(next);
    pages.push(rowsOf(answered));
    next = answered.body.nextLink;
  }
  return pages;
}

test('pages: each row once, in order, and the filter holds on every page', async () => {
  const { ines, overview, rows } = await mixed();
  expect(await pagesOf(ines, `${overview}?top=3`)).toEqual([rows.slice(0, 3), rows.slice(3)]);
  expect(await pagesOf(ines, `${overview}?top=2`)).toEqual([rows.slice(0, 2), rows.slice(2)]);
  expect(await pagesOf(ines, `${overview}?top=4`)).toEqual([rows]);
  expect(await pagesOf(ines, `${overview}?top=1&program=${reseller}`)).toEqual([[rows[1]], [rows[3]]]);
});

test('what no filter or page can be is refused by name', async () => {
  const company = await found(scene.cloud);
  const refused: [string, string][] = [
    ['top=0', 'query.top'],
    ['top=501', 'query.top'],
    ['status=Active', 'query.status'],
    ['location=Berlin', 'query.location'],
    ['colour=red', 'query.colour'],
  ];
  for (const [query, target] of refused) {
    const { status, body } = await company.as('ines').get(`${company.path}/incentives?${query}`);
    expect({ status, ...body.error }, query).toMatchObject({ status: 400, code: 'request/invalid', target });
  }
  const made = await company.as('ines').get(`${company.path}/incentives?continuation=!`);
  expect(made).toMatchObject(refusal(400, 'request/continuation-invalid'));
  const elsewhere = Buffer.from('nowhere').toString('base64url');
  const forged = await company.as('ines').get(`${company.path}/incentives?continuation=${elsewhere}`);
  expect(forged).toMatchObject(refusal(400, 'request/continuation-invalid'));
});

const demanding = 'demanding';

/** A program open to all with one requirement; from here on, every company has it. */
async function offerDemanding(): Promise<void> {
  const terms = { name: 'Demanding', guideUrl: 'https://partner.example/guides/demanding', state: 'active' };
  const rules = { openToAll: true, versions: [], calendar: {}, offBoarding: 'atTermEnd' };
  const requirements = [{ requirement: 'tax', name: 'Tax profile' }];
  await must(scene.cloud.as('olivia').put('/programs/demanding', { ...terms, ...rules, requirements }));
}

test('who may act sees what is missing, and others that it is under way', async () => {
  const { company, office, ines, overview } = await mixed();
  await offerDemanding();
  await enroll(ines, company.enrollment(office, demanding));
  const rowOf = async (client: Client, status: string) => {
    const query = new URLSearchParams({ program: demanding, location: office, status });
    return (await client.get(`${overview}?${query}`)).body.value;
  };
  const missing = {
    actionRequired: 'completeRequirement',
    requirement: { requirement: 'tax', name: 'Tax profile' },
  };
  expect(await rowOf(ines, 'Action required')).toMatchObject([{ status: 'Action required', ...missing }]);
  for (const client of [company.as('uma'), company.as('alan')]) {
    expect(await rowOf(client, 'Enrolling')).toMatchObject([{ status: 'Enrolling', ...missing }]);
    expect(await rowOf(client, 'Action required')).toEqual([]);
  }
  // The operator validates, and sees what waits for it.
  for (const client of [ines, scene.cloud.as('olivia')]) {
    expect(await rowOf(client, 'Action required')).toHaveLength(1);
    expect(await rowOf(client, 'Enrolling')).toEqual([]);
  }
});
