import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { publicBatch, publicVerification } from '../../app/public-views.ts';
import { parseBatchCode, showBatchCode } from '../../domain/batch-code.ts';
import {
  type PublicPage,
  renderNotFoundPage,
  renderPublicPage,
  renderVerifyPage,
} from '../../web/public/index.ts';
import type { Language } from '../../wire/problems.ts';
import { type PageReply, sendPage } from '../pages.ts';
import type { App } from '../types.ts';

const query = z.object({
  lang: z
    .enum(['th', 'en'])
    .optional()
    .catch(undefined)
    .meta({ description: 'Language; else by Accept-Language.' }),
});
const lookUpQuery = query.extend({ code: z.string().max(200).default('').catch('') });
const params = z.object({
  code: z.string().max(200).meta({ example: '7K3M9QX2V2', description: 'Batch code.' }),
});
const html = z.string().meta({ description: 'An HTML page.' });
/** Where a code is typed in. */
const LOOK_UP = '/b';

/** The pages that a label's QR code opens: for anyone, without JavaScript. */
export function publicRoutes(app: App, deps: Deps): void {
  const config = { operation: 'public.read' } as const;
  const schema = {
    tags: ['public'],
    security: [],
    produces: ['text/html'],
    response: { 200: html, 404: html },
  };

  /** The page about a code, or one that says what may be wrong with it. */
  async function aboutCode<V>(
    request: { params: { code: string }; query: { lang?: Language | undefined }; lang: Language },
    reply: PageReply,
    read: (deps: Deps, code: string) => Promise<V | null>,
    render: (view: V, language: Language) => PublicPage,
  ) {
    const typed = request.params.code;
    const language = request.query.lang ?? request.lang;
    const code = parseBatchCode(typed);
    const view = code && (await read(deps, code));
    if (view) return sendPage(reply, render(view, language));
    const reason = code ? 'unknown' : 'mistyped';
    reply.code(404);
    return sendPage(reply, renderNotFoundPage(language, typed, reason, LOOK_UP));
  }

  app.get('/b/:code', {
    config,
    schema: {
      ...schema,
      operationId: 'openLabel',
      summary: 'The public page of a batch',
      description:
        'What the QR code on a label opens: is it safe now, what is it, where does it come from. In Thai or English, without personal data.',
      params,
      querystring: query,
    },
    handler: (request, reply) => aboutCode(request, reply, publicBatch, renderPublicPage),
  });

  app.get('/b/:code/verify', {
    config,
    schema: {
      ...schema,
      operationId: 'openVerification',
      summary: 'Whether the book about a batch is whole',
      description:
        'What the QR code on an audit report opens: recomputes the chain and shows each hash, to be held against the paper. Without personal data.',
      params,
      querystring: query,
    },
    handler: (request, reply) => aboutCode(request, reply, publicVerification, renderVerifyPage),
  });

  app.get(LOOK_UP, {
    config,
    schema: {
      ...schema,
      operationId: 'lookUpCode',
      summary: 'Look up a code',
      description: 'Opens the page of a code that was typed in, or asks for one.',
      querystring: lookUpQuery,
    },
    handler: async (request, reply) => {
      const { code: typed, lang } = request.query;
      const code = parseBatchCode(typed);
      const language = lang ?? request.lang;
      if (code) {
        const suffix = lang ? `?lang=${lang}` : '';
        return reply.redirect(`/b/${showBatchCode(code)}${suffix}`);
      }
      const page = renderNotFoundPage(language, typed, 'mistyped', LOOK_UP);
      return sendPage(typed ? reply.code(404) : reply, page);
    },
  });
}
