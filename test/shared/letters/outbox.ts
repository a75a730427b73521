/** An organization with an invitation, in a database and with a mail service of its own; and the minute's timer. */
import { CosmosClient } from '@azure/cosmos';
import { sendDueLetters } from '../../../functions/send-letters.ts';
import { startCosmos } from '../../../infra/local/cosmos/server.ts';
import { type MailOptions, startMail } from '../../../infra/local/mail.ts';
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

/** What the sender works with; a test may put something of its own in its place. */
type SenderDeps = Parameters<typeof sendDueLetters>[0];

export async function openOutbox(options: Partial<MailOptions> = {}) {
  const [{ cosmos, client, partners, programs, runs }, mail] = await Promise.all([
    openDatabase(),
    startMail({ senders: { [sender]: 'Microsoft Partner Center' }, ...options }),
  ]);
  const given = await giveOccasion({ partners, programs });
  const email = { endpoint: mail.endpoint, accessKey: mail.accessKey, sender };
  const mailer = connectMailer({ email, managedIdentityClientId: undefined });
  const mailLimits = { perMinute: 1000, perHour: 10_000 };
  const vendorMail = 'incentives@vendor.example';
  const deps = { partners, programs, runs, mailer, mailLimits, portalUrl, vendorMail, now: () => now };
  return {
    cosmos,
    deps,
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
    tick: async (at = now, own: Partial<SenderDeps> = {}) => {
      const lines: string[] = [];
      const log = { log: (line: string) => lines.push(line), error: (line: string) => lines.push(line) };
      await sendDueLetters({ ...deps, now: () => at, ...own })(log);
      return lines;
    },
    close: async () => {
      client.dispose();
      await Promise.all([cosmos.close(), mail.close()]);
    },
  };
}

/** Writes the organization with its invitation. @returns what writes more into its partition. */
export async function giveOccasion({ partners, programs }: Pick<SenderDeps, 'partners' | 'programs'>) {
  const given = (writes: Write[]) => commit(partners, 'contoso', writes);
  await programs.items.create(program('csp-indirect', 'CSP Indirect Reseller'));
  const documents = [organization, gathered({}).roster, adele, bertil, invited(), location];
  await given(documents.map((create) => ({ create })));
  return given;
}

async function openDatabase() {
  const cosmos = await startCosmos();
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const { database } = await client.databases.createIfNotExists({ id: 'letters' });
  const create = async (definition: (typeof containers)['partners' | 'programs' | 'runs']) => {
    const { id, partitionKey, defaultTtlSeconds } = definition;
    const ttl = defaultTtlSeconds === undefined ? {} : { defaultTtl: defaultTtlSeconds };
    const request = { id, partitionKey, indexingPolicy: indexingPolicy(definition), ...ttl };
    return (await database.containers.create(request)).container;
  };
  const [partners, programs] = [await create(containers.partners), await create(containers.programs)];
  return { cosmos, client, partners, programs, runs: await create(containers.runs) };
}
