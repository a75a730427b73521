/** Which partition a document or a request belongs to. Missing, null, false, 0 and "" are five different keys. */
import { isObject, isScalar, type JsonObject, parseJson, type Value, valueAt } from './json.ts';
import { refuse } from './refusal.ts';

const none = '[{}]';

/** `/address/zip` or `/"a b"/c` → its property names. */
export const splitPath = (path: string): string[] =>
  [...path.matchAll(/\/(?:"([^"]*)"|([^/]*))/g)].map(([, quoted, plain = '']) => quoted ?? plain);

const keyOf = (value: Value): string => {
  if (value === undefined) return none;
  if (isScalar(value)) return JSON.stringify([value]);
  throw refuse(400, 'The partition key value must be a string, a number, a boolean, null or absent.');
};

export const partitionKeyOf = (doc: JsonObject, path: readonly string[]): string => keyOf(valueAt(doc, path));

/** The wire form: a JSON array of one value; `{}`, or no value at all, stands for a missing property. */
export function parsePartitionKey(header: string | undefined): string {
  if (header === undefined) throw refuse(400, 'The partition key is missing.');
  const parsed = parseJson(header);
  if (!Array.isArray(parsed) || parsed.length > 1) {
    throw refuse(400, `Partition key ${header} is invalid: it must be an array of one value.`);
  }
  const [value] = parsed;
  return isObject(value) && Object.keys(value).length === 0 ? none : keyOf(value);
}
