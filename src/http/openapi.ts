import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import { type Document, tidy } from './openapi/document.ts';

const DESCRIPTION = `Follows every kilogram of safe vegetables from the farmers of a municipality's networks, through its markets, to the kitchens of its schools.

Every command carries an \`Idempotency-Key\` (a UUID made by the client): the same key again gets the same answer and changes nothing. Errors are problem documents (RFC 9457) with a stable \`code\`, in Thai or, by \`Accept-Language\`, in English. Lists come in pages: \`next\` is the cursor of the page that follows. Times are UTC, days are Thailand's; weights are whole grams.`;

const TAGS = {
  session: "Signing in and out, one's own PIN and sessions",
  access: 'Links, cards, PINs and sessions of people; tokens of programs',
  batches: 'Harvests, inspections, holds, corrections and their proof',
  deliveries: 'From a network to kitchens and stalls',
  market: 'Sales at the stalls',
  figures: 'Sums over the book',
  kitchen: 'Meals of the school kitchens',
  stock: 'What is thrown away, and what is counted',
  photos: 'Of harvests, test strips and rejected crates',
  reports: 'Reports of a period, as PDF, CSV and XLSX',
  papers: 'Labels, papers of deliveries and audit reports',
  registry: 'Networks, farmers, plots, certificates, markets, schools, crops and users',
  public: 'Pages for anyone',
  service: 'State of the service',
};

/** The reader of the document styles its own elements; it loads nothing from elsewhere, also without HTTPS. */
const DOCS_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** The OpenAPI document at /openapi.json, to be read by people at /docs. */
export async function useOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tonnam',
        description: DESCRIPTION,
        version: '1.0.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tonnam_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: createJsonSchemaTransform({}),
    transformObject: (generated) =>
      tidy(createJsonSchemaTransformObject({})(generated) as unknown as Document) as never,
  });
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, operation: 'service.read' };
    });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: DOCS_POLICY,
      // Nobody reads through all operations at once.
      uiConfig: { docExpansion: 'none' },
    });
  });
  app.get(
    '/openapi.json',
    { config: { operation: 'service.read' }, schema: { hide: true } },
    async () => app.swagger(),
  );
}
