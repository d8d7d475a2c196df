import helmet from '@fastify/helmet';
import Fastify, { type FastifyServerOptions } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { v7 as newId } from 'uuid';
import type { PhotoDeps } from '../app/command.ts';
import type { Setup } from '../app/setup.ts';
import type { Papers } from '../documents/index.ts';
import { useAccess } from './access.ts';
import { useForgeryGuard } from './forgery.ts';
import { useLanguages } from './language.ts';
import { type Metrics, useMetrics } from './metrics.ts';
import { useOpenApi } from './openapi.ts';
import { useOverload } from './overload.ts';
import { sendUnreadableAddress, useProblems } from './problems.ts';
import { alertRoutes } from './routes/alerts.ts';
import { batchRoutes } from './routes/batches.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { importRoutes } from './routes/imports.ts';
import { ownAccessRoutes } from './routes/own-access.ts';
import { paperRoutes } from './routes/papers.ts';
import { passPageRoutes } from './routes/pass-page.ts';
import { passRoutes } from './routes/passes.ts';
import { peopleRoutes } from './routes/people.ts';
import { photoRoutes } from './routes/photos.ts';
import { programRoutes } from './routes/programs.ts';
import { publicRoutes } from './routes/public.ts';
import { registryRoutes } from './routes/registry.ts';
import { serviceRoutes } from './routes/service.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { stockRoutes } from './routes/stock.ts';
import { webRoutes } from './routes/web.ts';
import type { App } from './types.ts';

export type AppOptions = {
  deps: PhotoDeps;
  papers: Papers;
  setup: Setup;
  /** Address under which the public reaches the service; asked when a paper is made. */
  publicUrl: () => string;
  trustProxy?: boolean;
  /** Requests served at the same time; no limit when left out. */
  maxInFlight?: number;
  metrics?: Metrics | undefined;
} & Pick<FastifyServerOptions, 'logger' | 'loggerInstance' | 'serverFactory'>;

/** Puts the service together; listens to nothing yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { deps, papers, setup, publicUrl } = options;
  const app: App = Fastify({
    ...(options.loggerInstance
      ? { loggerInstance: options.loggerInstance }
      : { logger: options.logger ?? false }),
    ...(options.serverFactory && { serverFactory: options.serverFactory }),
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
  if (options.metrics) useMetrics(app, options.metrics);
  if (options.maxInFlight) useOverload(app, options.maxInFlight);
  await app.register(helmet, {
    // For answers that are no pages; each page says what it needs. Not all directives follow defaultSrc.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // With helmet's own `no-referrer`, older browsers name no origin when they send a form of ours.
    referrerPolicy: { policy: 'same-origin' },
  });
  useForgeryGuard(app, publicUrl);
  // Somebody else's page could send it in a visitor's name, as it could a form: only JSON is taken.
  app.removeContentTypeParser('text/plain');
  await useOpenApi(app);
  await useAccess(app, deps);

  const secureCookies = () => publicUrl().startsWith('https:');
  sessionRoutes(app, deps, secureCookies);
  ownAccessRoutes(app, deps);
  peopleRoutes(app, deps);
  passRoutes(app, deps, papers, publicUrl);
  await passPageRoutes(app, deps, secureCookies);
  programRoutes(app, deps);
  alertRoutes(app, deps);
  batchRoutes(app, deps);
  deliveryRoutes(app, deps);
  stockRoutes(app, deps);
  await photoRoutes(app, deps);
  paperRoutes(app, deps, papers, publicUrl);
  registryRoutes(app, deps);
  await importRoutes(app, deps);
  publicRoutes(app, deps);
  await setupRoutes(app, setup);
  serviceRoutes(app, deps);
  await webRoutes(app);
  return app;
}
