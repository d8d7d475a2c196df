import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyServerOptions } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { PhotoDeps } from '../app/command.ts';
import type { ReportDeps } from '../app/reports.ts';
import type { Setup } from '../app/setup.ts';
import type { Papers } from '../documents/index.ts';
import { useAccess } from './access.ts';
import { sendBrokenRequest } from './broken-requests.ts';
import { useBursts } from './bursts.ts';
import { useForgeryGuard } from './forgery.ts';
import { keepAnswers } from './kept-answers.ts';
import { useLanguages } from './language.ts';
import { type Metrics, useMetrics } from './metrics.ts';
import { useOpenApi } from './openapi.ts';
import { useOverload } from './overload.ts';
import { sendUnreadableAddress, useProblems } from './problems.ts';
import { RequestLog } from './request-log.ts';
import { alertRoutes } from './routes/alerts.ts';
import { batchRoutes } from './routes/batches.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { deliveryPaperRoutes } from './routes/delivery-papers.ts';
import { figureRoutes } from './routes/figures.ts';
import { importRoutes } from './routes/imports.ts';
import { mixRoutes } from './routes/mixes.ts';
import { ownAccessRoutes } from './routes/own-access.ts';
import { paperRoutes } from './routes/papers.ts';
import { passPageRoutes } from './routes/pass-page.ts';
import { passRoutes } from './routes/passes.ts';
import { peopleRoutes } from './routes/people.ts';
import { photoRoutes } from './routes/photos.ts';
import { programRoutes } from './routes/programs.ts';
import { publicRoutes } from './routes/public.ts';
import { registryRoutes } from './routes/registry.ts';
import { reportRoutes } from './routes/reports.ts';
import { rollRoutes } from './routes/rolls.ts';
import { serviceRoutes } from './routes/service.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { stockRoutes } from './routes/stock.ts';
import { webRoutes } from './routes/web.ts';
import { useSecurityHeaders } from './security-headers.ts';
import type { App } from './types.ts';
import { zodAlone } from './zod-alone.ts';

export type AppOptions = {
  deps: PhotoDeps & ReportDeps;
  papers: Papers;
  setup: Setup;
  /** Address under which the public reaches the service; asked when a paper is made. */
  publicUrl: () => string;
  trustProxy?: boolean;
  /** Requests served at the same time; no limit when left out. */
  maxInFlight?: number;
  metrics?: Metrics | undefined;
} & Pick<FastifyServerOptions, 'loggerInstance' | 'serverFactory'>;

/** Puts the service together; listens to nothing yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { deps, papers, setup, publicUrl } = options;
  const app: App = Fastify({
    ...(options.loggerInstance && { loggerInstance: options.loggerInstance }),
    ...(options.serverFactory && { serverFactory: options.serverFactory }),
    trustProxy: options.trustProxy ?? false,
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 256 * 1024,
    frameworkErrors: sendUnreadableAddress,
    clientErrorHandler: sendBrokenRequest,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    schemaController: zodAlone,
  }).withTypeProvider<ZodTypeProvider>();

  useBursts(app);
  await useLanguages(app);
  useProblems(app);
  if (options.metrics) useMetrics(app, options.metrics);
  if (options.maxInFlight) useOverload(app, options.maxInFlight);
  await useSecurityHeaders(app);
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
  const kept = keepAnswers();
  batchRoutes(app, deps, kept);
  deliveryRoutes(app, deps);
  stockRoutes(app, deps);
  mixRoutes(app, deps);
  await photoRoutes(app, deps);
  figureRoutes(app, deps);
  reportRoutes(app, deps);
  paperRoutes(app, deps, papers, publicUrl);
  rollRoutes(app, deps, papers, publicUrl);
  deliveryPaperRoutes(app, deps, papers);
  registryRoutes(app, deps);
  await importRoutes(app, deps);
  publicRoutes(app, deps, kept);
  await setupRoutes(app, setup);
  serviceRoutes(app, deps);
  await webRoutes(app, deps);
  return app;
}
