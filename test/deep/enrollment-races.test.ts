/** Twenty rounds of each race on one enrollment, each in a cloud of its own: a pass looks at every organization and program there is. */
import { describe, test } from 'vitest';
import { usePrograms } from '../functions/enrolling.ts';
import { races } from '../functions/enrollment-races.ts';

describe.each(races)('%s', (_, race) => {
  const scene = usePrograms();

  test('twenty times', async () => race(scene.cloud, 20), 280_000);
});
