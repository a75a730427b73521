/** A change of a stored resource needs the ETag it was read under, so that a late repeat cannot undo what came after it. */
import { refuse } from '../refusal.ts';

/**
 * Creating needs no If-Match; one that is sent names what is not there any more.
 * @throws Refusal 428 without If-Match, 400 where it names no ETag, 412 when the resource has changed or gone since. `*` matches whatever is stored.
 */
export function mustMatch(ifMatch: string | null, current: { etag: string } | undefined): void {
  if (current && ifMatch === null)
    refuse(
      'request/precondition-required',
      'Send If-Match with the ETag of what you read, so that nobody is overwritten.',
      { target: 'If-Match' },
    );
  if (ifMatch !== null && !isWellFormed(ifMatch))
    refuse('request/invalid', 'If-Match is * or the ETag of what you read, with its double quotes.', {
      target: 'If-Match',
    });
  if (ifMatch !== null && !(current && matches(ifMatch, current.etag)))
    refuse(
      'request/precondition-failed',
      'It has changed since you read it. Read it again and decide again.',
      { target: 'If-Match' },
    );
}

/** `*`, or ETags in a list. */
function isWellFormed(header: string): boolean {
  return header.split(',').every((one) => /^(?:\*|(?:W\/)?"[^"]*")$/.test(one.trim()));
}

export function matches(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
