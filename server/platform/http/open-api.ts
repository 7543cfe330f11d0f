import { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { endpoints, fileEndpoints } from '#contract/endpoints.ts';
import { ProblemDetails } from '#contract/problem.ts';

type JsonSchema = Record<string, unknown>;
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
};
const parametersOf = (schema: z.ZodType | undefined, where: 'path' | 'query') => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(property.description ? { description: property.description } : {}),
    schema: property,
  }));
};
const openApiPath = (path: string) => path.replace(/:(\w+)/g, '{$1}');
const problem = {
  description: 'Refused or failed (RFC 9457)',
  content: { 'application/problem+json': { schema: schemaOf(ProblemDetails, 'output') } },
};

/** The OpenAPI 3.1 document, generated from the contract. */
export function describeApi(version: string): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  const describe = (path: string, method: string, operation: JsonSchema) => {
    paths[openApiPath(path)] = { ...paths[openApiPath(path)], [method]: operation };
  };
  for (const [operationId, endpoint] of Object.entries<Endpoint>(endpoints)) {
    describe(endpoint.path, endpoint.method.toLowerCase(), {
      operationId,
      summary: endpoint.summary,
      security: endpoint.may === 'anybody' ? [] : [{ session: [] }],
      parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
      ...(endpoint.body
        ? {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
            },
          }
        : {}),
      responses: {
        200: {
          description: 'Done',
          content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } },
        },
        default: problem,
      },
    });
  }
  for (const [operationId, { path, contentType, summary }] of Object.entries(fileEndpoints)) {
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    describe(path, 'get', {
      operationId,
      summary,
      security: [{ session: [] }],
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      responses: { 200: { description: 'Done', content: { [contentType]: {} } }, default: problem },
    });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Eyrie 鹰巢', version, description: 'Grids, cases, cameras and alerts of a district.' },
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'eyrie_session' } } },
  };
}
