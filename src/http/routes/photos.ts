import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { PhotoDeps } from '../../app/command.ts';
import { photoOf } from '../../app/photos.ts';
import { photoKept, photoParams, photoQuery } from '../../wire/photos.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';
import { visibleBatch } from './batches.ts';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp'];
const LARGEST = 10 * 1024 * 1024;
const SMALL_KEPT = 'private, max-age=86400';

/** Photos of harvests, test strips and rejected crates. */
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
      const isSmall = request.query.size === 'small';
      // Asked again each time whether it may be seen, but not sent again over a weak signal; a list of many
      // small ones asks once a day.
      const etag = `"${hash}${isSmall ? '-small' : ''}"`;
      const answer = reply as unknown as FastifyReply;
      answer.headers({ etag, 'cache-control': isSmall ? SMALL_KEPT : 'private, no-cache' });
      if (request.headers['if-none-match'] === etag) return answer.code(304).send();
      const shown = isSmall ? await deps.photos.small(bytes) : bytes;
      return answer.type('image/jpeg').send(Buffer.from(shown));
    },
  });
}
