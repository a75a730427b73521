/** Every Bicep file by itself and with the others: closed brackets, names that are used, modules that fit, no keys. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { declared, isOptional, keysOf, namesOf, readBicep, stringOf, unbalanced } from './bicep.ts';

const infra = fileURLToPath(new URL('../../infra/', import.meta.url));
const bicepIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => readBicep(`${folder}${name}`));

const main = readBicep(`${infra}main.bicep`);
const files = [main, ...bicepIn(`${infra}modules/`, '.bicep')];

describe('given every Bicep file', () => {
  test.each(files)('when $path is read, then its brackets close and it declares what it should', (file) => {
    expect(unbalanced(file.text)).toEqual([]);
    expect(file.declarations.length).toBeGreaterThan(2);
    const symbols = file.declarations.filter(({ keyword }) => keyword !== 'output');
    expect(new Set(namesOf(symbols)).size).toBe(symbols.length);
  });

  test.each(files)('when the names in $path are counted, then each is used', ({ text, declarations }) => {
    const inUse = declarations.filter(({ keyword }) => keyword === 'param' || keyword === 'var');
    const uses = (name: string) => text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;

    expect(namesOf(inUse).filter((name) => uses(name) < 2)).toEqual([]);
  });

  test.each(declared(main, 'module'))(
    'when main calls the module $name, then it gives what is asked, and takes what there is',
    (call) => {
      const called = readBicep(`${infra}${stringOf(call)}`);
      const asked = declared(called, 'param');
      const taken = [...main.text.matchAll(new RegExp(`\\b${call.name}\\.\\??outputs\\.(\\w+)`, 'g'))];

      const given = keysOf(call.text, 'params');
      expect(given.filter((name) => !namesOf(asked).includes(name))).toEqual([]);
      expect(asked.filter((param) => !isOptional(param) && !given.includes(param.name))).toEqual([]);
      const outputs = namesOf(declared(called, 'output'));
      expect(taken.map(([, name]) => name).filter((name) => !outputs.includes(name ?? ''))).toEqual([]);
    },
  );

  test('when a type of resource is used twice, then at one version', () => {
    const types = files.flatMap((file) => declared(file, 'resource').map(stringOf));
    const names = new Set(types.map((type) => type.split('@')[0]));

    expect(new Set(types).size).toBe(names.size);
  });

  test('when they are searched for keys, then there are none, and keys are off where there could be', () => {
    expect(files.map(({ text }) => text).join('\n')).not.toMatch(
      /\blist(Keys|ConnectionStrings|Secrets)\b|AccountKey|@secure/i,
    );
    const off =
      /^ *(?:disableLocalAuth: true|DisableLocalAuth: true|features: \{ disableLocalAuth: true \}|allowSharedKeyAccess: false)$/;
    const switches = ['database', 'mail', 'storage', 'telemetry'].map(
      (name) =>
        readBicep(`${infra}modules/${name}.bicep`)
          .text.split('\n')
          .filter((line) => off.test(line)).length,
    );
    expect(switches).toEqual([1, 1, 1, 2]);
  });

  test.each(bicepIn(infra, '.bicepparam').filter(({ path }) => !path.endsWith('/main.bicepparam')))(
    'when $path gives parameters, then those that main asks for',
    ({ declarations }) => {
      const given = declarations.filter(({ keyword }) => keyword === 'param');
      const asked = declared(main, 'param');

      expect(declarations.find(({ keyword }) => keyword === 'using')?.text).toContain("'main.bicep'");
      expect(namesOf(given).filter((name) => !namesOf(asked).includes(name))).toEqual([]);
      const needed = asked.filter((param) => !isOptional(param));
      expect(namesOf(needed).filter((name) => !namesOf(given).includes(name))).toEqual([]);
    },
  );
});
