/** Every Bicep file by itself and with the others: its grammar, names that are used, modules that fit, no keys. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { at, declared, find, namesOf, readBicep } from './bicep.ts';

const infra = fileURLToPath(new URL('../../infra/', import.meta.url));
const bicepIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => readBicep(`${folder}${name}`));

const main = readBicep(`${infra}main.bicep`);
const files = [main, ...bicepIn(`${infra}modules/`, '.bicep')];
/** Without the one that azd's hook copies to where Bicep looks for it. */
const parameters = bicepIn(infra, '.bicepparam').filter(({ path }) => !path.endsWith('/main.bicepparam'));

const needed = ({ value }: { value: unknown }) => value === undefined;
const missing = (from: string[], names: string[]) => names.filter((name) => !from.includes(name));

describe('given every Bicep file', () => {
  test.each([...files, ...parameters])(
    'when $path is parsed, then all of it is Bicep, and nothing is declared twice',
    ({ faults, declarations }) => {
      expect(faults).toEqual([]);
      expect(declarations.length).toBeGreaterThan(2);
      const symbols = declarations.filter(({ keyword }) => keyword !== 'output');
      expect(new Set(namesOf(symbols)).size).toBe(symbols.length);
    },
  );

  test.each(files)('when the names that $path declares are looked for, then each is used', (file) => {
    const names = namesOf([...declared(file, 'param'), ...declared(file, 'var')]);

    expect(missing(file.uses, names)).toEqual([]);
  });

  test.each(declared(main, 'module'))(
    'when main calls the module $name, then it gives what is asked, and takes what there is',
    (call) => {
      const called = readBicep(`${infra}${call.string}`);
      const asked = declared(called, 'param');
      const taken = [...main.text.matchAll(new RegExp(`\\b${call.name}\\.\\??outputs\\.(\\w+)`, 'g'))];

      const given = Object.keys(at(call, 'params'));
      expect(missing(namesOf(asked), given)).toEqual([]);
      expect(missing(given, namesOf(asked.filter(needed)))).toEqual([]);
      expect(
        missing(
          namesOf(declared(called, 'output')),
          taken.map(([, name = '']) => name),
        ),
      ).toEqual([]);
    },
  );

  test('when a type of resource is used twice, then at one version', () => {
    const types = files.flatMap((file) => declared(file, 'resource').map(({ string }) => string));
    const names = new Set(types.map((type) => type.split('@')[0]));

    expect(new Set(types).size).toBe(names.size);
  });

  test('when they are searched for keys, then there are none', () => {
    expect(files.map(({ text }) => text).join('\n')).not.toMatch(
      /\blist(Keys|ConnectionStrings|Secrets)\b|AccountKey|@secure/i,
    );
  });

  test.each([
    ['database', 'account', 'properties.disableLocalAuth', 'true'],
    ['mail', 'communicationService', 'properties.disableLocalAuth', 'true'],
    ['storage', 'account', 'properties.allowSharedKeyAccess', 'false'],
    ['telemetry', 'workspace', 'properties.features.disableLocalAuth', 'true'],
    ['telemetry', 'insights', 'properties.DisableLocalAuth', 'true'],
  ] as const)('when %s has a key to its %s, then it is off', (module, resource, path, off) => {
    expect(at(find(readBicep(`${infra}modules/${module}.bicep`), 'resource', resource), path)).toBe(off);
  });

  test.each(parameters)('when $path gives parameters, then those that main asks for', (file) => {
    const given = namesOf(declared(file, 'param'));
    const asked = declared(main, 'param');

    expect(declared(file, 'using').map(({ string }) => string)).toEqual(['main.bicep']);
    expect(missing(namesOf(asked), given)).toEqual([]);
    expect(missing(given, namesOf(asked.filter(needed)))).toEqual([]);
  });
});
