/** What azd is told: only what it knows, and what is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { declared, readBicep } from './bicep.ts';
import { root } from './programs.ts';

const Script = (shell: 'sh' | 'pwsh') => z.strictObject({ shell: z.literal(shell), run: z.string() });
const Hook = z.strictObject({ posix: Script('sh'), windows: Script('pwsh') });

/**
 * As much of https://raw.githubusercontent.com/Azure/azure-dev/main/schemas/v1.0/azure.yaml.json as is used here. That one
 * lets unknown names pass, and azd ignores them: a hook by a name that is spelled wrong would never run.
 */
const AzureYaml = z.strictObject({
  name: z.string().check(z.regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)),
  infra: z.strictObject({ provider: z.literal('bicep'), path: z.string(), module: z.string() }),
  hooks: z.strictObject({ preup: Hook, preprovision: Hook }),
  services: z.record(
    z.string(),
    z.strictObject({
      project: z.string(),
      language: z.literal('ts'),
      host: z.literal('function'),
      dist: z.string(),
      remoteBuild: z.literal(false),
    }),
  ),
});

const { infra, hooks, services } = AzureYaml.parse(parse(readFileSync(`${root}azure.yaml`, 'utf8')));

/** The services that a resource is tagged with, and is found by. */
const tagged = readdirSync(`${root}infra/modules`)
  .filter((name) => name.endsWith('.bicep'))
  .flatMap((name) => declared(readBicep(`${root}infra/modules/${name}`), 'resource'))
  .flatMap(({ value }) => /'azd-service-name': '(\w+)'/.exec(JSON.stringify(value))?.[1] ?? []);

test('given azure.yaml, when it is read, then it provisions what the Bicep declares', () => {
  expect(existsSync(`${root}${infra.path}/${infra.module}.bicep`)).toBe(true);
});

test('given its hooks, when either runs, then the parameters of the environment are where Bicep looks for them', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
  const copied = 'cp "infra/main.${AZURE_ENV_NAME}.bicepparam" infra/main.bicepparam';

  expect([hooks.preup.posix.run, hooks.preprovision.posix.run]).toEqual([copied, copied]);
  expect(hooks.preup).toEqual(hooks.preprovision);
});

test('given its services, when they are deployed, then the built folder, as it is, to what the Bicep tags', () => {
  expect(services).toMatchObject({ api: { project: '.', dist: 'dist' } });
  expect(Object.keys(services).filter((name) => !tagged.includes(name))).toEqual([]);
});
