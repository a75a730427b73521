/**
 * `npm run tour`: the whole story on a fresh local cloud of its own, checked step by step; exits non-zero at the first thing that is not as told.
 * `npm run tour -- --two-hosts`: the same while one host after the other is replaced by a newer release.
 */
import { startCloud } from './cloud.ts';
import { as, samplesOf, seedVendor } from './seed.ts';
import { appoint, explain, invite, nobodyToInvite, readDirectory } from './tour/appointing.ts';
import type { Cast } from './tour/cast.ts';
import { getStarted, homePage, openProgram, refusals, requirements } from './tour/enrolling.ts';
import { oneHost, twoHosts } from './tour/hosts.ts';
import { barelyEligible, july, lastInstant, warned } from './tour/renewal.ts';
import { createTeller } from './tour/teller.ts';

const chapters = [
  readDirectory,
  appoint,
  invite,
  explain,
  homePage,
  getStarted,
  requirements,
  openProgram,
  refusals,
  nobodyToInvite,
  barelyEligible,
  warned,
  lastInstant,
  july,
];

const begun = performance.now();
const hosts = process.argv.includes('--two-hosts') ? twoHosts() : oneHost;
const startAt = new Date('2027-03-02T09:00:00.000Z');
const cloud = await startCloud({ startAt, startApp: hosts.start });
const teller = createTeller((who) => as(cloud, who), console.log);
try {
  await seedVendor(cloud);
  console.log(
    "On the desk: the vendor's programs, four partner organizations, their tenants. It is 2 March 2027.",
  );
  const cast: Cast = { cloud, teller, samples: samplesOf(cloud) };
  for (const chapter of [...chapters, ...hosts.atTheEnd]) {
    await hosts.before.get(chapter)?.(cast);
    await chapter(cast);
  }
  console.log(
    `\nAll ${teller.checks} checks hold, after ${((performance.now() - begun) / 1000).toFixed(1)} s.`,
  );
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await cloud.close();
  await hosts.cleanUp();
}
