/** The API description, made of the schemas that validate; nothing is described twice. */
import * as z from 'zod/mini';
import { refusalCodes } from '../refusal.ts';
import type { Route } from './route.ts';

const ErrorBody = z.strictObject({
  error: z.strictObject({
    code: z.enum(refusalCodes),
    message: z.string(),
    target: z.optional(z.string()),
    details: z.optional(z.unknown()),
  }),
});

const prefix = '/api/v1';

/** An OpenAPI 3.1 document. */
export function describeApi(routes: Route[]) {
  const paths: Record<string, Record<string, unknown>> = {
    [`${prefix}/health`]: { get: openOperation('getHealth', 'Whether the service can read its database') },
    [`${prefix}/openapi.json`]: { get: openOperation('getOpenApi', 'This description') },
  };
  for (const route of routes) {
    const path = `${prefix}/${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Incentive enrollment', version: '1', description },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: schema(ErrorBody, 'output') },
    },
  };
}

const description =
  'Appoint Incentives administrators, see why a location is eligible, enroll it, and see how it is carried into the next fiscal year. Every refusal has a stable code in error.code and in x-ms-error-code.';

function operation({ name, method, summary, schemas }: Route) {
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
    responses: {
      ...(schemas.answer
        ? { '2XX': { description: 'As asked', content: json(schema(schemas.answer, 'output')) } }
        : { '204': { description: 'As asked' } }),
      default: refused,
    },
  };
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what was read; required to change what is stored.',
  schema: { type: 'string' },
};
const refused = { description: 'Refused', content: json({ $ref: '#/components/schemas/Error' }) };

function openOperation(operationId: string, summary: string) {
  return {
    operationId,
    summary,
    security: [],
    responses: { '200': { description: 'As asked' }, default: refused },
  };
}

function parameters(params: z.ZodMiniType, place: 'path' | 'query') {
  const { properties = {}, required = [] } = schema(params, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function schema(of: z.ZodMiniType, io: 'input' | 'output') {
  const { $schema: _, ...described } = z.toJSONSchema(of, { io, unrepresentable: 'any' });
  return described;
}

function json(content: object) {
  return { 'application/json': { schema: content } };
}
