/** The database in a process of its own, which says where it is, and what was asked of it whenever its parent wants to know. Told a number, it takes so many milliseconds for every answer from then on. */
import { startCosmos } from '../../infra/local/cosmos/server.ts';

const { endpoint, key, faults, spent } = await startCosmos();
process.on('message', (asked) => {
  if (typeof asked === 'number') faults.add({ latencyMs: asked, times: 2 ** 40 });
  const { user, system } = process.cpuUsage();
  process.send?.({ ...spent(), cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
process.send?.({ endpoint, key });
