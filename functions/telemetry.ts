/** Registers telemetry with the platform, where a setting says where it goes. */
import { app } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { watched } from '../shared/telemetry/invocation.ts';

/** Before anything else is registered, so that what is read at the start is told too. */
export function registerTelemetry(config: Pick<Config, 'telemetry' | 'managedIdentityClientId'>): void {
  const { telemetry } = config;
  if (!telemetry) return;
  let end: (() => Promise<void>) | undefined;
  app.hook.appStart(async () => {
    const { startExporting } = await import('../shared/telemetry/export.ts');
    end = await startExporting(telemetry, config);
  });
  app.hook.appTerminate(() => end?.());
  app.hook.preInvocation((hook) => {
    hook.functionHandler = watched(hook.functionHandler, hook.invocationContext);
  });
}
