/** An organization with an invitation, in a database and with a mail service of its own; and the minute's timer. */
import { CosmosClient } from '@azure/cosmos';
import { sendDueLetters } from '../../../functions/letters.ts';
import { startCosmos } from '../../../infra/local/cosmos/server.ts';
import { startMail } from '../../../infra/local/mail.ts';
import { containers, indexingPolicy } from '../../../shared/azure/containers.ts';
import { findDocument } from '../../../shared/azure/documents.ts';
import { commit, type Write } from '../../../shared/azure/writes.ts';
import { Letter, type LetterKind } from '../../../shared/letters/letter.ts';
import { letterWrites } from '../../../shared/letters/letter-store.ts';
import { connectMailer } from '../../../shared/letters/mailer.ts';
import { gathered, invited, now, occasion, organization, portalUrl, program } from './occasion.ts';
import { adele, bertil } from './people.ts';

const sender = 'enrollment@mail.example';

const location = {
  kind: 'location',
  schemaVersion: 1,
  id: 'location:2001',
  organizationId: 'contoso',
  mpnId: '2001',
  name: 'Contoso Stockholm',
  country: 'SE',
};

export type Outbox = Awaited<ReturnType<typeof openOutbox>>;

export async function openOutbox() {
  const [{ cosmos, client, partners, programs }, mail] = await Promise.all([
    openDatabase(),
    startMail({ senders: { [sender]: 'Microsoft Partner Center' } }),
  ]);
  const given = (writes: Write[]) => commit(partners, 'contoso', writes);
  await programs.items.create(program('csp-indirect', 'CSP Indirect Reseller'));
  const documents = [organization, gathered({}).roster, adele, bertil, invited(), location];
  await given(documents.map((create) => ({ create })));
  const email = { endpoint: mail.endpoint, accessKey: mail.accessKey, sender };
  const mailer = connectMailer({ email, managedIdentityClientId: undefined });
  return {
    cosmos,
    mail,
    partners,
    given,
    /** @returns the ids of the letters, in the order they were asked for. */
    givenLetters: async (...tells: { kind: LetterKind; recipients: string[] }[]) => {
      const writes = letterWrites({ organizationId: 'contoso', occasion, dueAt: now.toISOString() }, tells);
      await given(writes);
      return writes.flatMap((write) => ('create' in write ? [write.create.id] : []));
    },
    read: (id = '') => findDocument(partners, { id, partition: 'contoso' }, Letter),
    /** @returns what was logged. */
    tick: async (at = now) => {
      const lines: string[] = [];
      const log = { log: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
      await sendDueLetters({ partners, programs, mailer, portalUrl, now: () => at })(log);
      return lines;
    },
    close: async () => {
      client.dispose();
      await Promise.all([cosmos.close(), mail.close()]);
    },
  };
}

async function openDatabase() {
  const cosmos = await startCosmos();
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const { database } = await client.databases.createIfNotExists({ id: 'letters' });
  const create = async (definition: (typeof containers)['partners' | 'programs']) => {
    const { id, partitionKey, defaultTtlSeconds } = definition;
    const ttl = defaultTtlSeconds === undefined ? {} : { defaultTtl: defaultTtlSeconds };
    const request = { id, partitionKey, indexingPolicy: indexingPolicy(definition), ...ttl };
    return (await database.containers.create(request)).container;
  };
  const [partners, programs] = [await create(containers.partners), await create(containers.programs)];
  return { cosmos, client, partners, programs };
}
