import { expect, test } from 'vitest';
import { Health } from '../../../functions/operations.ts';
import { ok } from '../../../shared/http/answer.ts';
import { serveOpen } from '../../../shared/http/endpoint.ts';
import { describeApi } from '../../../shared/http/openapi.ts';

test('a route without a token is described with its answer', () => {
  const handler = serveOpen(async () => ok({}));
  const health = { name: 'getHealth', path: 'health', summary: 'How it is', answer: Health, handler };

  const { paths, components } = describeApi([], [health]);

  const described = paths['/api/v1/health']?.get;
  expect(described).toMatchObject({ operationId: 'getHealth', security: [] });
  expect(JSON.stringify(described)).toContain('"$ref":"#/components/schemas/Health"');
  expect(components.schemas).toMatchObject({ Health: { properties: { status: { const: 'healthy' } } } });
});
