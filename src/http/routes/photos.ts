import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PhotoDeps } from '../../app/command.ts';
import { photoOf, scanOf } from '../../app/photos.ts';
import { idParams } from '../../wire/deliveries.ts';
import { photoKept, photoParams, photoQuery } from '../../wire/photos.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';
import { visibleBatch } from './batches.ts';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp'];
const LARGEST = 10 * 1024 * 1024;

/** Photos of harvests, test strips and rejected crates, and of certificates. */
export async function photoRoutes(app: App, deps: PhotoDeps): Promise<void> {
  await app.register(async (scope) => {
    // Here the body is a picture and nothing else.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(PICTURES, { parseAs: 'buffer' }, (_, body, done) => {
      done(null, body);
    });
    (scope as unknown as App).post('/v1/photos', {
      config: { operation: 'photos.add' },
      bodyLimit: LARGEST,
      schema: {
        tags: ['photos'],
        operationId: 'addPhoto',
        summary: 'Send a photo',
        description:
          'A JPEG, PNG or WebP of up to 10 MB and 64 megapixels. It is turned upright, made smaller (at most 1600 pixels on its longer side) and kept as a JPEG without what the camera wrote into it. The answer’s hash is what an entry names. The same photo again gives the same hash, so it may be sent again.',
        consumes: PICTURES,
        body: z.any().meta({ description: 'The picture.' }),
        response: { 201: photoKept, ...problems },
      },
      handler: async (request, reply) => {
        const { municipalityId } = accountOf(request);
        const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const hash = await deps.photos.put(municipalityId, sent);
        reply.code(201);
        return { hash };
      },
    });
  });

  app.get('/v1/batches/:code/photos/:hash', {
    config: { operation: 'batches.read' },
    schema: {
      tags: ['photos'],
      operationId: 'readPhoto',
      summary: 'Read a photo',
      description: 'A photo that an entry of the batch names, for whoever may see the batch.',
      params: photoParams,
      querystring: photoQuery,
      produces: ['image/jpeg'],
      response: { 200: z.any().meta({ description: 'The picture.' }), ...problems },
    },
    handler: async (request, reply) => {
      const { code, hash } = request.params;
      const batch = await visibleBatch(deps, accountOf(request), 'batches.read', code);
      const bytes = await photoOf(deps, batch, hash);
      const answer = reply as unknown as FastifyReply;
      if (request.query.size !== 'small') return sendPhoto(request, answer, hash, () => bytes);
      // A list of many small ones asks once a day.
      const kept = 'private, max-age=86400';
      return sendPhoto(request, answer, `${hash}-small`, () => deps.photos.small(bytes), kept);
    },
  });

  app.get('/v1/registry/certificates/:id/scan', {
    config: { operation: 'registry.read-personal' },
    schema: {
      tags: ['registry', 'photos'],
      operationId: 'readCertificateScan',
      summary: 'Read the scan of a certificate',
      description: 'The photo of its paper, for whoever may see the certificate.',
      params: idParams,
      produces: ['image/jpeg'],
      response: { 200: z.any().meta({ description: 'The picture.' }), ...problems },
    },
    handler: async (request, reply) => {
      const { hash, bytes } = await scanOf(deps, accountOf(request), request.params.id);
      return sendPhoto(request, reply as unknown as FastifyReply, hash, () => bytes);
    },
  });
}

/** @param kept by default asked again each time whether it may be seen, but not sent again over a weak signal */
async function sendPhoto(
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  name: string,
  picture: () => Uint8Array | Promise<Uint8Array>,
  kept = 'private, no-cache',
) {
  const etag = `"${name}"`;
  // Whoever signs in next on a shared phone is asked for anew.
  reply.headers({ etag, 'cache-control': kept, vary: 'cookie' });
  if (headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('image/jpeg').send(Buffer.from(await picture()));
}
