/** What of an error may stand in the log. As it is, an error of a client holds its request, and the address ids of people. */
import { typeOf } from './tracing.ts';

/** Enough for what a client makes of a fault of the network. */
const deepest = 5;

/** Class, code, text without addresses and ids, and stack; of its causes likewise. */
export function loggable(error: unknown, depth = 1): string {
  if (!(error instanceof Error)) return typeOf(error);
  const { name, message, cause } = error;
  const code = 'code' in error ? ` [${typeOf(error)}]` : '';
  const said = `${name}${code}: ${withoutIds(message)}${framesOf(error)}`;
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  const causes = depth < deepest ? [cause, ...parts].filter((one) => one !== undefined) : [];
  return [said, ...causes.map((one) => loggable(one, depth + 1))].join('\ncaused by ');
}

const address = /\b\w+:\/\/\S+/g;
const documentOfPerson = /\b(member|dismissals):[\w:.-]+/g;
const guid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b/gi;
const mailbox = /[^\s"'<>]+@[^\s"'<>]+/g;

function withoutIds(message: string): string {
  return message
    .replace(address, '{address}')
    .replace(documentOfPerson, '{person}')
    .replace(guid, '{id}')
    .replace(mailbox, '{mailbox}');
}

/** A stack begins with the text. */
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return frames.map((frame) => `\n${frame}`).join('');
}
