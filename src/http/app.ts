import helmet from '@fastify/helmet';
import Fastify, { type FastifyServerOptions } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { v7 as newId } from 'uuid';
import type { Deps } from '../app/command.ts';
import type { Setup } from '../app/setup.ts';
import type { Papers } from '../documents/index.ts';
import { useAccess } from './access.ts';
import { useLanguages } from './language.ts';
import { useOpenApi } from './openapi.ts';
import { sendUnreadableAddress, useProblems } from './problems.ts';
import { batchRoutes } from './routes/batches.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { importRoutes } from './routes/imports.ts';
import { paperRoutes } from './routes/papers.ts';
import { publicRoutes } from './routes/public.ts';
import { registryRoutes } from './routes/registry.ts';
import { serviceRoutes } from './routes/service.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { stockRoutes } from './routes/stock.ts';
import type { App } from './types.ts';

export type AppOptions = {
  deps: Deps;
  papers: Papers;
  setup: Setup;
  /** Address under which the public reaches the service; asked when a paper is made. */
  publicUrl: () => string;
  logger?: FastifyServerOptions['logger'];
  trustProxy?: boolean;
};

/** Puts the service together; listens to nothing yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { deps, papers, setup, publicUrl } = options;
  const app: App = Fastify({
    logger: options.logger ?? false,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: 256 * 1024,
    frameworkErrors: sendUnreadableAddress,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  await useLanguages(app);
  useProblems(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"] } },
  });
  // Somebody else's page could send it in a visitor's name, as it could a form: only JSON is taken.
  app.removeContentTypeParser('text/plain');
  await useOpenApi(app);
  await useAccess(app, deps);

  sessionRoutes(app, deps, () => publicUrl().startsWith('https:'));
  batchRoutes(app, deps);
  deliveryRoutes(app, deps);
  stockRoutes(app, deps);
  paperRoutes(app, deps, papers, publicUrl);
  registryRoutes(app, deps);
  await importRoutes(app, deps);
  publicRoutes(app, deps);
  await setupRoutes(app, setup);
  serviceRoutes(app, deps);
  return app;
}
