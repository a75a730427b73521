/** What the story runs on: one host, or two that become two releases newer while it is told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fleet, startFleet } from '../fleet.ts';
import { type HostOptions, type LocalHost, startHost } from '../host/host.ts';
import { invite, nobodyToInvite } from './appointing.ts';
import type { Cast } from './cast.ts';
import { refusals } from './enrolling.ts';
import { buildRelease } from './releases.ts';
import { bothShapes, killedAtWork, nothingGivenUp, replaceOldest, writtenByBoth } from './upgrade.ts';

type Chapter = (cast: Cast) => Promise<void>;

interface Hosts {
  start(options: HostOptions & { ca: string }): Promise<LocalHost>;
  /** What happens to the hosts before a chapter, or is to happen in it. */
  before: ReadonlyMap<Chapter, Chapter>;
  atTheEnd: Chapter[];
  cleanUp(): Promise<void>;
}

export const oneHost: Hosts = {
  start: startHost,
  before: new Map(),
  atTheEnd: [],
  cleanUp: async () => undefined,
};

export function twoHosts(): Hosts {
  const folder = mkdtempSync(join(tmpdir(), 'releases-'));
  const built = {
    readsBoth: buildRelease('readsBoth', folder),
    writesNew: buildRelease('writesNew', folder),
  };
  // Whoever needs a release hears of its fault; until then nobody does, and the services are ended in order.
  for (const one of Object.values(built)) one.catch(() => undefined);
  const started = Promise.withResolvers<Fleet>();
  const upgrade = async (release: keyof typeof built) => ({
    fleet: await started.promise,
    release,
    directory: await built[release],
  });
  return {
    async start(options) {
      const fleet = await startFleet(options);
      started.resolve(fleet);
      return fleet;
    },
    before: new Map<Chapter, Chapter>([
      [invite, async (cast) => killedAtWork(cast, await upgrade('readsBoth'))],
      [refusals, async (cast) => replaceOldest(cast, await upgrade('readsBoth'))],
      [nobodyToInvite, async (cast) => killedAtWork(cast, await upgrade('writesNew'))],
    ]),
    atTheEnd: [async (cast) => writtenByBoth(cast, await started.promise), bothShapes, nothingGivenUp],
    async cleanUp() {
      await Promise.allSettled(Object.values(built));
      rmSync(folder, { recursive: true });
    },
  };
}
