/** Fifty more random lives of enrollments, beside life.test.ts: each file has a process of its own. */
import { test } from 'vitest';
import { livesAreAsTheModelSays } from './life-run.ts';

test('whatever happens, every status is what the model says, and every history is whole', async () => {
  await livesAreAsTheModelSays({ lives: 50, mostCommands: 30 });
}, 900_000);
