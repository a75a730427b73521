/** More and longer lives of enrollments than test/deep has. */
import { test } from 'vitest';
import { livesAreAsTheModelSays } from '../deep/life-run.ts';

test('whatever happens, every status is what the model says, and every history is whole', async () => {
  await livesAreAsTheModelSays({ lives: 500, mostCommands: 50 });
}, 7_200_000);
