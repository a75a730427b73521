/** What the audit tells of the records and the settings of an organization: each change once, in the batch that makes it. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { agreement, type Company, found } from './company.ts';
import { administrators, directoryPath } from './directory-settings.ts';
import { usePrograms } from './enrolling.ts';

const scene = usePrograms();
afterEach(() => scene.cloud.cosmos.faults.clear());

interface Deed {
  path: string;
  body: object;
  /** The entry, apart from who and when. */
  told: { what: string; target: string; before: object | null; after: object };
  /** Where its audit is; default: the company's. */
  organization?: string;
}

const groupId = 'c0470500-0000-4000-8000-00000000000a';
const settings = { scope: 'all', mappings: [] };
const mapped = { scope: { groups: [groupId] }, mappings: [administrators(groupId)] };
const contactMail = 'new@company.example';

const identityOf = ({ globalMpnId }: Company) => ({
  legalName: `Company ${globalMpnId}`,
  country: 'SE',
  globalMpnId,
});

const deeds: Record<string, (of: Company) => Deed> = {
  'an agreement recorded': ({ path }) => {
    const after = { activeFrom: '2021-01-01', activeTo: '2027-12-31' };
    const told = { what: 'agreement', target: 'mpnAgreement', before: null, after };
    return { path: `${path}/agreements/mpnAgreement`, body: after, told };
  },
  'an agreement changed': ({ path }) => {
    const [before, after] = [{ activeFrom: '2020-09-01' }, { activeFrom: '2021-09-01' }];
    const told = { what: 'agreement', target: agreement, before, after };
    return { path: `${path}/agreements/${agreement}`, body: after, told };
  },
  'the migration': ({ path, organizationId: target }) => {
    const [before, after] = [
      { status: 'completed', completedAt: expect.any(String) },
      { status: 'inProgress' },
    ];
    return { path: `${path}/migration`, body: after, told: { what: 'migration', target, before, after } };
  },
  'a directory bound': ({ path }) => {
    const tenantId = randomUUID();
    const told = { what: 'directory', target: tenantId, before: null, after: settings };
    return { path: `${path}/directories/${tenantId}`, body: {}, told };
  },
  'a directory set up': (of) => {
    const told = { what: 'directory', target: of.tenantId, before: settings, after: mapped };
    return { path: directoryPath(of), body: mapped, told };
  },
  'an organization registered': (of) => {
    const target = `${of.organizationId}-too`;
    const organization = `/organizations/${target}`;
    const after = { ...identityOf(of), globalMpnId: `${Number(of.globalMpnId) + 9}` };
    const changed = ['legalName', 'country', 'globalMpnId', 'contactMail'];
    const told = { what: 'organization', target, changed, before: null, after };
    return { path: organization, body: { ...after, contactMail }, told, organization };
  },
  'another name and contact of an organization': (of) => {
    const before = identityOf(of);
    const after = { ...before, legalName: 'Renamed' };
    const changed = ['legalName', 'contactMail'];
    const told = { what: 'organization', target: of.organizationId, changed, before, after };
    return { path: of.path, body: { ...after, contactMail }, told };
  },
  'a location added': ({ path, globalMpnId }) => {
    const target = `${Number(globalMpnId) + 8}`;
    const after = { name: 'Branch', country: 'NO' };
    const told = { what: 'location', target, before: null, after };
    return { path: `${path}/locations/${target}`, body: after, told };
  },
  'a location renamed': ({ path, locations: [target] }) => {
    const [before, after] = [
      { name: `Office ${target}`, country: 'SE' },
      { name: 'Here', country: 'SE' },
    ];
    const told = { what: 'location', target, before, after };
    return { path: `${path}/locations/${target}`, body: after, told };
  },
};

/** A deed of the operator's that nobody has done yet, and the audit before it. */
async function ready(deed: (of: Company) => Deed) {
  const company = await found(scene.cloud, { appointed: 'none' });
  await scene.cloud.host.drain();
  const { path, body, told, organization = company.path } = deed(company);
  const operator = scene.cloud.as('olivia');
  const entries = async () => (await operator.get(`${organization}/audit`)).body.value ?? [];
  const change: Record<string, string> = told.before ? { 'if-match': '*' } : {};
  const by = (await operator.get('/me')).body.memberId;
  return {
    act: () => operator.put(path, body, change),
    entries,
    before: await entries(),
    entry: { ...told, at: expect.any(String), by },
  };
}

describe.each(Object.entries(deeds))('given %s', (_, deed) => {
  test('when it is repeated, then it is told once, with who, what it was and what it is', async () => {
    const { act, entries, before, entry } = await ready(deed);
    await must(act());
    expect(await entries()).toEqual([entry, ...before]);
    await must(act());
    expect(await entries()).toEqual([entry, ...before]);
  });

  test('when its batch is lost, then nothing is told; when only the answer is, then it is told once', async () => {
    const { act, entries, before, entry } = await ready(deed);
    scene.cloud.cosmos.faults.add({ operation: 'batch', status: 503, times: 100 });
    expect((await act()).status).toBe(503);
    scene.cloud.cosmos.faults.clear();
    expect(await entries()).toEqual(before);
    scene.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });
    await must(act());
    expect(await entries()).toEqual([entry, ...before]);
  });
});
