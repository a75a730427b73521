/** The app's own identity in Azure, for every service that has no key in the settings. Loaded only where it is needed. */
import type { TokenCredential } from '@azure/identity';
import type { Config } from '../config.ts';
import { loadedOnce } from '../lazily.ts';

/** The managed identity of the app; on a developer's machine, whoever signed in with the Azure tools. */
export function ownCredential(config: Pick<Config, 'managedIdentityClientId'>): TokenCredential {
  const credential = loadedOnce(async () => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    const managedIdentityClientId = config.managedIdentityClientId;
    return new DefaultAzureCredential(managedIdentityClientId ? { managedIdentityClientId } : {});
  });
  return { getToken: async (scopes, options) => (await credential()).getToken(scopes, options) };
}
