/** Fifty random lives of enrollments, each compared with a simple model after every command; life-again.test.ts has fifty others, test/soak longer ones. */
import { test } from 'vitest';
import { livesAreAsTheModelSays } from './life-run.ts';

test('whatever happens, every status is what the model says, and every history is whole', async () => {
  await livesAreAsTheModelSays({ lives: 50, mostCommands: 30 });
}, 900_000);
