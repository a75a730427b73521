import { expect, test } from 'vitest';
import { useCloud } from './harness.ts';

const given = useCloud('nothing');

test('the API description in docs/ is the one that is served', async () => {
  const served = await (await fetch(`${given.cloud.api}/openapi.json`)).json();
  await expect(`${JSON.stringify(served, null, 2)}\n`).toMatchFileSnapshot('../../docs/openapi.json');
});
