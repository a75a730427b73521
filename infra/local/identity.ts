/** An identity provider on loopback that answers as Microsoft Entra does, for sign-in keys and client credentials. */
import { createServer } from 'node:https';
import type { JWTPayload } from 'jose';
import type { Directory } from './directory.ts';
import { close, guarded, listen } from './http.ts';
import { appClaims, personClaims } from './identity/claims.ts';
import { answer, issuing, type Provider } from './identity/endpoints.ts';
import { createKeys } from './identity/keys.ts';
import type { LocalClient } from './identity/token-endpoint.ts';

interface IdentityOptions {
  directory: Directory;
  tls: { key: string; cert: string };
  /** The client id of our API, the `aud` of every token for it. */
  audience: string;
  clients: LocalClient[];
  port?: number;
}

export interface LocalIdentity {
  /** `https://127.0.0.1:PORT` */
  authorityHost: string;
  /** A person's access token. Throws for an unknown nickname and for a disabled account. */
  tokenFor(nickname: string, options?: { expiresInSeconds?: number }): Promise<string>;
  /** Automation's access token for our API, as client credentials would get it. */
  appTokenFor(tenantId: string, options?: { roles?: string[]; expiresInSeconds?: number }): Promise<string>;
  /** A token of the caller's own making signed with a real key (`header.kid` may name which), for attack tests. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  /** Signature, `exp` and `nbf`; what other stand-ins check a bearer token with. Rejects. */
  verify(token: string): Promise<JWTPayload>;
  publicKeyPem(): Promise<string>;
  /** Key ids, current first; the last one may sign only for the tenant of personal accounts. */
  keyIds(): string[];
  /** The old keys stay published, as in a planned rollover, unless told otherwise. */
  rotateKeys(options?: { keepOld?: boolean }): void;
  /** Withdrawn consent means no more tokens for that tenant; those issued live until they expire. */
  setConsent(tenantId: string, consent: boolean): void;
  counters: { keySetRequests: number; tokenRequests: number };
  close(): Promise<void>;
}

/** Rejects with EADDRINUSE where the port is taken. Clocks are the machine's, because SDKs use that too. */
export async function startIdentity(options: IdentityOptions): Promise<LocalIdentity> {
  const counters = { keySetRequests: 0, tokenRequests: 0 };
  const provider: Provider = {
    ...options,
    keys: createKeys(),
    refused: new Set(),
    counters,
    authorityHost: '',
  };
  const server = createServer(
    options.tls,
    guarded((request, response) => answer(provider, request, response)),
  );
  provider.authorityHost = `https://127.0.0.1:${await listen(server, options.port)}`;
  const { authorityHost } = provider;
  return {
    authorityHost,
    counters,
    ...tokenVerbs(provider),
    ...keyVerbs(provider),
    close: () => close(server),
  };
}

function tokenVerbs(provider: Provider) {
  const { keys, refused } = provider;
  return {
    tokenFor: async (nickname: string, { expiresInSeconds }: { expiresInSeconds?: number } = {}) =>
      tokenFor(provider, nickname, expiresInSeconds),
    appTokenFor: (tenantId: string, own: { roles?: string[]; expiresInSeconds?: number } = {}) =>
      keys.sign(
        appClaims(tenantId, own.roles ?? [], issuing(provider, { expiresInSeconds: own.expiresInSeconds })),
      ),
    setConsent: (tenantId: string, consent: boolean) => {
      if (consent) refused.delete(tenantId);
      else refused.add(tenantId);
    },
  };
}

function keyVerbs({ keys }: Provider) {
  return {
    sign: keys.sign,
    verify: keys.verify,
    publicKeyPem: async () => keys.publicKeyPem(),
    keyIds: keys.ids,
    rotateKeys: ({ keepOld = true }: { keepOld?: boolean } = {}) => keys.rotate(keepOld),
  };
}

function tokenFor(provider: Provider, nickname: string, expiresInSeconds?: number): Promise<string> {
  const found = provider.directory.findUser(nickname);
  if (found === undefined) throw new Error(`Nobody here has the nickname ${nickname}`);
  if (!found.user.accountEnabled) throw new Error(`AADSTS50057: The account of ${nickname} is disabled`);
  return provider.keys.sign(personClaims(found.tenant, found.user, issuing(provider, { expiresInSeconds })));
}
