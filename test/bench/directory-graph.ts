/** A tenant of so many users behind Graph and sign-in, in a process of its own. Says in one line of JSON where it is. */
import { createCertificate } from '../../infra/local/certificate.ts';
import { createDirectory } from '../../infra/local/directory.ts';
import { startGraph } from '../../infra/local/graph.ts';
import { startIdentity } from '../../infra/local/identity.ts';
import { client, contoso, globalAdministrator, person } from '../infra/local/cloud.ts';

const count = Number(process.argv[2]);
const users = Array.from({ length: count }, (_, n) => {
  const directoryRoles = n === 0 ? [globalAdministrator] : [];
  const id = `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return person(`p${n}`, { id, directoryRoles });
});
const tls = await createCertificate();
const directory = createDirectory([
  { tenantId: contoso, displayName: 'Contoso', domain: 'contoso.example', users, groups: [] },
]);
const identity = await startIdentity({ directory, tls, audience: client.clientId, clients: [client] });
const graph = await startGraph({ directory, tls, verify: identity.verify, pageSize: 200 });
const { authorityHost } = identity;
console.log(JSON.stringify({ endpoint: graph.endpoint, authorityHost, ca: tls.ca }));
