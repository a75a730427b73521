/** Races on one enrollment, a few rounds each; test/deep has twenty. */
import { test } from 'vitest';
import { usePrograms } from './enrolling.ts';
import { races } from './enrollment-races.ts';

const scene = usePrograms();

test.each(races)('%s', async (_, race) => race(scene.cloud, 2), 60_000);
