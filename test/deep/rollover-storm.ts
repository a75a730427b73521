/** The database fails until something has failed for it: longer than the retries of the SDK and our own. */
import type { Fault } from '../../infra/local/cosmos/fault.ts';
import { isBusy } from './rollover-messages.ts';
import type { World } from './rollover-world.ts';

interface Storm {
  name: 'refused' | 'unheard' | 'throttled';
  fault: Fault;
  begin(): Promise<void>;
  effects(counts: World['workers']['counts']): number;
  /** So many effects end it. */
  enough?: number;
}

/** Without effects it ends where there is no work left, and does not count. */
export async function storm(world: World, { name, fault, begin, effects, enough = 1 }: Storm): Promise<void> {
  const { cosmos, workers, befell } = world;
  const enoughBy = effects(workers.counts) + enough;
  const hasEffects = () => effects(workers.counts) >= enoughBy;
  cosmos.faults.clear();
  cosmos.faults.add({ ...fault, times: Number.MAX_SAFE_INTEGER });
  await begin();
  await workers.until(async () => hasEffects() || !(await isBusy(world)));
  cosmos.faults.clear();
  if (hasEffects()) befell[name] += 1;
}
