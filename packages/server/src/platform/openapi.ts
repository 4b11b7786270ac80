import { commonErrors, type Op } from '@xiaomen/contract'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import server from '../../package.json' with { type: 'json' }
import type { Module } from './module.ts'

const schemaOf = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'openapi-3.0' }) as Record<string, unknown>
  return schema
}

function describe(op: Op) {
  const content =
    op.kind === 'upload'
      ? {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['input', 'file'],
              properties: { input: schemaOf(op.input, 'input'), file: { type: 'string', format: 'binary' } },
            },
          },
        }
      : { 'application/json': { schema: schemaOf(op.input, 'input') } }
  const answer =
    op.kind === 'file'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schemaOf(op.output, 'output') } }
  return {
    post: {
      operationId: op.name,
      tags: [op.name.split('.')[0]!],
      parameters: [
        {
          name: 'x-xiaomen',
          in: 'header',
          required: true,
          schema: { type: 'string' },
          description: 'Any value. Proves that the call does not come from a page of another site.',
        },
      ],
      requestBody: { required: true, content },
      responses: {
        200: { description: 'Done', content: answer },
        default: {
          description: 'Not done, and why',
          content: {
            'application/json': { schema: { type: 'object', required: ['code'], properties: { code: { type: 'string' }, details: { type: 'object' } } } },
          },
        },
      },
      'x-permission': op.can,
      ...(op.offline ? { 'x-offline': true } : {}),
      ...(op.reads ? { 'x-reads': op.reads } : {}),
      ...(op.exists ? { 'x-exists': op.exists } : {}),
    },
  }
}

/** The contract as OpenAPI 3.0: GET /openapi.json, readable at /docs. */
export async function addOpenApi(app: FastifyInstance, modules: readonly Module[]): Promise<void> {
  const operations = modules.flatMap((module) => Object.values(module.ops))
  const document = {
    openapi: '3.0.3',
    info: {
      title: 'Xiaomen 小门',
      version: server.version,
      description: `Every operation is POST /api/<name>. Errors any of them may give: ${Object.keys(commonErrors).join(', ')}.`,
    },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'xiaomen' } } },
    security: [{ session: [] }],
    paths: Object.fromEntries(operations.map((op) => [`/api/${op.name}`, describe(op)])),
  }
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { validatorUrl: null as never } })
  app.get('/openapi.json', async (_request, reply) => reply.header('cache-control', 'public, max-age=60').send(document))
}
