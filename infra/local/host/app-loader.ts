/** Loads a built app into this process, handing it the functions-core module it requires. */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import type { CoreModule } from './functions-core.ts';

const coreId = '@azure/functions-core';
const library = ['', '@azure', 'functions', ''].join(sep);

// Node's own loader, so that no bundler or test transformer sees the app.
const requireApp = createRequire(import.meta.url);

let core: CoreModule | undefined;
let supplied = false;

/** Rejects nothing and wraps nothing: what the entry point throws while loading comes out as it is. */
export function loadApp(appDirectory: string, module: CoreModule): { unload(): void } {
  const entry = requireApp.resolve(mainFile(appDirectory));
  supplyCore();
  core = module;
  const unload = () => {
    core = undefined;
    forget(entry);
  };
  forget(entry);
  try {
    requireApp(entry);
  } catch (error) {
    unload();
    throw error;
  }
  return { unload };
}

function mainFile(appDirectory: string): string {
  const file = join(resolve(appDirectory), 'package.json');
  const { main }: { main?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof main !== 'string' || main.includes('*')) {
    throw new Error(`${file} must name one file as its "main"`);
  }
  return join(resolve(appDirectory), main);
}

/** Stays in place when the host has closed: others may have wrapped `require` on top of it since. */
function supplyCore(): void {
  if (supplied) return;
  supplied = true;
  const original = Module.prototype.require;
  Module.prototype.require = Object.assign(function (this: Module, id: string) {
    return id === coreId && core !== undefined ? core : original.call(this, id);
  }, original);
}

/** With the pieces that the entry loads, and the unbundled library: it remembers the host that it met first. */
function forget(entry: string): void {
  for (const file of Object.keys(requireApp.cache)) {
    if (file.startsWith(join(dirname(entry), sep)) || file.includes(library)) delete requireApp.cache[file];
  }
}
