/** What happens where nobody can say whether a token is good. */
import { describe, expect, test } from 'vitest';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { useCloud } from './harness.ts';

describe('given an identity provider that cannot be reached', () => {
  const held = useCloud('nothing');

  test('when the first call comes, then it is answered 503 with its code and when to come back', async () => {
    const token = await held.cloud.identity.tokenFor('olivia');
    await held.cloud.identity.close();

    const { status, body, headers } = await held.cloud
      .withToken(token)
      .put('/programs/new', sampleProgram['commerce-incentives']);

    expect(status).toBe(503);
    expect(body.error.code).toBe('service/unavailable');
    expect(headers.get('retry-after')).toBe('1');
  });

  test('when health is asked for, then it needs no identity provider', async () => {
    expect((await fetch(`${held.cloud.api}/health`)).status).toBe(200);
  });
});
