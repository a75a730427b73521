/** The API description, made of the schemas that validate; nothing is described twice. */
import * as z from 'zod/mini';
import { refusalCodes } from '../refusal.ts';
import type { OpenRoute, Route } from './route.ts';

const ErrorBody = z.strictObject({
  error: z.strictObject({
    code: z.enum(refusalCodes),
    message: z.string(),
    target: z.optional(z.string()),
    details: z.optional(z.unknown()),
  }),
});

const prefix = '/api/v1';

/** An OpenAPI 3.1 document; schemas with an id of their own are components. */
export function describeApi(routes: Route[], open: OpenRoute[]) {
  const paths: Record<string, Record<string, unknown>> = Object.fromEntries(
    open.map((route) => [`${prefix}/${route.path}`, { get: openOperation(route) }]),
  );
  for (const route of routes) {
    const path = `${prefix}/${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  const schemas = { Error: schema(ErrorBody, 'output') };
  return hoisted({
    openapi: '3.1.0',
    info: { title: 'Incentive enrollment', version: '1', description },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas,
    },
  });
}

const description =
  'Appoint Incentives administrators, see why a location is eligible, enroll it, and see how it is carried into the next fiscal year. Every refusal has a stable code in error.code and in x-ms-error-code.';

function operation({ name, method, summary, schemas, csv }: Route) {
  return {
    operationId: name,
    summary,
    parameters: [
      ...parameters(schemas.params, 'path'),
      ...(schemas.query ? parameters(schemas.query, 'query') : []),
      ...(method === 'GET' ? [] : [ifMatch]),
    ],
    ...(schemas.body
      ? { requestBody: { required: true, content: json(schema(schemas.body, 'input')) } }
      : {}),
    responses: answers(schemas.answer, csv),
  };
}

function answers(answer: z.ZodMiniType | undefined, csv = false) {
  if (!answer) return { '204': { description: 'As asked' }, default: refused };
  const found = { description: 'As asked', content: json(schema(answer, 'output')) };
  return { '2XX': csv ? withTable(found) : found, default: refused };
}

function withTable({ content, ...found }: { description: string; content: object }) {
  const table = { 'text/csv': { schema: { type: 'string' } } };
  return { ...found, headers: { Link: nextPart }, content: { ...content, ...table } };
}

const nextPart = {
  required: false,
  description:
    'Of CSV only: `<address>; rel="next"`, where the table goes on; absent from its last part. Only the first part names the columns.',
  schema: { type: 'string' },
};

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what was read; required to change what is stored.',
  schema: { type: 'string' },
};
const refused = { description: 'Refused', content: json({ $ref: '#/components/schemas/Error' }) };

function openOperation({ name, summary, answer }: OpenRoute) {
  return { operationId: name, summary, security: [], responses: answers(answer) };
}

function parameters(params: z.ZodMiniType, place: 'path' | 'query') {
  const { properties = {}, required = [] } = z.toJSONSchema(params, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

/** Wrapped, so that a schema with an id of its own is referred to even where it is all there is. */
function schema(of: z.ZodMiniType, io: 'input' | 'output') {
  const { properties, $defs } = z.toJSONSchema(z.object({ it: of }), { io, unrepresentable: 'any' });
  return { ...(typeof properties?.it === 'object' ? properties.it : {}), $defs };
}

interface Described {
  components: { schemas: Record<string, unknown> };
}

/** The definitions that came with each schema become the components of the document, each once. */
function hoisted<D extends Described>(document: D): D {
  const definitions: Record<string, object> = {};
  const text = JSON.stringify(document, (name, value) => {
    if (name !== '$defs') return value;
    for (const [id, { id: _, ...definition }] of Object.entries<{ id?: string }>(value ?? {}))
      definitions[id] = definition;
    return undefined;
  });
  const refer = (described: string) => JSON.parse(described.replaceAll('#/$defs/', '#/components/schemas/'));
  const result: D = refer(text);
  Object.assign(result.components.schemas, refer(JSON.stringify(definitions)));
  return result;
}

function json(content: object) {
  return { 'application/json': { schema: content } };
}
