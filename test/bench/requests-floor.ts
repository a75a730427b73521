/** The floor of the requests benchmark: bare functions that make the same calls to the database as the product's, and nothing else: no token, no parsing, no rules. */

import { CosmosClient, type OperationInput } from '@azure/cosmos';
import { app, type HttpRequest } from '@azure/functions';

const { COSMOS_ENDPOINT = '', COSMOS_KEY = '', COSMOS_DATABASE = '' } = process.env;
const database = new CosmosClient({ endpoint: COSMOS_ENDPOINT, key: COSMOS_KEY }).database(COSMOS_DATABASE);
const [partners, programs] = [database.container('partners'), database.container('programs')];

type Doc = Record<string, unknown> & { id: string; _etag: string; change?: string };
const read = async (id: string, organizationId: string) =>
  (await partners.item(id, organizationId).read<Doc>()).resource;

/** Organization and member: what every permission is decided on. */
const permission = ({ organizationId = '', member = '' }: Record<string, string>) =>
  Promise.all([read('organization', organizationId), read(`member:${member}`, organizationId)]);

const enrollmentOf = ({ organizationId = '', mpnId = '', programId = '' }: Record<string, string>) =>
  Promise.all([
    read(`enrollment:${programId}:${mpnId}`, organizationId),
    programs.item(programId, programId).read<Doc>(),
    read(`location:${mpnId}`, organizationId),
  ]);

const routes: Record<string, (asked: Record<string, string>) => Promise<unknown>> = {
  enrollment: async (asked) => {
    await permission(asked);
    const [[state]] = await Promise.all([enrollmentOf(asked), read('roster', asked.organizationId ?? '')]);
    return state;
  },
  eligibility: async (asked) => {
    await permission(asked);
    const { programId = '', mpnId = '', organizationId = '' } = asked;
    const [program] = await Promise.all([
      programs.item(programId, programId).read<Doc>(),
      read(`location:${mpnId}`, organizationId),
    ]);
    return program.resource;
  },
  enroll: async (asked) => {
    const { organizationId = '' } = asked;
    const fence = await read('reconciliation', organizationId);
    await permission(asked);
    const [state] = await enrollmentOf(asked);
    if (!state || !fence) throw new Error('Nothing to enroll');
    const { _etag, _rid, _self, _attachments, _ts, ...before } = state;
    const at = new Date().toISOString();
    const step = {
      at,
      by: asked.member,
      what: 'enroll',
      from: 'invited',
      to: 'enrolled',
      term: 'FY27',
      occasion: at,
    };
    const history = [...(Array.isArray(before.history) ? before.history : []), step];
    const resourceBody = {
      ...before,
      status: 'enrolled',
      openTerm: 'FY27',
      enrolledAt: at,
      earnsFrom: at.slice(0, 10),
      history,
    };
    const writes = [
      { operationType: 'Replace', id: state.id, resourceBody, ifMatch: _etag },
      {
        operationType: 'Patch',
        id: 'reconciliation',
        resourceBody: {
          operations: [{ op: 'set', path: '/change', value: fence.change }],
          condition: `FROM c WHERE c.change = '${fence.change}'`,
        },
      },
    ] as OperationInput[];
    const { result } = await partners.items.batch(writes, organizationId, {
      contentResponseOnWriteEnabled: false,
    });
    return result?.length === 2 ? resourceBody : undefined;
  },
};

/** One page of a query, as the product asks for it. */
const query = async (text: string, parameters: { name: string; value: string }[], most: number) => {
  const partitionKey = parameters.find(({ name }) => name === '@organization')?.value ?? '';
  const asked = { query: text, parameters };
  const options = { partitionKey, maxItemCount: most, enableQueryControl: true };
  return (await partners.items.query(asked, options).fetchNext()).resources;
};

const page = 101;
routes.overview = async (asked) => {
  const { organizationId = '' } = asked;
  const parameters = [{ name: '@organization', value: organizationId }];
  await permission(asked);
  const offered = programs.items.query("SELECT * FROM c WHERE c.kind = 'program'", { maxItemCount: 500 });
  await Promise.all([read('roster', organizationId), offered.fetchNext()]);
  const fields =
    'c.mpnId, c.programId, c.status, c.openTerm, c.invitation, c.requirements, c.unattendedSince, ARRAY(SELECT VALUE w.code FROM w IN c.warned.reasons) AS warnings';
  const where = 'c.organizationId = @organization AND c.kind =';
  const stored = await query(
    `SELECT ${fields} FROM c WHERE ${where} 'enrollment' ORDER BY c.organizationId, c.kind, c.mpnId, c.programId`,
    parameters,
    page,
  );
  const names = await query(
    `SELECT c.mpnId, c.name FROM c WHERE ${where} 'location' AND c.mpnId <= @upTo ORDER BY c.organizationId, c.kind, c.mpnId`,
    [...parameters, { name: '@upTo', value: String(stored.at(-1)?.mpnId) }],
    page,
  );
  return [stored.slice(0, page - 1), names];
};

for (const [name, answer] of Object.entries(routes))
  app.http(name, {
    methods: ['GET', 'PUT'],
    route: name,
    authLevel: 'anonymous',
    handler: async (request: HttpRequest) => ({ jsonBody: await answer(Object.fromEntries(request.query)) }),
  });

/** As many queues as the product has, always empty: the local host looks into them from the process that answers. */
for (const queueName of ['idle-1', 'idle-2', 'idle-3', 'idle-4'])
  app.storageQueue(queueName, { queueName, connection: 'AzureWebJobsStorage', handler: () => undefined });
