/** A process that loads the built app as the worker does, with the settings of its environment, and tells what it registered. */
import { fileURLToPath } from 'node:url';
import { loadApp } from '../../infra/local/host/app-loader.ts';
import { createCore } from '../../infra/local/host/functions-core.ts';

const { module, registrations } = createCore(() => undefined);
loadApp(fileURLToPath(new URL('../../dist', import.meta.url)), module);
const functions = registrations.functions.map(({ metadata: { name, bindings } }) => ({
  name,
  trigger: Object.values(bindings).find(({ direction }) => direction === 'in'),
}));
process.stdout.write(JSON.stringify(functions), () => process.exit(0));
