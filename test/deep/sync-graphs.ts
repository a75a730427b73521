/** A Graph and a database at their worst, by a seed; none of them lies for good. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Graph } from '../../shared/directory/graph.ts';
import type { UserPage } from '../../shared/directory/graph-answers.ts';
import type { Pass } from './sync-watch.ts';
import type { Random } from './sync-world.ts';

/** A Graph that tells the truth as awkwardly as it may. */
export function awkward(graph: Graph, random: Random): Graph {
  let held: UserPage['users'] = [];
  return {
    ...graph,
    readUsers: async (tenantId, link) => {
      const page = await graph.readUsers(tenantId, link);
      if (link !== undefined && random(5) === 0) return { users: [], link, last: false };
      const users = [...held, ...page.users, ...page.users.filter(() => random(3) === 0)];
      users.sort(() => random(3) - 1);
      held = page.last ? [] : users.splice(0, random(3));
      return { ...page, users };
    },
  };
}

/** A Graph whose directory changes with every page it tells. */
export function restless(graph: Graph, disturb: () => void, random: Random): Graph {
  let left = 30;
  const sometimes = () => {
    left -= 1;
    if (left > 0 && random(2) === 0) disturb();
  };
  return {
    ...graph,
    readUsers: async (tenantId, link) => {
      sometimes();
      const page = await graph.readUsers(tenantId, link);
      sometimes();
      return page;
    },
  };
}

/** Links that are lost half way, now and then. */
export const forgetful =
  (expire: () => void, random: Random): Pass =>
  async (call) => {
    if (random(6) === 0) expire();
    return call();
  };

/** Answers that take their time, so that workers overtake each other. */
export const slow =
  (random: Random): Pass =>
  async (call) => {
    await delay(random(4));
    return call();
  };
