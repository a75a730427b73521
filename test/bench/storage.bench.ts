/** How much the database holds: the story of the tour, then a whole fiscal year in which figures are reported every month. Bytes of JSON, without indexes. */
import { CosmosClient } from '@azure/cosmos';
import { startCloud } from '../../infra/local/cloud.ts';
import { databaseName } from '../../infra/local/database.ts';
import { as, samplesOf, seedVendor } from '../../infra/local/seed.ts';
import { appoint, invite, nobodyToInvite, readDirectory } from '../../infra/local/tour/appointing.ts';
import { type Cast, reportFigures } from '../../infra/local/tour/cast.ts';
import {
  getStarted,
  homePage,
  openProgram,
  refusals,
  requirements,
} from '../../infra/local/tour/enrolling.ts';
import { barelyEligible, july, warned } from '../../infra/local/tour/renewal.ts';
import { createTeller } from '../../infra/local/tour/teller.ts';
import { printTable } from './harness.ts';

const story = [
  ...[readDirectory, appoint, invite, homePage, getStarted, requirements, openProgram, refusals],
  ...[nobodyToInvite, barelyEligible, warned, july],
];
const containers = ['partners', 'claims', 'programs', 'runs'];

interface Held {
  documents: number;
  bytes: number;
}

async function held({ cloud }: Cast): Promise<Map<string, Held>> {
  const client = new CosmosClient({ endpoint: cloud.cosmos.endpoint, key: cloud.cosmos.key });
  const kinds = new Map<string, Held>();
  for (const id of containers) {
    const { resources } = await client.database(databaseName).container(id).items.readAll().fetchAll();
    for (const one of resources) {
      const kind = (one as { kind?: string }).kind ?? id;
      const { documents, bytes } = kinds.get(kind) ?? { documents: 0, bytes: 0 };
      kinds.set(kind, {
        documents: documents + 1,
        bytes: bytes + Buffer.byteLength(JSON.stringify(one)),
      });
    }
  }
  client.dispose();
  return kinds;
}

/** From August to July the figures of each organization that may enroll, every month; then the timers of the weeks that follow. */
async function aYear(cast: Cast): Promise<void> {
  const { cloud } = cast;
  for (let month = 0; month < 12; month += 1) {
    const day = new Date(Date.UTC(2027, 7 + month, 1, 3));
    await cloud.host.moveClock(day);
    for (const { organizationId } of cast.samples.filter((one) => one.organizationId !== 'northwind'))
      await reportFigures(cast, organizationId, { asOf: day.toISOString().slice(0, 10) });
    await cloud.host.moveClock(new Date(day.getTime() + 15 * 86_400_000));
    await cloud.host.runTimer('sendDueLetters');
  }
}

const cloud = await startCloud({ startAt: new Date('2027-03-02T09:00:00.000Z'), log: () => undefined });
const teller = createTeller(
  (who) => as(cloud, who),
  () => undefined,
);
await seedVendor(cloud);
const cast: Cast = { cloud, teller, samples: samplesOf(cloud) };
for (const chapter of story) await chapter(cast);
const before = await held(cast);
await aYear(cast);
const after = await held(cast);
const kb = (bytes: number) => (bytes / cast.samples.length / 1000).toFixed(1);
const total = { documents: 0, bytes: 0, grown: 0 };
const rows = [...after].map(([kind, { documents, bytes }]) => {
  const grown = bytes - (before.get(kind)?.bytes ?? 0);
  total.documents += documents;
  total.bytes += bytes;
  total.grown += grown;
  return [kind, documents, Math.round(bytes / documents), kb(bytes), kb(grown)];
});
printTable(
  ['kind', 'documents', 'bytes each', 'KB an organization', 'KB grown in the year'],
  [...rows, ['together', total.documents, '', kb(total.bytes), kb(total.grown)]],
);
await cloud.close();
