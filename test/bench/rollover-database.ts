/** The database in a process of its own, which says where it is, and what was asked of it whenever its parent wants to know. */
import { startCosmos } from '../../infra/local/cosmos/server.ts';

const { endpoint, key, spent } = await startCosmos();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ ...spent(), cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
process.send?.({ endpoint, key });
