/** Registers the table of app.ts with the platform. */
import { app } from '@azure/functions';
import { requireStrongConsistency } from '../shared/azure/database.ts';
import type { Deps } from '../shared/deps.ts';
import { describeApi } from '../shared/http/openapi.ts';
import type { OpenRoute } from '../shared/http/route.ts';
import { lazily } from '../shared/lazily.ts';
import { withoutTrace } from '../shared/telemetry/messages.ts';
import { openRoutes, queues, routes, timers } from './app.ts';

/** Registers everything with the platform. What the start hook throws stops the start. */
export function register(deps: Deps): void {
  app.hook.appStart(() => requireStrongConsistency(deps));
  const all = routes(deps);
  for (const { name, method, path, handler } of all)
    app.http(name, { methods: [method], route: path, authLevel: 'anonymous', handler });
  const open: OpenRoute[] = openRoutes(
    deps,
    lazily(() => describeApi(all, open)),
  );
  for (const { name, path, handler } of open)
    app.http(name, { methods: ['GET'], route: path, authLevel: 'anonymous', handler });
  for (const [name, { schedule, handler }] of Object.entries(timers(deps)))
    app.timer(name, { schedule, handler: (_, context) => handler(context) });
  for (const [name, { queueName, handler }] of Object.entries(queues(deps)))
    app.storageQueue(name, {
      queueName,
      connection: 'AzureWebJobsStorage',
      handler: (message, context) => handler(withoutTrace(message), context),
    });
}
