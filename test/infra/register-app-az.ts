/** What infra/register-app.sh asks of `az`, answered from a file: as Entra does, it refuses to make what is there. */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entra {
  registered: boolean;
  web: string[];
  spa: string[];
  /** The subject of each credential, by name. */
  credentials: Record<string, string>;
  /** Object ids of those who are operators. */
  operators: string[];
}

const file = process.env.ENTRA ?? '';
const entra: Entra = JSON.parse(readFileSync(file, 'utf8'));
const args = process.argv.slice(2);
const given = (option: string) => args[args.indexOf(option) + 1] ?? '';
const words = args
  .slice(
    0,
    args.findIndex((arg) => arg.startsWith('--')),
  )
  .join(' ');

const refused = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};

function patched(): string {
  const { web, spa } = JSON.parse(given('--body'));
  Object.assign(entra, web && { web: web.redirectUris }, spa && { spa: spa.redirectUris });
  return '';
}

/** The assignment of somebody has their own id here. */
const rest: Record<string, () => string> = {
  PATCH: patched,
  GET: () => entra.operators.find((id) => given('--query').includes(`principalId=='${id}'`)) ?? '',
  POST: () => {
    const { principalId } = JSON.parse(given('--body'));
    if (entra.operators.includes(principalId)) refused('Permission being assigned already exists');
    entra.operators.push(principalId);
    return '';
  },
  DELETE: () => {
    const kept = entra.operators.filter((id) => !given('--url').endsWith(`/${id}`));
    if (kept.length === entra.operators.length) refused('Resource not found');
    entra.operators = kept;
    return '';
  },
};

function written(): string {
  const { name, subject } = JSON.parse(given('--parameters'));
  if (words.endsWith('create') === name in entra.credentials) refused(`${words}: ${name}`);
  entra.credentials[name] = subject;
  return '';
}

const shown: Record<string, () => string> = {
  id: () => 'object-of-the-app',
  'web.redirectUris': () => entra.web.join('\n'),
  'spa.redirectUris': () => entra.spa.join('\n'),
};

const commands: Record<string, () => string> = {
  'account show': () => 'tenant-of-the-operator',
  'ad app list': () => (entra.registered ? 'client-id' : ''),
  'ad app create': () => {
    entra.registered = true;
    return '';
  },
  'ad app show': () => shown[given('--query')]?.() ?? refused(words),
  'ad sp show': () => 'object-of-the-principal',
  'ad app federated-credential show': () =>
    entra.credentials[given('--federated-credential-id')] ?? refused(words),
  'ad app federated-credential create': written,
  'ad app federated-credential update': written,
  rest: () => rest[given('--method')]?.() ?? refused(words),
};

const answer = commands[words]?.() ?? refused(words);
writeFileSync(file, JSON.stringify(entra));
process.stdout.write(answer && `${answer}\n`);
