import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  askReport,
  type ReportDeps,
  reportFile,
  reportJob,
  reportJobs,
} from '../../app/reports.ts';
import { id } from '../../wire/common.ts';
import {
  askReportBody,
  reportJob as job,
  type ReportFormat,
  reportList,
} from '../../wire/reports.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems } from '../commands.ts';
import type { App } from '../types.ts';

const TYPES: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const params = z.object({ id });
const config = { operation: 'reports.read' } as const;

/** Reports of a period: asked for, looked after, and fetched when they are done. */
export function reportRoutes(app: App, deps: ReportDeps): void {
  app.post('/v1/reports', {
    config,
    schema: {
      tags: ['reports'],
      operationId: 'askReport',
      summary: 'Ask for the report of a period',
      description:
        'Of the municipality, a network, a farmer, a school or a market, as PDF, CSV or XLSX; all three from one reading of the book, as it stands after corrections. It is made in the background: `id` tells how far it is. Farmers get their own, network leads those of their network and its farmers, kitchens and stalls those of their school and, for their own stalls, of their market.',
      headers: commandHeaders,
      body: askReportBody,
      response: { 202: job, ...problems },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key'].toLowerCase();
      reply.code(202);
      return askReport(deps, accountOf(request), key, request.body);
    },
  });

  app.get('/v1/reports', {
    config,
    schema: {
      tags: ['reports'],
      operationId: 'listReports',
      summary: 'Reports that you have asked for',
      description: 'The newest first. Each is kept for seven days.',
      response: { 200: reportList, ...problems },
    },
    handler: (request) => reportJobs(deps, accountOf(request)),
  });

  app.get('/v1/reports/:id', {
    config,
    schema: {
      tags: ['reports'],
      operationId: 'readReport',
      summary: 'How far a report is',
      description: 'One that was not done when the server ended is begun again when it is back.',
      params,
      response: { 200: job, ...problems },
    },
    handler: (request) => reportJob(deps, accountOf(request), request.params.id),
  });

  app.get('/v1/reports/:id/file', {
    config,
    schema: {
      tags: ['reports'],
      operationId: 'readReportFile',
      summary: 'The file of a report',
      description:
        'When it is done. CSV begins with a byte order mark, has one line for each entry of the book, and weights in kg.',
      params,
      produces: Object.values(TYPES),
      response: { 200: z.any().meta({ description: 'The file.' }), ...problems },
    },
    handler: async (request, reply) => {
      const { job, bytes } = await reportFile(deps, accountOf(request), request.params.id);
      (reply as unknown as FastifyReply).headers({
        'content-type': TYPES[job.format],
        'content-length': job.bytes ?? undefined,
        'content-disposition': `${job.format === 'pdf' ? 'inline' : 'attachment'}; filename="${job.name}"`,
      });
      return reply.send(Readable.from(bytes));
    },
  });
}
