/** What a caller is told when others are always first. */
import { expect, test } from 'vitest';
import { Contended, settle } from '../../../shared/azure/faults.ts';

test('given that some batches of a call may be written, when others come first, then it is not said that nothing was', async () => {
  const refusal = await settle(() => Promise.reject(new Contended()), 1).catch((error) => error);
  expect(refusal).toMatchObject({ code: 'request/contended' });
  expect(refusal.message).not.toContain('othing was changed');
});
