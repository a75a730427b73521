/** The JSON body of a request, of an extent that is cheap to look at. */
import type { HttpRequest } from '@azure/functions';
import { refuse } from '../refusal.ts';

const bodyLimitBytes = 4 * 1024 * 1024;
/** More than anything described here needs. */
const mostLevels = 64;
const mostMembers = 20_000;

/** @returns undefined for no body, where none is required. @throws Refusal `request/*`. */
export async function readBody(request: HttpRequest, required: boolean): Promise<unknown> {
  // Reading what is not there costs more than the rest of a small call.
  const isEmpty = Number(request.headers.get('content-length') ?? 0) === 0;
  const text = isEmpty ? '' : await request.text();
  if (Buffer.byteLength(text) > bodyLimitBytes) refuse('request/too-large', 'The body is larger than 4 MiB.');
  if (text.trim() === '') {
    if (!required) return undefined;
    refuse('request/body-missing', 'Send a JSON body with a Content-Length; chunked bodies arrive empty.');
  }
  const value = parseJson(text);
  checkExtent(value);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('request/invalid-json', 'The body is not valid JSON.', { target: 'body' });
  }
}

/** Level by level, because whatever follows a deep value downwards runs out of stack; a very wide one is no less work. */
function checkExtent(value: unknown): void {
  const target = 'body';
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) refuse('request/invalid', 'The body is nested too deeply.', { target });
    level = level.flatMap((one) => {
      const members = typeof one === 'object' && one !== null ? Object.values(one) : [];
      if (members.length > mostMembers)
        refuse('request/invalid', `A list or an object in the body has more than ${mostMembers} members.`, {
          target,
        });
      return members;
    });
  }
}
