/** The licences of the packages in the bundle, as those who receive it have to be given. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

interface Notice {
  /** `name version` */
  packageId: string;
  license: string;
  text: string;
}

/** Packages that are published without a text; their READMEs say MIT. */
const holders: Record<string, string> = {
  '@nodable/entities': 'Amit Gupta (https://solothought.com)',
  priorityqueuejs: 'Jano González',
  semaphore: 'the authors of https://github.com/abrkn/semaphore.js',
};

/** @throws Error naming a package without a licence. */
export function noticesOf({ outputs }: Metafile, root: string): string {
  const bundled = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = new Set(bundled.flatMap((file) => folderOf(file) ?? []));
  const notices = new Map(
    [...folders].sort().map((folder) => {
      const notice = noticeOf(join(root, folder));
      return [notice.packageId, notice];
    }),
  );
  return inWords([...notices.values()]);
}

/** Of the package a file is in: `node_modules/a/node_modules/@b/c`. */
const folderOf = (file: string) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const holder = holders[name];
  if (holder) return { packageId: `${name} ${version}`, license: 'MIT', text: mit(holder) };
  const text = readdirSync(folder)
    .filter((file) => /licen[cs]e|notice|^copying/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
  if (!license || !text) throw new Error(`${name} ${version} is in the bundle and has no licence`);
  return { packageId: `${name} ${version}`, license, text };
}

function inWords(notices: readonly Notice[]): string {
  const each = notices.map(({ packageId, license, text }) => `${rule}\n${packageId}\n${license}\n\n${text}`);
  return `${[`This app contains ${notices.length} packages of others.`, ...each].join('\n\n')}\n`;
}

const rule = '='.repeat(80);

const mit = (holder: string) => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
